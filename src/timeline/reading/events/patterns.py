"""The table of the ways of stating an event: each row's trigger, conditions and reader.

The order of the rows is the order of trying. A row is tried where its trigger holds; it reads the
date unless a condition refuses it or one that it needs does not hold. A measuring verb, a closed
total and an as-of date state no event, and a date dates one thing: behind a verb that has a date
already, it belongs to a noun, or to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from timeline.reading.events import field_events, nominal, occurrence, recurrence
from timeline.reading.events.conditions import (
    IS_POINT,
    KEPT_FROM_VERB,
    NO_TIME_OF_EVENT,
    OF_ANOTHER_NOUN,
    OF_SENTENCE,
    STANDS_ALONE,
    Condition,
    find_first,
)
from timeline.reading.events.event_nouns import DatedNoun
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.occurrence import COUNTS, COUNTS_YEAR, NOT_OF_WORLD, has_aspect
from timeline.reading.events.places import DatedPlace
from timeline.reading.events.statements import aspect_of
from timeline.reading.events.status import EventMention
from timeline.reading.language import verb_groups

Reader = Callable[[DatedPlace, str], EventMention]


@dataclass(frozen=True, slots=True)
class EventPattern:
    """One way of stating an event: its name, what it finds in plain words, and its conditions.

    `keeps_apart` leaves a date to another word than the verb of its clause; otherwise the verb has
    the date, whether or not an event is read. `also` tries the row though an earlier one has read
    the date; `closes` lets no later row read a date that this one did.
    """

    name: str
    about: str
    trigger: Callable[[DatedPlace], bool]
    read: Reader
    refuses: tuple[Condition, ...] = ()
    needs: tuple[Condition, ...] = ()
    keeps_apart: tuple[Condition, ...] = ()
    also: bool = False
    closes: bool = False

    def refuse(self, place: DatedPlace) -> str | None:
        """Return in plain words why the row reads no event of a date, None where it reads one."""
        if (condition := find_first(self.refuses, place)) is not None:
            return condition.name
        for need in self.needs:
            if not need.holds(place):
                return need.otherwise
        return None


# ---------------------------------------------------------------- readers of clauses and nouns

_TERM_AFTER: Final = re.compile(r"\s(?:[a-z]+\s)?(?:seat|term|tenure|mandate|presidency)\b")
_MEETING_AFTER: Final = re.compile(
    r"\s(?:[a-z]+\s)?(?:meeting|summit|visit|conference|talks|session)\b"
)
_POSSESSED: Final = re.compile(r"\b(?:their|its|his|her)\s+$")
_DECIDED_AS: Final = {
    verb_groups.MEASURES: verb_groups.PAST, verb_groups.OBLIGED: verb_groups.PLANNED,
}  # fmt: skip


def _precedes_term(place: DatedPlace) -> bool:
    return place.precision == "interval" and bool(_TERM_AFTER.match(place.text, place.span.end))


def _precedes_own_meeting(place: DatedPlace) -> bool:
    text, span = place.text, place.span
    owned = _MEETING_AFTER.match(text, span.end) is not None and _POSSESSED.search(
        text, max(0, span.start - 8), span.start
    )
    return bool(owned) and not _precedes_term(place)


def _read_clause(place: DatedPlace, rule: str) -> EventMention:
    """Return what the verb of a clause says."""
    verb, said = place.verb, place.said
    if verb is None or said is None:
        raise LookupError("a clause was read that says nothing")
    aspect = _DECIDED_AS.get(verb.aspect) or aspect_of(place.text, verb, place.span)
    return place.mention_statement(said, verb, place.clause, aspect=aspect, rule=rule)


def _read_sentence(aspect: str) -> Reader:
    """Return a reader of what the whole sentence says, in an aspect."""

    def read(place: DatedPlace, rule: str) -> EventMention:
        verb, said = place.first_verb, place.said_by_sentence
        if verb is None or said is None:
            raise LookupError("a sentence was read that says nothing")
        return place.mention_statement(said, verb, place.around.whole, aspect=aspect, rule=rule)

    return read


def _read_meeting(place: DatedPlace, rule: str) -> EventMention:
    return replace(_read_sentence(verb_groups.PAST)(place, rule), kind="meeting")


def _read_noun(place: DatedPlace, rule: str, noun: DatedNoun | None) -> EventMention:
    if noun is None:
        raise LookupError("a noun was read that is not there")
    return make_mention(
        place.sentence, place.date, noun.span, title=noun.title, words=noun.words,
        aspect=verb_groups.NAMED, rule=rule,
    )  # fmt: skip


# ---------------------------------------------------------------- the rows

_NOUN_AFTER_HAPPENS: Final = Condition(
    "the noun after the date names what happened",
    lambda place: place.noun_after is not None,
    "the noun after the date names nothing that happened",
)
_NOUN_BEFORE_HAPPENS: Final = Condition(
    "a noun before the date names what happened",
    lambda place: place.noun_before is not None,
    "no noun before the date names what happened",
)
_ANOTHER_NOUN: Final = frozenset(condition.name for condition in OF_ANOTHER_NOUN)


def _clause(
    aspect: str, about: str, *, trigger: Callable[[DatedPlace], bool] | None = None,
    name: str = "", refuses: tuple[Condition, ...] = (*COUNTS, COUNTS_YEAR),
    needs: tuple[Condition, ...] = (),
) -> EventPattern:  # fmt: skip
    """Return the row of a clause by the aspect of its verb; its words must stand alone."""
    return EventPattern(
        name or f"clause, {aspect}", about, trigger or has_aspect(aspect), _read_clause,
        refuses=(*NOT_OF_WORLD, *refuses), needs=(*needs, *STANDS_ALONE),
        keeps_apart=KEPT_FROM_VERB,
    )  # fmt: skip


RECURRENCES: Final = (
    EventPattern(
        "recurring", "a meeting, a vote or the like that recurs, with how often",
        lambda place: True, recurrence.read_recurrence,
        refuses=(recurrence.OF_DATED,), needs=(recurrence.NAMES_HAPPENING,),
    ),
)  # fmt: skip
"""The rows that are tried for what recurs ("every year", "annual")."""

_FIELDS: Final = (
    EventPattern(
        "in office since", "a name and since when it is in office, in a labelled field",
        field_events.is_since_of_field, field_events.read_office,
        needs=(field_events.NAMES_HOLDER,), closes=True,
    ),
    EventPattern(
        "held last, held next", "what was last held or is next to be held, in a labelled field",
        field_events.is_held_in_field, field_events.read_held,
        needs=(field_events.LAST_OR_NEXT,), closes=True,
    ),
    EventPattern(
        "date of a field", "the beginning that the label of a field names, on the field's date",
        field_events.is_labelled_beginning, field_events.read_beginning,
        needs=(field_events.OPENS_VALUE,), closes=True,
    ),
)  # fmt: skip

_NAMES: Final = (
    EventPattern(
        "anniversary", "an anniversary, on the date of the sentence",
        nominal.names_anniversary, nominal.read_anniversary,
        refuses=NO_TIME_OF_EVENT, needs=(IS_POINT,), also=True,
    ),
    EventPattern(
        "derived from an anniversary", "what an anniversary remembers, so many years before",
        nominal.names_anniversary, nominal.read_remembered,
        refuses=NO_TIME_OF_EVENT, needs=(IS_POINT,), also=True,
    ),
    EventPattern(
        "participle", "a noun and what was done to it, between a comma and the date",
        nominal.has_participle, nominal.read_participle,
        refuses=(*NO_TIME_OF_EVENT, *nominal.PARTICIPLE_REFUSES), needs=(nominal.HAS_NOUN,),
        also=True,
    ),
    EventPattern(
        "name with a year", "the name of an act, a war, a summit or the like with its year",
        nominal.stands_by_name, nominal.read_name,
        refuses=NO_TIME_OF_EVENT[1:], needs=(nominal.YEAR_OF_NAME,), also=True,
    ),
    EventPattern(
        "seat or term", "a seat, a term or a mandate over a stretch of years",
        _precedes_term, _read_sentence(verb_groups.TERM),
        refuses=NO_TIME_OF_EVENT, needs=OF_SENTENCE, also=True,
    ),
    EventPattern(
        "dated meeting", "a meeting that is named by its date and by whose it is",
        _precedes_own_meeting, _read_meeting,
        refuses=NO_TIME_OF_EVENT, needs=OF_SENTENCE, also=True,
    ),
)  # fmt: skip

_CLAUSES: Final = (
    EventPattern(
        "noun after its date", "a noun that names what happened, with the date before it",
        lambda place: place.is_of_noun,
        lambda place, rule: _read_noun(place, rule, place.noun_after),
        refuses=NO_TIME_OF_EVENT,
        needs=(_NOUN_AFTER_HAPPENS,),
    ),
    _clause(
        verb_groups.PAST, "a verb in the past that says what happened on the date",
        trigger=has_aspect(verb_groups.PAST, verb_groups.DENIED),
        refuses=(occurrence.DENIED, *COUNTS, COUNTS_YEAR),
    ),
    _clause(verb_groups.PERFECT, "a verb in the perfect: what has happened, or goes on since"),
    _clause(
        verb_groups.PRESENT, "a verb in the present that says what happens on the date",
        trigger=has_aspect(verb_groups.PRESENT, verb_groups.HAS),
        refuses=(occurrence.ONLY_HAS, *COUNTS, COUNTS_YEAR),
    ),
    _clause(verb_groups.FUTURE, "a verb in the future: what is to happen on the date"),
    _clause(verb_groups.PLANNED, "what was planned or set for the date"),
    _clause(verb_groups.CANCELLED, "what was called off, with its date"),
    _clause(verb_groups.POSTPONED, "what was put off, with its date"),
    _clause(
        verb_groups.MEASURES, "a decision on a level, with its day: a wage is increased",
        refuses=(), needs=(occurrence.DECIDES, occurrence.ON_A_DAY),
    ),
    _clause(
        verb_groups.OBLIGED, "a duty with its deadline",
        refuses=(), needs=(occurrence.FIRST_VERB, occurrence.HAS_DEADLINE),
    ),
    _clause(
        verb_groups.IS, "a clause that says when the deadline or the last day is",
        name="deadline", trigger=occurrence.names_deadline, refuses=(),
    ),
    _clause(
        verb_groups.IS, "what is so, over a stretch of time with a beginning or an end",
        trigger=occurrence.is_state, refuses=(*COUNTS, occurrence.STATES_AMOUNT),
        needs=(occurrence.FILLS_STRETCH,),
    ),
    EventPattern(
        "noun before its date", "a noun that names what happened, before a date that the verb lacks",
        lambda place: place.kept_apart_by in _ANOTHER_NOUN,
        lambda place, rule: _read_noun(place, rule, place.noun_before),
        needs=(_NOUN_BEFORE_HAPPENS,),
    ),
)  # fmt: skip

_DERIVED: Final = (
    EventPattern(
        "derived from so many years", "the beginning of what so many years are celebrated of",
        nominal.celebrates_years, nominal.read_beginning,
        refuses=NO_TIME_OF_EVENT, needs=(IS_POINT, nominal.COUNTS_YEARS), also=True,
    ),
)  # fmt: skip

PATTERNS: Final = (*_FIELDS, *_NAMES, *_CLAUSES, *_DERIVED)
"""The rows that are tried for a date, in this order."""
