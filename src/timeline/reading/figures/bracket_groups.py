"""What an amount in a bracket measures that is of the next of several: what they add, or who follows."""

from __future__ import annotations

from timeline.reading.figures.amount_places import AmountPlace, Measure, change_in, name_of
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
    first = last.measure.subject or last.measure.whole
    if first:
        head, found, tail = last.measure.phrase.rpartition(f" {first}")
        whole = last.measure.whole if last.measure.subject else name
        return Measure(f"{head} {name}{tail}", name, whole) if found else None
    opened = last.measure.group or _opening(place)
    if not opened or place.kind == "change":
        return None
    group = f" {opened.split()[0]} {name}"
    return Measure(f"{last.measure.phrase.removesuffix(opened)}{group}", name_of(name), group=group)


def _opening(place: AmountPlace) -> str:
    """Return the phrase with which a sentence opens: "In mining the rate was 4%"; empty for none."""
    topic = place.statement.topic
    if topic is None or not topic.opening or topic.opening[0].kind != "P":
        return ""
    said = place.text(topic.opening[1:])
    return f" {topic.opening[0].first.lower()} {said}" if said else ""
