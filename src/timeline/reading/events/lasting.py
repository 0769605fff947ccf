"""What had lasted since a date, and had ended when something else happened."""

from __future__ import annotations

from typing import Final

from timeline.reading.events.conditions import Condition
from timeline.reading.events.places import DatedPlace
from timeline.reading.language import verb_groups


def is_open(place: DatedPlace) -> bool:
    """Tell whether the time of a date has no end: "since 2010"."""
    return place.time is not None and place.time.edtf.endswith("/..")


def _had_lasted(place: DatedPlace) -> bool:
    """Tell whether what began on a date had ended later.

    "It had been stored there since 1941"; "the tower, closed since 2011, reopened on Saturday".
    """
    verb = place.verb
    if verb is None or not is_open(place):
        return False
    after = place.parsed.behind(place.span.end, place.around.whole)
    ended = verb.reduced and after is not None and after.aspect == verb_groups.PAST
    return ended or place.parsed.tokens.lower[verb.first] == "had"


LASTED: Final = Condition("it had lasted since then until another time", _had_lasted)
