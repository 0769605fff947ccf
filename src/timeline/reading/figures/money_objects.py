"""Money that somebody announces, makes or causes: "announced $47 million in humanitarian aid"."""

from __future__ import annotations

from typing import Final

from timeline.measurement import dimension
from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, about
from timeline.reading.language import measure_words as classes

_FORMS: Final = classes.FORMS_OF_MONEY | figure_words.FORMS_OF_SUMS
_STATING: Final = classes.LEVEL_VERBS | classes.CHANGE_VERBS | classes.SPENDING_VERBS.keys()


def money_in_form(place: AmountPlace) -> Measure | None:
    """The storm caused $3 billion in damage; the bank made $40 million in new loans to farmers."""
    at, lead, noun = place.governing(), place.behind, place.at(place.index + 2)
    if at is None or at != place.index - 1 or lead is None or noun is None:
        return None
    verb = place.chunks[at]
    made = verb.verb == "make" or verb.verb not in _STATING
    if not made or verb.is_passive or not lead.is_preposition("in") or noun.last not in _FORMS:
        return None
    return about(place.complement(place.index + 2)) if dimension(place.unit) == "money" else None


def money_announced(place: AmountPlace) -> Measure | None:
    """The minister announced £30m for flood defences and a further £4m for peat."""
    at, lead, noun = place.governing(), place.behind, place.at(place.index + 2)
    if at is None or place.preposition or lead is None or noun is None:
        return None
    announces = place.chunks[at].verb in classes.SAYING_VERBS and not place.chunks[at].is_passive
    if not announces or not lead.is_preposition("for") or noun.kind != "N" or noun.amounts:
        return None
    between = place.chunks[at + 1 : place.index]
    if not place.told_in(between) and any(chunk.kind == "N" for chunk in between):
        return None  # "told the council £30m"
    return about(f"amount for {place.complement(place.index + 2)}")
