"""Find the dated happenings of a sentence: the clause carries the event.

Ways of stating one, each with its rule name: a clause with a date and an agentive verb; a name
with a year in it ("the 1972 Agreement"); a noun with a date of its own ("a 2020 announcement");
a participle behind a noun ("X, adopted at the 2021 Y"); a seat or term over a stretch of years; an
anniversary, which dates what it remembers; a recurring meeting. A measuring verb, a closed total
and an as-of date are none. A date dates one thing: behind a verb that a date before it dates, it
belongs to a noun, or to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from timeline.model import DateExpression, Span
from timeline.rules import anchoring, happenings, predicates
from timeline.rules.clauses import SAYING, Clause, Grammar, Sentence, grammar_of
from timeline.rules.kinds import kind_of
from timeline.rules.numbers import ORDINAL, ordinal_value
from timeline.rules.predicates import Predicate
from timeline.rules.statements import aspect_of, statement
from timeline.rules.status import Found
from timeline.rules.titles import actors_of, title_case, title_of
from timeline.values import OPEN_FUTURE, Period

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
_TERM_AFTER: Final = re.compile(r"\s(?:[a-z]+\s)?(?:seat|term|tenure|mandate|presidency)\b")
_PARTICIPLE: Final = re.compile(
    r",\s+(?P<verb>[a-z]+(?:ed|en)|held|made|built)\s+"
    r"(?:by\s[^,;]{3,60}\s)?(?:in|at|on|during)\s+(?:the\s+)?$"
)
_APPOSED: Final = re.compile(r",\s+(?:an?|the)\s[^,]*$")
"""What only explains the noun before it: "Ms. Ada, a member of the board, left on 3 May"."""
_NOUN: Final = re.compile(r"[^,;()]{3,80}(?:,[^;(),]{3,40}){0,4}$")
_ANNIVERSARY: Final = re.compile(
    rf"(?P<n>{ORDINAL})\s+anniversary\s+of\s+(?:the\s+)?(?P<what>(?:[^,.;]|(?<=[A-Z])\.){{4,120}})"
)
_OF_SIGNING: Final = re.compile(
    r"^(?:signing|founding|adoption|establishment|creation|start|beginning)\s+of\s+(?:the\s+)?"
)
_HAPPENING: Final = re.compile(
    r"\b(?:meet(?:s|ings?)?|reviews?|dialogues?|conferences?|summits?|contributions?|sessions?"
    r"|elections?|forums?|holds?|held|convenes?|assembl(?:y|ies)|gather(?:s|ings?)?|consultations?"
    r"|talks|visits?|festivals?|publishes|published|exercises?)\b",
    re.IGNORECASE,
)
_MEETING_AFTER: Final = re.compile(
    r"\s(?:[a-z]+\s)?(?:meeting|summit|visit|conference|talks|session)\b"
)
_POSSESSED: Final = re.compile(r"\b(?:their|its|his|her)\s+$")
_CONTEXT: Final = 400
"""How far around its clause a date looks for a verb, in characters."""
_COMPARES: Final = re.compile(
    r"(?:\b(?:[Cc]ompared~(?:with|to)\b[^,;]*|than~(?:in~)?(?:the~)?|[Aa]s~in~|[Uu]nlike~in~)"
    r"|\b(?:[Ff]rom|to)~[$€£]?\d[^,;]*|\b(?:first|last|most|only|[a-z]+est)(?:~[a-z]+){0,3}~since~)$".replace(
        "~", r"\s+"
    )
)
"""What a figure or a happening is only compared with."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LEADING: Final = (
    predicates.PREPOSITIONS
    | predicates.DETERMINERS
    | frozenset(
        """early mid late beginning end start middle year years month spring summer autumn fall winter week
    weekend morning evening night first second third fourth last half quarter then later again
    meanwhile however similarly additionally example instance and but moreover only finally earlier
    furthermore thus therefore next monday tuesday wednesday thursday friday saturday sunday also
    approximately roughly part course""".split()
    )
)
"""Words that lead a date in and say nothing else."""
_BRACKET_ENDS: Final = re.compile(r"(?:~est\.?)?(?:\)|[,;])".replace("~", r"\s+"))
_BEHIND_FIGURE: Final = 60
"""How far behind a figure a date in brackets is still that figure's, in characters."""
_LISTED: Final = re.compile(r"(?:\s|,|and\b|or\b|in\b|on\b)+")
"""What stands between two dates of a list: "in 2003, 2005 and 2008"."""


