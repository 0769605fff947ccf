"""The dates among the words of a sentence, and what stands behind one that leads a statement in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from timeline.model import DateExpression
from timeline.reading.language import verb_groups, word_classes
from timeline.reading.language.sentences import Sentence
from timeline.reading.language.tokens import Tokens, behind_adverbs

_MOST: Final = 4
_AND: Final = word_classes.AND
LEADS: Final = verb_groups.PREPOSITIONS | word_classes.LEADS
"""What leads a date in."""
_MOSTLEADS: Final = 4


def find_turns(sentence: Sentence, tokens: Tokens) -> dict[int, int]:
    """Return each "and" that a date of its own follows, with the number of the word behind that."""
    found = (
        (at, find_behind_date(sentence, tokens, at))
        for at, w in enumerate(tokens.lower)
        if w in _AND
    )
    return {at: behind for at, behind in found if behind is not None}


def find_behind_date(sentence: Sentence, tokens: Tokens, conjunction: int) -> int | None:
    """Return the number of the word behind a date that follows a conjunction, else None.

    "and in 1995 moved", "but, three years later, was closed", not "and 2021, the council said".
    """
    at = conjunction + 1
    at += tokens.at(at) == ","
    led = False
    while tokens.at(at) in LEADS and at - conjunction < _MOST:
        led = led or tokens.at(at) in verb_groups.PREPOSITIONS
        at += 1
    if at >= len(tokens.starts):
        return None
    date = date_at(sentence, tokens.starts[at])
    if date is None or date.type == "SET":
        return None
    if not led and not date.quote.text[0].islower():
        return None
    behind = bisect_left(tokens.starts, date.quote.span.end)
    return behind_adverbs(tokens, behind + (tokens.at(behind) == ","))


def date_at(sentence: Sentence, position: int) -> DateExpression | None:
    """Return the date that a position lies in."""
    index = bisect_right(sentence.dates, position, key=lambda date: date.quote.span.start)
    date = sentence.dates[index - 1] if index else None
    return date if date is not None and date.quote.span.end > position else None
