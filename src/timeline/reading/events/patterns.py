"""The table of the ways of stating an event: each row's trigger, conditions and reader.

The order of the rows is the order of trying. A row is tried where its trigger holds; it reads the
date unless a condition refuses it or one that it needs does not hold. A measuring verb, a closed
total and an as-of date state no event, and a date dates one thing: behind a verb that has a date
already, it belongs to a noun, or to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from timeline.reading.events import (
    anniversaries,
    elided,
    field_events,
    lasting,
    nominal,
    noun_dates,
    occurrence,
    recurrence,
    tallies,
)
from timeline.reading.events.conditions import (
    IS_POINT,
    KEPT_FROM_VERB,
    NO_TIME_OF_EVENT,
    OF_ANOTHER_NOUN,
    OF_SENTENCE,
    ONLY_BOUNDS,
    STANDS_ALONE,
    Condition,
    find_first,
)
from timeline.reading.events.event_nouns import DatedNoun
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.occurrence import has_aspect
from timeline.reading.events.places import DatedPlace
from timeline.reading.events.shown_by_texts import NOT_OF_WORLD
from timeline.reading.events.statements import aspect_of
from timeline.reading.events.status import EventMention
from timeline.reading.events.tallies import COUNTS, COUNTS_YEAR
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
    trigger: Condition
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

_DECIDED_AS: Final = {
    verb_groups.MEASURES: verb_groups.PAST, verb_groups.OBLIGED: verb_groups.PLANNED,
}  # fmt: skip


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
_NAMES_ANNIVERSARY: Final = Condition(
    "the sentence names an anniversary of something", anniversaries.names_anniversary
)
_ANOTHER_NOUN: Final = frozenset(condition.name for condition in OF_ANOTHER_NOUN)


def _clause(
    aspect: str,
    about: str,
    trigger: Condition | str,
    *,
    name: str = "",
    refuses: tuple[Condition, ...] = (*COUNTS, COUNTS_YEAR),
    needs: tuple[Condition, ...] = (),
) -> EventPattern:
    """Return the row of a clause by the aspect of its verb; its words must stand alone."""
    if isinstance(trigger, str):
        trigger = Condition(trigger, has_aspect(aspect))
    return EventPattern(
        name or f"clause, {aspect}",
        about=about,
        trigger=trigger,
        read=_read_clause,
        refuses=(*NOT_OF_WORLD, *refuses),
        needs=(*needs, *STANDS_ALONE),
        keeps_apart=KEPT_FROM_VERB,
    )


RECURRENCES: Final = (
    EventPattern(
        "recurring",
        about="a meeting, a vote or the like that recurs, with how often",
        trigger=Condition("a word says how often", lambda place: True),
        read=recurrence.read_recurrence,
        refuses=(recurrence.OF_DATED,),
        needs=(recurrence.NAMES_HAPPENING, recurrence.SAYS_OF_WHOM),
    ),
)
"""The rows that are tried for what recurs ("every year", "annual")."""

_FIELDS: Final = (
    EventPattern(
        "in office since",
        about="a name and since when it is in office, in a labelled field",
        trigger=field_events.IS_SINCE,
        read=field_events.read_office,
        needs=(field_events.NAMES_HOLDER,),
        closes=True,
    ),
    EventPattern(
        "held last, held next",
        about="what was last held or is next to be held, in a labelled field",
        trigger=field_events.IS_HELD,
        read=field_events.read_held,
        needs=(field_events.LAST_OR_NEXT,),
        closes=True,
    ),
    EventPattern(
        "date of a field",
        about="the beginning that the label of a field names, on the field's date",
        trigger=Condition(
            "the label of the field names a beginning", field_events.is_labelled_beginning
        ),
        read=field_events.read_beginning,
        needs=(field_events.OPENS_VALUE,),
        closes=True,
    ),
    EventPattern(
        "coming date of a field",
        about="what a label says is to come, on the field's date: a next release, a closing date",
        trigger=field_events.NAMES_COMING,
        read=field_events.read_coming,
        needs=(field_events.IS_WHOLE_VALUE,),
        closes=True,
    ),
)

_NAMES: Final = (
    EventPattern(
        "anniversary",
        about="an anniversary, on the date of the sentence",
        trigger=_NAMES_ANNIVERSARY,
        read=anniversaries.read_anniversary,
        refuses=NO_TIME_OF_EVENT,
        needs=(IS_POINT,),
        also=True,
    ),
    EventPattern(
        "derived from an anniversary",
        about="what an anniversary remembers, so many years before",
        trigger=_NAMES_ANNIVERSARY,
        read=anniversaries.read_remembered,
        refuses=NO_TIME_OF_EVENT,
        needs=(IS_POINT,),
        also=True,
    ),
    EventPattern(
        "participle",
        about="a noun and what was done to it, between a comma and the date",
        trigger=Condition("a comma and a participle stand before the date", nominal.has_participle),
        read=nominal.read_participle,
        refuses=(*NO_TIME_OF_EVENT, *nominal.PARTICIPLE_REFUSES),
        needs=(nominal.HAS_NOUN,),
        also=True,
    ),
    EventPattern(
        "name with a year",
        about="the name of an act, a war, a summit or the like with its year",
        trigger=Condition("the date stands by such a name", nominal.stands_by_name),
        read=nominal.read_name,
        refuses=NO_TIME_OF_EVENT[1:],
        needs=(nominal.YEAR_OF_NAME,),
        also=True,
    ),
    EventPattern(
        "name before its year",
        about="the name of an act or a treaty with its year behind it",
        trigger=Condition("a year ends such a name", nominal.ends_name),
        read=nominal.read_name_of_year,
        needs=(nominal.HAS_OWN_NAME,),
        also=True,
    ),
    EventPattern(
        "seat or term",
        about="a seat, a term or a mandate over a stretch of years",
        trigger=Condition("a seat or a term follows a stretch of years", noun_dates.precedes_term),
        read=_read_sentence(verb_groups.TERM),
        refuses=NO_TIME_OF_EVENT,
        needs=OF_SENTENCE,
        also=True,
    ),
    EventPattern(
        "dated meeting",
        about="a meeting that is named by its date and by whose it is",
        trigger=Condition(
            "“their” or the like leads the date of a meeting in", noun_dates.precedes_own_meeting
        ),
        read=_read_meeting,
        refuses=NO_TIME_OF_EVENT,
        needs=OF_SENTENCE,
        also=True,
    ),
)

_CLAUSES: Final = (
    EventPattern(
        "noun after its date",
        about="a noun that names what happened, with the date before it",
        trigger=Condition("the date stands before its noun", lambda place: place.is_of_noun),
        read=lambda place, rule: _read_noun(place, rule, place.noun_after),
        refuses=NO_TIME_OF_EVENT,
        needs=(_NOUN_AFTER_HAPPENS,),
    ),
    _clause(
        verb_groups.PAST,
        "what happened on the date",
        Condition(
            "the verb is in the past, denied or alleged",
            has_aspect(verb_groups.PAST, verb_groups.DENIED, verb_groups.ALLEGED),
        ),
        refuses=(*occurrence.OF_PAST, lasting.LASTED),
    ),
    _clause(
        verb_groups.PERFECT,
        "what has happened, or goes on since",
        "the verb is in the perfect",
        refuses=(
            occurrence.EXTENDED,
            *COUNTS,
            COUNTS_YEAR,
            tallies.SPENT_BY_THEN,
            lasting.LASTED,
        ),
    ),
    _clause(
        verb_groups.PRESENT,
        "what happens on the date",
        Condition("the verb is in the present", has_aspect(verb_groups.PRESENT, verb_groups.HAS)),
        refuses=(occurrence.ONLY_HAS, occurrence.EXTENDED, *COUNTS, COUNTS_YEAR),
    ),
    _clause(
        verb_groups.FUTURE,
        "what is to happen on the date",
        "the verb is in the future",
        refuses=(occurrence.EXTENDED, *COUNTS, COUNTS_YEAR),
    ),
    _clause(verb_groups.PLANNED, "what was planned for the date", "the verb tells of a plan"),
    _clause(verb_groups.CANCELLED, "what was called off, with its date", "the verb calls it off"),
    _clause(verb_groups.POSTPONED, "what was put off, with its date", "the verb puts it off"),
    _clause(
        verb_groups.MEASURES,
        "a decision on a level, with its day: a wage is increased",
        "the verb measures something",
        refuses=(),
        needs=(occurrence.DECIDES, occurrence.ON_A_DAY),
    ),
    _clause(
        verb_groups.OBLIGED,
        "a duty with its deadline",
        "the verb says what must be done",
        refuses=(),
        needs=(occurrence.FIRST_VERB, occurrence.HAS_DEADLINE),
    ),
    _clause(
        verb_groups.IS,
        "a deadline or a last day",
        Condition("the clause says when the deadline is", occurrence.names_deadline),
        name="deadline",
        refuses=(),
    ),
    _clause(
        verb_groups.IS,
        "what is so, over a stretch of time with a beginning or an end",
        Condition("the verb is a form of “be”", occurrence.is_state),
        refuses=(*COUNTS, tallies.STATES_AMOUNT),
        needs=(occurrence.FILLS_STRETCH,),
    ),
    EventPattern(
        "elided verb",
        about="what the verb of the noun before it says of a noun, too, with its own date",
        trigger=elided.IS_ELIDED,
        read=elided.read_elided,
        needs=(elided.NAMES_SOMETHING,),
        closes=True,
    ),
    EventPattern(
        "noun before its date",
        about="a noun that names what happened, before a date that the verb lacks",
        trigger=Condition(
            "the date is kept from the verb by a noun",
            lambda place: place.kept_apart_by in _ANOTHER_NOUN,
        ),
        read=lambda place, rule: _read_noun(place, rule, place.noun_before),
        needs=(_NOUN_BEFORE_HAPPENS,),
    ),
)

_LISTS: Final = (
    EventPattern(
        "act of a list",
        about="an act that a line without a verb names, with its date",
        trigger=Condition("a line without a verb begins with an act", nominal.is_act_of_list),
        read=nominal.read_act,
        refuses=(ONLY_BOUNDS,),
        needs=(nominal.NAMES_ACT,),
    ),
)

_DERIVED: Final = (
    EventPattern(
        "derived from so many years",
        about="the beginning of what so many years are celebrated of",
        trigger=Condition(
            "the sentence celebrates years of something", anniversaries.celebrates_years
        ),
        read=anniversaries.read_celebrated,
        refuses=NO_TIME_OF_EVENT,
        needs=(IS_POINT, anniversaries.COUNTS_YEARS),
        also=True,
    ),
)

PATTERNS: Final = (*_FIELDS, *_NAMES, *_CLAUSES, *_LISTS, *_DERIVED)
"""The rows that are tried for a date, in this order."""
