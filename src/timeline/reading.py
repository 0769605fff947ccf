"""Document -> snapshot: what one edition states.

Mentions are found over the whole text, then given to the passage in which they stand; headings and
boilerplate state nothing. A number that a date covers is no figure, unless it states a length of
time. Status is judged at the date of the edition: the published one, else the days within which the
text must have been written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

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
from timeline.rules import anchoring, fieldnumbers, predicates, quantities
from timeline.rules import dates as date_rules
from timeline.rules import events as event_rules
from timeline.rules import figures as figure_rules
from timeline.rules.amounts import Amount
from timeline.rules.antecedents import Antecedents
from timeline.rules.calendar import DateValue
from timeline.rules.clauses import Sentence
from timeline.rules.engine import Anchors, Mention, anchors_of
from timeline.rules.status import Found, judged
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, day_text

RULES_VERSION = "2"
"""Changes whenever a rule finds something else; every stored extraction names it."""

_STATING = ("sentence", "item", "field")
_COUNTABLE = ("duration", "every", "times a")
"""Date rules whose span may state a figure too: a length or a frequency."""


def read(document: Document, imprint: Imprint, *, doc: str, sha256: str) -> Snapshot:
    """Return all that a document states, in the order of its text.

    `doc` names the document in reports; `sha256` is that of the bytes it was decoded from.
    """
    text = document.text
    passages = document.passages
    anchors = anchors_of(text, (date_rules.TABLE,), quantities.ANCHORS)
    found = date_rules.mentions(text, anchors)
    dates = anchoring.expressions(text, found, imprint.published)
    amounts = _amounts(text, anchors, found)
    sentences = list(_sentences(text, passages, dates, amounts))
    names = Antecedents(text, passages)
    events = [item for sentence, _ in sentences for item in event_rules.events_in(sentence, names)]
    written = _written(events, dates)
    edition = imprint.published or written
    if imprint.published is None and _is_bounded(written) and anchoring.leans_on_speech(found):
        dates = anchoring.expressions(text, found, written)
        sentences = list(_sentences(text, passages, dates, amounts))
        events = [
            item for sentence, _ in sentences for item in event_rules.events_in(sentence, names)
        ]
    return Snapshot(
        imprint=imprint if imprint.title else replace(imprint, title=document.title),
        doc=doc,
        sha256=sha256,
        written=written,
        dates=tuple(d for d in dates if _stands(passages, d.quote.span)),
        figures=tuple(figure_rules.figures(sentences, passages)),
        events=_distinct(judged(item, text, edition) for item in events),
        passages=passages,
        diagnostics=(*document.diagnostics, *_contradictions(imprint, written)),
    )


def _amounts(
    text: str, anchors: Anchors, dates: Sequence[Mention[DateValue]]
) -> list[Mention[Amount]]:
    """Return the quantities of a text that no date claims."""
    calendar = [m.span for m in dates if m.rule not in _COUNTABLE]
    ends = [span.end for span in calendar]
    kept = []
    for mention in quantities.mentions(text, anchors, calendar):
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
            own_dates or own or fieldnumbers.may_state(passage.quote.text)
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


def _written(events: Iterable[Found], dates: Iterable[DateExpression]) -> Period | None:
    """Return the days within which the text must have been written, None where nothing bounds them.

    After the latest happening told in the past tense, before the end of the earliest one told in
    the future.
    """
    told = [
        e for e in events if e.when is not None and e.when.precision in ("day", "month", "year")
    ]
    past = [e.when for e in told if e.aspect == predicates.PAST and e.when]
    future = [e.when for e in told if e.aspect == predicates.FUTURE and e.when]
    first = max((when.first for when in past), default=OPEN_PAST)
    last = min((when.last for when in future if when.last >= first), default=OPEN_FUTURE)
    if first == OPEN_PAST and last == OPEN_FUTURE:
        return None
    start = "" if first == OPEN_PAST else day_text(first)
    end = "" if last == OPEN_FUTURE else day_text(last)
    return Period.parse(start if start == end else f"[{start}..{end}]")


def _is_bounded(written: Period | None) -> bool:
    """Tell whether the days of writing lie between two dates, so that "last year" has a place."""
    return written is not None and written.first != OPEN_PAST and written.last != OPEN_FUTURE


def _contradictions(imprint: Imprint, written: Period | None) -> Iterator[Diagnostic]:
    if (
        imprint.published is not None
        and written is not None
        and imprint.published.first > written.last
    ):
        yield Diagnostic(
            "published-late",
            f"published {imprint.published.edtf}, but the text must have been written within "
            f"{written.edtf}: a republished copy?",
        )


def _distinct(events: Iterable[Event | None]) -> tuple[Event, ...]:
    """Leave out an event that the same words state twice."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        if event is None:
            continue
        kept.setdefault((event.title, event.when, event.status, event.passage), event)
    return tuple(kept.values())
