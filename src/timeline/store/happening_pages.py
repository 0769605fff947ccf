"""The list of happenings page by page: how many there are, and where a page of it begins.

The list is that of `happening_lists`. To pass over what stands before a page costs as much as to
read it; so the beginnings of all pages are asked for once, and a page is then read off an index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from timeline.label_search import Search
from timeline.model import EventCount, FoundEvent, Happening
from timeline.store import rows, tables
from timeline.store.happening_lists import asked_of, happening_of, parts
from timeline.store.queries import stream
from timeline.store.searching import can_hold
from timeline.values import OPEN_FUTURE, OPEN_PAST
from timeline.vocabulary import MINOR

_happening: Final = tables.happening.c


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """What is asked of the list: as the arguments of `happening_lists.happenings`."""

    first: int | None = None
    last: int | None = None
    publication: str | None = None
    status: str | None = None
    kind: str | None = None
    core: bool = False


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins: in which part of the list, on which day, after how many of that day.

    `day` is that by which the part is sorted first, None from its beginning on.
    """

    part: int = 0
    day: int | None = None
    passed: int = 0


def count(connection: Connection, asked: ListFilter) -> tuple[EventCount, ...]:
    """Count the happenings by status, core and minor ones apart, whatever `core` says."""
    table = _happening
    minor = and_(table.salience.is_not(None), table.salience == MINOR)
    first = func.nullif(table.edtf_first, OPEN_PAST)
    last = func.nullif(table.edtf_last, OPEN_FUTURE)
    ends = func.min(first), func.max(first), func.min(last), func.max(last)
    return tuple(
        EventCount(
            status=status,
            minor=bool(is_minor),
            count=number,
            first=min((day for day in days if day is not None), default=None),
            last=max((day for day in days if day is not None), default=None),
        )
        for part in _counted(asked)
        for status, is_minor, number, *days in connection.execute(
            part.with_only_columns(table.status, minor, func.count(), *ends).group_by(
                table.status, minor
            )
        )
    )


def _counted(asked: ListFilter) -> Iterator[Select[Any]]:
    """Yield the parts of a list to be counted: one where no range of days is asked for.

    A table that is read as it lies is counted several times as fast as by an index.
    """
    chosen = _chosen(asked, core=False)
    if asked.first is None and asked.last is None:
        yield chosen
    else:
        yield from (part.order_by(None) for _, part in parts(chosen, asked.first, asked.last))


def _chosen(asked: ListFilter, *, core: bool) -> Select[Any]:
    conditions = asked_of(asked.publication, None, asked.status, asked.kind, core)
    return select(tables.happening).where(*conditions)


def starts(connection: Connection, asked: ListFilter, size: int) -> tuple[PageStart, ...]:
    """Return where the pages of a list begin that have so many happenings each."""
    found: list[PageStart] = []
    before = 0  # so many happenings stand before the day
    chosen = _chosen(asked, core=asked.core)
    for number, (day, part) in enumerate(parts(chosen, asked.first, asked.last)):
        columns: tuple[ColumnElement[Any], ...] = day, func.count()
        counted = part.order_by(None).with_only_columns(*columns)
        for on, here in stream(connection, counted.group_by(day).order_by(day)):
            places = range(len(found) * size, before + here, size)
            found += [PageStart(number, on, place - before) for place in places]
            before += here
    return tuple(found)


def page(
    connection: Connection, asked: ListFilter, start: PageStart, size: int
) -> tuple[Happening, ...]:
    """Return the happenings of a list from a place on, so many at most."""
    found: list[Happening] = []
    listed = parts(_chosen(asked, core=asked.core), asked.first, asked.last)
    for number, (day, part) in islice(enumerate(listed), start.part, None):
        some = part.limit(size - len(found))
        if number == start.part:
            since = some if start.day is None else some.where(day >= start.day)
            some = since.offset(start.passed)
        found += map(happening_of, connection.execute(some))
        if len(found) == size:
            break
    return tuple(found)


# ---------------------------------------------------------------- what has some words


def matches(connection: Connection, asked: ListFilter, words: Search) -> tuple[FoundEvent, ...]:
    """Return where the happenings stand whose title or sentence fits, in the order of the list.

    That of `happening_lists.happenings`: by grade first. Minor ones are among them, whatever `core`
    says. Nothing else of them is read.
    """
    table = _happening
    days = table.edtf_first, table.edtf_last
    columns = table.publication, table.key, *days, table.status, table.salience
    chosen = _chosen(asked, core=False).with_only_columns(*columns, table.title, table.sentence)
    chosen = chosen.where(*can_hold(words, table.title, table.sentence))
    found: list[tuple[int, FoundEvent]] = []
    for _, part in parts(chosen, asked.first, asked.last):
        for slug, key, first, last, status, salience, title, sentence in stream(connection, part):
            rows.require_texts(title, sentence)
            if (grade := words.grade(title, sentence)) is not None:
                minor = salience == MINOR
                found.append((grade, FoundEvent(slug, key, first, last, status, minor)))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def at(connection: Connection, places: Collection[FoundEvent]) -> tuple[Happening, ...]:
    """Return the happenings that stand at some places, in their order."""
    found: dict[tuple[str, str], Happening] = {}
    for slug in dict.fromkeys(each.publication for each in places):
        for keys in rows.portions({each.key for each in places if each.publication == slug}):
            chosen = select(tables.happening).where(
                _happening.publication == slug, _happening.key.in_(keys)
            )
            for row in connection.execute(chosen):
                found[slug, row.key] = happening_of(row)
    wanted = ((each.publication, each.key) for each in places)
    return tuple(found[place] for place in wanted if place in found)
