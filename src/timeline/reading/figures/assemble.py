"""Figures from quantities: what is measured, of whom, when and by whom, for each number of a passage.

A passage is read as a labelled field where its paragraph begins with a label, else as prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from timeline.model import DateExpression, Figure, Passage, Quote
from timeline.reading.dates import resolve
from timeline.reading.fields import field_numbers, labelled, labels
from timeline.reading.figures import list_leads, prose, table_headers, table_notes
from timeline.reading.figures.unread_measures import name_of_heading, undated
from timeline.reading.language.sentences import Sentence
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount, mark_of
from timeline.vocabulary import HEADING

Stated = tuple[Sentence, list[Mention[Amount]]]
"""A passage that states something, with the quantities that stand in it."""


def figures(stated: Iterable[Stated], passages: Sequence[Passage]) -> Iterator[Figure]:
    """Yield the figures of the passages, in the order of the text."""
    listed = list(stated)
    leads = list_leads.leads_of([sentence for sentence, _ in listed], passages)
    yield from (list_leads.with_period(figure, leads) for figure in _one_by_one(listed, passages))


def _one_by_one(stated: Iterable[Stated], passages: Sequence[Passage]) -> Iterator[Figure]:
    """Yield the figures of the passages, each by its own."""
    block, label = -1, None
    at = 0
    last: Sequence[Figure] = ()
    notes = table_notes.notes_of(passages)
    heads = table_headers.heads_of(passages) | notes.notes
    for sentence, amounts in stated:
        if sentence.index in heads:
            continue
        while at <= sentence.index:
            passage = passages[at]
            if passage.block != block:
                block = passage.block
                span = passage.quote.span
                label = labels.label_of(sentence.text, span.start, span.end)
                first = at
            at += 1
        if label is not None and sentence.index == first and _tells(sentence, amounts, label):
            label = None
        if label is not None and sentence.index != first:
            beside = _label_beside(sentence, label, passages[first])
            label, first = (label, first) if beside is None else (beside, sentence.index)
        if label is None:
            passage = passages[sentence.index]
            if table_headers.is_lone(passage):
                noted = notes.units.get(sentence.index)
                yield from table_headers.lone(passage, sentence.index, noted)
            elif amounts and not _is_band(passage, amounts):
                told = _of_prose(sentence, amounts, passages, last)
                last = _named(told) or last
                yield from (table_headers.headed(figure, passage) for figure in told)
            continue
        start = sentence.start + (len(label) if sentence.index == first else 0)
        told = list(_field(sentence, amounts, label, start))
        last = _named(told) or last
        yield from told


def _of_prose(
    sentence: Sentence,
    amounts: Sequence[Mention[Amount]],
    passages: Sequence[Passage],
    last: Sequence[Figure],
) -> list[Figure]:
    """Return the figures of a passage of prose; "it" can be what the figures before it measure."""
    passage = passages[sentence.index]
    above = passage.path[-1] if passage.path else ""
    heading = stands = ""
    meant = _meant(last, amounts)
    if not passage.labels:  # a cell has heads of its own
        heading, stands = above, _stands(meant, sentence.index, passages)
    name = _name_of_line(sentence)
    told = prose.figures_of(sentence, amounts, stands, heading, _unit_of(meant))
    return [_named_by_line(figure, name) for figure in told]


def _unit_of(figure: Figure | None) -> str | None:
    """Return the unit of the level that "it" stands for, None for a change and for no figure."""
    if figure is None or figure.kind not in ("share", "level", "count"):
        return None
    return figure.quantity.unit or "number"


def _named(told: Sequence[Figure]) -> list[Figure]:
    """Return the figures that a later "it" can mean: those whose measure words name."""
    return [each for each in told if each.kind != "rank" and each.measure_from is not None]


def _is_band(passage: Passage, amounts: Sequence[Mention[Amount]]) -> bool:
    """Tell whether a passage is nothing but a range: the head of a row ("0-14"), and no figure."""
    amount = amounts[0].value
    ranges = amount is not None and amount.bare and amount.quantity.value_high is not None
    return ranges and amounts[0].span == passage.quote.span


_NAMED_AMOUNT: Final = re.compile(r"(?P<name>A?N(?:PN)*|A)(?:P?D)?#(?:\((?P<aside>[^()]+)\))?;?")
"""The kinds of the chunks of a line that is a name and an amount: "Spending on roads £5m (2021)"."""
_ASIDES: Final = ("D", "D;#", "A;#")
"""What a bracket behind it holds: when it was so much, or how much at another time."""


_MARKS: Final = "*†‡ "


def _name_of_line(sentence: Sentence) -> tuple[str, int] | None:
    """Return the name in a line of a name and an amount, and to where it names amounts.

    None for a line that holds more, but for a bracket.
    """
    chunks = sentence.chunks
    found = _NAMED_AMOUNT.fullmatch("".join(chunk.kind[:1] for chunk in chunks))
    if found is None:
        return None
    first, last = chunks[0].words[0], chunks[found.end("name") - 1].words[-1]
    name = sentence.text[first.start : last.end]
    alone = not sentence.text[sentence.start : first.start].strip()
    other = found["aside"] not in (None, *_ASIDES)
    end = sentence.text.index("(", last.end) if other else sentence.end
    return (name, end) if alone and name[0].isupper() else None


def _named_by_line(figure: Figure, line: tuple[str, int] | None) -> Figure:
    """Return a figure under the name of its line, where it has one."""
    if figure.measure[0] in _MARKS:  # of a note, which plain text keeps
        return replace(figure, measure=figure.measure.lstrip(_MARKS))
    if line is None or figure.kind == "change" or figure.measure_from == "clause":
        return figure
    name, end = line
    if figure.quote is not None and figure.quote.span.start > end:
        return figure
    quantity = figure.quantity
    if quantity.unit is None and figure.kind == "count":
        quantity = replace(quantity, unit=labels.unit_of(name, name))
    rules = (*figure.rules, "line")
    return replace(figure, quantity=quantity, measure=name, measure_from="clause", rules=rules)


_OWN_VALUE: Final = re.compile(r":[ \u00a0]{1,2}(?:[$€£]|[A-Z]{2,3}[$€£]?[ ]?)?\d[^:]*")
"""What makes a label one beside another and not one above it: a value at once behind it, and no more."""
_CONTENT: Final = re.compile(r":[^:]*\d[^:]*")


def _label_beside(sentence: Sentence, label: str, first: Passage) -> str | None:
    """Return the label of a later sentence that is none below the first: "Area: 12 ha. Height: 40 m."."""
    own = labels.label_of(sentence.text, sentence.start, sentence.end)
    if own is None or not own[0].isupper():
        return None
    text, span = sentence.text, first.quote.span
    if _CONTENT.fullmatch(text, span.start + len(label), span.end) is None:
        return None
    direct = _OWN_VALUE.fullmatch(text, sentence.start + len(own), sentence.end)
    return None if direct is None else own


_FEWEST_WORDS: Final = 3
_ENDS_IN_SUM: Final = re.compile(r"\b[a-z]+ \d{1,3}(?:,\d{3})+:?\s*$")
"""A number that no label ends in: "Pupils numbered 412,300: 210,100 boys and …"."""
_RANKED: Final = re.compile(
    r"^(?:The )?(?:top|main|leading|first|last|\w+est)\s(?:two|three|four|five|six|ten|\d{1,2})\s",
    re.IGNORECASE,
)
"""How a label of a list opens that says how many it names: "Top three markets: Orle (31%), …"."""
_ENDS_IN_YEAR: Final = re.compile(r"\b(?:19|20)\d\d:?\s*$")


def _tells(sentence: Sentence, amounts: Sequence[Mention[Amount]], label: str) -> bool:
    """Tell whether what stands before a colon is a statement: "Women hold 31% of all posts: …"."""
    if _ENDS_IN_SUM.search(label):
        return True
    if _RANKED.search(label):
        return False
    end = sentence.start + len(label)
    stated = (m.value for m in amounts if m.value is not None and m.span.end <= end)
    shares = any(amount.kind == "share" or amount.kind == "count" for amount in stated)
    return shares and len(label.split()) >= _FEWEST_WORDS and not _ENDS_IN_YEAR.search(label)


def _meant(before: Sequence[Figure], amounts: Sequence[Mention[Amount]]) -> Figure | None:
    """Return the figure of the sentence before that "it" means: the first, a share for a share."""
    first = before[0] if before else None
    amount = amounts[0].value
    if first is None or amount is None or amount.quantity.unit != "percent":
        return first
    shares = [each for each in before if each.kind == "share" and each.quantity.unit == "percent"]
    return shares[-1] if shares and first.quantity.unit != "percent" else first


def _stands(figure: Figure | None, index: int, passages: Sequence[Passage]) -> str:
    """Return what "it" stands for in a passage: what the one before it measures first.

    An item of a list that is no sentence stands for itself, and leans on the heading alone.
    """
    own = passages[index]
    before = None if figure is None or figure.passage is None else passages[figure.passage]
    apart = before is None or before.path != own.path
    if before is not None and own.kind == "item" and own.quote.text[-1] != ".":
        apart = apart or before.block != own.block
    if figure is None or apart:
        return name_of_heading(own.path[-1]) if own.path else ""
    return _OF_THING.sub("", figure.measure)


_OF_THING: Final = re.compile(
    r"^(?:change in )?(?:share of )?(?:(?:length|width|height|depth|thickness|duration) of )?"
)
"""What a measure says of its thing, for which "it" stands: "length of metro"."""


def _field(
    sentence: Sentence, amounts: Sequence[Mention[Amount]], label: str, start: int
) -> Iterator[Figure]:
    """Yield the figures of a labelled field; its prose is read as prose."""
    text = sentence.text
    amounts = field_numbers.with_numbers(text, start, sentence.end, amounts, sentence.dates)
    if not amounts:
        return
    own = label if start > sentence.start and not labels.is_told(label) else ""
    running: list[Mention[Amount]] = []
    before: Figure | None = None
    for value in labelled.read(
        text, start, sentence.end, label, amounts, sentence.dates, prose=start == sentence.start
    ):
        if running and (value.measure is not None or _parted(text, running[-1], value.mention)):
            yield from _of_line(_line_of(sentence, start, running), running, own, before)
            running = []
        amount = value.mention.value
        if value.measure is None:
            running.append(value.mention)
        elif amount is not None:
            before = _of_field(sentence, value, amount, label)
            yield before
    if running:
        yield from _of_line(_line_of(sentence, start, running), running, own, before)


def _of_line(
    line: Sentence, amounts: Sequence[Mention[Amount]], label: str, before: Figure | None
) -> Iterator[Figure]:
    """Yield the figures of a line that is read as prose, under its name where it has one.

    A change that is told of nothing is one of its label: "Pupils: 900 (20 fewer than in 2022)".
    `before` is the figure of the field before it, of which "of whom" tells a part.
    """
    name, stands = _name_of_line(line), ""
    if before is not None and before.quote is not None:
        between = line.text[before.quote.span.end : amounts[0].span.start]
        stands = before.measure if _OF_WHOM.fullmatch(between) else ""
    for figure in prose.figures_of(line, amounts, stands):
        if label and figure.measure == "change":
            measure = f"change in {undated(label)}"
            figure = replace(figure, measure=measure, measure_from=HEADING)
        elif label and _is_unnamed(figure) and _is_compared(line.text, figure):
            figure = replace(figure, measure=undated(label), measure_from=HEADING)
        yield _named_by_line(figure, name)


_OF_WHOM: Final = re.compile(r",[ ]of[ ](?:whom|which)(?:[ ][a-z]+){0,2}[ ][$€£]?")


def _is_unnamed(figure: Figure) -> bool:
    """Tell whether no words name a measure, or another value alone: "40 tonnes, against 30 tonnes"."""
    return figure.measure_from is None or figure.measure[0].isdigit()


def _is_compared(text: str, figure: Figure) -> bool:
    """Tell whether a value is that of its label at another time: "Pupils: 900, against 850 in 2019"."""
    if figure.period is None:
        return False
    start = 0 if figure.quote is None else figure.quote.span.start
    return _AGAINST.search(text, max(0, start - _OPENING), start) is not None


_AGAINST: Final = re.compile(r", (?:against|compared (?:with|to)) $")
_OPENING: Final = 20


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
    marks = tuple(mark_of(mention) for mention in amounts)
    return replace(sentence, start=begin, end=end, dates=dates, marks=marks)


_OPENS_BRACKET: Final = re.compile(r",? \([^()]*$")
"""The time that opens a bracket in a field, which is no item: "Net profit: €12m (May 2022: €10m)"."""


def _without_time(measure: str, heading: DateExpression | None) -> str:
    """Return a measure without the time that opens a bracket; a name there stays as an item."""
    opening = _OPENS_BRACKET.search(measure)
    if opening is None:
        return measure
    before, name = measure[: opening.start()], opening[0].partition("(")[2].strip()
    timed = heading is not None and name in heading.quote.text
    return before if timed or not name.isalpha() else f"{before}, {name}"


def _of_field(sentence: Sentence, value: labelled.FieldValue, amount: Amount, label: str) -> Figure:
    quantity, unit_text = amount.quantity, amount.unit_text
    kind = value.kind or amount.kind
    measure = _without_time(value.measure or label, value.heading)
    unit, qualifier = quantity.unit, quantity.qualifier
    if kind == "rank":
        unit = unit_text = "rank"
    elif amount.bare and unit is None and quantity.value == quantity.value.to_integral_value():
        unit = labels.unit_of(label, measure)
    if value.estimated and qualifier == "exact":
        qualifier = "estimated"
    if unit != quantity.unit or qualifier != quantity.qualifier:
        quantity = replace(quantity, unit=unit, qualifier=qualifier)
    period, as_of = _when_of(sentence, value.when)
    span = value.mention.span
    direction = value.direction
    if direction is not None and quantity.value < 0:
        quantity = replace(quantity, value=-quantity.value)
    return Figure(
        quantity=quantity,
        measure=f"change in {measure}" if direction else measure,
        kind="change" if direction else kind,
        unit_text=unit_text,
        direction=direction,
        whole=value.whole,
        period=None if period is None else period.resolved,
        period_text=None if period is None else period.quote.text,
        as_of=None if as_of is None else as_of.edtf,
        measure_from=HEADING,
        quote=Quote(span, span.of(sentence.text)),
        passage=sentence.index,
        rules=(value.mention.rule, "field"),
    )


def _when_of(
    sentence: Sentence, when: DateExpression | None
) -> tuple[DateExpression | None, DateExpression | None]:
    """Return the date of a field as its period, or as the day that it is told of: "as of 3 May"."""
    if when is None:
        return None, None
    told_of = resolve.signal(sentence.text, when.quote.span.start) == "as of"
    return (None, when) if told_of else (when, None)
