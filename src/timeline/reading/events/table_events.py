"""Events of tables: "Treaty signed | 4 March 2021" under "Event" and "Date".

A row is read as the sentence that it stands for, "Treaty signed on 4 March 2021", by the patterns
of prose. The date is a cell under a head of dates, or heads the row of a cell under a head of
events; there what the cell says is an event, whether its words tell it or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from timeline.model import DateExpression, Passage, Quote, Span
from timeline.reading.dates import patterns as date_rules
from timeline.reading.dates import resolve
from timeline.reading.events import assemble, event_words
from timeline.reading.events.field_events import names_coming
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.status import EventMention
from timeline.reading.events.titles import title_case
from timeline.reading.language import verb_groups
from timeline.reading.language.coreference import Antecedents
from timeline.reading.language.sentences import Sentence
from timeline.reading.language.verb_forms import is_participle
from timeline.reading.matching.engine import anchors_of

RULE: Final = "row of a table of events"
_FEWEST: Final = 3
"""So many terms that are dates make a chronology of a list."""
_FEWEST_WORDS: Final = 2
_ARTICLE: Final = re.compile(r"^(?:The|An?)\s")
_AMOUNT: Final = re.compile(r"^\d|[$€£¥%]|\d[.,]\d")
"""What is counted or paid is left to the figures."""
_LONGEST: Final = 300
"""A longer cell, in characters, is prose, which is read as it stands."""


def events_in_cells(passages: Sequence[Passage]) -> Iterator[EventMention]:
    """Yield the events that the cells of tables state with the heads of their row and column."""
    dated = _of_chronologies(passages)
    for index, passage in enumerate(passages):
        if passage.kind != "item" or not passage.labels:
            continue
        if index in dated:
            yield from _placed(_entry(passage), passage, index)
            continue
        if len(passage.labels) == 1:
            yield from _of_term(passage, index)
            continue
        row, column = passage.labels[0], passage.labels[-1].strip()
        text = passage.quote.text.strip().rstrip(".")
        if len(row) + len(text) > _LONGEST:
            continue
        if (said := _said_of_date(column)) is not None and _date_of(text) is not None:
            words = f"{row.strip().rstrip('.')}{said}"
            yield from _placed(_events(words, text) or _told(words, text), passage, index)
        elif column.lower() in event_words.EVENT_HEADS and _date_of(row) is not None:
            named = _date_of(text) is None and _AMOUNT.search(text) is None
            yield from _placed(
                _events(text, row) or _titled(text, row) if named else [], passage, index
            )


def _of_chronologies(passages: Sequence[Passage]) -> frozenset[int]:
    """Return the descriptions of lists whose terms are dates, each by its first sentence."""
    lists: dict[tuple[str, ...], list[int]] = {}
    before: tuple[int, tuple[str, ...]] | None = None
    for index, passage in enumerate(passages):
        one = passage.kind == "item" and len(passage.labels) == 1
        place = (passage.block, passage.labels)
        if one and place != before and _date_of(passage.labels[0]) is not None:
            lists.setdefault(passage.path, []).append(index)
        before = place
    return frozenset(n for found in lists.values() if len(found) >= _FEWEST for n in found)


def _entry(passage: Passage) -> list[EventMention]:
    """Return what a description under a date tells, whatever its verb: "Tarn applies to join"."""
    date, text = passage.labels[0], passage.quote.text.strip().rstrip(".")
    found = [
        replace(event, aspect=verb_groups.NAMED) if event.aspect == verb_groups.PRESENT else event
        for event in _events(text, date)
    ]
    if found or len(text.split()) < _FEWEST_WORDS or _AMOUNT.search(text) is not None:
        return found
    return _titled(_ARTICLE.sub("", text), date, verb_groups.NAMED)


def _of_term(passage: Passage, index: int) -> Iterator[EventMention]:
    """Yield what the term of a list says is to come on the date behind it: "Next release"."""
    text, term = passage.quote.text.strip().rstrip("."), passage.labels[0].strip(" :")
    acts = term.split()[0].lower() in event_words.ACT_NOUNS and len(term.split()) > 1
    if _date_of(text) is not None and (names_coming(term) or acts):
        yield from _placed(_titled(term, text, verb_groups.PRESENT), passage, index)
    elif _date_of(text) is not None and _names_done(term):
        yield from _placed(_events(term, text), passage, index)


def _names_done(term: str) -> bool:
    """Tell whether a term says what was done to what: "Licence granted", not "Page updated"."""
    words = term.lower().split()
    done = len(words) > 1 and is_participle(words[-1])
    return done and event_words.OF_PAGES.isdisjoint(words)


def _said_of_date(head: str) -> str | None:
    """Return what a head of dates says of its rows: "Signed", or nothing; None for another head."""
    lower = " ".join(head.lower().split())
    if lower in event_words.DATE_HEADS:
        return ""
    first, _, rest = lower.partition(" ")
    named = rest if first in event_words.DATE_HEADS else lower
    return f" {named}" if named.split()[:1] and named.split()[0] in event_words.DONE_HEADS else None


def _placed(found: Sequence[EventMention], passage: Passage, index: int) -> Iterator[EventMention]:
    for mention in found:
        yield replace(mention, span=passage.quote.span, passage=index, rule=RULE)


@lru_cache(maxsize=1_024)
def _date_of(text: str) -> DateExpression | None:
    """Return the date that a text is, None for one that says more."""
    found = _dates(text)
    if len(found) != 1 or found[0].quote.text != text.strip() or found[0].type != "DATE":
        return None
    return found[0]


def _dates(text: str) -> list[DateExpression]:
    mentions = date_rules.mentions(text, anchors_of(text, (date_rules.TABLE,)))
    return list(resolve.expressions(text, mentions, None))


def _sentence(words: str, date: str) -> Sentence:
    stated = _date_of(date)
    on = "on" if stated and stated.edtf and stated.edtf.precision == "day" else "in"
    text = f"{words} {on} {date}."
    return Sentence(text, 0, len(text), 0, tuple(_dates(text)), ())


def _events(words: str, date: str) -> list[EventMention]:
    """Return the events that the sentence of a row states."""
    sentence = _sentence(words, date)
    whole = Passage(Quote(Span(0, sentence.end), sentence.text), "sentence", (), (), 0)
    return list(assemble.events_in(sentence, Antecedents(sentence.text, (whole,))))


def _told(words: str, date: str) -> list[EventMention]:
    """Return what a row tells in the present, as chronologies do: "Treaty enters into force"."""
    tells = not event_words.DONE_NOW.isdisjoint(words.lower().split()[1:])
    return _titled(words, date, verb_groups.PRESENT) if tells else []


def _titled(words: str, date: str, aspect: str = verb_groups.PAST) -> list[EventMention]:
    """Return what a cell under a head of events names."""
    sentence = _sentence(words, date)
    return [
        make_mention(
            sentence, sentence.dates[-1], sentence.dates[-1].quote.span, title=title_case(words),
            words=words, aspect=aspect, rule=RULE,
        )
    ]  # fmt: skip
