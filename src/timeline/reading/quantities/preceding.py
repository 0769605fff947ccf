"""What stands before a number: its currency, its sign, and the words that make it a name.

A number behind "section" or "Resolution" is a name, one behind "per" the whole of a rate; "minus" and
"negative" are signs where a quantity follows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import Span
from timeline.reading.language.verb_forms import AUXILIARIES, FINITE, LEVEL, MAYBE_LEVEL, ROLES
from timeline.reading.language.word_classes import OTHER_CALENDARS
from timeline.reading.matching.engine import GAP, Mention
from timeline.reading.quantities import quantity_words
from timeline.reading.quantities.amounts import Amount, Reading, Refused
from timeline.reading.quantities.counted_nouns import counted_noun
from timeline.reading.quantities.currencies import CURRENCY_SIGNS, PRINTED_CODES
from timeline.reading.quantities.numerals import DIGITS, Numeral
from timeline.reading.quantities.pattern_rows import ANY, SIGN, PatternRow, row
from timeline.reading.quantities.ranges import SIGN_BEFORE, UNKNOWN_LETTERS
from timeline.reading.quantities.scale_words import factor_at
from timeline.values import scaled

_NUMBERED: Final = " ".join(
    (*sorted(quantity_words.NUMBERED | OTHER_CALENDARS), *"# № § §§".split())
)
"""Words behind which a number is a name."""
_VERBS_TOO: Final = quantity_words.NUMBERED_VERBS
"""Those of them that say something else where a plural follows the number ("order 500 tanks")."""
_CUBIC: Final = re.compile(r"[ \u00a0]?[kcdm]?m(?:[²³]|\^?[23](?!\d))")
"""Areas and volumes in symbols: "the volume 40 m³" is none of a book."""
NUMBERED: Final = row("numbered thing", ANY, None, before=_NUMBERED, forms=DIGITS)
HYPHENED: Final = row("name with a hyphen and a number", ANY, None, forms=DIGITS)
UNKNOWN: Final = row("currency nobody can tell", ANY, None, forms=DIGITS, before=SIGN)
DENOMINATOR: Final = row("so many of a rate", ANY, None, before="per")
BOUNDS: Final = row(
    "bounds of an interval", ANY, None, before="CI UI UR CrI IQR C.I. interval", forms=DIGITS
)
TESTED: Final = row("statistic of a test", ANY, None, forms=DIGITS)
POSTAL: Final = row("postal code", ANY, None, forms=DIGITS)
AGED: Final = row("age of a group", ANY, None, before="age ages aged age:")
RULES: Final[tuple[PatternRow, ...]] = (
    NUMBERED,
    HYPHENED,
    UNKNOWN,
    POSTAL,
    AGED,
    DENOMINATOR,
    BOUNDS,
    TESTED,
)
"""The rows that refuse by what stands before the number."""
_AGE_BOUND: Final = re.compile(
    r"\bage[ds]?\s+(?:under|over|below|above|between|at\s+least|up\s+to)\s+$"
)
_AGE_REACH: Final = 24
_OF_GROUP: Final = re.compile(
    r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere)(?<!\bbe)(?<!\bnow)[ \u00a0](?:under|over|below|above)[ \u00a0]$"
)
_YEARS_OLD: Final = re.compile(r"[ \u00a0]years?[ \u00a0](?:old|of[ \u00a0]age)\b")
"""What makes a bound one of age: "the population under 15 years old"."""
_GROUP: Final = re.compile(
    rf"\b(?:{pattern_of(quantity_words.AGED_GROUPS)})[ \u00a0](?:under|over|below|above)[ \u00a0]$",
    re.IGNORECASE,
)
_GROUP_IN_BRACKET: Final = re.compile(
    rf"\b(?:{pattern_of(quantity_words.AGED_GROUPS)})[ \u00a0]\((?:aged?[ \u00a0])?$", re.IGNORECASE
)
_AGES: Final = re.compile(r"(?:[ \u00a0]years?(?:[ \u00a0](?:old|of[ \u00a0]age))?)?\)")
_SAYS_MORE: Final = re.compile(r"[ \u00a0](?P<word>[a-z]+)\b")
_VERBS_BEHIND: Final = (*AUXILIARIES, FINITE, LEVEL, MAYBE_LEVEL)
_OLDEST: Final = 120
"""A bound of age has no noun of its own, and is no more than this: "children under 15 were"."""
_STATE: Final = re.compile(r"\b[A-Z]{2}[ \u00a0]$")
_POSTAL: Final = re.compile(r"\d{5}(?:-\d{4})?(?![\d,.]\d)")
_MINUS: Final = re.compile(r"(?<![\w\-−–—‐‑)\]%])[-−–]$")


_FALLS: Final = re.compile(r"(?:[▼▽↓⬇]\ufe0f?[ \u00a0]?|\^)[$€£]?$")
"""An arrow that takes the place of a sign, or the mark of a power."""
_POWER: Final = re.compile(
    r"[ \u00a0]?(?:[x×*·⋅])[ \u00a0]?10(?:\^|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]|\d)|\^\d|[⁴⁵⁶⁷⁸⁹]"
)
"""A power behind a number, which nobody reads: "3 x 10^6"."""


def _has_mark(text: str, numeral: Numeral) -> bool:
    """Tell whether the "power" of a number is the mark of a note: nobody squares "1,234"."""
    printed = text[numeral.start : numeral.end]
    return "," in printed and _MARK.match(text, numeral.end) is not None


_MARK: Final = re.compile(r"\^\d{1,2}(?![\w^.])|[⁴⁵⁶⁷⁸⁹](?![⁰¹²³⁴⁵⁶⁷⁸⁹])")


def reading_of(text: str, numeral: Numeral, *, minus: int, claimed: int) -> Reading:
    """Return a numeral with the currency, the sign and the word that stand before it."""
    start, negative = numeral.start - minus, minus > 0
    sign = None
    low = max(claimed, start - 8)
    powered = _POWER.match(text, numeral.end) and not _has_mark(text, numeral)
    if powered or _FALLS.search(text, max(claimed, start - 4), start):
        raise Refused(numeral.end)
    if text[start - 1 : start] == "(" and text[start - 2 : start - 1] in CURRENCY_SIGNS:
        return _behind_sign_in_brackets(text, numeral, start, low)
    if text[start - 1 : start] in CURRENCY_SIGNS or text[start - 2 : start - 1] in CURRENCY_SIGNS:
        match = SIGN_BEFORE.search(text, low, start)
        if match is not None:
            sign, start = match[0].strip(), match.start()
            if UNKNOWN_LETTERS.search(text, max(claimed, start - 5), start):
                raise Refused(numeral.end)
            if _MINUS.search(text, max(claimed, start - 3), start):
                negative, start = True, start - 1
    before = _word_before(text, start)
    if not negative and before.lower() in _SIGNS_IN_WORDS and _is_negative(text, numeral, start):
        start = text.rfind(before, claimed, start)
        if start < 0:  # the sign belongs to what was read before
            raise Refused(numeral.end)
        negative, before = True, _word_before(text, start)
    if sign is None and text[start - 1 : start].isalpha():
        at = start
        while at > claimed and text[at - 1].isalpha():
            at -= 1
        return Reading(text, numeral, at, _word_before(text, at), text[at:start])
    if sign is None and before in PRINTED_CODES and numeral.form == DIGITS:
        at = text.rfind(before, claimed, start)
        if at >= 0:
            sign, start, before = before, at, _word_before(text, at)
    return Reading(text, numeral, start, before, sign, negative)


def _behind_sign_in_brackets(text: str, numeral: Numeral, start: int, low: int) -> Reading:
    """Return a negative sum whose sign stands before its bracket: "£(4.5)m"; raises Refused."""
    match = SIGN_BEFORE.search(text, low, start - 1)
    if match is None or numeral.top is not None or text[numeral.end : numeral.end + 1] != ")":
        raise Refused(numeral.end)
    factor, end = factor_at(text, numeral.end + 1, (start - 1,))
    if numeral.factor > 1 and factor > 1:
        raise Refused(end)
    value, step = scaled(numeral.value, factor), scaled(numeral.step, factor)
    number = replace(
        numeral, end=end, value=value, step=step, factor=max(factor, numeral.factor)
    )  # fmt: skip
    at = match.start()
    return Reading(text, number, at, _word_before(text, at), match[0].strip(), negative=True)


_SIGNS_IN_WORDS: Final = quantity_words.SIGNS
_SUBTRACTED: Final = re.compile(r"(?:\d|%|\bplus or|[\d)] ?\+/-)[ \u00a0]minus[ \u00a0]$")
_STATED_BEFORE: Final = re.compile(
    r"\b(?:was|were|is|are|to|at|of|from|by|reached|averaged)\s+(?:minus|negative)\s+$"
)
_LEAST_GROUPED: Final = 1_000
_SIGNED_UNIT: Final = re.compile(
    rf"{GAP}?(?:%|°|per{GAP}?cent\b|percent|pct\b|pp\b|points?\b|basis\b|degrees\b|[CF]\b)|{GAP}of{GAP}a{GAP}percentage\b"
)


def _is_negative(text: str, numeral: Numeral, start: int) -> bool:
    """Tell whether "minus" or "negative" right before a number is its sign.

    It is one before a decimal, a percentage, degrees or money; elsewhere "minus" takes away, and
    "negative" is what a test was.
    """
    if _SUBTRACTED.search(text, max(0, start - 18), start):
        return False
    printed = text[numeral.start : numeral.end]
    stated = _STATED_BEFORE.search(text, max(0, start - 24), start) is not None
    return (
        "." in printed
        or numeral.factor > 1
        or (stated and numeral.value >= _LEAST_GROUPED and not printed.isdecimal())
        or text[start : start + 1] in CURRENCY_SIGNS
        or _SIGNED_UNIT.match(text, numeral.end) is not None
    )


def _word_before(text: str, start: int) -> str:
    """Return the word before a place; a NUL ends the passage before, as `extract` joins them."""
    words = text[max(0, start - 24) : start].replace("\0", " ").split()
    return words[-1].lstrip("([\"'“‘") if words else ""


_NUMBER_OF: Final = r"\d{1,4}(?:\.\d{1,3}){0,4}(?:[ ]?\([\da-zA-Z]{1,4}\)){0,3}"
_BRACKETS: Final = re.compile(r"(?:\.\d{1,3}){0,4}(?:\([\da-zA-Z]{1,4}\)){0,3}")
_LISTED: Final = re.compile(
    rf"{_BRACKETS.pattern}(?:,[ ]{_NUMBER_OF}(?=[,.;)]|[ ](?:and|or|to)[ ])){{0,12}}"
    rf"(?:(?:,?[ ](?:and|or|to)[ ]|[ ]?[-–][ ]?|,[ ]){_NUMBER_OF}(?![\w%]|[.,]\d))?"
)
"""The numbers that follow the first one behind "sections": "5.1, 5.2 and 7.4"."""
_REFERENCE: Final = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[,;.)]?(?:\s*$|\s+(?:and|or|for|on|above|below)\b|[;)]))"
)
"""The number of a part of the same text, behind "see"."""
_TEST: Final = re.compile(
    r"(?<![\w.])(?:(?:[pPrtzF]|R²|R2|χ²|df|CV)[ ]?(?:=|<|>|≤|≥|≈)[ ]?|(?:SD|SE|s\.d\.|s\.e\.)[ ]?[=:]?[ ]?±?)$"
)
"""What stands before a p-value, a correlation, a standard deviation."""
_OF_EVERY: Final = re.compile(r"\b(?:[Oo]f|[Ii]n|[Ff]or|to)\s+every\s+$")
"""What makes a number the whole of a share: "of every 100 pupils"."""
_SPREAD: Final = re.compile(r"[(;,][ ]?(?:range|IQR)[:=]?[ ](?:from[ ]|of[ ])?$")
_CLOSES: Final = re.compile(r"[^()\n]{1,40}(?=\))")
"""A spread in a bracket, and where it closes: "23 years (range 2 months to 88 years)"."""
_ONE_END: Final = re.compile(
    r"\(range[:=]?[ ](?:from[ ]|of[ ])?[\d.,]{1,12}[ ]?[a-z]{1,12}(?:\)|,[ ](?!\d)|;)"
)
"""A range without another end is how far something goes: "the van (range 300 km)"."""
_POINT_BEFORE: Final = re.compile(r"[\d%)][ \u00a0]?±$")


def refused_before(reading: Reading) -> Mention[Amount] | None:
    """Return the refusal of a number that what stands before it makes a name."""
    numeral, text = reading.numeral, reading.text
    word = reading.before
    low = max(0, numeral.start - _AGE_REACH)
    bounds = _OF_GROUP.search(text, low, numeral.start) is not None
    bounds = bounds and _YEARS_OLD.match(text, numeral.end) is not None
    bounds = bounds or _bounds_group(text, low, numeral)
    if bounds or word.lower() in AGED.before or _AGE_BOUND.search(text, low, numeral.start):
        return Mention(AGED.name, Span(numeral.start, numeral.end), None)
    every = word.lower() == "every" and _OF_EVERY.search(
        text, max(0, reading.start - 16), reading.start
    )
    if word.lower() in DENOMINATOR.before or (every and numeral.form == DIGITS):
        return Mention(DENOMINATOR.name, Span(numeral.start, numeral.end), None)
    if (bound := _refused_bound(reading)) is not None:
        return bound
    if numeral.form != DIGITS or reading.sign is not None or numeral.factor > 1:
        return None
    if _TEST.search(text, max(0, reading.start - 8), reading.start):
        return Mention(TESTED.name, Span(numeral.start, numeral.end), None)
    bare = word.rstrip(".:").lstrip("(").lower()
    if bare in ("see", "cf") and _REFERENCE.match(text, numeral.start):
        return Mention(NUMBERED.name, Span(numeral.start, numeral.end), None)
    if bare in NUMBERED.before and (bare != "no" or word[0] == "N" or word.endswith(".")):
        measured = counted_noun(text, numeral.end) or _CUBIC.match(text, numeral.end)
        exempt = word[0].islower() and bare in _VERBS_TOO and measured
        if not exempt:
            listed = (_LISTED if bare.endswith("s") else _BRACKETS).match(text, numeral.end)
            end = listed.end() if listed is not None else numeral.end
            return Mention(NUMBERED.name, Span(numeral.start, end), None)
    if _POSTAL.match(text, numeral.start) and _STATE.search(
        text, max(0, numeral.start - 4), numeral.start
    ):
        return Mention(POSTAL.name, Span(numeral.start, numeral.end), None)
    return None


def _bounds_group(text: str, low: int, numeral: Numeral) -> bool:
    """Tell whether a number bounds the age of those before it, as what stands behind it shows."""
    ages = numeral.top is not None and numeral.top <= _OLDEST and _AGES.match(text, numeral.end)
    if ages and _GROUP_IN_BRACKET.search(text, low, numeral.start):
        return True
    if not 1 < numeral.value <= _OLDEST or _GROUP.search(text, low, numeral.start) is None:
        return False
    behind = _SAYS_MORE.match(text, numeral.end)
    return behind is not None and ROLES.get(behind["word"]) in _VERBS_BEHIND


def _refused_bound(reading: Reading) -> Mention[Amount] | None:
    """Return the refusal of a number that says how far a value is spread."""
    numeral, text, word = reading.numeral, reading.text, reading.before
    if word.rstrip(":=,") in BOUNDS.before and numeral.form == DIGITS:
        return Mention(BOUNDS.name, Span(numeral.start, numeral.end), None)
    spread = _SPREAD.search(text, max(0, reading.start - 12), reading.start)
    if spread is not None and not _ONE_END.match(text, spread.start()):
        closing = _CLOSES.match(text, numeral.end)
        end = closing.end() if closing is not None else numeral.end
        return Mention(BOUNDS.name, Span(numeral.start, end), None)
    if text[reading.start - 1 : reading.start] == "±" and _POINT_BEFORE.search(
        text, max(0, reading.start - 6), reading.start
    ):
        return Mention(BOUNDS.name, Span(numeral.start, numeral.end), None)
    return None
