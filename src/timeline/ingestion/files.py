"""Files -> editions that are decoded, in order, in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from timeline.decode import decode
from timeline.edition import metadata
from timeline.edition.extraction import extract_incoming
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
    places: Sequence[Place], given: StatedMetadata, jobs: int, stored: StoredHashes
) -> Iterator[IncomingEdition | Refusal]:
    """Yield each file as an edition, or why it is refused; `jobs` processes work on them.

    These processes extract too, but for bytes that are stored already, of which that need not be
    done. Raises LostProcessError where a process is ended from outside.
    """
    from timeline.ingestion.worker_pool import map_in_workers

    work = partial(_decode_chunk, given=given)
    for found in map_in_workers(work, _chunks(places, stored), jobs):
        yield found.error() if isinstance(found, _Failed) else found


def _chunks(places: Sequence[Place], stored: StoredHashes) -> Iterator[list[tuple[Place, bool]]]:
    """Yield files with whether they are to be extracted at once: stored bytes are not."""
    for at in range(0, len(places), _AT_A_TIME):
        some = places[at : at + _AT_A_TIME]
        hashes = [_hash(place) for place in some]
        known = stored([sha256 for sha256 in hashes if sha256])
        yield [(place, sha256 not in known) for place, sha256 in zip(some, hashes, strict=True)]


def _hash(place: Place) -> str | None:
    try:
        return files.read(place).sha256
    except (UnreadableError, MissingFileError):
        return None


def _decode_chunk(
    places: list[tuple[Place, bool]], *, given: StatedMetadata
) -> list[IncomingEdition | _Failed]:
    found: list[IncomingEdition | _Failed] = []
    for place, extracting in places:
        try:
            edition = decode_file(place, files.read(place), given)
            found.append(extract_incoming(edition) if extracting else edition)
        except TimelineError as error:
            if not isinstance(error, RefusedError | UsageError):
                raise
            found.append(_Failed(str(error), isinstance(error, UsageError)))
    return found
