"""The date of a level that something came from or went to: "rose to $4 million in 2019"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.reading.events import event_words
from timeline.reading.events.places import DatedPlace
from timeline.reading.language import verb_groups

_OF_LEVEL: Final = re.compile(
    r"\b(?:[Ff]rom|to)\s+[$€£]?(?!(?:19|20)\d\d\s+(?:in|on)\s)\d(?:[^,;]|,(?=\d))*$"
)
"""The date of a level that something came from or went to; a day is that of a decision."""


def is_of_level(place: DatedPlace) -> bool:
    """Tell whether a date is that of a level that something came from or went to."""
    start = place.span.start
    if place.precision == "day" or _is_decided(place):
        return False
    behind = place.verb is not None and place.verb.end <= start
    low = max(place.near, place.verb.end) if place.verb is not None and behind else place.near
    if _OF_LEVEL.search(place.text, low, start) is not None:
        return True
    marks = place.sentence.marks
    last = bisect_left(marks, start, key=lambda mark: mark.span.start) - 1
    if last < 0 or marks[last].kind != "level" or "," in place.text[marks[last].span.end : start]:
        return False
    return _FROM_OR_TO.search(place.text, low, marks[last].span.start) is not None


_FROM_OR_TO: Final = re.compile(r"\b(?:[Ff]rom|to)\s+$")


def _is_decided(place: DatedPlace) -> bool:
    """Tell whether somebody set a rate or a fee to a level: "raised its rate to 4% in May"."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None or verb.aspect != verb_groups.PAST or verb.end > place.span.start:
        return False
    first = bisect_left(tokens.starts, place.clause.start)
    last = bisect_left(tokens.starts, place.span.start)
    sets = tokens.lower[verb.last] in event_words.SETS_RATE
    return sets and not event_words.DECREED.isdisjoint(tokens.lower[first:last])
