"""Find what has all the words of a query: the database finds what can fit, `fulltext` ranks it.

The totals are counted by the database and are exact. Of each kind the `CANDIDATES` that were
indexed last are ranked: where more have the words, the words tell little, and the rest is only
counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, or_, select, text

from timeline.fulltext import Query, rank_texts
from timeline.model import Imprint, Passage, StatedFigure, Statement
from timeline.store import queries, rows, statements, tables
from timeline.store.index_tables import place
from timeline.store.word_index import distinct, ids_of, mark_of
from timeline.vocabulary import SEARCHED

CANDIDATES: Final = 300
"""Most entries of one kind that are ranked."""
_AT_ONCE: Final = 300  # places in one question: three parameters each
_FOUND: Final = {
    "sqlite": "SELECT rowid AS id FROM search_words WHERE search_words MATCH :asked "
    "AND rowid BETWEEN :first AND :last",
    "postgresql": "SELECT id FROM search_entry WHERE lexemes @@ CAST(:asked AS tsquery) "
    "AND id BETWEEN :first AND :last",
}
# PostgreSQL has to gather first what is found, or the order leads it past its index of words.
_NEWEST: Final = {
    "sqlite": "{found} ORDER BY rowid DESC",
    "postgresql": "WITH found AS MATERIALIZED ({found}) SELECT id FROM found ORDER BY id DESC",
}
_IN_A_ROW: Final = {
    "sqlite": " AND EXISTS (SELECT 1 FROM search_entry AS e WHERE e.id = search_words.rowid "
    "AND instr(e.words || ' ', :{name}) > 0)",
    "postgresql": " AND strpos(words || ' ', :{name}) > 0",
}
Place = tuple[str, str, int]
"""Publication, label and number of an item."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that has the words: its rank, and where it is stated, the newest edition first."""

    kind: str
    rank: tuple[Any, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FoundItem:
    """What stands at a place, with its edition and its sentence."""

    item: StatedFigure | Statement | Passage
    imprint: Imprint
    shown: str


def count(connection: Connection, query: Query, publication: str | None, kind: str) -> int:
    """Return how many entries of a kind have the words."""
    found, named = _asked(connection, query, publication, kind)
    asked = f"SELECT count(*) FROM ({found}) AS f"  # noqa: S608  no text of a user is in it
    counted: int = connection.execute(text(asked), named).scalar_one()
    return counted


def candidates(
    connection: Connection, query: Query, publication: str | None, kinds: Sequence[str]
) -> list[Candidate]:
    """Return what has the words, best first; of each kind no more than `CANDIDATES`."""
    found: list[Candidate] = []
    for kind in kinds:
        sql, named = _asked(connection, query, publication, kind)
        newest = f"{_NEWEST[connection.dialect.name].format(found=sql)} LIMIT {CANDIDATES}"
        ids = connection.execute(text(newest), named).scalars().all()
        found += _ranked(connection, query, kind, ids)
    return sorted(found, key=lambda each: each.rank)


def _asked(
    connection: Connection, query: Query, publication: str | None, kind: str
) -> tuple[str, dict[str, Any]]:
    """Return the question for the numbers of all entries that have the words, and its values."""
    engine = connection.dialect.name
    wanted = [*query.stems, *([] if publication is None else [mark_of(publication)])]
    mark, joint = ("'", " & ") if engine == "postgresql" else ('"', " AND ")
    first, last = ids_of(kind)
    named: dict[str, Any] = {"first": first, "last": last}
    named["asked"] = joint.join(f"{mark}{word}{mark}" for word in wanted)
    sql = _FOUND[engine]
    for number, phrase in enumerate(query.phrases):
        name = f"phrase{number}"
        sql += _IN_A_ROW[engine].format(name=name)
        named[name] = f" {' '.join(phrase)} "
    return sql, named


# ---------------------------------------------------------------- ranking


def _ranked(connection: Connection, query: Query, kind: str, ids: Sequence[int]) -> list[Candidate]:
    stated: dict[int, list[Place]] = {}
    asked = select(place.c.entry, place.c.publication, place.c.edition, place.c.number)
    for some in rows.portions(ids):
        for of, *where in connection.execute(asked.where(place.c.entry.in_(some))).all():
            stated.setdefault(of, []).append(tuple(where))
    order = _newest_first(connection, {slug for of in stated.values() for slug, *_ in of})
    for of in stated.values():
        of.sort(key=lambda where: (order[where[:2]], where[2]))
    texts = _texts(connection, kind, [of[0] for of in stated.values()])
    found = []
    for of in stated.values():
        said, newest = texts.get(of[0]), of[0]
        if not said:  # changed by other means: `timeline db verify` tells
            continue
        fits = rank_texts(query, said, label=kind != "passage")
        rank = (*fits, order[newest[:2]][:3], SEARCHED.index(kind), newest[0], said, newest[1:])
        found.append(Candidate(kind, rank, tuple(of)))
    return found


def _newest_first(
    connection: Connection, publications: Iterable[str]
) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return by which editions are sorted, the newest first and what has no date last."""
    columns = tables.edition.c
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    asked = select(
        columns.publication, columns.label, columns.published_first, columns.published_last
    )
    for some in rows.portions(list(publications)):
        for slug, label, first, last in connection.execute(
            asked.where(columns.publication.in_(some))
        ):
            undated = first is None or last is None
            days = (0, 0) if undated else (-first, -last)
            found[slug, label] = (undated, *days, label)
    return found


_NAMES: Final[dict[str, tuple[Table, tuple[Column[Any], ...]]]] = {
    "figure": (tables.figure, statements.NAMING),
    "event": (tables.event, (tables.event.c.title,)),
    "passage": (tables.passage, (tables.passage.c.text,)),
}


def _at(table: Table, places: Iterable[Place]) -> ColumnElement[bool]:
    """Ask for the items at some places, by edition: SQLite uses no index for lists of rows."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for slug, label, number in places:
        numbers.setdefault((slug, label), []).append(number)
    return or_(
        *(
            and_(queries.within(table, slug, label), table.c.number.in_(own))
            for (slug, label), own in numbers.items()
        )
    )


def _texts(
    connection: Connection, kind: str, places: Sequence[Place]
) -> dict[Place, tuple[str, ...]]:
    """Return the texts whose words are indexed."""
    table, columns = _NAMES[kind]
    found = {}
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        asked = select(table.c.publication, table.c.edition, table.c.number, *columns)
        for slug, label, number, *names in connection.execute(asked.where(_at(table, some))).all():
            rows.require_texts(slug, label, *names)
            found[slug, label, number] = distinct(names)
    return found


# ---------------------------------------------------------------- what is found


def items_at(connection: Connection, kind: str, places: Sequence[Place]) -> dict[Place, FoundItem]:
    """Return what stands at some places."""
    read: Callable[[Connection, Sequence[Place]], Mapping[Place, FoundItem]] = _READERS[kind]
    return dict(read(connection, places)) if places else {}


def _figures(connection: Connection, places: Sequence[Place]) -> Mapping[Place, FoundItem]:
    asked = statements.select_figures().where(_at(tables.figure, places))
    return {
        _place_of(row): FoundItem(row, row.imprint, row.sentence or row.figure.measure)
        for row in statements.stated_figures(connection, asked)
    }


def _events(connection: Connection, places: Sequence[Place]) -> Mapping[Place, FoundItem]:
    asked = statements.select_events().where(_at(tables.event, places))
    return {
        _place_of(row): FoundItem(row, row.imprint, row.sentence or row.event.title)
        for row in statements.stated_events(connection, asked)
    }


def _place_of(row: StatedFigure | Statement) -> Place:
    return row.imprint.publication, row.imprint.label, row.number


_OF_PASSAGE: Final = tables.recorded(tables.passage)


def _passages(connection: Connection, places: Sequence[Place]) -> Mapping[Place, FoundItem]:
    table, size = tables.passage, len(queries.IMPRINT)
    asked = (
        select(table.c.number, *queries.IMPRINT, *_OF_PASSAGE)
        .join_from(table, tables.edition)
        .where(_at(table, places))
    )
    names, found = [each.name for each in _OF_PASSAGE], {}
    for number, *row in connection.execute(asked):
        imprint = rows.imprint_of(*row[:size])
        passage = rows.passage_of(dict(zip(names, row[size:], strict=True)))
        key = (imprint.publication, imprint.label, number)
        found[key] = FoundItem(passage, imprint, passage.quote.text)
    return found


_READERS: Final = {"figure": _figures, "event": _events, "passage": _passages}
