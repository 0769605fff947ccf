"""What was fetched: when a page was last asked for, and what was set aside as no edition.

The caller opens the transaction and commits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from timeline.model import Capture
from timeline.store import rows, tables

_visit: Final = tables.visit.c
_quarantine: Final = tables.quarantine.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last fetch of a page: `at` in ISO 8601 and UTC, and what its server said of it.

    Of a capture that an archive gave in place of another, `url` is the address in the archive that
    was asked for, and `at` the time of the capture that was given.
    """

    publication: str
    url: str
    at: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A capture that was taken for no edition of the publication, and why."""

    publication: str
    capture: Capture
    reason: str


def visit(connection: Connection, publication: str, url: str) -> Visit | None:
    """Return the last fetch of a page for a publication, None where there was none."""
    row = connection.execute(
        select(tables.visit).where(_visit.publication == publication, _visit.url == url)
    ).one_or_none()
    return None if row is None else Visit(**row._asdict())


def keep_visit(connection: Connection, last: Visit) -> None:
    """Remember a fetch in place of the one before."""
    connection.execute(
        delete(tables.visit).where(_visit.publication == last.publication, _visit.url == last.url)
    )
    connection.execute(
        insert(tables.visit),
        {
            "publication": last.publication,
            "url": last.url,
            "at": last.at,
            "sha256": last.sha256,
            "etag": last.etag,
            "last_modified": last.last_modified,
        },
    )


def given_at(connection: Connection, publication: str) -> dict[str, str]:
    """Return the time that was kept with each address that was fetched for a publication."""
    found = select(_visit.url, _visit.at).where(_visit.publication == publication)
    return {row.url: row.at for row in connection.execute(found)}


def set_aside(connection: Connection, publication: str, capture: Capture, reason: str) -> None:
    """Keep a capture, which has its time, with the reason why it is taken for no edition."""
    release(connection, publication, capture)
    connection.execute(
        insert(tables.quarantine),
        {
            "publication": publication,
            "origin": capture.origin,
            "at": capture.at or "",
            "sha256": capture.sha256,
            "media": capture.media,
            "reason": reason,
            "data": rows.packed_bytes(capture.data),
        },
    )


def release(connection: Connection, publication: str, capture: Capture) -> None:
    """Take a capture out of the quarantine, where it is there."""
    connection.execute(
        delete(tables.quarantine).where(
            _quarantine.publication == publication,
            _quarantine.origin == capture.origin,
            _quarantine.at == (capture.at or ""),
        )
    )


def set_aside_of(connection: Connection, publication: str) -> set[tuple[str, str]]:
    """Return address and time of each capture that was set aside for a publication."""
    found = select(_quarantine.origin, _quarantine.at).where(_quarantine.publication == publication)
    return {(origin, at) for origin, at in connection.execute(found)}


def quarantined(connection: Connection) -> Iterator[Quarantined]:
    """Yield what was set aside, by publication, address and time."""
    found = select(tables.quarantine).order_by(*tables.quarantine.primary_key)
    for row in connection.execute(found.execution_options(yield_per=10)):
        capture = Capture(
            data=rows.bytes_of(row.data),
            sha256=row.sha256,
            origin=row.origin,
            media=row.media,
            at=row.at or None,
        )
        yield Quarantined(publication=row.publication, capture=capture, reason=row.reason)
