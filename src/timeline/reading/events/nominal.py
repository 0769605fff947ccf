"""Events that a name, a participle or an anniversary states, without a verb of their own.

The 1972 Agreement; the Harbor Act (2007); the Framework, adopted at the 2021 Dialogue; the 50th
anniversary of the treaty, which dates the treaty too; 200 years of relations, which date their start.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import Span
from timeline.reading.events import event_words
from timeline.reading.events.conditions import Condition
from timeline.reading.events.kinds import is_happening, is_text
from timeline.reading.events.mentions import make_mention
from timeline.reading.events.places import DatedPlace
from timeline.reading.events.status import EventMention
from timeline.reading.events.titles import title_case, title_of
from timeline.reading.language import noun_phrases, verb_groups
from timeline.reading.language.finite_verbs import read_words
from timeline.reading.language.sentences import SAYING
from timeline.reading.language.verb_forms import LEVEL, ROLES

_NAME_AFTER: Final = re.compile(
    r"\s+(?P<name>[A-Z][\w’'.-]*"
    r"(?:\s+(?:(?:of|on|for|and|the|to|in|against)\s+)*[A-Z][\w’'.-]*)*)"
)
_NAME_BEFORE: Final = re.compile(r"(?P<name>(?:[A-Z][\w’'.-]*\s+)+)$")
_NAME_IN_FRONT: Final = re.compile(
    r"(?P<name>[A-Z][\w’'.-]*(?:\s+(?:(?:of|on|for|and|the|to|in|against)\s+)*[A-Z][\w’'.-]*)*)\s*$"
)
_NAME_OF_YEAR: Final = re.compile(
    r"(?P<name>(?:(?!(?:The|This|An?|In|Under|Its|After|Before|Since|With|By|Until|Following)\s)[A-Z][\w’'-]*\s+"
    r"(?:(?:(?:of|on|for|and|the|to|in|against)\s+)*(?:[A-Z][\w’'-]*|\([A-Z][\w\s’'-]*\))\s+)*?)?"
    rf"(?:{pattern_of(event_words.NAMES_OF_YEAR)}))(?:,?\s+|\s+of\s+)$"
)
"""A name that its year ends: "the Harbours (Fees) Act 1964", "the Mills Act, 2019", "the Lagoon
Treaty of 1990"."""
_LEADS_IN: Final = re.compile(r"(?:After|Before|Since|Under|With|By|Following|Until|Despite)\s")
_NAMED_THING: Final = re.compile(rf"\b(?:{pattern_of(event_words.NAMED_THINGS)})\b")
_PARTICIPLE: Final = re.compile(
    r",\s+(?P<verb>[a-z]+(?:ed|en)|held|made|built)\s+"
    r"(?:by\s[^,;]{3,60}\s)?(?:in|at|on|during)\s+(?:the\s+)?$"
)
_APPOSED: Final = re.compile(r",\s+(?:an?|the)\s[^,]*$")
"""What only explains the noun before it: "Ms. Ada, a member of the board, left on 3 May"."""
_OTHER_PARTICIPLE: Final = re.compile(r",\s+(?:first\s+)?[a-z]+(?:ed|en)\s[^,]*$")
"""An aside that ends before the verb of the sentence: "the rate, introduced in 2020, ended in"."""
_RELATIVE: Final = re.compile(r"(?:^|,)\s*(?:which|who|whose|whom|where|when|that)\b[^,]*$")
"""A clause that ends before a verb: "the bridge, which was closed for repairs, reopened in 2007"."""
_FAR: Final = 300
"""How far before its participle a noun begins at most, in characters."""
_NOUN: Final = re.compile(r"[^,;()]{3,80}(?:,[^;(),]{3,40}){0,4}$")
_AT_PLACE: Final = re.compile(r"\b(?:in|at|near|to|from)\s+[A-Z][\w’'-]+$")
_LAST_NAME: Final = re.compile(
    r"\b(?:[Tt]hrough|[Uu]nder|[Ii]n|[Bb]y|[Ww]ith)\s+(?:the\s+)?(?P<name>[A-Z].*)$", re.DOTALL
)
_LEADING_ARTICLE: Final = re.compile(r"^(?:The|the|An?|an?)\s+")

# ---------------------------------------------------------------- a name with its year


def _name_in_front(place: DatedPlace) -> re.Match[str] | None:
    start = place.span.start
    return _NAME_IN_FRONT.search(place.text, max(place.sentence.start, start - 90), start - 1)


def _name_after(place: DatedPlace) -> re.Match[str] | None:
    return _NAME_AFTER.match(place.text, place.span.end, place.sentence.end)


def stands_by_name(place: DatedPlace) -> bool:
    """Tell whether a date stands before, or in brackets behind, the name of an act or a summit."""
    name = _name_in_front(place) if place.is_bracketed else _name_after(place)
    return name is not None and _NAMED_THING.search(name["name"]) is not None


def _name_of_year(place: DatedPlace) -> re.Match[str] | None:
    start = place.span.start
    return _NAME_OF_YEAR.search(place.text, max(place.sentence.start, start - 90), start)


