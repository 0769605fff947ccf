"""An event as it is found: its time, kind and actors from the date and the words that state it."""

from __future__ import annotations

from timeline.model import DateExpression, Span
from timeline.reading.dates import resolve
from timeline.reading.events.kinds import kind_of
from timeline.reading.events.status import EventMention
from timeline.reading.language.actors import actors_of
from timeline.reading.language.sentences import Sentence
from timeline.values import Period


def make_mention(
    sentence: Sentence, date: DateExpression, span: Span, *, title: str, words: str, aspect: str,
    rule: str, subject: str = "",
) -> EventMention:  # fmt: skip
    """Return an event; `words` tell its kind, `subject` its actors."""
    return EventMention(
        title=title,
        when=None if date.type == "SET" else time_of_event(sentence, date),
        aspect=aspect,
        kind=kind_of(words),
        actors=actors_of(subject) if subject else (),
        span=span,
        passage=sentence.index,
        rule=rule,
    )


def time_of_event(sentence: Sentence, date: DateExpression) -> Period | None:
    """Return the time of an event: a deadline ("by May") keeps its date, a stretch its interval."""
    if date.resolved is None or not date.resolved.edtf.startswith("../"):
        return date.resolved or date.edtf
    signal = resolve.signal(sentence.text, date.quote.span.start)
    return date.resolved if signal in ("until", "till") else date.edtf
