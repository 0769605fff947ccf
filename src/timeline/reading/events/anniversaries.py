"""Anniversaries, which date what they remember, and years of something, which date its beginning."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import Span
from timeline.reading.events import event_words
from timeline.reading.events.conditions import Condition
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.places import DatedPlace
from timeline.reading.events.status import EventMention
from timeline.reading.events.titles import title_case
from timeline.reading.language import verb_groups
from timeline.reading.language.number_words import ORDINAL, ordinal_value
from timeline.reading.quantities.numerals import number_at
from timeline.values import Period, year_of

_ANNIVERSARY: Final = re.compile(
    rf"(?P<n>{ORDINAL})\s+anniversary\s+of\s+(?:the\s+)?(?P<what>(?:[^,.;]|(?<=[A-Z])\.){{4,120}})"
)
_OF_SIGNING: Final = re.compile(rf"^(?:{pattern_of(event_words.BEGINNINGS_OF)})\s+of\s+(?:the\s+)?")
_YEARS_OF: Final = re.compile(
    r"\b(?:celebrat|mark|commemorat)\w*\s+(?:its\s+|their\s+|the\s+)?(?P<years>(?P<n>[\w-]+)\s+years\s+(?:of|since(?!\s+(?:1\d|20)\d\d\b))"
    r"\s+(?:the\s+)?(?P<what>(?:[^,.;]|(?<=[A-Z])\.){4,100}))"
)
_LEADS_DATE: Final = re.compile(r"\s(?:in|on)\s+(?:the\s+)?$")


def _sure(match: re.Match[str] | None) -> re.Match[str]:
    """Return the match that the trigger of the row has found."""
    if match is None:
        raise LookupError("a row was read whose trigger does not hold")
    return match


def _end(place: DatedPlace, match: re.Match[str]) -> int:
    """Return where the name of what is remembered ends: before a verb, or a date behind it."""
    start, text = match.start("what"), place.text
    verb = place.parsed.behind(start, place.around.whole)
    dates = [date.quote.span.start for date in place.sentence.dates]
    leads = [_LEADS_DATE.search(text, start, date) for date in dates if date > start]
    told = [date for date in dates if start < date < match.end() and text[date].islower()]
    ends = [match.end(), *told, *(lead.start() for lead in leads if lead is not None)]
    return min(ends if verb is None else [*ends, verb.start])


def _what(place: DatedPlace, match: re.Match[str]) -> str:
    return place.text[match.start("what") : _end(place, match)].rstrip()


def _anniversary(place: DatedPlace) -> re.Match[str] | None:
    sentence = place.sentence
    if sentence.text.find("anniversary", sentence.start, sentence.end) < 0:
        return None
    return _ANNIVERSARY.search(sentence.text, sentence.start, sentence.end)


def names_anniversary(place: DatedPlace) -> bool:
    """Tell whether a sentence names an anniversary of something."""
    return _anniversary(place) is not None


def read_anniversary(place: DatedPlace, rule: str) -> EventMention:
    """Return an anniversary, on the date."""
    match, span = _sure(_anniversary(place)), place.span
    stretch = Span(min(span.start, match.start()), max(span.end, match.end()))
    return make_mention(
        place.sentence, place.date, stretch, title=title_case(place.text[match.start() : _end(place, match)]), words="anniversary",
        aspect=_aspect(place), rule=rule,
    )  # fmt: skip


def _aspect(place: DatedPlace) -> str:
    """Return the aspect of an anniversary: it is to come where its verb says so."""
    verb = place.verb
    ahead = verb is not None and verb.aspect == verb_groups.FUTURE
    return verb_groups.FUTURE if ahead else verb_groups.PAST


def read_remembered(place: DatedPlace, rule: str) -> EventMention:
    """Return what an anniversary remembers, in its own year."""
    match = _sure(_anniversary(place))
    what = _what(place, match)
    mention = make_mention(
        place.sentence, place.date, Span(match.start(), match.end()),
        title=title_case(what), words=_OF_SIGNING.sub("", what),
        aspect=verb_groups.PAST, rule=rule,
    )  # fmt: skip
    return replace(mention, when=_years_before(place, ordinal_value(match["n"])))


def _years_of(place: DatedPlace) -> re.Match[str] | None:
    sentence = place.sentence
    if sentence.text.find(" years ", sentence.start, sentence.end) < 0:
        return None
    return _YEARS_OF.search(sentence.text, sentence.start, sentence.end)


def celebrates_years(place: DatedPlace) -> bool:
    """Tell whether a sentence celebrates so many years of something."""
    return _years_of(place) is not None


def _number_of_years(match: re.Match[str]) -> int | None:
    number = number_at(match.string, match.start("n"))
    if number is None or number.end != match.end("n") or number.value != int(number.value):
        return None
    return int(number.value)


COUNTS_YEARS: Final = Condition(
    "a whole number says how many years",
    lambda place: _number_of_years(_sure(_years_of(place))) is not None,
    "no whole number says how many years",
)


def read_celebrated(place: DatedPlace, rule: str) -> EventMention:
    """Return the beginning of what so many years are celebrated of, so many years before."""
    match = _sure(_years_of(place))
    what = _what(place, match)
    mention = make_mention(
        place.sentence, place.date, Span(match.start("years"), match.end()),
        title=title_case(what), words=what, aspect=verb_groups.PAST, rule=rule,
    )  # fmt: skip
    return replace(mention, when=_years_before(place, _number_of_years(match) or 0))


def _years_before(place: DatedPlace, years: int) -> Period | None:
    edtf = place.date.edtf
    return None if edtf is None else Period.of(year_of(edtf.first) - years)
