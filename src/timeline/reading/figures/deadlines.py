"""Dates by which something is to be done, and levels that are only set: they date no figure.

"40 homes should be finished by June" does not say how many there were in June, and a target of 2%
is no level of the month before it.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.sentences import Sentence

_TO_BE_DONE: Final = re.compile(
    r"\b(?:(?:to|should|must|will|shall|would|could|can|may)\s+(?:now\s+|all\s+)?be\s+[a-z]|to\s+(?:follow|come|arrive)\b)"
)
"""Between an amount and its date: what is to be done with it."""
_COMPLETED: Final = re.compile(
    r"\b(?:to|should|must|will|shall|would|could)\s+be\s+(?:fully\s+)?(?:completed|finished|ready|done|delivered)\b"
)
_OBLIGED: Final = re.compile(
    r"\b(?:must|should|(?:is|are|was|were|has|have|had|needs?|required|obliged|asked|ordered|told|plans?|aims?|hopes?|intends?|wants?)\s+to|(?P<promised>(?:ha[sd]\s+|have\s+)?promised)(?!\s+to\b))"
    r"(?(promised)(?P<to>)|\s+(?P<verb>[a-z]+)\b)(?:[^,;]|,(?=\d))*$"
)
_UNTIL: Final = re.compile(r"\b(?:has|have|had)\s+until\s+(?:the\s+)?(?:end\s+of\s+)?$")
_SET: Final = re.compile(
    r"\b(?:targets?|goals?|ceilings?|limits?|standards?|thresholds?|norms?|quotas?|benchmarks?|caps?|maximum|minimum)\s+"
    r"(?:range\s+|rate\s+|figure\s+|level\s+)?(?:of|at)\s+(?:[a-z]+\s+){0,2}$"
)
_AGAINST: Final = re.compile(r"\b(?:above|below|over|under|against|than|short\s+of|to)\b[^,;]*$")
_REACH: Final = 100


def is_deadline(sentence: Sentence, span: Span, date: DateExpression) -> bool:
    """Tell whether something is to be done with an amount by a date, or until it."""
    text, at = sentence.text, date.quote.span.start
    if _UNTIL.search(text, max(sentence.start, at - _REACH), at):
        return True
    if _TO_BE_DONE.search(text, span.end, at):
        return True
    before = _OBLIGED.search(text, max(sentence.start, span.start - _REACH), span.start)
    if before is None or at < span.end:
        return False
    if before["verb"] is None:
        return True
    verb = lemma(before["verb"])
    return verb not in classes.CHANGE_VERBS | classes.LEVEL_VERBS | {"have", "be", "see"}


def only_begins(sentence: Sentence, span: Span) -> bool:
    """Tell whether a length of time began on the date before it: "opens in May and lasts nine weeks"."""
    return (
        _LASTS.search(sentence.text, max(sentence.start, span.start - 40), span.start) is not None
    )


_LASTS: Final = re.compile(
    r"\b(?:lasts?|lasted|within|for\sa\s(?:term|period)\sof)\s(?:[a-z]+\s){0,2}$"
)


def is_completed_then(sentence: Sentence, span: Span, date: DateExpression) -> bool:
    """Tell whether a work is to be complete at a date, whose size it does not date."""
    return _COMPLETED.search(sentence.text, span.end, date.quote.span.start) is not None


def is_only_set(sentence: Sentence, span: Span, date: DateExpression) -> bool:
    """Tell whether an amount is a target that another one, with the date before, is held against."""
    low = max(sentence.start, span.start - _REACH)
    found = _SET.search(sentence.text, low, span.start)
    if found is None or date.quote.span.start > span.start:
        return False
    return _AGAINST.search(sentence.text, low, found.start()) is not None
