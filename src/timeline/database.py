"""One database as an object: `timeline.open(...)`, with a method for each command.

A method calls the function that the command of its name calls.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from timeline.questions import Path, Questions

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from timeline.edition.outcome import Outcome
    from timeline.ingestion.web import FetchPolicy
    from timeline.model import Imprint

Paths = Path | Iterable[Path]
"""One or several paths; a URL of a page is a string."""


def open(database: Path) -> Database:  # noqa: A001  as in gzip.open
    """Return the database at a path, or at an SQLAlchemy URL: "postgresql://USER@HOST/NAME".

    Nothing is created or read yet: the first method that writes makes a database that is missing.

    Raises UsageError for what is neither a path nor such a URL.

    >>> db = timeline.open("timeline.db")
    >>> db.events(since="2020", status="scheduled")[0].newest.event.title
    'High-Level Economic Dialogue in Washington'
    """
    return Database(database)


class Database(Questions):
    """A database of editions; `timeline.open` makes one.

    Each method does what the command of its name does, and takes its options by their names: dates
    are EDTF text ("2020", "2020-07-01"), an edition is a reference ("us-mexico@2023",
    "us-mexico@-1"). Values are frozen dataclasses of `timeline.model`.

    No connection is held between calls. As a context manager it ends, when the block is left,
    lists that are still being read. What writes waits for a database that another program has
    locked, for five seconds or for `wait`.

    Every method raises DatabaseError if the database is missing, damaged, or cannot be reached,
    and UsageError for a question that cannot be answered as it was put.
    """

    def ingest(
        self,
        paths: Paths,
        *,
        publication: str | None = None,
        published: str | None = None,
        label: str | None = None,
        title: str | None = None,
        replace: bool = False,
        url_prefixes: Sequence[str] = (),
        policy: FetchPolicy | None = None,
        git: str | None = None,
        jobs: int = 1,
        wait: float | None = None,
        dask: str | None = None,
        executor: Executor | None = None,
        report: Callable[[Outcome], None] = lambda _: None,
        planned: Callable[[int], None] = lambda _: None,
    ) -> tuple[Outcome, ...]:
        """Read editions: one or several files, folders, web archive files or URLs.

        `published` is EDTF; what is not stated comes from the folder's `editions.json` and from the
        names. With `git`, a repository, the paths are files in it. URLs are fetched as `policy`
        says. All are decoded and read by `jobs` processes, by the Dask cluster whose scheduler has
        the address `dask`, or by an `executor` of yours, who has as many workers as `jobs` says.
        `planned` receives the number of inputs, `report` each outcome as it is known.

        Each edition is stored by itself. One that is refused does not raise: its outcome has the
        action "refused" and the `error`.

        Raises MissingExtraError, a UsageError, for an extra that is not installed.
        """
        from timeline.workflow.ingest import ingest

        return ingest(
            self._database,
            _listed(paths),
            publication=publication,
            published=published,
            label=label,
            title=title,
            replace=replace,
            url_prefixes=url_prefixes,
            policy=policy,
            git=git,
            jobs=jobs,
            wait=wait,
            dask=dask,
            executor=executor,
            report=report,
            planned=planned,
        )

    def load(
        self,
        paths: Paths = (),
        *,
        sample: bool = False,
        replace: bool = False,
        wait: float | None = None,
        report: Callable[[Outcome], None] = lambda _: None,
    ) -> tuple[Outcome, ...]:
        """Load one or several snapshot files or folders of them; `sample` adds the bundled ones.

        Outcomes and `report` are as for `ingest`.

        >>> [outcome.action for outcome in timeline.open("new.db").load(sample=True)]
        ['stored', 'stored', 'stored', 'stored']
        """
        from timeline.workflow.load import load

        return load(
            self._database,
            _listed(paths),
            sample=sample,
            replace=replace,
            wait=wait,
            report=report,
        )

    def amend(
        self,
        edition: str,
        *,
        published: str | None = None,
        label: str | None = None,
        publication: str | None = None,
        title: str | None = None,
        wait: float | None = None,
    ) -> tuple[Imprint, Imprint]:
        """Change an edition's date, label, title or publication; return its old and new imprint.

        `published` is EDTF, or "unknown". Raises LabelTakenError, a RefusedError, if another
        edition has the label.
        """
        from timeline.workflow.correct import amend

        return amend(
            self._database,
            edition,
            published=published,
            label=label,
            publication=publication,
            title=title,
            wait=wait,
        )

    def forget(
        self, editions: str | Iterable[str], *, yes: bool = False, wait: float | None = None
    ) -> tuple[Imprint, ...]:
        """Remove one or several editions with all that they hold; return their imprints.

        All or, where one is not stored, none. Each is named in full, "us-mexico@2023", unless you
        say `yes`. Raises InexactReferenceError, a UsageError, otherwise.
        """
        from timeline.workflow.correct import forget

        names = [editions] if isinstance(editions, str) else editions
        return forget(self._database, names, yes=yes, wait=wait)


def _listed(paths: Paths) -> list[str]:
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    return [os.fspath(path) for path in given]
