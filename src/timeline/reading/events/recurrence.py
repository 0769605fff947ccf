"""Happenings that recur: how often, and within which bounds."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import DateExpression
from timeline.reading.events import event_words
from timeline.reading.events.conditions import Condition
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.places import DatedPlace
from timeline.reading.events.status import EventMention
from timeline.reading.events.titles import title_of
from timeline.reading.language import verb_groups
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.parsed_sentence import Clause

_HAPPENING: Final = re.compile(
    rf"\b(?:{pattern_of(event_words.RECURRING_EVENTS)})\b", re.IGNORECASE
)
_ADJECTIVES: Final = event_words.RECURRING_ADJECTIVES


def find_bounds(place: DatedPlace) -> DateExpression | None:
    """Return the date of the same clause within whose stretch a happening recurs."""
    clause = place.parsed.clause_at(place.span.start)
    dates = place.sentence.dates
    low, high = (
        bisect_left(dates, edge, key=lambda date: date.quote.span.start)
        for edge in (clause.start, clause.end)
    )
    for other in dates[low:high]:
        if other.resolved is not None and "/" in other.resolved.edtf:
            return other
    return None


def _names_happening(place: DatedPlace) -> bool:
    sentence = place.sentence
    clause = place.parsed.clause_at(place.span.start)
    if _HAPPENING.search(sentence.text, clause.start, clause.end) is not None:
        return True
    return _names_act(place)


def _names_act(place: DatedPlace) -> bool:
    """Tell whether a verb in the present says what is done each time: "is presented every May"."""
    clause, tokens = place.parsed.clause_at(place.span.start), place.parsed.tokens
    verb = place.parsed.governing(clause, place.span.start)
    if verb is None or verb.aspect != verb_groups.PRESENT:
        return False
    told = tokens.lower[verb.last]
    first = bisect_left(tokens.starts, clause.start)
    every = place.date.quote.text.lower() not in _ADJECTIVES
    if every and not event_words.RECURRING_NOUNS.isdisjoint(tokens.lower[first : verb.first]):
        return True
    return lemma(told) in event_words.RECURRING_ACTS or (tokens.at(verb.last - 1), told) in _LIGHT


_LIGHT: Final = (("take", "place"), ("takes", "place"))


def _is_of_dated(place: DatedPlace) -> bool:
    """Tell whether a clause has a day or a month of its own: "published the annual report on 3 May".

    What happens then is that once; that there is one each year is no happening of the sentence.
    """
    if place.date.quote.text.lower() not in _ADJECTIVES:
        return False
    fine = [
        other.quote.span.start
        for other in place.sentence.dates
        if other.edtf is not None and other.edtf.precision in ("day", "month")
    ]
    if not fine:
        return False
    clause = place.parsed.clause_at(place.span.start)
    return any(clause.start <= start < clause.end for start in fine)


def _has_subject(place: DatedPlace) -> bool:
    clause = place.parsed.clause_at(place.span.start)
    verb = place.parsed.governing(clause, clause.start)
    return verb is None or not verb.reduced or bool(place.text[clause.start : verb.start].strip())


NAMES_HAPPENING: Final = Condition(
    "the clause names a meeting, a vote, a visit or the like",
    _names_happening,
    "the clause names no meeting, vote, visit or the like",
)
SAYS_OF_WHOM: Final = Condition(
    "the clause has a subject",
    _has_subject,
    "the text does not say of whom or what the verb tells",
)
OF_DATED: Final = Condition("what recurs is told of one day or month", _is_of_dated)


def _opens_clause(place: DatedPlace, clause: Clause, verb: int) -> bool:
    """Tell whether how often opens a clause before its subject: "Every March, the board meets"."""
    opens = not place.text[clause.start : place.span.start].strip()
    return opens and bool(place.text[place.span.end : verb].strip(" ,"))


def read_recurrence(place: DatedPlace, rule: str) -> EventMention:
    """Return a happening that recurs, with the bounds within which it does."""
    text, parsed = place.text, place.parsed
    clause = parsed.clause_at(place.span.start)
    within = find_bounds(place)
    verb = parsed.governing(clause, clause.start)
    begin, end = (clause.start, clause.start) if verb is None else (verb.start, verb.end)
    following = parsed.behind(max(end, place.span.end), clause)
    stop = clause.end if following is None or not following.joined else following.start
    start = place.span.end if _opens_clause(place, clause, begin) else clause.start
    words = text[start:stop]
    mention = make_mention(
        place.sentence, place.date, place.span, title=title_of(words, end - start, None),
        words=words, aspect=verb_groups.RECURRING, subject=text[start:begin], rule=rule,
    )  # fmt: skip
    bounds = within.resolved if within is not None else None
    return replace(mention, recurrence=place.date.recurrence, bounds=bounds)
