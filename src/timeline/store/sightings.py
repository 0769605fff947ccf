"""When the captures of a publication were seen, and the captures with their bytes.

A capture of a file has no sighting; one of an archive or of version control has one for each time
at which the same bytes were seen. The caller opens the transaction and commits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from timeline.model import Capture, Claim, Imprint
from timeline.store import rows, seals, tables

_capture: Final = tables.capture.c
_edition: Final = tables.edition.c
_sighting: Final = tables.sighting.c
_SEEN: Final = and_(
    _sighting.publication == _capture.publication,
    _sighting.edition == _capture.edition,
    _sighting.sha256 == _capture.sha256,
)
_ANY: Final = select(_sighting.at).where(_sighting.publication == bindparam("publication")).limit(1)

_FOLDER: Final[BindParameter[str]] = bindparam("folder", type_=Text)
_NAME: Final = func.substr(_capture.origin, func.length(_FOLDER) + 1)
_FILE_IN_FOLDER: Final = (
    select(_capture.sha256)
    .where(
        _capture.publication == bindparam("publication"),
        func.substr(_capture.origin, 1, func.length(_FOLDER)) == _FOLDER,
        func.replace(_NAME, bindparam("separator", type_=Text), "") == _NAME,
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSummary:
    """A capture as the store holds it, without its bytes.

    `seen` are its sightings, (at, origin) pairs by time; none for a file.
    """

    label: str
    sha256: str
    text_key: str
    claims: tuple[Claim, ...]
    seen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCapture:
    """A capture with its bytes and all that is kept beside them; `seen` as in `CaptureSummary`."""

    capture: Capture
    text_key: str
    claims: tuple[Claim, ...] = ()
    seen: tuple[tuple[str, str], ...] = ()


def imprints(connection: Connection, publication: str) -> dict[str, tuple[Imprint, str]]:
    """Return the imprint of each edition and the hash it was read from, by label."""
    found = connection.execute(
        select(
            _edition.publication, _edition.label, _edition.published, _edition.title,
            _edition.source, _edition.coverage, _edition.notes, _edition.sha256,
        ).where(_edition.publication == publication)
    )  # fmt: skip
    read = ((rows.imprint_of(*row), sha256) for *row, sha256 in found)
    return {imprint.label: (imprint, sha256) for imprint, sha256 in read}


def has_any(connection: Connection, publication: str) -> bool:
    """Tell whether a publication has a sighting."""
    return connection.execute(_ANY, {"publication": publication}).first() is not None


def capture_summaries(connection: Connection, publication: str) -> tuple[CaptureSummary, ...]:
    """Return the captures of a publication by edition and hash."""
    found: dict[tuple[str, str], tuple[str, str, list[tuple[str, str]]]] = {}
    statement = (
        select(
            _capture.edition, _capture.sha256, _capture.text_key, _capture.claims,
            _sighting.at, _sighting.origin,
        )
        .select_from(tables.capture)
        .outerjoin(tables.sighting, _SEEN)
        .where(_capture.publication == publication)
        .order_by(_capture.edition, _capture.sha256, _sighting.at)
    )  # fmt: skip
    for label, sha256, text_key, claims, at, origin in connection.execute(statement):
        seen = found.setdefault((label, sha256), (text_key, claims, []))[2]
        if at is not None:
            seen.append((at, origin))
    return tuple(
        CaptureSummary(
            label=label,
            sha256=sha256,
            text_key=text_key,
            claims=rows.claims_of(claims),
            seen=tuple(seen),
        )
        for (label, sha256), (text_key, claims, seen) in found.items()
    )


def stored_captures(
    connection: Connection, publication: str, label: str | None = None, sha256: str | None = None
) -> tuple[StoredCapture, ...]:
    """Return captures with their bytes, of one edition or with one hash, by edition and hash."""
    statement = select(tables.capture).where(_capture.publication == publication)
    if label is not None:
        statement = statement.where(_capture.edition == label)
    if sha256 is not None:
        statement = statement.where(_capture.sha256 == sha256)
    found: Any = connection.execute(statement.order_by(_capture.edition, _capture.sha256)).all()
    return tuple(
        StoredCapture(
            capture=Capture(
                data=rows.bytes_of(row.data),
                sha256=row.sha256,
                origin=row.origin,
                media=row.media,
            ),
            text_key=row.text_key,
            claims=rows.claims_of(row.claims),
            seen=sightings_of(connection, publication, row.edition, row.sha256),
        )
        for row in found
    )


def sightings_of(
    connection: Connection, publication: str, label: str, sha256: str
) -> tuple[tuple[str, str], ...]:
    """Return the sightings of a capture, (at, origin) pairs by time."""
    found = select(_sighting.at, _sighting.origin).where(_of(publication, label, sha256))
    return tuple((at, origin) for at, origin in connection.execute(found.order_by(_sighting.at)))


@dataclass(frozen=True, slots=True)
class KeptSighting:
    """Where a sighting is kept; `alone` where its edition has no other and no other capture."""

    label: str
    origin: str
    alone: bool


def find_kept(
    connection: Connection, publication: str, sha256: str, at: str
) -> KeptSighting | None:
    """Return where bytes that were seen at a time are kept, None where they are not."""
    found = connection.execute(
        select(_sighting.edition, _sighting.origin)
        .where(_sighting.publication == publication, _sighting.sha256 == sha256, _sighting.at == at)
        .order_by(_sighting.edition)
    ).first()
    if found is None:
        return None
    label, origin = found
    seen = select(_capture.sha256, _sighting.at).outerjoin_from(
        tables.capture, tables.sighting, _SEEN
    )
    of = and_(_capture.publication == publication, _capture.edition == label)
    return KeptSighting(label, origin, len(connection.execute(seen.where(of).limit(2)).all()) == 1)


def find_text(connection: Connection, publication: str, sha256: str) -> CaptureSummary | None:
    """Return a capture of these bytes that was seen in a publication, None where there is none."""
    found = connection.execute(
        select(_capture.edition, _capture.text_key, _capture.claims)
        .join_from(tables.capture, tables.sighting, _SEEN)
        .where(_capture.publication == publication, _capture.sha256 == sha256)
        .order_by(_capture.edition)
    ).first()
    if found is None:
        return None
    label, text_key, claims = found
    return CaptureSummary(
        label=label, sha256=sha256, text_key=text_key, claims=rows.claims_of(claims), seen=()
    )


def all_places(connection: Connection, publication: str) -> set[tuple[str, str]]:
    """Return address and time of each sighting of a publication."""
    found = select(_sighting.origin, _sighting.at).where(_sighting.publication == publication)
    return {(origin, at) for origin, at in connection.execute(found)}


def find_bytes(
    connection: Connection, origin: str, at: str, publication: str | None = None
) -> str | None:
    """Return the hash of the bytes that an address gave at a time, None where it is not known.

    To one publication, or to any.
    """
    found = select(_sighting.sha256).where(_sighting.origin == origin, _sighting.at == at)
    if publication is not None:
        found = found.where(_sighting.publication == publication)
    sha256: str | None = connection.execute(found.order_by(_sighting.sha256).limit(1)).scalar()
    return sha256


def find_capture(connection: Connection, sha256: str) -> Capture | None:
    """Return bytes by their hash, of whatever publication, None where they are not stored."""
    statement = select(tables.capture).where(_capture.sha256 == sha256)
    row: Any = connection.execute(statement.order_by(_capture.publication).limit(1)).first()
    if row is None:
        return None
    data = rows.bytes_of(row.data)
    return Capture(data=data, sha256=sha256, origin=row.origin, media=row.media)


def find_bytes_before(connection: Connection, origin: str, at: str) -> str | None:
    """Return the hash of the bytes that an address last gave before a time, None for none."""
    found = select(_sighting.sha256).where(_sighting.origin == origin, _sighting.at < at)
    ordered = found.order_by(_sighting.at.desc(), _sighting.sha256).limit(1)
    sha256: str | None = connection.execute(ordered).scalar()
    return sha256


def find_edition_before(connection: Connection, publication: str, at: str) -> str | None:
    """Return the label of the edition that was seen last before a time, None for none."""
    found = select(_sighting.edition).where(_sighting.publication == publication, _sighting.at < at)
    label: str | None = connection.execute(
        found.order_by(_sighting.at.desc(), _sighting.edition).limit(1)
    ).scalar()
    return label


def origins(connection: Connection, publication: str) -> frozenset[str]:
    """Return where the captures of a publication were seen."""
    found = select(_sighting.origin).where(_sighting.publication == publication).distinct()
    return frozenset(connection.execute(found).scalars())


def has_file_in(connection: Connection, publication: str, folder: str) -> bool:
    """Tell whether a publication has a capture from a folder, which its path begins with."""
    asked = {"publication": publication, "folder": folder, "separator": os.sep}
    return connection.execute(_FILE_IN_FOLDER, asked).first() is not None


def find_publication(connection: Connection, origin: str) -> str | None:
    """Return the publication of what was seen at a place, None where that is none or several."""
    found = select(_sighting.publication).where(_sighting.origin == origin).distinct().limit(2)
    names = connection.execute(found).scalars().all()
    return names[0] if len(names) == 1 else None


# ---------------------------------------------------------------- writing


def _of(publication: str, label: str, sha256: str) -> ColumnElement[bool]:
    return and_(
        _sighting.publication == publication,
        _sighting.edition == label,
        _sighting.sha256 == sha256,
    )


def add(
    connection: Connection,
    publication: str,
    label: str,
    sha256: str,
    seen: Iterable[tuple[str, str]],
) -> None:
    """Keep sightings of a stored capture, (at, origin) pairs; known ones stay as they are."""
    known = {at for at, _ in sightings_of(connection, publication, label, sha256)}
    new = [
        {
            "publication": publication,
            "edition": label,
            "sha256": sha256,
            "at": at,
            "origin": origin,
        }
        for at, origin in dict(seen).items()
        if at not in known
    ]
    if new:
        connection.execute(insert(tables.sighting), new)
        seals.add(connection, tables.sighting, new)


def drop(
    connection: Connection, publication: str, label: str, sha256: str, at: Iterable[str]
) -> None:
    """Remove sightings of a capture."""
    for each in at:
        of = and_(_of(publication, label, sha256), _sighting.at == each)
        gone = seals.rows_of(connection, tables.sighting, of)
        connection.execute(delete(tables.sighting).where(of))
        seals.change(connection, publication, label, tables.sighting, gone=gone)


def set_claims(
    connection: Connection, publication: str, label: str, sha256: str, claims: Iterable[Claim]
) -> None:
    """Put other claims in the place of those that a capture has."""
    of = _is(publication, label, sha256)
    gone = seals.rows_of(connection, tables.capture, of)
    connection.execute(update(tables.capture).where(of).values(claims=rows.claims_text(claims)))
    come = seals.rows_of(connection, tables.capture, of)
    seals.change(connection, publication, label, tables.capture, gone=gone, come=come)


def drop_capture(connection: Connection, publication: str, label: str, sha256: str) -> None:
    """Remove a capture of an edition and its sightings; not the one that it was read from."""
    of = _is(publication, label, sha256)
    gone = seals.rows_of(connection, tables.capture, of)
    unseen = seals.rows_of(connection, tables.sighting, _of(publication, label, sha256))
    connection.execute(delete(tables.capture).where(of))
    seals.change(connection, publication, label, tables.capture, gone=gone)
    seals.change(connection, publication, label, tables.sighting, gone=unseen)


def _is(publication: str, label: str, sha256: str) -> ColumnElement[bool]:
    return and_(
        _capture.publication == publication,
        _capture.edition == label,
        _capture.sha256 == sha256,
    )
