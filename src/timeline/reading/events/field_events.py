"""Events of labelled fields: since when somebody is in office, when an election was and will be held.

"President Ada Reed (since 1 May 2019)"; "Senate - last held on 3 May 2020 (next to be held in May
2024)"; "Independence: 4 July 1901 (from Tarn)".
"""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span
from timeline.reading.events import event_words
from timeline.reading.events.conditions import Condition
from timeline.reading.events.kinds import is_happening
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.places import DatedPlace
from timeline.reading.events.status import EventMention
from timeline.reading.events.titles import title_case
from timeline.reading.language import verb_groups

_IN_OFFICE: Final = re.compile(
    r"(?:^|[:;,\n)]|--|–|\band\b)\s*(?P<who>[A-Z][^:;,()\n]{3,80}?)\s*\(since\s+$"
)
_HELD: Final = re.compile(
    r"\b(?:(?P<what>last|next\s+to\s+be|to\s+be)\s+)?held\s+(?:on\s+|in\s+|by\s+)?$"
)
_MARKED: Final = re.compile(r"[A-Z][\w’'-]+\s?(?::|--|\s[-–—])\s?last\s+held\b")
"""A colon or a dash behind what was held: "President--last held 3 May 1989"."""
_PARTS: Final = re.compile(r"[:;\n()]")
_BEGINNINGS: Final = event_words.BEGINNINGS
"""Labels whose date is that of what they name."""
_BRACKET: Final = re.compile(r"\s*\((?P<words>[^()]{3,60})\)")
_NAME_AT_END: Final = re.compile(
    r"(?:^|\s)(?!of\b|the\b|and\b|for\b)(?:[a-z][\w-]*|\d+)\s(?P<name>[A-Z][\w’'-]*(?:\s+(?:(?:of|the|and|for)\s+)*[A-Z][\w’'-]*)*)$"
)
"""A name behind the end of another value: "voluntary at age 70 President--last held"."""
_LED_ON: Final = re.compile(r"(?:from|of|by|with|under|to)\s")
_SINCE: Final = re.compile(r"\(since\s+$")
_SINCE_NEAR: Final = 9
_WHO: Final = 90
_HELD_NEAR: Final = 40
_REACH: Final = 240


def _low(place: DatedPlace) -> int:
    """Return how far back the words of a date are looked for."""
    return max(place.sentence.start, place.span.start - _REACH)


def _office(place: DatedPlace) -> re.Match[str] | None:
    return _IN_OFFICE.search(place.text, _low(place), place.span.start)


def _held(place: DatedPlace) -> re.Match[str] | None:
    start = place.span.start
    return _HELD.search(place.text, max(_low(place), start - _HELD_NEAR), start)


def _is_since_of_field(place: DatedPlace) -> bool:
    """Tell whether "(since" leads in a date of a labelled field."""
    if place.label is None:
        return False
    start = place.span.start
    return _SINCE.search(place.text, max(_low(place), start - _SINCE_NEAR), start) is not None


def _is_held_in_field(place: DatedPlace) -> bool:
    """Tell whether "held" leads in a date of a labelled field, or of what a mark leads in."""
    held = _held(place)
    if held is None or place.label is not None:
        return held is not None
    return _MARKED.search(place.text, _low(place), held.end()) is not None


def is_labelled_beginning(place: DatedPlace) -> bool:
    """Tell whether the label of a field names a beginning: "Independence"."""
    return place.label is not None and place.label.lower().split()[-1] in _BEGINNINGS


def names_coming(label: str) -> bool:
    """Tell whether a label says what is to come: "Next release", "Closing date for tenders"."""
    words = label.lower().replace("-", " ").split()
    if words[:1] and words[0] in ("next", "forthcoming", "upcoming"):
        return len(words) <= _MOST_WORDS and not event_words.NEXT_OF_FIELD.isdisjoint(words[1:])
    dated = not event_words.DEADLINES_OF_FIELD.isdisjoint(words)
    return dated and not event_words.NO_FIELD_TITLES.issuperset(words)


_MOST_WORDS: Final = 6
_ENDS_VALUE: Final = re.compile(r"(?:,\s[^\d,;:]{2,40}|\s\([^\d()]{2,40}\))?[\s.]*")
"""What may stand behind a date: where something is to come."""