def events_in(sentence: Sentence) -> Iterator[Found]:
    """Yield the dated happenings that a sentence states, in the order of the text."""
    dates = [date for date in sentence.dates if _may_date(sentence, date)]
    if not dates:
        return
    reading = _Sentence(sentence, grammar_of(sentence))
    for date in dates:
        if date.type == "SET":
            yield from _recurring(sentence, date, reading.grammar)
        elif _is_bracketed(sentence.text, date.quote.span):
            yield from _bracketed(sentence, date, reading.grammar)
        elif anchoring.signal(sentence.text, date.quote.span.start) != "as of":
            own = [
                *_anniversary(sentence, date),
                *_participle(sentence, date),
                *_named(sentence, date, reading.grammar),
            ]
            yield from own or reading.dated(date)


def _may_date(sentence: Sentence, date: DateExpression) -> bool:
    """Tell whether a date can be that of a happening: not one in brackets behind a figure."""
    if date.type == "SET":
        return True
    if date.edtf is None or "/" in date.edtf.edtf:
        return date.edtf is not None
    span = date.quote.span
    if not _is_bracketed(sentence.text, span):
        return True
    index = bisect_left(sentence.amounts, span.start, key=lambda amount: amount.start)
    return index == 0 or span.start - sentence.amounts[index - 1].end > _BEHIND_FIGURE


def _is_bracketed(text: str, date: Span) -> bool:
    """Tell whether a date stands in brackets, alone or as an estimate."""
    return text[date.start - 1 : date.start] == "(" and bool(_BRACKET_ENDS.match(text, date.end))


def _bracketed(sentence: Sentence, date: DateExpression, grammar: Grammar) -> Iterator[Found]:
    """A name and the year in brackets behind it: the Harbor Act (2007); a stretch of years."""
    text, span = sentence.text, date.quote.span
    if date.edtf is not None and "/" in date.edtf.edtf:
        yield from _Sentence(sentence, grammar).dated(date)
        return
    name = _NAME_IN_FRONT.search(text, max(sentence.start, span.start - 90), span.start - 1)
    if name is not None and _NAMED_THING.search(name["name"]) and " " in name["name"]:
        yield _found(
            sentence, date, Span(name.start("name"), span.end), title=title_case(name["name"]),
            words=name["name"], aspect=predicates.NAMED, subject="", rule="name with a year",
        )  # fmt: skip


class _Sentence:
    """A sentence while its dates are given to its verbs and nouns, one after another."""

    def __init__(self, sentence: Sentence, grammar: Grammar) -> None:
        self._sentence = sentence
        self.grammar = grammar
        self._led: set[int] = set()
        self._last: tuple[Span, int] | None = None

    def dated(self, date: DateExpression) -> Iterator[Found]:
        """Yield what happens on a date: the noun that it belongs to, else what its clause says."""
        sentence, grammar, span = self._sentence, self.grammar, date.quote.span
        if happenings.modifies(sentence, grammar, span):
            if happenings.scene(grammar, span):
                yield from self._of_clause(date)
            elif (happening := happenings.behind(sentence, grammar, span)) is not None:
                yield _of_noun(sentence, date, happening)
            return
        yield from self._of_clause(date)

    def _of_clause(self, date: DateExpression) -> Iterator[Found]:
        """A clause with a date and a verb that says that something happens."""
        sentence, grammar, span = self._sentence, self.grammar, date.quote.span
        clause = grammar.clause_at(span.start)
        verb = grammar.governing(clause, span.start)
        if verb is None and (resumed := grammar.resumed(clause)) is not None:
            clause, verb = resumed, grammar.behind(resumed.start, resumed)
        if verb is None:
            # an apposition stands between, or the date has no verb of its own: the sentence's verb
            start = max(sentence.start, clause.start - _CONTEXT)
            clause = Clause(start, min(sentence.end, clause.end + _CONTEXT))
            verb = grammar.governing(clause, span.start)
        if verb is None or date.edtf is None or date.edtf.precision in ("decade", "century"):
            return
        if _COMPARES.search(sentence.text, clause.start, span.start):
            return
        led = self._is_led(verb, clause, span)
        if led or _is_aside(sentence, clause, verb, span):
            start = verb.end if led else clause.start
            happening = happenings.before(sentence, grammar, span, start)
            if happening is not None:
                yield _of_noun(sentence, date, happening)
            return
        if verb.start > span.start:
            self._led.add(verb.start)
        self._last = span, verb.start
        if _happens(sentence, grammar, clause, verb, date):
            yield from _statement(sentence, date, clause, grammar, verb, f"clause, {verb.aspect}")

    def _is_led(self, verb: Predicate, clause: Clause, date: Span) -> bool:
        """Tell whether a date before a verb dates it already, and this one is no second of a list."""
        if verb.start > date.start:
            return False
        if self._last is not None and self._last[1] == verb.start:
            return not _LISTED.fullmatch(self._sentence.text, self._last[0].end, date.start)
        while verb.joined and verb.start not in self._led:
            before = self.grammar.before(verb, clause)
            if before is None:
                break
            verb = before
        return verb.start in self._led


