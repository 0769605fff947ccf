"""The status of an event, judged at the date of the edition that states it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import Event, Quote, Span
from timeline.reading.language import verb_groups
from timeline.values import Period


@dataclass(frozen=True, slots=True)
class Found:
    """An event before its status is known: `status` None is to be judged at the edition's date.

    `aspect` is the tense of its predicate.
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


def judged(found: Found, text: str, edition: Period | None) -> Event | None:
    """Return the event with its status as of the edition's date.

    None for what was once planned for a date that has passed: no text says that it came about.
    """
    status = _status(found, edition)
    if status is None:
        return None
    return Event(
        title=found.title,
        status=status,
        when=found.when,
        kind=found.kind,
        actors=found.actors,
        recurrence=found.recurrence,
        bounds=found.bounds,
        quote=Quote(found.span, found.span.of(text)),
        passage=found.passage,
        rules=(found.rule,),
    )


def _status(found: Found, edition: Period | None) -> str | None:
    when = found.when
    if found.aspect == verb_groups.RECURRING or when is None:
        return "recurring"
    if found.aspect in (verb_groups.CANCELLED, verb_groups.POSTPONED):
        return found.aspect
    running = when.edtf.endswith("/..") or (
        when.precision == "interval"
        and edition is not None
        and when.overlaps(edition.first, edition.last)
    )
    ahead = edition is not None and when.first > edition.last
    behind = edition is not None and when.last < edition.first
    match found.aspect:
        case verb_groups.FUTURE:
            return "scheduled"
        case verb_groups.PLANNED:
            return None if behind else "scheduled"
        case verb_groups.PRESENT | verb_groups.IS:
            return "ongoing" if running else "occurred" if behind else "scheduled"
        case verb_groups.PERFECT | verb_groups.TERM | verb_groups.INTENDED:
            return "ongoing" if running else "scheduled" if ahead else "occurred"
        case _:
            open_ended = when.edtf.endswith("/..")
            return "ongoing" if open_ended else "scheduled" if ahead else "occurred"
