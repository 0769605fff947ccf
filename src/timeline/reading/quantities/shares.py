"""Percentages, points, shares of a whole and ratios: from a reading to an amount.

The rows that use these functions stand in `timeline.reading.quantities.patterns`. A share that digits cannot
write (one in six, two thirds) is rounded to a hundredth of a percent.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from timeline.reading.language.plurals import plural_noun
from timeline.reading.language.verb_forms import ROLES
from timeline.reading.language.verbs import VERBS
from timeline.reading.matching.engine import GAP
from timeline.reading.quantities import quantity_words
from timeline.reading.quantities.amounts import Amount, Reading, Refused, per_at, quantity
from timeline.reading.quantities.counted_nouns import counted_noun
from timeline.reading.quantities.counts import kind_of
from timeline.reading.quantities.hedges import hedge_before
from timeline.reading.quantities.numerals import DIGITS, FRACTION, PART, WORDS, number_at
from timeline.reading.quantities.ranges import CHANGING
from timeline.reading.quantities.units import TIMES, canonical, is_measure
from timeline.values import Quantity, decimal_text, scaled

_ONE: Final = Decimal(1)
_HUNDREDTH: Final = Decimal("0.01")

_CHANGES: Final = re.compile(
    r"\bby\s+(?:(?!(?:with|to|was|were|is|are|has|have|had|stood|came|reached|averaged|fell|rose|grew)\b)[a-z]+\s+){0,3}$"
)
"""Not where a verb stands between: "coverage by provisions was 51%"."""


def percent(reading: Reading) -> Amount:
    per, end = per_at(reading.text, reading.behind.end())
    if per is not None and per not in TIMES:
        per, end = None, reading.behind.end()
    value, end = quantity(reading, "percent", end=end, per=per)
    return Amount(value, _change_kind(reading, "share"), end, "percent")


def _change_kind(reading: Reading, kind: str) -> str:
    text, start = reading.text, reading.start
    if _CHANGES.search(text, max(0, start - 40), start) is None:
        return kind
    done = _DONE_BY.search(text, max(0, start - 60), start)
    acts = done is not None and CHANGING.match(done["verb"]) is None
    return kind if acts and _OF_THOSE.match(text, reading.behind.end()) else "change"


_DONE_BY: Final = re.compile(
    r"\b(?:was|were|is|are|been|be|being)\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+)\s+by\s+(?:[a-z]+\s+){0,3}$"
)
_OF_THOSE: Final = re.compile(rf"{GAP}of{GAP}(?:all{GAP}|the{GAP})?[a-z-]+s\b|{GAP}respectively\b")
"""Those who do something, behind a percentage: "was met by 64 percent of districts"."""


def proportion(reading: Reading) -> Amount | None:
    """One in five is a share of 20 percent, one in six one of 16.67 percent."""
    whole = number_at(reading.text, reading.behind.end())
    if whole is None or whole.form not in (DIGITS, WORDS) or whole.value > _LARGEST_WHOLE:
        return None
    return _share(reading, reading.numeral.value, whole.value, whole.end)


def one_noun_in(reading: Reading) -> Amount | None:
    """One household in six: a share of households; "one school in six months" is none."""
    text, whole = reading.text, number_at(reading.text, reading.behind.end())
    if whole is None or whole.form not in (DIGITS, WORDS) or whole.value > _LARGEST_WHOLE:
        return None
    following = _NEXT_WORD.match(text, whole.end)
    word = following["word"] if following else ""
    says = not word or word in ROLES or word in VERBS.plain or word.endswith("ed")
    says = says or _DOES.match(text, whole.end) is not None
    says = says or _IN_PLACE.match(text, whole.end) is not None
    if reading.numeral.value != 1 or not says:
        return None
    share = _share(reading, reading.numeral.value, whole.value, whole.end)
    noun = " ".join(reading.behind["noun"].split())
    return replace(share, end=whole.end, noun=plural_noun(noun))


_NEXT_WORD: Final = re.compile(r"[ \u00a0](?P<word>[a-z]+)")
_DOES: Final = re.compile(
    rf"{GAP}[a-z]{{2,}}[a-rt-z]s{GAP}(?:more|less|no|an?|the|up|alone|late|too|out|only|every)\b(?!{GAP}(?:year|day|week|month))"
)
"""A verb by what follows it and no plural: "one patient in six waits more than a month"."""


_IN_PLACE: Final = re.compile(
    rf"{GAP}(?:in|of|at|from){GAP}(?:this|the|these|our|its|their){GAP}[a-z]+(?:{GAP}[a-z]+)?{GAP}(?:do|does|did|is|are|was|were|has|have|had|will)\b"
)
"""Where those are of whom so many do something: "one child in six of this town was ill"."""


def votes(reading: Reading) -> Amount | None:
    """Voted by 6 to 3: a result, whose numbers are neither a change nor a range."""
    text, end = reading.text, reading.numeral.end
    other = _OTHER_SIDE.match(text, end)
    if _VOTED.search(text, max(0, reading.start - 24), reading.start) is None:
        return None
    if other is None and reading.numeral.joint != "to":
        return None
    raise Refused(end if other is None else other.end())


_OTHER_SIDE: Final = re.compile(r"[ \u00a0]to[ \u00a0]\d{1,3}\b")


_VOTED: Final = re.compile(r"\b(?:voted?|voting|decided|split)\s(?:by\s)?(?:a\smajority\sof\s)?$")


def changed_by_part(reading: Reading) -> Amount | None:
    """Dropped by a fifth, by more than half: how far something moved, in percent."""
    text = reading.text
    moved = _BY_PART.search(text, max(0, reading.start - 60), reading.start)
    if moved is None or CHANGING.match(moved["verb"]) is None:
        return None
    return replace(_share(reading, reading.numeral.value, _ONE, reading.numeral.end), kind="change")


_BY_PART: Final = re.compile(
    r"\b(?P<verb>[a-z]+)\s(?:[a-z]+ly\s)?by\s(?:[a-z]+\s){0,3}?(?:an?\s|one[ -])?$"
)


def one_of(reading: Reading) -> Amount | None:
    """One of the largest ports is no count."""
    if reading.numeral.value == 1:
        raise Refused(reading.numeral.end)
    return None


def out_of(reading: Reading) -> Amount | None:
    """Sixty-three of 120 seats: both numbers count the noun behind the second."""
    whole = number_at(reading.text, reading.behind.start("whole"))
    if whole is None or whole.form not in (DIGITS, WORDS) or whole.value < reading.numeral.value:
        return None
    noun = counted_noun(reading.text, whole.end)
    if noun is None or (reading.numeral.value == 1 and reading.numeral.form == WORDS):
        return None
    value, end = quantity(reading, noun.unit, end=reading.numeral.end)
    return Amount(value, kind_of(noun.unit), end, noun.unit_text, noun.text)


_IN_ORDER: Final = quantity_words.IN_ORDER
_LARGEST_WHOLE: Final = 1_000
"""One in 2020 is a year's, not a share."""


