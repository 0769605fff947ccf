"""Conditions of a clause that tells of no happening: there was none, or it says what a text shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from timeline.reading.events import event_words
from timeline.reading.events.conditions import Condition
from timeline.reading.events.places import DatedPlace
from timeline.reading.language import verb_groups
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.verbs import VERBS

_NONE: Final = event_words.NOBODY
_TEXTS: Final = event_words.TEXTS
_SHOWN: Final = event_words.SHOWN
"""Verbs that say no more of a text than what stands in it."""
_CHANGES: Final = event_words.CHANGES
_LEVELS: Final = event_words.LEVELS
_SAW: Final = event_words.SAW
"""Verbs of which a change that follows is the object: "showed an increase"."""
_MOVES: Final = VERBS.measures["change"]
_NEAR_BY: Final = 7
"""How many words behind a verb, or from the start of a clause, are looked at."""
_TAKEN_PLACE: Final = event_words.TAKEN_PLACE


_SUBJECT: Final = 60
"""How many words before a verb its subject and what leads it in have at most."""


def _says_none(place: DatedPlace) -> bool:
    """Tell whether the subject of a verb says that there is none: "no census was held"."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None:
        return False
    first = max(bisect_left(tokens.starts, place.clause.start), verb.first - _SUBJECT)
    return any(
        tokens.lower[at] in _NONE and tokens.at(at + 1)[:1].isalpha()
        for at in range(first, verb.first)
    )


def _is_of_statistics(place: DatedPlace) -> bool:
    """Tell whether a verb says what a text or a table shows, or that a level changed."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None:
        return False
    outside = place.clause.subject
    start = place.clause.start if outside is None else outside.start
    subject = tokens.lower[bisect_left(tokens.starts, start) : verb.first]
    said = tokens.lower[verb.last]
    if verb.aspect == verb_groups.IS or said in _SHOWN:
        if not _TEXTS.isdisjoint(subject):
            return True
    elif (verb.reduced and _counts_of(subject)) or (
        said in _TAKEN_PLACE and not (_CHANGES | _LEVELS).isdisjoint(subject)
    ):
        return True
    if said in _SAW and not _CHANGES.isdisjoint(tokens.lower[verb.last + 1 : verb.last + _NEAR_BY]):
        return True
    return any(
        word in _TEXTS and not _SHOWN.isdisjoint(subject[at + 1 : at + 3])
        for at, word in enumerate(subject[:_NEAR_BY])
    )


def _tells_course(place: DatedPlace) -> bool:
    """Tell whether a clause tells how a level went, or why: "there was a shift", "was driven by"."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None or place.precision == "day":
        return False
    behind = tokens.lower[verb.last + 1 : verb.last + 1 + _NEAR_BY]
    moves = not _CHANGES.isdisjoint(behind) or any(
        word.endswith("ing") and lemma(word) in _MOVES for word in behind
    )
    if verb.aspect == verb_groups.IS:
        existential = tokens.at(verb.first - 1) == "there"
        return moves and (existential or behind[0] in ("on", "in"))
    if tokens.lower[verb.last] not in event_words.CAUSES:
        return False
    first = bisect_left(tokens.starts, place.clause.start)
    return moves or not _CHANGES.isdisjoint(tokens.lower[first : verb.first])


def _is_rejected(place: DatedPlace) -> bool:
    """Tell whether a plan is told of that somebody stops: "overturned a plan to close the port"."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None or verb.aspect not in (verb_groups.FUTURE, verb_groups.PLANNED):
        return False
    first = bisect_left(tokens.starts, place.clause.start)
    return not event_words.REJECTS.isdisjoint(tokens.lower[first : verb.first])


def _dates_from(place: DatedPlace) -> bool:
    """Tell whether a verb only says how old something is: "the oldest cases dated to 2007"."""
    verb, tokens = place.verb, place.parsed.tokens
    if verb is None or verb.passive:
        return False
    said = tokens.lower[verb.last] in event_words.DATES_FROM
    at_once = 0 <= place.span.start - verb.end <= 1  # "a report dated 4 March"
    return said and (at_once or tokens.at(verb.last + 1) in ("to", "from", "back"))


def _counts_of(subject: Sequence[str]) -> bool:
    """Tell whether a subject is a number of something: "the number of guards hired since 2010"."""
    return any(one in _LEVELS and other == "of" for one, other in pairwise(subject))


def _follows(place: DatedPlace) -> bool:
    """Tell whether a participle only says what came next: ", followed by a paper in 2020"."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None or verb.passive or tokens.lower[verb.last] != "followed":
        return False
    return tokens.at(verb.last + 1) == "by"


def _is_only_claimed(place: DatedPlace) -> bool:
    """Tell whether somebody only says so: "the union alleges that it was sold", "allegedly sold"."""
    tokens, verb = place.parsed.tokens, place.verb
    if verb is None:
        return False
    if not event_words.ALLEGEDLY.isdisjoint(tokens.lower[verb.first : verb.last]):
        return True
    that = next(
        (
            at
            for at in range(verb.first, max(0, verb.first - _SUBJECT), -1)
            if tokens.lower[at] in ("that", ";")
        ),
        0,
    )
    return tokens.lower[that] == "that" and tokens.at(that - 1) in event_words.ALLEGING


NOT_OF_WORLD: Final = (
    Condition("it only says what came next", _follows),
    Condition("the subject says that there is none", _says_none),
    Condition("it is said of statistics, not of the world", _is_of_statistics),
    Condition("somebody only says so", _is_only_claimed),
    Condition("somebody stops the plan", _is_rejected),
    Condition("it tells how a level went, or why", _tells_course),
    Condition("it only says how old something is", _dates_from),
)
