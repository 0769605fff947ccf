"""Happenings that recur: how often, and within which bounds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from timeline.model import DateExpression
from timeline.reading.events.mentions import found
from timeline.reading.events.status import Found
from timeline.reading.events.titles import title_of
from timeline.reading.language import verb_groups
from timeline.reading.language.sentences import Clause, Grammar, Sentence

_HAPPENING: Final = re.compile(
    r"\b(?:meet(?:s|ings?)?|met|reviews?|dialogues?|conferences?|summits?|contributions?|sessions?"
    r"|elections?|forums?|holds?|held|convenes?|assembl(?:y|ies)|gather(?:s|ings?)?|consultations?"
    r"|talks|visits?|festivals?|publishes|published|exercises?)\b",
    re.IGNORECASE,
)


def bounded_by(sentence: Sentence, grammar: Grammar, date: DateExpression) -> DateExpression | None:
    """Return the date of the same clause within whose stretch a happening recurs."""
    clause = grammar.clause_at(date.quote.span.start)
    low, high = (
        bisect_left(sentence.dates, edge, key=lambda date: date.quote.span.start)
        for edge in (clause.start, clause.end)
    )
    for index in range(low, high):
        other = sentence.dates[index]
        if other.resolved is not None and "/" in other.resolved.edtf:
            return other
    return None


def names_happening(sentence: Sentence) -> bool:
    """Tell whether a sentence names anything that can recur."""
    return _HAPPENING.search(sentence.text, sentence.start, sentence.end) is not None


_ADJECTIVES: Final = frozenset("daily weekly monthly quarterly annual yearly".split())


def _is_dated(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a clause has a day or a month of its own: "published the annual report on 3 May".

    What happens then is that once; that there is one each year is no happening of the sentence.
    """
    return any(
        other.edtf is not None
        and other.edtf.precision in ("day", "month")
        and clause.start <= other.quote.span.start < clause.end
        for other in sentence.dates
    )


def recurring(sentence: Sentence, date: DateExpression, grammar: Grammar) -> Iterator[Found]:
    """Discrete happenings that recur: a meeting, a review, a contribution; not daily work."""
    clause = grammar.clause_at(date.quote.span.start)
    if not _HAPPENING.search(sentence.text, clause.start, clause.end):
        return
    if date.quote.text.lower() in _ADJECTIVES and _is_dated(sentence, clause):
        return
    within = bounded_by(sentence, grammar, date)
    bounds = within.resolved if within is not None else None
    verb = grammar.governing(clause, clause.start)
    begin, end = (clause.start, clause.start) if verb is None else (verb.start, verb.end)
    following = grammar.behind(max(end, date.quote.span.end), clause)
    stop = clause.end if following is None or not following.joined else following.start
    words = sentence.text[clause.start : stop]
    yield replace(
        found(
            sentence, date, date.quote.span, title=title_of(words, end - clause.start, None),
            words=words, aspect=verb_groups.RECURRING, subject=sentence.text[clause.start : begin],
            rule="recurring",
        ),
        recurrence=date.recurrence,
        bounds=bounds,
    )  # fmt: skip
