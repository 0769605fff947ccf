"""What a length of time, a distance, an interval or a frequency measures."""

from __future__ import annotations

from timeline.reading.figures.bare_numbers import Measure, with_owner
from timeline.reading.language import measure_verbs
from timeline.reading.language.sentence_words import (
    Words,
    complement_end,
    is_verb,
    noun_begin,
    noun_end,
    phrase_of,
)
from timeline.reading.language.subjects import Clause, name_of, subject_text
from timeline.reading.quantities.amounts import Amount
from timeline.reading.quantities.units import MEASURE_NOUNS, TIMES


def compound(words: Words, clause: Clause, amount: Amount) -> Measure:
    end = noun_end(words, clause.last)
    head = words.text(clause.last, end)
    tail = words.text(end, complement_end(words, end, most=5, participle=True))
    unit = amount.quantity.unit or ""
    what = "duration" if unit in TIMES else MEASURE_NOUNS.get(unit, unit + "s")
    name = f"{head} {tail}".strip()
    subject = subject_text(words, clause)
    return Measure(phrase_of(f"{what} of {name}" if name else what), name_of(subject))


def length(words: Words, clause: Clause) -> Measure:
    lower, last = words.lower, clause.last
    subject = subject_text(words, clause)
    if lower[last : last + 1] == ("of",):
        behind = words.text(last + 1, complement_end(words, last + 1))
        if behind:
            return Measure(phrase_of(f"duration of {behind}"), name_of(subject))
    near = lower[clause.near] if clause.near >= clause.start else ""
    moves = (
        near in ("to", "from", "at")
        and measure_verbs.role(lower[clause.verb]) == measure_verbs.MEASURE
    )
    if moves and subject and clause.verb >= 0:
        return Measure(subject, name_of(subject))
    if near == "of" or (near and clause.verb == clause.near):
        begin = noun_begin(words, clause.near, clause.start)
        left = words.text(begin, clause.near) if near == "of" else ""
        if left or subject:
            return Measure(with_owner(left, subject) if left else subject, name_of(subject))
    if near in ("for", "to", "than"):
        begin = noun_begin(words, clause.near, clause.start)
        thing = words.text(begin, clause.near)
        if thing and begin > clause.start and is_verb(words, begin - 1):
            thing = f"{measure_verbs.gerund(lower[begin - 1])} {thing}"
        if thing:
            return Measure(phrase_of(f"duration of {thing}"), name_of(subject))
    if not subject:
        return Measure("duration")
    verb = lower[clause.verb]
    act = (
        measure_verbs.participle(verb)
        if measure_verbs.role(verb) in (measure_verbs.ACT, measure_verbs.MEASURE)
        else ""
    )
    return Measure(phrase_of(f"duration of {subject} {act}".strip()), name_of(subject))


def interval(words: Words, clause: Clause) -> Measure:
    subject = subject_text(words, clause)
    thing = words.text(clause.verb + 1, clause.near + 1) if clause.verb >= 0 else ""
    if not thing and clause.verb >= 0:
        thing = f"{measure_verbs.gerund(words.lower[clause.verb])} of {subject}" if subject else ""
    return Measure(
        phrase_of(f"interval between {thing}" if thing else "interval"), name_of(subject)
    )


def frequency(words: Words, clause: Clause) -> Measure:
    subject = subject_text(words, clause)
    verb = words.lower[clause.verb] if clause.verb >= 0 else ""
    thing = words.text(clause.verb + 1, clause.near + 1) if 0 <= clause.verb < clause.near else ""
    act = thing or (
        "meetings"
        if verb in ("meet", "meets", "met")
        else measure_verbs.gerund(verb)
        if verb
        else "frequency"
    )
    return Measure(phrase_of(f"{act} of {subject}" if subject else act), name_of(subject))
