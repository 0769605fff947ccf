"""Captures that were seen at times -> tasks for workers, with what is known before their turn."""

from __future__ import annotations

from bisect import bisect_left, insort
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.edition.incoming import IncomingEdition
from timeline.edition.metadata import StatedMetadata
from timeline.errors import DatabaseBusyError
from timeline.ingestion.capture import SeenCapture, decode_capture
from timeline.store import sightings
from timeline.store.turns import NOTHING

if TYPE_CHECKING:
    from timeline.ingestion.database import LazyDatabase


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTask:
    """A capture to be decoded and read, with what is stated of it; its bytes go with it.

    `publication` is the one that it will probably be stored under.
    """

    seen: SeenCapture
    given: StatedMetadata
    publication: str
    seen_before: str | None
    wanted: bool = True

    @property
    def size(self) -> int:
        """The bytes that the worker is sent."""
        return len(self.seen.capture.data)

    def decode(self) -> IncomingEdition:
        """Return it as an edition, not read yet. Raises RefusedError, MissingExtraError."""
        return decode_capture(self.seen, self.given, self.publication, None)


class SightingsAhead:
    """When captures of publications were seen, those that are under way to the store among them.

    They are (time, hash) pairs, in order.
    """

    def __init__(self, database: LazyDatabase, given: StatedMetadata) -> None:
        self._database = database
        self._given = given
        self._seen: dict[str, list[tuple[str, str]]] = {}

    def task_of(self, seen: SeenCapture, publication: str) -> CaptureTask | None:
        """Return the task to decode and read a capture, None where its turn will cost little.

        That is so for one that is stored, and for the same bytes as those before it.
        """
        if publication not in self._seen:
            self._seen[publication] = self._stored(publication)
        known = self._seen[publication]
        own = seen.capture.at or "", seen.capture.sha256
        place = bisect_left(known, own)
        stored = known[place : place + 1] == [own]
        before, sha256 = known[place - 1] if place else (None, None)
        if not stored:
            insort(known, own)
        if self._given.published is None and (stored or sha256 == own[1]):
            return None
        return CaptureTask(
            seen=seen, given=self._given, publication=publication, seen_before=before
        )

    def _stored(self, publication: str) -> list[tuple[str, str]]:
        """Return the sightings that are stored; none where the database cannot be asked now."""
        with suppress(DatabaseBusyError):
            if self._database.exists():
                with self._database.transaction(NOTHING) as connection:
                    found = sightings.capture_summaries(connection, publication)
                return sorted((at, each.sha256) for each in found for at, _ in each.seen)
        return []
