"""Correct what is said of a stored edition, or forget it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.edition import apply, grouping, metadata
from timeline.errors import DatabaseVersionError, LabelTakenError, UsageError
from timeline.model import Imprint
from timeline.store import database as databases
from timeline.store import queries, sightings, upkeep
from timeline.store.error_translation import DAMAGED
from timeline.workflow.references import find

if TYPE_CHECKING:
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
) -> tuple[Imprint, Imprint]:
    """Change an edition's date, label, title or publication; return its old and new imprint.

    `published` is EDTF, or "unknown". A label made from the date changes with it. Everything that
    the edition states moves with it; a text is read again with its new date.

    Raises UsageError, LabelTakenError if another edition has the label, DatabaseError.
    """
    if (published, label, publication, title) == (None, None, None, None):
        raise UsageError("Nothing to amend. Use --published, --label, --publication or --title.")
    given = metadata.options(publication, None if published == UNKNOWN else published, label, title)
    _require(database)
    with databases.writing(database) as connection, connection.begin():
        old = find(connection, edition)
        stated = metadata.Stated(
            publication=given.publication or old.publication,
            label=given.label,
            published=given.published,
            title=given.title,
        )
        sha256 = queries.capture_bytes(connection, old.publication, old.label)[0].sha256
        new = stated.over(old, sha256)
        if published == UNKNOWN:
            new = replace(new, published=None)
            if given.label is None and metadata.is_derived(old):
                new = replace(new, label=metadata.label_of(None, sha256))
        if new.reference != old.reference and any(
            item.imprint.label == new.label
            for item in queries.editions(connection, new.publication)
        ):
            raise LabelTakenError(old.reference, new.reference)
        if new != old:
            apply.change(connection, old, new)
            for each in {old.publication, new.publication}:
                grouping.regroup(connection, each)
            # Captures without a stated date get that of their run, and its label.
            stored = sightings.imprints(connection, new.publication)
            same = (imprint for imprint, source in stored.values() if source == sha256)
            new = stored[new.label][0] if new.label in stored else next(same, new)
    return old, new


def forget(database: str, editions: Iterable[str]) -> tuple[Imprint, ...]:
    """Remove editions with all that they hold, the bytes too; return their imprints.

    All or, where one is not stored, none. One whose row is damaged has to be named in full.

    Raises UsageError, DatabaseError.
    """
    _require(database)
    with databases.writing(database) as connection, connection.begin():
        found = tuple(dict.fromkeys(_found(connection, name) for name in editions))
        apply.remove(connection, *found)
    return found


def _found(connection: Connection, reference: str) -> Imprint:
    """Return the edition that a reference names; where rows are damaged, one named in full."""
    try:
        return find(connection, reference)
    except DAMAGED:
        for publication, label in upkeep.labels(connection):
            if reference == f"{publication}@{label}":
                return Imprint(publication=publication, label=label)
        raise


def _require(database: str) -> None:
    """Raise DatabaseMissingError where there is none: to correct is no reason to make one."""
    with suppress(DatabaseVersionError), databases.reading(database):
        pass
