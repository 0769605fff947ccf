"""Money that somebody announces, makes or causes: "announced $47 million in humanitarian aid"."""

from __future__ import annotations

from typing import Final

from timeline.measurement import dimension
from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, name_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.phrases import complement_end
from timeline.reading.language.statements import TaggedStatement

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


def cost_of_object(place: AmountPlace) -> Measure | None:
    """The mayor opened a bridge at a cost of £3m; …, built by the guild at a cost of £3m."""
    that, lead, at = place.before_that, place.at(place.index - 3), place.governing()
    led = lead is not None and lead.is_preposition("at") and place.preposition == "of"
    if not led or at is None or that is None or that.head not in figure_words.COSTS:
        return None
    thing = _made(place, at)
    return Measure(f"{place.text([that])} of {thing}", name_of(thing)) if thing else None


def _made(place: AmountPlace, at: int) -> str:
    """Return the object of the verb at a chunk, or the noun of a participle, empty for none."""
    verb, before = place.chunks[at], place.statement.before
    if verb.kind == "E" and at:
        named = place.chunks[at - 1]
        return place.text([named]) if named.kind == "N" and place.statement.verb != at else ""
    if verb.kind == "E" and place.statement.kind == "participle" and before is not None:
        return "" if before.verb is None else _object(place, before, before.verb)
    return _object(place, place.statement, at)


def _object(place: AmountPlace, statement: TaggedStatement, at: int) -> str:
    chunks = statement.chunks
    if chunks[at].is_passive or at + 1 >= len(chunks) or chunks[at + 1].kind != "N":
        return ""
    limit = place.index - 3 if statement is place.statement else None
    return place.text(chunks[at + 1 : complement_end(chunks, at + 1, statement.relative, limit)])
