"""The figures of a sentence of prose: for each amount its measure, its change, its time and source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from timeline.model import DateExpression, Figure, Quote, Span
from timeline.reading.figures import (
    bare_numbers,
    comparisons,
    counterparts,
    deadlines,
    itemised_totals,
    measures,
    reference_periods,
    scope,
    shared_measures,
    shared_money,
    shared_sizes,
    value_changes,
)
from timeline.reading.figures.amount_places import AmountPlace, Measure, Told
from timeline.reading.figures.figure_changes import (
    RELATIVE,
    FigureChange,
    change_of,
    of_growth_before,
    of_multiple,
    with_direction,
)
from timeline.reading.figures.measures import MeasureReading
from timeline.reading.figures.unfit_measures import is_unfit
from timeline.reading.figures.unread_measures import (
    HEADING_ABOVE,
    read_elsewhere,
    undated,
)
from timeline.reading.language import attribution
from timeline.reading.language import measure_words as classes
from timeline.reading.language.parsed_stretch import ParsedStretch, parsed_stretches
from timeline.reading.language.sentences import Sentence
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount
from timeline.values import Period
from timeline.vocabulary import HEADING

_UNNAMED: Final = "duration"
"""What a length of time measures that only says how long: "rose by 4 over ten years, to 9"."""
_REACHED: Final = "X rose to amount"
"""The shape of a level that holds now and not since its change began: "has grown since 2000 to 40"."""
_APART: Final = "so long before or after"
"""The shape of a length of time between two happenings, which has no period of its own."""
_LISTED: Final = "X by amount, Y by amount"
"""The shape of an amount whose verb stands with the one before it."""
_WORTH: Final = "X worth amount"
_EACH: Final = re.compile(r"\s+each\b")
_COMPARED: Final = re.compile(
    r"\b(?:(?:down|up|rising|falling|compared)\s+(?:from|with|to)|against|than)\s+(?:(?:about|around|some|just|over|under|nearly)\s+)?$"
)


@dataclass(frozen=True, slots=True)
class _When:
    """The time of a figure: period, its text, the date it holds at, and the base of a change."""

    period: Period | None = None
    period_text: str | None = None
    as_of: Period | None = None
    base: str | None = None


def figures_of(
    sentence: Sentence, amounts: Sequence[Mention[Amount]], stands: str = "", heading: str = "",
    stands_unit: str | None = None,
) -> list[Figure]:  # fmt: skip
    """Return the figures of a sentence.

    `stands` is what its pronouns stand for, `stands_unit` its unit, `heading` what it stands under.
    """
    figures = list(_one_by_one(sentence, amounts, (stands, stands_unit), heading))
    figures = shared_measures.with_shared_measures(sentence, figures)
    figures = itemised_totals.with_totals(sentence.text, figures)
    return shared_sizes.with_shared_sizes(shared_money.with_shared_money(sentence.text, figures))


def _one_by_one(
    sentence: Sentence, amounts: Sequence[Mention[Amount]], meant: tuple[str, str | None],
    heading: str,
) -> Iterator[Figure]:  # fmt: skip
    text, stands = sentence.text, meant[0]
    source = _source(sentence)
    calendar = reference_periods.calendar_of(sentence)
    above = bool(stands) and stands == undated(heading)
    previous: Figure | None = None
    counted: Figure | None = None
    for parsed, numbers in parsed_stretches(sentence):
        told: tuple[Told, ...] = ()
        for number in numbers:
            mention = amounts[number]
            amount = mention.value
            if amount is None or value_changes.is_its_stretch(text, previous, mention):
                continue
            change = change_of(sentence, mention, amount, previous)
            kind = "change" if change.is_change else amount.kind
            reading = _measure(parsed, number, mention, kind, told, (stands, above))
            if is_unfit(reading, amount, kind, told, meant):
                reading = measures.NOT_READ
            if not reading.measure.phrase:
                above_it = "" if _tells_of_its_own(parsed, number) else heading
                reading = read_elsewhere(text, mention, amount, previous, above_it)
            grown = of_growth_before(sentence, previous, mention, reading)
            reading = of_multiple(text, mention, grown)
            measure = reading.measure
            change = with_direction(change, measure, text, mention, previous)
            akin = shared_measures.outside_bracket(previous, counted, text, bare=amount.bare)
            own = _figure(sentence, mention, amount, reading, change, akin, parsed)
            figure = bare_numbers.in_money_told(own, meant[1])
            if _is_of_heading(sentence, measure.phrase, stands, heading):
                figure = replace(figure, rules=(*figure.rules, HEADING_ABOVE), measure_from=HEADING)
            figure = _timed(figure, sentence, mention, amount, calendar, change)
            figure = _timed_as_its_whole(text, previous, figure)
            figure = replace(figure, source=source, scope=_scope(sentence, mention, figure, amount))
            if figure.measure != _UNNAMED:
                told = (*told, _told(parsed, number, figure, measure, amount))
                previous = figure
                counted = figure if figure.kind == "count" else counted
            yield figure


def _source(sentence: Sentence) -> str | None:
    lower = sentence.text[sentence.start : sentence.end].lower()
    words = tuple(re.findall(r"[^\s(:]+", lower))
    return attribution.source_of(sentence.text, sentence.start, sentence.end, words)


def _tells_of_its_own(parsed: ParsedStretch, number: int) -> bool:
    """Tell whether the clause of an amount has a subject that it names, so that it needs no heading."""
    where = parsed.places.get(number)
    if where is None:
        return False
    subject = parsed.statements[where.statement].subject
    return any(
        chunk.kind == "N"
        and (chunk.first not in classes.PRONOUNS or chunk.first in classes.PERSONS)
        and not chunk.amounts
        for chunk in subject
    )


def _measure(
    parsed: ParsedStretch, number: int, mention: Mention[Amount], kind: str,
    told: tuple[Told, ...], stands: tuple[str, bool],
) -> MeasureReading:  # fmt: skip
    """Return what an amount measures; `stands` tells too whether only the heading says it."""
    where, amount = parsed.places.get(number), mention.value
    if where is None or amount is None:
        return measures.NOT_READ
    pronoun, above = stands
    place = AmountPlace(parsed, where, number, amount, kind, told, pronoun, mention.span.end, above)
    return measures.measure_of(place)


def _is_of_heading(sentence: Sentence, measure: str, stands: str, heading: str) -> bool:
    """Tell whether a measure is named by the heading, which the sentence does not repeat."""
    named = bool(stands) and stands == undated(heading) and measure.endswith(stands)
    return named and stands not in sentence.text[sentence.start : sentence.end]


def _figure(
    sentence: Sentence, mention: Mention[Amount], amount: Amount, reading: MeasureReading,
    change: FigureChange, previous: Figure | None, parsed: ParsedStretch,
) -> Figure:  # fmt: skip
    """Return the figure of an amount, without its time and source."""
    span, quantity, measure = mention.span, amount.quantity, reading.measure
    kind, unit_text = amount.kind, amount.unit_text
    if amount.bare and quantity.unit is None:
        unit, unit_text = _unit_of_bare(sentence, mention, amount, reading, previous, parsed)
        quantity = replace(quantity, unit=unit)
        if previous is not None and _shares_unit(sentence.text, previous, measure, mention):
            per = quantity.per or previous.quantity.per
            quantity = replace(quantity, unit=previous.quantity.unit, per=per)
            changed = previous.kind == "change"
            kind, unit_text = "level" if changed else previous.kind, previous.unit_text
    if quantity.unit == "point" and previous is not None and previous.quantity.unit == "percent":
        quantity, unit_text = replace(quantity, unit=_POINT), _POINT
        kind = "change" if measure.phrase.startswith("change in ") else kind
    if change.direction is not None and quantity.value < 0:
        quantity = replace(quantity, value=-quantity.value)
        change = replace(change, direction=value_changes.DOWN)  # "grew by -0.3%"
    if previous is not None and _EACH.match(sentence.text, span.end):
        quantity, kind = replace(quantity, per=previous.quantity.unit), "rate"
    subject, counterpart = counterparts.parties(measure.phrase, measure.subject)
    return Figure(
        quantity=quantity,
        measure=measure.phrase,
        kind="change" if _is_of_change(reading, kind, change) else kind,
        unit_text=unit_text,
        direction=change.direction,
        whole=measure.whole,
        subject=subject,
        counterpart=counterpart,
        quote=Quote(span, span.of(sentence.text)),
        passage=sentence.index,
        measure_from=reading.words_from,
        rules=(mention.rule, reading.shape),
    )


def _unit_of_bare(
    sentence: Sentence, mention: Mention[Amount], amount: Amount, reading: MeasureReading,
    previous: Figure | None, parsed: ParsedStretch,
) -> tuple[str | None, str | None]:  # fmt: skip
    """Return unit and counted noun of a number alone: those of its measure, or of the one before."""
    measure = reading.measure.phrase
    unit, unit_text = bare_numbers.unit_of(measure)
    unit = bare_numbers.unit_of_these(sentence.text, mention.span.end) or unit
    if reading.shape == _LISTED and previous is not None and previous.kind == "count":
        return previous.quantity.unit, previous.unit_text
    if unit is not None or reading.shape == _WORTH:
        return unit, unit_text
    akin = previous is not None and bare_numbers.shares_words(measure, previous, amount.quantity)
    return _unit_elsewhere(sentence, mention, previous if akin else None, parsed)


_POINT: Final = "percentage point"


def _is_of_change(reading: MeasureReading, kind: str, change: FigureChange) -> bool:
    """Tell whether an amount is a change: its direction is told, or a percentage has a noun of one."""
    of_noun = kind == "share" and reading.shape == _RISE
    return change.direction is not None or of_noun


_RISE: Final = "rise of amount in X"
"""The shape of a change that its noun tells: "a 3.4% rates increase"."""


def _timed_as_its_whole(text: str, previous: Figure | None, figure: Figure) -> Figure:
    """Return a count with the time of the one that it is included in: "1,306, including 61 deaths"."""
    if previous is None or previous.quote is None or figure.quote is None:
        return figure
    start, end = previous.quote.span.end, figure.quote.span
    own = figure.period_text is not None and figure.period_text in text[end.end : end.end + _BEHIND]
    if own or figure.kind != "count" or _INCLUDING.fullmatch(text, start, end.start) is None:
        return figure
    return replace(
        figure, period=previous.period, period_text=previous.period_text, as_of=previous.as_of
    )


_BEHIND: Final = 60
_INCLUDING: Final = re.compile(r"(?:\s[a-z-]+){0,4},?\sincluding\s(?:[a-z]+\s){0,2}")


def _compares(text: str, span: Span) -> bool:
    """Tell whether a number is set against the one before it: "down from 13.4 in 2002"."""
    return _COMPARED.search(text, max(0, span.start - 40), span.start) is not None


def _shares_unit(
    text: str, previous: Figure, measure: Measure, mention: Mention[Amount]
) -> bool:  # fmt: skip
    """Tell whether a number has the unit of the one before it: "71 years for men and 78 for women"."""
    if previous.kind == "rate" and _compares(text, mention.span):
        return True
    kinds = ("rate", "level", "duration", "change")
    if previous.kind not in kinds or previous.quote is None or _is_relative(previous):
        return False
    if mention.value is None or mention.value.quantity.per not in (None, previous.quantity.per):
        return False
    between = text[previous.quote.span.end : mention.span.start]
    own = measure.phrase.removesuffix(measure.group)
    same = previous.measure.startswith(own) or previous.measure.removeprefix("change in ") == own
    return same and _GOES_ON.search(between) is not None


def _is_relative(figure: Figure) -> bool:
    """Tell whether a change is told in per cent, which is no unit of what changed."""
    return figure.kind == "change" and figure.quantity.unit in RELATIVE


_GOES_ON: Final = re.compile(
    r"(?:\band|\bto|\bfrom|\bagainst|\bwith|,|\b(?:below|above|than)\s+the|\b(?:record|high|peak|low)\s+of)\s+$"
)


def _unit_elsewhere(
    sentence: Sentence, mention: Mention[Amount], previous: Figure | None, parsed: ParsedStretch
) -> tuple[str | None, str | None]:
    """Return unit and counted noun of a number alone: the last count's, else the head noun's.

    The head of the sentence is looked for behind a bracket ("(5,501)") and a range only.
    """
    if previous is not None and previous.kind == "count" and previous.quantity.unit is not None:
        return previous.quantity.unit, previous.unit_text
    start = mention.span.start
    ranges = mention.value is not None and mention.value.quantity.value_high is not None
    in_brackets = sentence.text[start - 1 : start] == "(" and start > sentence.start
    if not (in_brackets or ranges):
        return None, None
    return bare_numbers.head_unit(parsed.words, start)


def _timed(
    figure: Figure, sentence: Sentence, mention: Mention[Amount], amount: Amount,
    calendar: reference_periods.Calendar | None, change: FigureChange,
) -> Figure:  # fmt: skip
    """Return a figure with its reference period, and the base of its change."""
    when = _when(sentence, mention, amount, calendar, change)
    is_open = when.period is not None and when.period.edtf.endswith("/..")
    reached = is_open and figure.kind != "change" and figure.rules[1] == _REACHED
    apart = figure.rules[1] == _APART
    if (
        reached
        or apart
        or (figure.measure == _UNNAMED and deadlines.only_begins(sentence, mention.span))
    ):
        when = _When()
    return replace(
        figure,
        period=when.period, period_text=when.period_text, as_of=when.as_of, base=when.base,
    )  # fmt: skip


def _when(
    sentence: Sentence, mention: Mention[Amount], amount: Amount,
    calendar: reference_periods.Calendar | None, change: FigureChange,
) -> _When:  # fmt: skip
    period, period_text, as_of = (
        comparisons.NOWHEN
        if calendar is None
        else reference_periods.stated(calendar, mention.span, amount)
    )
    if change.direction is None:
        return _When(period, period_text, as_of)
    start: DateExpression | None = value_changes.base_of(
        sentence.text, mention.span, sentence.dates
    )
    if start is not None and calendar is not None and calendar.is_stretch(start):
        start = None
    base = value_changes.plan_of(sentence.text, mention.span) if start is None else start.quote.text
    if start is not None and start.resolved is not None and period is as_of is None:
        since = start.resolved.edtf.endswith("/..") and start.resolved != start.edtf
        period, period_text = (start.resolved, base) if since else (period, period_text)
    if base is None and period is not None and period.edtf.endswith("/.."):
        base = period_text
    same = start is not None and period is not None and start.resolved == period == start.edtf
    if start is not None and (same or (period_text == base and start.rule in _BACK)):
        period = period_text = None
    return _When(period, period_text, as_of, base)


_BACK: Final = ("ago, later",)
"""The rules of dates so long before another, from which a change starts: "1.7% on a year ago"."""


def _scope(
    sentence: Sentence, mention: Mention[Amount], figure: Figure, amount: Amount
) -> str | None:
    sized = figure.kind in ("level", "rate")
    return scope.scope_of(sentence, mention.span, figure.measure) if sized else None


def _told(
    parsed: ParsedStretch, number: int, figure: Figure, measure: Measure, amount: Amount
) -> Told:
    noun = ""
    where = parsed.places.get(number)
    if where is not None and where.in_whole and amount.noun:
        noun = amount.noun.split()[-1]
    elif where is not None and where.aside is None and amount.kind in ("count", "rate"):
        chunk = parsed.statements[where.statement].chunks[where.chunk]
        nouns = [w.text for w in chunk.words if w.lower not in classes.TRAILING_ADVERBS]
        noun = nouns[-1] if chunk.kind == "N" and chunk.head and nouns else ""
    named = replace(measure, phrase=figure.measure)
    unit, value = amount.quantity.unit, amount.quantity.value
    return Told(number, named, figure.kind, unit, noun, value)
