"""Where something moved most: "the largest rise was in Westmark (8.8%), followed by Orle (7.1%)"."""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.figures.amount_places import (
    AmountPlace,
    Measure,
    about,
    change_in,
    name_of,
    of_change,
)
from timeline.reading.figures.bracket_shapes import is_superlative, without_superlative
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import lemma

_LEADS: Final = ("in", "for", "among", "at", "from", "by", "to")


def extreme_place(place: AmountPlace) -> Measure | None:
    """The largest rise was in Westmark (8.8%), and the largest fall in Sunder (0.6%)."""
    at = _extreme(place)
    if at is None:
        return _next_place(place)
    lead = _lead(place, at)
    if lead is None or next(iter(place.words_behind(1)), "") == "of":
        return None
    if _is_described(place, lead):
        return about(place.text([place.chunk]))
    chunks = place.chunks
    group = f" {chunks[lead].first} {place.text(chunks[lead + 1 : place.index + 1])}"
    subject = name_of(group.split(" ", 2)[2])
    if chunks[at].head in classes.CHANGE_NOUNS:
        base = of_change(place, chunks[:lead], at) or _moving(place)
        group = group if base else f" in {group.split(' ', 2)[2]}"
        return Measure(f"{change_in(base).phrase or 'change'}{group}", subject, group=group)
    last = _last_group(place)
    if _is_bare(chunks[at]):  # "and the lowest in Bolzano (2.1%)"
        return last and Measure(
            f"{last.phrase.removesuffix(last.group)}{group}", subject, group=group
        )
    name = place.text(chunks[at : place.end_of(at, lead)])
    return Measure(f"{without_superlative(name)}{group}", subject, group=group)


_BETWEEN: Final = re.compile(r"(?:PN)*VR*P(?:NP)?[NGE]")
"""The chunks behind what is the largest: what it is in, a verb, and where."""


def _extreme(place: AmountPlace) -> int | None:
    """Return the chunk of what is the largest or the smallest, where the amount stands behind it."""
    chunks, verb = place.chunks, place.statement.verb
    for at in range(place.index - 1, -1, -1):
        if chunks[at].kind == "N" and _is_extreme(chunks[at]):
            kinds = "".join(chunk.kind[:1] for chunk in chunks[at + 1 : place.index + 1])
            told = verb is not None and at < verb and _sees(chunks[verb])
            elided = _last_group(place) is not None and kinds == "PN"
            return at if elided or (told and _BETWEEN.fullmatch(kinds)) else None
    return None


def _is_extreme(noun: Chunk) -> bool:
    """Tell whether it is named as the largest of its kind; "most workers" are many."""
    return is_superlative(noun) and (
        noun.first in ("the", "its", "their") or noun.head in classes.CHANGE_NOUNS
    )


def _is_bare(noun: Chunk) -> bool:
    """Tell whether a superlative stands for the noun that was told of before: "the lowest"."""
    word = noun.words[-1]
    return word.tag == "JJS" or word.lower in classes.SUPERLATIVES


def _sees(verb: Chunk) -> bool:
    """Tell whether a verb says no more than that there is something: "was in", "were seen in"."""
    return verb.is_passive or verb.verb in ("be", "come", "occur")


def _lead(place: AmountPlace, at: int) -> int | None:
    """Return the preposition that leads the place in."""
    verb = place.statement.verb
    start = verb if verb is not None and at < verb < place.index else at
    for index in range(start + 1, place.index):
        if place.chunks[index].is_preposition(*_LEADS):
            return index
    return None


def _is_described(place: AmountPlace, lead: int) -> bool:
    """Tell whether a bracket is that of what a place has: "in towns with high unemployment (12%)"."""
    return any(chunk.is_preposition("with") for chunk in place.chunks[lead + 1 : place.index])


def _moving(place: AmountPlace) -> str:
    """Return what moves where the noun does not say of what it is: what was told of before."""
    last = place.last_told
    if last is not None:
        told = last.measure.phrase.removesuffix(last.measure.group)
        return told.removeprefix("change in ") if told.startswith("change in ") else ""
    before = place.stands_before
    head = re.split(r" (?:of|in|for|at|by|from|among) ", before, maxsplit=1)[0].split()
    return before if head and lemma(head[-1].lower()) in classes.MEASURE_NOUNS else ""


def _last_group(place: AmountPlace) -> Measure | None:
    """Return the measure before it of the same kind that ends in its place."""
    last = place.last_told
    if last is None or last.unit != place.unit:
        return None
    group = last.measure.group
    return last.measure if group and last.measure.phrase.endswith(group) else None


def _next_place(place: AmountPlace) -> Measure | None:
    """Return the measure of the place before, for the next one: "and Orle (7.1%)"."""
    last, before, that = _last_group(place), place.before, place.before_that
    if last is None or before is None or place.chunk.amounts:
        return None
    followed = before.is_preposition("by") and that is not None and that.last == "followed"
    if place.kind != "change" or not (before.kind in "&," or followed):
        return None
    name = place.text([place.chunk])
    group = f" {last.group.split()[0]} {name}"
    return Measure(f"{last.phrase.removesuffix(last.group)}{group}", name_of(name), group=group)
