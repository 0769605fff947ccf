"""Words that make a date stand beside what is told, so that the story stays where it is."""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span
from timeline.reading.dates import genre, nearest_year
from timeline.values import Period

_BOUNDING: Final = re.compile(
    r"(?:\b(?:[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Ss]ince|[Tt]hrough|than|for|as\s+of|like)\s+(?:the\s+)?(?:year\s+|(?:end|summer)\s+of\s+)?"
    r"|\(|\b[A-Z][a-z]+\s+of\s+|\b(?:planned|scheduled|expected)\b[^.;]{0,40})$"
)
_COMPARED: Final = re.compile(
    r"\b(?:first|last|most|least|only|worst|[a-z]{3,12}est)\s(?:[^.,;:()]{1,60}\s)?since\s(?:the\s)?$"
)
_UNTIL: Final = re.compile(
    r"\b(?:[Uu]ntil|[Tt]ill)\s(?:[^.,;:]{0,50}\s)?(?:in\s|on\s)?(?:late\s|early\s)?$"
)
_OPENING: Final = re.compile(
    r"(?:^|[.!?:\n”\"]\s{0,4})(?:[A-Z][a-z]{0,20}\s{1,4})(?:[a-z]{1,20}\s{1,4}){0,3}$"
)
"""A date that opens its sentence: "In 1943", "At the start of 1975"."""


def stands_beside(text: str, own: Period, span: Span, told: Period | None) -> bool:
    """Tell whether a year only stands beside what is told, so that the story stays where it is.

    A bound ("until 1976"), a name ("the Constitution of 1793"), a bracket, a plan, or a year
    further back than what is `told` that does not open its sentence.
    """
    before = text[max(0, span.start - nearest_year.CUES) : span.start]
    if _is_base(text, span, before):
        return True
    if told is None:
        return is_compared(before)
    if is_bound(before):
        return True
    ahead = own.last >= told.first or opens(before)
    return not ahead and not genre.heads(text, span)


def _is_base(text: str, span: Span, before: str) -> bool:
    """Tell whether a year is the base of an index or of prices, by what stands around it."""
    return _OF_BASE.search(before) is not None or _IS_BASE.match(text, span.end) is not None


_OF_BASE: Final = re.compile(
    r"\b(?:base|base\s(?:year|period)|reference\s(?:year|period)|constant|chained)[:\s(]+(?:of\s|is\s)?$",
    re.IGNORECASE,
)
_IS_BASE: Final = re.compile(r"\s?=\s?1|\)?\s(?:prices|dollars|euros|pounds|terms)\b")
"""The base of an index or of prices: "104.7 (2015=100) in August", "at constant 2015 prices"."""


def begins(text: str, start: int) -> bool:
    """Tell whether something has lasted since a date, which is not the time that is told of."""
    return _SINCE.search(text, max(0, start - _CUE), start) is not None


_SINCE: Final = re.compile(r"\b[Ss]ince\s+(?:(?:early|mid|late|the)\s+)?$")
_CUE: Final = 20


def is_apart(text: str, span: Span) -> bool:
    """Tell whether a year is no time that is told of: a base, or since when something is extreme."""
    before = text[max(0, span.start - nearest_year.CUES) : span.start]
    return (
        _is_base(text, span, before)
        or is_compared(before)
        or _SET_AGAINST.search(before) is not None
    )


_SET_AGAINST: Final = re.compile(
    r"\b(?:compared\s(?:with|to)|than(?:\sin|\sat)?|against|relative\sto|versus|same\s[a-z]+\s(?:of|in))"
    r"\s(?:the\s)?(?:[A-Z][a-z]+\s)?$"
)
"""What leads in a year that something is only compared with."""


def is_bound(before: str) -> bool:
    """Tell whether what stands before a year makes it a bound, a part of a name, or a plan."""
    return _BOUNDING.search(before) is not None


def is_compared(before: str) -> bool:
    """Tell whether a year is only what something is compared with: "the first since 1994"."""
    return _COMPARED.search(before) is not None


def opens(before: str) -> bool:
    """Tell whether a date opens its sentence."""
    return _OPENING.search(before) is not None


def stood_in_aside(text: str, year: Span, start: int) -> bool:
    """Tell whether an aside between commas had a year: "the hall, built in 2017, closed on 3 May"."""
    before = text[max(0, year.start - nearest_year.CUES) : year.start]
    return (
        _IN_ASIDE.search(before) is not None
        and _ENDS_ASIDE.match(text, year.end, start) is not None
    )


_IN_ASIDE: Final = re.compile(
    r"\w,\s(?:(?:first|last|then|once|[a-z]{2,20}ly)\s)?[a-z]{3,20}\s[^,.;:()]{0,40}$"
)
_ENDS_ASIDE: Final = re.compile(r"[^,.;:()]{0,60},\s(?!and\b|but\b)")


def lasts_until(text: str, start: int) -> bool:
    """Tell whether a date only says how long something lasted: "until the fall in May 1945"."""
    return _UNTIL.search(text, max(0, start - nearest_year.CUES), start) is not None
