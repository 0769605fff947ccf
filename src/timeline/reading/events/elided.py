"""What a noun has from the verb of the noun before it: "the bridge opened in 2019, the tunnel in 2021"."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import Final

from timeline.model import Span
from timeline.reading.events import event_words
from timeline.reading.events.conditions import VERB_HAS_DATE, Condition
from timeline.reading.events.date_lists import noun_of_elided
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.places import DatedPlace
from timeline.reading.events.status import EventMention
from timeline.reading.events.titles import title_case
from timeline.reading.language import verb_groups
from timeline.reading.language.actors import LEAD, is_hollow
from timeline.reading.language.verb_groups import Predicate

_LEADS_DATE: Final = re.compile(r"\s+(?:in|on)\s+(?:the\s+)?")
"""All that stands between a verb and its date, so that the verb has no object."""
_SAYS: Final = (verb_groups.PAST, verb_groups.FUTURE)


def _noun(place: DatedPlace) -> Span | None:
    """Return the noun of a date whose verb stands before the dates before it."""
    verb, text = place.verb, place.text
    if verb is None or verb.aspect not in _SAYS or verb.reduced:
        return None
    dates = [date.quote.span for date in place.sentence.dates]
    dates = [date for date in dates if verb.end <= date.start <= place.span.start]
    if len(dates) < 2 or _LEADS_DATE.fullmatch(text, verb.end, dates[0].start) is None:
        return None
    nouns = [noun_of_elided(text, before.end, date.start) for before, date in pairwise(dates)]
    noun = nouns[-1]
    return None if None in nouns or noun is None or _has_verb(place, noun) else noun


def _has_verb(place: DatedPlace, noun: Span) -> bool:
    tokens = place.parsed.tokens
    kinds = tokens.kinds[
        bisect_left(tokens.starts, noun.start) : bisect_left(tokens.starts, noun.end)
    ]
    return any(kind in "vm" for kind in kinds)


def _is_elided(place: DatedPlace) -> bool:
    return place.kept_apart_by == VERB_HAS_DATE.name and _noun(place) is not None


IS_ELIDED: Final = Condition("a noun and the date share the verb before them", _is_elided)


def _names_something(place: DatedPlace) -> bool:
    noun = _noun(place)
    if noun is None or is_hollow(noun.of(place.text)):
        return False
    words = {*noun.of(place.text).lower().split()}
    return words.isdisjoint(event_words.REFERS_BACK | event_words.OPENS_CLAUSE)


NAMES_SOMETHING: Final = Condition(
    "the noun says of what the verb tells",
    _names_something,
    "the noun does not say of what the verb tells",
)


def read_elided(place: DatedPlace, rule: str) -> EventMention:
    """Return what the verb before says of the noun; of a passive, its participle alone."""
    noun, verb = _noun(place), place.verb
    if noun is None or verb is None:
        raise LookupError("a row was read whose trigger does not hold")
    words = f"{noun.of(place.text)} {_said(place, verb)}"
    return make_mention(
        place.sentence, place.date, Span(noun.start, place.span.end),
        title=title_case(LEAD.sub("", words)), words=words, aspect=verb.aspect,
        subject=noun.of(place.text), rule=rule,
    )  # fmt: skip


def _said(place: DatedPlace, verb: Predicate) -> str:
    first = verb.last if verb.aspect == verb_groups.PAST else verb.first
    return " ".join(place.parsed.tokens.words[first : verb.last + 1])
