"""Named conditions of a clause that counts what was done, or says how a level went: no happening."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.reading.dates import resolve
from timeline.reading.events import event_words, lasting, period_amounts
from timeline.reading.events.conditions import Condition
from timeline.reading.events.kinds import is_happening, is_text
from timeline.reading.events.period_amounts import AT_ONCE, first_amount, is_interval
from timeline.reading.events.places import DatedPlace
from timeline.reading.language import verb_groups
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.verb_groups import Predicate
from timeline.reading.quantities.numerals import number_at

_MOVES: Final = event_words.MOVES_DATE
"""Verbs of which two dates are the old and the new one: "moved from May to September 2023"."""
_TOTAL: Final = 10
_TOTAL_OF_A_MONTH: Final = 100
"""So many things or people, at least, are the count of a period and no happening."""
_TOTAL_OF_A_YEAR: Final = 100
"""So many things done in a year are its total: "built 35 schools in 2021" is told as an act."""
_SIGNS: Final = "$€£¥"
_OTHERS: Final = re.compile(r"\S+\s+(?:other|more|further)s?\b")
"""So many others join in what somebody does: "joined 21 other countries in signing"."""
_JOINTS: Final = " –—:-"
_BEFORE_COUNT: Final = event_words.BEFORE_COUNT
"""What stands before a count that opens its clause."""


def is_first(place: DatedPlace) -> bool:
    """Tell whether no other verb of the clause stands before that of a date."""
    return place.verb is not None and place.parsed.before(place.verb, place.clause) is None


def _counts_period(place: DatedPlace) -> bool:
    """Tell whether a clause counts what was done over a period: "412 vessels were inspected"."""
    verb = place.verb
    if verb is None or not (verb.passive or verb.reduced):
        return False
    by_then = resolve.signal(place.text, place.span.start) in ("by", "as of")
    if (place.precision == "day" and not by_then) or not _opens_with_count(place, verb):
        return False
    if _DOWN_FROM.match(place.text, verb.end, place.sentence.end):
        return True
    least = _TOTAL_OF_A_MONTH if place.precision == "month" else _TOTAL
    return _counts_at_least(place, least)


_DOWN_FROM: Final = re.compile(r"[^.;]{0,60}?,\s(?:down|up)\s(?:from|on)\s")
"""What makes a count one of a series: "98 cases were confirmed, down from 173"."""


def _counts_stretch(place: DatedPlace) -> bool:
    """Tell whether a clause counts many over a stretch: "In H1 2024, 24,600 came"."""
    verb = place.verb
    if verb is None or verb.aspect not in (verb_groups.PAST, verb_groups.PERFECT):
        return False
    if place.precision not in period_amounts.STRETCHES and not is_interval(place):
        return False
    if verb.aspect == verb_groups.PERFECT and _names_programme(place, verb):
        return False
    return _opens_with_count(place, verb) and _counts_at_least(place, _TOTAL)


def _opens_with_share(place: DatedPlace) -> bool:
    """Tell whether a share is the subject of a verb: "one in four people will be over 65"."""
    verb = place.verb
    if verb is None or place.precision == "day":
        return False
    marks = place.sentence.marks
    at = bisect_left(marks, place.clause.start, key=lambda mark: mark.span.start)
    if at == len(marks) or marks[at].kind != "share" or marks[at].span.start > verb.start:
        return False
    begin = max(place.clause.start, place.span.end if place.span.end <= marks[at].span.start else 0)
    _, _, lead = place.text[begin : marks[at].span.start].rpartition(",")
    return {*lead.lower().split()} <= _BEFORE_COUNT


def _is_to_be_so_many(place: DatedPlace) -> bool:
    """Tell whether a verb says how much something is to be: "is assumed to be 84.2 years"."""
    verb = place.verb
    if verb is None:
        return False
    tokens, last = place.parsed.tokens, verb.last
    if (tokens.at(last + 1), tokens.at(last + 2)) == ("to", "be"):
        last += 2
    end = tokens.end(last)
    return tokens.lower[last] == "be" and first_amount(place.sentence, end) <= end + AT_ONCE


def _names_programme(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether what a count has done has a name that is no place: "have received Reed awards"."""
    tokens = place.parsed.tokens
    stop = bisect_left(tokens.starts, place.clause.end)
    return any(
        tokens.words[at][0].isupper()
        and tokens.kinds[at] == "n"
        and tokens.lower[at - 1] not in verb_groups.PREPOSITIONS
        for at in range(verb.last + 1, stop)
    )


