"""What a database is asked: a method for each command that reads.

No connection is held between two calls; a list that is being read holds one until it is read, or
until the database is closed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from weakref import WeakSet

from timeline import lists
from timeline.lists import Changes, Pass, Rows
from timeline.store import database as databases
from timeline.workflow import queries

if TYPE_CHECKING:
    from timeline.formats.tables import Item
    from timeline.model import (
        Delta,
        EditionSummary,
        Finding,
        Happening,
        Origin,
        Series,
        Snapshot,
        StatedDate,
        StatedFigure,
        Story,
    )

T = TypeVar("T")

Path = str | os.PathLike[str]


class Questions:
    """A database as what it can be asked; `Database` can be written too."""

    def __init__(self, database: Path) -> None:
        self._database = os.fspath(database)
        self._where = databases.describe(self._database)
        self._passes: WeakSet[Pass[Any]] = WeakSet()

    def __repr__(self) -> str:
        return f"timeline.open({self._where!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End lists that are still being read: their next step raises DatabaseError.

        The database can be asked again.
        """
        for each in [*self._passes]:
            each.close()

    # ------------------------------------------------------------ what it states

    def events(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        publication: str | None = None,
        edition: str | None = None,
        status: str | None = None,
        kind: str | None = None,
        search: str | None = None,
        exact_label: bool = False,
        as_of: str | None = None,
        in_print: str | None = None,
        core: bool = False,
        offset: int = 0,
        limit: int | None = None,
    ) -> Rows[Happening]:
        """Return past and planned happenings in chronological order, read when they are used.

        Each is as its newest edition has it. A happening whose date overlaps the days from `since`
        to `until`, both included, is in it; those that recur or have no date come last. `search`
        takes words of a title or its sentence, the best first; with `exact_label` a whole title.
        `as_of` asks what was known on a day, `in_print` only the edition in print on it. Minor ones
        are among them (`newest.event.salience` is "minor"), unless only the `core` is asked for;
        the first `offset` are passed over.

        >>> [each.newest.event.title for each in db.events(search="security dialogue", limit=1)]
        ['High-Level Security Dialogue of 2021']
        """
        found = partial(
            queries.events,
            self._database,
            since=since,
            until=until,
            publication=publication,
            edition=edition,
            status=status,
            kind=kind,
            search=search,
            exact_label=exact_label,
            as_of=as_of,
            in_print=in_print,
            core=core,
            offset=offset,
            limit=limit,
        )
        return Rows(lists.HAPPENINGS, self._passing(found))

    def figures(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        publication: str | None = None,
        edition: str | None = None,
        kind: str | None = None,
        measure: str | None = None,
        exact_label: bool = False,
        as_of: str | None = None,
        in_print: str | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> Rows[StatedFigure]:
        """Return the figures that editions state, by measure and period, read when they are used.

        `figure.quantity.value` is an exact decimal in units of `figure.quantity.unit`. `measure`
        takes words of what names a figure, the best first; with `exact_label` a whole measure.
        `since` and `until` select by the period or the "as of" date; the others are as in `events`.

        >>> for row in db.figures(measure="trade in goods and services", exact_label=True):
        ...     print(row.imprint.label, row.figure.quantity.value, row.figure.quantity.unit)
        2019 678000000000 USD
        2021 577300000000 USD
        2023 863000000000 USD
        """
        found = partial(
            queries.figures,
            self._database,
            since=since,
            until=until,
            publication=publication,
            edition=edition,
            kind=kind,
            measure=measure,
            exact_label=exact_label,
            as_of=as_of,
            in_print=in_print,
            offset=offset,
            limit=limit,
        )
        return Rows(lists.FIGURES, self._passing(found))

    def editions(
        self, *, publication: str | None = None, limit: int | None = None
    ) -> Rows[EditionSummary]:
        """Return the stored editions, by publication and date.

        Undated ones come last, but for those whose labels tell their place.

        >>> [each.imprint.reference for each in db.editions(limit=2)]
        ['us-mexico@2019', 'us-mexico@2021']
        """
        found = queries.editions(self._database, publication=publication, limit=limit)
        return Rows(lists.EDITIONS, found)

    def publications(self) -> tuple[str, ...]:
        """Return the slugs of the publications that have an edition, sorted.

        >>> db.publications()
        ('us-mexico',)
        """
        found = queries.editions(self._database)
        return tuple(dict.fromkeys(each.imprint.publication for each in found))

    def show(self, edition: str, *, limit: int | None = None) -> Rows[Item]:
        """Return the figures and events of one edition in the order of its text.

        If it has no text, events come first.
        """
        return Rows(lists.ITEMS, queries.show(self._database, edition, limit=limit))

    def snapshot(self, edition: str) -> Snapshot:
        """Return everything that one edition states: dates, figures, events and passages.

        >>> len(db.snapshot("us-mexico@2019").figures)
        11
        """
        return queries.snapshot(self._database, edition)

    def dates(self, edition: str, *, limit: int | None = None) -> Rows[StatedDate]:
        """Return who states which date of publication of an edition, the surest first.

        The days within which its text must have been written come last.
        """
        return Rows(lists.DATES, queries.dates(self._database, edition, limit=limit))

    # ------------------------------------------------------------ what changed

    def diff(
        self,
        before: Path,
        after: Path,
        *,
        only: Collection[str] = (),
        changes: Collection[str] = (),
        find: str | None = None,
        section: str | None = None,
        exact_label: bool = False,
        noise: bool = False,
        everything: bool = False,
        published: Sequence[str] = (),
    ) -> Changes:
        """Return what changed from one edition to another; each may also be the path of a file.

        The rows are those that the command prints: without what is unchanged or not covered, and
        without noise, unless `noise` or `everything` asks for it. `only` names figures, events or
        passages, `changes` the changes that are asked for; `find` takes words of the items,
        `section` of the headings above them. `delta` has all of it. `published` are the dates of
        documents, the older one's first; "unknown" keeps a date from being read off the text.

        Raises RefusedError for a file that cannot be read.

        >>> for row in db.diff("us-mexico@2022", "us-mexico@2023", only=["events"]):
        ...     print(row.about, row.change.change)
        event occurred
        """
        from timeline.formats.deltarows import Wanted, rows
        from timeline.workflow import compare

        delta = compare.diff(
            self._database, os.fspath(before), os.fspath(after), published=published
        )
        words = compare.search_rows(find, section, exact_label=exact_label)
        wanted = Wanted(quiet=everything or bool(changes), noise=everything or noise)
        return Changes(delta, rows(compare.narrowed(delta, only, changes, words), wanted))

    def log(
        self, publication: str, *, since: str | None = None, limit: int | None = None
    ) -> Rows[Delta]:
        """Return what each edition of a publication changed, the newest first, read when used.

        Each dated edition is compared with the one before it. With `since`, only editions that can
        have been published on or after that day. A data frame has the rows that changed.
        """
        from timeline.workflow import compare

        found = partial(compare.log, self._database, publication, since=since, limit=limit)
        return Rows(lists.DELTAS, self._passing(lambda: (delta for delta in found())))

    def history(
        self,
        wanted: str,
        *,
        publication: str | None = None,
        only: Collection[str] = (),
        exact_label: bool = False,
    ) -> Rows[Series | Story]:
        """Return figures, then events, through all editions, by words or by a key.

        A key names one figure or event; a list that was shown, or a data frame, has them. `only`
        names figures or events. A data frame has a row for each statement.

        Raises KeyNotFoundError, a UsageError, for an unknown key.

        >>> [len(one.members) for one in db.history("citizens in Mexico", only=["figures"])]
        [4]
        """
        from timeline.workflow.history import history

        found = history(
            self._database, wanted, publication=publication, only=only, exact_label=exact_label
        )
        return Rows(lists.HISTORY, found)

    def blame(self, edition: str, *, only: Collection[str] = ()) -> Rows[Origin]:
        """Return the items of an edition in the order of its text, each with who first stated it.

        `only` names figures, events or passages. Raises UsageError for an undated edition.
        """
        from timeline.workflow.blame import blame

        return Rows(lists.ORIGINS, blame(self._database, edition, only=only))

    def status(
        self,
        *,
        publication: str | None = None,
        edition: str | None = None,
        as_of: str | None = None,
        today: str | None = None,
        only: Collection[str] = (),
    ) -> Rows[Finding]:
        """Return overdue plans, then stale figures and contradictions of the newest editions.

        `today` is the day by which a plan is overdue, by default today in UTC; `as_of` asks what
        was to be found on a day, `edition` when that edition was the newest. `only` names overdue,
        stale or contradiction. A data frame has a row for each statement that a finding rests on.
        """
        from timeline.workflow.status import status

        found = status(
            self._database,
            publication=publication,
            edition=edition,
            as_of=as_of,
            today=today,
            only=only,
        )
        return Rows(lists.FINDINGS, found)

    def export(
        self,
        format: str = "csv",  # noqa: A002  the name of the option
        *,
        since: str | None = None,
        until: str | None = None,
        publication: str | None = None,
        edition: str | None = None,
        status: str | None = None,
        kind: str | None = None,
        as_of: str | None = None,
        in_print: str | None = None,
        limit: int | None = None,
        everything: bool = False,
        exact: bool = False,
        iso_dates: bool = False,
        counted: Callable[[int], None] = lambda _: None,
        left_out: Callable[[int], None] = lambda _: None,
        passed: Callable[[], None] = lambda: None,
    ) -> Iterator[str | bytes]:
        """Return the chronology as the pieces of a file, read as they are written.

        `format` is one of `timeline.formats.EXPORT_FORMATS`. Those for people leave minor events
        out unless `everything` is asked for; `exact` and `iso_dates` say how they write numbers and
        dates. `counted` receives the number of happenings at the end, `left_out` that of events for
        which the format has no place, and `passed` is called after each. CSV has its own line ends:
        open the file with `newline=""`; a workbook, Parquet and a zip file come as bytes.
        """
        from timeline.workflow.export import export

        pieces = export(
            self._database,
            format,
            since=since,
            until=until,
            publication=publication,
            edition=edition,
            status=status,
            kind=kind,
            as_of=as_of,
            in_print=in_print,
            limit=limit,
            everything=everything,
            exact=exact,
            iso_dates=iso_dates,
            counted=counted,
            left_out=left_out,
            passed=passed,
        )
        return self._begin(piece for piece in pieces)

    # ------------------------------------------------------------ passes

    def _passing(self, ask: Callable[[], Generator[T, None, None]]) -> Callable[[], Iterator[T]]:
        """Return what begins a pass over the answers to a question."""
        return lambda: self._begin(ask())

    def _begin(self, answers: Generator[T, None, None]) -> Pass[T]:
        begun = Pass(answers, self._where)
        self._passes.add(begun)
        return begun
