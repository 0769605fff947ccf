"""Snapshot files -> store."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import timeline
from timeline.decode import snapshotfile
from timeline.edition.apply import put
from timeline.edition.extracted import Reading, reading_of_snapshot
from timeline.edition.outcome import REFUSED, SKIPPED, Outcome
from timeline.errors import MissingFileError, RefusedError
from timeline.sources import files
from timeline.sources.files import Found, Place
from timeline.store import database as databases
from timeline.workflow.ingest import Report

if TYPE_CHECKING:
    from timeline.store.database import Connection


def load(
    database: str,
    paths: Iterable[str] = (),
    *,
    sample: bool = False,
    replace: bool = False,
    report: Report = lambda _: None,
) -> tuple[Outcome, ...]:
    """Load snapshot files, and folders of them at any depth, into a database.

    `sample` adds the bundled ones. Each edition is stored separately: if one is refused, the
    others are stored all the same, and its outcome contains the error. `report` receives each
    outcome as soon as it is known.

    Raises DatabaseError for the database.
    """
    outcomes: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        report(outcome)

    arguments = [*paths, *([str(bundled())] if sample else [])]
    places = [place for argument in arguments for place in _expand(argument, tell).places]
    with ExitStack() as stack:
        connection: Connection | None = None
        for place in places:
            try:
                reading = prepare(place)
                connection = connection or stack.enter_context(databases.writing(database))
                with connection.begin():
                    outcome = put(connection, reading, replacing=replace)
            except (RefusedError, MissingFileError) as error:
                outcome = Outcome(where=place.path, action=REFUSED, error=error)
            tell(outcome)
    return tuple(outcomes)


def bundled() -> Path:
    """Return the folder of the bundled snapshots: beside the package, or the checkout's."""
    package = Path(timeline.__file__).parent
    shipped = package / "_snapshots"
    return shipped if shipped.is_dir() else package.parents[1] / "snapshots"


def _expand(argument: str, tell: Report) -> Found:
    try:
        found = files.snapshots(argument)
    except (RefusedError, MissingFileError) as error:
        tell(Outcome(where=argument, action=REFUSED, error=error))
        return Found()
    for path in found.skipped:
        tell(Outcome(where=path, action=SKIPPED))
    return found


def prepare(place: Place) -> Reading:
    """Return a snapshot file read, not stored. Raises RefusedError, MissingFileError."""
    capture = files.read(place, files.SNAPSHOT)
    return reading_of_snapshot(place.path, capture, snapshotfile.decode(capture))
