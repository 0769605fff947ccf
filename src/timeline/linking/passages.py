"""Link the passages of two editions: in order, then moved, then reworded ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeVar

from rapidfuzz.distance import Indel

from timeline.alignment import Pair, Weights, candidates, common, stems
from timeline.linking.fields import fields, owners, renamed
from timeline.linking.pairing import Found, Matcher, content_keys
from timeline.linking.split_merge import parts
from timeline.model import Passage, Snapshot
from timeline.text import normal, without_note_marks, words

Key = TypeVar("Key", bound=Hashable)
_DIGIT: Final = re.compile(r"\d")
_HEAD: Final = re.compile(r"[^:.\n]{1,60}:(?=\s)")
_SENTENCES: Final = ("sentence", "item")
_ALIKE_HEADINGS: Final = 0.6
_ALIKE_IN_PARAGRAPH: Final = 18
_ALIKE_IN_PLACE, _ALIKE_IN_SECTION, _ALIKE_ELSEWHERE = 50, 60, 85
"""How much two wordings must share, of 100, by where they stand."""
_FIRST_LETTER: Final = 0xE000
"""Behind the surrogates: from here on every code point stands for a letter, a million of them."""


def link_passages(before: Snapshot, after: Snapshot) -> Found:
    """Return the links: longest common order first, then moved ones, then similar ones."""
    old, new = before.passages, after.passages
    matcher = Matcher(old, new)
    old_keys, new_keys = content_keys(old), content_keys(new)
    for pair in common(old_keys, new_keys):
        matcher.link(pair, 100, "equal content")
    old_normal = {i: _normal(old[i]) for i in matcher.first}
    new_normal = {j: _normal(new[j]) for j in matcher.second}
    for first, second in _gaps(matcher):
        texts = [old_normal[i] for i in first], [new_normal[j] for j in second]
        for i, j in common(*texts):
            matcher.link((first[i], second[j]), 100, "same words")
    matcher.link_groups(dict(enumerate(old_keys)), dict(enumerate(new_keys)), "equal content")
    matcher.link_groups(old_normal, new_normal, "same words")
    matcher.link_groups(_heads(old), _heads(new), "same label")
    cells_old, cells_new = _cells(old), _cells(new)
    matcher.link_groups(
        {i: (section(old[i]), heads) for i, heads in cells_old.items()},
        {j: (section(new[j]), heads) for j, heads in cells_new.items()},
        "same cell",
    )
    matcher.link_groups(_alone(cells_old), _alone(cells_new), "same cell")
    old_fields, new_fields = fields(old), fields(new)
    matcher.link_best(
        renamed(
            {i: field for i, field in old_fields.items() if i in matcher.first},
            {j: field for j, field in new_fields.items() if j in matcher.second},
        )
    )
    old_owners, new_owners = owners(old, old_fields), owners(new, new_fields)
    matcher.link_best(
        (score, (i, j), reason)
        for score, (i, j), reason in _alike_passages(matcher, old, new)
        if not (i in old_fields and j in new_fields)
        and ((i in old_owners) == (j in new_owners))
        and (i not in old_owners or (old_owners[i], new_owners[j]) in matcher.found)
    )
    matcher.link_best(_alike_in_paragraph(matcher, old, new))
    for score, pair, reason in parts(old_fields, new_fields, matcher.found):
        matcher.found[pair] = score, reason
    return matcher.found


def sort(passage: Passage) -> str:
    return passage.kind if passage.kind in ("heading", "boilerplate") else "body"


def _normal(passage: Passage) -> tuple[str, str]:
    return sort(passage), _normal_text(passage.quote.text)


@lru_cache(maxsize=4_096)
def _normal_text(text: str) -> str:
    """Return the normal form of a passage; it is compared with the edition before and after."""
    return normal(without_note_marks(text))


def _heads(passages: Sequence[Passage]) -> dict[int, tuple[str, str]]:
    """Return the label that a passage begins with ("Coastline: 9,330 km"), where it has one."""
    found = {}
    for place, passage in enumerate(passages):
        head = _HEAD.match(passage.quote.text) if ":" in passage.quote.text else None
        if head:
            found[place] = sort(passage), normal(head[0])
    return found


def _cells(passages: Sequence[Passage]) -> dict[int, tuple[str, ...]]:
    """Return what names a cell of a table or of a list of fields: its heads."""
    return {
        place: tuple(map(normal, passage.labels))
        for place, passage in enumerate(passages)
        if passage.labels and passage.kind == "item"
    }


def _alone(keys: Mapping[int, Key]) -> dict[int, Key]:
    """Return the keys that one place alone has."""
    counted = Counter(keys.values())
    return {place: key for place, key in keys.items() if counted[key] == 1}


def _gaps(matcher: Matcher) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is left on both sides between neighbouring links, in order."""
    i = j = 0
    for end_i, end_j in [*sorted(matcher.found), matcher.sizes]:
        if i < end_i and j < end_j:
            yield [*range(i, end_i)], [*range(j, end_j)]
        i, j = end_i + 1, end_j + 1


