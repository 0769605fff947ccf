"""Snapshot files -> store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from timeline.decode import snapshotfile
from timeline.edition.apply import store_edition
from timeline.edition.incoming import IncomingEdition, edition_of_snapshot
from timeline.edition.outcome import REFUSED, SKIPPED, Outcome
from timeline.errors import DatabaseBusyError, MissingFileError, RefusedError
from timeline.ingestion.database import LazyDatabase
from timeline.sources import files
from timeline.sources.files import FoundPlaces, Place
from timeline.workflow.ingest import Report


def load(
    database: str,
    paths: Iterable[str] = (),
    *,
    sample: bool = False,
    replace: bool = False,
    wait: float | None = None,
    report: Report = lambda _: None,
) -> tuple[Outcome, ...]:
    """Load snapshot files, and folders of them at any depth, into a database.

    `sample` adds the bundled ones. Each edition is stored separately: if one is refused, the
    others are stored all the same, and its outcome contains the error. `wait` is how many seconds a
    database that another program has locked is waited for (five by default). `report` receives each
    outcome as soon as it is known.

    Raises DatabaseError for the database.
    """
    outcomes: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        report(outcome)

    arguments = [*paths, *([str(bundled())] if sample else [])]
    places = [place for argument in arguments for place in _expand(argument, tell).places]
    with LazyDatabase(database, wait=wait) as opened:
        for place in places:
            tell(_load_file(opened, place, replacing=replace))
    return tuple(outcomes)


def _load_file(database: LazyDatabase, place: Place, *, replacing: bool) -> Outcome:
    """Take a snapshot file all the way into the store, or say why it is refused."""
    try:
        edition = _decode_file(place)
        return database.transact(
            lambda connection, extractions: store_edition(
                connection, extractions, edition, replacing=replacing
            ),
            writes=edition.stated.publication,
        )
    except (RefusedError, MissingFileError, DatabaseBusyError) as error:
        return Outcome(where=place.path, action=REFUSED, error=error)


def bundled() -> Path:
    """Return the folder of the bundled snapshots: beside the package, or the checkout's."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_snapshots"
    return shipped if shipped.is_dir() else package.parents[1] / "snapshots"


def _expand(argument: str, tell: Report) -> FoundPlaces:
    try:
        found = files.snapshots(argument)
    except (RefusedError, MissingFileError) as error:
        tell(Outcome(where=argument, action=REFUSED, error=error))
        return FoundPlaces()
    for path in found.skipped:
        tell(Outcome(where=path, action=SKIPPED))
    return found


def _decode_file(place: Place) -> IncomingEdition:
    """Return a snapshot file decoded, not stored. Raises RefusedError, MissingFileError."""
    capture = files.read(place, files.SNAPSHOT)
    return edition_of_snapshot(place.path, capture, snapshotfile.decode(capture))
