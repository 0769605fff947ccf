"""What stated sums of money amount to: the currency before or behind a numeral, cents, and what
the sum is paid per.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from timeline.reading.language.number_words import times
from timeline.reading.matching.engine import GAP
from timeline.reading.quantities.amounts import Amount, Reading, Refused, per_at, quantity
from timeline.reading.quantities.currencies import (
    ANY_SIGN,
    CODES,
    NEEDS_SCALE,
    NEEDS_SUM,
    currency_name,
    currency_of,
    national_currency,
)
from timeline.reading.quantities.hedges import hedge_before
from timeline.reading.quantities.numerals import number_at
from timeline.values import Quantity

_ONE: Final = Decimal(1)


def money(reading: Reading) -> Amount | None:
    """An amount whose currency stands before it; a code behind it tells which dollar is meant.

    Letters that are more often a name need a number that is a sum by its form.
    """
    sign = reading.sign or ""
    if sign in NEEDS_SUM and not _is_sum(reading):
        raise Refused(reading.numeral.end)
    if sign.rstrip(".") == "kr" and national_currency("kr", reading.text) is None:
        raise Refused(reading.numeral.end)
    named = reading.behind.groupdict().get("named")
    amount = _money(reading, named or sign, reading.behind.end())
    if amount.quantity.unit == "cent":
        raise Refused(amount.end)
    return amount


def _is_sum(reading: Reading) -> bool:
    printed = reading.text[reading.numeral.start : reading.numeral.end]
    return reading.numeral.factor > 1 or "," in printed


_NAMED: Final = re.compile(rf"{GAP}(?P<name>[^\W\d_][\w.]*(?:{GAP}[^\W\d_]\w*){{0,2}})")
_SIGNED: Final = re.compile(rf"[ \u00a0]?(?P<sign>{ANY_SIGN}(?!\d)|[A-Za-z]{{3}}\b)")
_SCALED: Final = re.compile(rf"{GAP}(?P<s>million|billion|trillion)\b")
_CENTS: Final = re.compile(
    rf"(?:{GAP}and)?{GAP}(?:(?P<cents>\d\d?|[a-z]+(?:-[a-z]+)?){GAP}cents\b|(?P<bare>\d\d)(?!\w|[.,-]\d|%|{GAP}[\w$€£]))"
)


def money_behind(reading: Reading) -> Amount | None:
    """An amount whose currency is named behind it, by name, code or sign."""
    text, end = reading.text, reading.numeral.end
    match = _SIGNED.match(text, end)
    if match is not None and _is_currency(match["sign"]):
        if (scale := _SCALED.match(text, match.end())) is not None:
            return _money(reading, match["sign"], scale.end(), scale=scale["s"])
        return _named_money(reading, match["sign"], match.end())
    match = _NAMED.match(text, end)
    if match is None:
        return None
    words = match["name"].split()
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        name = name if name.endswith("U.S.") else name.rstrip(".")
        if currency_of(name, default=None) is None:
            continue
        unsure = length == 1 and reading.numeral.factor == 1 and name in NEEDS_SCALE
        if unsure and not _is_money_here(reading.text, name, _end_of(text, match, words[:1])):
            return None
        if name == "mark" and reading.numeral.value != 1:
            return None  # "passed the 6 million mark"
        return _named_money(reading, name, _end_of(text, match, name.split()))
    return None


def _is_money_here(text: str, name: str, end: int) -> bool:
    """Tell whether a text counts money by a name that is a weight or another word elsewhere."""
    return _OF.match(text, end) is None and _counts_money(text, name.removesuffix("s"))


@lru_cache(maxsize=256)
def _counts_money(text: str, name: str) -> bool:
    scaled = re.search(rf"\b(?:million|billion|trillion)\s+{re.escape(name)}s?\b", text)
    return scaled is not None and _WEIGHS.search(text) is None


_OF: Final = re.compile(r"\s+of\s")
_WEIGHS: Final = re.compile(
    r"\b(?:weigh\w*|ounces?|lbs?\.?|pounds?\s+per\s+square|[a-z]+s?\s+in\s+weight)\b"
)


def _is_currency(printed: str) -> bool:
    return currency_of(printed, default=None) is not None and not (
        printed.isalpha() and printed.islower() and printed not in ("usd", "eur", "rmb", "gbp")
    )


def _end_of(text: str, match: re.Match[str], words: list[str]) -> int:
    """Return where the first words of a match end, whatever white space parts them."""
    position = match.start("name")
    for word in words:
        position = text.index(word, position) + len(word)
    return position


def _named_money(reading: Reading, name: str, end: int) -> Amount | None:
    """An amount with the cents behind it, if there are any: "15 dollars and 50 cents", "17 USD 25"."""
    cents = _CENTS.match(reading.text, end)
    start = -1 if cents is None else max(cents.start("cents"), cents.start("bare"))
    part = number_at(reading.text, start) if start >= 0 else None
    if cents is None or part is None or reading.numeral.factor > 1:
        return _money(reading, name, end)
    whole = Quantity(
        value=reading.numeral.value + part.value.scaleb(-2),
        unit=currency_of(name),
        step=Decimal("0.01"),
        qualifier=hedge_before(reading.text, reading.start, reading.before),
    )
    per, end = per_at(reading.text, cents.end())
    if per is not None:
        whole = replace(whole, per=per)
    return Amount(whole, "rate" if per else "level", end, currency_name(name))


def scaled_money(reading: Reading) -> Amount | None:
    """Millions by a letter before the code: 30 MUSD."""
    if reading.behind["c"] not in CODES:
        return None
    return _money(reading, reading.behind["c"], reading.behind.end(), scale=reading.behind["s"])


def _money(reading: Reading, printed: str, end: int, scale: str | None = None) -> Amount:
    per, end = per_at(reading.text, end)
    factor = int(times(_ONE, scale)) if scale else 1
    unit = national_currency(printed, reading.text) or currency_of(printed)
    value, end = quantity(reading, unit, end=end, per=per, factor=factor)
    return Amount(value, "rate" if per else "level", end, currency_name(printed))
