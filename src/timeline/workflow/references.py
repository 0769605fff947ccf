"""What users write for an edition -> its imprint.

`us-mexico@2023` is an exact label, else the only one that begins so, by label or date;
`us-mexico@-1` the newest, `@-2` the one before; `us-mexico` alone the newest. The slug may be left
out where no other publication is meant: `2023`, `@-1`. Undated editions of which no label tells
the place in the order answer only to their label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline import edition_order
from timeline.errors import (
    AmbiguousEditionError,
    EditionNotFoundError,
    PublicationNotFoundError,
)
from timeline.model import Imprint
from timeline.workflow.suggestions import nearest

if TYPE_CHECKING:
    from timeline.store.database import Connection

_FROM_THE_END = re.compile(r"-[1-9]\d{0,3}")
_DATE_PREFIX = re.compile(r"-?\d[\dx-]*", re.IGNORECASE)


def find(connection: Connection, reference: str, publication: str | None = None) -> Imprint:
    """Return the stored edition that a reference names.

    `publication` is that of a reference without a slug. Raises EditionNotFoundError and
    AmbiguousEditionError.
    """
    from timeline.store import queries

    if publication is not None and "@" not in reference:
        reference = f"{publication}@{reference}"
    slug, _, label = reference.rpartition("@")
    exact = queries.imprint(connection, slug, label)
    return exact or resolve(reference, queries.imprints(connection))


def require_publication(connection: Connection, publication: str | None) -> None:
    """Raise PublicationNotFoundError for a publication that is named and not stored."""
    from timeline.store import queries

    if publication is None or queries.has_publication(connection, publication):
        return
    slugs = {imprint.publication for imprint in queries.imprints(connection)}
    raise PublicationNotFoundError(publication, nearest(publication, slugs))


def known_publication(database: str, publication: str) -> None:
    """Raise PublicationNotFoundError for a publication that is not stored; DatabaseError."""
    from timeline.store.database import reading

    with reading(database) as connection:
        require_publication(connection, publication)


def resolve(reference: str, imprints: Sequence[Imprint]) -> Imprint:
    """Return the one of the imprints, in the order of the list of editions, that is named."""
    slug, found, label = reference.rpartition("@")
    if not found and any(imprint.publication == reference for imprint in imprints):
        slug, label = reference, "-1"
    candidates = [i for i in imprints if not slug or i.publication == slug]
    exact = [imprint for imprint in candidates if imprint.label == label]
    if exact:
        return _only(reference, exact, imprints)
    if _FROM_THE_END.fullmatch(label):
        return _from_the_end(reference, int(label), candidates, imprints)
    begun = [imprint for imprint in candidates if _begins(imprint, label)]
    return _only(reference, begun, imprints)


def _begins(imprint: Imprint, prefix: str) -> bool:
    if not _DATE_PREFIX.fullmatch(prefix):
        return False
    dates = [imprint.label]
    if imprint.published is not None:
        dates.append(imprint.published.edtf.lstrip("["))
    return any(date.lower().startswith(prefix.lower()) for date in dates)


def _from_the_end(
    reference: str, place: int, candidates: Sequence[Imprint], imprints: Sequence[Imprint]
) -> Imprint:
    placed = edition_order.place_editions(candidates)
    newest = {imprint.publication: imprint for imprint in placed}
    if len(newest) > 1:
        raise AmbiguousEditionError(reference, [i.reference for i in newest.values()])
    if len(placed) < -place:
        raise _not_found(reference, imprints)
    return placed[place]


def _only(reference: str, found: Sequence[Imprint], imprints: Sequence[Imprint]) -> Imprint:
    if len(found) > 1:
        raise AmbiguousEditionError(reference, [imprint.reference for imprint in found])
    if not found:
        raise _not_found(reference, imprints)
    return found[0]


def _not_found(reference: str, imprints: Sequence[Imprint]) -> EditionNotFoundError:
    return EditionNotFoundError(reference, nearest(reference, {i.reference for i in imprints}))
