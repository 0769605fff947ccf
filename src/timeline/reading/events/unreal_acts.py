"""What a clause does not tell as done or planned: "was to have begun in April", "is likely to close"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.reading.events.places import DatedPlace
from timeline.reading.language import verb_groups
from timeline.reading.language.tokens import Tokens, is_adverb
from timeline.reading.language.verb_forms import BE_PAST, BE_PRESENT, ROLES

_MOVED: Final = re.compile(
    r"\s(?:has|have|was|were)\s(?:now\s)?(?:been\s)?(?:brought\sforward|moved|rescheduled|shifted)\b"
)
"""Behind the date of a plan, that it has another one: "set for 20 May has been brought forward"."""


def is_unreal(place: DatedPlace) -> bool:
    """Tell whether a verb says what did not come about as planned, or is no more than likely."""
    verb, tokens = place.verb, place.parsed.tokens
    if verb is None:
        return False
    if verb.aspect == verb_groups.PLANNED and _MOVED.match(place.text, place.span.end):
        return True
    first = max(bisect_left(tokens.starts, place.clause.start), verb.first - 3)
    words = tokens.lower[first : verb.last + 4]
    for at, word in enumerate(words[:-2]):
        likely = word in ("likely", "unlikely") and words[at + 1] == "to"
        likely = likely and _is_said(tokens, first + at)
        if likely or (word in ("was", "were") and words[at + 1 : at + 3] == ("to", "have")):
            return True
    return False


def _is_said(tokens: Tokens, at: int) -> bool:
    """Tell whether "likely" is what a verb says: "is now likely to close", no "bill likely to fail"."""
    before = at - 1
    while is_adverb(tokens.at(before)):
        before -= 1
    return ROLES.get(tokens.at(before)) in _BE or tokens.at(before) in ("be", "been")


_BE: Final = (BE_PAST, BE_PRESENT)
