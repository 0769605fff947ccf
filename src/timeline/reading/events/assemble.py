"""Read the dated happenings of a sentence: its dates are tried with the table of patterns.

The dates that recur are read first, since they take the dates that bound them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from timeline.model import DateExpression
from timeline.reading.events.conditions import BARS_EVERY_ROW, Refusal, find_first
from timeline.reading.events.patterns import PATTERNS, RECURRENCES, EventPattern
from timeline.reading.events.places import DatedPlace, DatedSentence
from timeline.reading.events.recurrence import find_bounds
from timeline.reading.events.status import EventMention
from timeline.reading.language.coreference import Antecedents
from timeline.reading.language.sentences import Sentence


@dataclass(frozen=True, slots=True)
class DateReading:
    """What the rows make of a date: the events that they read, and why others read none."""

    date: DateExpression
    mentions: tuple[EventMention, ...]
    refusals: tuple[Refusal, ...]


def events_in(sentence: Sentence, antecedents: Antecedents) -> Iterator[EventMention]:
    """Yield the dated happenings that a sentence states, in the order of the text."""
    for place in _places(sentence, antecedents):
        yield from _read_date(place, [])


def readings_in(sentence: Sentence, antecedents: Antecedents) -> Iterator[DateReading]:
    """Yield what becomes of each date of a sentence; a date without an event has a refusal."""
    for place in _places(sentence, antecedents):
        refused: list[Refusal] = []
        mentions = _read_date(place, refused)
        if not mentions and not refused:
            refused.append(Refusal(place.date, "", _NO_VERB))
        yield DateReading(place.date, tuple(mentions), tuple(refused))


_NO_VERB: Final = "no verb says what happened then"


def _places(sentence: Sentence, antecedents: Antecedents) -> list[DatedPlace]:
    around = DatedSentence(sentence, antecedents)
    places = [DatedPlace(around, date) for date in sentence.dates]
    return sorted(places, key=lambda place: place.date.type != "SET")


def _read_date(place: DatedPlace, refused: list[Refusal]) -> list[EventMention]:
    """Return the events that the rows read of a date; `refused` gets why others did not."""
    if (bar := find_first(BARS_EVERY_ROW, place)) is not None:
        refused.append(Refusal(place.date, "", bar.name))
        return []
    if place.date.type == "SET":
        return _read_recurrence(place, refused)
    found: list[EventMention] = []
    for row in PATTERNS:
        if (found and not row.also) or not row.trigger.holds(place):
            continue
        reason = _keep_apart(row, place) or row.refuse(place)
        if reason is not None:
            refused.append(Refusal(place.date, row.name, reason))
            continue
        found.append(row.read(place, row.name))
        if row.closes:
            break
    return found


def _keep_apart(row: EventPattern, place: DatedPlace) -> str | None:
    """Return what keeps a date from the verb of its clause, and otherwise give it to the verb."""
    if not row.keeps_apart or place.verb is None:
        return None
    condition = find_first(row.keeps_apart, place)
    if condition is None:
        place.around.give_to_verb(place.span, place.verb)
        return None
    place.kept_apart_by = condition.name
    return condition.name


def _read_recurrence(place: DatedPlace, refused: list[Refusal]) -> list[EventMention]:
    for row in RECURRENCES:
        if (reason := row.refuse(place)) is None:
            if (bounds := find_bounds(place)) is not None:
                place.around.take_as_bounds(bounds)
            return [row.read(place, row.name)]
        refused.append(Refusal(place.date, row.name, reason))
    return []
