"""Tell whether a verb with a date states a happening, not a level, a state, a duty or a count."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.model import DateExpression
from timeline.reading.dates import resolve
from timeline.reading.events.mentions import when
from timeline.reading.language import verb_groups
from timeline.reading.language.sentences import Clause, Grammar, Sentence
from timeline.reading.language.verb_groups import Predicate
from timeline.reading.quantities.numerals import number_at
from timeline.values import OPEN_FUTURE

_NEAR: Final = 90
"""How far before a date the words stand that make it a deadline, in characters."""
_APPROXIMATE: Final = ("early, mid, late", "part of", "stretch", "week", "days of", "half")
"""Rules whose dates are stretches that no state was told to fill."""
_MOVES: Final = frozenset("moved shifted rescheduled postponed delayed changed pushed put".split())
"""Verbs of which two dates are the old and the new one: "moved from May to September 2023"."""
_DEADLINE: Final = re.compile(
    r"\b(?:by|before|until|(?:no|not)\s+later\s+than|on\s+or\s+before)\s+(?:the\s+)?(?:\d{1,2}[:.]\d\d\s+on\s+)?$",
    re.IGNORECASE,
)
"""What makes a duty's date a deadline: "must be lodged by 7 March"."""
_IS_DEADLINE: Final = re.compile(
    r"\b(?:deadline|closing\s+date|due\s+date|final\s+date|last\s+da(?:y|te))\b", re.IGNORECASE
)
_DECIDED: Final = frozenset(
    "increased decreased doubled tripled halved widened narrowed expanded".split()
)
"""Measuring verbs that say what somebody did, where they have an object and a day."""
_TOTAL: Final = 10
_TOTAL_OF_A_MONTH: Final = 100
"""So many things or people, at least, are the count of a period and no happening."""
_STRETCHES: Final = ("quarter", "season", "interval")
_NONE: Final = frozenset("no nobody none nothing neither".split())
_TEXTS: Final = frozenset(
    """bulletin release figure figures table tables chart charts estimate estimates data statistics
    section publication dataset article chapter annex report sheet sheets series""".split()
)
_SHOWN: Final = frozenset(
    """presents present presented shows show showed shown covers cover covered contains contain
    contained describes described summarises summarizes includes include included updated revised
    based compares compared relates related refers sets provides provided""".split()
)
"""Verbs that say no more of a text than what stands in it."""
_CHANGES: Final = frozenset(
    """increase increases decrease decreases rise rises fall falls decline declines drop drops growth
    reduction reductions change changes gain gains loss losses""".split()
)
_LEVELS: Final = frozenset(
    "number numbers level levels rate rates total totals value values".split()
)
_SAW: Final = frozenset(
    "showed shown shows show saw seen sees recorded posted registered experienced reported".split()
)
"""Verbs of which a change that follows is the object: "showed an increase"."""
_NEAR_BY: Final = 7
"""How many words behind a verb, or from the start of a clause, are looked at."""
_TAKEN_PLACE: Final = frozenset(
    "taken took place occurred occur happened seen recorded observed registered reported".split()
)
_BEFORE_COUNT: Final = frozenset(
    """some about around over nearly almost more than a an total of the another further at least
    approximately roughly up to fewer less only in all and estimated additional reported as many""".split()
)
"""What stands before a count that opens its clause."""


def happens(
    sentence: Sentence, grammar: Grammar, clause: Clause, verb: Predicate, date: DateExpression
) -> bool:
    """Tell whether a verb states a happening, not a level, a state or a count of a period."""
    text = sentence.text
    if date.edtf is None or verb.aspect in (verb_groups.DENIED, verb_groups.HAS):
        return False
    if _is_of_nothing(grammar, clause, verb) or _is_of_statistics(grammar, clause, verb):
        return False
    if verb.aspect == verb_groups.MEASURES:
        decides = grammar.tokens.lower[verb.last] in _DECIDED and verb.acts
        return decides and date.edtf.precision == "day"
    if verb.aspect == verb_groups.OBLIGED:
        at = date.quote.span.start
        first = grammar.before(verb, clause) is None
        return first and _DEADLINE.search(text, max(clause.start, at - _NEAR), at) is not None
    if verb.aspect == verb_groups.IS and _IS_DEADLINE.search(text, clause.start, verb.start):
        return True
    if _is_total(sentence, clause, verb, date) or _counts(sentence, clause, verb, date):
        return False
    if date.endpoints and grammar.tokens.lower[verb.last] in _MOVES:
        return False
    interval = (when(sentence, date) or date.edtf).precision == "interval"
    if verb.aspect == verb_groups.IS:
        bounded = date.endpoints or not date.rule.startswith(_APPROXIMATE)
        return interval and bool(bounded) and not _measured(sentence, verb)
    if interval or grammar.before(verb, clause) is not None:
        return True
    return not (date.edtf.precision == "year" and _opens_with(sentence, clause, verb, date))


