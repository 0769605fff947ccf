"""What an amount measures that no shape reads: the amount before, the heading above, or its unit."""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Figure
from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import Measure
from timeline.reading.figures.measure_places import farther
from timeline.reading.figures.measures import MeasureReading
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount
from timeline.vocabulary import CLAUSE, HEADING, SENTENCE

_UNDATED: Final = re.compile(
    r"^(?:Figure|Table|Chart) \d+(?:\.\d+)?:?|^\(?(?:[a-z]|\d{1,2})[.)]\s|^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|,?\s?\b(?:Q[1-4]\s?)?(?:19|20)\d\d(?:\s?(?:to|[-–/])\s?(?:19|20)?\d\d)?\b"
)
"""What a heading says of its number and its time, which is no part of a measure."""
HEADING_ABOVE: Final = "the heading above"
"""The rule of a measure that is named by the heading and not by its sentence."""
UNIT_ALONE: Final = "the unit alone"
"""The rule of a measure that nothing names."""
_REFERS: Final = re.compile(r"\b(?:it|they|this|that|these|those|figure|rate|share|total)\b")
_GOES_ON: Final = re.compile(
    r"(?:[\s,;()–—]|\d|\b(?:and|or|to|from|in|for|at|of|by|against|compared|with|versus|than|then|the|a|an|up|down|about|around|some|nearly|only|just|over|under|almost|year|years|month|quarter|earlier|before|ago|previous|last|[A-Z][a-z]+)\b)*"
)
"""What stands between two amounts of one thing: marks, dates, and what sets the one against the other."""


def undated(heading: str) -> str:
    """Return a heading without its number and its time."""
    return _UNDATED.sub("", heading).strip(" ,:;-–()")


def name_of_heading(heading: str) -> str:
    """Return what a heading names, empty where it only says of what kind its text is."""
    name = undated(heading)
    words = {*_WORDS.findall(name.lower())}
    hollow = name.lower() in figure_words.HOLLOW_HEADINGS or words & figure_words.KINDS_OF_TEXT
    told = any(digit.isdigit() for digit in name)  # "Ministry opens 14 new health centres"
    return "" if hollow or told else name


_WORDS: Final = re.compile(r"[a-z]+")


def read_elsewhere(
    text: str, mention: Mention[Amount], amount: Amount, previous: Figure | None, heading: str
) -> MeasureReading:
    """Return what an amount measures that no shape reads, with where that was found."""
    unit = amount.quantity.unit
    if (
        previous is not None
        and previous.quantity.unit == unit
        and _goes_on(text, previous, mention)
    ):
        words_from = farther(SENTENCE, previous.measure_from)
        return MeasureReading(Measure(previous.measure), "the amount before", words_from)
    if amount.kind == "count" and amount.noun:
        return MeasureReading(Measure(amount.noun), "the noun alone", CLAUSE)
    if above := name_of_heading(heading):
        return MeasureReading(Measure(above), HEADING_ABOVE, HEADING)
    return MeasureReading(Measure(unit or "number"), UNIT_ALONE, None)


def _goes_on(text: str, previous: Figure, mention: Mention[Amount]) -> bool:
    """Tell whether an amount is of what the one before it measures, and of nothing between them."""
    if previous.quote is None:
        return False
    between = text[previous.quote.span.end : mention.span.start]
    return _REFERS.search(between) is not None or _GOES_ON.fullmatch(between) is not None
