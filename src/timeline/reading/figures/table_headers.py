"""What the heads of a table say of the figures in its cells: what is measured, in what, and when.

A cell that names its own measure or time keeps it. Of the heads of row and column, one that is a
date, or ends with one, gives the reference period; what gives a unit or a scale gives them to the
numbers that stand alone in their cells; the rest is the measure, from the outside in. A number in
brackets is below zero under the heads of an account; elsewhere it may be an error margin, and is no
figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from timeline.model import Figure, Passage, Quote, Span
from timeline.reading.dates import patterns as date_patterns
from timeline.reading.dates import resolve
from timeline.reading.fields import labels
from timeline.reading.figures import figure_words
from timeline.reading.figures.figure_changes import RELATIVE
from timeline.reading.figures.header_units import HeadUnit, head_unit
from timeline.reading.matching.engine import anchors_of
from timeline.reading.quantities import accounts
from timeline.reading.quantities.currencies import currency_name, currency_of
from timeline.reading.quantities.units import is_measure
from timeline.values import Period, Quantity, scaled
from timeline.vocabulary import HEADING

RULE: Final = "number of a cell"
_BETWEEN: Final = " - "
"""What parts the labels of a path, as in labelled fields."""
_ALONE: Final = re.compile(
    r"(?:(?P<minus>[-−–](?=\d))|\+(?=\d))?(?P<sign>[A-Z]{0,3}[$€£¥₹])?[ \u00a0]?"
    r"(?P<n>[1-9]\d{0,2}(?:,\d{3}){1,6}|[1-9]\d{0,2}(?:\.\d{3}){1,5}(?=,\d{1,2}(?!\d))|[1-9]\d{0,2}(?:[\u00a0\u202f\u2009 ]\d{3}){1,6}|0|[1-9]\d{0,14})"
    r"(?P<part>\.\d{1,8}|,\d{1,2}(?!\d))?"
    r"(?:[ \u00a0]?\((?P<mark>p|r|e|f|prov\.?|prelim\.?|rev\.?|est\.?)\)|(?P<letter>[pre]))?"
    r"(?P<at>[ \u00a0](?:in[ \u00a0]|\()(?P<year>(?:1[89]|20)\d\d)\)?)?"
)
_IN_BRACKETS: Final = re.compile(r"\([ \u00a0]?[$€£]?[\d.,\u00a0 ]{1,20}%?[ \u00a0]?\)")
_PAIR: Final = re.compile(
    r"(?P<first>[^()]*\d)\s?\([ \u00a0]?[-+−–]?[\d.,\u00a0 ]{1,20}[ \u00a0]?\)"
)
"""A number with another one in brackets: a forecast before, an error margin; the first is stated."""
_PAIRED_UNITS: Final = re.compile(
    r"\b(?:n|no\.?|number|count)[ \u00a0]?\((?:%|per ?cent|percentage)\)$", re.IGNORECASE
)
"""How the head of two numbers ends of which only the second is in its unit: "n (%)"."""
_LEANS: Final = re.compile(
    r"(?:(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?(?:[ ]?[-–/][ ]?[A-Z][a-z]{2,8}\.?)?"
    r"|Q[1-4]|H[12]|(?:first|second|third|fourth|1st|2nd|3rd|4th)[ ](?:quarter|half))$",
    re.IGNORECASE,
)
"""Months, quarters and halves: a part of the year that another head names."""
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_ANY_YEAR: Final = re.compile(r"(?:1\d|20)\d\d")
_SHORT: Final = re.compile(
    r"(?P<name>[A-Za-z]{3,9})[-'’](?P<yy>\d\d)|(?P<y>(?:19|20)\d\dM|20(?:1[3-9]|[2-4]\d)-)"
    r"(?P<m>0[1-9]|1[0-2])"
)
"""A month as the heads of statistics write it: "Jan-21", "2021M01", "2021-01".