def _is_of_nothing(grammar: Grammar, clause: Clause, verb: Predicate) -> bool:
    """Tell whether the subject of a verb says that there is none: "no census was held"."""
    tokens = grammar.tokens
    first = bisect_left(tokens.starts, clause.start)
    return any(
        tokens.lower[at] in _NONE and tokens.at(at + 1).isalpha() for at in range(first, verb.first)
    )


def _is_of_statistics(grammar: Grammar, clause: Clause, verb: Predicate) -> bool:
    """Tell whether a verb says what a text or a table shows, or that a level changed."""
    tokens = grammar.tokens
    subject = tokens.lower[bisect_left(tokens.starts, clause.start) : verb.first]
    said = tokens.lower[verb.last]
    if verb.aspect == verb_groups.IS or said in _SHOWN:
        if not _TEXTS.isdisjoint(subject):
            return True
    elif said in _TAKEN_PLACE and not (_CHANGES | _LEVELS).isdisjoint(subject):
        return True
    if said in _SAW and not _CHANGES.isdisjoint(tokens.lower[verb.last + 1 : verb.last + _NEAR_BY]):
        return True
    return any(
        word in _TEXTS and not _SHOWN.isdisjoint(subject[at + 1 : at + 3])
        for at, word in enumerate(subject[:_NEAR_BY])
    )


def _is_total(sentence: Sentence, clause: Clause, verb: Predicate, date: DateExpression) -> bool:
    """Tell whether a clause counts what was done over a period: "412 vessels were inspected"."""
    by_then = resolve.signal(sentence.text, date.quote.span.start) in ("by", "as of")
    if not verb.passive or date.edtf is None or (date.edtf.precision == "day" and not by_then):
        return False
    first = _first_amount(sentence, clause.start)
    if not _opens_with(sentence, clause, verb, date):
        return False
    number = number_at(sentence.text, first)
    least = _TOTAL_OF_A_MONTH if date.edtf.precision == "month" else _TOTAL
    return number is not None and number.value >= least


def _opens_with(sentence: Sentence, clause: Clause, verb: Predicate, date: DateExpression) -> bool:
    """Tell whether the first quantity of a clause is the subject of its verb, or counts it.

    Money is where the verb follows at once: "$4 million was spent", not "a $3 million fund was set
    up".
    """
    first = _first_amount(sentence, clause.start)
    if first > verb.start:
        return False
    at = date.quote.span
    begin = max(clause.start, at.end) if at.end <= first else clause.start
    _, _, lead = sentence.text[begin:first].rpartition(",")
    if not {*lead.lower().split()} <= _BEFORE_COUNT:
        return False
    index = bisect_left(sentence.amounts, first, key=lambda span: span.start)
    end = sentence.amounts[index].end
    return sentence.text[first].isalnum() or not sentence.text[end : verb.start].strip()


def _measured(sentence: Sentence, verb: Predicate) -> bool:
    """Tell whether a quantity follows the verb at once: "was over $33.8 billion"."""
    return _first_amount(sentence, verb.end) <= verb.end + 24


def _counts(sentence: Sentence, clause: Clause, verb: Predicate, date: DateExpression) -> bool:
    """Tell whether a clause counts many over a stretch that is over: "In H1 2024, 24,600 came"."""
    if (
        date.edtf is None
        or date.edtf.precision not in _STRETCHES
        or verb.aspect != verb_groups.PAST
    ):
        return False
    if not _opens_with(sentence, clause, verb, date):
        return False
    number = number_at(sentence.text, _first_amount(sentence, clause.start))
    return number is not None and number.value >= _TOTAL


def _first_amount(sentence: Sentence, position: int) -> int:
    """Return where the first quantity at or behind a position begins; far off where none does."""
    index = bisect_left(sentence.amounts, position, key=lambda span: span.start)
    return sentence.amounts[index].start if index < len(sentence.amounts) else OPEN_FUTURE