def _is_whole_value(place: DatedPlace) -> bool:
    behind = _ENDS_VALUE.fullmatch(place.text, place.span.end, place.sentence.end)
    return _opens_value(place) and behind is not None


def _is_labelled_coming(place: DatedPlace) -> bool:
    """Tell whether the label of a field names what is to come: "Next release"."""
    return place.label is not None and names_coming(place.label)


def _opens_value(place: DatedPlace) -> bool:
    before = place.text[place.sentence.start : place.span.start].rstrip()
    return before[-1:] in (":", ";")


IS_SINCE: Final = Condition("“(since” stands before the date in a field", _is_since_of_field)
IS_HELD: Final = Condition("“held” stands before the date in a field", _is_held_in_field)
NAMES_COMING: Final = Condition("the label of the field names what is to come", _is_labelled_coming)
NAMES_HOLDER: Final = Condition(
    "a name stands before the bracket",
    lambda place: _office(place) is not None,
    "no name stands before the bracket",
)
LAST_OR_NEXT: Final = Condition(
    "it says what was last held, or what is next to be held",
    lambda place: bool((held := _held(place)) and held["what"]),
    "it does not say that this was the last time, or is the next",
)
OPENS_VALUE: Final = Condition(
    "the date comes first in the value of the field",
    _opens_value,
    "the date does not come first in the value of the field",
)

IS_WHOLE_VALUE: Final = Condition(
    "the date is all that the field says",
    _is_whole_value,
    "the field says more than its date",
)


def read_coming(place: DatedPlace, rule: str) -> EventMention:
    """Return what the label of a field says is to come on its date."""
    label = place.label or ""
    return make_mention(
        place.sentence, place.date, Span(place.sentence.start, place.span.end),
        title=title_case(label), words=label, aspect=verb_groups.PRESENT, rule=rule,
    )  # fmt: skip


def read_office(place: DatedPlace, rule: str) -> EventMention:
    """Return since when somebody is in office."""
    office = _office(place)
    start, who = (place.span.start, "") if office is None else (office.start("who"), office["who"])
    who = who.rpartition("--")[2]
    return make_mention(
        place.sentence, place.date, Span(start, place.span.end), title=title_case(who), words="",
        aspect=verb_groups.PERFECT, rule=rule, subject=who,
    )  # fmt: skip


def read_held(place: DatedPlace, rule: str) -> EventMention:
    """Return what was last held, or is next to be held."""
    held = _held(place)
    past = held is not None and held["what"] == "last"
    start = place.span.start if held is None else held.start()
    who = _voted(place.text, _low(place), start, place.label or "")
    title = f"{who} {'Last Held' if past else 'Next to Be Held'}"
    return make_mention(
        place.sentence, place.date, Span(start, place.span.end), title=title_case(title),
        words=title, aspect=verb_groups.PAST if past else verb_groups.FUTURE, rule=rule,
    )  # fmt: skip


def _voted(text: str, low: int, at: int, label: str) -> str:
    """Return what is held: what stands before "last held", an election where it does not say what."""
    held = text.rfind("last held", low, at + len("last held"))
    parts = [] if held < 0 else _PARTS.split(text[max(low, held - _WHO) : held])
    words = (" ".join(part.strip(" -–—").split()) for part in reversed(parts))
    who = next(filter(None, words), "")
    who = label if who.lower() in ("", "election", "elections") else who
    named = _NAME_AT_END.search(who)
    who = who if named is None else named["name"]
    return who if is_happening(who.split()[-1].lower()) else f"{who}: election"


def read_beginning(place: DatedPlace, rule: str) -> EventMention:
    """Return the beginning that a label names, with what a bracket says of it."""
    bracket = _BRACKET.match(place.text, place.span.end, place.sentence.end)
    label = place.label or ""
    words = bracket["words"] if bracket else ""
    title = f"{label}{'' if _LED_ON.match(words) else ':'} {words}" if words else label
    end = bracket.end() if bracket else place.span.end
    return make_mention(
        place.sentence, place.date, Span(place.span.start, end), title=title_case(title),
        words=title, aspect=verb_groups.PAST, rule=rule,
    )  # fmt: skip
