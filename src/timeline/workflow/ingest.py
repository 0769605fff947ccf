"""Text, Markdown and HTML editions -> store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from timeline.decode import decode
from timeline.errors import BadValueError, MissingFileError, RefusedError
from timeline.sources import files
from timeline.sources.files import Found, Place
from timeline.store import database as databases
from timeline.workflow import imprints
from timeline.workflow.imprints import Options
from timeline.workflow.storing import REFUSED, Outcome, Reading, put, reading_of_document

if TYPE_CHECKING:
    from sqlalchemy import Connection

Report = Callable[[Outcome], None]
SKIPPED = "skipped"


def ingest(
    database: str,
    paths: Iterable[str],
    *,
    publication: str | None = None,
    published: str | None = None,
    label: str | None = None,
    title: str | None = None,
    replace: bool = False,
    report: Report = lambda _: None,
) -> tuple[Outcome, ...]:
    """Read files and folders of text, Markdown and HTML, each an edition, into a database.

    `published` is EDTF. What is not stated is taken from the folder's `editions.json` and from
    the names. Each edition is stored by itself: one that is refused leaves the others alone and
    has its error in its outcome. `report` is told each outcome at once.

    Raises UsageError for values that are not of their kind, DatabaseError for the database.
    """
    given = imprints.options(publication, published, label, title)
    arguments = list(paths)
    outcomes: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        report(outcome)

    found = [_expand(argument, tell) for argument in arguments]
    places = [place for each in found for place in each.places]
    if label is not None and len(places) > 1:
        raise BadValueError("--label", label, f"for {len(places)} files at once; name one file")
    with ExitStack() as stack:
        connection: Connection | None = None
        for place in places:
            try:
                reading = prepare(place, given)
                # Opened late: inputs that are all refused leave no empty database behind.
                connection = connection or stack.enter_context(databases.writing(database))
                with connection.begin():
                    outcome = put(connection, reading, replacing=replace)
            except (RefusedError, MissingFileError) as error:
                outcome = Outcome(where=place.path, action=REFUSED, error=error)
            tell(outcome)
    return tuple(outcomes)


def _expand(argument: str, tell: Report) -> Found:
    try:
        found = files.documents(argument)
    except (RefusedError, MissingFileError) as error:
        tell(Outcome(where=argument, action=REFUSED, error=error))
        return Found()
    for path in found.skipped:
        tell(Outcome(where=path, action=SKIPPED))
    for problem in found.problems:
        tell(Outcome(where=argument, action=REFUSED, error=problem))
    return found


def prepare(place: Place, given: Options) -> Reading:
    """Return a file read as an edition, not stored. Raises UnreadableError, MissingFileError."""
    capture = files.read(place)
    document = decode(capture)
    stated = imprints.stated(place, given, document)
    return reading_of_document(place.path, place.stem, capture, document, stated)
