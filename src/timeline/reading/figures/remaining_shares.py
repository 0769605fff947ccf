"""The share of the next of a list that has no verb: ", and arrivals for 43%", ", solar and wind 12%"."""

from __future__ import annotations

from timeline.reading.figures.amount_places import AmountPlace, Measure, name_of
from timeline.reading.language.chunks import Chunk


def remaining_share(place: AmountPlace) -> Measure | None:
    """Births account for 57% of the rise, and arrivals for the remaining 43%."""
    last, noun = place.last_told, _before_for(place)
    if last is None or not last.measure.whole or noun is None or place.index < 2:
        return None
    name, whole = place.text(noun), last.measure.whole
    done, by, _ = last.measure.phrase.rpartition(" by ")
    if by and done.startswith(f"share of {whole} "):
        return Measure(f"{done} by {name}", name_of(name), whole)
    return Measure(f"share of {name} in {whole}", name_of(name), whole)


def _before_for(place: AmountPlace) -> tuple[Chunk, ...] | None:
    """Return the nouns of a clause without a verb: ", and arrivals for 43%", ", solar and wind 12%"."""
    at = place.index - (2 if place.preposition == "for" else 1)
    noun, joint = place.at(at), place.at(at - 1)
    first = at - 2 if _is_pair(place, at) else at
    if noun is None or joint is None or noun.amounts or joint.kind not in "&,":
        return None
    plain = noun.kind == "A" and noun.words[0].kind == "j" and place.before is noun
    return place.chunks[first : at + 1] if noun.kind == "N" or plain else None


def _is_pair(place: AmountPlace, at: int) -> bool:
    """Tell whether the noun at a chunk is the second of two: ", Japan and Korea together 14%"."""
    before = place.chunks[max(0, at - 3) : at]
    pair = [chunk.kind for chunk in before] == [",", "N", "&"]
    return pair and not before[1].amounts
