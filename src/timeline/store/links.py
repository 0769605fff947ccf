"""The links between successive editions: save, remove, ask.

A pair of neighbours stands in `neighbour` once it has been linked, with or without a link. Both go,
and are renamed, with their editions. The caller opens the transaction and commits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnCollection,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    or_,
    select,
    union,
)

from timeline.model import Link
from timeline.store import rows, tables
from timeline.store.bulk import add_rows

Neighbours = tuple[str, str]
"""The labels of two editions that have a place, the earlier first, with none between them."""

FIGURE, EVENT = "figure", "event"
_link: Final = tables.link.c
_neighbour: Final = tables.neighbour.c
_old: Final = tables.event.alias("old")
_new: Final = tables.event.alias("new")
_PUBLICATION: Final[BindParameter[str]] = bindparam("publication")
_LABEL: Final[BindParameter[str]] = bindparam("label")
_SOME: Final[BindParameter[str]] = bindparam("blocks", expanding=True)


def neighbours(connection: Connection, publication: str) -> tuple[Neighbours, ...]:
    """Return the pairs of a publication that have been linked, by the label of the later one."""
    found = connection.execute(_NEIGHBOURS, {"publication": publication})
    return tuple((before, after) for before, after in found.all())


def links(
    connection: Connection, publication: str, about: str
) -> dict[Neighbours, tuple[Link, ...]]:
    """Return the links about figures or events by pair of editions, in the order of the earlier.

    Every pair that has been linked is a key.
    """
    found: dict[Neighbours, list[Link]] = {pair: [] for pair in neighbours(connection, publication)}
    statement = (
        select(
            _link.before, _link.after, _link.before_number, _link.after_number, _link.score,
            _link.reason,
        )
        .where(_link.publication == publication, _link.about == about)
        .order_by(_link.before, _link.before_number)
    )  # fmt: skip
    for before, after, *link in connection.execute(statement):
        found[before, after].append(Link(*link))
    return {pair: tuple(of) for pair, of in found.items()}


def _end(event: ColumnCollection[str, Any], side: str) -> ColumnElement[bool]:
    return and_(
        event.publication == _link.publication,
        event.edition == _link[side],
        event.number == _link[f"{side}_number"],
    )


# Statements that are asked for each edition are made once: making one costs as much as asking it.
_NEIGHBOURS: Final = (
    select(_neighbour.before, _neighbour.after)
    .where(_neighbour.publication == _PUBLICATION)
    .order_by(_neighbour.after)
)
_JOINED: Final = select(_link.before, _link.before_number, _link.after, _link.after_number).where(
    _link.publication == _PUBLICATION, _link.joins == 1
)
_JOINED_OF_BLOCKS: Final = _JOINED.join(_old, _end(_old.c, "before")).where(_old.c.block.in_(_SOME))
_BLOCKS: Final = (
    select(_old.c.block, _new.c.block)
    .select_from(tables.link)
    .join(_old, _end(_old.c, "before"))
    .join(_new, _end(_new.c, "after"))
    .where(_link.publication == _PUBLICATION, _link.joins == 1)
)
"""The blocks of both ends of each link that joins two events."""
_BLOCKS_OF_EDITION: Final = _BLOCKS.where(or_(_link.before == _LABEL, _link.after == _LABEL))
_CROSSING: Final = union(
    *(
        _BLOCKS.where(
            _old.c.block != _new.c.block,
            event.c.block.in_(_SOME),
            event.c.publication == _PUBLICATION,
        )
        for event in (_old, _new)
    )
)
"""The blocks of links that lead from some blocks to others, or the other way."""


def linked_events(
    connection: Connection, publication: str, blocks: Collection[str] | None = None
) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """Return which events are one happening, each as label and number, the earlier edition first.

    Those whose earlier event is in one of the blocks, or all.
    """
    found: list[tuple[tuple[str, int], tuple[str, int]]] = []
    for some in [None] if blocks is None else rows.portions(blocks):
        asked = _JOINED if some is None else _JOINED_OF_BLOCKS
        joined = connection.execute(asked, {"publication": publication, "blocks": some})
        found += [((a, i), (b, j)) for a, i, b, j in joined]
    return found


def linked_blocks(connection: Connection, publication: str, label: str) -> set[str]:
    """Return the blocks of the events of an edition and its neighbours that are joined."""
    asked = {"publication": publication, "label": label}
    return {block for pair in connection.execute(_BLOCKS_OF_EDITION, asked) for block in pair}


def crossing(connection: Connection, publication: str, blocks: Collection[str]) -> set[str]:
    """Return these and the other blocks that joined events lead to from these."""
    found = set(blocks)
    for some in rows.portions(blocks):
        asked = {"publication": publication, "blocks": some}
        found.update(block for pair in connection.execute(_CROSSING, asked) for block in pair)
    return found


def add(
    connection: Connection,
    publication: str,
    pair: Neighbours,
    *,
    figures: Sequence[Link],
    events: Sequence[Link],
    joins: Collection[Link],
) -> None:
    """Store the links of a pair of neighbours that has none.

    `joins` are those of the links about events that make two statements one happening.
    """
    add_rows(connection, tables.neighbour, [(publication, *pair)])
    found = link_rows(publication, pair, figures=figures, events=events, joins=joins)
    add_rows(connection, tables.link, (tuple(row.values()) for row in found))


def link_rows(
    publication: str,
    pair: Neighbours,
    *,
    figures: Sequence[Link],
    events: Sequence[Link],
    joins: Collection[Link],
) -> list[dict[str, Any]]:
    """Return the links of a pair of neighbours as rows in the order of the columns.

    `joins` is as in `add`.
    """
    return [
        {
            **_key(publication, pair),
            "about": about,
            "before_number": link.before,
            "after_number": link.after,
            "score": link.score,
            "reason": link.reason,
            "joins": int(link in joining),
        }
        for about, of, joining in ((FIGURE, figures, ()), (EVENT, events, joins))
        for link in of
    ]


def stored_rows(connection: Connection, publication: str, pair: Neighbours) -> list[dict[str, Any]]:
    """Return the rows of the links of a pair of neighbours, whatever they hold."""
    found = select(tables.link).where(
        _link.publication == publication, _link.before == pair[0], _link.after == pair[1]
    )
    return [dict(row) for row in connection.execute(found).mappings()]


def _key(publication: str, pair: Neighbours) -> dict[str, str]:
    return {"publication": publication, "before": pair[0], "after": pair[1]}


def remove(connection: Connection, publication: str, pairs: Collection[Neighbours]) -> None:
    """Remove pairs that are neighbours no more, with their links."""
    for before, after in pairs:
        connection.execute(
            delete(tables.neighbour).where(
                _neighbour.publication == publication,
                _neighbour.before == before,
                _neighbour.after == after,
            )
        )


def missing(stored: Collection[Neighbours], wanted: Sequence[str]) -> Iterator[Neighbours]:
    """Yield the pairs of successive labels that have not been linked."""
    known = set(stored)
    yield from (pair for pair in pairwise(wanted) if pair not in known)