Before 2013, "2009-10" may be two years.
"""
_LATEST: Final = 49
"""Years of two digits are of this century up to this one."""
_DATED: Final = figure_words.DATED_HEADS
_CODES: Final = figure_words.CODE_HEADS | {"#"}
_NAMING: Final = figure_words.CODE_WORDS
"""Heads, and words of heads, of numbers that count nothing."""
_IN_TIME: Final = re.compile(
    r"(?:,|(?:^|[ \u00a0])(?:in|for|during|at|on|as (?:at|of|on)))?[ \u00a0]?\(?$", re.IGNORECASE
)
_NOT_IN_TIME: Final = re.compile(
    r"\b(?:since|until|till|from|to|before|after|between|and|vs\.?|versus|change|growth|by|than|over)\s*$",
    re.IGNORECASE,
)


_MARKED_YEAR: Final = re.compile(
    r"((?:FY[ ]?)?(?:19|20)\d\d(?:[-/–]\d{2,4})?)[ ]?[(\[]?(p|r|e|f|b|prov(?:isional)?|prel(?:im(?:inary)?)?|rev(?:ised)?|est(?:imated?)?"
    r"|forecasts?|proj(?:ected)?|budget(?:ed)?(?:[ ]estimates?)?|revised[ ]estimates?|actuals?|outturn|a|re|be)\.?[)\]]?$",
    re.IGNORECASE,
)
"""A year of a head with the mark of how sure its numbers are: "2022p", "2021 (revised)"."""
_UNSURE: Final = re.compile(r"p|e|f|prov|prel|est|forecast|proj", re.IGNORECASE)
"""Marks of numbers that are to be replaced by better ones; those of revised ones are not."""


def may_state(passage: Passage) -> bool:
    """Tell whether a passage is a cell with a number alone, which prose would not take for a figure."""
    return bool(passage.labels) and _number(passage) is not None


def _number(passage: Passage) -> re.Match[str] | None:
    """Return the number alone in a cell; brackets are a minus under the heads of an account.

    Of two numbers, "0.3 (0.5)", it is the first.
    """
    text = passage.quote.text
    if _IN_BRACKETS.fullmatch(text) and accounts.is_account((*passage.labels, *passage.path[-1:])):
        text = text[1:-1].strip()
    if _ALONE.fullmatch(text) is None and (pair := _PAIR.fullmatch(text)) is not None:
        two_units = any(_PAIRED_UNITS.search(label) for label in passage.labels)
        text = "" if two_units else pair["first"]
    return _ALONE.fullmatch(text)


def is_lone(passage: Passage) -> bool:
    """Tell whether a passage is a cell with nothing but a number, in brackets or before some."""
    text = passage.quote.text
    return bool(passage.labels) and any(
        shape.fullmatch(text) is not None for shape in (_ALONE, _IN_BRACKETS, _PAIR)
    )


def heads_of(passages: Sequence[Passage]) -> frozenset[int]:
    """Return which passages are heads that say a unit, whose scale is no figure: "1,000 tonnes"."""
    names = {label for passage in passages for label in passage.labels}
    return frozenset(
        index
        for index, passage in enumerate(passages)
        if not passage.labels
        and (text := " ".join(passage.quote.text.split())) in names
        and head_unit(text).says
    )


def lone(passage: Passage, index: int, noted: HeadUnit | None = None) -> Iterator[Figure]:
    """Yield the figure that a number alone in a cell states under its heads, if it is one.

    `noted` is the unit that a note beside the table gives where its heads give none.
    """
    text = passage.quote.text
    found = _number(passage)
    heads = _heads(passage.labels)
    above = head_unit(passage.path[-1]) if passage.path else None
    given = _unit(heads, above if noted is None or _speaks(above) else noted)
    if found is None or given is None or any(_is_code(head.text) for head in heads):
        return
    printed = found["sign"]
    code = currency_of(printed, default=None) if printed else None
    if (printed and code is None) or (code and given.unit not in (None, code)):
        return
    unit, unit_text = (code, currency_name(printed)) if code else (given.unit, given.unit_text)
    dated = any(_DATED.intersection(head.text.lower().split()[:1]) for head in heads)
    year = _ANY_YEAR if dated else _YEAR
    if unit is None and not given.says and year.fullmatch(text):
        return
    names = [head.name for head in heads if head.name]
    named = _BETWEEN.join(names) or (above.name if above is not None else "")
    measure = named or "number"
    if unit is None and not found["part"]:
        counted = (names[-1] if names else measure).lower()
        unit = labels.unit_of(counted, counted)
    own, pair = found["year"], _PAIR.fullmatch(text)
    period_text, period = (own, Period.parse(own)) if own else _when(heads)
    quoted = text[: found.start("at")] if own else pair["first"] if pair else text
    start = passage.quote.span.start
    yield Figure(
        quantity=_quantity(found, text, replace(given, unit=unit), heads),
        measure=measure,
        kind="rate" if given.per else _kind(unit, measure),
        unit_text=unit_text,
        whole=given.whole,
        period=period,
        period_text=period_text,
        measure_from=HEADING if named else None,
        quote=Quote(Span(start, start + len(quoted)), quoted),
        passage=index,
        rules=(RULE, "cell"),
    )


def _quantity(found: re.Match[str], text: str, given: HeadUnit, heads: Sequence[_Head]) -> Quantity:
    """Return the quantity of a number alone, as sure as its own mark or that of a head says."""
    digits = f"{re.sub(r'[^0-9]', '', found['n'])}{(found['part'] or '').replace(',', '.')}"
    negative = found["minus"] or text[0] == "("
    value = Decimal(digits) * (-1 if negative else 1)
    step = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    mark = found["mark"] or found["letter"] or next((h.mark for h in heads if h.mark), "")
    qualifier = "estimated" if _UNSURE.match(mark) else "exact"
    return Quantity(
        value=scaled(value, given.factor),
        unit=given.unit,
        step=scaled(step, given.factor),
        per=given.per,
        qualifier=qualifier,
    )


def headed(figure: Figure, passage: Passage) -> Figure:
    """Return the figure with what the heads above its cell and beside it say."""
    if not passage.labels:
        return figure
    heads = _heads(passage.labels)
    names = [head.name for head in heads if head.name]
    alone = figure.quote is not None and figure.quote.text == passage.quote.text.strip()
    whole = alone and figure.kind != "count"  # "5 ships" says itself what it counts
    bare = (figure.quantity.unit or "number", "share of number", figure.period_text)
    if names and figure.kind == "change" and _names_nothing(figure, passage):
        measure = f"change in {_BETWEEN.join(names)}"
        figure = replace(
            figure, measure=measure, measure_from=HEADING, rules=(*figure.rules, "cell")
        )
    elif names and (whole or figure.measure in bare):
        of = figure.quantity.unit == "percent" and names[0].startswith("of ")
        share = "share of " if figure.measure == bare[1] else "share " if of else ""
        figure = replace(
            figure,
            measure=share + _BETWEEN.join(names),
            measure_from=HEADING,
            rules=(*figure.rules, "cell"),
        )
    if figure.period is None and figure.as_of is None:
        text, period = _when(heads)
        figure = replace(figure, period_text=text, period=period)
    return figure


def _names_nothing(figure: Figure, passage: Passage) -> bool:
    """Tell whether a change in a cell does not say of what: "up 6.3% on 2023" beside a value."""
    if figure.quote is None or len(passage.labels) != 1:
        return False
    text, start = passage.quote.text, figure.quote.span.start - passage.quote.span.start
    before, after = text[:start], text[start + len(figure.quote.text) :]
    alone = len(before.split()) <= 1 and not {"in", "of"} & {*after.lower().split()}
    return figure.measure == "change" or alone


# ---------------------------------------------------------------- heads


@dataclass(frozen=True, slots=True)
class _Head:
    """A head as printed, its name without unit and date, its unit, and its date.

    `partial` marks a month or a quarter that needs a year; `mark` says how sure its numbers are.
    """

    text: str
    name: str
    unit: HeadUnit
    when: str | None = None
    period: Period | None = None
    partial: bool = False
    mark: str = ""


def _heads(printed: Sequence[str]) -> list[_Head]:
    return [_head(label) for label in printed]


@lru_cache(maxsize=4_096)
def _head(label: str) -> _Head:
    """Return what a head says."""
    unit = head_unit(label)
    marked = _MARKED_YEAR.search(unit.name.strip())
    name = _MARKED_YEAR.sub(r"\1", unit.name.strip())
    return replace(_named(label, name, unit), mark="" if marked is None else marked[2])


def _named(label: str, name: str, unit: HeadUnit) -> _Head:
    """Return what a head says, of which the name is known without unit and mark."""
    short = _SHORT.fullmatch(name)
    if short is not None and (month := _month(short)) is not None:
        return _Head(label, "", unit, name, month)
    found = date_patterns.mentions(name, anchors_of(name, (date_patterns.TABLE,)))
    if _LEANS.match(name):
        return _Head(label, "", unit, name, None, partial=True)
    known = [d for d in resolve.expressions(name, found, None) if d.type == "DATE"]
    if len(known) != 1:
        return _Head(label, name, unit)
    date, span = known[0], known[0].quote.span
    before, after = name[: span.start], name[span.end :].strip(" )")
    if date.resolved is None and date.edtf is None:
        return _Head(label, name, unit)
    if not before and not after:
        return _Head(label, "", unit, date.quote.text, date.resolved)
    if after or date.resolved is None or _NOT_IN_TIME.search(before):
        return _Head(label, name, unit)
    rest = _IN_TIME.sub("", before).strip()
    if not rest:
        return _Head(label, "", unit, date.quote.text, date.resolved)
    if re.search(r"\w$", before):
        return _Head(label, name, unit)
    return _Head(label, rest, unit, date.quote.text, date.resolved)


def _month(short: re.Match[str]) -> Period | None:
    """Return the month of "Jan-21" or "2021M01", None where the word is no month."""
    if short["m"]:
        return Period.parse(f"{short['y'][:4]}-{short['m']}")
    century = 1900 if int(short["yy"]) > _LATEST else 2000
    whole = _head(f"{short['name']} {century + int(short['yy'])}")
    return None if whole.name else whole.period


def _unit(heads: Sequence[_Head], above: HeadUnit | None) -> HeadUnit | None:
    """Return the unit that the heads give, else the one of what stands above the table.

    None where one cannot be read, or two do not agree.
    """
    if any(head.unit.refused for head in heads):
        return None
    given = [head.unit for head in heads if head.unit.says]
    if len({(each.unit, each.factor) for each in given}) > 1:
        return None
    if given:
        return given[0]
    if above is not None and _speaks(above):
        return None if above.refused else above
    return HeadUnit("")


def _speaks(above: HeadUnit | None) -> bool:
    return above is not None and (above.refused or above.says)


def _when(heads: Sequence[_Head]) -> tuple[str | None, Period | None]:
    """Return the period of the first head that has one, with the month that another names."""
    stated = next((head for head in heads if head.period is not None), None)
    if stated is None or stated.period is None:
        return None, None
    month = next((head for head in heads if head.partial), None)
    if month is None:
        return stated.when, stated.period
    whole = _head(f"{month.when} {stated.when}")
    return (whole.when, whole.period) if not whole.name else (None, None)


@lru_cache(maxsize=4_096)
def _is_code(head: str) -> bool:
    lower = head.strip().lower()
    return lower in _CODES or not _NAMING.isdisjoint(lower.split()) or labels.is_silent(head)


def _kind(unit: str | None, measure: str) -> str:
    if unit in RELATIVE:
        words = measure.lower().replace(",", " ").split()
        return "share" if figure_words.HEADS_CHANGES.isdisjoint(words) else "change"
    is_money = unit is not None and unit.isupper() and len(unit) == _CODE_LENGTH
    return "level" if is_money or is_measure(unit) else "count"


_CODE_LENGTH: Final = 3
