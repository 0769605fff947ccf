"""The group that an amount holds for, where it stands behind the amount: "79 years for men"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from timeline.model import Figure
from timeline.reading.figures.bare_numbers import Measure
from timeline.reading.figures.predications import predicate_of, said_of
from timeline.reading.language import measure_verbs
from timeline.reading.language.sentence_words import (
    HEDGES,
    PREPOSITIONS,
    Words,
    complement_end,
    is_verb,
    lower_at,
    noun_begin,
    phrase_of,
)
from timeline.reading.language.subjects import Clause
from timeline.reading.quantities.amounts import Amount

_LEADS: Final = ("for", "among", "before", "after")
_SIDES: Final = {"after": ("before",), "before": ("after",)}
_NO_GROUPS: Final = frozenset(
    """year years month months quarter quarters period time day days week weeks first second third fourth
    last example instance purposes decade decades half""".split()
)


def group_of(words: Words, clause: Clause) -> str:
    """Return the group behind an amount with its preposition ("for women"), empty for none."""
    lead = lower_at(words, clause.last)
    if lead not in _LEADS or clause.last + 1 >= len(words.dated) or words.dated[clause.last + 1]:
        return ""
    name = words.text(clause.last + 1, complement_end(words, clause.last + 1, most=8))
    words_of = name.lower().split()
    if not name or not _NO_GROUPS.isdisjoint(words_of) or words_of[0].endswith("ing"):
        return ""
    return f"{lead} {name}"


def grouped(words: Words, clause: Clause, measure: Measure) -> Measure:
    """Return a measure with the group behind the amount that a verb states of the subject."""
    stated = clause.verb >= 0 and measure_verbs.role(words.lower[clause.verb]) in (
        measure_verbs.BE,
        measure_verbs.MEASURE,
    )
    if not stated or (clause.near != clause.verb and words.lower[clause.near] not in ("to", "at")):
        return measure
    group = group_of(words, clause)
    if not group or group.split(" ", 1)[1] in measure.phrase:
        return measure
    return replace(measure, phrase=phrase_of(f"{measure.phrase} {group}"))


def beside(words: Words, clause: Clause, previous: Figure) -> Measure | None:
    """Return what an amount measures that is the same of another group than the one before.

    "79 years for men and 83 for women", "£81,500, compared with £5,500 for the poorest fifth",
    "compared with 37% of adults".
    """
    measure = previous.measure
    if (
        lower_at(words, clause.last) == "of"
        and previous.whole
        and previous.quantity.unit == "percent"
    ):
        end = complement_end(words, clause.last + 1)
        whole = words.text(clause.last + 1, end)
        told = predicate_of(words, end)
        name = measure.replace(previous.whole, whole, 1)
        if not whole or told or name == measure:
            return None
        return Measure(name, None, whole)
    group = group_of(words, clause)
    if not group:
        return None
    lead, name = group.split(" ", 1)
    owned, subject = previous.subject is not None, previous.subject or ""
    if owned and measure.endswith(f" of {subject}"):
        return Measure(phrase_of(f"{measure.removesuffix(subject)}{name}"), name)
    first = next((one for one in (lead, *_SIDES.get(lead, ())) if f" {one} " in measure), lead)
    head, found, _ = measure.rpartition(f" {first} ")
    if not found and previous.subject is None and " of " in measure:
        owner = measure.split(" of ", 1)
        if len(owner[1].split()) <= _OWNER and owner[0].split()[0] not in (
            "number",
            "share",
            "rate",
        ):
            return Measure(phrase_of(f"{owner[0]} of {name}"))
    return Measure(phrase_of(f"{head if found else measure} {group}"), previous.subject)


def _between_commas(words: Words, clause: Clause) -> Measure | None:
    """Return the subject that an amount stands behind as an aside: "Exports, at $8 million, fell"."""
    lower = words.lower
    at = clause.first - 1
    closed = words.words[clause.last : clause.last + 1] == (",",)
    if clause.verb >= 0 or at < clause.start + 2 or not closed or lower[at] != "at":
        return None
    finite = lower_at(words, clause.last + 1)
    if words.words[at - 1] != "," or measure_verbs.role(finite) not in (
        measure_verbs.BE,
        measure_verbs.MEASURE,
    ):
        return None
    name = words.text(clause.start, at - 1)
    return Measure(name) if name else None


def _for_its_part(words: Words, clause: Clause) -> Measure | None:
    """Return the noun of a clause without a verb: "and tax on tobacco for $0.8 million"."""
    lower, at = words.lower, clause.near
    if at < 3 or lower[at] != "for" or clause.verb >= at - 1:
        return None
    begin = at
    while begin > clause.verb + 1 and lower[begin - 1] not in _JOINTS:
        begin -= 1
    if begin <= clause.verb + 1 or lower[begin - 1] not in _JOINTS or at - begin > _LABEL:
        return None
    if any(is_verb(words, i) or lower[i] in ("for", "to") for i in range(begin, at)):
        return None
    name = words.text(begin, at)
    return Measure(name) if name and lower[begin - 1] != "," else None


def of_its_own(
    words: Words, clause: Clause, previous: Figure | None, amount: Amount, *, bracket: bool
) -> Measure | None:
    """Return what an amount measures that stands as an aside, or without a verb behind another."""
    if previous is not None and not bracket and _is_another_time(words, clause, previous, amount):
        return Measure(previous.measure, previous.subject, previous.whole)
    own = _between_commas(words, clause)
    return own or (None if previous is None else _for_its_part(words, clause))


def _is_another_time(words: Words, clause: Clause, previous: Figure, amount: Amount) -> bool:
    """Tell whether an amount is the one before at another time: "5% in 2012 and 6% in 2013"."""
    end = None if previous.quote is None else words.places.get(previous.quote.span.end)
    dated = words.dated[clause.last : clause.last + 1] == (True,)
    if end is None or not dated or previous.quantity.unit != amount.quantity.unit:
        return False
    between = range(end, clause.first)
    joined = any(words.lower[i] in ("and", ",") for i in between)
    named = {"of", *previous.whole.lower().split()} if previous.whole else set()
    return joined and all(
        words.dated[i] or words.lower[i] in _TIMES_JOIN or words.lower[i] in named for i in between
    )


_TIMES_JOIN: Final = frozenset(("and", ",", "then"))


def in_turn(words: Words, clause: Clause, previous: Figure) -> Measure | None:
    """Return the change of the next of a list: "of Tarn rose by 8%, Fenn by 3% and Orle by 12%"."""
    lower, at = words.lower, clause.near
    end = None if previous.quote is None else words.places.get(previous.quote.span.end)
    if end is None or any(is_verb(words, i) for i in range(end, at)):
        return None
    begin = at
    while begin > end and lower[begin - 1] not in _JOINTS:
        begin -= 1
    name = words.text(begin, at)
    if begin <= end - 1 or lower[begin - 1] not in _JOINTS or not name or at - begin > _LABEL:
        return None
    if lower[begin] in PREPOSITIONS:
        lead, rest = lower[begin], words.text(begin + 1, at)
        head, found, _ = previous.measure.rpartition(f" {lead} ")
        return Measure(f"{head} {lead} {rest}") if found and rest else None
    if name[0].isupper():
        for lead in (" of ", " in "):
            head, found, last = previous.measure.rpartition(lead)
            if found and last[:1].isupper():
                return Measure(f"{head}{lead}{name}", previous.subject and name)
    return Measure(phrase_of(f"change in {name}"))


_JOINTS: Final = frozenset((",", "and", "while", "but", ";"))
_LABEL: Final = 6
_OWNER: Final = 5
_WHICH: Final = frozenset(("which", "whom", "these", "those", "this"))


def of_these(
    words: Words, clause: Clause, previous: Figure | None, noun: str | None, *, percent: bool
) -> Measure | None:
    """Return what a part of the amount before measures: "of whom 12% were ill", "Of these, 30 left"."""
    lower, at = words.lower, clause.first - 1
    while at > 0 and (lower[at] in HEDGES or lower[at] == ","):
        at -= 1
    if at < 1 or lower[at] not in _WHICH or lower[at - 1] != "of":
        return None
    whole = words.stands if previous is None else previous.measure
    if not whole or noun is not None:
        return None
    whole = whole.removeprefix("number of ")
    told = said_of(words, clause.last)
    share = "share of " if percent else ""
    return Measure(phrase_of(f"{share}{whole} {told}"), None, whole if percent else None)


def remaining(words: Words, clause: Clause, previous: Figure | None) -> Measure | None:
    """Return the other part of a whole: "A accounts for 57% of the rise, and B for the remaining 43%"."""
    lower, at = words.lower, clause.first - 1
    while at > 0 and lower[at] in _REST:
        at -= 1
    if previous is None or not previous.whole or lower[at] != "for":
        return None
    at -= measure_verbs.role(lower[at - 1]) == measure_verbs.MEASURE
    begin = noun_begin(words, at, max(0, at - 8))
    name = words.text(begin, at)
    return Measure(phrase_of(f"share of {name} in {previous.whole}")) if name else None


_REST: Final = frozenset(
    "the a remaining other rest further another remainder about around".split()
)
