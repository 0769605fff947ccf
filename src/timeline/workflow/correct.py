"""Correct what is said of a stored edition, or forget it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.edition import apply, metadata
from timeline.edition.metadata import EditionMetadata, StatedMetadata
from timeline.errors import (
    DatabaseVersionError,
    InexactReferenceError,
    LabelTakenError,
    UsageError,
)
from timeline.ingestion.database import LazyDatabase
from timeline.model import Imprint
from timeline.sources.files import SNAPSHOT
from timeline.store import database as databases
from timeline.store import queries, sightings, upkeep
from timeline.store.error_translation import DAMAGED
from timeline.workflow.references import find

if TYPE_CHECKING:
    from timeline.edition.extraction import Extractions
    from timeline.store.database import Connection

UNKNOWN = "unknown"
"""What takes the date of an edition away, where an EDTF text would give one."""


def amend(
    database: str,
    edition: str,
    *,
    published: str | None = None,
    label: str | None = None,
    publication: str | None = None,
    title: str | None = None,
    wait: float | None = None,
) -> tuple[Imprint, Imprint]:
    """Change an edition's date, label, title or publication; return its old and new imprint.

    `published` is EDTF, or "unknown". A label made from the date changes with it, one that somebody
    gave does not. Everything that
    the edition states moves with it; a text is read again with its new date. `wait` is how many
    seconds a database that another program has locked is waited for (five by default).

    Raises UsageError, LabelTakenError if another edition has the label, DatabaseError.
    """
    if (published, label, publication, title) == (None, None, None, None):
        raise UsageError("Nothing to amend. Use --published, --label, --publication or --title.")
    given = metadata.parse_stated(
        publication, None if published == UNKNOWN else published, label, title
    )
    _require(database)

    def change(connection: Connection, extractions: Extractions) -> tuple[Imprint, Imprint]:
        old = find(connection, edition)
        sha256 = queries.capture_bytes(connection, old.publication, old.label)[0].sha256
        named = given.label is None and _is_named(connection, old)
        stated = replace(given, label=old.label) if named else given
        new = _amended(old, stated, sha256, undated=published == UNKNOWN)
        _require_free_name(connection, old, new)
        if new != old:
            apply.amend_edition(connection, extractions, old, new)
            new = _as_grouped(connection, new, sha256)
        return old, new

    with LazyDatabase(database, wait=wait) as opened:
        return opened.transact(change)


def _amended(old: Imprint, given: StatedMetadata, sha256: str, *, undated: bool) -> Imprint:
    """Return an imprint with what a user states of it; `sha256` is that of its bytes."""
    stated = EditionMetadata(
        publication=given.publication or old.publication,
        label=given.label,
        published=given.published,
        title=given.title,
    )
    new = stated.merged_into(old, sha256)
    if undated:
        new = replace(new, published=None)
        if given.label is None and metadata.is_derived(old):
            new = replace(new, label=metadata.label_of(None, sha256))
    return new


def _is_named(connection: Connection, imprint: Imprint) -> bool:
    """Tell whether somebody named an edition: in a list, by an option, or in a snapshot file."""
    captures = queries.captures(connection, imprint.publication, label=imprint.label)
    return any(
        each.media == SNAPSHOT or metadata.is_named(imprint, each.claims) for each in captures
    )


def _require_free_name(connection: Connection, old: Imprint, new: Imprint) -> None:
    """Raise LabelTakenError where another edition has the name."""
    if new.reference != old.reference and any(
        item.imprint.label == new.label for item in queries.editions(connection, new.publication)
    ):
        raise LabelTakenError(old.reference, new.reference)


def _as_grouped(connection: Connection, new: Imprint, sha256: str) -> Imprint:
    """Return the imprint that an edition has got: one without a stated date has that of its run."""
    stored = sightings.imprints(connection, new.publication)
    same = (imprint for imprint, source in stored.values() if source == sha256)
    return stored[new.label][0] if new.label in stored else next(same, new)


def forget(
    database: str, editions: Iterable[str], *, yes: bool = False, wait: float | None = None
) -> tuple[Imprint, ...]:
    """Remove editions with all that they hold, the bytes too; return their imprints.

    All or, where one is not stored, none. Each is named in full, publication@label; what is short
    for one ("us-mexico") only where the caller says `yes`, and never if its row is damaged.

    Raises InexactReferenceError and other UsageError, DatabaseError.
    """
    _require(database)
    names = [*editions]

    def remove(connection: Connection, extractions: Extractions) -> tuple[Imprint, ...]:
        found = tuple(dict.fromkeys(_find_named(connection, name, yes=yes) for name in names))
        apply.remove(connection, extractions, *found)
        return found

    with LazyDatabase(database, wait=wait) as opened:
        return opened.transact(remove)


def _find_named(connection: Connection, reference: str, *, yes: bool) -> Imprint:
    """Return the edition that a reference names; where rows are damaged, one named in full."""
    try:
        imprint = find(connection, reference)
        if not yes and imprint.reference != reference:
            raise InexactReferenceError(reference, imprint.reference)
        return imprint
    except DAMAGED:
        for publication, label in upkeep.labels(connection):
            if reference == f"{publication}@{label}":
                return Imprint(publication=publication, label=label)
        raise


def _require(database: str) -> None:
    """Raise DatabaseMissingError where there is none: to correct is no reason to make one."""
    with suppress(DatabaseVersionError), databases.reading(database):
        pass
