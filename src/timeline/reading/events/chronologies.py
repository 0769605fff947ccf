"""Events of chronologies: lists whose items begin with their date, "1931: Last bell cast".

Where the rules of prose read several items of a list as events, what the others say is one as well,
whether their words tell it or not. What counts or costs something is left to the figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Final

from timeline.model import DateExpression, Passage, Span
from timeline.reading.events import event_words
from timeline.reading.events.kinds import is_text
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.status import EventMention
from timeline.reading.events.titles import title_case
from timeline.reading.language import verb_groups
from timeline.reading.language.sentences import Sentence

RULE: Final = "entry of a chronology"
_FEWEST_ITEMS: Final = 3
_FEWEST_TOLD: Final = 2
"""So many items of a list begin with a date, and so many are read as prose, in a chronology."""
_LEAD: Final = re.compile(
    r"[\s*_(\[]*(?:(?:[Cc]a?\.|[Cc]irca|[Ii]n|[Oo]n|[Aa]bout)\s+)?(?:the\s+)?"
)
_JOINT: Final = re.compile(r"[\s*_)\]]{0,8}(?:[-–—:|,]\s{0,8}|\s)[\s*_]{0,8}(?=\w)")
_ENDS: Final = re.compile(r";|\.\s|\.$|\s[–—]\s|\s\(")
_NUMBER: Final = re.compile(r"[\d$€£¥%]")


def events_in_lists(
    text: str,
    passages: Sequence[Passage],
    dates: Sequence[DateExpression],
    told: Collection[int],
) -> Iterator[EventMention]:
    """Yield what the items of chronologies say; `told` are the passages that prose is read of."""
    starts = [date.quote.span.start for date in dates]
    places = (
        (index, passage.path, _head(text, passage, dates, starts))
        for index, passage in enumerate(passages)
        if passage.kind == "item" and not passage.labels
    )
    for _, group in groupby(places, key=lambda place: place[1]):
        items = list(group)
        dated = [(index, head) for index, _, head in items if head is not None]
        known = sum(index in told for index, _ in dated)
        if len(dated) < max(_FEWEST_ITEMS, len(items) // 2 + 1) or known < _FEWEST_TOLD:
            continue
        for index, (date, start) in dated:
            if index not in told and (found := _entry(text, passages, index, date, start)):
                yield found


def _head(
    text: str, passage: Passage, dates: Sequence[DateExpression], starts: Sequence[int]
) -> tuple[DateExpression, int] | None:
    """Return the one date that an item begins with, and where its words begin."""
    span = passage.quote.span
    at = bisect_left(starts, span.start)
    own = dates[at : bisect_left(starts, span.end)]
    if len(own) != 1 or own[0].type != "DATE" or own[0].edtf is None:
        return None
    date = own[0].quote.span
    joint = _JOINT.match(text, date.end, span.end)
    if joint is None or _LEAD.fullmatch(text, span.start, date.start) is None:
        return None
    return own[0], joint.end()


def _entry(
    text: str, passages: Sequence[Passage], index: int, date: DateExpression, start: int
) -> EventMention | None:
    end = passages[index].quote.span.end
    cut = _ENDS.search(text, start, end)
    words = text[start : cut.start() if cut else end].strip(" *_.")
    parts = words.lower().split()
    if (
        len(parts) < 2
        or _NUMBER.search(words)
        or not event_words.CHRONICLED_LEVELS.isdisjoint(parts)
    ):
        return None
    if is_text(parts[-1]) and event_words.ACT_NOUNS.isdisjoint(parts):
        return None
    sentence = Sentence(text, passages[index].quote.span.start, end, index, (date,), ())
    return make_mention(
        sentence, date, Span(date.quote.span.start, start + len(words)), title=title_case(words),
        words=words, aspect=verb_groups.NAMED, rule=RULE,
    )  # fmt: skip
