"""Search all editions for words: by the server, and by an index beside the files of a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.errors import BadValueError
from timeline.formats.hits import HITS
from timeline.formats.jsonlists import array, dumps
from timeline.fulltext import SearchHit, SearchResults
from timeline.vocabulary import SEARCHED
from timeline.web import paging, wording
from timeline.web.findings import Place
from timeline.web.page import File, Page, Question
from timeline.web.series import all_series, newest_of
from timeline.workflow import queries, suggestions
from timeline.workflow.search import MOST_LISTED, search
from timeline.workflow.stored_edition import EVENT, FIGURE, keys_at


@dataclass(frozen=True, slots=True)
class ListedHit:
    """A hit with the address of what was found."""

    hit: SearchHit
    address: str


def build(asked: Question) -> Page:
    """Return what a search finds. Raises BadValueError, PublicationNotFoundError."""
    if asked.links.static:
        return _static(asked)
    text, kind = asked.get("q") or "", asked.get("kind")
    if kind is not None and kind not in SEARCHED:
        raise BadValueError("kind", kind, f"one of {', '.join(SEARCHED)}")
    query = {name: value for name in ("q", "kind", "publication") if (value := asked.get(name))}
    number = paging.page_number(asked)
    found = _found(asked, text, kind, number)
    total = sum(found.totals.values())
    listed = sum(min(count, MOST_LISTED) for count in found.totals.values())
    through = paging.pager(number, listed, lambda n: asked.links.page("/search", n, query))
    near = () if total or not text else suggestions.nearest_words(asked.database, text)
    return Page(
        template="search.html",
        title=f"Search: {text}" if text else "Search",
        values={
            "searched": text,
            "hits": tuple(_listed(asked, found)),
            "totals": {name: count for name, count in found.totals.items() if count},
            "total": total,
            "listed": listed,
            "near": tuple(near),
            "query": query,
            "pager": through,
            "publications": queries.publications(asked.database),
        },
        files={"json": File("application/json", lambda: array(HITS, found.hits))},
        command=_command(asked, text, kind),
    )


def _command(asked: Question, text: str, kind: str | None) -> str:
    options = {"kind": kind, "publication": asked.publication}
    return wording.write_command("search", *(text.split() or ["WORDS"]), options=options)


def _found(asked: Question, text: str, kind: str | None, number: int) -> SearchResults:
    return search(
        asked.database,
        text,
        publication=asked.publication,
        kinds=SEARCHED if kind is None else (kind,),
        limit=paging.ROWS,
        offset=(number - 1) * paging.ROWS,
    )


def _listed(asked: Question, found: SearchResults) -> Iterator[ListedHit]:
    keys = {
        about: keys_at(asked.database, about, {_place(h) for h in found.hits if h.kind == about})
        for about in (FIGURE, EVENT)
    }
    for hit in found.hits:
        if hit.kind in keys:
            address = asked.links.fact(keys[hit.kind][_place(hit)])
        else:
            address = asked.links.edition(hit.imprint)
        yield ListedHit(hit, address)


def _place(hit: SearchHit) -> Place:
    return hit.imprint.publication, hit.imprint.label, hit.number


# ---------------------------------------------------------------- the index of a site


def _static(asked: Question) -> Page:
    return Page(
        template="search.html",
        title="Search",
        files={"js": File("text/javascript", lambda: _index(asked))},
    )


def _index(asked: Question) -> Iterator[str]:
    """Yield a script that sets the list of what can be found: kind, words, more, address."""
    yield "timelineIndex=[\n"
    for entry in _entries(asked):
        yield dumps(entry) + ",\n"
    yield "];\n"


def _entries(asked: Question) -> Iterator[tuple[str, str, str, str]]:
    links = replace(asked.links, written=set())
    editions = queries.editions(asked.database, publication=asked.within)
    for publication in dict.fromkeys(each.imprint.publication for each in editions):
        for one in all_series(asked.database, publication):
            newest = newest_of(one)
            value = wording.dated_amount(newest.figure)
            yield "Figure", newest.figure.measure, value, links.series(one.key)
    for happening in queries.events(asked.database, publication=asked.within):
        when = wording.happening_date(happening) or ""
        yield "Event", happening.newest.event.title, when, links.happening(happening)