def _is_aside(sentence: Sentence, clause: Clause, verb: Predicate, date: Span) -> bool:
    """Tell whether a date before a verb belongs to a noun that leads the clause in.

    "Since its creation in 2012, the office ...", not "In early 2012, the office ...".
    """
    text = sentence.text
    if verb.start < date.start or "," not in text[date.end : verb.start]:
        return False
    start = max(clause.start, text.rfind(",", clause.start, date.start) + 1)
    words = _LETTERS.findall(text[start : date.start].lower())
    return any(word not in _LEADING for word in words)


def _happens(
    sentence: Sentence, grammar: Grammar, clause: Clause, verb: Predicate, date: DateExpression
) -> bool:
    """Tell whether a verb states a happening, not a level, a state or a count of a period."""
    if verb.aspect == predicates.MEASURES or date.edtf is None:
        return False
    interval = (_when(sentence, date) or date.edtf).precision == "interval"
    if verb.aspect == predicates.IS:
        return interval and not _measured(sentence, verb)
    if interval or grammar.before(verb, clause) is not None:
        return True
    return not _counts(sentence, clause, verb, date)


def _of_noun(sentence: Sentence, date: DateExpression, happening: happenings.Happening) -> Found:
    return _found(
        sentence, date, happening.span, title=happening.title, words=happening.words,
        aspect=predicates.NAMED, subject="", rule="noun with a date",
    )  # fmt: skip


def _when(sentence: Sentence, date: DateExpression) -> Period | None:
    """Return the time of an event: a deadline ("by May") keeps its date, a stretch its interval."""
    signal = anchoring.signal(sentence.text, date.quote.span.start)
    if date.resolved is None or not date.resolved.edtf.startswith("../"):
        return date.resolved or date.edtf
    return date.resolved if signal in ("until", "till") else date.edtf


def _named(sentence: Sentence, date: DateExpression, grammar: Grammar) -> Iterator[Found]:
    """A name with its year: the 1972 Agreement, the UNESCO 1970 Convention; a 2021-2023 seat."""
    text, span = sentence.text, date.quote.span
    if date.edtf is None or date.edtf.precision not in ("year", "interval", "month"):
        return
    after = _NAME_AFTER.match(text, span.end, sentence.end)
    if after is not None and date.edtf.precision == "year" and _NAMED_THING.search(after["name"]):
        before = _NAME_BEFORE.search(text, max(sentence.start, span.start - 60), span.start)
        start = before.start() if before else span.start
        title = f"{before['name'] if before else ''}{after['name']}"
        yield _found(
            sentence, date, Span(start, after.end()),
            title=title_case(_LEADING_ARTICLE.sub("", title)), words=title,
            aspect=predicates.NAMED, subject="", rule="name with a year",
        )  # fmt: skip
    elif _TERM_AFTER.match(text, span.end) and date.edtf.precision == "interval":
        clause = Clause(sentence.start, sentence.end)
        yield from _statement(
            sentence, date, clause, grammar, None, "seat or term", aspect=predicates.TERM
        )
    elif _MEETING_AFTER.match(text, span.end) and _POSSESSED.search(
        text[max(0, span.start - 8) : span.start]
    ):
        clause = Clause(sentence.start, sentence.end)
        yield from _statement(
            sentence,
            date,
            clause,
            grammar,
            None,
            "dated meeting",
            aspect=predicates.PAST,
            kind="meeting",
        )


def _participle(sentence: Sentence, date: DateExpression) -> Iterator[Found]:
    """A noun and the participle behind it: "the Framework, adopted at the 2021 Dialogue"."""
    text, at = sentence.text, date.quote.span.start
    match = _PARTICIPLE.search(text, max(sentence.start, at - 100), at)
    if match is None or match["verb"] in SAYING:
        return
    noun = _NOUN.search(text[sentence.start : match.start()])
    if noun is None or _APPOSED.search(text, sentence.start, match.start()):
        return
    name = _LAST_NAME.search(noun[0])
    words = f"{name['name'] if name else noun[0]} {match['verb']}"
    yield _found(
        sentence, date, Span(sentence.start + noun.start(), date.quote.span.end),
        title=title_case(_LEADING_ARTICLE.sub("", words)), words=words,
        aspect=predicates.PAST, subject="", rule="participle",
    )  # fmt: skip


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
    yield _found(
        sentence, date, Span(start, max(date.quote.span.end, match.end())),
        title=title_case(match[0]), words="anniversary", aspect=predicates.PAST,
        subject="", rule="anniversary",
    )  # fmt: skip
    what = _OF_SIGNING.sub("", match["what"])
    year = Period.of(int(date.edtf.edtf[:4]) - ordinal_value(match["n"]))
    yield replace(
        _found(
            sentence, date, Span(match.start(), match.end()), title=title_case(match["what"]),
            words=what, aspect=predicates.PAST, subject="", rule="derived from an anniversary",
        ),
        when=year,
    )  # fmt: skip


