"""The chunks of a sentence with its past forms settled: a verb, or a participle of a noun.

"Sales made online increased to 14%"; "in a report released in May"; "shipments resumed in May". Both
figures and events read what is settled here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import LONGEST, Chunk, grouped
from timeline.reading.language.tagged_words import Word, in_a_row, tagged_words
from timeline.reading.language.tokens import Tokens

_TOLD: Final = classes.CHANGE_VERBS | classes.LEVEL_VERBS | classes.SHARE_VERBS
"""Verbs that state an amount."""
_PARTS: Final = frozenset(",;SW")


def chunks_of(words: Sequence[Word]) -> list[Chunk]:
    """Return the chunks of the words of a sentence, its past forms settled."""
    chunks = list(grouped(words))
    _join_parted_groups(chunks)
    _join_particles(chunks)
    _settle_saying(chunks)
    _settle_lone_participles(chunks)
    _settle_verbs_behind_participles(chunks)
    _settle_second_verbs(chunks)
    _settle_subordinators(chunks)
    _settle_only_participle(chunks)
    _settle_past_forms(chunks)
    _settle_states_of_two(chunks)
    return chunks


def settled_words(chunks: Sequence[Chunk]) -> tuple[Word, ...]:
    """Return the words of chunks in order; a lone past form is "v" where it is finite, else "e"."""
    words: list[Word] = []
    for chunk in chunks:
        lone = len(chunk.verbs) == 1 and chunk.kind in "VE" and chunk.verbs[0].kind in "ve"
        kind = {"V": "v", "E": "e"}.get(chunk.kind, "")
        for word in chunk.words:
            settled = lone and word.start == chunk.verbs[0].start and word.kind != kind
            words.append(replace(word, kind=kind) if settled else word)
    return tuple(sorted(words, key=lambda word: word.start))


def read_words(text: str, start: int, end: int) -> Tokens:
    """Return the words of a stretch of which no amounts and dates are known."""
    return in_a_row(settled_words(chunks_of(tagged_words(text, start, end, (), ()))))


def _join_parted_groups(chunks: list[Chunk]) -> None:
    """Join a verb group that a date parts: "has thus far contributed"."""
    for at in range(len(chunks) - 2):
        first, between, last = chunks[at : at + 3]
        parted = between.kind in "DR" and first.kind == "V" and last.kind == "E"
        if parted and first.verb in ("have", "be"):
            words, verbs = first.words + last.words, first.verbs + last.verbs
            chunks[at] = Chunk("V", words, "", last.verb, verbs)
            chunks[at + 2] = replace(between, kind="D")


def _join_particles(chunks: list[Chunk]) -> None:
    """Make verbs of change of "goes up" and "came down"."""
    for at, chunk in enumerate(chunks[:-1]):
        if chunk.kind != "V" or chunk.verb not in classes.MOVING_VERBS:
            continue
        behind = chunks[at + 1]
        *verb, end = chunk.words
        if end.lower == "to" and behind.kind == "#" and verb[-1].lower in classes.DIRECTIONS:
            chunks.insert(at + 1, Chunk("P", (end,)))  # "goes up to $12"
            chunk, behind = replace(chunk, words=tuple(verb)), chunks[at + 1]
        if chunk.last not in classes.DIRECTIONS and behind.first not in classes.DIRECTIONS:
            continue
        inside = chunk.last in classes.DIRECTIONS
        last = chunk.last if inside else behind.first
        words = chunk.words if inside else chunk.words + behind.words
        chunks[at] = replace(chunk, words=words, verb="rise" if last == "up" else "fall")
        if not inside:
            del chunks[at + 1]


def _states_amount(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether an amount follows a chunk, with a preposition or without."""
    following = chunks[at + 1 : at + 3]
    return (bool(following) and following[0].kind == "#") or (
        len(following) > 1 and following[0].kind == "P" and following[1].kind == "#"
    )


def _settle_saying(chunks: list[Chunk]) -> None:
    """The board reported 30 people died: a verb of saying, and the verb of what is said."""
    for at in range(1, len(chunks) - 2):
        chunk, noun, told = chunks[at : at + 3]
        lone = chunk.kind in "VE" and len(chunk.verbs) == 1 and chunks[at - 1].kind == "N"
        if not lone or chunk.verb not in classes.SAYING_VERBS or noun.kind != "N":
            continue
        finite = told.kind == "V"
        if told.kind == "E" and len(told.verbs) == 1 and noun.amounts:
            object_follows = at + 3 < len(chunks) and chunks[at + 3].kind == "N"
            finite = object_follows or told.verb in classes.INTRANSITIVE_VERBS
        if finite:
            chunks[at] = replace(chunk, kind="V")
            chunks[at + 2] = replace(told, kind="V")


