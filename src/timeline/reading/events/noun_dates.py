"""Dates that belong to a noun near a verb, and not to the verb: "closed since the floods of 2019"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.lexicon import pattern_of
from timeline.reading.dates import resolve
from timeline.reading.events import event_words
from timeline.reading.events.kinds import is_time
from timeline.reading.events.places import DatedPlace
from timeline.reading.language import verb_groups
from timeline.reading.language.tokens import Tokens, is_adverb

_NOUN: Final = (
    r"(?:the|its|their|his|her|a|an|[\w’'-]+[’']s)\s+(?:[\w’'-]+\s+){0,5}?(?P<noun>[\w’'-]+)\s+"
)
_OF_REFERENCE: Final = re.compile(
    rf"\b(?:[Ss]ince|[Aa]fter|[Bb]efore|[Ff]ollowing|[Uu]ntil|[Dd]espite|[Dd]ue\s+to|[Bb]ecause\s+of)\s+{_NOUN}of\s+(?:the\s+)?$"
)
_SINCE: Final = re.compile(rf"\b[Ss]ince\s+{_NOUN}(?:(?P<of>of)|in|on)\s+(?:the\s+)?$")
"""What leads in the date of something that only tells since when the rest is so."""
_OF_OBJECT: Final = re.compile(rf"\s+{_NOUN}of\s+(?:the\s+)?$")
_SET_APART: Final = re.compile(r"[a-z],\s(?:on|in)\s$")
"""With ", of" behind it, leads in the date of a noun: "the entry into force, on 1 May, of the pact"."""
_BARE: Final = "VB"
_ADJECTIVE: Final = "JJ"
_GERUND: Final = "VBG"
_TERM_AFTER: Final = re.compile(rf"\s(?:[a-z]+\s)?(?:{pattern_of(event_words.TERMS)})\b")
_MEETING_AFTER: Final = re.compile(rf"\s(?:[a-z]+\s)?(?:{pattern_of(event_words.OWN_MEETINGS)})\b")
_POSSESSED: Final = re.compile(r"\b(?:their|its|his|her)\s+$")


def is_of_reference(place: DatedPlace) -> bool:
    """Tell whether a date is that of what something is told after or since.

    "closed since the floods of 2019", "met since its creation in 2012"; not "since the end of 2019".
    """
    verb, start = place.verb, place.span.start
    if verb is None or verb.start > start:
        return False
    text = place.text
    match = _SINCE.search(text, verb.end, start)
    if match is not None and match["of"] is None:
        return True
    if match is None and verb.aspect != verb_groups.PERFECT:
        match = _OF_REFERENCE.search(text, verb.end, start)
    return match is not None and not _is_of_time(match["noun"])


def is_within_gerund(place: DatedPlace) -> bool:
    """Tell whether a date is that of what else somebody did: "was fined for dumping oil in 2013"."""
    verb, tokens = place.verb, place.parsed.tokens
    opens = bisect_left(tokens.starts, place.clause.start)
    opens += tokens.at(opens) in event_words.WITHIN_GERUND
    if verb is None or _is_led_gerund(tokens, opens):
        return verb is not None
    stop = bisect_left(tokens.starts, place.span.start)
    for at in range(stop - 1, verb.first - 1, -1):
        if tokens.lower[at] == ",":
            return False
        if tokens.tags[at] == _GERUND:
            return _is_led_gerund(tokens, at)
    return False


def is_in_participle(place: DatedPlace) -> bool:
    """Tell whether a date is that of what a participle tells: ", bringing since May 40 home".

    What has been so since a date is told by the participle, and what was done by its verb; so is
    what had been done before: "met for the second time, the first having been held in 2016".
    """
    verb, tokens = place.verb, place.parsed.tokens
    if verb is None or verb.start > place.span.start:
        return False
    stop = bisect_left(tokens.starts, place.span.start)
    since = resolve.signal(place.text, place.span.start) == "since"
    comma = next((at for at in range(verb.last + 1, stop) if tokens.lower[at] == ","), stop)
    if "having" in tokens.lower[comma:stop]:
        return True
    return since and any(
        tokens.lower[at] == "," and tokens.tags[at + 1] == _GERUND for at in range(comma, stop - 1)
    )


def _is_led_gerund(tokens: Tokens, at: int) -> bool:
    before = at - 2 if is_adverb(tokens.at(at - 1)) else at - 1
    gerund = at < len(tokens.tags) and tokens.tags[at] == _GERUND
    return gerund and tokens.at(before) in event_words.WITHIN_GERUND


def is_of_object(place: DatedPlace) -> bool:
    """Tell whether a date is that of the object of a verb: "annulled the election of 2019".

    What is signed or held on a date has it from its verb: "signed the accord of 1990".
    """
    verb, start = place.verb, place.span.start
    if verb is None or verb.start > start or verb.aspect != verb_groups.PAST or verb.passive:
        return False
    if _SET_APART.search(place.text, verb.end, start) and place.text.startswith(
        ", of ", place.span.end
    ):
        return True
    if place.parsed.tokens.lower[verb.last] in event_words.BRINGS_ABOUT:
        return False
    match = _OF_OBJECT.fullmatch(place.text, verb.end, start)
    return match is not None and not _is_of_time(match["noun"])


def _is_of_time(noun: str) -> bool:
    return is_time(noun.lower()) or noun.lower() in event_words.LEADS_DATE


def is_of_purpose(place: DatedPlace) -> bool:
    """Tell whether a date is that of what its subject aims at: "the plan to move in 2020 failed"."""
    verb, start = place.verb, place.span.start
    if verb is None or verb.start < start or "," in place.text[place.clause.start : verb.start]:
        return False
    if verb.aspect in (verb_groups.CANCELLED, verb_groups.POSTPONED):
        return False
    tokens = place.parsed.tokens
    first = bisect_left(tokens.starts, place.clause.start)
    return tokens.at(first) in verb_groups.DETERMINERS and any(
        tokens.lower[at] == "to" and tokens.tags[at + 1] == _BARE
        for at in range(first, bisect_left(tokens.starts, start) - 1)
    )


def stands_beside_subject(place: DatedPlace) -> bool:
    """Tell whether commas set a date beside the subject: "The deadline, 3 May 2024, was extended"."""
    verb, text, date = place.verb, place.text, place.span
    if verb is None or verb.aspect in (verb_groups.CANCELLED, verb_groups.POSTPONED):
        return False
    subject, comma, left = text[place.opening.start : date.start].rpartition(",")
    behind = text[date.end : verb.start] if verb.start > date.end else "?"
    return bool(comma and subject.strip()) and not left.strip() and behind.strip() == ","


def is_subject(place: DatedPlace) -> bool:
    """Tell whether a date is itself the subject of its verb: "1964 saw", "the mild winter of 2014"."""
    verb, span = place.verb, place.span
    if verb is None or verb.start < span.end or place.text[span.end : verb.start].strip():
        return False
    tokens = place.parsed.tokens
    before = bisect_left(tokens.starts, span.start) - 1
    first = bisect_left(tokens.starts, place.clause.start)
    if tokens.at(first) in ("the", "a", "an") and all(
        tokens.tags[at] == _ADJECTIVE for at in range(first + 1, before + 1)
    ):
        return before >= first
    led = tokens.at(before) in verb_groups.PREPOSITIONS
    return not led and tokens.lower[verb.last] in event_words.YEAR_VERBS


def precedes_term(place: DatedPlace) -> bool:
    """Tell whether a seat or a term follows a stretch of years: "the 2022-2024 seat"."""
    return place.precision == "interval" and bool(_TERM_AFTER.match(place.text, place.span.end))


def precedes_own_meeting(place: DatedPlace) -> bool:
    """Tell whether a meeting of somebody follows a date: "their July 2022 meeting"."""
    text, span = place.text, place.span
    owned = _MEETING_AFTER.match(text, span.end) is not None and _POSSESSED.search(
        text, max(0, span.start - 8), span.start
    )
    return bool(owned) and not precedes_term(place)