def _counts_objects(place: DatedPlace) -> bool:
    """Tell whether a clause counts what somebody did in a year: "the fund financed 62 projects"."""
    verb = place.verb
    if verb is None or verb.passive or verb.aspect not in (verb_groups.PAST, verb_groups.PERFECT):
        return False
    if (
        _is_of_happening(place, verb)
        or place.precision not in (*period_amounts.STRETCHES, "year")
        or lasting.is_open(place)
    ):
        return False
    at = first_amount(place.sentence, verb.end)
    if not _leads_to(place, verb, at):
        return False
    if _OTHERS.match(place.text, at):
        return False
    counted = any(mark.span.start == at and mark.kind == "count" for mark in place.sentence.marks)
    number = number_at(place.text, at) if counted else None
    least = _TOTAL_OF_A_YEAR if place.precision == "year" else _TOTAL
    if place.date.rule.startswith("stretch that ended"):
        least = 0
    return number is not None and number.value >= least


def _leads_to(place: DatedPlace, verb: Predicate, at: int) -> bool:
    """Tell whether a verb stands before an amount of its clause, with small words between at most."""
    if at > place.clause.end:
        return False
    return {*place.text[verb.end : at].lower().split()} - _PARTICLES <= _BEFORE_COUNT


_PARTICLES: Final = event_words.PARTICLES
"""Small words of a verb before what it counts: "carried out 4,905 inspections"."""


def _measures_objects(place: DatedPlace) -> bool:
    """Tell whether a clause says how much was done over a period: "collected 212 tonnes in May"."""
    verb = place.verb
    if verb is None or verb.passive or verb.reduced or place.precision == "day":
        return False
    if verb.aspect not in (verb_groups.PAST, verb_groups.PERFECT) or lasting.is_open(place):
        return False
    at = first_amount(place.sentence, verb.end)
    if not _leads_to(place, verb, at):
        return False
    marks = tuple(mark for mark in place.sentence.marks if mark.span.start == at)
    said = lemma(place.parsed.tokens.lower[verb.last])
    has_part = said in event_words.HAVING_PART or _MADE_UP.search(place.text, verb.start, at)
    shared = has_part and any(mark.kind == "share" for mark in marks)
    shared = shared or (said == "cover" and bool(marks))  # "covered 4.3 months of imports"
    sized = any(m.kind == "level" for m in marks) and place.text[at : at + 1].isdigit()
    return shared or (sized and _WEIGHED.match(place.text, at) is not None)


_MADE_UP: Final = re.compile(r"(?:made|makes|make)\sup\s$")
_WEIGHED: Final = re.compile(
    r"[\d.,]+\s(?:(?:thousand|million|billion)\s)?(?:tonnes|tons|kg|kilograms|litres|liters|gallons|barrels|bushels|MWh|GWh)\b"
)
"""How much of something there is, and no length of what was built."""