def _settle_lone_participles(chunks: list[Chunk]) -> None:
    """Make a verb of a lone participle that states an amount, where its clause has no other."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "E" or not at or len(chunk.verbs) != 1:
            continue
        if _opens_and_ends(chunks, at):
            chunks[at] = replace(chunk, kind="V")
            continue
        follows = _follows_that(chunks, at) or _follows_joined_number(chunks, at)
        if chunk.verb not in _TOLD and not follows:
            continue
        low = high = at
        while low and chunks[low - 1].kind not in _PARTS and at - low < LONGEST:
            if chunks[low - 1].kind == "&" and (chunks[low].kind == "#" or _moves_by(chunks, at)):
                break
            low -= 1
        while (
            high + 1 < len(chunks) and chunks[high + 1].kind not in ",;SW&" and high - at < LONGEST
        ):
            high += 1
        relative = low and chunks[low - 1].kind == "W" and at - low > 1
        around = chunks[low : high + 1]
        alone = not any(each.kind == "V" for each in around) and any(
            each.kind in "N#" for each in chunks[low:at]
        )
        if (relative and _states_amount(chunks, at)) or alone:
            chunks[at] = replace(chunk, kind="V")


def _moves_by(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a past form moves by an amount: "and part-time jobs increased by 12,500"."""
    behind = chunks[at + 1 : at + 3]
    led = len(behind) > 1 and behind[0].is_preposition("by") and behind[1].kind == "#"
    return led and chunks[at].verb in classes.CHANGE_VERBS


