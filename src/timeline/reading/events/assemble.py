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
from timeline.reading.dates import resolve
from timeline.reading.events import event_nouns
from timeline.reading.events.field_events import of_field
from timeline.reading.events.mentions import found, when
from timeline.reading.events.nominal import bracketed, derived, stated
from timeline.reading.events.occurrence import happens
from timeline.reading.events.recurrence import bounded_by, names_happening, recurring
from timeline.reading.events.statements import aspect_of, statement
from timeline.reading.events.status import Found
from timeline.reading.events.titles import reads_alone, title_case
from timeline.reading.fields.labels import is_told, label_of
from timeline.reading.language import verb_groups
from timeline.reading.language.clauses import grammar_of, near
from timeline.reading.language.coreference import Antecedents
from timeline.reading.language.sentences import Clause, Grammar, Sentence
from timeline.reading.language.verb_groups import Predicate

_TERM_AFTER: Final = re.compile(r"\s(?:[a-z]+\s)?(?:seat|term|tenure|mandate|presidency)\b")
_MEETING_AFTER: Final = re.compile(
    r"\s(?:[a-z]+\s)?(?:meeting|summit|visit|conference|talks|session)\b"
)
_POSSESSED: Final = re.compile(r"\b(?:their|its|his|her)\s+$")
_COMPARES: Final = re.compile(
    r"(?:\b(?:[Cc]ompared~(?:with|to)\b[^,;]*|(?<!later[ ])than~(?:in~)?(?:the~)?|[Aa]s~in~|[Uu]nlike~in~)"
    r"|(?<!later[ ])\bthan~(?:the~)?[$€£]?\d[^,;]*|\b(?:up|down)~from~[^,;]*"
    r"|\b(?:postponed|moved|rescheduled|delayed|deferred|brought~forward|put~off|pushed~back)~from~(?:the~)?"
    r"|\b(?:increase|decrease|rise|fall|decline|drop|growth|change|reduction|gain)~of~[^,;]{1,40}~"
    r"(?:since|from|on|over|in|between)~"
    r"|\b(?:first|last|most|only|[a-z]+est)(?:~[a-z]+){0,6}~since~)$".replace("~", r"\s+")
)
"""What a figure or a happening is only compared with."""
_OF_LEVEL: Final = re.compile(r"\b(?:[Ff]rom|to)\s+[$€£]?\d[^,;]*$")
"""The date of a level that something came from or went to; a day is that of a decision."""
_NEAR: Final = 90
"""How far before a date the words stand that compare, in characters."""
_AIMS_AT: Final = re.compile(r"\bfor\s+(?:the\s+year\s+)?$")
"""The year of a target or a budget ("the target for 2019") is not when the verb happens."""
_AHEAD: Final = (
    verb_groups.FUTURE, verb_groups.PLANNED, verb_groups.CANCELLED, verb_groups.POSTPONED,
)  # fmt: skip
_FEW_WORDS: Final = 3
"""A title of a field with so many words is led in by the label."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LEADING: Final = (
    verb_groups.PREPOSITIONS
    | verb_groups.DETERMINERS
    | frozenset(
        """early mid late beginning end start middle year years month spring summer autumn fall winter week
    weekend morning evening night first second third fourth last half quarter then later again
    meanwhile however similarly additionally example instance and but moreover only finally earlier
    furthermore thus therefore next monday tuesday wednesday thursday friday saturday sunday also
    approximately roughly part course meeting session sitting ending""".split()
    )
)
"""Words that lead a date in and say nothing else."""
_BRACKET_ENDS: Final = re.compile(r"(?:\s+[a-z]{1,3}\.?)?[),;:]")
_PRIOR_TO: Final = re.compile(r"\b[Pp]rior\s+to\s+(?:the\s+)?$")
_OF: Final = re.compile(r"\b(?:of|for)\s+(?:the\s+)?$")
_ANOTHER: Final = re.compile(
    r"(?:,|,?\s+and,?)\s+(?:again\s+|the\s+[a-z]+\s+)?(?:in|at|as|on|to|from|for|by)\s(?:[^,;.]{0,60}\s)?"
)
"""What parts a date from another of the same verb."""
_BEHIND_ASIDE: Final = re.compile(r",\s+(?:in|on|at|by|during)\s+(?:the\s+|early\s+|late\s+)?$")
"""What leads in a date behind an aside: "met in Tarn, chaired by the mayor, in May 2019"."""
_BEHIND_FIGURE: Final = 60
"""How far behind a figure a date in brackets is still that figure's, in characters."""
_LISTED: Final = re.compile(
    r"(?:\s|,|and\b|or\b|in\b|on\b|again\b|once\s+more\b|also\b|then\b|later\b)+"
)
"""What stands between two dates of a list: "in 2003, 2005 and again in 2008"."""
_TODAY: Final = re.compile(r"\b(?:today|yesterday|tomorrow)\s\($", re.IGNORECASE)
_SAID_AS: Final = {
    verb_groups.MEASURES: verb_groups.PAST, verb_groups.OBLIGED: verb_groups.PLANNED,
}  # fmt: skip


