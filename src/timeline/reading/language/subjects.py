"""The clause in which a quantity stands: its verb and the subject of that verb.

What leads a clause in is left out ("In 2020, according to the bank, "); a programme that leads it in
stands for the subject. Relative clauses and participles take the noun phrase before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from timeline.model import Figure, Span
from timeline.reading.language import measure_verbs
from timeline.reading.language.modifiers import ADVERBS, AHEAD, with_modifiers
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.sentence_words import (
    ARTICLES,
    HEDGES,
    MAX_WORDS,
    PREPOSITIONS,
    RELATIVE,
    STOPS,
    Words,
    is_verb,
)

REACH: Final = 80
"""How many words before an amount its clause is looked for at most."""
_SAID: Final = frozenset("said says claimed alleged noted added".split())
"""Verbs behind which a clause begins, with "that" or without."""
_LEADING: Final = PREPOSITIONS | frozenset(
    """since during as according also however moreover currently and but or while whereas then thus
    today overall meanwhile additionally furthermore until after before when although because if
    despite due following including recently nationwide globally further similarly yet so
    nevertheless nonetheless finally specifically""".split()
)
_PRONOUNS: Final = frozenset(
    """it they he she we you i there this these those that which who what all both some many most
    each one others another none""".split()
)
CUTS: Final = frozenset(("while", "whereas", "because", "although", "though", "but", ";", ":"))


@dataclass(frozen=True, slots=True)
class Clause:
    """Where an amount stands: the words before and behind it, its verb and subject.

    `lead` is where its clause begins, `start` where it does behind the words that lead it in;
    `first` and `last` bound the amount; `near` is the last word before it that is no hedge; `verb`
    is the index of the verb before it, -1 for none; `subject` are the bounds of the subject: the
    programme that the clause is led in with ("Through the Reed Fund, "), else the grammatical one.
    """

    first: int
    last: int
    lead: int
    start: int
    near: int
    verb: int
    subject: tuple[int, int]


def clause_of(words: Words, span: Span) -> Clause:
    lower = words.lower
    first, last = words.at(span.start), words.at(span.end)
    start = first
    while start > 0 and (lower[start - 1] not in CUTS or _leads_in(words, start, first)):
        if lower[start - 1] == "that" and start > 1 and lower[start - 2] in measure_verbs.SAYING:
            break
        if lower[start - 1] in _SAID:
            break
        if lower[start - 1] == "where" and any(is_verb(words, i) for i in range(start, first)):
            break
        start -= 1
        if first - start > REACH:
            break
    opening, start = start, _behind_lead(words, start, first)
    near = first - 1
    while near >= start and (
        lower[near] in HEDGES or words.dated[near] or lower[near - 1 : near + 1] == ("up", "to")
    ):
        near -= 2 if lower[near - 1 : near + 1] == ("up", "to") else 1
    verb = near
    while verb >= start and not is_verb(words, verb):
        verb -= 1
    if verb < start:
        return Clause(first, last, opening, start, near, -1, (start, start))
    subject = _programme(words, opening, start) or _subject(words, start, verb)
    if subject[0] == subject[1] and start > 0 and lower[start - 1] == "but":
        first_verb = next((i for i in range(max(0, start - REACH), start) if is_verb(words, i)), 0)
        subject = _first_subject(words, max(0, start - REACH), first_verb)
    return Clause(first, last, opening, start, near, verb, subject)


def _leads_in(words: Words, start: int, first: int) -> bool:
    """Tell whether a conjunction opens a sentence whose main clause the amount stands in."""
    leads = start == 1 and words.lower[0] in ("although", "though", "because")
    return leads and "," in words.words[start:first]


def _behind_lead(words: Words, start: int, first: int) -> int:
    """Return where a clause begins behind what leads it in ("In 2020, according to the bank, ")."""
    lower = words.lower
    begin = start
    while begin < first and (
        lower[begin] in _LEADING
        or words.dated[begin]
        or lower[begin] == ","
        or _participle_leads(words, begin, first)
    ):
        if words.dated[begin] or lower[begin] == ",":
            begin += 1
            continue
        if lower[begin : begin + 2] == ("by", "law"):
            begin += 2
            continue
        comma = begin
        while comma < first and words.words[comma] != "," and not words.dated[comma]:
            comma += 1
        if comma >= first or any(w in RELATIVE for w in lower[begin:comma]):
            break
        begin = comma + 1
    return begin


def _participle_leads(words: Words, begin: int, first: int) -> bool:
    """Tell whether a participle leads a clause in: "Adjusted for prices, ", "Excluding food, "."""
    lower = words.lower
    if begin and words.words[begin - 1] not in ",;":
        return False
    at = begin + (lower[begin].endswith("ly") and begin + 1 < first)
    word = lower[at]
    comma = next((i for i in range(begin, first) if words.words[i] == ","), first)
    finite = any(lower[i] in measure_verbs.AUXILIARIES for i in range(at + 1, comma))
    if comma == first or finite:
        return False
    if word.endswith("ing") and lower[comma + 1] in _BEHIND_NOUNS:
        return False
    if word in ("excluding", "including", "taking"):
        return True
    opens = lower[at + 1 : at + 2]
    return (
        word.endswith(("ed", "ing"))
        and bool(opens)
        and (opens[0] in PREPOSITIONS or opens[0] in ARTICLES or opens[0] == "no" or at > begin)
    )


_BEHIND_NOUNS: Final = PREPOSITIONS | frozenset("up down which who or and excluding".split())
"""What follows the comma behind "Lending by banks", which is a noun, no participle."""


def _programme(words: Words, begin: int, end: int) -> tuple[int, int] | None:
    """Return the bounds of the named programme that leads a clause in, None where none does."""
    while begin < end and (words.dated[begin] or words.words[begin] == ","):
        begin += 1
    if begin >= end or words.lower[begin] not in ("through", "under"):
        return None
    last = begin + 1
    while last < end and words.words[last] not in ",(":
        last += 1
    capitals = sum(1 for word in words.words[begin + 1 : last] if word[0].isupper())
    return (begin + 1, last) if capitals > 1 else None


def _subject(words: Words, start: int, verb: int) -> tuple[int, int]:
    """Return the bounds of the subject of a verb: what stands before the first verb of its clause.

    The subject of a relative clause or of a participle is the noun phrase before it; a verb that
    is coordinated with another ("and has 3 mills") shares its subject.
    """
    lower = words.lower
    group = verb
    while group > start and (
        lower[group - 1] in measure_verbs.AUXILIARIES or lower[group - 1].endswith("ly")
    ):
        group -= 1
    if group > start and lower[group - 1] in RELATIVE:
        bounds = antecedent(words, start, group - 1)
        if words.text(*bounds):
            return bounds
        verb = next((i for i in range(start, group - 1) if is_verb(words, i)), verb)
    if lower[verb].endswith("ing") and group == verb and lower[verb - 1] not in (",", "and"):
        return antecedent(words, start, verb)
    if lower[verb - 1] == "to" and (owner := _object(words, start, verb - 1)) is not None:
        return owner
    begin, seen = start, False
    for index in range(start, verb):
        joins = lower[index] in ("and", "so") and index > start and words.words[index - 1] == ","
        if joins and seen and not is_verb(words, index + 1) and index + 1 < group:
            begin = index + 1
        seen = seen or is_verb(words, index)
    return _first_subject(words, begin, verb)


def _object(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds of the object that an infinitive is said of ("expects prices to fall")."""
    begin = end
    while begin > start and end - begin < _OBJECT_WORDS and not is_verb(words, begin - 1):
        begin -= 1
    found = begin > start and begin < end and is_verb(words, begin - 1)
    if not found or words.lower[begin] in PREPOSITIONS or "," in words.words[begin:end]:
        return None
    if end - begin == 1 and words.lower[begin] in AHEAD:
        return None
    return begin, end


