"""Read a number as it is written: digits or words, fraction, scale, range, interval.

A numeral is read once, whatever stands around it: "1,900,000", "two and a half million", "640bn",
"5 to 7 million", "3.4 [2.9–4.1] million", "½", "ninth", "hundreds of thousands". What it counts
or measures is for the rows of `timeline.reading.quantities.patterns` to say.

Thousands are grouped by commas, by (no-break, thin) spaces, or in lakhs; decimals follow a point:
the way of English documents. Groups must be complete. What is written in other ways is read where
it can be told for sure (`timeline.reading.quantities.digit_groups`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from timeline.reading.language import number_words
from timeline.reading.language.calendar_words import MONTH_NAMES, any_of
from timeline.reading.language.number_words import (
    DENOMINATORS,
    ORDINALS,
    SCALES,
    TENS,
    TIMES_WORDS,
    UNITS,
    VAGUE_WORDS,
    fraction_value,
)
from timeline.reading.matching.engine import GAP
from timeline.reading.quantities.currencies import ANY_SIGN
from timeline.reading.quantities.digit_groups import decimal_digits, other_at
from timeline.reading.quantities.intervals import interval_at
from timeline.reading.quantities.powers import power_at
from timeline.reading.quantities.scale_words import SCALE_NAMES, factor_at
from timeline.values import scaled

DIGITS, WORDS, FRACTION, ORDINAL, VAGUE, PART, INEXACT, TIMES = (
    "digits", "words", "fraction", "ordinal", "vague", "part", "inexact", "times",
)  # fmt: skip
"""The forms of a numeral: a part is a share of a whole in words ("half", "three quarters"), an
inexact one has no exact decimal ("two thirds"), times is "once" or "twice".
"""

NUMBER_WORDS: Final = frozenset((*UNITS, *TENS)) - {"zero"}
SCALE_WORDS: Final = frozenset(number_words.SCALE_NAMES)
PART_WORDS: Final = frozenset(("half", "quarter"))
"""Parts that stand without an article or a number before them."""

_BLANK: Final = r"[ \u00a0\u202f\u2009]"
_JOIN: Final = rf"(?:{GAP}|-)"
_PLAIN: Final = (
    rf"(?!0\d)(?:\d{{1,3}}(?:,\d{{3}}){{1,6}}(?!\d)|\d{{1,3}}(?:{_BLANK}\d{{3}}(?!\d|,\d|[ ]to[ ]\d{{1,3}}(?![ \u00a0\u202f\u2009]\d{{3}}|\d))){{1,6}}"
    r"|\d{1,2}(?:,\d\d){1,5},\d{3}(?!\d)|\d{1,15}(?!\d))(?:\.\d{1,10})?"
)
_EXACT_PART: Final = r"\d{1,2}/(?:2|4|5|8|10|16|32)(?![\d/])"
_PART_IN_DIGITS: Final = rf"\d/[3679](?={GAP}of{GAP}[A-Za-z])"
_NUMBER: Final = re.compile(
    rf"(?:(?P<part>{_EXACT_PART}|{_PART_IN_DIGITS}|[½¼¾⅛])|(?P<plain>{_PLAIN})(?:[ \u00a0-]?(?P<mixed>[½¼¾⅛]|(?<!\d){_EXACT_PART}))?)"
    rf"(?P<half>{_JOIN}and{_JOIN}a{_JOIN}half\b)?"
)
_RUN: Final = re.compile(
    r"(?!0\d)\d{1,15}(?=[;:)%?!\]]|[.,](?!\d)|[ ](?![\dbmthldckMBKTCHLD½¼¾⅛a\[(±+p])|$|-[A-Z])",
    re.ASCII,
)
"""Digits that nothing goes on behind: the plain case, at a glance."""
_ORDINAL_END: Final = re.compile(r"(?:st|nd|rd|th)\b")
_WORD: Final = re.compile(
    r"(?:[ \u00a0\t]{1,8}(?:\n[ \t]{0,16})?|\n[ \t]{0,16}|(?P<dash>-))(?P<word>[a-z]{1,9})(?![\w’'])"
)
_FIRST: Final = re.compile(r"[A-Za-z]+")
_AND_A_HALF: Final = re.compile(
    rf"{_JOIN}and{_JOIN}a{_JOIN}half\b(?:{_JOIN}(?P<scale>{SCALE_NAMES})\b)?"
)
_AND_PARTS: Final = re.compile(
    rf"{_JOIN}and{_JOIN}(?:an?|one|three){_JOIN}quarters?\b(?:{_JOIN}(?P<scale>{SCALE_NAMES})\b)?"
)
_PART_OF_SCALE: Final = re.compile(
    rf"{_JOIN}(?:of{GAP})?(?:an?{GAP})?(?P<scale>{any_of(number_words.SCALE_NAMES)})\b"
)
_ARTICLE: Final = re.compile(r"\b[Aa][ \u00a0-]$")
_PART_OF: Final = re.compile(rf"{GAP}of{GAP}(?!(?:{any_of(MONTH_NAMES)})\b)[A-Za-z\d]")
_BY_A: Final = re.compile(
    r"\bby (?:(?:about|almost|around|nearly|roughly|over|some|more than) )?a $"
)
_BY_REACH: Final = 16
"""What makes an ordinal behind it a part of a whole: "fell by a fifth"."""
_OF_A_WHOLE: Final = re.compile(
    rf"(?:{_JOIN}(?P<many>{any_of(number_words.MANY_PARTS)})s\b"
    rf"|(?:-|{GAP}(?=[a-z]{{4,7}}{GAP}of\b))(?P<one>{any_of(number_words.ONE_PART)})\b)"
)
_VAGUE_OF: Final = re.compile(rf"{GAP}of{GAP}(?P<more>thousands|millions|billions)\b")
_JOINT: Final = re.compile(
    rf"(?:[ ]?(?:%|percent)|-)?(?:{GAP}(?P<word>to|or|and){GAP}(?P<minus>[-−](?={ANY_SIGN}?\d))?|[ \u00a0]?[-–—][ \u00a0]?)(?P<sign>[A-Z]{{0,3}}{ANY_SIGN})?(?=[\d½¼¾A-Za-z])"
)
_BETWEEN: Final = re.compile(
    r"\b[Bb]etween\s+(?:(?:about|around|roughly|approximately|an\s+estimated)\s+)?[-−]?"
    rf"(?:[A-Z]{{0,3}}{ANY_SIGN}[ ]?)?[-−]?$"
)
IN_TURN: Final = "in turn"
"""How two numbers are joined that are told of two things: "5 and 6 million doses, respectively"."""
_RESPECTIVELY: Final = re.compile(r"(?!\d)[^.;:()]{0,120}?\brespectively\b")
_SHARES_SCALE: Final = 1_000
_ALONE: Final = frozenset((ORDINAL, VAGUE, PART, INEXACT, TIMES))
"""Forms that stand in no range."""
_ONE: Final = Decimal(1)
_HALF: Final = Decimal("0.5")
_QUARTER: Final = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at its place, [start, end) in the text.

    `step` is the printed precision; `factor` what its scale word multiplies by, 1 for none;
    `top` ends a range whose first number ends at `split`, whose second begins at `second`, and
    which `joint` joins ("to", "or", "and", "-"); `low` and `high` are a stated interval.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    form: str
    factor: int = 1
    top: Decimal | None = None
    split: int | None = None
    second: int | None = None
    joint: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def numeral_at(text: str, start: int) -> Numeral | None:
    """Return the numeral that begins at `start`, with its range; None where none does."""
    first = number_at(text, start)
    if first is None or first.form in _ALONE:
        return first
    joint = _JOINT.match(text, first.end)
    return first if joint is None else _ranged(text, first, joint) or first


def number_at(text: str, start: int, *, first: int | None = None) -> Numeral | None:
    """Return the single number that begins at `start`: no range is looked for.

    `first` is where the range begins whose second number this is: a currency before it counts.
    """
    if text[start].isalpha():
        return _in_words(text, start)
    if (power := power_at(text, start)) is not None:
        end, value, factor = power
        step = scaled(_printed(f"{value}"), factor)
        return Numeral(start, end, scaled(value, factor), step, DIGITS, factor)
    run = _RUN.match(text, start)
    if run is not None:
        return Numeral(start, run.end(), Decimal(run[0]), _ONE, DIGITS)
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    part, plain, mixed, half = match.groups()
    end = match.end()
    if plain is None:
        share = fraction_value(part)
        if share >= 1:
            return None
        value, step, form = share, _ONE, FRACTION
    else:
        if end == match.end("plain") and (ordinal := _ORDINAL_END.match(text, end)):
            return Numeral(start, ordinal.end(), _plain(plain), _ONE, ORDINAL)
        if text[end : end + 1] in _GOES_ON and text[end + 1 : end + 2].isdecimal():
            other = other_at(text, start)
            if other is not None:
                plain, end = decimal_digits(other[0]), other.end()
        value, step, form = _plain(plain), _printed(plain), DIGITS
        if mixed is not None:
            share = fraction_value(mixed)
            if share < 1:
                value, form = value + share, FRACTION
            else:
                end = match.end("plain")
    if half is not None:
        value, form = value + _HALF, FRACTION
    if form == FRACTION:
        step = _ONE.scaleb(min(0, int(value.as_tuple().exponent)))
    return _scaled(text, Numeral(start, end, value, step, form), start if first is None else first)


_GOES_ON: Final = frozenset(".,'’· \u00a0\u202f\u2009")


def _scaled(text: str, number: Numeral, first: int) -> Numeral:
    """Return a number with the scale word and the interval behind it, in either order."""
    value, end = number.value, number.end
    interval = interval_at(text, end, value, bracketed=True)
    end = end if interval is None else interval.end
    factor, end = factor_at(text, end, (first, number.start))
    low, high = (None, None) if interval is None else interval[:2]
    if interval is not None and low is not None and high is not None:
        low, high = scaled(low, factor), scaled(high, factor)
    elif factor > 1:
        interval = interval_at(text, end, scaled(value, factor), factor, bracketed=True)
        if interval is not None:
            low, high, end = interval
    if end == number.end:
        return number
    return replace(
        number, end=end, value=scaled(value, factor), step=scaled(number.step, factor),
        factor=factor, low=low, high=high,
    )  # fmt: skip


def _plain(digits: str) -> Decimal:
    if digits.isdecimal():
        return Decimal(digits)
    return Decimal("".join(c for c in digits if c.isdecimal() or c == "."))


def _printed(digits: str) -> Decimal:
    """Return the printed precision: 0.1 for "3.4", 1 for a whole number."""
    point = digits.rfind(".")
    return _ONE if point < 0 else _ONE.scaleb(point + 1 - len(digits))


# ---------------------------------------------------------------- ranges


def _ranged(text: str, first: Numeral, joint: re.Match[str]) -> Numeral | None:
    """Return the range of two numbers, None where they are none; "and" needs a "between".

    A falling pair is a range only where the second has a scale that the first shares ("5 to 7
    million"); else it keeps its top below its value, and the rows decide what it is.
    """
    word = joint["word"] or "-"
    between = _BETWEEN.search(text, max(0, first.start - 40), first.start)
    second = number_at(text, joint.end(), first=first.start)
    if second is None or second.form in _ALONE or second.low is not None:
        return None
    value, top = first.value, second.value
    if word == "and" and between is None:
        if joint["minus"] or _RESPECTIVELY.match(text, second.end) is None:
            return None
        word = IN_TURN
        if first.factor == 1 and value < _SHARES_SCALE:
            value = scaled(value, second.factor)
    if joint["minus"]:
        return replace(
            first, end=second.end, value=scaled(value, second.factor) if first.factor == 1 else value,
            top=-top, step=second.step, factor=second.factor, split=first.end,
            second=joint.start("minus"), joint=word,
        )  # fmt: skip
    if second.factor > 1 and first.factor == 1 and scaled(value, second.factor) < top:
        value = scaled(value, second.factor)
    return replace(
        first, end=second.end, value=value, top=top, step=second.step, factor=second.factor,
        split=first.end, second=second.start - len(joint["sign"] or ""), joint=word,
    )  # fmt: skip


# ---------------------------------------------------------------- words


def _in_words(text: str, start: int) -> Numeral | None:
    """Return a number in words: "two hundred and five", "a million", "half a billion", "ninth"."""
    match = _FIRST.match(text, start)
    if match is None:
        return None
    word, end = match[0].lower(), match.end()
    if word in DENOMINATORS and _ARTICLE.search(text, max(0, start - 3), start):
        of = _PART_OF.match(text, end) or _BY_A.search(text, max(0, start - _BY_REACH), start)
        if of is not None and _PART_OF_SCALE.match(text, end) is None:
            return Numeral(start, end, _ONE / DENOMINATORS[word], _ONE, PART)
    if word in ORDINALS:
        return Numeral(start, end, Decimal(ORDINALS[word]), _ONE, ORDINAL)
    if word in VAGUE_WORDS:
        return _vague(text, start, end, VAGUE_WORDS[word])
    if word in PART_WORDS:
        return _part(text, start, end, _HALF if word == "half" else Decimal("0.25"))
    if word in SCALE_WORDS:
        if text[max(0, start - 2) : start] not in ("a ", "A ", "a\u00a0", "A\u00a0"):
            return None
        return _cardinal(text, start - 2, end, 0, word)
    if word in TIMES_WORDS:
        return Numeral(start, end, Decimal(TIMES_WORDS[word]), _ONE, TIMES)
    if word not in NUMBER_WORDS:
        return None
    if (parts := _OF_A_WHOLE.match(text, end)) is not None and (count := UNITS.get(word)):
        return _parts(text, start, parts, count)
    return _cardinal(text, start, end, UNITS.get(word) or TENS[word], None)


def _vague(text: str, start: int, end: int, magnitude: int) -> Numeral:
    """A bare magnitude: hundreds of thousands are at least 100000."""
    value = Decimal(magnitude)
    if (more := _VAGUE_OF.match(text, end)) is not None:
        value, end = scaled(value, VAGUE_WORDS[more["more"]]), more.end()
    return Numeral(start, end, value, value, VAGUE, factor=magnitude)


def _part(text: str, start: int, end: int, share: Decimal) -> Numeral:
    """Half, three quarters; of a million it is a number of its own."""
    match = _PART_OF_SCALE.match(text, end)
    if match is None:
        return Numeral(start, end, share, share, PART)
    factor = SCALES[match["scale"]]
    value = scaled(share, factor)
    return Numeral(start, match.end(), value, _rounding(value), WORDS, factor)


def _parts(text: str, start: int, match: re.Match[str], count: int) -> Numeral:
    """So many parts of a whole, one where digits cannot write it ("two thirds")."""
    whole = DENOMINATORS[match["many"] or match["one"]]
    scale = _PART_OF_SCALE.match(text, match.end())
    if scale is not None and count * 10_000 % whole:
        return Numeral(start, scale.end(), Decimal(count), _ONE, INEXACT)
    return _part(text, start, match.end(), Decimal(count) / whole)


def _cardinal(text: str, start: int, end: int, value: int, scale: str | None) -> Numeral:
    """Return the number that the words from `start` on make; the first of them is read already.

    Grammar: groups below a thousand, each with a smaller scale word than the one before it.
    """
    total, group, open_below, largest = 0, value, 0, 10**15
    if scale is not None:
        total, group, open_below, largest = _scaled_group(0, 1, scale, largest)
    else:
        open_below = 10 if value >= 20 else 0
    factor = SCALES[scale] if scale else 1
    last = factor
    position = end
    while (match := _WORD.match(text, position)) is not None:
        word = match["word"]
        position = match.end()
        if word == "and" and open_below >= 100 and not match["dash"]:
            continue
        number = UNITS.get(word) or TENS.get(word)
        if number is not None and number < open_below and (number < 10 or open_below > 10):
            group += number
            last = 1
            open_below = 10 if number >= 20 else 0
        elif word in SCALE_WORDS and _may_scale(word, group, open_below, largest):
            total, group, open_below, largest = _scaled_group(total, group, word, largest)
            last = SCALES[word]
            factor = max(factor, last)
        else:
            break
        end = position
    result = Decimal(total + group)
    half = _AND_A_HALF.match(text, end)
    if (parts := _AND_PARTS.match(text, end)) is not None and value < 100 and factor == 1:
        return _with_quarters(text, start, parts, result)
    if half is not None:
        result, end = result + scaled(_HALF, last), half.end()
        if half["scale"] and last == 1:
            factor = SCALES[half["scale"].removesuffix("s")]
            result = scaled(result, factor)
        step = _HALF if result != result.to_integral_value() else _rounding(result)
        step = scaled(_HALF, factor) if last == 1 else step
        return Numeral(start, end, result, step, WORDS, factor)
    return Numeral(start, end, result, _rounding(result) if factor > 100 else _ONE, WORDS, factor)


def _with_quarters(text: str, start: int, parts: re.Match[str], whole: Decimal) -> Numeral:
    """Return a number with quarters: "one and three quarter million", "two and a quarter"."""
    result = whole + (3 if "three" in parts[0] else 1) * _QUARTER
    factor = SCALES[parts["scale"].removesuffix("s")] if parts["scale"] else 1
    return Numeral(
        start, parts.end(), scaled(result, factor), scaled(_QUARTER, factor), WORDS, factor
    )  # fmt: skip


def _may_scale(word: str, group: int, open_below: int, largest: int) -> bool:
    factor = SCALES[word]
    if factor == 100:
        return 0 < group < 100 and open_below != 100
    return group > 0 and factor < largest


def _scaled_group(total: int, group: int, word: str, largest: int) -> tuple[int, int, int, int]:
    """Return total, open group, the bound of what may be added to it, and the last scale."""
    factor = SCALES[word]
    if factor == 100:
        return total, group * 100, 100, largest
    return total + group * factor, 0, 0 if factor == 12 else 1_000, factor


def _rounding(value: Decimal) -> Decimal:
    """Return the power of ten down to which a whole number is written with zeros."""
    exponent = value.normalize().as_tuple().exponent
    return _ONE.scaleb(max(0, int(exponent)))
