"""Files -> editions that are decoded, here or by workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.decode import decode
from timeline.edition import metadata
from timeline.edition.incoming import IncomingEdition, edition_of_document
from timeline.edition.metadata import StatedMetadata
from timeline.errors import MissingFileError, UnreadableError
from timeline.ingestion.ahead import Ahead, decode_ahead
from timeline.model import Capture
from timeline.sources import files
from timeline.sources.files import Place

if TYPE_CHECKING:
    from timeline.ingestion.worker_pool import Workers

IsStored = Callable[[str], bool]
"""Whether a hash is that of bytes that are stored."""


def decode_file(place: Place, capture: Capture, given: StatedMetadata) -> IncomingEdition:
    """Return a captured file as an edition, not extracted and not stored.

    Raises UnreadableError, MissingExtraError.
    """
    document = decode(capture)
    stated = metadata.gather(place, given, document)
    return edition_of_document(place.path, place.stem, capture, document, stated)


def decode_files(
    places: Sequence[Place], given: StatedMetadata, workers: Workers | None, is_stored: IsStored
) -> Iterator[tuple[Place, Ahead]]:
    """Yield each file with what workers made of it, as `decode_ahead` does.

    They read the files themselves where they can. Bytes that are stored need not be extracted.
    """

    def task_of(place: Place) -> _FileTask:
        capture = _read(place)
        known = isinstance(capture, Capture) and is_stored(capture.sha256)
        sent = None if workers is None or workers.share_files else capture
        return _FileTask(place, given, sent, wanted=not known)

    return decode_ahead(places, task_of, workers)


@dataclass(frozen=True, slots=True)
class _FileTask:
    """A file to be decoded; `capture` is what was read of it where the worker cannot read it."""

    place: Place
    given: StatedMetadata
    capture: Capture | UnreadableError | MissingFileError | None
    wanted: bool
    seen_before: None = None

    @property
    def size(self) -> int:
        return len(self.capture.data) if isinstance(self.capture, Capture) else 0

    def decode(self) -> IncomingEdition:
        capture = self.capture or files.read(self.place)
        if not isinstance(capture, Capture):
            raise capture
        return decode_file(self.place, capture, self.given)


def _read(place: Place) -> Capture | UnreadableError | MissingFileError:
    try:
        return files.read(place)
    except (UnreadableError, MissingFileError) as error:
        return error