def _opens_and_ends(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a past form makes a short clause: "Some 600 shops opened in 2020, and …"."""
    kinds = "".join(chunk.kind for chunk in chunks[: at + 6])
    opens = at == 1 and bool(chunks[0].amounts) and kinds[0] == "N"
    return opens and (kinds[2:6] in ("PD,&", "PD;N") or kinds[2:5] == ",&#")


def _follows_joined_number(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a past form says what so many did: ", and only 1,200 opened"."""
    if at < 2 or chunks[at - 1].kind != "#" or chunks[at - 2].kind not in ",&":
        return False
    behind = chunks[at + 1 : at + 3]
    return not behind or behind[0].kind in ",;D" or [c.kind for c in behind] == ["P", "D"]


def _follows_that(chunks: Sequence[Chunk], at: int) -> bool:
    """Reported that 12,000 refugees arrived: nouns between "that" and a past form."""
    first = at - 1
    while first > 0 and chunks[first].kind in "NP#AR" and at - first < LONGEST:
        first -= 1
    said = first > 0 and chunks[first - 1].kind in "VED"
    return first < at - 1 and chunks[first].first == "that" and said


def _settle_verbs_behind_participles(chunks: list[Chunk]) -> None:
    """Sales made online increased to 14%: the first past form is the participle."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "E" or chunk.verb not in _TOLD or len(chunk.verbs) != 1:
            continue
        if not _states_amount(chunks, at):
            continue
        first = at - 1
        while first > 0 and chunks[first].kind in "RPN" and at - first < LONGEST:
            first -= 1
        past = first > 0 and _is_lone_past(chunks, first) and chunks[first - 1].kind == "N"
        if past and chunks[first].verb not in classes.CHANGE_VERBS:
            chunks[first] = replace(chunks[first], kind="E")
            chunks[at] = replace(chunk, kind="V")


def _is_lone_past(chunks: Sequence[Chunk], at: int) -> bool:
    chunk = chunks[at]
    past = chunk.kind == "V" and len(chunk.verbs) == 1 and chunk.verbs[0].tag in ("VBD", "VBN")
    return past and chunk.verb not in ("be", "have")


def _settle_second_verbs(chunks: list[Chunk]) -> None:
    """Make participles of past forms behind or before the verb of their clause."""
    seen = False
    for at, chunk in enumerate(chunks):
        if chunk.kind in ",;SW&(":
            seen = False
        if chunk.kind != "V":
            continue
        lone = at > 0 and _is_lone_past(chunks, at) and chunks[at - 1].kind == "N"
        if at > 1 and chunks[at - 2].kind == "V" and chunks[at - 2].verb in classes.SAYING_VERBS:
            lone = False
        if seen and lone:
            if not (chunk.verb in _TOLD and _states_amount(chunks, at)):
                chunks[at] = replace(chunk, kind="E")
        elif lone and _verb_follows(chunks, at):
            chunks[at] = replace(chunk, kind="E")
        else:
            seen = True


def _verb_follows(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether the verb of the clause stands behind a past form that says more of a noun."""
    following = chunks[at + 1 : at + 8]
    if len(following) > 1 and following[0].kind == "N" and following[1].kind == "V":
        return chunks[at].verb not in classes.HELPING_VERBS | classes.SAYING_VERBS
    if not following or following[0].kind not in "PRD":
        return False
    for chunk in chunks[at + 1 : at + LONGEST]:
        if chunk.kind in ",;SW&":
            return False
        if chunk.kind == "V":
            return any(each.kind == "V" for each in following)
    return False


def _settle_subordinators(chunks: list[Chunk]) -> None:
    """Make prepositions of subordinators without a verb: "since 2011", "as a percentage"."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "S":
            continue
        for each in chunks[at + 1 : at + LONGEST]:
            if each.kind == "V":
                break
            if each.kind in (",;SW" if chunk.first in classes.CLAUSE_LEADS else ",;S#W"):
                chunks[at] = replace(chunk, kind="P")
                break
        else:
            chunks[at] = replace(chunk, kind="P")


def _settle_only_participle(chunks: list[Chunk]) -> None:
    """Make a verb of the first participle of a sentence that has no other."""
    if any(chunk.kind == "V" for chunk in chunks):
        return
    for at, chunk in enumerate(chunks):
        if chunk.kind == "E" and at and chunks[at - 1].kind in "N)" and len(chunk.verbs) == 1:
            chunks[at] = replace(chunk, kind="V")
            return
        if chunk.kind in ",;":
            return


def _settle_past_forms(chunks: list[Chunk]) -> None:
    """Make a verb of a past form that has a subject, where nothing says that it is a participle.

    "Shipments resumed in May", not "In a report released in May" or "a study released by a forum".
    """
    for at, chunk in enumerate(chunks):
        if _is_lone_past(chunks, at) and _leads_in(chunks, at):
            chunks[at] = replace(chunk, kind="E")
        if chunk.kind != "E" or len(chunk.verbs) != 1 or chunk.verbs[0].kind not in "ve":
            continue
        subject = _free_noun(_before(chunks, at))
        if subject is None or _says_more(chunks, at):
            continue
        if subject.amounts and not _acts(chunks, at):
            continue
        chunks[at] = replace(chunk, kind="V")
        if at + 2 < len(chunks) and chunks[at + 1].kind == "N" and _is_lone_past(chunks, at + 2):
            chunks[at + 2] = replace(chunks[at + 2], kind="E")


def _settle_states_of_two(chunks: list[Chunk]) -> None:
    """Make verbs of two past forms that have lost their "were": "41 mills damaged and 12 destroyed"."""
    if len(chunks) < _TWO_STATES or "".join(c.kind for c in chunks[_TWO_STATES:]).count("V"):
        return
    counted, first, joint, number, second = chunks[:_TWO_STATES]
    counts = counted.kind == "N" and number.kind in "N#" and counted.amounts and number.amounts
    past = all(c.kind in "VE" and len(c.verbs) == 1 for c in (first, second))
    past = past and all(c.verbs[0].tag in ("VBD", "VBN") for c in (first, second))
    if counts and past and joint.kind in "&,":
        chunks[1], chunks[4] = replace(first, kind="V"), replace(second, kind="V")


_TWO_STATES: Final = 5
"""The chunks of two counts, each with its past form, and of what joins them."""


def _leads_in(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a past form has no subject, and a verb with one follows."""
    before = _before(chunks, at)
    if not before or _free_noun(before) is not None:
        return False
    for index in range(at + 1, min(at + LONGEST, len(chunks))):
        if chunks[index].kind in ";SW":
            return False
        if chunks[index].kind == "V":
            return _free_noun(chunks[at + 1 : index]) is not None
    return False


def _before(chunks: Sequence[Chunk], at: int) -> Sequence[Chunk]:
    """Return what stands before a past form in its clause; nothing behind a verb or a mark."""
    first = at
    while first and chunks[first - 1].kind not in ",;SW(" and at - first < LONGEST:
        first -= 1
    before = chunks[first:at]
    parted = not before or before[-1].kind not in "NR" or any(each.kind in "VI#" for each in before)
    return () if parted else before


def _free_noun(chunks: Sequence[Chunk]) -> Chunk | None:
    """Return the first noun among chunks that is no time and that nothing leads in."""
    for index, each in enumerate(chunks):
        led = index > 0 and chunks[index - 1].kind in "PEGI"
        if each.kind == "N" and each.head not in classes.TIME_NOUNS and not led:
            return each
    return None


def _acts(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether so many people or things do something, and nothing is done to them."""
    has_object = at + 1 < len(chunks) and chunks[at + 1].kind == "N"
    return has_object or chunks[at].verb in classes.INTRANSITIVE_VERBS | classes.CHANGE_VERBS


def _says_more(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a past form is a participle: somebody did it, or the verb stands behind it."""
    following = chunks[at + 1 : at + 3]
    if len(following) > 1 and following[0].is_preposition("by") and following[1].kind == "N":
        return not following[1].amounts
    for index in range(at + 1, min(at + LONGEST, len(chunks))):
        next_kind = chunks[index + 1].kind if index + 1 < len(chunks) else ""
        if chunks[index].kind == "," and next_kind in ("V", "G"):
            if next_kind == "V":
                return True
        elif chunks[index].kind in ",;SW&":
            return False
        elif chunks[index].kind == "V":
            asserts = chunks[at].verb in classes.ASSERTING_VERBS
            has_object = index == at + 2 and chunks[at + 1].kind == "N"
            rivals = has_object and _is_lone_past(chunks, index)
            return not (rivals or (asserts and _free_noun(chunks[at + 1 : index]) is not None))
    return False
