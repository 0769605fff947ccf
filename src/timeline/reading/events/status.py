"""The status of an event, judged at the date of the edition that states it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import Event, Quote, Span
from timeline.reading.language import verb_groups
from timeline.values import Period


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as a text states it; its status is judged later, at the edition's date.

    `aspect` is the tense of its predicate, `rule` the name of the row that read it.
    """

    title: str
    when: Period | None
    aspect: str
    kind: str
    actors: tuple[str, ...]
    span: Span
    passage: int
    rule: str
    recurrence: str | None = None
    bounds: Period | None = None


def judge(mention: EventMention, text: str, edition: Period | None) -> Event | None:
    """Return the event with its status as of the edition's date.

    None for what was once planned for a date that has passed: no text says that it came about; and
    for what somebody wanted, where its date has not: that is the date of what is wanted.
    """
    status = _status(mention, edition)
    if status is None:
        return None
    return Event(
        title=mention.title,
        status=status,
        when=mention.when,
        kind=mention.kind,
        actors=mention.actors,
        recurrence=mention.recurrence,
        bounds=mention.bounds,
        quote=Quote(mention.span, mention.span.of(text)),
        passage=mention.passage,
        rules=(mention.rule,),
    )


def _status(mention: EventMention, edition: Period | None) -> str | None:
    when = mention.when
    if mention.aspect == verb_groups.RECURRING or when is None:
        return "recurring"
    if mention.aspect in (verb_groups.CANCELLED, verb_groups.POSTPONED):
        return mention.aspect
    running = when.edtf.endswith("/..") or (
        when.precision == "interval"
        and edition is not None
        and when.overlaps(edition.first, edition.last)
    )
    ahead = edition is not None and when.first > edition.last
    behind = edition is not None and when.last < edition.first
    match mention.aspect:
        case verb_groups.FUTURE:
            return "scheduled"
        case verb_groups.PLANNED:
            return None if behind else "scheduled"
        case verb_groups.WISHED:
            return "occurred" if behind else None
        case verb_groups.PRESENT | verb_groups.IS:
            return "ongoing" if running else "occurred" if behind else "scheduled"
        case verb_groups.PERFECT | verb_groups.TERM | verb_groups.INTENDED:
            return "ongoing" if running else "scheduled" if ahead else "occurred"
        case _:
            goes_on = when.edtf.startswith("../") and edition is not None and not behind
            lasts = goes_on or when.edtf.endswith("/..")
            return "ongoing" if lasts else "scheduled" if ahead else "occurred"
