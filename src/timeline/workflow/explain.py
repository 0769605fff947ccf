"""Say how each result of a document was made, and why each other number is none.

The stages are run again and asked what they keep silent about: which row refused a number, which
date claimed it, where the words of a hedge, a period and a source stand. Reading itself records
nothing and pays nothing for this.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from timeline.model import DateExpression, Document, Event, Figure, Imprint, Passage, Snapshot, Span
from timeline.reading.dates import patterns as date_rules
from timeline.reading.dates.creation_time import Written
from timeline.reading.dates.timex import DateValue
from timeline.reading.events.conditions import Refusal
from timeline.reading.extract import days_of_writing, read, refusals
from timeline.reading.matching.engine import Mention, words_of
from timeline.reading.quantities import patterns as quantity_patterns
from timeline.reading.quantities.hedges import hedge_span
from timeline.values import Period, decimal_text
from timeline.vocabulary import CLAUSE, HEADING, SENTENCE

DATE, FIGURE, EVENT, NUMBER, WRITTEN = "date", "figure", "event", "number", "written"
"""What is explained; a number is neither figure nor date; "written" bounds the days of writing."""

NO_ROW: Final = "event"
"""Stands for the rule where no row of the events came near a date."""


@dataclass(frozen=True, slots=True)
class Step:
    """A rule that had a part in a result, the stretch of text that it read, and what it said."""

    rule: str
    span: Span
    note: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A result, or a number that is none, with the steps that led there in their order."""

    kind: str
    span: Span
    text: str
    steps: tuple[Step, ...]


def explain(
    document: Document, imprint: Imprint, *, find: str | None = None
) -> tuple[Explanation, ...]:
    """Return what became of each date, figure, event and number of a document, in its order.

    With `find`, only of those that touch a place where these words stand, over whatever lines.

    Every run of digits and every number in words is covered by exactly one explanation of a
    date, a figure or a number; where a length of time is both, by one of each.
    """
    snapshot = read(document, imprint, doc="", sha256="")
    text = document.text
    claimed = date_rules.mentions(text)
    undated = refusals_by_date(document, imprint)
    made = [
        *(_of_date(text, date, claimed, undated) for date in snapshot.dates),
        *(_of_figure(text, figure, snapshot) for figure in snapshot.figures),
        *(_of_event(text, event, snapshot) for event in snapshot.events),
        *_of_writing(text, days_of_writing(document, imprint)),
    ]
    covered = [each.span for each in made if each.kind not in (EVENT, WRITTEN)]
    made.extend(_numbers(text, snapshot, claimed, covered))
    made.sort(key=lambda each: (each.span.start, _ORDER[each.kind], each.span.end))
    if not find:
        return tuple(made)
    places = places_of(find, text)
    return tuple(
        each
        for each in made
        if any(each.span.start < end and start < each.span.end for start, end in places)
    )


def places_of(find: str, text: str) -> list[tuple[int, int]]:
    """Return where some words stand in a text, over whatever lines."""
    sought = r"\s+".join(re.escape(word) for word in find.split()) or re.escape(find)
    return [match.span() for match in re.finditer(sought, text)]


_ORDER: Final = {DATE: 0, FIGURE: 1, NUMBER: 2, EVENT: 3, WRITTEN: 4}


def _explained(kind: str, text: str, span: Span, *steps: Step | None) -> Explanation:
    return Explanation(kind, span, span.of(text), tuple(step for step in steps if step))


def _written(period: Period | None) -> str:
    return "no calendar date" if period is None else period.edtf


def refusals_by_date(document: Document, imprint: Imprint) -> dict[Span, list[Refusal]]:
    """Return by its place why each date that dates no event dates none."""
    found: defaultdict[Span, list[Refusal]] = defaultdict(list)
    for refusal in refusals(document, imprint):
        found[refusal.date.quote.span].append(refusal)
    return found


