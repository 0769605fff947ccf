"""Numbers in digits and words: patterns to build rules with, and their exact values.

Thousands are grouped by commas or by (no-break, thin) spaces, decimals follow a point: the way of
English documents. Groups must be complete, so that "1,9" is no number and "3,4" none either.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.values import scaled

_WORDS: Final = read_lexicon("reading/language/data/number_words.tsv", ("word", "value", "kind"))
_KINDS: Final = ("unit", "ten", "ordinal", "vague", "times")


def _words(kind: str) -> dict[str, int]:
    return {
        entry["word"]: entry.integer("value")
        for entry in _WORDS
        if entry.one_of("kind", _KINDS) == kind
    }


UNITS: Final = _words("unit")
TENS: Final = _words("ten")
ORDINALS: Final = _words("ordinal")
VAGUE_WORDS: Final = _words("vague")
"""Magnitudes that stand for so many at least ("hundreds")."""
TIMES_WORDS: Final = _words("times")
_PARTS: Final = read_lexicon("reading/language/data/fractions.tsv", ("part", "whole", "numbered"))
DENOMINATORS: Final = {entry["part"]: entry.integer("whole") for entry in _PARTS}
"""How many of a part are a whole, by the name of the part."""
ONE_PART: Final = tuple(entry["part"] for entry in _PARTS if "one" in entry.words("numbered"))
MANY_PARTS: Final = tuple(entry["part"] for entry in _PARTS if "many" in entry.words("numbered"))
"""Names of parts behind "one" and, with an -s, behind a higher number."""
_SCALES: Final = read_lexicon(
    "reading/language/data/scale_words.tsv", ("name", "factor", "sure", "letters")
)
SCALE_NAMES: Final = tuple(entry["name"] for entry in _SCALES)
SURE_SCALES: Final = tuple(form for entry in _SCALES for form in entry.words("sure"))
"""Abbreviations that scale any number."""
SCALE_LETTERS: Final = tuple(form for entry in _SCALES for form in entry.words("letters"))
"""Letters that are units or names as well: they scale a number where money is spoken of."""
SCALES: Final = {
    form.lower(): entry.integer("factor")
    for entry in _SCALES
    for form in (entry["name"], *entry.words("sure"), *entry.words("letters"))
}
"""What scale words, in lower case, multiply by."""

FRACTIONS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125"}
NOT_INSIDE: Final = r"(?<![\w.,/$€£¥₹-])(?<!\d[ \u00a0\u202f\u2009])(?<![$€£¥₹][ \u00a0])"


_DIGIT = "one|two|three|four|five|six|seven|eight|nine"
_REST = (
    "{o}ne|{t}(?:w(?:o|elve|enty)|h(?:ree|irt(?:een|y))|en)|{f}(?:our(?:teen)?|ort(?:y)|i(?:ve|ft(?:een|y)))"
    "|{s}(?:ix|even)(?:teen|ty)?|{e}(?:igh(?:t(?:een|y)?)|leven)|{n}ine(?:teen|ty)?|{z}ero"
)
"""The number words below a hundred by their first letters; a pattern compiles fast that shares them."""
_LOWER = _REST.format(**{letter: letter for letter in "otfsenz"})
_EITHER = _REST.format(**{letter: f"[{letter.upper()}{letter}]" for letter in "otfsenz"})
WORDS: Final = (
    rf"(?:(?:{_EITHER})(?![a-z])(?:(?:-|~)(?:{_DIGIT})(?![a-z]))?"
    rf"(?:(?:~(?:hundred|thousand|million|billion)\b){{1,3}}(?:~(?:and~)?(?:{_LOWER})(?:-(?:{_DIGIT}))?(?![a-z]))?)?)"
)
"""A number in words, with a capital at most; "~" is the gap of `engine.rule`."""

_WORD_SPLIT = re.compile(r"[\s-]+")


def digits_value(text: str) -> Decimal:
    """Return the exact value of a number in digits with grouped thousands."""
    return Decimal(re.sub(r"[^\d.]", "", text))


def words_value(text: str) -> Decimal:
    """Return the value of a number in words ("two hundred and five").

    Raises ValueError where the words do not follow as a number's do ("five twenty").
    """
    total = current = 0
    last = 1_000
    for word in _WORD_SPLIT.split(text.lower()):
        if word == "and":
            continue
        if word in UNITS or word in TENS:
            value = UNITS.get(word, TENS.get(word, 0))
            if value >= last or (last < 100 and value >= 10):
                raise ValueError(f"{text!r} is no number in words")
            current += value
            last = value if word in UNITS else 10
        elif word == "hundred":
            current, last = max(current, 1) * 100, 100
        else:
            total, current, last = total + max(current, 1) * SCALES[word], 0, 1_000
    return Decimal(total + current)


def any_value(text: str) -> Decimal:
    """Return the value of a number in digits or in words."""
    return digits_value(text) if text[0].isdigit() else words_value(text)


def fraction_value(text: str) -> Decimal:
    """Return the value of a fraction ("3/4", "½"), with a whole number before it or not."""
    whole, _, part = text.rpartition(" ")
    if part and part[-1] in FRACTIONS:
        value = Decimal(FRACTIONS[part[-1]])
        whole = whole or part[:-1]
    else:
        numerator, _, denominator = part.partition("/")
        value = Decimal(int(numerator)) / Decimal(int(denominator))
    return value + (digits_value(whole) if whole else 0)


def scale_factor(word: str | None) -> int:
    """Return what a scale word multiplies by; 1 for none."""
    return 1 if not word else SCALES[word.lower()]


def times(number: Decimal, word: str | None) -> Decimal:
    """Return a number scaled by the scale word after it."""
    return scaled(number, scale_factor(word))


def ordinal_value(text: str) -> int:
    """Return the value of an ordinal: 9 for "ninth" and "9th"; raises ValueError."""
    lower = text.lower()
    if lower[0].isdigit():
        return int(re.sub(r"\D", "", lower))
    tens, _, unit = lower.rpartition("-")
    if unit not in ORDINALS:
        raise ValueError(f"{text!r} is no ordinal")
    return TENS.get(tens, 0) + ORDINALS[unit]


ORDINAL: Final = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + r"))"
)
