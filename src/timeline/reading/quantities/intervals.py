"""The interval that is stated with a number: "3.4 [2.9–4.1]", "81% (95% CI 78 to 84)", "420 ± 3".

An interval belongs to its number and is never a figure of its own. A bracket that names no interval
is one where the number lies within it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from timeline.reading.language.number_words import SCALES
from timeline.reading.quantities.currencies import ANY_SIGN
from timeline.values import scaled

_LEVEL: Final = r"(?:\d\d(?:\.\d)?[ \u00a0]?(?:%|per[ ]cent|percent)[ \u00a0-]?)"
_NAMES: Final = (
    r"(?:C\.?I\.?|UI|CrI|UR|(?:bootstrap[ ]|bootstrapped[ ])?(?:confidence|credible|credibility|uncertainty|prediction|probability)"
    r"[ ](?:intervals?|limits?|range|bounds?|bands?|levels?)|[Ii]nterquartile[ ]range|IQR|[Rr]ange|[Pp]lausible[ ]range)"
)
_LABEL: Final = (
    rf"(?P<label>{_LEVEL}?{_NAMES}[:=,]?[ \u00a0]?(?:of[ ]|from[ ]|is[ ]|was[ ]|between[ ])?)"
)
_BOUND: Final = r"[-−]?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,5}|\d{1,12})(?:[.·]\d{1,8})?"
_UNIT: Final = (
    r"(?:[ \u00a0]?(?:%|per[ ]cent|percent)|[ ](?P<{0}>thousand|million|billion|trillion)\b)?"
)
_PAIR: Final = (
    rf"{ANY_SIGN}?(?P<low>{_BOUND}){_UNIT.format('s1')}"
    rf"(?P<sep>[ ]?[-–—−][ ]?|[ ]to[ ]|[,;][ ]|[ ]and[ ]){ANY_SIGN}?(?P<high>{_BOUND}){_UNIT.format('s2')}"
)
_STATED: Final = re.compile(
    rf"[ \u00a0]?[(\[{{]{_LABEL}?{_PAIR}(?(label)(?:[;,][^()\[\]]{{1,60}})?)[)\]}}]"
)
_UNBRACKETED: Final = re.compile(
    rf"[,;]?[ \u00a0](?:(?:with|and)[ ](?:an?[ ])?)?{_LABEL}{_PAIR}(?![\d]|[.,]\d)"
)
_MARGIN: Final = re.compile(
    rf"(?:[ \u00a0]?(?P<open>\()?|,[ \u00a0](?=plus[ ]or[ ]minus|±))(?:±|\+/[-−–]|plus[ ]or[ ]minus)[ \u00a0]?{ANY_SIGN}?(?P<low>{_BOUND})"
    r"(?:(?P<unit>[ ]?%|[ \u00a0]?°[ ]?[CF]?|[ ](?:percentage[ ]points?|pp|per[ ]cent|percent)\b)|(?P<scale>[ ](?:thousand|million|billion)\b))?"
    r"(?(open)\))(?![\d]|[.,]\d)"
)
LEVEL: Final = re.compile(
    rf"[ \u00a0]?(?:%|per[ ]cent|percent)[ \u00a0-]?{_NAMES}(?!\w)(?:[:=,]?[ \u00a0]?(?:of[ ]|from[ ])?{_PAIR})?"
)
"""Behind a number: what makes it the level of an interval, with the interval."""
_OPENS: Final = frozenset(" \u00a0([{±+,;")


class Interval(NamedTuple):
    """The two ends of an interval, and where it ends in the text."""

    low: Decimal
    high: Decimal
    end: int


def interval_at(
    text: str, start: int, value: Decimal, factor: int = 1, *, bracketed: bool = False
) -> Interval | None:
    """Return the interval of a number that ends at `start`; None where none is stated.

    `value` is the number as scaled by `factor`, which scales ends that have no scale of their own.
    With `bracketed`, none without a bracket is looked for.
    """
    if text[start : start + 1] not in _OPENS:
        return None
    match = _MARGIN.match(text, start)
    if match is not None:
        end = match.end()
        own = SCALES[match["scale"].strip()] if match["scale"] else factor
        if match["scale"] and factor == 1 and not match["open"]:
            own, end = 1, match.start("scale")  # "5.0 ± 0.2 million": the scale is that of both
        if match["unit"] and text[start - 1].isdecimal() and not match["open"]:
            end = match.start("unit")  # "5±2.5 percent": the unit is that of both
        margin = scaled(_bound(match["low"]), own)
        return Interval(value - margin, value + margin, end)
    match = _STATED.match(text, start)
    if match is None and not bracketed:
        match = _UNBRACKETED.match(text, start)
    if match is None or (match["label"] is None and _is_no_interval(match)):
        return None
    low, high = _bound(match["low"]), _bound(match["high"])
    own = SCALES.get(match["s2"] or "", 1)
    first = SCALES.get(match["s1"] or "", 0)
    for below, above in ((first or own, own), (first or 1, own), (factor, factor)):
        ends = scaled(low, below), scaled(high, above)
        if ends[0] <= value <= ends[1] and ends[0] < ends[1]:
            return Interval(*ends, match.end())
    return None


def _is_no_interval(match: re.Match[str]) -> bool:
    """Tell whether a bracket without a label holds a list or years rather than an interval."""
    if match["sep"][:1] in (",", ";"):
        exact = all("." in match[name] for name in ("low", "high"))
        return not (exact or (match["s1"] and match["s2"]))
    if match["sep"] == " and ":
        return True
    return all(_YEAR.fullmatch(match[name]) for name in ("low", "high"))


_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def _bound(digits: str) -> Decimal:
    plain = digits.replace("−", "-").replace("·", ".")
    return Decimal("".join(char for char in plain if char.isdecimal() or char in ".-"))