def _is_of_happening(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether one happening is the subject of a verb: "a strike in May held up 41 ships"."""
    tokens = place.parsed.tokens
    first = bisect_left(tokens.starts, place.clause.start)
    article, noun = tokens.at(first), bisect_left(tokens.starts, place.span.start)
    noun -= 1 + (tokens.at(noun - 1) in verb_groups.PREPOSITIONS)
    named = first < noun < verb.first and is_happening(tokens.lower[noun])
    return named and article in ("a", "an") and not is_text(tokens.lower[noun])


def _counts_year(place: DatedPlace) -> bool:
    """Tell whether a quantity is the subject of the one verb that a year dates."""
    if place.precision != "year" or place.verb is None or is_interval(place):
        return False
    return is_first(place) and _opens_with_count(place, place.verb)


def _counts_at_least(place: DatedPlace, least: int) -> bool:
    start = first_amount(place.sentence, place.clause.start)
    signed = start < len(place.text) and place.text[start] in _SIGNS
    number = number_at(place.text, start + signed)
    return number is not None and number.value >= least


def _opens_with_count(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether the first quantity of a clause is the subject of its verb, or counts it.

    Money is where the verb follows at once: "$4 million was spent", not "a $3 million fund was set
    up".
    """
    sentence, clause, at = place.sentence, place.clause, place.span
    first = first_amount(sentence, clause.start)
    if first > verb.start:
        return False
    begin = max(clause.start, at.end) if at.end <= first else clause.start
    _, _, lead = sentence.text[begin:first].rpartition(",")
    if not {*lead.lower().strip(_JOINTS).split()} <= _BEFORE_COUNT:
        return False
    index = bisect_left(sentence.amounts, first, key=lambda span: span.start)
    end = sentence.amounts[index].end
    return sentence.text[first].isalnum() or not sentence.text[end : verb.start].strip()


def _moves_date(place: DatedPlace) -> bool:
    if not place.date.endpoints or place.verb is None or place.verb.start > place.span.start:
        return False
    return place.moved_to is None and place.parsed.tokens.lower[place.verb.last] in _MOVES


def _states_amount(place: DatedPlace) -> bool:
    """Tell whether a quantity follows the verb at once: "was over $33.8 billion"."""
    verb = place.verb
    return verb is not None and first_amount(place.sentence, verb.end) <= verb.end + AT_ONCE


def _counts_receivers(place: DatedPlace) -> bool:
    """Tell whether a clause counts who got something over a period: "900 families received cash"."""
    verb = place.verb
    if (
        verb is None
        or verb.passive
        or verb.reduced
        or place.precision == "day"
        or lasting.is_open(place)
    ):
        return False
    receives = lemma(place.parsed.tokens.lower[verb.last]) in event_words.RECEIVING
    least = _TOTAL_OF_A_MONTH if place.precision == "month" else _TOTAL
    return receives and _opens_with_count(place, verb) and _counts_at_least(place, least)


def _is_needed(place: DatedPlace) -> bool:
    """Tell whether a clause says how much is needed: "a further $6 million is required by May"."""
    verb = place.verb
    if verb is None or not verb.passive:
        return False
    needed = place.parsed.tokens.lower[verb.last] in event_words.NEEDED
    return needed and first_amount(place.sentence, place.clause.start) < verb.start


def _spent_by_then(place: DatedPlace) -> bool:
    """Tell whether a date is that of a total up to then: "by May 2022 it had spent $4 million"."""
    verb = place.verb
    tokens = place.parsed.tokens
    if verb is None or "had" not in (tokens.lower[verb.first], tokens.at(verb.first - 1)):
        return False
    if resolve.signal(place.text, place.span.start) != "by":
        return False
    counted = _opens_with_count(place, verb) and _counts_at_least(place, _TOTAL)
    counted = counted or (verb.passive and _follows_amount(place, verb))
    return counted or first_amount(place.sentence, verb.end) <= verb.end + AT_ONCE


def _follows_amount(place: DatedPlace, verb: Predicate) -> bool:
    """Tell whether an amount is the subject at once before a verb: "$17 million (19%) had been spent"."""
    amounts = place.sentence.amounts
    last = bisect_left(amounts, verb.start, key=lambda amount: amount.start) - 1
    before = amounts[max(0, last - 1) : last + 1]
    return any(_BRACKET_AT_MOST.fullmatch(place.text, a.end, verb.start) for a in before)


_BRACKET_AT_MOST: Final = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?")


def _looks_at_stretch(place: DatedPlace) -> bool:
    """Tell whether the years are those of what is looked at: "examined sales from 2015 to 2019"."""
    verb, start = place.verb, place.span.start
    if verb is None or verb.start > start or not place.date.endpoints:
        return False
    looks = place.parsed.tokens.lower[verb.last] in event_words.LOOKED_AT
    return (
        looks and place.precision == "interval" and bool(place.text[verb.end : start].split()[2:])
    )


def _says_over_stretch(place: DatedPlace) -> bool:
    """Tell whether a stretch leads in what somebody says of it: "from 2006 to 2016, it reported"."""
    verb = place.verb
    if verb is None or verb.start < place.span.start or not is_interval(place):
        return False
    said = place.parsed.tokens.lower[verb.last]
    return said in event_words.REPORTING and not verb.passive and not lasting.is_open(place)


COUNTS: Final = (
    Condition("the stretch is that of what somebody reports", _says_over_stretch),
    Condition("the clause counts what was done over a period", _counts_period),
    Condition("the clause counts many over a stretch of time", _counts_stretch),
    Condition("the clause counts who got something over a period", _counts_receivers),
    Condition("the clause says how much is needed", _is_needed),
    Condition("the clause says what share of something does so", _opens_with_share),
    Condition("the verb says how much something is to be", _is_to_be_so_many),
    Condition("the clause counts what was done in a year", _counts_objects),
    Condition("the clause says how much was done over a period", _measures_objects),
    Condition(
        "the clause says what part of its value something lost or gained", period_amounts.loses_part
    ),
    Condition("the verb says at what level something is set", period_amounts.sets_level),
    Condition("the verb says how much something will be", period_amounts.foretells_amount),
    Condition("it is the date of a total up to then", _spent_by_then),
    Condition("the verb states the money of a period", period_amounts.totals_money),
    Condition("the verb says that a level goes up or down", period_amounts.moves_level),
    Condition("something is moved from the one date to the other", _moves_date),
    Condition("the dates are those of what is looked at", _looks_at_stretch),
)
COUNTS_YEAR: Final = Condition("the clause states a quantity of the year", _counts_year)
SPENT_BY_THEN: Final = Condition("it is the date of a total up to then", _spent_by_then)
STATES_AMOUNT: Final = Condition("the verb states a quantity", _states_amount)
