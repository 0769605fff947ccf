"""Document -> snapshot: what one edition states.

Mentions are found over the whole text, then given to the passage in which they stand; headings and
boilerplate state nothing. A number that a date covers is no figure, unless it states a length of
time. Status is judged at the date of the edition: the published one, else the days within which the
text must have been written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from timeline.model import (
    DateExpression,
    Diagnostic,
    Document,
    Event,
    Imprint,
    Passage,
    Snapshot,
    Span,
)
from timeline.reading.dates import item_days, publication, relative_dates
from timeline.reading.dates import patterns as date_rules
from timeline.reading.dates.creation_time import Written, contradictions, written
from timeline.reading.dates.timex import DateValue
from timeline.reading.events import assemble as event_rules
from timeline.reading.events import chronologies, salience, table_events
from timeline.reading.events.assemble import DateReading
from timeline.reading.events.conditions import Refusal
from timeline.reading.events.status import EventMention, judge
from timeline.reading.fields import field_numbers
from timeline.reading.figures import assemble as figure_rules
from timeline.reading.figures import table_headers
from timeline.reading.language import verb_groups
from timeline.reading.language.coreference import Antecedents
from timeline.reading.language.sentences import Sentence
from timeline.reading.matching.engine import Anchors, Mention, anchors_of
from timeline.reading.matching.repeats import anchors_outside, repeats_in
from timeline.reading.quantities import patterns as quantity_patterns
from timeline.reading.quantities.amounts import Amount, mark_of
from timeline.values import Period

RULES_VERSION = "11"
"""Changes whenever a rule finds something else; every stored extraction names it."""

_STATING = ("sentence", "item", "field")
_COUNTABLE = ("duration", "duration and a half", "every", "times a", "adverb of recurrence")
"""Date rules whose span may state a figure too: a length or a frequency."""


def read(document: Document, imprint: Imprint, *, doc: str, sha256: str) -> Snapshot:
    """Return all that a document states, in the order of its text.

    `doc` names the document in reports; `sha256` is that of the bytes it was decoded from.
    """
    text, passages = document.text, document.passages
    stages = _staged(document, imprint)
    edition = imprint.published or stages.days.period
    return Snapshot(
        imprint=imprint if imprint.title else replace(imprint, title=document.title),
        doc=doc,
        sha256=sha256,
        written=stages.days.period,
        dates=tuple(d for d in stages.dates if _stands(passages, d.quote.span)),
        figures=tuple(figure_rules.figures(stages.sentences, passages)),
        events=salience.rated(
            _distinct(judge(item, text, edition) for item in stages.events), passages
        ),
        passages=passages,
        diagnostics=(
            *document.diagnostics,
            *publication.contradictions(document.claims, text, passages, stages.days),
            *contradictions(passages, imprint, stages.days),
            *stages.repeats,
        ),
    )


def days_of_writing(document: Document, imprint: Imprint) -> Written:
    """Return the days within which a document must have been written, with what bounds them."""
    return _staged(document, imprint).days


def refusals(document: Document, imprint: Imprint) -> tuple[Refusal, ...]:
    """Return why each date that dates no event dates none, in the order of the text.

    A date has as many as there are rows that came near, in the order of trying; every date of a
    snapshot that none of its events is of has one.
    """
    text, passages = document.text, document.passages
    stages = _staged(document, imprint)
    edition = imprint.published or stages.days.period
    names = Antecedents(text, passages)
    stated: set[tuple[object, ...]] = set()
    found = [
        refusal
        for sentence, _ in stages.sentences
        for reading in event_rules.readings_in(sentence, names)
        for refusal in _refusals_of(reading, text, edition, stated)
    ]
    found += [
        Refusal(date, "", _STATES_NOTHING.format(passage.kind))
        for date in stages.dates
        if _stands(passages, date.quote.span)
        and (passage := passages[_passage_at(passages, date.quote.span)]).kind not in _STATING
    ]
    rows = {event.span for event in stages.events if event.rule in _OF_ROWS}
    kept = (refusal for refusal in found if refusal.date.quote.span not in rows)
    return tuple(sorted(kept, key=lambda refusal: refusal.date.quote.span.start))


_OF_ROWS: Final = (table_events.RULE, chronologies.RULE)
_STATES_NOTHING: Final = "it stands in a {}, which states nothing"
_PASSED: Final = "it was planned for a date that has passed, and nothing says that it came about"
_WANTED: Final = "it is only wanted by then"
_STATED: Final = "another date of the sentence already states the same event"


def _refusals_of(
    reading: DateReading, text: str, edition: Period | None, stated: set[tuple[object, ...]]
) -> tuple[Refusal, ...]:
    """Return why a date has no event of its own; `stated` gets the events that it has."""
    if not reading.mentions:
        return reading.refusals
    judged = [judge(mention, text, edition) for mention in reading.mentions]
    events = {_identity(event) for event in judged if event is not None}
    wanted = any(mention.aspect == verb_groups.WISHED for mention in reading.mentions)
    reason = _STATED if events else _WANTED if wanted else _PASSED
    if not events <= stated:
        stated |= events
        return ()
    return tuple(Refusal(reading.date, mention.rule, reason) for mention in reading.mentions)


@dataclass(frozen=True, slots=True)
class _Stages:
    """What is found before figures are put together and events judged."""

    dates: tuple[DateExpression, ...]
    sentences: list[tuple[Sentence, list[Mention[Amount]]]]
    events: list[EventMention]
    days: Written
    repeats: tuple[Diagnostic, ...]


def _staged(document: Document, imprint: Imprint) -> _Stages:
    """Find dates, quantities and events; twice where the text itself tells when it was written."""
    text, passages = document.text, document.passages
    repeats = tuple(repeats_in(passages))
    anchors = anchors_of(text, (date_rules.TABLE,), quantity_patterns.ANCHORS)
    anchors = anchors_outside([span for span, _ in repeats], anchors)
    found = date_rules.mentions(text, anchors)
    amounts = _amounts(_parted(text, passages), anchors, found)
    names = Antecedents(text, passages)

    def staged(published: Period | None, days: Written | None) -> _Stages:
        dates = item_days.expressions(text, passages, found, published)
        sentences = list(_sentences(text, passages, dates, amounts))
        events = [event for each, _ in sentences for event in event_rules.events_in(each, names)]
        told = {event.passage for event in events}
        rows = [e for e in table_events.events_in_cells(passages) if e.passage not in told]
        told |= {event.passage for event in rows}
        events += [*rows, *chronologies.events_in_lists(text, passages, dates, told)]
        events.sort(key=lambda event: event.passage)
        days = days or written(text, events, dates, passages)
        return _Stages(dates, sentences, events, days, tuple(said for _, said in repeats))

    stages = staged(imprint.published, None)
    if (
        imprint.published is None
        and stages.days.is_bounded
        and relative_dates.leans_on_speech(found)
    ):
        return staged(stages.days.period, stages.days)
    return stages


def _parted(text: str, passages: Sequence[Passage]) -> str:
    """Return a text of equal length in which no amount goes on from one item in the next.

    "Population 2 million" above "Exports" counts no exports. Marks of notes, which plain text keeps
    ("1,234[2] ships"), part no number from what it counts.
    """
    text = _MARK_OF_NOTE.sub(lambda mark: " " * len(mark[0]), text)
    ends = {p.quote.span.end for p in passages if p.kind == "item"}
    parted = [end for end in sorted(ends) if text[end : end + 1] == "\n"]
    starts = [0, *(end + 1 for end in parted)]
    stops = [*parted, len(text)]
    return _END.join(text[start:stop] for start, stop in zip(starts, stops, strict=True))


_MARK_OF_NOTE: Final = re.compile(
    r"(?<=\d)(?<!\b10)(?:\[(?:\d{1,3}|[*†‡]|note \d{1,2})\]|[*†‡]{1,3}|[¹²³⁴-⁹]{1,2})(?=[ \n])"
)
_END: Final = "\0"
"""Stands for the line end behind an item: white space of no kind."""


def _amounts(
    text: str, anchors: Anchors, dates: Sequence[Mention[DateValue]]
) -> list[Mention[Amount]]:
    """Return the quantities of a text that no date claims."""
    calendar = [m.span for m in dates if m.rule not in _COUNTABLE]
    ends = [span.end for span in calendar]
    kept = []
    for mention in quantity_patterns.mentions(text, anchors, calendar):
        if mention.value is None:
            continue
        index = bisect_right(ends, mention.span.start)
        if index == len(calendar) or calendar[index].start >= mention.span.end:
            kept.append(mention)
    return kept


def _sentences(
    text: str,
    passages: Sequence[Passage],
    dates: Sequence[DateExpression],
    amounts: Sequence[Mention[Amount]],
) -> Iterator[tuple[Sentence, list[Mention[Amount]]]]:
    """Yield each passage that states something, with the dates and quantities inside it."""
    d = a = 0
    for index, passage in enumerate(passages):
        span = passage.quote.span
        own_dates: list[DateExpression] = []
        own: list[Mention[Amount]] = []
        while d < len(dates) and dates[d].quote.span.start < span.end:
            if span.start <= dates[d].quote.span.start and dates[d].quote.span.end <= span.end:
                own_dates.append(dates[d])
            d += 1
        while a < len(amounts) and amounts[a].span.start < span.end:
            if span.start <= amounts[a].span.start and amounts[a].span.end <= span.end:
                own.append(amounts[a])
            a += 1
        stating = passage.kind in _STATING and not _names_value(passages, index)
        if stating and (
            own_dates
            or own
            or field_numbers.may_state(passage.quote.text)
            or table_headers.may_state(passage)
        ):
            spans = tuple(mention.span for mention in own)
            marks = tuple(mark_of(mention) for mention in own)
            yield Sentence(text, span.start, span.end, index, tuple(own_dates), spans, marks), own


def _names_value(passages: Sequence[Passage], index: int) -> bool:
    """Tell whether an item is the name of the value beside it, which states all that it says."""
    passage = passages[index]
    if passage.kind != "item" or passage.labels:
        return False
    name = (" ".join(passage.quote.text.split()),)
    beside = (*passages[max(0, index - 1) : index], *passages[index + 1 : index + 2])
    return any(each.labels == name and table_headers.is_lone(each) for each in beside)


def _stands(passages: Sequence[Passage], span: Span) -> bool:
    """Tell whether a span lies in one passage that is not boilerplate."""
    index = _passage_at(passages, span)
    if index < 0:
        return False
    passage = passages[index]
    return passage.kind != "boilerplate" and span.end <= passage.quote.span.end


def _passage_at(passages: Sequence[Passage], span: Span) -> int:
    """Return the number of the last passage that begins before or with a span, -1 without one."""
    return bisect_right(passages, span.start, key=lambda p: p.quote.span.start) - 1


def _distinct(events: Iterable[Event | None]) -> tuple[Event, ...]:
    """Leave out an event that the same words state twice."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        if event is None:
            continue
        kept.setdefault(_identity(event), event)
    return tuple(kept.values())


def _identity(event: Event) -> tuple[object, ...]:
    """Return what two events of the same words have in common."""
    return (event.title, event.when, event.status, event.passage)
