"""Store editions inside a transaction that a test has open, and takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from timeline.edition import apply
from timeline.edition.derived import RecentSnapshot
from timeline.edition.extraction import Extractions, run_transaction
from timeline.edition.incoming import IncomingEdition
from timeline.edition.outcome import Outcome
from timeline.model import Imprint
from timeline.store.sightings import StoredCapture

R = TypeVar("R")

_RECENT: WeakKeyDictionary[Connection, RecentSnapshot] = WeakKeyDictionary()


def store_one(connection: Connection, edition: IncomingEdition) -> Outcome:
    """Store an edition that came in."""
    return _nested(
        connection, lambda e: apply.store_edition(connection, e, edition, replacing=False)
    )


def see_one(connection: Connection, publication: str, arrived: StoredCapture) -> Outcome:
    """Store bytes that were seen at a time."""
    return _nested(
        connection, lambda e: apply.record_sighting(connection, e, "", publication, arrived)
    )


def forget(connection: Connection, *imprints: Imprint) -> None:
    """Forget editions."""
    _nested(connection, lambda e: apply.remove(connection, e, *imprints))


def _nested(connection: Connection, work: Callable[[Extractions], R]) -> R:
    """Do work behind a savepoint, which is to transactions what they are to the database."""

    @contextmanager
    def begin() -> Iterator[Connection]:
        with connection.begin_nested():
            yield connection

    extractions = Extractions(_RECENT.setdefault(connection, RecentSnapshot()))
    return run_transaction(begin, extractions, lambda _: work(extractions))
