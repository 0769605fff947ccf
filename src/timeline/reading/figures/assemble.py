"""Figures from quantities: what is measured, of whom, when and by whom, for each number of a passage.

A passage is read as a labelled field where its paragraph begins with a label, else as prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from timeline.model import Figure, Passage, Quote, Span
from timeline.reading.fields import field_numbers, labelled, labels
from timeline.reading.figures import (
    bare_numbers,
    comparisons,
    counterparts,
    measures,
    reference_periods,
    scope,
    table_headers,
    value_changes,
)
from timeline.reading.language import attribution, measure_verbs, sentence_words
from timeline.reading.language.sentences import Sentence
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount
from timeline.values import Quantity

_SET: Final = ("level", "share", "change", "rate")
"""Kinds of what somebody can raise, cut or keep."""
_EACH: Final = re.compile(r"\s+each\b")

Stated = tuple[Sentence, list[Mention[Amount]]]
"""A passage that states something, with the quantities that stand in it."""


def figures(stated: Iterable[Stated], passages: Sequence[Passage]) -> Iterator[Figure]:
    """Yield the figures of the passages, in the order of the text."""
    block, label = -1, None
    at = 0
    last: Figure | None = None
    for sentence, amounts in stated:
        while at <= sentence.index:
            passage = passages[at]
            if passage.block != block:
                block = passage.block
                span = passage.quote.span
                label = labels.label_of(sentence.text, span.start, span.end)
                first = at
            at += 1
        if label is None:
            passage = passages[sentence.index]
            if table_headers.is_lone(passage):
                yield from table_headers.lone(passage, sentence.index)
            elif amounts:
                stands = _stands(last, sentence.index, passages)
                told = list(_prose(sentence, amounts, stands))
                last = next((figure for figure in told if figure.kind != "rank"), last)
                yield from (table_headers.headed(figure, passage) for figure in told)
            continue
        start = sentence.start + (len(label) if sentence.index == first else 0)
        yield from _field(sentence, amounts, label, start)


def _stands(figure: Figure | None, index: int, passages: Sequence[Passage]) -> str:
    """Return what "it" stands for in a passage: what the one before it measures first."""
    if figure is None or figure.passage is None or index - figure.passage > 1:
        return ""
    if passages[index].kind == "heading" or passages[figure.passage].kind == "heading":
        return ""
    return figure.measure.removeprefix("change in ")


def _prose(
    sentence: Sentence, amounts: Sequence[Mention[Amount]], stands: str = ""
) -> Iterator[Figure]:
    """Yield the figures of a sentence of prose; `stands` is what its pronouns stand for."""
    text = sentence.text
    words = sentence_words.words_of(sentence, [mention.span for mention in amounts], stands)
    calendar = reference_periods.calendar_of(sentence)
    long = sentence.end - sentence.start > sentence_words.BEHIND
    told = words.lower
    if long:
        told = tuple(
            text[sentence.start : sentence.end].lower().replace("(", " ").replace(":", " ").split()
        )
    source = attribution.source_of(text, sentence.start, sentence.end, told)
    previous: Figure | None = None
    for mention in amounts:
        amount = mention.value
        if amount is None:
            continue
        span, quantity = mention.span, amount.quantity
        kind, unit_text = amount.kind, amount.unit_text
        direction = base = None
        if kind in ("level", "count", "share", "change"):
            direction = value_changes.direction(
                text, sentence.start, span, quantity.unit, counts=kind == "count"
            )
        again = previous if _goes_on(text, previous, mention) else None
        direction = direction or (again.direction if again is not None else None)
        measure = measures.measure_of(
            words, span, amount, previous, change=direction is not None or kind == "change"
        )
        if again is not None:
            measure = replace(measure, phrase=again.measure)
        elif kind in _SET and (what := value_changes.what_is_set(text, sentence.start, span)):
            change = direction is not None or kind == "change"
            measure = replace(measure, phrase=f"change in {what}" if change else what)
        same = previous is not None and previous.quantity.unit == quantity.unit
        if not measure.phrase or (same and _says_no_thing(measure.phrase)):
            name = previous.measure if same and previous is not None else quantity.unit or "number"
            measure = replace(measure, phrase=name)
        if amount.bare and quantity.unit is None:
            unit, unit_text = bare_numbers.unit_of(measure.phrase)
            if unit is None:
                akin = previous is not None and _shares_words(measure.phrase, previous)
                unit, unit_text = _unit_elsewhere(words, mention, previous if akin else None)
            quantity = replace(quantity, unit=unit)
            if previous is not None and previous.kind == "rate" and _compares(text, span):
                quantity = replace(quantity, unit=previous.quantity.unit, per=previous.quantity.per)
                kind, unit_text = "rate", previous.unit_text
        if previous is not None and _EACH.match(text, span.end):
            quantity, kind = replace(quantity, per=previous.quantity.unit), "rate"
        period, period_text, as_of = (
            comparisons.NOWHEN
            if calendar is None
            else reference_periods.stated(calendar, span, amount)
        )
        if direction is not None:
            kind = "change"
            start = value_changes.base_of(text, span, sentence.dates)
            if start is not None and calendar is not None and calendar.is_stretch(start):
                start = None
            base = None if start is None else start.quote.text
            if base is None and period is not None and period.edtf.endswith("/.."):
                base = period_text
            if start is not None and start.resolved == period and start.resolved == start.edtf:
                period = period_text = None
        subject, counterpart = counterparts.parties(measure.phrase, measure.subject)
        previous = Figure(
            quantity=quantity,
            measure=measure.phrase,
            kind=kind,
            unit_text=unit_text,
            direction=direction,
            base=base,
            scope=scope.scope_of(words, span, measure.phrase)
            if kind in ("level", "rate")
            else None,
            whole=measure.whole,
            subject=subject,
            counterpart=counterpart,
            period=period,
            period_text=period_text,
            as_of=as_of,
            source=source,
            quote=Quote(span, span.of(text)),
            passage=sentence.index,
            rules=(mention.rule,),
        )
        yield previous


def _shares_words(measure: str, previous: Figure) -> bool:
    """Tell whether a measure is about what the one before it counts, at least in a word."""
    return not set(measure.lower().split()).isdisjoint(previous.measure.lower().split())


_COMPARED: Final = re.compile(
    r"\b(?:(?:down|up|rising|falling|compared)\s+(?:from|with|to)|against|than)\s+(?:(?:about|around|some|just|over|under|nearly)\s+)?$"
)


def _compares(text: str, span: Span) -> bool:
    """Tell whether a number is set against the one before it: "down from 13.4 in 2002"."""
    return _COMPARED.search(text, max(0, span.start - 40), span.start) is not None


def _goes_on(text: str, previous: Figure | None, mention: Mention[Amount]) -> bool:
    """Tell whether a percentage, or an amount of one unit, goes on with the change before it."""
    if previous is None or previous.direction is None or previous.quote is None:
        return False
    unit = None if mention.value is None else mention.value.quantity.unit
    akin = unit in ("percent", "percentage point") or unit == previous.quantity.unit
    return akin and value_changes.goes_on(text, previous.quote.span.end, mention.span)


def _says_no_thing(phrase: str) -> bool:
    """Tell whether a measure is a participle alone: "with 76 tonnes consumed"."""
    return " " not in phrase and phrase.endswith("ed") and measure_verbs.role(phrase) is not None


def _unit_elsewhere(
    words: sentence_words.Words, mention: Mention[Amount], previous: Figure | None
) -> tuple[str | None, str | None]:
    """Return unit and counted noun of a number alone: the last count's, else the head noun's.

    The head of the sentence is looked for behind a bracket ("(5,501)") and a range only.
    """
    if previous is not None and previous.kind == "count" and previous.quantity.unit is not None:
        return previous.quantity.unit, previous.unit_text
    start = mention.span.start
    ranges = mention.value is not None and mention.value.quantity.value_high is not None
    in_brackets = words.sentence.text[start - 1 : start] == "(" and start > words.sentence.start
    return bare_numbers.head_unit(words, mention.span) if in_brackets or ranges else (None, None)


def _field(
    sentence: Sentence, amounts: Sequence[Mention[Amount]], label: str, start: int
) -> Iterator[Figure]:
    """Yield the figures of a labelled field; its prose is read as prose."""
    text = sentence.text
    amounts = field_numbers.with_numbers(text, start, sentence.end, amounts, sentence.dates)
    if not amounts:
        return
    prose: list[Mention[Amount]] = []
    for value in labelled.read(
        text, start, sentence.end, label, amounts, sentence.dates, prose=start == sentence.start
    ):
        if prose and (value.measure is not None or _parted(text, prose[-1], value.mention)):
            yield from _prose(_line_of(sentence, start, prose), prose)
            prose = []
        amount = value.mention.value
        if value.measure is None:
            prose.append(value.mention)
        elif amount is not None:
            yield _of_field(sentence, value, amount, label)
    if prose:
        yield from _prose(_line_of(sentence, start, prose), prose)


def _parted(text: str, first: Mention[Amount], second: Mention[Amount]) -> bool:
    return text.find("\n ", first.span.end, second.span.start) >= 0


def _line_of(sentence: Sentence, start: int, amounts: Sequence[Mention[Amount]]) -> Sentence:
    """Return the indented line of a field in which quantities stand, without the label before it."""
    text = sentence.text
    begin = text.rfind("\n ", start, amounts[0].span.start)
    begin = begin if begin >= 0 else start + 1 if start > sentence.start else start
    end = text.find("\n ", amounts[-1].span.end, sentence.end)
    end = end if end >= 0 else sentence.end
    dates = tuple(
        d for d in sentence.dates if begin <= d.quote.span.start and d.quote.span.end <= end
    )
    return replace(sentence, start=begin, end=end, dates=dates)


def _of_field(sentence: Sentence, value: labelled.FieldValue, amount: Amount, label: str) -> Figure:
    quantity, unit_text = amount.quantity, amount.unit_text
    kind = value.kind or amount.kind
    measure = value.measure or label
    unit, qualifier = quantity.unit, quantity.qualifier
    if kind == "rank":
        unit = unit_text = "rank"
    elif amount.bare and unit is None and quantity.value == quantity.value.to_integral_value():
        unit = labels.unit_of(label, measure)
    if value.estimated and qualifier == "exact":
        qualifier = "estimated"
    if unit != quantity.unit or qualifier != quantity.qualifier:
        quantity = Quantity(
            value=quantity.value,
            unit=unit,
            step=quantity.step,
            value_high=quantity.value_high,
            low=quantity.low,
            high=quantity.high,
            per=quantity.per,
            qualifier=qualifier,
        )
    when = value.when
    span = value.mention.span
    return Figure(
        quantity=quantity,
        measure=measure,
        kind=kind,
        unit_text=unit_text,
        whole=value.whole,
        period=None if when is None else when.resolved,
        period_text=None if when is None else when.quote.text,
        quote=Quote(span, span.of(sentence.text)),
        passage=sentence.index,
        rules=(value.mention.rule, "field"),
    )
