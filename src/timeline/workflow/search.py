"""Search figures, events and passages of all editions for words."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from timeline.errors import BadValueError
from timeline.fulltext import Query, SearchHit, SearchResults, clip_text, read_query
from timeline.store import database as databases
from timeline.store import word_search
from timeline.store.word_search import CANDIDATES, Candidate
from timeline.vocabulary import SEARCHED
from timeline.workflow.references import require_publication

if TYPE_CHECKING:
    from timeline.store.database import Connection

MOST_LISTED: Final = CANDIDATES
"""Hits of one kind that are ranked; the others are only counted."""


def search(
    database: str,
    text: str,
    *,
    publication: str | None = None,
    kinds: Collection[str] = SEARCHED,
    limit: int = 20,
    offset: int = 0,
) -> SearchResults:
    """Return the figures, events and passages that have all the words of a text, best first.

    Words may stand in any order and have any endings; those between quotation marks follow one
    another. A figure is found by what names it, an event by its title, a passage by its text. What
    several editions state alike is one hit. `kinds` are some of figure, event and passage; `offset`
    hits are passed over. All hits are counted; of each kind at most 300 are ranked and listed.

    Raises UsageError for an unknown publication or kind, DatabaseError for the database.
    """
    for kind in kinds:
        if kind not in SEARCHED:
            raise BadValueError("kinds", kind, f"one of {', '.join(SEARCHED)}")
    asked, query = [kind for kind in SEARCHED if kind in kinds], read_query(text)
    with databases.reading(database) as connection:
        require_publication(connection, publication)
        if not query.stems:
            return SearchResults(totals=dict.fromkeys(asked, 0), hits=())
        totals = {kind: word_search.count(connection, query, publication, kind) for kind in asked}
        found = [kind for kind in asked if totals[kind]]
        ranked = word_search.candidates(connection, query, publication, found)
        chosen = ranked[offset : offset + limit]
        return SearchResults(totals=totals, hits=_hits(connection, query, chosen, offset + 1))


def _hits(
    connection: Connection, query: Query, chosen: Collection[Candidate], first: int
) -> tuple[SearchHit, ...]:
    """Return candidates with what is shown of them; the rank of the first one is given."""
    items = {
        kind: word_search.items_at(
            connection, kind, [each.places[0] for each in chosen if each.kind == kind]
        )
        for kind in SEARCHED
    }
    hits = []
    for rank, each in enumerate(chosen, first):
        newest = each.places[0]
        found, labels = items[each.kind][newest], (label for _, label, _ in each.places)
        hits.append(
            SearchHit(
                kind=each.kind,
                rank=rank,
                item=found.item,
                imprint=found.imprint,
                number=newest[2],
                others=tuple(label for label in dict.fromkeys(labels) if label != newest[1]),
                snippet=clip_text(query, found.shown),
            )
        )
    return tuple(hits)
