"""A count that is a part of another one: "23 of the 60 contracts examined were awarded".

The part is what the clause tells; the whole is what is counted, with no more than hangs on it.
Also counts that stand beside another one: "30 mills are open and 12 shut".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from timeline.reading.figures.amount_places import AmountPlace, Measure, Told, about, change_in
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import lemma

_SAME_WHOLE: Final = frozenset({"total", "whole", "them"})
"""Nouns of a share that is of what stands before its bracket."""


def without_whole(place: AmountPlace) -> AmountPlace | None:
    """Return a part in the place of its whole, so that "23 of the 60 contracts" reads as "contracts"."""
    index, behind, whole = place.index, place.behind, place.at(place.index + 2)
    of_whole = behind is not None and behind.is_preposition("of")
    if place.chunk.kind != "#" or not of_whole or whole is None or not _counts(place, whole):
        return None
    statement = place.statement
    verb = statement.verb
    size = _size_of_whole(place)
    chunks = (*place.chunks[:index], whole, *place.chunks[index + size :])
    moved = replace(
        statement,
        chunks=chunks,
        verb=verb - size + 1 if verb is not None and verb > index else verb,
        subject=tuple(c for c in statement.subject if c is not place.chunk and c is not behind),
        relative=frozenset(i - size + 1 if i > index else i for i in statement.relative),
    )
    at = place.where.statement
    statements = place.parsed.statements
    parsed = replace(place.parsed, statements=(*statements[:at], moved, *statements[at + 1 :]))
    return replace(place, parsed=parsed)


def _size_of_whole(place: AmountPlace) -> int:
    """Return how many chunks a part and its whole have, with what was done to the whole.

    The agency has built "23 of the 60 shelters planned": they were built, and not planned.
    """
    index, verb = place.index, place.statement.verb
    behind = place.at(index + 3)
    if behind is None or behind.kind != "E" or verb is None or verb == index + 3:
        return 3
    if verb > index:
        return 4
    following = place.at(index + 4)
    closes = following is None or following.kind in ",;&D"
    return 4 if closes else place.end_of(index + 2) - index


def _counts(place: AmountPlace, whole: Chunk) -> bool:
    """Tell whether a chunk is a count of its own, behind a part that counts the same."""
    return (
        place.kind == "count"
        and not place.amount.bare
        and whole.kind == "N"
        and bool(whole.head)
        and (place.number + 1 in whole.amounts or _names_whole(place, whole))
    )


def _names_whole(place: AmountPlace, whole: Chunk) -> bool:
    """Tell whether a whole was counted before: "five of the seven mills in Orle are open"."""
    counted = any(word.kind == "c" for word in whole.words)
    noun = (place.amount.noun or "").rpartition(" ")[2]
    return counted and whole.words[-1].text == noun


def whole_of_part(place: AmountPlace) -> Measure | None:
    """The 60 contracts examined, of which 23 are told; not "38 of 54 bills passed"."""
    if place.kind != "count" or not (is_whole_of(place, place.number - 1) or _is_of_unread(place)):
        return None
    following = place.behind
    reduced = following is not None and following.kind == "E" and not _ends_with(place)
    end = place.index + (2 if reduced else 1)
    return about(place.text(place.chunks[place.index : end]))


def _ends_with(place: AmountPlace) -> bool:
    """Tell whether the sentence ends with the participle behind an amount, which is its verb."""
    last = place.statement is place.parsed.statements[-1] and place.verb is None
    return last and place.index + 2 == len(place.chunks)


def _is_of_unread(place: AmountPlace) -> bool:
    """Tell whether a place is in the whole of a small number: "three of the firm's nine shops met it"."""
    before, that = place.before, place.before_that
    counts = that is not None and that.kind == "A" and that.words[-1].kind == "c"
    return counts and before is not None and before.is_preposition("of")


def is_whole_of(place: AmountPlace, part: int) -> bool:
    """Tell whether a place is in the whole of a part: "47 of the 150 seats (31%)"."""
    before, that = place.before, place.before_that
    told = that is not None and that.kind == "#" and part in that.amounts
    return told and before is not None and before.is_preposition("of")


def whole_in_bracket(place: AmountPlace) -> str:
    """Return what a share in a bracket is said to be of: "a deficit of $16 billion (5% of output)".

    Empty where it is of nothing, or of the total of what stands before.
    """
    aside, at = place.chunk.aside, place.where.aside or 0
    if at + 2 >= len(aside) or not aside[at + 1].is_preposition("of"):
        return ""
    end = at + 2
    while end < len(aside) and aside[end].kind in "NP" and not aside[end].amounts:
        end += 1
    behind = aside[at + 2 : end]
    if not behind or behind[0].last.lower() in _SAME_WHOLE:
        return ""
    return place.text(behind)


def in_whole(measure: Measure, whole: str) -> Measure:
    """Return what is measured as a share of a whole."""
    return Measure(f"share of {measure.phrase} in {whole}", measure.subject, whole)


def in_another_state(place: AmountPlace) -> Measure | None:
    """At least 46 people were killed and 200 injured: as many of the noun before, in another state."""
    last, verb, before = place.last_outside_brackets, place.verb, place.before
    if last is None or last.kind != "count" or not last.noun or place.chunk.kind != "#":
        return None
    if _lacks_its_were(place):
        name, found, _ = last.base.partition(last.noun)
        said = place.text(place.chunks[place.index + 1 :], opening=True)
        return about(f"{name}{found} {said}") if found else None
    linked = verb is not None and bool(verb.verbs) and lemma(verb.verbs[0].text) in _LINKING
    if not linked or not place.is_behind_verb or before is None or before.kind not in "&,":
        return None
    state = _state_behind(place)
    name, found, _ = last.base.partition(last.noun)
    if not state or not found:
        return None
    said = place.text(state)
    that = "who are" if place.unit == "person" else "that are"
    return about(f"{name}{found} {said if state[-1].kind == 'E' else f'{that} {said}'}")


_LINKING: Final = ("be", "have")


def _lacks_its_were(place: AmountPlace) -> bool:
    """Tell whether so many are in a state as those before it are: "three guards killed, 12 injured"."""
    statement, verb = place.statement, place.verb
    before = None if statement.before is None else statement.before.predicate
    if verb is None or before is None or place.index or statement.verb != 1:
        return False
    alone = all(len(each.verbs) == 1 and each.verbs[0].kind in "ve" for each in (verb, before))
    alone = alone or (len(verb.verbs) == 1 and before.is_passive)
    named = place.amount.noun is not None and place.amount.noun == verb.verbs[0].text
    return alone and named


def _state_behind(place: AmountPlace) -> tuple[Chunk, ...]:
    """Return the participle or adjective behind a count, empty where a noun or none follows."""
    at = place.index + 1
    while at < len(place.chunks) and place.chunks[at].kind == "R":
        at += 1
    state, following = place.at(at), place.at(at + 1)
    if state is None or state.kind not in "AE" or state.words[0].kind not in "je":
        return ()
    if state.first in classes.COMPARATIVES:
        return ()
    if following is not None and following.kind in "N#":
        return ()
    return place.chunks[place.index + 1 : at + 1]


def conversion(place: AmountPlace) -> Measure | None:
    """An increase of £4.3 billion, or 10.2%."""
    before, that = place.before, place.before_that
    last = place.last_told
    if before is None or before.kind != "&" or before.first != "or":
        return None
    if (share := _share_of_part(place)) is not None:
        return share
    if place.index == 1 and last is not None and (whole := _whole_done(place)):
        return Measure(f"share of {last.base} in {whole}", last.measure.subject, whole)
    if last is not None and _is_incidence(place, last):
        return last.measure
    if place.chunk.kind != "#" and (last is None or last.kind != "change"):
        return None
    if last is not None and last.unit == "percent" and not place.is_percent and last.measure.whole:
        name = subject_of(place)  # "40 per cent of capacity, or 6,000 tonnes"
        return about(name.removesuffix(f" in {last.measure.whole}")) if name else None
    third = place.at(place.index - 3)
    counted = place.is_percent and not place.of_something and _is_counted(third, that)
    if last is not None and counted and last.kind == "count":
        return Measure(f"share of {last.base}", last.measure.subject)
    adjacent = that is not None and (
        that.kind == "#" or (that.kind == "," and third is not None and third.kind == "#")
    )
    if last is None or not adjacent:
        return None
    if place.of_something and place.is_percent:
        whole = place.complement(place.index + 2)
        return Measure(f"share of {last.base} in {whole}", last.measure.subject, whole)
    return change_in(last.base, last.measure) if place.kind == "change" else last.measure


def _is_counted(noun: Chunk | None, joint: Chunk | None) -> bool:
    """Tell whether a share is that of a count just before: "412 boats, or 16%, stayed at home"."""
    parted = joint is not None and joint.kind == ","
    return parted and noun is not None and noun.kind == "N" and bool(noun.amounts)


def _share_of_part(place: AmountPlace) -> Measure | None:
    """41 of the 128 seats, or 32 per cent: the part as a share of its whole."""
    apart = place.before_that
    at = place.index - (3 if apart is not None and apart.kind == "," else 2)
    whole, of, part = place.at(at), place.at(at - 1), place.at(at - 2)
    if not place.is_percent or whole is None or of is None or part is None:
        return None
    told, wholes = place.told_in([part]), place.told_in([whole])
    if not of.is_preposition("of") or part.kind != "#" or not told or not wholes:
        return None
    return Measure(f"share of {told[-1].base}", told[-1].measure.subject, wholes[-1].base)


def _is_incidence(place: AmountPlace, last: Told) -> bool:
    """Tell whether a rate says a count again: "410 people died, or 7.2 per 100,000"."""
    per, that = place.amount.quantity.per, place.before_that
    apart = that is not None and (that.kind == "," or bool(that.amounts))
    return apart and last.kind == "count" and per is not None and per[0].isdecimal()


def _whole_done(place: AmountPlace) -> str:
    """Return the whole of a share with what was done to it: ", or 0.6% of the payments made in 2019"."""
    done = place.at(place.index + 3)
    if not (place.is_percent and place.of_something) or done is None or not done.verbs:
        return ""
    if len(done.verbs) > 1 or done.verbs[0].tag != "VBN":
        return ""
    return f"{place.text([place.chunks[place.index + 2]])} {done.verbs[0].text}"