def _of_date(
    text: str, date: DateExpression, claimed: Sequence[Mention[DateValue]],
    undated: Mapping[Span, Sequence[Refusal]],
) -> Explanation:  # fmt: skip
    span = date.quote.span
    leans = any(m.span == span and m.value is not None and m.value.lean for m in claimed)
    return _explained(
        DATE, text, span,
        Step(date.rule, span, f"{date.type} {date.value}"),
        Step("anchoring", span, f"dated by its context: {_written(date.edtf)}") if leans else None,
        Step("preposition", span, f"with the word before it: {_written(date.resolved)}")
        if date.resolved != date.edtf else None,
        *(Step(each.rule or NO_ROW, span, f"no event: {each.reason}")
          for each in undated.get(span, ())),
    )  # fmt: skip


def _of_figure(text: str, figure: Figure, snapshot: Snapshot) -> Explanation:
    if figure.quote is None or figure.passage is None:
        raise ValueError("a figure read from a text has a quote")
    span = figure.quote.span
    passage = snapshot.passages[figure.passage].quote.span
    quantity = figure.quantity
    value = decimal_text(quantity.value)
    if quantity.value_high is not None:
        value += f" to {decimal_text(quantity.value_high)}"
    per = f" per {quantity.per}" if quantity.per else ""
    hedge = hedge_span(text, span) if quantity.qualifier != "exact" else None
    notes = [
        ("direction", figure.direction), ("base", figure.base), ("whole", figure.whole),
        ("scope", figure.scope), ("subject", figure.subject), ("counterpart", figure.counterpart),
    ]  # fmt: skip
    return _explained(
        FIGURE, text, span,
        *(Step(rule, span, f"{figure.kind} {value} {quantity.unit or ''}".rstrip() + per)
          for rule in figure.rules[:1]),
        Step("hedge", hedge or span, quantity.qualifier) if quantity.qualifier != "exact" else None,
        Step(_measure_rule(figure), passage, _measure_note(figure)),
        *(Step(name, passage, note) for name, note in notes if note),
        _date_step(text, figure, snapshot, passage),
        Step("source", _place_of(text, figure.source, passage), figure.source)
        if figure.source else None,
    )  # fmt: skip


def _measure_rule(figure: Figure) -> str:
    """Return how a measure was read, with the shape or the heads that gave it."""
    shape = ", ".join(figure.rules[1:])
    return f"measure ({shape})" if shape else "measure"


def _measure_note(figure: Figure) -> str:
    """Return a measure with where its words stand."""
    place = _PLACES[figure.measure_from]
    return f"{figure.measure} ({place})"


_PLACES: Final = {
    None: "no words name it",
    CLAUSE: "words of its clause",
    SENTENCE: "words from elsewhere in the sentence, or from the one before",
    HEADING: "words of a heading or label",
}


def _date_step(text: str, figure: Figure, snapshot: Snapshot, passage: Span) -> Step | None:
    """Return the step that dates a figure: from a date of its passage, or of another."""
    when, name = (figure.as_of, "as of") if figure.period is None else (figure.period, "period")
    if when is None:
        return None
    note = f"{name} {when.edtf}"
    near = [
        date
        for date in snapshot.dates
        if passage.start <= date.quote.span.start < passage.end
        and when in (date.resolved, date.edtf)
    ]
    if near:
        return Step(f"period from a date ({near[0].rule})", near[0].quote.span, note)
    above = [
        date.quote.span
        for date in snapshot.dates
        if date.quote.span.end <= passage.start
        and (date.quote.text, date.resolved) == (figure.period_text, when)
    ]
    if above:
        return Step("period from the line above the list", above[-1], note)
    return Step("period", _place_of(text, figure.period_text, passage), note)


def _place_of(text: str, words: str | None, passage: Span) -> Span:
    at = text.find(words, passage.start, passage.end) if words else -1
    return passage if at < 0 or not words else Span(at, at + len(words))


