"""What a percentage in a bracket measures: the part of the whole that stands around the bracket.

"Nearly half (47%) of trips were made by car", "Women (71%) were more likely to be members than men
(64%)", "Tarn had the highest share of renters (48%)", "a fall (23%) in road deaths".
"""

from __future__ import annotations

from typing import Final

from timeline.model import Figure
from timeline.reading.figures import value_changes
from timeline.reading.figures.bare_numbers import Measure
from timeline.reading.figures.predications import said_of
from timeline.reading.language import measure_verbs
from timeline.reading.language.sentence_words import (
    PREPOSITIONS,
    Words,
    complement_end,
    is_verb,
    lower_at,
    noun_begin,
    phrase_of,
)
from timeline.reading.language.subjects import Clause, name_of, subject_text

_FRACTIONS: Final = frozenset(
    "half all most third thirds quarter quarters fifth fifths majority minority tenth tenths".split()
)
_SUPERLATIVES: Final = frozenset(
    "highest lowest largest smallest biggest greatest fewest most least".split()
)
_RATES: Final = frozenset(
    "rate rates share shares proportion proportions percentage percentages index ratio".split()
)
_FAR: Final = 14


def of_bracket(words: Words, clause: Clause, previous: Figure | None) -> Measure | None:
    """Return what a percentage that fills a bracket measures; None where nothing here tells it."""
    opened, behind = clause.first - 1, clause.last + 1
    if opened < 1 or words.words[clause.last : behind] != (")",):
        return None
    return (
        _of_fraction(words, opened, behind)
        or _of_change(words, opened, behind)
        or _superlative(words, clause, opened, previous)
        or _against(words, opened, previous)
        or _listed(words, opened, previous)
        or _of_subject(words, clause, opened, behind)
    )


def _of_fraction(words: Words, opened: int, behind: int) -> Measure | None:
    """Most (61%) of the homes had a well; more than one in five (21%) young people smoke."""
    lower = words.lower
    in_number = lower[opened - 1] in measure_verbs.NUMBERS and lower[opened - 2 : opened - 1] == (
        "in",
    )
    if lower[opened - 1] not in _FRACTIONS and not in_number:
        return None
    begin = behind + (lower_at(words, behind) == "of")
    first = begin
    while first < len(lower) and (lower[first][0].isdigit() or lower[first] == "to"):
        first += 1
    end = complement_end(words, first)
    whole = words.text(first, end)
    if not whole:
        return None
    return Measure(phrase_of(f"share of {whole} {said_of(words, end)}"), None, whole)


def _of_change(words: Words, opened: int, behind: int) -> Measure | None:
    """A marked fall (23%) in road deaths."""
    lower = words.lower
    if lower[opened - 1] not in value_changes.NOUNS or lower_at(words, behind) not in ("in", "of"):
        return None
    thing = words.text(behind + 1, complement_end(words, behind + 1))
    return Measure(phrase_of(f"change in {thing}")) if thing else None


def _superlative(
    words: Words, clause: Clause, opened: int, previous: Figure | None
) -> Measure | None:
    """Tarn had the highest share of renters (48%) and Orle the lowest (21%)."""
    lower = words.lower
    at = opened - 1
    while at > clause.start and lower[at] not in _SUPERLATIVES and opened - at < _FAR:
        at -= 1
    if lower[at] not in _SUPERLATIVES or is_verb(words, opened - 1):
        return None
    if at == opened - 1:
        return _also(words, at, previous)
    verb = at - 1 - (lower[at - 1] in ("the", "a"))
    subject = subject_text(words, clause)
    if verb != clause.verb or not subject or measure_verbs.role(lower[verb]) == measure_verbs.BE:
        return None
    what = words.text(at + 1, opened)
    if lower[at + 1] in PREPOSITIONS or not what:
        return None
    return Measure(phrase_of(f"{what} in {subject}"), subject)


def _also(words: Words, at: int, previous: Figure | None) -> Measure | None:
    """Return what the lowest is, told by the highest: "(48%); Orle (had) the lowest (21%)"."""
    lower = words.lower
    end = at - (lower[at - 1] == "the")
    while end > 0 and (
        measure_verbs.role(lower[end - 1]) is not None or lower[end - 1] in ("with", "in")
    ):
        end -= 1
    begin = noun_begin(words, end, max(0, end - 5))
    name = words.text(begin, end)
    if previous is None or not name or not previous.subject:
        return None
    head, found, _ = previous.measure.rpartition(f" in {previous.subject}")
    return Measure(f"{head} in {name}", name) if found else None


def _against(words: Words, opened: int, previous: Figure | None) -> Measure | None:
    """Return the share of the group that "than" or "and" sets beside the one before: "than men"."""
    if previous is None or not previous.whole or previous.quantity.unit != "percent":
        return None
    label, joint = _label(words, opened)
    if joint not in ("than", "and", ",", "to", "with") or not label:
        return None
    name = previous.measure.replace(previous.whole, label, 1)
    return Measure(name, None, label) if name != previous.measure else None


def _label(words: Words, opened: int) -> tuple[str, str]:
    """Return the noun before a bracket and the word before that."""
    begin = noun_begin(words, opened, max(0, opened - 5))
    begin = next((i + 1 for i in range(begin, opened) if words.lower[i] == "than"), begin)
    return words.text(begin, opened), words.lower[begin - 1] if begin else ""


def _listed(words: Words, opened: int, previous: Figure | None) -> Measure | None:
    """Return the rate of the next group of a list: "rates for men (5%) and women (6%)"."""
    if previous is None or previous.quantity.unit != "percent":
        return None
    label, joint = _label(words, opened)
    if joint not in ("and", ",", "in", "for") or not label:
        return None
    lead = next((lead for lead in ("for", "in", "among") if f" {lead} " in previous.measure), None)
    if lead is None or _RATES.isdisjoint(previous.measure.lower().split()):
        return None
    head = previous.measure.rpartition(f" {lead} ")[0]
    return Measure(f"{head} {lead} {label}")


def _of_subject(words: Words, clause: Clause, opened: int, behind: int) -> Measure | None:
    """Women (71%) were more likely to be members; farms with a well (40%) sold more."""
    lower = words.lower
    if any(is_verb(words, i) for i in range(clause.start, opened)):
        return None
    whole = words.text(clause.start, opened)
    if not whole or name_of(whole) is not None:
        return None
    if not _RATES.isdisjoint(whole.lower().split()):
        return Measure(whole)
    if not (lower_at(words, behind) in measure_verbs.AUXILIARIES or is_last_verb(words, behind)):
        return None
    whole = whole[0].lower() + whole[1:]
    likely = _behind_likely(words, behind)
    if likely:
        end = complement_end(words, likely + 1)
        does = lower[likely]
        told = f"who {lower[behind]}" if does == "be" else measure_verbs.gerund(does)
        told = f"{told} {words.text(likely + 1, _until_than(words, likely, end))}"
    else:
        told = said_of(words, behind)
    return Measure(phrase_of(f"share of {whole} {told}"), None, whole) if told.strip() else None


def is_last_verb(words: Words, index: int) -> bool:
    return index < len(words.lower) and is_verb(words, index)


def _behind_likely(words: Words, index: int) -> int:
    """Return the word behind "were more likely to", 0 where that does not follow."""
    for at in range(index, min(index + 5, len(words.lower) - 2)):
        if words.lower[at] == "likely" and words.lower[at + 1] == "to":
            return at + 2
    return 0


def _until_than(words: Words, first: int, end: int) -> int:
    return next((i for i in range(first, end) if words.lower[i] == "than"), end)