def share_in_words(reading: Reading) -> Amount | None:
    """Half of the fleet, three quarters of its ships: a share of a whole, not a half in order."""
    if _MULTIPLE.match(reading.text, reading.numeral.end):
        return None  # "half the pace of last year" is no part of a pace
    if reading.before.lower() in _IN_ORDER:
        raise Refused(reading.numeral.end)
    if (of_unit := _OF_A_UNIT.match(reading.text, reading.numeral.end)) is not None:
        unit = canonical(of_unit["unit"])
        if is_measure(unit):
            return part_of_unit(reading, unit, of_unit.end())
    return _share(reading, reading.numeral.value, _ONE, reading.behind.end())


_OF_A_UNIT: Final = re.compile(rf"{GAP}of{GAP}an?{GAP}(?P<unit>[a-z]{{2,20}})\b")


def half_unit(reading: Reading) -> Amount | None:
    """Half an hour, three quarters of a mile."""
    unit = canonical(reading.behind["u"])
    return part_of_unit(reading, unit, reading.behind.end()) if is_measure(unit) else None


_MULTIPLE: Final = re.compile(
    r"\s(?:of\s)?(?:the|its|their)\s(?:pace|speed|rate|price|size|sum|amount|level)\b"
)


def part_of_unit(reading: Reading, unit: str, end: int) -> Amount:
    """A part of a unit, which digits must be able to write."""
    if reading.numeral.value != reading.numeral.value.quantize(Decimal("0.001")):
        raise Refused(end)
    value, end = quantity(reading, unit, end=end)
    return Amount(value, kind_of(unit), end)


def points(reading: Reading) -> Amount | None:
    """Percentage points and basis points, whole or in part ("half a percentage point")."""
    found = reading.behind.groupdict()
    numeral = reading.numeral
    if found.get("pages") and numeral.value >= _MANY_PAGES and numeral.step >= 1:
        return None
    unit = "basis point" if found.get("basis") else "percentage point"
    if numeral.form == PART:
        amount = part_of_unit(reading, unit, reading.behind.end())
        return replace(amount, kind=_change_kind(reading, "level"), unit_text=unit)
    value, end = quantity(reading, unit, end=reading.behind.end())
    return Amount(value, _change_kind(reading, "level"), end, unit)


