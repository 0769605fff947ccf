"""Files -> editions that are decoded, in order, in one process or by several workers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.decode import decode
from timeline.edition import metadata
from timeline.edition.extraction import extract_incoming, with_foreseen_links
from timeline.edition.incoming import IncomingEdition, edition_of_document
from timeline.edition.metadata import StatedMetadata
from timeline.errors import (
    MissingFileError,
    RefusedError,
    TimelineError,
    UnreadableError,
    UsageError,
)
from timeline.model import Capture
from timeline.sources import files
from timeline.sources.files import Place

if TYPE_CHECKING:
    from timeline.ingestion.worker_pool import Workers

StoredHashes = Callable[[Collection[str]], Collection[str]]
"""Which of these hashes are those of bytes that are stored."""
_AT_A_TIME = 8
"""Files that a process is handed: few enough that all have work, and that little is under way."""
Refusal = RefusedError | UsageError


@dataclass(frozen=True, slots=True)
class _Failed:
    """An error on its way between processes."""

    message: str
    usage: bool

    def error(self) -> Refusal:
        return UsageError(self.message) if self.usage else RefusedError(self.message)


def decode_file(place: Place, capture: Capture, given: StatedMetadata) -> IncomingEdition:
    """Return a captured file as an edition, not extracted and not stored.

    Raises UnreadableError, MissingExtraError.
    """
    document = decode(capture)
    stated = metadata.gather(place, given, document)
    return edition_of_document(place.path, place.stem, capture, document, stated)


def decode_files(
    places: Sequence[Place], given: StatedMetadata, workers: Workers, stored: StoredHashes
) -> Iterator[IncomingEdition | Refusal]:
    """Yield each file as an edition, or why it is refused; workers see to them.

    They extract too, and link what they have at once, but for bytes that are stored already, of
    which that need not be done. Raises what `workers` says where they are lost.
    """
    from timeline.ingestion.worker_pool import map_in_order

    work = partial(_decode_chunk, given=given)
    chunks = _chunks(places, stored, sending=not workers.share_files)
    for found in map_in_order(work, chunks, workers):
        yield found.error() if isinstance(found, _Failed) else found


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to be decoded; `extracting` tells whether it is to be extracted at once, too.

    `capture` is what was read of it, or the error, where the worker cannot read it; None where it
    can.
    """

    place: Place
    capture: Capture | _Failed | None
    extracting: bool


def _chunks(
    places: Sequence[Place], stored: StoredHashes, *, sending: bool
) -> Iterator[list[_Task]]:
    """Yield files as tasks; stored bytes are not to be extracted."""
    for at in range(0, len(places), _AT_A_TIME):
        some = places[at : at + _AT_A_TIME]
        captures = [_read(place) for place in some]
        known = stored([each.sha256 for each in captures if isinstance(each, Capture)])
        yield [
            _Task(
                place,
                capture if sending else None,
                not isinstance(capture, Capture) or capture.sha256 not in known,
            )
            for place, capture in zip(some, captures, strict=True)
        ]


def _read(place: Place) -> Capture | _Failed:
    try:
        return files.read(place)
    except (UnreadableError, MissingFileError) as error:
        return _failed(error)


def _failed(error: TimelineError) -> _Failed:
    return _Failed(str(error), isinstance(error, UsageError))


def _decode_chunk(tasks: list[_Task], *, given: StatedMetadata) -> list[IncomingEdition | _Failed]:
    found = [_decode_task(task, given) for task in tasks]
    for place, (before, edition) in enumerate(pairwise(found), start=1):
        if isinstance(before, IncomingEdition) and isinstance(edition, IncomingEdition):
            found[place] = with_foreseen_links(before, edition)
    return found


def _decode_task(task: _Task, given: StatedMetadata) -> IncomingEdition | _Failed:
    if isinstance(task.capture, _Failed):
        return task.capture
    try:
        edition = decode_file(task.place, task.capture or files.read(task.place), given)
        return extract_incoming(edition) if task.extracting else edition
    except (RefusedError, UsageError) as error:
        return _failed(error)
