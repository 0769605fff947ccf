"""The unit of a number that has none of its own: that of the noun before it, or of what it measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.lexicon import pattern_of
from timeline.measurement import dimension
from timeline.model import Figure
from timeline.reading.figures import figure_words
from timeline.reading.language import measure_words as classes
from timeline.reading.language.plurals import is_plural, singular_noun
from timeline.reading.language.tagged_words import Word
from timeline.reading.quantities.counted_nouns import counted_noun
from timeline.reading.quantities.units import canonical, is_person
from timeline.values import Quantity

_REACH: Final = 60


def head_noun(words: Sequence[Word], position: int) -> str:
    """Return the last plural noun before a position, with the modifier before it; empty for none."""
    end = next((i for i, word in enumerate(words) if word.start >= position), len(words))
    for at in range(end - 1, max(-1, end - _REACH), -1):
        word = words[at]
        if word.kind == "n" and word.text.islower() and _is_head(word):
            before = words[at - 1] if at else None
            modifies = before is not None and before.kind in "nj" and before.text.islower()
            if modifies and before is not None and before.lower not in classes.HEDGES:
                return f"{before.text} {word.text}"
            return word.text
    return ""


def _is_head(word: Word) -> bool:
    return is_plural(word.text) and word.lower not in classes.EMPTY_PLURALS


def head_unit(words: Sequence[Word], position: int) -> tuple[str | None, str | None]:
    """Return unit and counted noun of the last plural before a number that has none of its own."""
    noun = head_noun(words, position)
    if not noun:
        return None, None
    *modifiers, head = noun.split()
    return canonical(head), " ".join((*modifiers, singular_noun(head)))


_NUMBER_OF: Final = re.compile(r"\b(?:[Nn]umbers?|[Tt]otals?|[Cc]ount|[Tt]ally) of(?= [a-z])")
_CHANGE_IN: Final = re.compile(
    rf"(?:[a-z]+ ){{0,2}}(?:{pattern_of(classes.CHANGE_NOUNS_OF_UNITS)}) in (?:the |its |their )?"
)
_HEAD: Final = re.compile(
    r"(?P<words>[^\s,]+(?:[ ][^\s,]+){0,6}?)(?:,|$|[ ](?:aged|under|over|of|in|at|by|for|from|to|on|with|among|who|that)\b)"
)


def unit_of(measure: str) -> tuple[str | None, str | None]:
    """Return unit and counted noun that a measure names: "number of marriages", "population"."""
    measure = measure.removeprefix("change in ")
    change = _CHANGE_IN.match(measure)
    if change is not None:
        measure = measure[change.end() :]
    number = _NUMBER_OF.search(measure)
    if number is not None:
        noun = counted_noun(measure, number.end())
        return (noun.unit, noun.unit_text) if noun is not None else (None, None)
    head = _HEAD.match(measure)
    last = head["words"].split()[-1].lower() if head is not None else ""
    if last in classes.PEOPLE_IN_THE_SINGULAR:
        return "person", None
    if last in classes.COUNTED_PLURALS or (is_plural(last) and is_person(last)):
        return canonical(last), singular_noun(last)
    return None, None


def in_money_told(figure: Figure, told: str | None) -> Figure:
    """Return a large sum without a sign in the money told before: "Revenue was $4 million. VAT 3 million"."""
    if figure.quantity.unit is not None or figure.quote is None or figure.kind == "rate":
        return figure
    words = {*figure.measure.lower().split()}
    sums = bool(words & _SUMS) or figure.measure.startswith("amount ")
    large = figure.quantity.value >= _LEAST_SUM and _SCALED.search(figure.quote.text) is not None
    if not sums or not large or dimension(told) != "money":
        return figure
    kind = "level" if figure.kind == "count" else figure.kind
    return replace(figure, quantity=replace(figure.quantity, unit=told), kind=kind)


_SUMS: Final = figure_words.SUMS | figure_words.FORMS_OF_SUMS | {*classes.SPENDING_VERBS.values()}
_LEAST_SUM: Final = 1_000_000
_SCALED: Final = re.compile(r"\b(?:million|billion|trillion|bn|crore)\b")


def unit_of_these(text: str, end: int) -> str | None:
    """Return the unit of a number that is a part of what was counted: "1.9 million of these nights"."""
    found = _OF_THESE.match(text, end)
    return None if found is None else canonical(found["noun"])


_OF_THESE: Final = re.compile(
    r"\s+of\s+(?:these|those)\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,}s)(?=[.,;:)]|\s+(?:and|were|was|in|by|to)\b)"
)


def shares_words(measure: str, previous: Figure, quantity: Quantity) -> bool:
    """Tell whether a measure is about what the figure before counts, at least in a word.

    Money beside few things is none of them: "supported 37 projects with 18.5 million".
    """
    if quantity.value.adjusted() > previous.quantity.value.adjusted() + _APART:
        return False
    own, other = measure.lower().split(), previous.measure.lower().split()
    return not set(own).isdisjoint(other)


_APART: Final = 4
"""Powers of ten."""


def is_of_millions(words: Sequence[Word], number: int, before: int) -> bool:
    """Tell whether only the later of two numbers has millions: "12 schools with 40 million"."""
    scales = {word.amount: word.lower.split()[-1] for word in words if word.amount is not None}
    return scales.get(number) in _MILLIONS and scales.get(before) not in _MILLIONS


_MILLIONS: Final = ("million", "billion", "trillion")
