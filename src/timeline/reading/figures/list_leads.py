"""The time that the line above a list gives its items: "In 2023:", "Between January and June, partners:".

An item with a date of its own keeps it, and a length of time is as long in any year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from timeline.model import DateExpression, Figure, Passage
from timeline.reading.figures.reference_periods import calendar_of
from timeline.reading.language.sentences import Sentence

_LEADS: Final = r"(?:in|during|over|since|at|on|between|from|for|as\s+(?:of|at)|throughout)\s(?:the\s)?(?:(?:end|year|quarter|month)\sof\s)?"
_OPENS: Final = re.compile(rf"\W*{_LEADS}", re.IGNORECASE)
_CLOSES: Final = re.compile(rf"\b{_LEADS}$", re.IGNORECASE)
_REACH: Final = 32


def leads_of(
    sentences: Sequence[Sentence], passages: Sequence[Passage]
) -> dict[int, DateExpression]:  # fmt: skip
    """Return for each item of a list the date of the line that leads it in, by its passage."""
    found: dict[int, DateExpression] = {}
    dated = {sentence.index for sentence in sentences if sentence.dates}
    leads = {each.index: date for each in sentences if (date := _date_of_lead(each)) is not None}
    lead: DateExpression | None = None
    for index, passage in enumerate(passages):
        if lead is not None and passage.kind == "item" and not passage.labels:
            if index not in dated:
                found[index] = lead
        else:
            lead = None
        lead = leads.get(index, lead)
    return found


def _date_of_lead(sentence: Sentence) -> DateExpression | None:
    """Return the one date of a line that ends in a colon, where a preposition leads it in."""
    text, end = sentence.text, sentence.end
    if text[end - 1] != ":":
        return None
    calendar = calendar_of(sentence)
    if calendar is None or len(calendar.dates) != 1:
        return None
    date = calendar.dates[0]
    at = date.quote.span
    opens = _OPENS.fullmatch(text, sentence.start, at.start)
    closes = at.end == end - 1 and _CLOSES.search(text, max(0, at.start - _REACH), at.start)
    return date if date.resolved is not None and (opens or closes) else None


def with_period(figure: Figure, leads: Mapping[int, DateExpression]) -> Figure:
    """Return a figure of an item with the time that the line above its list gives it."""
    date = None if figure.passage is None else leads.get(figure.passage)
    dated = (figure.period, figure.period_text, figure.as_of, figure.base)
    if date is None or figure.kind == "duration" or any(each is not None for each in dated):
        return figure
    if date.resolved is not None and date.resolved.edtf.startswith("../"):
        return replace(figure, as_of=date.edtf)
    return replace(figure, period=date.resolved, period_text=date.quote.text)
