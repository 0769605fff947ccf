"""Files -> readings that are ready to be stored, in order, in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from timeline.decode import decode
from timeline.edition import metadata
from timeline.edition.extracted import Reading, reading_of_document
from timeline.edition.metadata import Options
from timeline.errors import (
    MissingExtraError,
    MissingFileError,
    RefusedError,
    TimelineError,
    UnreadableError,
    UsageError,
)
from timeline.sources import files
from timeline.sources.files import Place

Known = Callable[[Collection[str]], Collection[str]]
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


def readings(
    places: Sequence[Place], given: Options, jobs: int, known: Known
) -> Iterator[Reading | Refusal]:
    """Yield what each file holds, or why it is refused.

    With several `jobs` so many processes read; what is `known` is left to this one, which need
    not read it. Raises LostProcessError where a process is ended from outside.
    """
    if jobs == 1 or any(place.path == files.STANDARD_INPUT for place in places):
        for place in places:
            yield _prepared(place, given)
        return
    from timeline.ingestion.worker_pool import spread

    work = partial(_prepare_all, given=given)
    for found in spread(work, _chunks(places, known), jobs):
        yield found.error() if isinstance(found, _Failed) else found


def prepare(place: Place, given: Options) -> Reading:
    """Return a file as an edition, not stored, and not read before that is asked for.

    Raises UnreadableError, MissingFileError, MissingExtraError.
    """
    capture = files.read(place)
    document = decode(capture)
    stated = metadata.stated(place, given, document)
    return reading_of_document(place.path, place.stem, capture, document, stated)


def _prepared(place: Place, given: Options) -> Reading | Refusal:
    try:
        return prepare(place, given)
    except (RefusedError, MissingFileError, MissingExtraError) as error:
        return error


def _chunks(places: Sequence[Place], known: Known) -> Iterator[list[tuple[Place, bool]]]:
    """Yield files with whether they are to be read at once: known bytes are not."""
    for at in range(0, len(places), _AT_A_TIME):
        some = places[at : at + _AT_A_TIME]
        hashes = [_hash(place) for place in some]
        stored = known([sha256 for sha256 in hashes if sha256])
        yield [(place, sha256 not in stored) for place, sha256 in zip(some, hashes, strict=True)]


def _hash(place: Place) -> str | None:
    try:
        return files.read(place).sha256
    except (UnreadableError, MissingFileError):
        return None


def _prepare_all(places: list[tuple[Place, bool]], *, given: Options) -> list[Reading | _Failed]:
    found: list[Reading | _Failed] = []
    for place, reading in places:
        try:
            one = prepare(place, given)
            if reading:
                one.snapshot  # noqa: B018  read here, and handed over with what was read
            found.append(one)
        except TimelineError as error:
            if not isinstance(error, RefusedError | UsageError):
                raise
            found.append(_Failed(str(error), isinstance(error, UsageError)))
    return found