def _of_event(text: str, event: Event, snapshot: Snapshot) -> Explanation:
    if event.quote is None:
        raise ValueError("an event read from a text has a quote")
    span = event.quote.span
    own = [
        date for date in snapshot.dates
        if date.quote.span.start < span.end and span.start < date.quote.span.end
        and (event.when is None or event.when in (date.edtf, date.resolved))
    ]  # fmt: skip
    when = event.recurrence or _written(event.when)
    return _explained(
        EVENT, text, span,
        *(Step(rule, span, f"{event.kind}: {event.title}") for rule in event.rules[:1]),
        *(Step(date.rule, date.quote.span, f"when: {when}") for date in own[:1]),
        Step("status", span, event.status),
        *(Step("salience", span, rule) for rule in event.rules[1:] or (event.salience,) if rule),
    )  # fmt: skip


def _of_writing(text: str, days: Written) -> Iterator[Explanation]:
    """Yield what bounds the days of writing."""
    within = "" if days.period is None else f"within {days.period.edtf}"
    if days.after is not None:
        yield _explained(WRITTEN, text, days.after, Step("written after", days.after, within))
    if days.before is not None:
        yield _explained(WRITTEN, text, days.before, Step("written before", days.before, within))


# ---------------------------------------------------------------- numbers that are no result


def _numbers(
    text: str, snapshot: Snapshot, claimed: Sequence[Mention[DateValue]], covered: list[Span]
) -> Iterator[Explanation]:
    """Yield an explanation of each number that no date and no figure covers."""
    quantity = quantity_patterns.mentions(text)
    done = _Cover(covered)
    for word, start in words_of(text):
        if word not in quantity_patterns.ANCHORS or done.holds(start):
            continue
        step = (
            _refused(quantity, start)
            or _claimed(claimed, start)
            or _unread(quantity, snapshot.passages, start)
            or Step("none", Span(start, _token_end(text, start)), "no rule matches it")
        )
        span = done.rest(Span(start, step.span.end))
        done.add(span)
        yield _explained(NUMBER, text, span, step)


class _Cover:
    """Stretches of text that are explained; any of them may overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._held = {at for span in spans for at in range(span.start, span.end)}

    def holds(self, position: int) -> bool:
        return position in self._held

    def rest(self, span: Span) -> Span:
        """Return the stretch up to where another explanation begins."""
        end = next((at for at in range(span.start, span.end) if at in self._held), span.end)
        return Span(span.start, end)

    def add(self, span: Span) -> None:
        self._held.update(range(span.start, span.end))


def _at(mentions: Sequence[Mention[Any]], position: int) -> Mention[Any] | None:
    """Return the mention, of those in order and without overlap, that covers a position."""
    index = bisect_right(mentions, position, key=lambda mention: mention.span.start) - 1
    if index < 0 or mentions[index].span.end <= position:
        return None
    return mentions[index]


def _refused(mentions: Sequence[Mention[Any]], start: int) -> Step | None:
    mention = _at(mentions, start)
    if mention is None or mention.value is not None:
        return None
    return Step(mention.rule, mention.span, "refused: not a figure")


def _claimed(mentions: Sequence[Mention[Any]], start: int) -> Step | None:
    mention = _at(mentions, start)
    if mention is None:
        return None
    note = (
        "refused: not a date"
        if mention.value is None
        else "a date outside the text that states facts"
    )
    return Step(mention.rule, mention.span, note)


def _unread(
    mentions: Sequence[Mention[Any]], passages: Sequence[Passage], start: int
) -> Step | None:
    """Say why a quantity that a row found is no figure: where it stands."""
    mention = _at(mentions, start)
    if mention is None:
        return None
    index = bisect_right(passages, start, key=lambda passage: passage.quote.span.start) - 1
    kind = passages[index].kind if index >= 0 else "text"
    where = f"because it stands in a {kind}" if kind in ("heading", "boilerplate") else None
    return Step(
        mention.rule, mention.span, f"read, but left out {where or 'because of its surroundings'}"
    )


def _token_end(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return end
