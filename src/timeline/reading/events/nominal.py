"""Events that a name, a participle or an anniversary states, without a verb of their own.

The 1972 Agreement; the Harbor Act (2007); the Framework, adopted at the 2021 Dialogue; the 50th
anniversary of the treaty, which dates the treaty too; 200 years of relations, which date their start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.events.mentions import found
from timeline.reading.events.status import Found
from timeline.reading.events.titles import title_case
from timeline.reading.language import noun_phrases, verb_groups
from timeline.reading.language.number_words import ORDINAL, ordinal_value
from timeline.reading.language.sentences import SAYING, Sentence
from timeline.reading.language.tokens import tokens_of
from timeline.reading.language.verb_forms import LEVEL, ROLES
from timeline.reading.quantities.numerals import number_at
from timeline.values import Period, year_of

_NAME_AFTER: Final = re.compile(
    r"\s+(?P<name>[A-Z][\w’'.-]*"
    r"(?:\s+(?:(?:of|on|for|and|the|to|in|against)\s+)*[A-Z][\w’'.-]*)*)"
)
_NAME_BEFORE: Final = re.compile(r"(?P<name>(?:[A-Z][\w’'.-]*\s+)+)$")
_NAME_IN_FRONT: Final = re.compile(
    r"(?P<name>[A-Z][\w’'.-]*(?:\s+(?:(?:of|on|for|and|the|to|in|against)\s+)*[A-Z][\w’'.-]*)*)\s*$"
)
_NAMED_THING: Final = re.compile(
    r"\b(?:Agreement|Convention|Treaty|Dialogue|Summit|Conference|Declaration|Accords?|Protocol|Act"
    r"|Law|Constitution|Olympics|Games|Census|Revolution|War|Framework|Initiative|Memorandum|Charter"
    r"|Forum|Compact|Coup|Earthquake|Uprising|Reform|Plan|Elections?)\b"
)
_PARTICIPLE: Final = re.compile(
    r",\s+(?P<verb>[a-z]+(?:ed|en)|held|made|built)\s+"
    r"(?:by\s[^,;]{3,60}\s)?(?:in|at|on|during)\s+(?:the\s+)?$"
)
_APPOSED: Final = re.compile(r",\s+(?:an?|the)\s[^,]*$")
"""What only explains the noun before it: "Ms. Ada, a member of the board, left on 3 May"."""
_RELATIVE: Final = re.compile(r"(?:^|,)\s*(?:which|who|whose|whom|where|when|that)\b[^,]*$")
"""A clause that ends before a verb: "the bridge, which was closed for repairs, reopened in 2007"."""
_FAR: Final = 300
"""How far before its participle a noun begins at most, in characters."""
_NOUN: Final = re.compile(r"[^,;()]{3,80}(?:,[^;(),]{3,40}){0,4}$")
_ANNIVERSARY: Final = re.compile(
    rf"(?P<n>{ORDINAL})\s+anniversary\s+of\s+(?:the\s+)?(?P<what>(?:[^,.;]|(?<=[A-Z])\.){{4,120}})"
)
_OF_SIGNING: Final = re.compile(
    r"^(?:signing|founding|adoption|establishment|creation|start|beginning)\s+of\s+(?:the\s+)?"
)
_YEARS_OF: Final = re.compile(
    r"\b(?:celebrat|mark|commemorat)\w*\s+(?:its\s+|their\s+|the\s+)?(?P<years>(?P<n>[\w-]+)\s+years\s+(?:of|since)"
    r"\s+(?:the\s+)?(?P<what>(?:[^,.;]|(?<=[A-Z])\.){4,100}))"
)


def stated(sentence: Sentence, date: DateExpression) -> Iterator[Found]:
    """Yield the events that such a way of writing states of a date."""
    yield from _anniversary(sentence, date)
    yield from _participle(sentence, date)
    yield from _named(sentence, date)


def derived(sentence: Sentence, date: DateExpression) -> Iterator[Found]:
    """Yield what so many years are celebrated of: it began so many years before the date."""
    if sentence.text.find(" years ", sentence.start, sentence.end) < 0:
        return
    match = _YEARS_OF.search(sentence.text, sentence.start, sentence.end)
    if match is None or date.edtf is None or date.edtf.precision not in ("year", "month", "day"):
        return
    number = number_at(sentence.text, match.start("n"))
    if number is None or number.end != match.end("n") or number.value != int(number.value):
        return
    event = found(
        sentence, date, Span(match.start("years"), match.end()), title=title_case(match["what"]),
        words=match["what"], aspect=verb_groups.PAST, rule="derived from so many years",
    )  # fmt: skip
    yield replace(event, when=Period.of(year_of(date.edtf.first) - int(number.value)))


def bracketed(sentence: Sentence, date: DateExpression) -> Iterator[Found]:
    """Yield the event of a name with its year in brackets behind it: the Harbor Act (2007)."""
    text, span = sentence.text, date.quote.span
    name = _NAME_IN_FRONT.search(text, max(sentence.start, span.start - 90), span.start - 1)
    if name is not None and _NAMED_THING.search(name["name"]) and " " in name["name"]:
        yield found(
            sentence, date, Span(name.start("name"), span.end), title=title_case(name["name"]),
            words=name["name"], aspect=verb_groups.NAMED, rule="name with a year",
        )  # fmt: skip


def _named(sentence: Sentence, date: DateExpression) -> Iterator[Found]:
    """A name with its year: the 1972 Agreement, the UNESCO 1970 Convention."""
    text, span = sentence.text, date.quote.span
    if date.edtf is None or date.edtf.precision not in ("year", "interval", "month"):
        return
    after = _NAME_AFTER.match(text, span.end, sentence.end)
    if after is not None and date.edtf.precision == "year" and _NAMED_THING.search(after["name"]):
        before = _NAME_BEFORE.search(text, max(sentence.start, span.start - 60), span.start)
        start = before.start() if before else span.start
        title = f"{before['name'] if before else ''}{after['name']}"
        yield found(
            sentence, date, Span(start, after.end()),
            title=title_case(_LEADING_ARTICLE.sub("", title)), words=title,
            aspect=verb_groups.NAMED, rule="name with a year",
        )  # fmt: skip


def _participle(sentence: Sentence, date: DateExpression) -> Iterator[Found]:
    """A noun and the participle behind it: "the Framework, adopted at the 2021 Dialogue"."""
    text, at = sentence.text, date.quote.span.start
    match = _PARTICIPLE.search(text, max(sentence.start, at - 100), at)
    if match is None or match["verb"] in SAYING or ROLES.get(match["verb"]) == LEVEL:
        return
    low = max(sentence.start, match.start() - _FAR)
    noun = _NOUN.search(text[low : match.start()])
    apposed = _APPOSED.search(text, low, match.start())
    if noun is None or apposed or _RELATIVE.search(noun[0]):
        return
    own = _object(noun[0])
    if own is None:
        return
    name = _LAST_NAME.search(own)
    words = f"{name['name'] if name else own} {match['verb']}"
    yield found(
        sentence, date, Span(low + noun.start(), date.quote.span.end),
        title=title_case(_LEADING_ARTICLE.sub("", words)), words=words,
        aspect=verb_groups.PAST, rule="participle",
    )  # fmt: skip


def _object(words: str) -> str | None:
    """Return a noun, of a statement its object: "the council published a plan" is of a plan.

    None where a statement ends otherwise, so that the participle may go on with it, or where a
    place stands last: "an office in Tarn, staffed in 2010".
    """
    tokens = tokens_of(words, 0, len(words))
    if _AT_PLACE.search(words):
        return None
    if all(verb.reduced for verb in verb_groups.predicates(tokens)):
        return words
    noun = noun_phrases.noun_before(tokens, len(tokens.words))
    if (
        noun is None
        or tokens.at(tokens.starts.index(noun.start) - 1) not in verb_groups.DETERMINERS
    ):
        return None
    return noun.of(words)


_AT_PLACE: Final = re.compile(r"\b(?:in|at|near|to|from)\s+[A-Z][\w’'-]+$")
_LAST_NAME: Final = re.compile(
    r"\b(?:[Tt]hrough|[Uu]nder|[Ii]n|[Bb]y|[Ww]ith)\s+(?:the\s+)?(?P<name>[A-Z].*)$", re.DOTALL
)
_LEADING_ARTICLE: Final = re.compile(r"^(?:The|the|An?|an?)\s+")


def _anniversary(sentence: Sentence, date: DateExpression) -> Iterator[Found]:
    """An anniversary in a year, and the year that it remembers."""
    if sentence.text.find("anniversary", sentence.start, sentence.end) < 0:
        return
    match = _ANNIVERSARY.search(sentence.text, sentence.start, sentence.end)
    if match is None or date.edtf is None or date.edtf.precision not in ("year", "month", "day"):
        return
    start = min(date.quote.span.start, match.start())
    yield found(
        sentence, date, Span(start, max(date.quote.span.end, match.end())),
        title=title_case(match[0]), words="anniversary", aspect=verb_groups.PAST,
        rule="anniversary",
    )  # fmt: skip
    what = _OF_SIGNING.sub("", match["what"])
    year = Period.of(year_of(date.edtf.first) - ordinal_value(match["n"]))
    yield replace(
        found(
            sentence, date, Span(match.start(), match.end()), title=title_case(match["what"]),
            words=what, aspect=verb_groups.PAST, rule="derived from an anniversary",
        ),
        when=year,
    )  # fmt: skip