def _statement(
    sentence: Sentence, date: DateExpression, clause: Clause, grammar: Grammar, verb: Predicate | None,
    rule: str, *, aspect: str | None = None, kind: str | None = None,
) -> Iterator[Found]:  # fmt: skip
    text, span = sentence.text, date.quote.span
    verb = verb or grammar.governing(clause, span.start)
    said = None
    if verb is not None:
        dated = happenings.modifies(sentence, grammar, span)
        said = statement(text, grammar, clause, verb, _with_list(sentence, span), dated=dated)
    if verb is None or said is None:
        return
    found = _found(
        sentence, date, _quote_span(date, verb, clause), title=said.title, words=said.words,
        aspect=aspect or aspect_of(text, verb, span), subject=said.subject, rule=rule,
    )  # fmt: skip
    yield replace(found, kind=kind) if kind else found


def _with_list(sentence: Sentence, span: Span) -> Span:
    """Return a date with the others of its list: "in 2014, 2015 and 2016"."""
    start, end = span.start, span.end
    spans = [date.quote.span for date in sentence.dates]
    for other in spans:
        if other.start > end and _LISTED.fullmatch(sentence.text, end, other.start):
            end = other.end
    for other in reversed(spans):
        if other.end < start and _LISTED.fullmatch(sentence.text, other.end, start):
            start = other.start
    return Span(start, end)


def _quote_span(date: DateExpression, verb: Predicate, clause: Clause) -> Span:
    start = min(date.quote.span.start, verb.start)
    end = max(date.quote.span.end, verb.end)
    return Span(start, min(end, max(clause.end, date.quote.span.end)))


def _measured(sentence: Sentence, verb: Predicate) -> bool:
    """Tell whether a quantity follows the verb at once: "was over $33.8 billion"."""
    return _first_amount(sentence, verb.end) <= verb.end + 24


def _counts(sentence: Sentence, clause: Clause, verb: Predicate, date: DateExpression) -> bool:
    """Tell whether the clause counts over a year: "In 2019, 9,808 people started ..."."""
    if date.edtf is None or date.edtf.precision != "year":
        return False
    return _first_amount(sentence, clause.start) < verb.start


def _first_amount(sentence: Sentence, position: int) -> int:
    """Return where the first quantity at or behind a position begins; far off where none does."""
    index = bisect_left(sentence.amounts, position, key=lambda span: span.start)
    return sentence.amounts[index].start if index < len(sentence.amounts) else OPEN_FUTURE


def _recurring(sentence: Sentence, date: DateExpression, grammar: Grammar) -> Iterator[Found]:
    """Discrete happenings that recur: a meeting, a review, a contribution; not daily work."""
    every = date.recurrence
    clause = grammar.clause_at(date.quote.span.start)
    if (
        every is None
        or every == "P1D"
        or not _HAPPENING.search(sentence.text, clause.start, clause.end)
    ):
        return
    verb = grammar.governing(clause, clause.start)
    begin, end = (clause.start, clause.start) if verb is None else (verb.start, verb.end)
    following = grammar.behind(max(end, date.quote.span.end), clause)
    stop = clause.end if following is None or not following.joined else following.start
    words = sentence.text[clause.start : stop]
    yield replace(
        _found(
            sentence, date, date.quote.span, title=title_of(words, end - clause.start, None),
            words=words, aspect=predicates.RECURRING, subject=sentence.text[clause.start : begin],
            rule="recurring",
        ),
        recurrence=every,
    )  # fmt: skip


def _found(
    sentence: Sentence, date: DateExpression, span: Span, *, title: str, words: str, aspect: str,
    subject: str, rule: str,
) -> Found:  # fmt: skip
    return Found(
        title=title,
        when=None if date.type == "SET" else _when(sentence, date),
        aspect=aspect,
        kind=kind_of(words),
        actors=actors_of(subject) if subject else (),
        span=span,
        passage=sentence.index,
        rule=rule,
    )
