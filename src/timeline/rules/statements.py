"""What a verb says of its subject, as words that stand alone: the title and the actors come of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from timeline.model import Span
from timeline.rules import predicates
from timeline.rules.clauses import SAYING, Clause, Grammar
from timeline.rules.predicates import Predicate
from timeline.rules.titles import title_of


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a clause, its title, and the words of its subject."""

    words: str
    title: str
    subject: str


_ADVERBIAL: Final = re.compile(
    r"^(?:In|On|By|Since|During|Between|From|After|Before|At|With|Through|Under|Despite|Following"
    r"|As|To|For)\b[^,]*,(?:\s*\d{4},)?\s*"
)


def statement(
    text: str, grammar: Grammar, clause: Clause, verb: Predicate, date: Span
) -> Statement | None:
    """Return what a verb says, without the date; None where its subject cannot be told.

    Where a date follows the verb, the next verb begins something else: what stands there is left
    out. A verb behind "and" and a participle take their subject from where it stands.
    """
    end = clause.end
    if verb.start < date.start:
        following = grammar.behind(max(date.end, verb.end), clause)
        if following is not None:
            end = following.start
    over = _subject_elsewhere(text, grammar, clause, verb, date)
    if over is None:
        if verb.reduced and _leads_in(grammar, clause, verb):
            return None
        words = text[clause.start : end]
        own = (date.start - clause.start, date.end - clause.start)
        subject = text[clause.start : verb.start].replace(date.of(text), "", 1)
        title = title_of(words, verb.end - clause.start, own)
        return Statement(words, title, after_lead(subject))
    head = over.of(text) + " "
    words = head + text[verb.start : end]
    shift = len(head) - verb.start
    place = (date.start + shift, date.end + shift) if date.start >= verb.start else None
    if over.start <= date.start < over.end:
        place = (date.start - over.start, date.end - over.start)
    return Statement(words, title_of(words, verb.end + shift, place), after_lead(over.of(text)))


def after_lead(subject: str) -> str:
    """Return a subject without the adverbial that opens its sentence."""
    return _ADVERBIAL.sub("", subject.lstrip())


def _leads_in(grammar: Grammar, clause: Clause, verb: Predicate) -> bool:
    return grammar.before(verb, clause) is None and grammar.behind(verb.end, clause) is not None


def _subject_elsewhere(
    text: str, grammar: Grammar, clause: Clause, verb: Predicate, date: Span
) -> Span | None:
    """Return the subject of a verb that does not stand at the head of its clause."""
    first = verb
    while first.joined and (before := grammar.before(first, clause)) is not None:
        first = before
    if first is not verb:
        own = _subject_elsewhere(text, grammar, clause, first, date)
        start = _behind_date(text, clause.start, date, first.start)
        return own or _between(text, start, first.start)
    if first.reduced and not text[clause.start : first.start].strip():
        return clause.subject or _subject_behind(text, grammar, clause, first, date)
    before = grammar.before(first, clause)
    if before is not None and grammar.tokens.lower[before.last] in SAYING:
        return _between(text, before.end, first.start)
    if before is not None and first.first == first.last:
        return grammar.noun_before(first.first)
    if clause.subject is not None and not text[clause.start : first.start].strip(" ,\n"):
        return clause.subject
    return None


def _between(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if start < end else None


def _behind_date(text: str, start: int, date: Span, verb: int) -> int:
    """Return where a subject begins that a date leads in."""
    if not start <= date.start < verb:
        return start
    end = date.end
    while end < verb and (text[end].isspace() or text[end] == ","):
        end += 1
    return end


def _subject_behind(
    text: str, grammar: Grammar, clause: Clause, verb: Predicate, date: Span
) -> Span | None:
    """Return the subject that follows a participle: "Founded in 1950, the bank grew"."""
    comma = text.find(",", max(date.end, verb.end), clause.end)
    following = grammar.behind(comma, clause) if comma >= 0 else None
    if following is None or following.start - comma > _FAR:
        return None
    return Span(comma + 1, following.start)


_FAR: Final = 100
"""How long a subject is at most, in characters."""
INFINITIVE: Final = re.compile(r"\s+to\s+[a-z]+")


def aspect_of(text: str, verb: Predicate, date: Span) -> str:
    """Return the aspect of a verb with its complement: "committed to invest" is not yet invested."""
    intended = verb.start < date.start and verb.aspect == predicates.PAST
    if intended and INFINITIVE.match(text, verb.end):
        return predicates.INTENDED
    return verb.aspect
