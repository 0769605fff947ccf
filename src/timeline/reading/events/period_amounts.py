"""Whether a verb states an amount of a period, or how a level went: no happening."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.reading.events import event_words
from timeline.reading.events.places import DatedPlace
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.measure_words import DIRECTIONS, MOVING_VERBS
from timeline.reading.language.sentences import Sentence
from timeline.reading.language.verbs import VERBS
from timeline.values import OPEN_FUTURE

STRETCHES: Final = ("quarter", "season", "interval")
AT_ONCE: Final = 24
"""How far behind a verb a quantity begins that it states, in characters."""
_SET: Final = event_words.SET
"""Before "at", these state a level."""
_TO: Final = ("to", "up", "down", "from")


def first_amount(sentence: Sentence, position: int) -> int:
    """Return where the first quantity at or behind a position begins; far off where none does."""
    index = bisect_left(sentence.amounts, position, key=lambda span: span.start)
    return sentence.amounts[index].start if index < len(sentence.amounts) else OPEN_FUTURE


def is_interval(place: DatedPlace) -> bool:
    """Tell whether the time of an event on a date is a stretch between two points."""
    return place.time is not None and place.time.precision == "interval"


def loses_part(place: DatedPlace) -> bool:
    """Tell whether something has more or less of its value: "has lost 21% of its value since May"."""
    verb = place.verb
    if verb is None or verb.passive:
        return False
    moves = place.parsed.tokens.lower[verb.last] in event_words.LOSES
    return moves and _PART_OF_ITS.match(place.text, verb.end) is not None


_PART_OF_ITS: Final = re.compile(
    r"\s(?:[a-z]+\s){0,2}[\d.,]+(?:\s?%|\sper\s?cent)\s(?:of\s(?:its|their)\s|against\s|in\svalue)"
)


_HAS: Final = VERBS.measures["has"]
_BEGINS: Final = re.compile("began|begun|started|continued")
_RISES: Final = VERBS.measures["change"] - VERBS.measures["changes-object"]
"""What a level begins to do: "sales began to decline"."""


def moves_level(place: DatedPlace) -> bool:
    """Tell whether a verb says with "up" or "down" that a level changed: "went up by 4%"."""
    verb = place.verb
    if verb is None or place.precision == "day":
        return False
    tokens = place.parsed.tokens
    if tokens.at(verb.last + 1) == "to" and _BEGINS.fullmatch(tokens.lower[verb.last]):
        return tokens.at(verb.last + 2) in _RISES
    moves = lemma(tokens.lower[verb.last]) in MOVING_VERBS
    directed = tokens.at(verb.last + 1) in DIRECTIONS
    return moves and directed and first_amount(place.sentence, verb.end) <= verb.end + AT_ONCE


def sets_level(place: DatedPlace) -> bool:
    """Tell whether a verb says at what level something is set, and not on which day."""
    verb = place.verb
    if verb is None or place.precision == "day":
        return False
    tokens, following = place.parsed.tokens, place.parsed.tokens.at(verb.last + 1)
    restates = tokens.lower[verb.last] in event_words.RESTATES and following in _TO
    if not restates and (tokens.lower[verb.last] not in _SET or following != "at"):
        return False
    return first_amount(place.sentence, verb.end) <= verb.end + AT_ONCE


def foretells_amount(place: DatedPlace) -> bool:
    """Tell whether somebody says how much something will be: "in May the bank had foreseen 3%"."""
    verb = place.verb
    if verb is None or place.precision == "day":
        return False
    foretells = place.parsed.tokens.lower[verb.last] in event_words.FORETELLING
    return foretells and first_amount(place.sentence, verb.end) < place.clause.end


def totals_money(place: DatedPlace) -> bool:
    """Tell whether a verb states the money of a period: "spent £4 million on locks in 2012"."""
    verb = place.verb
    if verb is not None and lemma(place.parsed.tokens.lower[verb.last]) in _HAS:
        at = first_amount(place.sentence, verb.end)
        levels = (mark for mark in place.sentence.marks if mark.span.start == at)
        return at <= verb.end + AT_ONCE and any(mark.kind == "level" for mark in levels)
    if verb is not None and place.precision != "day" and _RUNS_BALANCE.match(place.text, verb.end):
        return True
    if verb is None or place.precision not in (*STRETCHES, "year", "month"):
        return False
    said = place.parsed.tokens.lower[verb.last]
    spends = said in event_words.SPENDS
    return spends and first_amount(place.sentence, verb.end) <= verb.end + AT_ONCE


_RUNS_BALANCE: Final = re.compile(r"\san?\s(?:[a-z-]+\s){0,3}(?:deficit|surplus|profit|loss)\sof\s")
"""What somebody ran or made over a period: "ran a deficit of $145 billion in December"."""
