"""The scale word behind a number: "5 million", "$1.2trn", "Rs 2 lakh crore", "5m people".

Words and unmistakable abbreviations scale any number. Letters that are units or names as well ("m",
"mm", "K", "cr") do where money is spoken of, and a few more where nothing else can be meant.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.language import number_words
from timeline.reading.language.number_words import SCALES
from timeline.reading.language.plurals import is_plural
from timeline.reading.matching.engine import GAP
from timeline.reading.quantities import quantity_words
from timeline.reading.quantities.currencies import (
    ANY_SIGN,
    GLUED_CODES,
    PRINTED_CODES,
    currency_of,
)
from timeline.reading.quantities.units import canonical, is_measure, is_person

_JOIN: Final = rf"(?:{GAP}|-)"
SCALE_NAMES: Final = rf"(?:{'|'.join(number_words.SCALE_NAMES)})s?"
_SCALE: Final = re.compile(
    rf"{_JOIN}?(?P<scale>(?i:{SCALE_NAMES}))\b(?:{GAP}(?P<scale2>thousand|million|billion|crore)s?\b)?"
    rf"|[ \u00a0]?(?P<long>{'|'.join(number_words.SURE_SCALES)})\b"
    rf"|[ \u00a0]?(?P<short>{'|'.join(number_words.SCALE_LETTERS)})(?![\w²³&])"
)
_OPENS: Final = frozenset(" \u00a0\n\t-") | {
    form[0]
    for form in (
        *number_words.SCALE_NAMES, *number_words.SURE_SCALES, *number_words.SCALE_LETTERS,
    )
}  # fmt: skip
_PRICED: Final = re.compile(
    rf"(?:{ANY_SIGN}|(?<!\w)(?:{'|'.join(map(re.escape, sorted(PRINTED_CODES | GLUED_CODES)))}))[ \u00a0]?[-−]?$"
)
"""A sign or code of a currency: behind it "5m" is five million, elsewhere perhaps five metres."""
_FRACTION: Final = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{1,2}$")
_NAMED_BEHIND: Final = re.compile(
    rf"[ \u00a0]?(?P<sign>{ANY_SIGN})|[ \u00a0](?:[A-Z][a-z]{{2,15}}[ ])?(?P<word>b/d|ha\b|kg\b|[A-Za-z]{{3,20}})"
)


def _is_priced(text: str, start: int) -> bool:
    """Tell whether the sign or code of a currency stands right before `start`."""
    return _PRICED.search(text, max(0, start - 7), start) is not None


def factor_at(text: str, end: int, starts: tuple[int, ...]) -> tuple[int, int]:
    """Return what the scale word behind a number multiplies by, 1 for none, and where it ends.

    `starts` are the places before which a currency can stand: of the number, of its range.
    """
    if text[end : end + 1] not in _OPENS:
        return 1, end
    match = _SCALE.match(text, end)
    if match is None:
        return 1, end
    capital = match["scale"] is not None and match["scale"] != match["scale"].lower()
    if capital and not _is_scale_in_capitals(text, match, starts):
        return 1, end
    short = match["short"]
    if short is not None and not _is_scale(text, match, short, starts):
        return 1, end
    name = match["scale"] or match["long"] or short
    factor = SCALES[_singular_scale(name.lower())]
    if match["scale2"] is not None:
        factor *= SCALES[match["scale2"]]
    return factor, match.end()


def _is_scale_in_capitals(text: str, match: re.Match[str], starts: tuple[int, ...]) -> bool:
    """Tell whether "Million" scales a number, and begins no name: "the 10 Million Trees Project".

    It does behind a fraction or the sign of a currency, and before the plural of a small letter.
    """
    if _FRACTION.search(text, max(0, match.start() - 12), match.start()):
        return True
    if any(_is_priced(text, start) for start in starts):
        return True
    behind = _NAMED_BEHIND.match(text, match.end())
    word = None if behind is None else behind["word"]
    return word is not None and word.islower() and (is_plural(word) or is_person(word))


def _singular_scale(name: str) -> str:
    return name.removesuffix("s") if name not in SCALES else name


def _is_scale(text: str, match: re.Match[str], short: str, starts: tuple[int, ...]) -> bool:
    """Tell whether letters scale a number: behind a currency's sign, or before its name.

    A capital glued to the digits does wherever it stands; "m" does before people and measures,
    glued also before things that are not so many metres long, "k" glued before any plural.
    """
    if any(_is_priced(text, start) for start in starts):
        return True
    end = match.end()
    if text[end : end + 1] == "/":
        return False
    glued = match.start("short") == match.start()
    if glued and short in ("M", "B", "K"):
        return True
    if short == "m" and _POPULATION.search(text, max(0, match.start() - 60), match.start()):
        return True
    behind = _NAMED_BEHIND.match(text, end)
    if behind is None:
        return False
    word = behind["sign"] or behind["word"]
    if currency_of(word, default=None) is not None or (
        short == "m" and word in ("bpd", "b/d", "ha", "kg")
    ):
        return True
    if not is_plural(word):
        return False
    if short == "m":
        sure = is_person(word) or (is_measure(canonical(word)) and word not in _ACROSS)
        return sure or (glued and word not in _LONG and word not in _ACROSS)
    return glued and short == "k"


_POPULATION: Final = re.compile(
    r"\b[Pp]opulation[ ](?:[a-z]+[ ]){0,4}(?:about[ ]|some[ ]|around[ ]|nearly[ ]|almost[ ])?\d[\d.,]{0,9}$"
)
_ACROSS: Final = quantity_words.ACROSS
_LONG: Final = quantity_words.LONG
"""Things that are so many metres long, high or deep."""