_MANY_PAGES: Final = 50
"""So many "pp" are the pages of a book."""


def part_of_percent(reading: Reading) -> Amount | None:
    """Half a per cent."""
    return replace(part_of_unit(reading, "percent", reading.behind.end()), kind="share")


def colon(reading: Reading) -> Amount | None:
    """A ratio with a colon, where a ratio is spoken of; elsewhere a time, a score, a verse."""
    text, found = reading.text, reading.behind
    near = _RATIO_BEFORE.search(text, max(0, reading.start - 140), reading.start)
    if near is None and _RATIO_BEHIND.match(text, found.end()) is None:
        return None
    hedge = hedge_before(text, reading.start, reading.before)
    value = Quantity(value=reading.numeral.value, unit="ratio", per=found["to"], qualifier=hedge)
    return Amount(value, "rate", found.end(), "ratio")


_RATIO_BEFORE: Final = re.compile(
    r"\b(?:[Rr]atios?|[Oo]dds)\b[^.;!?\n]{0,128}(?:\d\.\d[^.;!?\n]{0,64})?$"
)
_RATIO_BEHIND: Final = re.compile(rf"(?:{GAP}|-)(?:[a-z]{{1,16}}{GAP})?ratio\b")


def rate(reading: Reading) -> Amount | None:
    """So many per so many, whatever is counted: "17 per 100,000"."""
    per, end = per_at(reading.text, reading.numeral.end)
    if per is None or (reading.numeral.form == WORDS and not per[0].isdecimal()):
        return None
    value, end = quantity(reading, None, end=end, per=per)
    return Amount(value, "rate", end)


def _share(reading: Reading, part: Decimal, whole: Decimal, end: int) -> Amount:
    if not 0 < part < whole:
        raise Refused(end)
    value = scaled(part, 100) / whole
    step = _ONE
    if value != value.quantize(_HUNDREDTH):
        value, step = value.quantize(_HUNDREDTH), _HUNDREDTH
    in_part = reading.numeral.form in (PART, FRACTION)
    noun = None if in_part else counted_noun(reading.text, end)
    if noun is not None and noun.text.split()[0] in quantity_words.DONE_ALONE:
        noun = None  # "one in three works at night"
    hedge = _hedge(reading)
    share = Quantity(value=value.normalize(), unit="percent", step=step, qualifier=hedge)
    return Amount(share, "share", noun.end if noun else end, "percent", noun.text if noun else None)


_ARTICLE: Final = re.compile(r"(?P<before>\S{1,24})[ \u00a0]an?[ \u00a0]$")


def _hedge(reading: Reading) -> str:
    """Return the hedge of a share, which stands before the article of its part ("about a third")."""
    text, start = reading.text, reading.start
    if reading.before in ("a", "an"):
        article = _ARTICLE.search(text, max(0, start - 32), start)
        if article is not None:
            return hedge_before(text, article.end("before"), article["before"])
    return hedge_before(text, start, reading.before)


def ratio(reading: Reading) -> Amount | None:
    """Three to one: so many of the first to each of the second."""
    numeral = reading.numeral
    if numeral.top is None or numeral.top >= numeral.value or numeral.joint != "to":
        return None
    if reading.before.lower() in ("from", "by"):
        return None
    if numeral.top != 1 and not _RATIO_OF.search(
        reading.text, max(0, reading.start - 20), reading.start
    ):
        raise Refused(numeral.end)
    value = Quantity(value=numeral.value, unit="ratio", per=decimal_text(numeral.top))
    return Amount(value, "rate", numeral.end, "ratio")


_RATIO_OF: Final = re.compile(r"\bratio\s+(?:of|is|was)\s+$")


def one_per(reading: Reading) -> Amount | None:
    """One doctor per 3,500 people: a noun in the singular, which only "per" shows to be counted."""
    noun = " ".join(reading.behind["noun"].split())
    if reading.numeral.value != 1 or noun in ("per", "per cent") or noun.split()[0] == "per":
        return None
    per, end = per_at(reading.text, reading.behind.end())
    if per is None:
        return None
    unit = canonical(noun.split()[-1])
    value, end = quantity(reading, unit, end=end, per=per)
    return Amount(value, "rate", end, noun, noun)
