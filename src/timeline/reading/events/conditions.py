"""Named conditions of a date at its place: what a row needs, and what refuses it.

The name of a condition is what `extract --explain` prints, so it reads as plain words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import DateExpression
from timeline.reading.events import event_words, level_dates, noun_dates
from timeline.reading.events.places import DatedPlace
from timeline.reading.events.pronouns import names_nobody
from timeline.reading.events.statements import ClauseStatement
from timeline.reading.events.titles import reads_alone
from timeline.reading.events.unreal_acts import is_unreal
from timeline.reading.events.wishes import is_asked_for
from timeline.reading.language import verb_groups
from timeline.reading.language.number_words import UNITS


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that holds of a date at its place, or does not, in plain words.

    `otherwise` says what is so where it does not hold; empty for what no row needs.
    """

    name: str
    holds: Callable[[DatedPlace], bool]
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row reads no event of a date; `rule` is empty where no row may read the date."""

    date: DateExpression
    rule: str
    reason: str


def find_first(conditions: tuple[Condition, ...], place: DatedPlace) -> Condition | None:
    """Return the first condition that holds, None where none does."""
    for condition in conditions:
        if condition.holds(place):
            return condition
    return None


# ---------------------------------------------------------------- dates of nothing that happens

_DATELINE: Final = re.compile(r"[)\]]?\s?[–—-]\s")
_BEHIND_FIGURE: Final = 60
"""How far behind a figure a date in brackets is still that figure's, in characters."""


def _recurs_daily(place: DatedPlace) -> bool:
    return place.date.type == "SET" and place.date.recurrence in (None, "P1D")


def _is_time_beside_date(place: DatedPlace) -> bool:
    """Tell whether another date is that of a time of day, and no dateline: "Tarn, 4 May 2020 –"."""
    text, others = place.text, place.sentence.dates
    return place.date.type == "TIME" and any(
        other.type == "DATE" and not _DATELINE.match(text, other.quote.span.end) for other in others
    )


def _is_time_of_no_day(place: DatedPlace) -> bool:
    """Tell whether an hour stands alone, which tells no day: "must arrive by 8 pm"."""
    hour = place.date.type == "TIME" and place.date.rule.startswith("hour")
    return hour and _NAMES_DAY.search(place.span.of(place.text)) is None


_NAMES_DAY: Final = re.compile(r"[A-Za-z]{3,}")


def _is_length(place: DatedPlace) -> bool:
    return place.date.type == "DURATION" and place.date.edtf is None


def _has_no_place(place: DatedPlace) -> bool:
    return place.date.type != "SET" and place.date.edtf is None


def _dates_figure(place: DatedPlace) -> bool:
    """Tell whether a date in brackets follows a figure closely: "$4 billion (2019)"."""
    if place.date.type == "SET" or not place.is_single or not place.opens_bracket:
        return False
    amounts, start = place.sentence.amounts, place.span.start
    index = bisect_left(amounts, start, key=lambda amount: amount.start)
    return index > 0 and start - amounts[index - 1].end <= _BEHIND_FIGURE


def _ends_bracket(place: DatedPlace) -> bool:
    """Tell whether a date ends a bracket that began in the sentence before."""
    closes = place.text[place.span.end : place.span.end + 1] == ")"
    return closes and "(" not in place.text[place.sentence.start : place.span.start]


def _counts_years_since(place: DatedPlace) -> bool:
    start = place.span.start
    return _YEARS_SINCE.search(place.text, max(0, start - _BEHIND_FIGURE), start) is not None


_YEARS_SINCE: Final = re.compile(r"\byears?\s+(?:on\s+)?since\s+(?:the\s+)?$")
BARS_EVERY_ROW: Final = (
    Condition("it recurs daily, or nothing says how often", _recurs_daily),
    Condition("it is a time of day, and the sentence has a date", _is_time_beside_date),
    Condition("it is a time of a day that nobody names", _is_time_of_no_day),
    Condition("it is a length of time and no date", _is_length),
    Condition("the date has no place in the calendar", _has_no_place),
    Condition("it only says since when years are counted", _counts_years_since),
    Condition("in brackets after a figure, it dates the figure", _dates_figure),
    Condition("it ends a bracket that began before its sentence", _ends_bracket),
    Condition(
        "it bounds how long something recurs", lambda place: place.around.is_bounds(place.date)
    ),
)
"""What keeps every row from a date."""

