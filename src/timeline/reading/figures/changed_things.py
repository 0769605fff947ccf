"""What changes, where an amount states a change: an object, a noun, the subject, or what stands before."""

from __future__ import annotations

from typing import Final

from timeline.model import Figure
from timeline.reading.figures import groups, value_changes
from timeline.reading.figures.bare_numbers import Measure, with_owner
from timeline.reading.language import measure_verbs
from timeline.reading.language.sentence_words import (
    Words,
    complement_end,
    lower_at,
    noun_begin,
    phrase_of,
)
from timeline.reading.language.subjects import Clause, name_of, subject_text

_EXPECTS: Final = frozenset(
    "expect expects expected predict predicts predicted forecast forecasts project projects projected".split()
)
_WAYS: Final = frozenset("up down higher lower further again".split())
_SAW: Final = frozenset("saw see sees seen experienced posted suffered enjoyed".split())
"""Verbs whose subject is what a change is of: "shops saw a fall of 2% in sales"."""


def _down_with(words: Words, clause: Clause) -> str:
    """Return what is told with a change of its own: "with footwear down 1.2%"."""
    lower, end = words.lower, clause.first - 1
    if end < 2 or lower[end] not in ("down", "up"):
        return ""
    begin = noun_begin(words, end, max(0, end - 6))
    return words.text(begin, end) if begin and lower[begin - 1] == "with" else ""


def of_before(words: Words, clause: Clause) -> bool:
    """Tell whether a number alone is how far what stands before moved: "an increase of 400"."""
    near = words.lower[max(clause.near - 1, 0) : clause.near + 1]
    if compared(words, clause):
        return True
    return len(near) > 1 and (
        (near[1] == "of" and near[0] in value_changes.NOUNS)
        or (near[1] == "by" and near[0].endswith("ing"))
    )


def compared(words: Words, clause: Clause) -> bool:
    """Tell whether an amount is how far something is off another time: "400 more than in 2010"."""
    return lower_at(words, clause.last) in value_changes.COMPARED


def change_of(
    words: Words, clause: Clause, previous: Figure | None, *, share: bool = False
) -> Measure:
    """Return what changes: the object of the verb ("cut its staff by"), a noun's, or the subject."""
    lower, last = words.lower, clause.last
    subject = subject_text(words, clause)
    near = lower[clause.near] if clause.near >= clause.start else ""
    thing = ""
    before = "" if previous is None else previous.measure
    before = before if share else before.removeprefix("share of ")
    if words.words[last : last + 1] == (")",) and lower[clause.near] == "(":
        last += 1
        near = "of" if lower[clause.near - 1] in value_changes.NOUNS else near
    moved_with = _down_with(words, clause)
    if moved_with:
        return Measure(phrase_of(f"change in {moved_with}"))
    reduced = clause.verb > 0 and words.words[clause.verb - 1] == ","
    reduced = reduced and lower[clause.verb].endswith("ing") and clause.near - clause.verb <= 1
    if reduced and previous is not None:
        return Measure(changed(before), previous.subject)
    head = last
    while (
        head < last + 3
        and lower_at(words, head) not in value_changes.NOUNS
        and measure_verbs.role(lower_at(words, head)) != measure_verbs.MEASURE
    ):
        head += 1
    behind = last if near == "of" else head + 1
    if lower_at(words, behind) in ("in", "of") and (near == "of" or head < last + 3):
        thing = words.text(behind + 1, complement_end(words, behind + 1))
        if thing and subject and clause.verb >= 0 and lower[clause.verb] in _SAW:
            thing = with_owner(thing, subject)
    if near == "by" and not thing:
        if previous is not None and (other := groups.in_turn(words, clause, previous)):
            return other
        if 0 <= clause.verb < clause.near - 1:
            thing = words.text(clause.verb + 1, clause.near)
            tangled = "," in thing or " by " in f" {thing} "
            if tangled or thing.lower() in _WAYS or thing.endswith("ly"):
                thing = ""
            elif thing and lower[clause.verb + 1] in ("its", "their"):
                thing = with_owner(thing, subject)
    if (
        not thing
        and previous is not None
        and (compared(words, clause) or clause.near <= clause.start or near in (",", "of"))
    ):
        return Measure(changed(before), previous.subject)
    if not thing and near == "of" and clause.verb >= 0 and lower[clause.verb] in _EXPECTS:
        return Measure(words.text(noun_begin(words, clause.near, clause.start), clause.near))
    thing = thing or subject
    if not thing and previous is not None:
        return Measure(changed(before), previous.subject)
    return Measure(phrase_of(f"change in {thing}" if thing else "change"), name_of(subject))


def changed(measure: str) -> str:
    """Return the measure of how far another one moved."""
    return measure if measure.startswith("change") else phrase_of(f"change in {measure}")
