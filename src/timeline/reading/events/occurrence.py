"""Named conditions of a verb with a date: a happening, not a level, a state, a duty or a count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from timeline.reading.events import event_words, tallies
from timeline.reading.events.conditions import Condition
from timeline.reading.events.kinds import is_happening, is_text
from timeline.reading.events.period_amounts import AT_ONCE, first_amount, is_interval
from timeline.reading.events.places import NEAR, DatedPlace
from timeline.reading.events.tallies import COUNTS, COUNTS_YEAR
from timeline.reading.language import verb_forms, verb_groups
from timeline.reading.language.verb_groups import Predicate

_APPROXIMATE: Final = ("early, mid, late", "part of", "stretch", "week", "days of", "half")
"""Rules whose dates are stretches that no state was told to fill."""
_DEADLINE: Final = re.compile(
    r"\b(?:by|before|until|(?:no|not)\s+later\s+than|on\s+or\s+before)\s+(?:the\s+)?(?:\d{1,2}[:.]\d\d\s+on\s+)?$",
    re.IGNORECASE,
)
"""What makes a duty's date a deadline: "must be lodged by 7 March"."""
_IS_DEADLINE: Final = re.compile(
    r"\b(?:deadline|closing\s+date|due\s+date|final\s+date|last\s+da(?:y|te)|(?:polling|election|voting|opening)\s+day)\b",
    re.IGNORECASE,
)
_IN_OR_ON: Final = re.compile(r"\s+(?:held\s+)?(?:in|on)\s+")
_DECIDED: Final = event_words.DECIDED
"""Measuring verbs that say what somebody did, where they have an object and a day."""
_UP_TO: Final = re.compile(r"\bto\s+(?:the\s+)?$")
_UNTIL: Final = re.compile(r"\b(?:until|till)\s+(?:the\s+)?$")


def has_aspect(*aspects: str) -> Callable[[DatedPlace], bool]:
    """Return what tells whether the verb of a date has one of these aspects."""
    return lambda place: place.aspect in aspects


def names_deadline(place: DatedPlace) -> bool:
    """Tell whether a clause says what its deadline is, or the day of a meeting or the like.

    "The deadline for tenders is 3 March", "the next meeting is on 26 June".
    """
    if place.verb is None or place.aspect != verb_groups.IS:
        return False
    if _IS_DEADLINE.search(place.text, place.clause.start, place.verb.start) is not None:
        return True
    named = place.parsed.tokens.at(place.verb.first - 1)
    led = _IN_OR_ON.fullmatch(place.text, place.verb.end, place.span.start) is not None
    return (led or place.precision == "day") and is_happening(named) and not is_text(named)


def is_state(place: DatedPlace) -> bool:
    """Tell whether a clause says what is so, and that is no deadline."""
    return place.aspect == verb_groups.IS and not names_deadline(place)


def _decides(place: DatedPlace) -> bool:
    verb = place.verb
    if verb is None:
        return False
    acts = verb.acts and place.parsed.tokens.lower[verb.last] in _DECIDED
    return acts or _is_decreed(place, verb)


def _is_decreed(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether a level that somebody sets is to change: "the allowance rises to £12,900"."""
    tokens = place.parsed.tokens
    said = tokens.lower[verb.first : verb.last + 1]
    first = bisect_left(tokens.starts, place.clause.start)
    ahead = said[0] in ("will", "shall") or said[0] in verb_forms.CHANGES_NOW
    if not ahead or event_words.DECREED.isdisjoint(tokens.lower[first : verb.first]):
        return False
    return first_amount(place.sentence, verb.end) <= verb.end + AT_ONCE


def _has_deadline(place: DatedPlace) -> bool:
    start = place.span.start
    return _DEADLINE.search(place.text, max(place.clause.start, start - NEAR), start) is not None


def _is_extended_to(place: DatedPlace) -> bool:
    """Tell whether a date is the new end or base of something: "was extended to 30 June 2024".

    It is the end, too, of what somebody has until then: "gave the owners until May".
    """
    verb, start = place.verb, place.span.start
    if verb is None or place.date.endpoints:
        return False
    said = place.parsed.tokens.lower[verb.last]
    extends = _UP_TO if said in event_words.EXTENDS else _UNTIL
    if said not in event_words.EXTENDS | event_words.GIVES_UNTIL:
        return False
    named = _IS_DEADLINE.search(place.text, place.clause.start, verb.start) is not None
    if named and extends is _UP_TO:
        return _UNTIL.search(place.text, verb.end, start) is not None
    return extends.search(place.text, verb.end, max(verb.end, start)) is not None


def _only_reports(place: DatedPlace) -> bool:
    """Tell whether a clause only says who reported what stands before: "the office said in May"."""
    verb, said = place.verb, place.said
    if verb is None or said is None or verb.passive or verb.reduced:
        return False
    if verb.start == place.parsed.verbs[0].start:
        return False
    word = place.parsed.tokens.lower[verb.last]
    return word in event_words.REPORTING and said.title.lower().endswith(f" {word}")


def _had_to(place: DatedPlace) -> bool:
    """Tell whether a date is a deadline of what had to be done: "had to be lodged by 10 March"."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None or not _has_deadline(place):
        return False
    return ("had", "to") in pairwise(tokens.lower[max(0, verb.first - 3) : verb.last + 1])


def _fills_stretch(place: DatedPlace) -> bool:
    bounded = place.date.endpoints or not place.date.rule.startswith(_APPROXIMATE)
    return is_interval(place) and bool(bounded)


DENIED: Final = Condition("the text denies it", has_aspect(verb_groups.DENIED))
ALLEGED: Final = Condition(
    "the text only says that it is alleged or believed", has_aspect(verb_groups.ALLEGED)
)
EXTENDED: Final = Condition("it is the date up to which something is extended", _is_extended_to)
ONLY_REPORTS: Final = Condition("it only says who reported something", _only_reports)
HAD_TO: Final = Condition("it only had to be done by then", _had_to)
OF_PAST: Final = (DENIED, ALLEGED, EXTENDED, HAD_TO, ONLY_REPORTS, *COUNTS, COUNTS_YEAR)
"""What refuses a verb in the past."""
ONLY_HAS: Final = Condition("the verb only says what something has", has_aspect(verb_groups.HAS))
FILLS_STRETCH: Final = Condition(
    "what is so fills a stretch of time",
    _fills_stretch,
    "the verb says what is so, and not over a stretch of time",
)
DECIDES: Final = Condition(
    "somebody decided on what the verb measures",
    _decides,
    "the verb measures a level, and nobody decides on it",
)
ON_A_DAY: Final = Condition(
    "the date is a day",
    lambda place: place.precision == "day",
    "the verb measures a level, and a decision on one needs a day",
)
FIRST_VERB: Final = Condition(
    "the duty is the first verb of its clause",
    tallies.is_first,
    "another verb stands before the duty",
)
HAS_DEADLINE: Final = Condition(
    "the date is a deadline", _has_deadline, "the date of the duty is no deadline"
)
