"""What a quantity of prose measures, as a noun phrase on which editions can be joined.

The words of a sentence are taken apart once; what an amount measures is then put together from its
counted noun with its complement, from the verb and subject before it ("jobs supported by exports",
"grants provided by the fund", "duration of the course"). No number, year or hedge is part of it.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Figure, Span
from timeline.reading.figures import changed_things, groups, lengths
from timeline.reading.figures.bare_numbers import (
    LABEL_WORDS,
    Measure,
    again,
    list_name,
    lone_measure,
    with_owner,
)
from timeline.reading.figures.brackets import of_bracket
from timeline.reading.figures.predications import behind_bracket, predicate_of, said_of
from timeline.reading.language import measure_verbs
from timeline.reading.language.sentence_words import (
    ARTICLES,
    PREPOSITIONS,
    RELATIVE,
    Words,
    complement_end,
    is_verb,
    lower_at,
    noun_begin,
    noun_end,
    phrase,
    phrase_of,
)
from timeline.reading.language.subjects import (
    Clause,
    antecedent,
    clause_of,
    moved,
    name_of,
    own_clause,
    subject_text,
)
from timeline.reading.quantities.amounts import Amount
from timeline.reading.quantities.units import TIMES, canonical, is_measure


def measure_of(
    words: Words, span: Span, amount: Amount, previous: Figure | None, *, change: bool
) -> Measure:
    """Return what an amount measures; `previous` is the figure before it in the sentence.

    `change` says that the amount is one of a change.
    """
    clause = clause_of(words, span)
    bracket = words.words[clause.first - 1 : clause.first] == ("(",)
    if not change:
        percent = amount.quantity.unit == "percent"
        part = groups.of_these(words, clause, previous, amount.noun, percent=percent)
        if part is not None:
            return part
    clause, previous = own_clause(words, clause, previous, bare=amount.bare)
    if previous is not None and not change and _lists_group(words, clause, previous, amount):
        other = groups.beside(words, clause, previous)
        if other is not None:
            return other
    own = None if change else groups.of_its_own(words, clause, previous, amount, bracket=bracket)
    if own is not None:
        return own
    found = _measure(words, clause, amount, previous, span.start, change=change, bracket=bracket)
    return found if change or bracket else groups.grouped(words, clause, found)


def _lists_group(words: Words, clause: Clause, previous: Figure, amount: Amount) -> bool:
    """Tell whether an amount says of another group what the one before says of the first."""
    unit = amount.quantity.unit
    if clause.first < 1 or words.lower[clause.first - 1] not in ("and", ","):
        return False
    same = previous.quantity.unit == unit or amount.bare
    return same and any(
        f" {lead} " in previous.measure for lead in ("for", "among", "before", "after")
    )


def _measure(
    words: Words, clause: Clause, amount: Amount, previous: Figure | None, start: int, *,
    change: bool, bracket: bool,
) -> Measure:  # fmt: skip
    unit = amount.quantity.unit
    if previous is not None and not change and _compares(words, clause, previous, unit):
        other = groups.beside(words, clause, previous)
        return other or Measure(previous.measure, previous.subject, previous.whole)
    if previous is not None and unit == "percent" and lower_at(words, clause.last) == "of":
        compared_with = words.lower[max(clause.near - 1, 0) : clause.near + 1]
        other = groups.beside(words, clause, previous) if compared_with == _COMPARED else None
        if other is not None:
            return other
    if change and (not amount.bare or previous is None or changed_things.of_before(words, clause)):
        return changed_things.change_of(
            words, clause, previous, share=unit in ("percent", "percentage point")
        )
    if bracket and previous is not None and previous.quote is not None:
        gap = words.sentence.text[previous.quote.span.end : start]
        if gap.strip() == "(" and not amount.bare and lower_at(words, clause.last) != "each":
            return again(previous, unit)
    if amount.bare and previous is not None and not bracket:
        elided = _elided(words, clause, previous)
        if elided is not None:
            return elided
    if amount.bare:
        return lone_measure(words, clause, previous)
    if unit == "percent" and not bracket:
        part = groups.remaining(words, clause, previous)
        if part is not None:
            return part
    if bracket and unit == "percent":
        told = of_bracket(words, clause, previous)
        if told is not None:
            return told
    if bracket and unit == "percent" and words.words[clause.last : clause.last + 1] == (")",):
        return lone_measure(words, clause, previous, percent=True)
    if amount.kind == "rank":
        return _rank(words, clause)
    if unit == "percent":
        return _share(words, clause, amount, previous)
    if amount.compound:
        return lengths.compound(words, clause, amount)
    if unit in TIMES:
        return (
            lengths.interval(words, clause)
            if amount.kind == "rate"
            else lengths.length(words, clause)
        )
    noun = amount.noun
    if (
        noun is None
        and amount.kind != "rate"
        and words.lower[clause.last : clause.last + 1] == ("of",)
    ):
        end = noun_end(words, clause.last + 1)
        noun = words.text(clause.last + 1, end)
        clause = moved(clause, end)
    if amount.kind == "rate" and not _OFTEN.isdisjoint(words.lower[clause.first : clause.last]):
        return lengths.frequency(words, clause)
    if noun:
        return _counted(words, clause, noun)
    if previous is not None and lower_at(words, clause.last) == "each":
        return Measure(phrase_of(f"amount of {previous.measure}"))
    return _level(words, clause, amount)


_COMPARED: Final = ("compared", "with")
_OFTEN: Final = frozenset(("times", "once", "twice"))


def _compares(words: Words, clause: Clause, previous: Figure, unit: str | None) -> bool:
    """Tell whether an amount is set against the one before it ("down from 3 million in 2020")."""
    near = clause.near
    return (
        near > 0
        and (unit, lower_at(words, clause.last)) != ("percent", "of")
        and words.lower[near] in ("from", "with", "to", "against")
        and words.lower[near - 1] in ("up", "down", "compared", "rising", "falling")
        and (previous.quantity.unit == unit or previous.quantity.unit is None or unit is None)
    )


def _elided(words: Words, clause: Clause, previous: Figure) -> Measure | None:
    """Return the measure of a number whose noun stands before it, where it has a verb of its own.

    "They found 30 bodies and returned 12", "980 farmers came, while 1,033 left".
    """
    end = None if previous.quote is None else words.places.get(previous.quote.span.end)
    noun = "" if previous.quote is None else phrase_of(previous.quote.text)
    if end is None or previous.kind != "count" or not noun.islower():
        return None
    told = predicate_of(words, clause.last)
    if told and (clause.verb < end or lower_at(words, clause.first - 1) in ("and", ",", "while")):
        return Measure(phrase_of(f"{noun} {told}"))
    return _counted(words, clause, noun) if clause.verb >= end else None


_NOT_NOUNS: Final = frozenset(
    """year annually per a overall respectively each higher lower worldwide globally nationally
    nationwide altogether now already today again also alone""".split()
)


def _rank(words: Words, clause: Clause) -> Measure:
    head = words.text(clause.last, complement_end(words, clause.last, most=12))
    subject = subject_text(words, clause)
    for index in range(clause.first - 1, max(clause.start, clause.first - 8) - 1, -1):
        if words.lower[index] in ("making", "replacing", "made", "makes"):
            subject = words.text(index + 1, max(clause.near + 1, index + 1))
            break
    whose = f"rank of {subject}" if subject else "rank"
    return Measure(phrase_of(f"{whose} as {head}" if head else whose), name_of(subject))


_TARGETS: Final = frozenset("target goal ceiling limit threshold".split())
_REPRESENTING: Final = frozenset("representing accounting comprising constituting making".split())


def _behind_amount(words: Words, index: int) -> int:
    """Return the index behind an amount that a whole begins with: "23% of the $4 million appeal"."""
    at = index + (lower_at(words, index) in ARTICLES)
    if lower_at(words, at)[:1] not in ("$", "€", "£") and not lower_at(words, at)[:1].isdigit():
        return index
    at += 1
    return at + (lower_at(words, at) in _SCALES)


_SCALES: Final = frozenset("thousand million billion trillion".split())


def _share(words: Words, clause: Clause, amount: Amount, previous: Figure | None) -> Measure:
    lower, last = words.lower, clause.last
    subject = subject_text(words, clause)
    if amount.noun is not None:
        name = " ".join(("share of", amount.noun, predicate_of(words, last)))
        return Measure(name.rstrip(), None, amount.noun)
    near_verb = lower[clause.verb] if clause.verb >= 0 else ""
    if clause.near > clause.start and lower[clause.near] == "of":
        left = words.text(noun_begin(words, clause.near, clause.start), clause.near)
        if left.rpartition(" ")[2].lower() in _TARGETS:
            return Measure(left)
    equal = (
        near_verb in _REPRESENTING
        or lower[clause.near] == "or"
        or lower[max(clause.near - 1, 0)] in ("equal", "equivalent")
    )
    following = lower[last] if last < len(lower) else ""
    if following == "of" or (following == "in" and amount.kind == "share"):
        begin = _behind_amount(words, last + 1)
        end = complement_end(words, begin)
        whole = words.text(begin, end)
        if whole and following == "of":
            if previous is not None and equal and previous.quantity.unit != "percent":
                name = phrase_of(f"share of {previous.measure} in {whole}")
                return Measure(name, previous.subject, whole)
            states = clause.near == clause.verb and lower[clause.verb] not in measure_verbs.SAYING
            if subject and (states or lower[clause.near] == "for"):
                return Measure(phrase_of(f"share of {subject} in {whole}"), name_of(subject), whole)
            tail = predicate_of(words, end)
            part = f"share of {whole} {tail}" if tail else f"share of {whole}"
            return Measure(phrase_of(part), None, whole)
    if lower[clause.lead] == "of" and clause.start > clause.lead + 1 and clause.near < clause.start:
        whole = words.text(clause.lead + 1, clause.start)
        tail = predicate_of(words, last)
        return Measure(phrase_of(f"share of {whole} {tail}"), None, whole)
    told = previous is not None and previous.whole and last < len(lower) and is_verb(words, last)
    if told and previous is not None and previous.whole:
        part = f"share of {previous.whole} {predicate_of(words, last)}"
        return Measure(phrase_of(part), None, previous.whole)
    edge = noun_end(words, last)
    if following in _NOT_NOUNS:
        edge = last
    if edge > last:
        head = words.text(last, edge)
        compl = words.text(edge, complement_end(words, edge))
        return Measure(phrase_of(f"{head} {compl}".strip()), name_of(subject))
    if clause.near > clause.start and lower[clause.near] == "of":
        begin = noun_begin(words, clause.near, clause.start)
        if begin < clause.near:
            return Measure(with_owner(words.text(begin, clause.near), subject), name_of(subject))
    return Measure(subject or "share", name_of(subject))


def _counted(words: Words, clause: Clause, noun: str) -> Measure:
    """Return the measure of a counted noun, by its place in the clause."""
    lower = words.lower
    noun = phrase(noun.split())
    subject = subject_text(words, clause)
    behind = behind_bracket(words, clause.last)
    end = complement_end(words, behind, participle=clause.verb >= 0)
    tail = words.text(behind, end)
    near = lower[clause.near] if clause.near >= clause.start else ""
    comma = words.words[clause.first - 1 : clause.first] == (",",)
    there = "there" in lower[max(clause.start, clause.near - 3) : clause.near + 1]
    if near == "by" and clause.verb == clause.near - 1 and lower[clause.verb].endswith(("ed", "n")):
        alone = lower[clause.verb - 1] not in measure_verbs.AUXILIARIES
        bounds = antecedent(words, clause.start, clause.verb) if alone else clause.subject
        thing = words.text(*bounds)
        return Measure(
            phrase_of(f"{noun} {measure_verbs.gerund(lower[clause.verb])} {thing}"), name_of(thing)
        )
    if clause.verb < 0 or there or (near in (",", "and", ":") and not subject):
        told_of = lower_at(words, end) in RELATIVE or not there
        predicate = said_of(words, end) if told_of else ""
        name = list_name(words, clause) if clause.verb < 0 and comma else ""
        if name and not (tail or predicate) and len(name.split()) <= LABEL_WORDS:
            return Measure(phrase_of(f"{noun}, {name}"))
        return Measure(phrase_of(" ".join(filter(None, (noun, tail, predicate)))))
    verb = lower[clause.verb]
    kind = measure_verbs.role(verb)
    if near == "of":
        begin = noun_begin(words, clause.near, clause.start)
        left = words.text(begin, clause.near)
        whole = is_measure(canonical(noun)) or noun in _PEOPLE
        if left and whole and left.split()[-1] not in _AMOUNTS:
            return Measure(with_owner(left, subject), name_of(subject))
        if left:
            return Measure(phrase_of(f"{noun} {tail}"))
    if near in PREPOSITIONS and near not in ("by", "for", "of"):
        begin = noun_begin(words, clause.near, clause.start)
        left = words.text(begin, clause.near)
        of = f"{left} of {subject}" if left and subject and left != subject else left or subject
        name = f"{noun} {tail}".strip()
        return Measure(phrase_of(f"{name} of {of}" if of else name), name_of(subject))
    if verb in _REACHED and _AGENT.search(subject.rpartition(" ")[2]) is not None:
        kind = measure_verbs.ACT
    acts = (
        kind == measure_verbs.MEASURE
        and name_of(subject) is not None
        and not words.lower[clause.verb].endswith("s")
    )
    if verb in ("cover", "covers", "covered", "covering") and not is_measure(canonical(noun)):
        kind = measure_verbs.HAVE
    elif acts:
        kind = measure_verbs.ACT if verb in _REACHED else measure_verbs.HAVE
    states = kind == measure_verbs.MEASURE or (
        kind == measure_verbs.BE and _closes(words, clause.last)
    )
    if states and clause.near == clause.verb and subject:
        return Measure(subject, name_of(subject))
    relative = predicate_of(words, end + 1) if lower_at(words, end) == "who" else ""
    if verb in measure_verbs.SAYING or relative:
        told = relative or predicate_of(words, end)
        return Measure(phrase_of(" ".join(filter(None, (noun, tail, told)))))
    if kind in (measure_verbs.HAVE, measure_verbs.BE, measure_verbs.MEASURE):
        return Measure(
            phrase_of(" ".join(filter(None, (noun, tail, f"of {subject}" if subject else "")))),
            name_of(subject),
        )
    by = (
        f"{measure_verbs.participle(verb)} by {subject}"
        if subject
        else measure_verbs.participle(verb)
    )
    parts = (noun, tail, by) if tail.startswith("of ") else (noun, by, tail)
    return Measure(phrase_of(" ".join(filter(None, parts))), name_of(subject))


_REACHED: Final = frozenset("reach reaches reached reaching".split())
_AGENT: Final = re.compile(
    r"(?:agenc|program|fund|council|ministr|government|organi[sz]ation|campaign|team|mission|project"
    r"|initiative|partner|worker|nurse|office)"
)
"""Heads of subjects that reach people, where others reach a level."""
_PEOPLE: Final = frozenset("people persons inhabitants residents individuals".split())
_AMOUNTS: Final = frozenset("minimum maximum total average number estimate group body".split())
"""Nouns that say of an amount no more than the number does."""
_FORMS: Final = frozenset(
    (form,)
    for form in "grants loans aid assistance funding support credits subsidies donations".split()
)


def _closes(words: Words, index: int) -> bool:
    return index >= len(words.words) or words.dated[index] or words.words[index] in ",;("


def _level(words: Words, clause: Clause, amount: Amount) -> Measure:
    """Return the measure of money and of other levels: subject, purpose, or the noun behind."""
    lower = words.lower
    subject = subject_text(words, clause)
    last = clause.last
    near = lower[clause.near] if clause.near >= clause.start else ""
    if near == "of":
        begin = noun_begin(words, clause.near, clause.start)
        left = words.text(begin, clause.near)
        if left:
            return Measure(with_owner(left, subject), name_of(subject))
    edge = noun_end(words, last)
    if edge > last and lower[last] not in ("each", "per"):
        head = words.text(last, edge)
        if head:
            compl = words.text(edge, complement_end(words, edge, most=9, participle=True))
            return Measure(phrase_of(f"{head} {compl}".strip()), name_of(subject))
    if clause.verb >= 0:
        verb = lower[clause.verb]
        if measure_verbs.role(verb) == measure_verbs.SPEND or (
            verb == "included" and lower[last : last + 1] == ("for",)
        ):
            purpose = words.text(last, complement_end(words, last, most=14, lists=True))
            name = measure_verbs.money_noun(verb)
            if lower[last : last + 1] == ("in",) and lower[last + 1 : last + 2] in _FORMS:
                name, purpose = (
                    lower[last + 1],
                    words.text(last + 2, complement_end(words, last + 2, most=9)),
                )
            owner = f"of {subject}" if subject else ""
            return Measure(
                phrase_of(" ".join(filter(None, (name, owner, purpose)))), name_of(subject)
            )
    if subject:
        thing = words.text(clause.verb + 1, clause.near) if 0 <= clause.verb < clause.near else ""
        if thing and near == "for":
            return Measure(phrase_of(f"cost of {thing}"), name_of(subject))
        acts = clause.verb >= 0 and measure_verbs.role(lower[clause.verb]) == measure_verbs.ACT
        act = f"amount {measure_verbs.participle(lower[clause.verb])} by " if acts else ""
        return Measure(f"{act}{subject}", name_of(subject))
    behind = words.text(last, complement_end(words, last))
    left = words.text(noun_begin(words, clause.near + 1, clause.start), clause.near + 1)
    told = behind.partition(" ")[2] or predicate_of(words, last)
    return Measure(phrase_of(left or told))