def events_in(sentence: Sentence, antecedents: Antecedents) -> Iterator[Found]:
    """Yield the dated happenings that a sentence states, in the order of the text."""
    dates = [date for date in sentence.dates if _may_date(sentence, date)]
    if all(date.type == "SET" for date in dates) and not (dates and names_happening(sentence)):
        return
    label = label_of(sentence.text, sentence.start, sentence.end)
    if label is not None and is_told(label):
        label = None
    grammar = grammar_of(sentence, field=label is not None)
    reading = _Sentence(sentence, grammar, antecedents, label)
    bounding: set[int] = set()
    for date in sorted(dates, key=lambda date: date.type != "SET"):
        if date.type == "SET":
            for event in recurring(sentence, date, grammar):
                yield event
                if (bounds := bounded_by(sentence, grammar, date)) is not None:
                    bounding.add(bounds.quote.span.start)
        elif date.quote.span.start not in bounding:
            yield from reading.dated(date)


def _may_date(sentence: Sentence, date: DateExpression) -> bool:
    """Tell whether a date can be that of a happening: not one in brackets behind a figure."""
    if date.type == "SET":
        return date.recurrence not in (None, "P1D")
    if date.type == "TIME" and any(other.type == "DATE" for other in sentence.dates):
        return False
    if date.edtf is None or "/" in date.edtf.edtf:
        return date.edtf is not None
    span = date.quote.span
    if not _is_bracketed(sentence.text, span):
        return True
    index = bisect_left(sentence.amounts, span.start, key=lambda amount: amount.start)
    return index == 0 or span.start - sentence.amounts[index - 1].end > _BEHIND_FIGURE


def _only_bounds(text: str, date: DateExpression) -> bool:
    """Tell whether a date is none of a happening: that is told before or after it, or holds then."""
    start = date.quote.span.start
    if _PRIOR_TO.search(text, max(0, start - _NEAR), start):
        return True
    year = date.edtf is not None and date.edtf.precision == "year"
    return resolve.signal(text, start, year=year) in ("as of", "before", "after")


def _is_bracketed(text: str, date: Span) -> bool:
    """Tell whether a date stands in brackets, alone or as an estimate."""
    return text[date.start - 1 : date.start] == "(" and bool(_BRACKET_ENDS.match(text, date.end))