def ends_name(place: DatedPlace) -> bool:
    """Tell whether a year ends the name of an act or a treaty: "the Harbours Act 1964"."""
    name = _name_of_year(place) if place.precision == "year" else None
    if name is None:
        return False
    # "After the Harbours Act, 1964 was a quiet year"; not "under the Harbours Act, 1964, fees are"
    apart = place.text[name.end("name")] == "," and place.text[place.span.end :][:1] != ","
    return not (apart and _LEADS_IN.match(place.text, place.sentence.start, name.start()))


HAS_OWN_NAME: Final = Condition(
    "before the year stands a name of two words",
    lambda place: " " in _sure(_name_of_year(place))["name"],
    "one word alone stands before the year",
)


def read_name_of_year(place: DatedPlace, rule: str) -> EventMention:
    """Return what a name with its year behind it names."""
    name = _sure(_name_of_year(place))
    return make_mention(
        place.sentence, place.date, Span(name.start("name"), place.span.end),
        title=title_case(name["name"]), words=name["name"],
        aspect=verb_groups.NAMED, rule=rule,
    )  # fmt: skip


def _is_year_of_name(place: DatedPlace) -> bool:
    if not place.is_bracketed:
        return place.precision == "year"
    name = _name_in_front(place)
    return name is not None and " " in name["name"]


YEAR_OF_NAME: Final = Condition(
    "before the name stands a year alone, or before the bracket a name of two words",
    _is_year_of_name,
    "more than a year stands before the name, or one word alone before the bracket",
)


def read_name(place: DatedPlace, rule: str) -> EventMention:
    """Return what a name with its year names: the 1972 Agreement, the Harbor Act (2007)."""
    text, span = place.text, place.span
    if place.is_bracketed:
        front = _sure(_name_in_front(place))
        start, end, title = front.start("name"), span.end, front["name"]
    else:
        after = _sure(_name_after(place))
        before = _NAME_BEFORE.search(text, max(place.sentence.start, span.start - 60), span.start)
        start, end = before.start() if before else span.start, after.end()
        title = f"{before['name'] if before else ''}{after['name']}"
    shown = _LEADING_ARTICLE.sub("", title)
    return make_mention(
        place.sentence, place.date, Span(start, end), title=title_case(shown), words=title,
        aspect=verb_groups.NAMED, rule=rule,
    )  # fmt: skip


def _sure(match: re.Match[str] | None) -> re.Match[str]:
    """Return the match that the trigger of the row has found."""
    if match is None:
        raise LookupError("a row was read whose trigger does not hold")
    return match


# ---------------------------------------------------------------- an act of a list without verbs


def _act_noun(place: DatedPlace) -> Span | None:
    """Return the noun that a line without a verb is about: "Opening of the bypass (June 2024)"."""
    tokens, sentence = place.parsed.tokens, place.sentence
    if (
        place.parsed.verbs
        or "m" in tokens.kinds
        or (place.label is not None and not _is_all_of_field(place))
    ):
        return None
    dated = {date.quote.span.start for date in sentence.dates}
    words = [at for at, start in enumerate(tokens.starts) if start not in dated]
    words = [at for at in words if tokens.kinds[at] != ";"]
    if not words:
        return None
    last = words[0]
    while last + 1 in words and tokens.kinds[last + 1] == "n":
        last += 1
    noun = tokens.lower[last]
    if (
        not (noun in event_words.ACT_NOUNS or is_happening(noun))
        or is_text(noun)
        or noun in event_words.NO_ACTS
    ):
        return None
    plural = noun.endswith("s") and is_happening(noun[:-1])
    counted = any(mark.span.start <= tokens.starts[last] for mark in sentence.marks)
    return None if plural or counted else Span(tokens.starts[words[0]], tokens.end(last))


def _is_all_of_field(place: DatedPlace) -> bool:
    """Tell whether a date is all that a label leads in: "Launch of the timetable: 9 December"."""
    text, sentence = place.text, place.sentence
    led = text[sentence.start : place.span.start].rstrip()
    return led.endswith(":") and not text[place.span.end : sentence.end].strip(" .")


def is_act_of_list(place: DatedPlace) -> bool:
    """Tell whether a line without a verb is about an act and has one date."""
    others = [date for date in place.sentence.dates if date.type != "SET"]
    lasts = place.time is not None and ".." in place.time.edtf
    return len(others) == 1 and not lasts and _act_noun(place) is not None


def _act_title(place: DatedPlace) -> str:
    noun, start = _act_noun(place), place.sentence.start
    if noun is None:
        return ""
    own = (place.span.start - start, place.span.end - start)
    return title_of(place.text[start : place.sentence.end], noun.end - start, own)


NAMES_ACT: Final = Condition(
    "its words make a title that reads alone",
    lambda place: len(_act_title(place).split()) > 1,
    "its words make no title that reads alone",
)


