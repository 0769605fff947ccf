"""Numbers without a noun of their own: in brackets, with a noun left out, or large and exact.

The row that uses this stands in `timeline.reading.quantities.patterns`.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.lexicon import pattern_of
from timeline.reading.language.calendar_words import MONTH_NAMES, any_of
from timeline.reading.language.number_words import TENS, UNITS
from timeline.reading.quantities import quantity_words
from timeline.reading.quantities.amounts import Amount, Reading, per_at, quantity
from timeline.reading.quantities.numerals import DIGITS, FRACTION, WORDS
from timeline.reading.quantities.shared_units import is_number_of, is_of_the_count_before
from timeline.reading.quantities.units import TIMES

_ELIDED: Final = re.compile(
    rf"\s+(?:{pattern_of(quantity_words.BEHIND_ELIDED)}|of\s+(?:them|these|those|whom|which))\b"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+")
_WITH_SHARE: Final = re.compile(r"[ \u00a0]\(\d{1,3}(?:\.\d{1,3})?[ \u00a0]?(?:%|per[ ]?cent)\)")
"""The share that a number is, in brackets behind it."""
_BODY_OF: Final = re.compile(
    rf"\b(?:{pattern_of(quantity_words.BODIES)})\s+of\s+(?:(?:about|around|some|only|just|over|under|nearly|almost)\s+)?$"
)
_BODY_REACH: Final = 32
_LISTED: Final = re.compile(r"\s+(?:for|against|to|in|at|from|among|with)\s+(?!\d)")
_DID: Final = re.compile(r"\s+[a-z]{3,}ed(?=[.,;]|\s+(?:in|since|during)\s)")
"""What so many did, behind a number whose noun was told before: "and over 400 closed"."""
_COUNTED_BEFORE: Final = re.compile(
    rf"(?<![\w,.$€£-])\d[\d,]*\s+(?!(?:{any_of(MONTH_NAMES)})\b)"
    r"[A-Za-z]{3,}\b[^.;:()]{0,120}?(?:,(?:\s+(?:with|including))?|,?\s+and(?:\s+[a-z]+ed)?)\s+(?:(?:over|about|some|only|nearly|almost|just|around)\s+)?$"
)
"""A number of a list that leaves out the noun of the first: "26 complaints of theft and 12 for fraud"."""
_LIST_REACH: Final = 160
_TIME: Final = rf"(?:(?:the\s+year\s+to\s+)?(?:(?:{any_of(MONTH_NAMES)})\s+)?|FY\s?|Q[1-4]\s)(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?"
_IN_A_YEAR: Final = re.compile(rf"\s+in\s+{_TIME}(?!\w)")
"""What follows a number that is told of another time: "31 in 2020"."""
_DATED_BEFORE: Final = re.compile(
    rf"(?:\d[\d,.]*\s+(?!(?:was|were|is|are|has|had)\b)[^.;:()]{{1,90}}?\b[Ii]n\s+{_TIME},?\s+(?:and\s+|to\s+|but\s+)?|\b[Ii]n\s+{_TIME},?\s+[^.;:()]{{0,60}}?\d[^.;:()]{{1,60}},?\s+)"
    r"(?:and|to|against|down\s+from|up\s+from|from|compared\s+(?:with|to)|versus)\s+$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def bare(reading: Reading) -> Amount | None:
    """A number without a noun: in brackets, with an elided noun, or large and exact."""
    text, numeral = reading.text, reading.numeral
    end = numeral.end
    if text[end : end + 1] in " \u00a0" and text[end + 1 : end + 2].isupper():
        return None
    if is_number_of(text, reading.start) and _YEAR.fullmatch(text, numeral.start, end) is None:
        return _bare(reading)
    if numeral.form == WORDS and _is_among(reading):
        return _bare(reading)
    if numeral.form not in (DIGITS, FRACTION) and numeral.factor < 1_000 and numeral.top is None:
        return None
    in_brackets = text[reading.start - 1 : reading.start] == "(" and text[end : end + 1] in (
        ")",
        ";",
    )
    printed = text[numeral.start : end]
    grouped = "," in printed or "." in printed or numeral.factor > 1 or numeral.low is not None
    grouped = grouped or _GROUPED.fullmatch(printed) is not None
    listed = (
        numeral.form == DIGITS
        and (_LISTED.match(text, end) or _DID.match(text, end))
        and _COUNTED_BEFORE.search(text, max(0, reading.start - _LIST_REACH), reading.start)
    )
    elided = (
        listed
        or (
            numeral.form == DIGITS
            and is_of_the_count_before(text, reading.start, end)
            and _YEAR.fullmatch(printed) is None
        )
        or numeral.top is not None
        or _ELIDED.match(text, end)
        or _WITH_SHARE.match(text, end)
        or _BODY_OF.search(text, max(0, reading.start - _BODY_REACH), reading.start)
    )
    if not (in_brackets or grouped or elided or _is_told_again(reading)):
        return None
    return _bare(reading)


def _is_among(reading: Reading) -> bool:
    """Tell whether a number in words is a part of a count: "including three against the army"."""
    text, start = reading.text, reading.start
    listed = _LISTED.match(text, reading.numeral.end) is not None
    return listed and _AMONG.search(text, max(0, start - _LIST_REACH), start) is not None


_AMONG: Final = re.compile(
    rf"(?<![\w,.$€£-])(?:\d[\d,]*|{pattern_of((*UNITS, *TENS))})\s+[a-z]{{3,}}\b[^.;:()]{{0,120}}?"
    r"\bincluding\s(?:[a-z]+\s(?:against|from|for|by|in|at|among|with)\s[^.;:()]{1,80}?,?\sand\s)?$"
)


def _bare(reading: Reading) -> Amount:
    """Return a number without a noun, with the stretch of time that it is a rate of."""
    per, end = per_at(reading.text, reading.numeral.end)
    if per not in TIMES:
        per, end = None, reading.numeral.end
    value, end = quantity(reading, None, end=end, per=per)
    return Amount(value, "rate" if per else "count", end, bare=True)


def _is_told_again(reading: Reading) -> bool:
    """Tell whether a small number is what a dated one before it was at another time."""
    text, start = reading.text, reading.start
    return (
        reading.numeral.form == DIGITS
        and _IN_A_YEAR.match(text, reading.numeral.end) is not None
        and _DATED_BEFORE.search(text, max(0, start - _LIST_REACH), start) is not None
    )
