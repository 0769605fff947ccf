"""Document -> snapshot: what one edition states.

Mentions are found over the whole text, then given to the passage in which they stand; headings and
boilerplate state nothing. A number that a date covers is no figure, unless it states a length of
time. Status is judged at the date of the edition: the published one, else the days within which the
text must have been written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.model import (
    DateExpression,
    Document,
    Event,
    Imprint,
    Passage,
    Snapshot,
    Span,
)
from timeline.reading.dates import patterns as date_rules
from timeline.reading.dates import publication, resolve
from timeline.reading.dates.creation_time import Written, contradictions, written
from timeline.reading.dates.timex import DateValue
from timeline.reading.events import assemble as event_rules
from timeline.reading.events.status import Found, judged
from timeline.reading.fields import field_numbers
from timeline.reading.figures import assemble as figure_rules
from timeline.reading.figures import table_headers
from timeline.reading.language.coreference import Antecedents
from timeline.reading.language.sentences import Sentence
from timeline.reading.matching.engine import Anchors, Mention, anchors_of
from timeline.reading.quantities import patterns as quantity_patterns
from timeline.reading.quantities.amounts import Amount
from timeline.values import Period

RULES_VERSION = "6"
"""Changes whenever a rule finds something else; every stored extraction names it."""

_STATING = ("sentence", "item", "field")
_COUNTABLE = ("duration", "every", "times a", "adverb of recurrence")
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
        events=_distinct(judged(item, text, edition) for item in stages.events),
        passages=passages,
        diagnostics=(
            *document.diagnostics,
            *publication.contradictions(document.claims, text, stages.days),
            *contradictions(text, imprint, stages.days),
        ),
    )


def days_of_writing(document: Document, imprint: Imprint) -> Written:
    """Return the days within which a document must have been written, with what bounds them."""
    return _staged(document, imprint).days


@dataclass(frozen=True, slots=True)
class _Stages:
    """What is found before figures are put together and events judged."""

    dates: tuple[DateExpression, ...]
    sentences: list[tuple[Sentence, list[Mention[Amount]]]]
    events: list[Found]
    days: Written


def _staged(document: Document, imprint: Imprint) -> _Stages:
    """Find dates, quantities and events; twice where the text itself tells when it was written."""
    text, passages = document.text, document.passages
    anchors = anchors_of(text, (date_rules.TABLE,), quantity_patterns.ANCHORS)
    found = date_rules.mentions(text, anchors)
    amounts = _amounts(text, anchors, found)
    names = Antecedents(text, passages)

    def staged(published: Period | None, days: Written | None) -> _Stages:
        dates = resolve.expressions(text, found, published)
        sentences = list(_sentences(text, passages, dates, amounts))
        events = [event for each, _ in sentences for event in event_rules.events_in(each, names)]
        return _Stages(dates, sentences, events, days or written(text, events, dates, passages))

    stages = staged(imprint.published, None)
    if imprint.published is None and stages.days.is_bounded and resolve.leans_on_speech(found):
        return staged(stages.days.period, stages.days)
    return stages


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
        if passage.kind in _STATING and (
            own_dates
            or own
            or field_numbers.may_state(passage.quote.text)
            or table_headers.may_state(passage)
        ):
            spans = tuple(mention.span for mention in own)
            yield Sentence(text, span.start, span.end, index, tuple(own_dates), spans), own


def _stands(passages: Sequence[Passage], span: Span) -> bool:
    """Tell whether a span lies in one passage that is not boilerplate."""
    index = bisect_right(passages, span.start, key=lambda p: p.quote.span.start) - 1
    if index < 0:
        return False
    passage = passages[index]
    return passage.kind != "boilerplate" and span.end <= passage.quote.span.end


def _distinct(events: Iterable[Event | None]) -> tuple[Event, ...]:
    """Leave out an event that the same words state twice."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        if event is None:
            continue
        kept.setdefault((event.title, event.when, event.status, event.passage), event)
    return tuple(kept.values())
