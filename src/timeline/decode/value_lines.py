"""Key figures in plain text: a number in a line of its own beside the line that names it.

"3,150" above "hotel beds" are one statement; of "Beds" above "1,204", as of "74.3 years" above
"Life expectancy", the name is the label of the number.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span

NUMBER: Final = (
    r"(?:[~≈<>+−–-] ?)?(?:[A-Z]{0,3} ?[$€£¥₹]|[A-Z]{3}(?= ))? ?"
    r"\d{1,3}(?:[\d.,\u00a0\u202f ]{0,20}\d)?"
)
"""How a key figure is printed, up to its unit: a sign, a currency, digits and what parts them."""
_VALUE: Final = re.compile(
    rf"{NUMBER}"
    r"(?: ?%| ?(?:[kKmM]|bn|mn)\b|(?: [a-z]{1,12}[23²³]?){1,3})?"
)
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_NAME: Final = re.compile(
    r"[A-Za-z](?:[^\d\n]|\b(?:19|20)\d\d(?:[-–/]\d\d)?\b|(?<=per )\d[\d,]{0,8}){2,90}(?<![.!?:;,])"
)
_LINES: Final = 2


def find_card(text: str, lines: list[Span]) -> tuple[Span, Span] | None:
    """Return the lines of the value and of its name, None where a block holds something else."""
    if len(lines) != _LINES:
        return None
    first, second = lines
    for value, name in ((first, second), (second, first)):
        number, words = value.of(text).strip(), name.of(text).strip()
        if is_named_value(number, words):
            return value, name
    return None


def is_named_value(number: str, words: str) -> bool:
    """Tell whether one text is a value and another can name it."""
    value = _VALUE.fullmatch(number) is not None and not _YEAR.fullmatch(number)
    return value and _NAME.fullmatch(words) is not None


def goes_on(text: str, card: tuple[Span, Span]) -> bool:
    """Tell whether the name goes on with its value in one phrase: "12%" above "of visitors"."""
    value, name = card
    return value.start < name.start and name.of(text).lstrip()[0].islower()
