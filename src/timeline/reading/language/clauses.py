"""The clauses of a sentence: cut at marks and conjunctions that part two statements."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.language import verb_groups
from timeline.reading.language.noun_phrases import MOST_WORDS, noun_before, stretch
from timeline.reading.language.sentences import SAYING, Clause, Grammar, Sentence
from timeline.reading.language.tokens import Tokens, behind_adverbs, tokens_of
from timeline.reading.language.verb_groups import Predicate

_TURNS: Final = frozenset("; while whereas but".split())
_WHEN: Final = frozenset("when until after before because although once".split())
"""What leads a clause in that says when or why: a verb follows, else it is a preposition."""
_OPENERS: Final = _WHEN | frozenset("as since while if though whereas".split())
_PARTS: Final = frozenset(": ( )".split())
"""What parts the values of a field."""
_DASHES: Final = frozenset("–—")
_AND: Final = frozenset("and but or".split())
_STOPS: Final = frozenset(", ; : ( ) and or but".split())
_PRONOUNS: Final = frozenset("it they he she we".split())
_BEGIN_SUBJECT: Final = _PRONOUNS | frozenset("the a an its their this these".split())
_PARTS_SUBJECT: Final = _STOPS | frozenset("that which who whose where when to".split())
"""What cannot stand within the subject that follows an "and"."""
_LEADS: Final = verb_groups.PREPOSITIONS | frozenset("the later again then early late".split())
_OF_PLACES: Final = frozenset("in at to from near".split())
_MOST_LEADS: Final = 4
_LONGEST: Final = 40
"""Words within which the "and" of a list is looked for."""


def grammar_of(sentence: Sentence, *, field: bool = False) -> Grammar:
    """Take a sentence apart; labels, lines and brackets of a field part what they stand between."""
    first, last = sentence.dates[0].quote.span.start, sentence.dates[-1].quote.span.end
    begin, stop = near(sentence.text, sentence.start, sentence.end, first, last)
    tokens = tokens_of(sentence.text, begin, stop)
    turns = _turns(sentence, tokens)
    verbs = [
        verb
        for verb in verb_groups.predicates(tokens, {behind: at for at, behind in turns.items()})
        if _date_at(sentence, verb.start) is None
    ]
    clauses = _clauses(sentence, tokens, verbs, turns, field=field)
    return Grammar(tokens, tuple(clauses), tuple(verbs))


def near(text: str, begin: int, stop: int, first: int, last: int) -> tuple[int, int]:
    """Return the part of a stretch that stands near what goes from `first` to `last`."""
    if first - begin > _BEFORE:
        begin = text.rfind(" ", begin, first - _BEFORE) + 1 or begin
    if stop - last > _BEHIND:
        found = text.find(" ", last + _BEHIND, stop)
        stop = found if found > 0 else stop
    return begin, stop


_BEFORE: Final = 600
_BEHIND: Final = 300
"""How far before its first date and behind its last a sentence is taken apart, in characters."""


def _clauses(
    sentence: Sentence, tokens: Tokens, verbs: list[Predicate], turns: dict[int, int], *,
    field: bool,
) -> list[Clause]:  # fmt: skip
    """Return the clauses, in order: cut at marks and conjunctions that part two statements."""
    found: list[Clause] = []
    start, subject = sentence.start, None
    opened: Span | None = None  # the subject of the sentence while a relative clause stands open
    dashed: Span | None = None  # the same while an aside between dashes does
    lower = tokens.lower
    begins = [verb.first for verb in verbs]

    def has_verb(low: int, high: int) -> bool:
        index = bisect_left(begins, low)
        return index < len(begins) and begins[index] < high

    def cut(at: int, over: Span | None = None) -> None:
        nonlocal start, subject
        if at > start:
            found.append(Clause(start, at, subject))
        start, subject = at, over

    def object_before(comma: int) -> Span | None:
        """Return what stands between the last verb of the open clause and its comma."""
        last = bisect_left(begins, comma) - 1
        low = verbs[last].last + 1 if last >= 0 and begins[last] >= first else comma
        low += low < comma and lower[low] in verb_groups.DETERMINERS
        if not 0 < comma - low <= MOST_WORDS or "," in lower[low:comma]:
            return None
        return stretch(tokens.starts[low], tokens.end(comma - 1))

    def aside_of(comma: int) -> Span | None:
        """Return the subject that an aside between commas parts from its verb."""
        low = first
        while low < comma and lower[low] in verb_groups.PREPOSITIONS and "," in lower[low:comma]:
            low = lower.index(",", low) + 1
        if low >= comma or "," not in lower[low:comma] or has_verb(first, comma):
            return None
        return stretch(tokens.starts[low], tokens.end(lower.index(",", low) - 1))

    def dated(index: int) -> bool:
        """Tell whether a date stands at a word."""
        return index < len(tokens.starts) and _date_at(sentence, tokens.starts[index]) is not None

    def explained(comma: int) -> Span | None:
        """Return the noun that a participle behind a comma is of; none where that may be a place."""
        noun = noun_before(tokens, comma)
        if noun is None:
            return None
        before = tokens.at(bisect_left(tokens.starts, noun.start) - 1)
        return None if before in _OF_PLACES else noun

    def listed(comma: int) -> Span | None:
        """Return the subject of a verb behind a comma that goes on with those of the open clause.

        "was founded in 1990, moved", "studied in Tarn, taught, and became", not "in Tarn, led by".
        """
        if not has_verb(first, comma):
            return None
        verb = verbs[bisect_left(begins, first)]
        far = range(comma + 1, min(comma + _LONGEST, len(lower)))
        last = next((at for at in far if lower[at] == "and"), len(lower))
        goes_on = lower[last - 1 : last] == (",",) and has_verb(last + 1, last + 2)
        if not dated(comma - 1) and (verb.reduced or not goes_on):
            return None
        return subject or _subject_of(sentence, start, verb.start)

    first = 0  # the first word of the open clause

    def turned(conjunction: int) -> bool:
        """Cut behind an "and" with a date of its own, where a verb follows that this date is of."""
        nonlocal first, opened
        behind = turns.get(conjunction)
        if behind is None or not has_verb(first, conjunction):
            return False
        if has_verb(behind, behind + 1):
            verb = tokens.starts[begins[bisect_left(begins, first)]]
            cut(tokens.end(conjunction), subject or _subject_of(sentence, start, verb))
        elif lower[behind : behind + 1] and _opens_subject(tokens, behind):
            stop = bisect_left(begins, behind)
            last = begins[stop] if stop < len(begins) else len(lower)
            if last - behind > MOST_WORDS or not _STOPS.isdisjoint(lower[behind:last]):
                return False
            cut(tokens.end(conjunction))
        else:
            return False
        first, opened = behind, None
        return True

    def begins_another(conjunction: int) -> bool:
        """Tell whether a subject with a verb of its own follows: "closed, and the fund opened"."""
        behind = conjunction + 1
        if not has_verb(first, conjunction) or tokens.at(behind) not in _BEGIN_SUBJECT:
            return False
        at = bisect_left(begins, behind)
        if at == len(begins) or not behind + 1 < begins[at] <= behind + MOST_WORDS:
            return False
        finite = not (verbs[at].reduced or verbs[at].joined)
        return finite and _PARTS_SUBJECT.isdisjoint(lower[behind : begins[at]])

    lines = _lines(sentence.text, tokens) if field else frozenset()
    for index, word in enumerate(lower):
        if field and index and (lower[index - 1] in _PARTS or index in lines):
            cut(tokens.starts[index])
            first, opened = index, None
        if word in _AND and turned(index):
            continue
        if word == "," and tokens.at(index + 1) in _AND and turned(index + 1):
            continue
        if word in _AND and begins_another(index):
            cut(tokens.end(index))
            first, opened = index + 1, None
            continue
        aside = word in _DASHES and first < index and not dated(index)
        if word in _TURNS or aside:
            over = None
            if word in _DASHES:
                resumes = has_verb(index + 1, index + 2)
                over, dashed = dashed if resumes else None, None
                if over is None and index > first and not has_verb(first, index):
                    dashed = stretch(start, tokens.end(index - 1))
            if word == ";" or word in _DASHES or has_verb(index, len(lower)):
                cut(tokens.end(index), over)
                first, opened = index + 1, None
        elif word == ",":
            following = tokens.at(index + 1)
            begins_verb = behind_adverbs(tokens, index + 1)
            if has_verb(begins_verb, begins_verb + 1) and index > first:
                noun, opened = opened, None
                if noun is None:
                    over = aside_of(index)
                    noun = over or listed(index) or explained(index)
                    if over is None and not has_verb(first, index):
                        opened = stretch(start, tokens.end(index - 1))
                cut(tokens.end(index), noun)
                first = index + 1
            elif tokens.at(first) in _OPENERS and (
                has_verb(first, index) and has_verb(index + 1, len(lower))
            ):  # fmt: skip
                cut(tokens.end(index))
                first, opened = index + 1, None
            elif following in ("and", "or") and (
                has_verb(first, index) and has_verb(index + 2, len(lower))
                and not has_verb(index + 2, index + 3)
            ):  # fmt: skip
                cut(tokens.end(index + 1))
                first, opened = index + 2, None
        elif word in _WHEN and index > first and has_verb(first, index) and not dated(index + 1):
            stop = next(
                (at for at in range(index, len(lower)) if lower[at] in (",", ";")), len(lower)
            )
            if has_verb(index, stop):
                cut(tokens.starts[index])
                first, opened = index, None
        elif word in ("who", "which", "where", "that") and index and has_verb(index, len(lower)):
            comma = lower[index - 1] == ","
            if word == "that" and (comma or lower[index - 1] in SAYING):
                if lower[index - 1] in SAYING:
                    cut(tokens.end(index))
                    first, opened = index + 1, None
                continue
            if word == "that" and not has_verb(index + 1, index + 2):
                continue
            noun = noun_before(tokens, index - comma)
            if word == "which" and comma:
                noun = object_before(index - 1) or noun
            led = lower[index - 1] in verb_groups.PREPOSITIONS or word == "where"
            if comma and not has_verb(first, index):
                opened = stretch(start, tokens.end(index - 2))
            cut(tokens.end(index), None if led else noun)
            first = index + 1
    cut(sentence.end)
    return found


def _turns(sentence: Sentence, tokens: Tokens) -> dict[int, int]:
    """Return each "and" that a date of its own follows, with the number of the word behind that."""
    found = (
        (at, _behind_date(sentence, tokens, at)) for at, w in enumerate(tokens.lower) if w in _AND
    )
    return {at: behind for at, behind in found if behind is not None}


def _behind_date(sentence: Sentence, tokens: Tokens, conjunction: int) -> int | None:
    """Return the number of the word behind a date that follows a conjunction, else None.

    "and in 1995 moved", "but, three years later, was closed", not "and 2021, the council said".
    """
    at = conjunction + 1
    at += tokens.at(at) == ","
    led = False
    while tokens.at(at) in _LEADS and at - conjunction < _MOST_LEADS:
        led = led or tokens.at(at) in verb_groups.PREPOSITIONS
        at += 1
    if at >= len(tokens.starts):
        return None
    date = _date_at(sentence, tokens.starts[at])
    if date is None or date.type == "SET":
        return None
    if not led and not date.quote.text[0].islower():
        return None
    behind = bisect_left(tokens.starts, date.quote.span.end)
    return behind_adverbs(tokens, behind + (tokens.at(behind) == ","))


def _date_at(sentence: Sentence, position: int) -> DateExpression | None:
    """Return the date that a position lies in."""
    index = bisect_right(sentence.dates, position, key=lambda date: date.quote.span.start)
    date = sentence.dates[index - 1] if index else None
    return date if date is not None and date.quote.span.end > position else None


def _opens_subject(tokens: Tokens, index: int) -> bool:
    """Tell whether a word can be the first of the subject that follows a date."""
    word = tokens.lower[index]
    return word in verb_groups.DETERMINERS or word in _PRONOUNS or tokens.words[index][0].isupper()


def _subject_of(sentence: Sentence, start: int, verb: int) -> Span | None:
    """Return what stands before the first verb of a clause, without a date that leads it in."""
    text, low = sentence.text, start
    index = bisect_left(sentence.dates, verb, key=lambda date: date.quote.span.start)
    while index > 0 and (span := sentence.dates[index - 1].quote.span).start >= start:
        if text[span.end : verb].strip(" ,\n"):
            low = span.end
            break
        index -= 1
    while low < verb and (text[low].isspace() or text[low] == ","):
        low += 1
    return stretch(low, low + len(text[low:verb].rstrip()))


def _lines(text: str, tokens: Tokens) -> frozenset[int]:
    """Return the words that begin a line, by their number."""
    found = set()
    at = text.find("\n", tokens.starts[0], tokens.starts[-1]) if tokens.starts else -1
    while at >= 0:
        found.add(bisect_left(tokens.starts, at))
        at = text.find("\n", at + 1, tokens.starts[-1])
    return frozenset(found)
