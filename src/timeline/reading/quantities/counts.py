"""What is counted, measured or ranked: from a reading to an amount.

The rows that use these functions stand in `timeline.reading.quantities.patterns`.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from timeline.lexicon import pattern_of, read_lexicon
from timeline.measurement import dimension
from timeline.reading.language.calendar_words import MONTH_NAMES
from timeline.reading.language.plurals import is_plural, singular_noun
from timeline.reading.matching.engine import GAP
from timeline.reading.quantities import quantity_words
from timeline.reading.quantities.amounts import Amount, Reading, Refused, per_at, quantity
from timeline.reading.quantities.bare_amounts import bare
from timeline.reading.quantities.counted_nouns import CountedNoun, counted_noun
from timeline.reading.quantities.currencies import NEEDS_SCALE, WORDS_TOO, currency_of
from timeline.reading.quantities.hedges import hedge_before
from timeline.reading.quantities.numerals import DIGITS, FRACTION, WORDS, Numeral
from timeline.reading.quantities.units import (
    ABBREVIATIONS,
    COMPOUND,
    TIMES,
    canonical,
    is_measure,
)
from timeline.values import Quantity

# ---------------------------------------------------------------- counted and measured things


def falling(reading: Reading) -> Amount | None:
    """Two numbers with a dash that do not rise are no range: a law, a score, a name."""
    numeral = reading.numeral
    if numeral.top is not None and numeral.top <= numeral.value and numeral.joint == "-":
        raise Refused(numeral.end)
    return None


_DEFINITE: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]ll|[Bb]oth|[Tt]hese|[Tt]hose|[Oo]ther)(?:\s+of\s+the)?\s+$"
)
_TEN: Final = 10
_NAME_BEFORE: Final = re.compile(r"(?<![.!?:;]\s)(?<![\n(])\b(?P<name>[A-Z][a-z]{2,})[ \u00a0]$")
_NOT_NAMES: Final = quantity_words.NO_NAMES | frozenset(MONTH_NAMES)


_SINGLE: Final = re.compile(rf"(?:{GAP}|-)([a-z]+)\b")


_SCALES_ONLY: Final = re.compile(r"(?:[mbk]|mm|MM|cr|Cr)\s")
"""What would scale the number if it were sure, and is no part of what it counts."""


def counted(reading: Reading) -> Amount | None:
    """A number before a noun, or a number alone where its unit must stand elsewhere."""
    text, numeral = reading.text, reading.numeral
    noun = counted_noun(text, numeral.end)
    if _is_note_mark(reading):
        raise Refused(numeral.end)
    if noun is not None and _COLUMN.search(text, max(0, reading.start - 4), reading.start):
        noun = noun if text.find("\n", numeral.end, noun.end) < 0 else None
    if noun is None:
        single = _SINGLE.match(text, numeral.end) if numeral.form == FRACTION else None
        if single is not None and (is_measure(unit := canonical(single[1])) or unit == "point"):
            value, end = quantity(reading, unit, end=single.end())
            return Amount(value, kind_of(unit), end, unit if unit == "point" else None)
        return bare(reading)
    if _SCALES_ONLY.match(noun.text):
        raise Refused(numeral.end)
    if (
        _belongs_to_name(reading)
        or _is_anaphoric(reading, noun)
        or (_is_one(numeral) and not is_measure(noun.unit))
    ):
        return None
    per, end = per_at(text, noun.end)
    if per is None and is_measure(noun.unit) and noun.unit not in TIMES:
        match = _PER_OF.match(text, noun.end)
        per = match["per"] if match else None
    elif per is None and not is_measure(noun.unit):
        per = _per_behind_verb(text, noun.end)
    value, end = quantity(reading, noun.unit, end=end, per=per)
    kind = "rate" if per else kind_of(noun.unit)
    if noun.unit in NEEDS_SCALE and numeral.value in _FEW and not per:
        kind = "count"  # "they wore 12 crowns"
    return Amount(value, kind, end, _rate_text(noun.unit, per, noun.unit_text), noun.text)


_FEW: Final = range(1, 21)


def pointing_back(reading: Reading) -> Amount | None:
    """The two countries, one of a kind: what was named before is not counted again."""
    noun = counted_noun(reading.text, reading.numeral.end)
    if noun is not None and (_is_one(reading.numeral) or _is_anaphoric(reading, noun)):
        raise Refused(reading.numeral.end)
    return None


def _is_note_mark(reading: Reading) -> bool:
    """Tell whether a number marks a note: it opens a line, and the words of a note follow."""
    text, numeral = reading.text, reading.numeral
    return (
        numeral.form == DIGITS
        and numeral.end - reading.start <= 2
        and (reading.start == 0 or text[reading.start - 1] == "\n")
        and _NOTE.match(text, numeral.end) is not None
    )


def _is_one(numeral: Numeral) -> bool:
    """Tell whether a numeral is the word "one" by itself, which is more often no count."""
    return numeral.value == 1 and numeral.form == WORDS and numeral.top is None


def in_a_name(reading: Reading) -> Amount | None:
    """Apollo 11 missions: the number is part of the name."""
    if _belongs_to_name(reading):
        raise Refused(reading.numeral.end)
    return None


_NOTE: Final = re.compile(
    r"[ ](?:(?:In|Ex)clude[sd]|Excluding|Including|Refers|Covers|Comprises|Denotes|Represents"
    r"|Figures|Data|Totals|Estimates|Percentages)\b"
)
"""How a note begins behind its mark: "1 Excludes food", "2 Data are provisional"."""
_COLUMN: Final = re.compile(r"(?:[ ]{2}|\t)\(?$")
"""The gap before a number in a column: its noun is not in the next line."""


def vague(reading: Reading) -> Amount | None:
    """A bare magnitude is a sound lower bound: hundreds of thousands are at least 100000."""
    text, end = reading.text, reading.numeral.end
    noun = None
    if reading.match is not None:
        noun = counted_noun(text, reading.match.end())
    elif not text[reading.numeral.start : end].count(" "):
        return None
    if noun is None:
        value, end = quantity(reading, None, end=end)
        return Amount(value, "count", end, bare=True)
    per = _per_behind_verb(text, noun.end)
    if not noun.modified and noun.unit not in WORDS_TOO:
        currency = currency_of(noun.unit, default=None)
        if currency is not None:
            value, _ = quantity(reading, currency, end=noun.end, per=per)
            return Amount(value, "rate" if per else "level", noun.end, noun.unit_text)
    value, _ = quantity(reading, noun.unit, end=noun.end, per=per)
    return Amount(value, "rate" if per else "count", noun.end, noun.unit_text, noun.text)


def compound(reading: Reading) -> Amount | None:
    """A number joined to its unit by a hyphen: a 2,000-mile border, a 12-cent-a-share dividend."""
    printed = reading.behind["u"]
    if printed not in COMPOUND:
        return None
    unit = canonical(printed)
    currency = currency_of(printed, default=None)
    per, end = per_at(reading.text, reading.behind.end())
    if currency is not None and unit not in WORDS_TOO:
        value, end = quantity(reading, currency, end=end, per=per)
        return Amount(value, "rate" if per else "level", end, singular_noun(printed))
    value, end = quantity(reading, unit, end=end, per=per)
    kind = "rate" if per else kind_of(unit)
    return Amount(value, kind, end, _rate_text(unit, per, printed), compound=True)


_SHORT_UNIT: Final = re.compile(
    r"(?:[mtgl]|in)(?!\w)(?=[ \u00a0]?(?:[,.;)x×/]|\d{1,3}[ \u00a0]?[a-z]{1,2}\b|$|[\n\0]|and\b|or\b|by\b|is\b|in\b|long\b|wide\b|high\b|tall\b"
    r"|deep\b|thick\b|above\b|below\b|of\b|per\b))"
)


_LETTERS: Final = frozenset(("m", "t", "g", "l", "in"))


class _Rate(NamedTuple):
    """What a symbol stands for: so many of a unit in a stretch of time."""

    unit: str
    per: str
    factor: int


_RATES: Final = {
    entry["symbol"]: _Rate(entry["unit"], entry["per"], int(entry.number("factor")))
    for entry in read_lexicon(
        "reading/quantities/data/rate_symbols.tsv", ("symbol", "unit", "per", "factor")
    )
}
"""Symbols that are a rate by themselves: barrels a day, as the oil trade writes them."""
RATE_KEYS: Final = frozenset(symbol.partition("/")[0] for symbol in _RATES)


_LONG: Final = re.compile(
    r"m[ \u00a0]?(?:(?:is\sequal|long|wide|high|tall|deep|thick|above|below|by|of|x|×|in\s(?:length|height|depth|width|diameter))\b|=)"
)
_LENGTHS: Final = re.compile(
    rf"\b(?:{pattern_of(quantity_words.IN_METRES)}"
    r"|height:|depth:|length:)\b",
    re.IGNORECASE,
)
"""What is measured in metres, so that an "m" behind its number is no million."""
_LENGTH_REACH: Final = 60


def _is_length(reading: Reading, at: int) -> bool:
    """Tell whether an "m" glued to a number means metres; elsewhere it may be a million."""
    text, start = reading.text, reading.start
    return _LONG.match(text, at) is not None or (
        _LENGTHS.search(text, max(0, start - _LENGTH_REACH), start) is not None
    )


def measured(reading: Reading) -> Amount | None:
    """A number before an abbreviated unit; one of a letter needs a word that a unit stands before."""
    printed = " ".join(re.sub(r"[.^]", "", reading.behind["u"]).split())
    unit, end = ABBREVIATIONS.get(printed), reading.behind.end()
    if (rate := _RATES.get(printed)) is not None and not reading.behind["open"]:
        value, end = quantity(reading, rate.unit, end=end, per=rate.per, factor=rate.factor)
        return Amount(value, "rate", end, f"{rate.unit} per {rate.per}")
    if unit is None and "/" in printed and not reading.behind["open"]:
        printed, _, over = printed.partition("/")
        unit, end = ABBREVIATIONS.get(printed), end - len(over) - 1
    if unit is None:
        return None
    at = reading.behind.start("u")
    parted = at > reading.numeral.end and not reading.behind["open"]
    short = printed in _LETTERS and not (parted and printed in ("t", "g"))
    if short and (not _SHORT_UNIT.match(reading.text, at) or (printed == "in" and parted)):
        return None
    if printed == "m" and not parted and not _is_length(reading, at):
        return None
    gas = _OF_GAS.match(reading.text, end) if dimension(unit) == "mass" else None
    per, end = per_at(reading.text, gas.end() if gas else end)
    value, end = quantity(reading, unit, end=end, per=per)
    return Amount(value, "rate" if per else "level", end, _rate_text(unit, per, None))


_OF_GAS: Final = re.compile(r"[ \u00a0]?CO(?:2|₂)(?:[ -]?eq?\b\.?)?(?!\w)")
"""What tonnes are of, at once behind their symbol: "21 Mt CO2"."""


def age(reading: Reading) -> Amount:
    """Return an age; raises Refused for one that only bounds a group: "children under 5 years of age"."""
    unit = canonical(reading.behind["u"] or "year")
    led = _BOUNDS_GROUP.search(reading.text, max(0, reading.start - 40), reading.start)
    of_age = reading.behind[0].endswith("age") and _ARE_OLDER.search(
        reading.text, max(0, reading.start - 40), reading.start
    )
    if of_age or (led is not None and is_plural(led["group"])):
        raise Refused(reading.behind.end())
    value, end = quantity(reading, unit, end=reading.behind.end())
    return Amount(value, "duration", end, f"{unit} of age")


_BOUNDS_GROUP: Final = re.compile(
    r"(?P<group>[a-z]{3,})[ ](?:(?:who|that)[ ](?:are|were)[ ])?(?:under|over|below|above|younger[ ]than|older[ ]than|less[ ]than|at[ ]least|up[ ]to)[ ]$"
)
"""A plural noun and what leads in the age that bounds it."""
_ARE_OLDER: Final = re.compile(
    r"\b(?:are|were)[ ](?:under|over|below|above|younger than|older than)[ ]$"
)


def temperature(reading: Reading) -> Amount:
    unit = "celsius" if reading.behind["u"][0] in "Cc" else "fahrenheit"
    value, end = quantity(reading, unit, end=reading.behind.end())
    return Amount(value, "level", end)


def angle(reading: Reading) -> Amount:
    value, end = quantity(reading, "degree", end=reading.behind.end())
    return Amount(value, "level", end)


def _belongs_to_name(reading: Reading) -> bool:
    """Tell whether a short number closes a name ("Apollo 11 missions", "Type 2 patients")."""
    numeral = reading.numeral
    if numeral.form != DIGITS or numeral.end - numeral.start > 3 or numeral.factor > 1:
        return False
    name = _NAME_BEFORE.search(reading.text, max(0, reading.start - 24), reading.start)
    return name is not None and name["name"] not in _NOT_NAMES and name.start() > 0


def _is_anaphoric(reading: Reading, noun: CountedNoun) -> bool:
    """Tell whether a small definite count only points back ("the two countries")."""
    numeral = reading.numeral
    if noun.modified or noun.unit in TIMES or numeral.form == DIGITS or numeral.factor > 1:
        return False
    if numeral.value > _TEN or is_measure(noun.unit):
        return False
    before = reading.text[max(0, reading.start - 16) : reading.start]
    return _DEFINITE.search(before) is not None


def _rate_text(unit: str | None, per: str | None, printed: str | None) -> str | None:
    """Return the counted noun; of a measured rate its whole unit ("barrel per day")."""
    if not is_measure(unit):
        return printed
    return f"{unit} per {per}" if per else None


def kind_of(unit: str | None) -> str:
    measured = is_measure(unit) or dimension(unit) == "money"  # "98.7 crowns"
    return "duration" if unit in TIMES else "level" if measured else "count"


# ---------------------------------------------------------------- ranks and rates


def rank(reading: Reading) -> Amount:
    value = Quantity(value=reading.numeral.value, unit="rank")
    return Amount(value, "rank", reading.behind.end(), "rank")


def every(reading: Reading) -> Amount | None:
    """Every six years, every tenth year, every 20 minutes."""
    unit = canonical(reading.behind["u"])
    start = reading.text.rfind(reading.before, 0, reading.start)
    hedge = hedge_before(reading.text, start, _word_before(reading.text, start))
    value = Quantity(value=reading.numeral.value, unit=unit, qualifier=hedge)
    return Amount(value, "rate", reading.behind.end(), start=start)


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 24) : start].split()
    return words[-1] if words else ""


_HAPPENS: Final = re.compile(
    r"\b(?:(?P<meeting>meets?|met|convenes?|convened|meetings?)|(?P<election>elections?|elects?)"
    r"|(?P<vote>votes?|voted)|(?P<visit>visits?|visited)|(?P<review>reviews?|reviewed)"
    r"|(?P<report>reports?|reported)|(?P<session>sessions?))\b"
)


def times_of(reading: Reading) -> Amount:
    """Three times a year: what is repeated is the happening that the clause names, if it does."""
    text, start = reading.text, reading.start
    stop = max(text.rfind(mark, max(0, start - 120), start) for mark in (".", ";", "\n\n"))
    named = None
    for match in _HAPPENS.finditer(text, max(stop + 1, start - 120), start):
        named = match.lastgroup
    per, end = per_at(text, reading.behind.end())
    value, end = quantity(reading, named or "time", end=end, per=per)
    return Amount(value, "rate" if per else "count", end, "time")


# ---------------------------------------------------------------- rates behind a verb

_BEHIND_VERB: Final = re.compile(
    r"(?:(?!\bthan\b)[^.,;:()\d]){1,70}?(?<!\bday\s)(?<!days\s)(?<!hour\s)(?<!hours\s)(?<!times\s)(?<!once\s)(?<!twice\s)\b(?:each|every|per|(?<!for\s)an?)\s+(?P<per>day|night|week|month|year|hour|minute)\b"
    r"(?!-|\s+(?:ago|earlier|before|later)\b)"
)
_PER_OF: Final = re.compile(
    rf"{GAP}of(?:{GAP}[a-z]+){{1,3}}?{GAP}(?:a|each|every|per){GAP}(?P<per>day|week|month|year|hour)\b"
)


def _per_behind_verb(text: str, end: int) -> str | None:
    """Return the unit of time of a rate whose verb stands between ("300 trucks cross each day")."""
    match = _BEHIND_VERB.match(text, end)
    return None if match is None else match["per"]


def number_of_week(reading: Reading) -> Amount | None:
    """In week 6 to 710 cases: a week has a number; "this week 12 people" counts."""
    if _OF_WEEK.search(reading.text, max(0, reading.start - 40), reading.start) is None:
        return None
    numeral = reading.numeral
    raise Refused(numeral.split or numeral.end)


_OF_WEEK: Final = re.compile(
    r"\b(?:in|of|from|to|by|since|until|for|during)\s(?:epidemiological\s)?[Ww]eeks?\s$"
)