_OBJECT_WORDS: Final = 6


def _first_subject(words: Words, begin: int, verb: int) -> tuple[int, int]:
    lower = words.lower
    while begin < verb and (words.dated[begin] or lower[begin] in (",", "and", "but")):
        begin += 1
    while begin < verb and (lower[begin] in _LEADING or lower[begin + 1] == ","):
        comma = begin
        while comma < verb and words.words[comma] != ",":
            comma += 1
        if comma >= verb or (lower[begin] not in _LEADING and not lower[begin].endswith("ly")):
            break
        begin = comma + 1
    end = begin
    while end < verb and not is_verb(words, end):
        if words.words[end] == "," and end > begin:
            following = lower[end + 1] if end + 1 < verb else ""
            if following in ARTICLES or following in STOPS or measure_verbs.role(following):
                break
        if lower[end] in RELATIVE and end > begin:
            break
        end += 1
    end = with_modifiers(words, begin, end, verb)
    while end > begin and (
        lower[end - 1] in measure_verbs.AUXILIARIES or lower[end - 1] in ADVERBS
    ):
        end -= 1
    return begin, end


def antecedent(words: Words, start: int, index: int) -> tuple[int, int]:
    """Return the bounds of the noun phrase that ends before a word, its complements included."""
    end = index
    while end > start and words.words[end - 1] == ",":
        end -= 1
    begin = end
    while begin > start and end - begin < 10:
        word = words.lower[begin - 1]
        if word in ",;:()–—" or word in STOPS or word == "with" or words.dated[begin - 1]:
            break
        names = (
            begin > 1 and words.words[begin][:1].isupper() and words.words[begin - 2][0].isupper()
        )
        if word == "and" and not names:
            break
        if is_verb(words, begin - 1):
            break
        begin -= 1
    return begin, end


def subject_text(words: Words, clause: Clause) -> str:
    first, last = clause.subject
    if words.lower[first : first + 3] == ("as", "a", "result"):
        first += 3
    while first < last - 1 and words.lower[first] in ("nationwide", "overall", "then", "globally"):
        first += 1
    if first < last and words.lower[first] in RELATIVE:
        return ""
    if words.stands and first < last and _leans(words, clause):
        return words.stands
    if last - first == 1 and (words.lower[first] in _PRONOUNS or words.lower[first] in _LEADING):
        return ""
    return words.text(first, min(last, first + MAX_WORDS))