IN_BRACKETS: Final = Condition("the date stands in brackets", lambda place: place.is_bracketed)
ONLY_BOUNDS: Final = Condition(
    "something is only said to be before or after the date, or to hold then",
    lambda place: not place.is_bracketed and place.only_bounds,
)
NO_TIME_OF_EVENT: Final = (IN_BRACKETS, ONLY_BOUNDS)

IS_POINT: Final = Condition(
    "the date is a day, a month or a year",
    lambda place: place.precision in ("year", "month", "day"),
    "the date is no single day, month or year",
)

# ---------------------------------------------------------------- dates of another word than the verb

_NUMBER: Final = rf"(?:{pattern_of(UNITS)})"
_COMPARES: Final = re.compile(
    r"(?:\b(?:[Cc]ompared~(?:with|to)\b(?:[^,;]|,(?=\d))*|(?<!later[ ])than~(?:in~)?(?:the~)?|[Aa]s~in~|[Uu]nlike~in~)"
    r"|(?<!later[ ])\bthan~(?:the~)?[$€£]?\d[^,;]*|\b(?:up|down)~from~(?:[^,;]|,(?=\d))*"
    rf"|(?:,~(?:and~)?against|\bas~against|\bversus|\bvs\.?)~(?:[a-z]+~)?(?:[$€£]?\d|{_NUMBER}\b)(?:[^,;]|,(?=\d))*"
    r"|\b(?:increase|decrease|rise|fall|decline|drop|growth|change|reduction|gain)~of~[^,;]{1,40}~"
    r"(?:since|from|on|over|in|between)~"
    r"|\bwith~(?:no|few|fewer|little|hardly)\b[^,;]{1,60}~since~(?:the~)?"
    r"|\bthe~same~(?:day|week|month|quarter|half|season|period|time)~(?:in~|of~)?(?:the~)?"
    r"|\b(?:first|second|third|last|most|only|worst|(?:four|fif|six|seven|eigh|nin|ten)th|\d{1,3}(?:st|nd|rd|th)|[a-z]+est)(?:~[a-z]+){0,6}~since~)$".replace(
        "~", r"\s+"
    )
)
"""What a figure or a happening is only compared with."""
_MOVED_FROM: Final = re.compile(
    r"\b(?:postponed|moved|rescheduled|delayed|deferred|brought\s+forward|put\s+off|pushed\s+back|carried\s+(?:over|forward))"
    r"\s+from\s+(?:the\s+)?$"
)
_AIMS_AT: Final = re.compile(r"\bfor\s+(?:the\s+year\s+)?$")
"""The year of a target or a budget, and the day of what is called ("called a strike for Monday"),
are not when the verb happens."""
_OFF: Final = (verb_groups.CANCELLED, verb_groups.POSTPONED)
_AHEAD: Final = (verb_groups.FUTURE, verb_groups.PLANNED, *_OFF)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LEADING: Final = verb_groups.PREPOSITIONS | verb_groups.DETERMINERS | event_words.LEADS_DATE
"""Words that lead a date in and say nothing else."""
_LED: Final = 24
_OF: Final = re.compile(r"\b(?:of|for|from)\s+(?:the\s+)?$")


def _is_compared(place: DatedPlace) -> bool:
    found = _COMPARES.search(place.text, place.near, place.span.start)
    if found is None or not found[0].lower().startswith("than"):
        return found is not None
    verb, opening = place.verb, place.text[place.clause.start : found.start()].split()
    return (
        verb is None or not found.start() < verb.start < place.span.start or len(opening) > 1
    )  # not "more than 300 people crossed the border in May"


def _is_moved_from(place: DatedPlace) -> bool:
    if place.moved_to is not None:
        return False
    if place.is_put_off:
        return True
    return _MOVED_FROM.search(place.text, place.near, place.span.start) is not None


