"""What somebody only wants: asked that the board meet, called for the camp to be closed by May.

The date of what is wanted dates nothing that happened. The wish itself is an event where its date
stands beside it and has passed: "proposed in 2021 to close the pit".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.reading.dates import resolve
from timeline.reading.events import event_words
from timeline.reading.events.places import DatedPlace
from timeline.reading.language.verb_groups import FUTURE, PLANNED, PRESENT, Predicate

_NEAR: Final = 5
"""How many words before "that" the verb stands that asks for something."""
_FOR: Final = re.compile(r"\s+for\s+(?:the\s+)?$")
_BOUNDS: Final = ("by", "from", "until", "till", "before", "after")
_ACTS: Final = re.compile(r"\s+(?:that|to|for|against)\s")


def is_asked_for(place: DatedPlace) -> bool:
    """Tell whether a date is that of what somebody wants, and not of the wish."""
    verb = place.verb
    if verb is None:
        return False
    return (
        _is_asked_that(place, verb)
        or _is_asked_to_be(place, verb)
        or _is_bound_of_wish(place, verb)
        or _is_wished_noun(place, verb)
    )


def _is_asked_that(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether a clause says what somebody wants: "asked that the board meet by May"."""
    tokens = place.parsed.tokens
    first = bisect_left(tokens.starts, place.clause.start)
    if tokens.lower[verb.last] in event_words.ASKED_FOR and verb.end < place.span.start:
        behind = range(verb.last + 1, bisect_left(tokens.starts, place.span.start) - 1)
        return any(tokens.at(at) == "that" and tokens.kinds[at + 1] not in "vm" for at in behind)
    if verb.aspect != PRESENT:
        return False
    led = next((at for at in range(verb.first, first - 2, -1) if tokens.at(at) == "that"), 0)
    return not event_words.ASKED_FOR.isdisjoint(tokens.lower[max(0, led - _NEAR) : led])


def _is_asked_to_be(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether a bare "be" makes a participle a wish: "called for the camp to be closed"."""
    tokens = place.parsed.tokens
    if tokens.at(verb.first - 1) != "be":
        return False
    return not event_words.WANTING.isdisjoint(tokens.lower[: verb.first])


def _is_bound_of_wish(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether a date bounds what a verb wants: "voted to close the mine by 2030"."""
    text, start = place.text, place.span.start
    tokens = place.parsed.tokens
    if verb.end > start or tokens.lower[verb.last] not in event_words.WANTING:
        return False
    invites = tokens.at(verb.last + 1) == "for" and tokens.at(verb.last + 2) in event_words.INVITED
    if invites and verb.aspect in (FUTURE, PLANNED):
        return False  # "will call for tenders by the end of May"
    bounds = resolve.signal(text, start) in _BOUNDS
    return bounds and _ACTS.search(text, verb.end, start) is not None


def _is_wished_noun(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether a date is that of a noun that is wanted for it: "the cut proposed for June"."""
    words = place.parsed.tokens.lower
    wanted = verb.reduced and words[verb.last] in event_words.WANTING
    return wanted and _FOR.fullmatch(place.text, verb.end, place.span.start) is not None
