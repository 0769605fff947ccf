"""What an amount in a bracket measures that is of the next of several: what they add, or who follows."""

from __future__ import annotations

from timeline.reading.figures.amount_places import AmountPlace, Measure, Told, change_in, name_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import lemma


def points_of_group(place: AmountPlace) -> Measure | None:
    """Contributions came from housing (0.8 percentage points): points are no share of what has them."""
    if place.unit != "percentage point" or place.kind == "change":
        return None
    noun = place.chunk
    named = noun.kind == "N" and not noun.amounts and noun.head not in classes.CHANGE_NOUNS
    adds = any(
        chunk.head in ("contribution", "contributor") or lemma(chunk.verb) == "contribute"
        for chunk in place.chunks
        if chunk.kind in "NV"
    )
    if not named or not adds:
        return None
    name = place.text([noun])
    return Measure(f"points contributed by {name}", name_of(name))


def change_beside(place: AmountPlace) -> Measure | None:
    """Tarn (301,000; +0.8%): how far the amount before it in the bracket has moved."""
    aside, at, last = place.chunk.aside, place.where.aside or 0, place.last_told
    if place.kind != "change" or last is None or at < 2 or aside[at - 1].kind not in ";,":
        return None
    beside = last.number in aside[at - 2].amounts
    return change_in(last.base, last.measure) if beside else None


def follower(place: AmountPlace) -> Measure | None:
    """Tarn had the highest rate at 7%, followed by Orle (5%): the same of the next."""
    last, statement = place.last_told, place.statement
    if statement.chunks[0].verb != "follow" or last is None:
        return None
    if last.unit != place.unit or place.chunk.kind != "N" or place.chunk.amounts:
        return None
    name = place.text([place.chunk])
    if place.kind != "change" and (lead := _opening_lead(place)):
        opened = last.measure.group or _opened(place, last)
        group = f" {lead} {name}"
        said = last.measure.phrase.removesuffix(opened)
        return Measure(f"{said}{group}", name_of(name), group=group)
    first = last.measure.subject or last.measure.whole
    if not first:
        return None
    head, found, tail = last.measure.phrase.rpartition(f" {first}")
    whole = last.measure.whole if last.measure.subject else name
    return Measure(f"{head} {name}{tail}", name, whole) if found else None


def _opening_lead(place: AmountPlace) -> str:
    """Return the preposition with which a sentence opens: "In mining the rate was 4%"."""
    topic = place.statement.topic
    opens = topic is not None and bool(topic.opening) and topic.opening[0].kind == "P"
    return topic.opening[0].first.lower() if topic is not None and opens else ""


def _opened(place: AmountPlace, last: Told) -> str:
    """Return the end of a measure with which its sentence opens."""
    topic = place.statement.topic
    said = "" if topic is None else place.text(topic.opening[1:])
    opened = f" {_opening_lead(place)} {said}"
    return opened if said and last.measure.phrase.endswith(opened) else ""