def _leans(words: Words, clause: Clause) -> bool:
    """Tell whether a subject stands for what the sentence before measures.

    "It rose by 3%", "This was 4% more", "The figure had been 30", not "It employs 300 nurses".
    """
    first, last = clause.subject
    verb = words.lower[clause.verb] if clause.verb >= 0 else ""
    if (
        measure_verbs.role(verb) not in (measure_verbs.BE, measure_verbs.MEASURE)
        and verb not in _FOLLOWS
    ):
        return False
    if last - first == 1:
        return words.lower[first] in _STAND_INS
    head = words.lower[last - 1]
    named = head in _FIGURES or head in words.stands.lower().split()
    return last - first == 2 and named and words.lower[first] in ("the", "this", "that")


_STAND_INS: Final = frozenset("it this that they these".split())
_FIGURES: Final = frozenset("figure number total level amount value".split())
_FOLLOWS: Final = frozenset("followed follows compared compares reflects reflected".split())


def name_of(subject: str) -> str | None:
    """Return a subject that is a name, None for a common noun."""
    found = subject.split()
    capitals = sum(1 for word in found if word[:1].isupper())
    if len(found) == 1 and (is_plural(subject) or _COMMON.search(subject) is not None):
        return None
    if len(found) > 1 and is_plural(found[0]) and found[1] in PREPOSITIONS:
        return None
    return subject if found and capitals * 2 > len(found) and len(found) <= 8 else None


_COMMON: Final = re.compile(
    r"(?:ment|tion|sion|ity|ness|ing|ure|age|put|acy|ance|ence|ade|fall|debt|income|wealth|revenue|GDP)$"
)
"""How nouns of a measure end that open a sentence with a capital ("Unemployment", "Output")."""


def moved(clause: Clause, last: int) -> Clause:
    return Clause(
        clause.first, last, clause.lead, clause.start, clause.near, clause.verb, clause.subject
    )


_JOINTS: Final = frozenset(("and", ",", ";", "but", "while", "whereas"))
_NO_SUBJECTS: Final = (
    PREPOSITIONS
    | RELATIVE
    | _PRONOUNS
    | _LEADING
    | frozenset(
        "up down compared against versus or than then not a an including where when it".split()
    )
)
_SHORT: Final = 4
"""So many words at most are the subject of a clause whose verb is left out."""


def own_clause(
    words: Words, clause: Clause, previous: Figure | None, *, bare: bool
) -> tuple[Clause, Figure | None]:
    """Return the clause of an amount and the amount before it, None where that is of another clause.

    "The budget is $2 million, the reserve is $5 million and the grant $1 million": each has a subject
    of its own, the last one without a verb. An amount in a bracket shares the clause before, and so
    does a `bare` number that leaves out the object of its verb.
    """
    if previous is None or previous.quote is None:
        return clause, previous
    if "(" in (words.words[clause.first - 1], words.words[clause.near]):
        return clause, previous
    own = _clause_behind(words, clause, words.places.get(previous.quote.span.end, clause.first))
    if own is None or (bare and _acts(words, own)):
        return clause, previous
    return own, None


def _clause_behind(words: Words, clause: Clause, after: int) -> Clause | None:
    """Return the clause that begins at the word `after` or behind it, if it has a subject."""
    lower, stop = words.lower, clause.near + 1
    verb = clause.verb if clause.verb >= after else -1
    if verb >= 0:
        stop = verb
        while stop > after and (
            lower[stop - 1] in measure_verbs.AUXILIARIES or lower[stop - 1] in ADVERBS
        ):
            stop -= 1
    joint = stop - 1
    while joint >= after and lower[joint] not in _JOINTS:
        joint -= 1
    begin = joint + 1
    while begin < stop and words.dated[begin]:
        begin += 1
    if joint < after or begin >= stop or lower[begin] in _NO_SUBJECTS - ARTICLES:
        return None
    if lower[begin] in HEDGES - ARTICLES or any(is_verb(words, i) for i in range(begin, stop)):
        return None
    definite = lower[begin] in ("the", "its", "their")
    between = range(after, joint)
    if not definite and not all(
        words.dated[i] or lower[i] in PREPOSITIONS or lower[i] == ")" for i in between
    ):
        return None
    if verb < 0 and not (
        stop - begin <= _SHORT
        and (definite or (lower[joint] != "," and words.words[begin].islower()))
    ):
        return None
    if (definite or lower[begin] in _PRONOUNS) and stop - begin == 1:
        return None
    if definite and stop - begin == 2 and lower[begin + 1] in _FIGURES:
        return None
    return Clause(clause.first, clause.last, begin, begin, clause.near, verb, (begin, stop))


def _acts(words: Words, clause: Clause) -> bool:
    """Tell whether the verb of a clause takes an object, which a number alone leaves out."""
    if clause.verb < 0:
        return False
    return measure_verbs.role(words.lower[clause.verb]) not in (
        measure_verbs.BE,
        measure_verbs.MEASURE,
    )