def read_act(place: DatedPlace, rule: str) -> EventMention:
    """Return the act that a line of a list names with its date."""
    title = _act_title(place)
    return make_mention(
        place.sentence, place.date, Span(place.sentence.start, place.sentence.end), title=title,
        words=title.lower(), aspect=verb_groups.NAMED, rule=rule,
    )  # fmt: skip


# ---------------------------------------------------------------- a participle behind its noun


def _participle(place: DatedPlace) -> re.Match[str] | None:
    start = place.span.start
    return _PARTICIPLE.search(place.text, max(place.sentence.start, start - 100), start)


def has_participle(place: DatedPlace) -> bool:
    """Tell whether a participle between a comma and a date says more of a noun."""
    return _participle(place) is not None


def _explained(place: DatedPlace) -> tuple[int, str]:
    """Return where the noun before a participle begins and its words; no words without one."""
    match = _sure(_participle(place))
    low = max(place.sentence.start, match.start() - _FAR)
    noun = _NOUN.search(place.text[low : match.start()])
    return (low, "") if noun is None else (low + noun.start(), noun[0])


def _is_apposed(place: DatedPlace) -> bool:
    end = _sure(_participle(place)).start()
    return _APPOSED.search(place.text, max(place.sentence.start, end - _FAR), end) is not None


def _object(words: str) -> str | None:
    """Return a noun, of a statement its object: "the council published a plan" is of a plan.

    None where a statement ends otherwise, so that the participle may go on with it, or where a
    place stands last: "an office in Tarn, staffed in 2010".
    """
    tokens = read_words(words, 0, len(words))
    if not words or _AT_PLACE.search(words):
        return None
    if all(verb.reduced for verb in verb_groups.predicates(tokens)):
        return _LED_IN.sub("", words)
    noun = noun_phrases.noun_before(tokens, len(tokens.words))
    if (
        noun is None
        or tokens.at(tokens.starts.index(noun.start) - 1) not in verb_groups.DETERMINERS
    ):
        return None
    return noun.of(words)


_LED_IN: Final = re.compile(
    r"^(?:Under|In|By|With|Through|At|For|From|On)\s+(?=(?:the|an?|its|their)\s)"
)
"""What leads in a noun that is no subject: "Under the compact, signed in 2019, roads are built"."""


def _goes_on(place: DatedPlace) -> bool:
    """Tell whether a participle goes on with those of a subject further back.

    "The island was claimed by the sailor Ben Reed, abandoned in 1804, and sold" is of the island.
    """
    start = _sure(_participle(place)).start()
    subject = place.parsed.clause_at(place.span.start).subject
    at = bisect_left(place.parsed.verbs, start, key=lambda verb: verb.start) - 1
    if subject is None or subject.end >= start:
        return False
    passive = at >= 0 and place.parsed.verbs[at].passive
    return passive or _INCLUDES.match(place.text, subject.end) is not None


_INCLUDES: Final = re.compile(r",\s(?:including|along\swith|as\swell\sas|such\sas)\s")
"""What leads in an aside between a subject and its verb."""


def _is_only_verb(place: DatedPlace) -> bool:
    """Tell whether a "participle" behind a name is the verb: "the mayor, Ada Reed, resigned in May"."""
    start = _sure(_participle(place)).start("verb")
    named = _NAMED.search(place.text, max(place.sentence.start, start - _FAR), start) is not None
    return named and not any(
        verb.start != start and not (verb.reduced or verb.joined) for verb in place.parsed.verbs
    )


_NAMED: Final = re.compile(r",\s[A-Z][^,]{1,60},\s$")
PARTICIPLE_REFUSES: Final = (
    Condition("it is the verb of the sentence", _is_only_verb),
    Condition("the participle goes on with those of its subject", _goes_on),
    Condition(
        "the participle says what somebody said",
        lambda place: _sure(_participle(place))["verb"] in SAYING,
    ),
    Condition(
        "the participle measures a level",
        lambda place: ROLES.get(_sure(_participle(place))["verb"]) == LEVEL,
    ),
    Condition("what stands before the participle only explains another noun", _is_apposed),
    Condition(
        "the participle follows a relative clause",
        lambda place: _RELATIVE.search(_explained(place)[1]) is not None,
    ),
    Condition(
        "another participle stands before it",
        lambda place: _OTHER_PARTICIPLE.search(_explained(place)[1]) is not None,
    ),
)
HAS_NOUN: Final = Condition(
    "a noun stands before the participle that it is of",
    lambda place: _object(_explained(place)[1]) is not None,
    "no noun stands before the participle that it can be of",
)


def read_participle(place: DatedPlace, rule: str) -> EventMention:
    """Return what a participle says of its noun: "the Framework, adopted at the 2021 Dialogue"."""
    start, explained = _explained(place)
    own = _object(explained) or explained
    name = _LAST_NAME.search(own)
    name = name if name is not None and " " in name["name"] else None
    words = f"{name['name'] if name else own} {_sure(_participle(place))['verb']}"
    return make_mention(
        place.sentence, place.date, Span(start, place.span.end),
        title=title_case(_LEADING_ARTICLE.sub("", words)), words=words,
        aspect=verb_groups.PAST, rule=rule,
    )  # fmt: skip