class _Sentence:
    """A sentence while its dates are given to its verbs and nouns, one after another."""

    def __init__(
        self, sentence: Sentence, grammar: Grammar, antecedents: Antecedents, label: str | None
    ) -> None:
        self._label = label
        self._sentence = sentence
        self._grammar = grammar
        self._antecedents = antecedents
        self._led: set[int] = set()
        self._last: tuple[Span, int] | None = None

    def dated(self, date: DateExpression) -> Iterator[Found]:
        """Yield what happens on a date: the name or noun that it belongs to, else what is said."""
        sentence, span = self._sentence, date.quote.span
        if self._label is not None and (own := list(of_field(sentence, date, self._label))):
            yield from own
        elif (
            _is_bracketed(sentence.text, span)
            and date.edtf
            and "/" not in date.edtf.edtf
            and not _TODAY.search(sentence.text, max(0, span.start - 12), span.start)
        ):
            yield from bracketed(sentence, date)
        elif not _only_bounds(sentence.text, date):
            own = [*stated(sentence, date), *self._terms(date)]
            yield from own or self._of_noun_or_clause(date)
            yield from derived(sentence, date)

    def _terms(self, date: DateExpression) -> Iterator[Found]:
        """A seat or term over a stretch of years; a meeting by its date ("their July 2022 meeting")."""
        text, span = self._sentence.text, date.quote.span
        whole = Clause(self._sentence.start, self._sentence.end)
        if date.edtf is None:
            return
        if _TERM_AFTER.match(text, span.end) and date.edtf.precision == "interval":
            yield from self._statement(date, whole, None, "seat or term", aspect=verb_groups.TERM)
        elif _MEETING_AFTER.match(text, span.end) and _POSSESSED.search(
            text, max(0, span.start - 8), span.start
        ):
            for event in self._statement(
                date, whole, None, "dated meeting", aspect=verb_groups.PAST
            ):
                yield replace(event, kind="meeting")

    def _of_noun_or_clause(self, date: DateExpression) -> Iterator[Found]:
        sentence, grammar, span = self._sentence, self._grammar, date.quote.span
        owns = event_nouns.is_owner(sentence.text, span)
        scene = not owns and event_nouns.scene(grammar, span)
        if scene or not event_nouns.modifies(sentence, grammar, span):
            yield from self._of_clause(date)
        elif (happening := event_nouns.behind(sentence, grammar, span)) is not None:
            yield _of_noun(sentence, date, happening)

    def _of_clause(self, date: DateExpression) -> Iterator[Found]:
        """A clause with a date and a verb that says that something happens."""
        sentence, grammar, span = self._sentence, self._grammar, date.quote.span
        clause = grammar.clause_at(span.start)
        verb = grammar.governing(clause, span.start)
        own = clause if "," in sentence.text[clause.start : span.start] else None
        if verb is None and (resumed := grammar.resumed(clause)) is not None:
            clause, verb = resumed, grammar.behind(resumed.start, resumed)
        if verb is None or date.edtf is None or date.edtf.precision in ("decade", "century"):
            return
        if verb.reduced and _BEHIND_ASIDE.search(sentence.text, verb.end, span.start):
            finite = grammar.interrupted(verb)
            if finite is not None:
                clause, verb = grammar.clause_at(finite.start), finite
        near = max(clause.start, span.start - _NEAR)
        if _COMPARES.search(sentence.text, near, span.start):
            return
        if date.edtf.precision != "day" and _OF_LEVEL.search(sentence.text, near, span.start):
            return
        aims = _AIMS_AT.search(sentence.text, near, span.start) is not None
        if aims and date.edtf.precision == "year" and verb.aspect not in _AHEAD:
            return
        if grammar.is_hypothetical(clause, verb, span):
            return
        led = self._is_led(verb, clause, span)
        if (
            led
            or _is_aside(sentence, own or clause, verb, span)
            or _is_of_subject(sentence, clause, verb, date)
        ):
            start = verb.end if led else clause.start
            happening = event_nouns.before(sentence, grammar, span, start)
            if happening is not None:
                yield _of_noun(sentence, date, happening)
            return
        if verb.start > span.start:
            self._led.add(verb.start)
        self._last = span, verb.start
        if happens(sentence, grammar, clause, verb, date):
            yield from self._statement(
                date, clause, verb, f"clause, {verb.aspect}", aspect=_SAID_AS.get(verb.aspect)
            )

    def _statement(
        self, date: DateExpression, clause: Clause, verb: Predicate | None, rule: str, *,
        aspect: str | None = None,
    ) -> Iterator[Found]:  # fmt: skip
        sentence, grammar, span = self._sentence, self._grammar, date.quote.span
        text = sentence.text
        verb = verb or grammar.governing(clause, span.start)
        if verb is None:
            return
        dated = event_nouns.modifies(sentence, grammar, span)
        listed = _with_list(sentence, span, clause)
        led = verb.start < listed.start
        within = _before_next_date(sentence, clause, listed) if led else clause
        first, last = min(verb.start, listed.start), max(verb.end, listed.end)
        low, high = near(text, within.start, within.end, first, last)
        within = replace(within, start=low, end=high)
        said = statement(text, grammar, within, verb, listed, dated=dated)
        if said is None or (self._label is None and not reads_alone(said.title)):
            return
        name = self._antecedents.of(said.subject, sentence)
        if name is not None:
            said = said.named(name)
        title = said.title
        if self._label is not None and len(title.split()) <= _FEW_WORDS:
            title = f"{title_case(self._label)}: {title}"
        yield found(
            sentence, date, _quote_span(date, verb, clause), title=title, words=said.words,
            aspect=aspect or aspect_of(text, verb, span), subject=said.subject, rule=rule,
        )  # fmt: skip

    def _is_led(self, verb: Predicate, clause: Clause, date: Span) -> bool:
        """Tell whether a date before a verb dates it already, and this one is no second of a list."""
        if verb.start > date.start:
            return False
        if self._last is not None and self._last[1] == verb.start:
            return not _LISTED.fullmatch(self._sentence.text, self._last[0].end, date.start)
        while verb.joined and verb.start not in self._led:
            before = self._grammar.before(verb, clause)
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


