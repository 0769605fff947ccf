"""Where items stand by which their keys are made, read without the items themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, and_, or_, select

from timeline.keys import NamedPlace, place_keys
from timeline.store import rows, tables

Place = tuple[str, str, int]
"""Publication, label and number of an item."""
_NAMED: Final[dict[str, tuple[Table, Column[str]]]] = {
    "figure": (tables.figure, tables.figure.c.measure),
    "event": (tables.event, tables.event.c.title),
}


def item_keys(connection: Connection, item: str, places: Collection[Place]) -> dict[Place, str]:
    """Return the keys of some figures, or events, by their places; `item` says which.

    Of each edition those alone are read whose keys can be alike: the page of a list has few items
    of many editions.
    """
    found: dict[Place, str] = {}
    for slug in dict.fromkeys(slug for slug, *_ in places):
        here = [place for place in places if place[0] == slug]
        for labels in rows.portions({label for _, label, _ in here}):
            numbers = {number for _, label, number in here if label in labels}
            found |= _keys(connection, _alike(item, slug, labels, numbers), slug, item)
    return {place: found[place] for place in places if place in found}


def _keys(
    connection: Connection, asked: Select[Any], slug: str, item: str
) -> Iterator[tuple[Place, str]]:
    stated: dict[str, dict[int, NamedPlace]] = {}
    for label, number, start, end, name in connection.execute(asked):
        rows.require_texts(name)
        stated.setdefault(label, {})[number] = (start, end, name)
    for label, named in stated.items():
        keys = place_keys(f"{slug}@{label}", item, named.values())
        for number, key in zip(named, keys, strict=True):
            yield (slug, label, number), key


def _alike(item: str, slug: str, labels: Collection[str], numbers: Collection[int]) -> Select[Any]:
    """Ask for the items of these numbers, and those of their editions whose keys may be alike."""
    table, name = _NAMED[item]
    wanted, other = table.alias("wanted"), table.alias("other")
    one, two = wanted.c, other.c
    same = and_(two.start == one.start, two.end == one.end)
    alike = or_(one.start.is_(None), two.start.is_(None), same)
    of_one = and_(two.publication == one.publication, two.edition == one.edition)
    return (
        select(two.edition, two.number, two.start, two.end, two[name.key])
        .distinct()
        .select_from(wanted.join(other, and_(of_one, alike)))
        .where(one.publication == slug, one.edition.in_(labels), one.number.in_(numbers))
        .order_by(two.edition, two.number)
    )