def _alike_passages(
    matcher: Matcher, old: Sequence[Passage], new: Sequence[Passage]
) -> Iterator[tuple[int, Pair, str]]:
    """Yield similar passages; those that stand beside linked ones more readily."""
    first = {i: words(old[i].quote.text) for i in matcher.first}
    second = {j: words(new[j].quote.text) for j in matcher.second}
    letters: dict[str, str] = {}
    strict_old = {i: _lettered(found, letters) for i, found in first.items()}
    strict_new = {j: _lettered(found, letters) for j, found in second.items()}
    loose_old = strict_old | {i: _lettered(found, letters) for i, found in _masked(old, first)}
    loose_new = strict_new | {j: _lettered(found, letters) for j, found in _masked(new, second)}
    partners = dict([*matcher.found, (-1, -1), matcher.sizes])
    sections_old = {i: section(old[i]) for i in first}
    sections_new = {j: section(new[j]) for j in second}
    sorts_old = {i: sort(old[i]) for i in first}
    sorts_new = {j: sort(new[j]) for j in second}
    near_old = _neighbours(first, partners)
    near_new = _neighbours(second, partners.values())
    for i, j in candidates(first, second, reach=16):
        if sorts_old[i] != sorts_new[j]:
            continue
        (left, right), (other_left, other_right) = near_old[i], near_new[j]
        in_place = partners[left] == other_left or partners[right] == other_right
        least = _ALIKE_IN_PLACE if in_place else _ALIKE_ELSEWHERE
        if not in_place and alike_sections(sections_old[i], sections_new[j]):
            least = _ALIKE_IN_SECTION
        # other numbers count a quarter of other words
        cutoff = (least - 26) / 75
        loose = Indel.normalized_similarity(loose_old[i], loose_new[j], score_cutoff=cutoff)
        if loose > cutoff:
            strict = Indel.normalized_similarity(strict_old[i], strict_new[j])
            score = round(75 * loose + 25 * strict)
            if score >= least:
                yield score, (i, j), "similar words"


def section(passage: Passage) -> tuple[str, ...]:
    """Return the words of the heading that a passage stands below, none without one."""
    return words(passage.path[-1]) if passage.path else ()


@lru_cache(maxsize=4_096)
def alike_sections(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return first == second or Indel.normalized_similarity(first, second) >= _ALIKE_HEADINGS


def _alike_in_paragraph(
    matcher: Matcher, old: Sequence[Passage], new: Sequence[Passage]
) -> Iterator[tuple[int, Pair, str]]:
    """Yield what is left of two paragraphs of which a sentence is linked: little need be alike."""
    partners: dict[int, set[int]] = defaultdict(set)
    for i, j in matcher.found:
        if old[i].kind in _SENTENCES and new[j].kind in _SENTENCES:
            partners[old[i].block].add(new[j].block)
    left: dict[int, list[int]] = defaultdict(list)
    for j in matcher.second:
        if new[j].kind in _SENTENCES:
            left[new[j].block].append(j)
    pairs = [
        (i, j)
        for i in matcher.first
        if old[i].kind in _SENTENCES
        for block in sorted(partners[old[i].block])
        for j in left[block]
    ]
    first = {i: stems(old[i].quote.text) for i, _ in pairs}
    second = {j: stems(new[j].quote.text) for _, j in pairs}
    weights = Weights((*first.values(), *second.values()))
    for i, j in pairs:
        both, shorter = weights.shares(first[i], second[j])
        score = (both + shorter) // 2
        if score >= _ALIKE_IN_PARAGRAPH and len(first[i] & second[j]) > 1:
            yield score, (i, j), "similar words, in the same paragraph"


def _masked(
    passages: Sequence[Passage], found: Mapping[int, tuple[str, ...]]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the words of the passages that have numbers, with one word for all numbers."""
    for place, of in found.items():
        if _DIGIT.search(passages[place].quote.text):
            yield place, ["0" if _DIGIT.search(word) else word for word in of]


def _lettered(found: Iterable[str], letters: dict[str, str]) -> str:
    """Return a text with one letter of its own a word: such texts are compared much faster."""
    return "".join(letters.setdefault(word, chr(_FIRST_LETTER + len(letters))) for word in found)


def _neighbours(places: Iterable[int], linked: Iterable[int]) -> dict[int, Pair]:
    """Return the nearest linked place before and after each place."""
    order = sorted(linked)
    found = {}
    for place in places:
        at = bisect_left(order, place)
        found[place] = order[at - 1], order[at]
    return found
