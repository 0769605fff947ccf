"""Numbers grouped or pointed in ways other than the English one, where they can be told for sure.

"1'234", "1.234.567", "1.234,56", "12 450,5" and "5·1" say by their form what they are. A comma with
one or two digits behind it ("12,5") is a decimal comma before a scale word, a percentage or a unit,
and else perhaps a list.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.matching.engine import GAP
from timeline.reading.quantities.currencies import ANY_SIGN, currency_of
from timeline.reading.quantities.units import ABBREVIATIONS, canonical, is_measure

_BLANK: Final = r"[ \u00a0\u202f\u2009]"
_OTHER: Final = re.compile(
    r"(?P<told>\d{1,3}(?:(?:['’]\d{3}){1,5}(?:\.\d{1,6})?|(?:\.\d{3}){2,5}(?:,\d{1,2})?|(?:\.\d{3}),\d{1,2}"
    rf"|(?:{_BLANK}\d{{3}}){{1,5}},\d{{1,2}}|·\d{{1,6}})|0,\d{{1,4}}|(?P<comma>\d{{1,6}},\d{{1,2}}))"
    r"(?!\d|[.,'’·]\d)"
)
_BEHIND: Final = re.compile(
    rf"(?:(?:{GAP}?[-–—]{GAP}?|{GAP}(?:to|and){GAP})\d{{1,6}},\d{{1,2}}(?![\d.,]\d))?"
    rf"(?P<sure>{GAP}?(?:%|‰|°|per{GAP}?cent\b|percent|pct\b|pp\b|{ANY_SIGN}"
    r"|(?:hundred|thousand|million|milliards?|billion|trillion|lakh|crore|mln|mlrd|mld|bln|bn|mn|tn|trn|mio|mrd)\b))?"
    rf"(?:{GAP}?(?P<unit>[^\W\d_][\w/²³]*))?"
)


def other_at(text: str, start: int) -> re.Match[str] | None:
    """Return the number in another way of writing that begins at `start`, None where none does."""
    match = _OTHER.match(text, start)
    if match is None or match["comma"] is None:
        return match
    behind = _BEHIND.match(text, match.end())
    if behind is None:
        return None
    unit = behind["unit"]
    sure = behind["sure"] or (
        unit is not None
        and (
            (unit in ABBREVIATIONS and unit != "in")
            or unit.partition("/")[0] in ABBREVIATIONS
            or is_measure(canonical(unit))
            or (len(unit) > 2 and currency_of(unit, default=None) is not None)
        )
    )
    return match if sure else None


def decimal_digits(printed: str) -> str:
    """Return the digits of such a number as English writes them: no groups, a decimal point."""
    if "'" in printed or "’" in printed:
        mark = "."
    elif "·" in printed:
        mark = "·"
    else:
        mark = ","
    whole, _, part = printed.partition(mark)
    digits = "".join(char for char in whole if char.isdecimal())
    return f"{digits}.{part}" if part else digits
