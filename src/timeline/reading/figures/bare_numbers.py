"""What a number without a noun measures: a name before its bracket or comma tells it apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from timeline.model import Figure, Span
from timeline.reading.language import measure_verbs
from timeline.reading.language.plurals import is_plural, singular_noun
from timeline.reading.language.sentence_words import (
    HEDGES,
    PREPOSITIONS,
    TRAILING,
    Words,
    complement_end,
    lower_at,
    noun_begin,
    noun_end,
    phrase_of,
)
from timeline.reading.language.subjects import Clause, name_of, subject_text
from timeline.reading.quantities.counted_nouns import counted_noun
from timeline.reading.quantities.units import canonical, is_person


@dataclass(frozen=True, slots=True)
class Measure:
    """What an amount measures: the phrase, whose it is, and the whole of a share."""

    phrase: str
    subject: str | None = None
    whole: str | None = None


def with_owner(noun: str, subject: str) -> str:
    """Return a noun with whose it is; a "range" of inflation is inflation."""
    if subject and noun.lower() == "range":
        return subject
    return phrase_of(
        f"{noun} of {subject}" if subject and subject.lower() != noun.lower() else noun
    )


def again(previous: Figure, unit: str | None) -> Measure:
    """Return the measure of an amount in a bracket behind another: its conversion, or its share."""
    if unit == "percent" and previous.quantity.unit != "percent":
        return Measure(phrase_of(f"share of {previous.measure}"), previous.subject)
    return Measure(previous.measure, previous.subject)


def lone_measure(
    words: Words, clause: Clause, previous: Figure | None, *, percent: bool = False
) -> Measure:
    """Return the measure of a number alone: a name before its bracket or comma tells it apart."""
    if previous is not None and previous.kind == "rank":
        previous = None
    head = previous.measure.removeprefix("change in ").split(", ")[0] if previous else ""
    if words.words[clause.first - 1 : clause.first] == ("(",):
        label = _label_before(words, clause.first - 1)
        named = words.text(clause.start, clause.first - 1)
        if previous is None and clause.verb < 0 and named.endswith(label) and label != named:
            before = named.removesuffix(label).rstrip().rpartition(" ")[2]
            if before in PREPOSITIONS:
                return Measure(named, label)
        if previous is not None and previous.subject and label and clause.verb < 0:
            listed = previous.measure.removesuffix(previous.subject)
            if listed.endswith(" ") and listed.split()[-1] in PREPOSITIONS:
                return Measure(f"{listed}{label}", label)
        head = head or (subject_text(words, clause) if percent else "")
        head = head or _head_noun(words, clause.first) or ""
        if label.islower() and label in head:
            label = ""
        return Measure(
            phrase_of(f"{head}, {label}" if head and label else head or label or "number")
        )
    changing = _changing_noun(words, clause.last)
    if changing:
        return Measure(changing)
    if previous:
        other = _own_noun(words, clause)
        if other:
            return Measure(other)
        name = list_name(words, clause)
        in_list = words.words[clause.first - 1 : clause.first] == (",",) and clause.verb < 0
        if in_list and 0 < len(name.split()) <= LABEL_WORDS:
            return Measure(phrase_of(f"{head}, {name}"), previous.subject)
        own = _own_complement(words, clause, head)
        return Measure(own or previous.measure.removeprefix("change in "), previous.subject)
    if clause.near > 0 and words.lower[clause.near - 1] == "there":
        behind = words.text(clause.last, complement_end(words, clause.last))
        return Measure(behind or "number")
    if clause.near > 0 and words.lower[clause.near] == "with":
        told = words.text(clause.last, complement_end(words, clause.last, participle=True))
        if told:
            return Measure(told)
    subject = subject_text(words, clause)
    if clause.near > 0 and words.lower[clause.near] == "of":
        left = words.text(noun_begin(words, clause.near, clause.start), clause.near)
        if left:
            return Measure(with_owner(left, subject), name_of(subject))
    return Measure(subject or "number", name_of(subject))


_CHANGES: Final = frozenset(
    "increase decrease rise fall growth decline drop gain loss reduction surplus shortfall".split()
)


def _changing_noun(words: Words, index: int) -> str:
    """Return the noun of a change behind a number, with what changes: "4 million rise in births"."""
    end = noun_end(words, index)
    if end == index or words.lower[end - 1] not in _CHANGES or lower_at(words, end) != "in":
        return ""
    return words.text(index, complement_end(words, end))


def _own_noun(words: Words, clause: Clause) -> str:
    """Return the noun of an amount set against another: "against a target of 430"."""
    if clause.near < 2 or words.lower[clause.near] != "of":
        return ""
    begin = noun_begin(words, clause.near, clause.start)
    name = words.text(begin, clause.near)
    nearest = [w for w in words.lower[max(0, begin - 3) : begin] if w not in HEDGES]
    against = bool(nearest) and nearest[-1] in ("with", "against", "to", "than")
    noun = name.rpartition(" ")[2]
    return name if against and noun and noun not in _CHANGES and noun not in _NO_NAMES else ""


_NO_NAMES: Final = frozenset(
    "total average range figure level value rate number peak low high".split()
)


def _own_complement(words: Words, clause: Clause, head: str) -> str:
    """Return the noun of the first count with what the second one has: "12 (complaints) for fraud"."""
    if head == "number" or lower_at(words, clause.last) not in _COMPLEMENTS:
        return ""
    noun = _COMPLEMENT.split(head, maxsplit=1)[0]
    told = words.text(clause.last, complement_end(words, clause.last))
    return phrase_of(f"{noun} {told}") if noun and told else ""


_COMPLEMENTS: Final = frozenset("for against in from among at with".split())
_COMPLEMENT: Final = re.compile(rf" (?:of|{'|'.join(sorted(_COMPLEMENTS))}) ")


def list_name(words: Words, clause: Clause) -> str:
    """Return the name that stands before the comma of an amount in a list ("Tarn, 5.3 million")."""
    if words.lower[clause.lead] in PREPOSITIONS:
        return ""
    return words.text(clause.lead, clause.first)


LABEL_WORDS: Final = 4


def _label_before(words: Words, index: int) -> str:
    """Return the name before a bracket: its capitalised words, else the last two."""
    begin = index
    while begin > 0 and words.words[begin - 1][0].isupper() and index - begin < 6:
        begin -= 1
    if begin == index:
        begin = noun_begin(words, index, max(0, index - 2))
    return words.text(begin, index)


_NOT_HEADS: Final = frozenset("groups kinds types sorts categories areas ways".split())


def _head_noun(words: Words, index: int) -> str | None:
    """Return the last plural noun before a word, with the modifier before it."""
    for at in range(index - 1, max(-1, index - 60), -1):
        word = words.words[at]
        if (
            word.islower()
            and is_plural(word)
            and word not in _NOT_HEADS
            and measure_verbs.role(word) is None
        ):
            before = words.words[at - 1] if at else ""
            modified = len(before) > 3 and before.isalpha() and before.islower()
            if (
                modified
                and before not in TRAILING
                and before not in HEDGES
                and before not in ("with", "most")
            ):
                return f"{before} {word}"
            return word
    return None


def head_unit(words: Words, span: Span) -> tuple[str | None, str | None]:
    """Return unit and counted noun of the last plural before a number that has none of its own."""
    noun = _head_noun(words, words.at(span.start))
    if noun is None:
        return None, None
    *modifiers, head = noun.split()
    return canonical(head), " ".join((*modifiers, singular_noun(head)))


_NUMBER_OF: Final = re.compile(r"\b(?:[Nn]umbers?|[Tt]otals?|[Cc]ount|[Tt]ally) of(?= [a-z])")
_OF_PEOPLE: Final = frozenset(
    "population workforce headcount staff enrolment enrollment membership employment unemployment".split()
)
"""Nouns in the singular whose numbers are numbers of people."""
_COUNTED: Final = frozenset(
    """births deaths marriages divorces arrivals departures admissions visits applications
    registrations cases infections injuries arrests convictions vacancies jobs households homes
    dwellings companies businesses vehicles flights""".split()
)
_CHANGE_IN: Final = re.compile(
    rf"(?:[a-z]+ ){{0,2}}(?:{'|'.join(sorted(_CHANGES))}) in (?:the |its |their )?"
)
_HEAD: Final = re.compile(
    r"(?P<words>[^\s,]+(?:[ ][^\s,]+){0,6}?)(?:,|$|[ ](?:of|in|at|by|for|from|to|on|with|among|who|that)\b)"
)


def unit_of(measure: str) -> tuple[str | None, str | None]:
    """Return unit and counted noun that a measure names: "number of marriages", "population"."""
    measure = measure.removeprefix("change in ")
    change = _CHANGE_IN.match(measure)
    if change is not None:
        measure = measure[change.end() :]
    number = _NUMBER_OF.search(measure)
    if number is not None:
        noun = counted_noun(measure, number.end())
        return (noun.unit, noun.unit_text) if noun is not None else (None, None)
    head = _HEAD.match(measure)
    last = head["words"].split()[-1].lower() if head is not None else ""
    if last in _OF_PEOPLE:
        return "person", None
    if last in _COUNTED or (is_plural(last) and is_person(last)):
        return canonical(last), singular_noun(last)
    return None, None
