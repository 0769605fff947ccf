"""The list of what a search found: figures, events and passages, the best first."""

from __future__ import annotations

from typing import Final

from timeline.formats import display
from timeline.formats.display import EXACT, PEOPLE, Style
from timeline.formats.items import item_name, item_reading, item_time
from timeline.formats.tables import INTEGER, LIST, Column, Listing, edtf_text, fact_of
from timeline.fulltext import SearchHit
from timeline.model import Passage, Quote


def _quote(hit: SearchHit) -> Quote | None:
    return hit.item.quote if isinstance(hit.item, Passage) else fact_of(hit.item).quote


def _section(hit: SearchHit) -> tuple[str, ...]:
    return hit.item.path if isinstance(hit.item, Passage) else hit.item.section


def _name(hit: SearchHit) -> str | None:
    return None if isinstance(hit.item, Passage) else item_name(hit.item)


def _reading(hit: SearchHit, style: Style) -> str | None:
    return None if isinstance(hit.item, Passage) else item_reading(hit.item, style)


def _time(hit: SearchHit, style: Style) -> str | None:
    return None if isinstance(hit.item, Passage) else item_time(hit.item, style)


def _said(hit: SearchHit, style: Style) -> str:
    """Return what was found as people read it: a passage by its text, all else by its name."""
    name, when = _name(hit), _time(hit, style)
    if name is None:
        return hit.snippet.text
    reading = _reading(hit, style)
    return f"{name}: {reading}" + ("" if when is None else f" ({when})")


def _spans(hit: SearchHit) -> tuple[str, ...]:
    return tuple(f"{begin}-{end}" for begin, end in hit.snippet.spans)


def _stated_by(hit: SearchHit) -> str:
    """Return the newest edition, and how many others state the same."""
    return hit.imprint.reference + (f" +{len(hit.others)}" if hit.others else "")


def _entry(hit: SearchHit, style: Style) -> tuple[str, ...]:
    also = () if not hit.others else (f"in {_enumerated(hit.others)} too",)
    where = display.cite_edition(hit.imprint, style)
    snippet = f'"{display.visible(hit.snippet.text)}"'
    if isinstance(hit.item, Passage):
        return (f"{hit.kind}: {snippet}", f"[{where}]", *also)
    return (f"{hit.kind}: {display.visible(_said(hit, style))}", snippet, f"[{where}]", *also)


def _enumerated(labels: tuple[str, ...]) -> str:
    *head, last = [f"@{label}" for label in labels]
    return f"{', '.join(head)} and {last}" if head else last


HIT_COLUMNS: Final[tuple[Column[SearchHit], ...]] = (
    Column("rank", "place among all hits, from 1", lambda h: h.rank, INTEGER),
    Column("item", "figure, event or passage", lambda h: h.kind),
    Column("publication", "slug of the publication", lambda h: h.imprint.publication),
    Column("edition", "label of the newest edition that states it", lambda h: h.imprint.label),
    Column("published", "when that edition was published, EDTF",
           lambda h: edtf_text(h.imprint.published)),
    Column("others", "labels of the other editions that state the same, newest first",
           lambda h: h.others, LIST),
    Column("title", "title of an event, or measure of a figure", _name),
    Column("reading", "status of an event, or quantity of a figure in words, with all its digits",
           lambda h: _reading(h, EXACT)),
    Column("time", "date of an event, or time a figure refers to", lambda h: _time(h, EXACT)),
    Column("snippet", "the sentence or passage, clipped around the words",
           lambda h: h.snippet.text),
    Column("spans", "where the words stand in the snippet: first character, from 0, and the one "
           "after the last", _spans, LIST),
    Column("section", "the headings above, outermost first", _section, LIST),
    Column("start", "first character of the quote or passage in the edition's text, from 0",
           lambda h: None if (quote := _quote(h)) is None else quote.span.start, INTEGER),
    Column("end", "the character after it",
           lambda h: None if (quote := _quote(h)) is None else quote.span.end, INTEGER),
    Column("source", "where the edition comes from", lambda h: h.imprint.source),
)  # fmt: skip


def list_hits(style: Style = PEOPLE) -> Listing[SearchHit]:
    """Return the listing of what a search found, with what is for people in a style."""
    return Listing(
        name="hits",
        columns=HIT_COLUMNS,
        view=(
            Column("item", "", lambda h: h.kind),
            Column("what", "", lambda h: _said(h, style), share=3),
            Column("edition (+others)", "", _stated_by),
        ),
        entry=lambda h: _entry(h, style),
    )


HITS: Final = list_hits()