def _is_aimed_at(place: DatedPlace) -> bool:
    verb = place.verb
    if verb is None or verb.aspect in _AHEAD or place.precision not in ("year", "month", "day"):
        return False
    if place.precision != "year" and (verb.aspect != verb_groups.PAST or verb.passive):
        return False
    return _AIMS_AT.search(place.text, place.near, place.span.start) is not None


def _is_hypothetical(place: DatedPlace) -> bool:
    verb = place.verb
    if verb is None:
        return False
    hypothetical = place.parsed.is_hypothetical(place.clause, verb, place.span)
    return hypothetical or is_asked_for(place) or _is_awaited(place) or is_unreal(place)


def _is_awaited(place: DatedPlace) -> bool:
    """Tell whether something only waits for what a verb tells: "once all have signed, in 2025"."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None or tokens.lower[verb.first] not in ("has", "have"):
        return False
    opens = tokens.at(bisect_left(tokens.starts, place.clause.start))
    return opens in event_words.AWAITS and place.span.start > verb.end


def _is_aside(place: DatedPlace) -> bool:
    """Tell whether a date before a verb belongs to a noun that leads the clause in.

    "Since its creation in 2012, the office ...", not "In early 2012, the office ...".
    """
    text, verb, date = place.text, place.verb, place.span
    if verb is None or verb.start < date.start or "," not in text[date.end : verb.start]:
        return False
    opening = place.opening.start
    start = max(opening, text.rfind(",", opening, date.start) + 1)
    words = _LETTERS.findall(text[start : date.start].lower())
    return any(word not in _LEADING for word in words)


def _is_of_subject(place: DatedPlace) -> bool:
    """Tell whether a date before a verb belongs to its subject.

    "The treaty of 1990 was replaced", not "a strike from 3 to 9 May closed it"; "stability since its independence in 1963 has drawn", since a
    perfect has no past date, not "since 1963, it has drawn".
    """
    verb, start = place.verb, place.span.start
    if verb is None:
        return False
    off = verb.aspect in _OFF
    led = _OF.search(place.text, max(place.clause.start, start - _LED), start)
    lasts = led is not None and led[0].startswith("from") and place.date.endpoints
    if verb.start > start and not off and led is not None and not lasts:
        opening, *rest = place.text[place.clause.start : start].lower().split()
        clause = opening in event_words.OPENS_CLAUSE and len(rest) > 1
        return clause or opening not in verb_groups.PREPOSITIONS
    if verb.aspect != verb_groups.PERFECT or verb.start < start:
        return False
    if place.time is not None and place.time.precision == "interval":
        return False
    return len(place.text[place.clause.start : start].split()) > 1


VERB_HAS_DATE: Final = Condition(
    "another date already dates this verb", lambda place: place.verb_has_other_date
)
IN_ASIDE: Final = Condition("the date stands in an aside before the verb", _is_aside)


def _leaves_verb_its_own(place: DatedPlace) -> bool:
    """Tell whether a date within the subject stands before a verb that has one behind it.

    "Families displaced in 2017 returned in 2023", not "In 2017 the school closed in May".
    """
    verb, clause, start = place.verb, place.clause, place.span.start
    if verb is None or verb.start < start:
        return False
    words = _LETTERS.findall(place.text[min(clause.start, place.opening.start) : start].lower())
    if all(word in _LEADING for word in words):
        return False
    return any(
        verb.end <= (own := other.quote.span.start) < clause.end
        and other.edtf is not None
        and _dates_verb(place.text[verb.end : own])
        and place.parsed.governing(clause, own) == verb
        for other in place.sentence.dates
    )


def _dates_verb(between: str) -> bool:
    """Tell whether nothing parts a verb from its date, or what leads it in: "last held 3 May"."""
    return not between.strip() or _WHEN.search(between) is not None


_WHEN: Final = re.compile(r"\b(?:in|on|during)\s+(?:the\s+)?$")
"""What leads in the date on which a verb happens."""
OWN_BEHIND: Final = Condition("the verb has a date of its own behind it", _leaves_verb_its_own)
OF_SUBJECT: Final = Condition("the date belongs to the subject of the verb", _is_of_subject)
_DUE: Final = re.compile(r"\w\s+(?:due|planned|scheduled)\s+(?:in|on|for)\s+(?:the\s+)?$")
_BEFORE_DUE: Final = verb_groups.PREPOSITIONS | verb_groups.DETERMINERS


def _is_of_planned_noun(place: DatedPlace) -> bool:
    """Tell whether a date is that of what is due, behind another verb: "set aside for a vote due in"."""
    verb, start = place.verb, place.span.start
    off = verb is not None and verb.aspect in _OFF
    if verb is None or off or verb.end > start or _DUE.search(place.text, verb.end, start) is None:
        return False
    words = _LETTERS.findall(place.text[verb.end : start].lower())
    return any(word in _BEFORE_DUE for word in words[:-2])


OF_PLANNED: Final = Condition("the date is that of something due", _is_of_planned_noun)
OF_ANOTHER_NOUN: Final = (
    VERB_HAS_DATE, IN_ASIDE, OWN_BEHIND, OF_PLANNED, OF_SUBJECT,
    Condition("commas set the date beside the subject", noun_dates.stands_beside_subject),
    Condition("it is the date of what the subject aims at", noun_dates.is_of_purpose),
    Condition("the date is that of what it is told after", noun_dates.is_of_reference),
    Condition("the date is that of the object of the verb", noun_dates.is_of_object),
)  # fmt: skip
"""What leaves a date to a noun before it."""

KEPT_FROM_VERB: Final = (
    *NO_TIME_OF_EVENT,
    Condition("the date belongs to the noun after it", lambda place: place.is_of_noun),
    Condition(
        "a decade or a century is too wide to date a verb",
        lambda place: place.precision in ("decade", "century"),
    ),
    Condition("something is only compared with that time", _is_compared),
    Condition("something is moved away from that date", _is_moved_from),
    Condition(
        "it is the date of a level that something came from or went to", level_dates.is_of_level
    ),
    Condition("it is the time that a plan or a budget is for", _is_aimed_at),
    Condition("the clause says what would or might be", _is_hypothetical),
    Condition("the date itself is the subject of the verb", noun_dates.is_subject),
    Condition("it is the date of what else somebody did", noun_dates.is_within_gerund),
    Condition("the date is that of a participle beside the verb", noun_dates.is_in_participle),
    *OF_ANOTHER_NOUN,
)
"""What keeps a date from the verb of its clause."""

# ---------------------------------------------------------------- words that stand alone


def _reads_alone(place: DatedPlace, said: ClauseStatement | None) -> bool:
    if said is None or _lost_subject(place, said) or names_nobody(said.title):
        return False
    if place.label is None and said.subject.lower().strip(" ,") in _OF_SOMETHING:
        return False
    return place.label is not None or reads_alone(said.title)


_OF_SOMETHING: Final = frozenset(f"the {noun}" for noun in event_words.OF_SOMETHING)
"""Subjects that leave open of what they are: "the deadline was extended"."""


def _lost_subject(place: DatedPlace, said: ClauseStatement) -> bool:
    """Tell whether a verb opens its clause within a sentence: "if passed, takes effect in May"."""
    verb, opens = place.verb, place.text[place.sentence.start : place.clause.start]
    finite = verb is not None and not verb.reduced and verb.aspect == verb_groups.PRESENT
    return finite and not said.subject.strip(" ,") and bool(opens.strip())


STANDS_ALONE: Final = (
    Condition(
        "the text says of whom or what the verb tells",
        lambda place: place.said is not None,
        "the text does not say of whom or what the verb tells",
    ),
    Condition(
        "its words make a title that reads alone",
        lambda place: _reads_alone(place, place.said),
        "its words make no title that reads alone",
    ),
)
"""What every clause needs."""
OF_SENTENCE: Final = (
    Condition(
        "the sentence has a verb",
        lambda place: place.first_verb is not None,
        "the sentence has no verb",
    ),
    Condition(
        "its words make a title that reads alone",
        lambda place: _reads_alone(place, place.said_by_sentence),
        "its words make no title that reads alone",
    ),
)
"""What a seat and a meeting by its date need."""