def _is_of_subject(
    sentence: Sentence, clause: Clause, verb: Predicate, date: DateExpression
) -> bool:
    """Tell whether a date before a verb belongs to its subject.

    "The treaty of 1990 was replaced"; "stability since its independence in 1963 has drawn", since a
    perfect has no past date, not "since 1963, it has drawn".
    """
    span = date.quote.span
    off = verb.aspect in (verb_groups.CANCELLED, verb_groups.POSTPONED)
    if verb.start > span.start and not off and _OF.search(sentence.text, clause.start, span.start):
        opening = sentence.text[clause.start : span.start].split()[0].lower()
        return opening not in verb_groups.PREPOSITIONS
    if verb.aspect != verb_groups.PERFECT or verb.start < span.start:
        return False
    meant = when(sentence, date) or date.edtf
    if meant is not None and meant.precision == "interval":
        return False
    return len(sentence.text[clause.start : span.start].split()) > 1


def _of_noun(sentence: Sentence, date: DateExpression, happening: event_nouns.Happening) -> Found:
    return found(
        sentence, date, happening.span, title=happening.title, words=happening.words,
        aspect=verb_groups.NAMED, rule="noun with a date",
    )  # fmt: skip


def _with_list(sentence: Sentence, span: Span, clause: Clause) -> Span:
    """Return a date with the others of its list in a clause: "in 2014, 2015 and 2016"."""
    start, end = span.start, span.end
    dates = sentence.dates
    at = bisect_left(dates, start, key=lambda date: date.quote.span.start)
    for index in range(at, len(dates)):
        other = dates[index].quote.span
        if other.start > end:
            if other.start >= clause.end or not _LISTED.fullmatch(sentence.text, end, other.start):
                break
            end = other.end
    for index in range(at - 1, -1, -1):
        other = dates[index].quote.span
        if other.end < start:
            if other.start < clause.start or not _LISTED.fullmatch(sentence.text, other.end, start):
                break
            start = other.start
    return Span(start, end)


def _before_next_date(sentence: Sentence, clause: Clause, date: Span) -> Clause:
    """Return a clause without what has another date: "in 1999 and as president in 2005"."""
    dates = sentence.dates
    index = bisect_left(dates, date.end, key=lambda each: each.quote.span.start)
    if index == len(dates) or dates[index].quote.span.start >= clause.end:
        return clause
    if _ANOTHER.fullmatch(sentence.text, date.end, dates[index].quote.span.start):
        return replace(clause, end=date.end)
    return clause


def _quote_span(date: DateExpression, verb: Predicate, clause: Clause) -> Span:
    start = min(date.quote.span.start, verb.start)
    end = max(date.quote.span.end, verb.end)
    return Span(start, min(end, max(clause.end, date.quote.span.end)))
