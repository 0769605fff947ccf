"""Link the passages of two editions: in order, then moved, then reworded ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from rapidfuzz.distance import Indel

from timeline.alignment import Pair, Weights, candidates_of_each, common, stems
from timeline.linking.cells import alike_sections, section, tell_strangers
from timeline.linking.fields import Field, fields, owners, renamed
from timeline.linking.pairing import Found, Matcher, content_keys
from timeline.linking.split_merge import parts
from timeline.model import Passage, Snapshot
from timeline.text import normal, without_note_marks, words

Key = TypeVar("Key", bound=Hashable)
_DIGIT: Final = re.compile(r"\d")
_HEAD: Final = re.compile(r"[^:.\n]{1,60}:(?=\s)")
_SENTENCES: Final = ("sentence", "item")
_ALIKE_IN_PARAGRAPH: Final = 18
_ALIKE_IN_PLACE, _ALIKE_IN_SECTION, _ALIKE_ELSEWHERE = 50, 60, 85
"""How much two wordings must share, of 100, by where they stand."""
_FIRST_LETTER: Final = 0xE000
"""Behind the surrogates: from here on every code point stands for a letter, a million of them."""


def link_passages(before: Snapshot, after: Snapshot) -> Found:
    """Return the links: longest common order first, then moved ones, then similar ones."""
    old, new = before.passages, after.passages
    matcher = Matcher(old, new, tell_strangers(old, new))
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
    if old_fields or new_fields:
        matcher.link_best(_alike_beside_fields(matcher, (old, old_fields), (new, new_fields)))
    else:
        matcher.link_best(_alike_passages(matcher, old, new))
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
    letters = _Letters()
    partners = dict([*matcher.found, (-1, -1), matcher.sizes])
    first = _wordings(old, matcher.first, partners, letters)
    second = _wordings(new, matcher.second, {j: j for j in partners.values()}, letters)
    similarity = Indel.normalized_similarity
    for i, others in candidates_of_each(
        {i: words(old[i].quote.text) for i in first},
        {j: words(new[j].quote.text) for j in second},
        reach=16,
    ):
        of, under, left, right, strict, loose = first[i]
        for j in others:
            one = second[j]
            if one.sort != of:
                continue
            if one.left == left or one.right == right:
                least = _ALIKE_IN_PLACE
            else:
                akin = one.section == under or alike_sections(under, one.section)
                least = _ALIKE_IN_SECTION if akin else _ALIKE_ELSEWHERE
            # other numbers count a quarter of other words
            cutoff = (least - 26) / 75
            same = loose == one.loose
            alike = 1.0 if same else similarity(loose, one.loose, score_cutoff=cutoff)
            if alike > cutoff:
                score = round(75 * alike + 25 * similarity(strict, one.strict))
                if score >= least:
                    yield score, (i, j), "similar words"


def _alike_beside_fields(
    matcher: Matcher,
    old: tuple[Sequence[Passage], Mapping[int, Field]],
    new: tuple[Sequence[Passage], Mapping[int, Field]],
) -> Iterator[tuple[int, Pair, str]]:
    """Yield similar passages that are no two fields, and no lines of fields that are not linked."""
    first, second = owners(*old), owners(*new)
    for score, (i, j), reason in _alike_passages(matcher, old[0], new[0]):
        if (i in old[1] and j in new[1]) or (i in first) != (j in second):
            continue
        if i not in first or (first[i], second[j]) in matcher.found:
            yield score, (i, j), reason


class _Wording(NamedTuple):
    """A passage without a partner, as it is compared.

    `left` and `right` are the nearest linked passages before and after it, by their places on the
    second side. `strict` has a letter a word, and `loose` one letter for all numbers.
    """

    sort: str
    section: tuple[str, ...]
    left: int
    right: int
    strict: str
    loose: str


def _wordings(
    passages: Sequence[Passage],
    places: Iterable[int],
    partners: Mapping[int, int],
    letters: _Letters,
) -> dict[int, _Wording]:
    """Return some passages as they are compared; `partners` are those of linked ones, by place."""
    linked = sorted(partners)
    found = {}
    for place in places:
        passage, at = passages[place], bisect_left(linked, place)
        text = passage.quote.text
        strict = letters.spell(words(text))
        masked = letters.spell(_masked(text)) if _DIGIT.search(text) else strict
        left, right = partners[linked[at - 1]], partners[linked[at]]
        found[place] = _Wording(sort(passage), section(passage), left, right, strict, masked)
    return found


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


@lru_cache(maxsize=4_096)
def _masked(text: str) -> tuple[str, ...]:
    """Return the words of a text, with one word for all numbers."""
    return tuple("0" if _DIGIT.search(word) else word for word in words(text))


class _Letters(dict[str, str]):
    """One letter of its own a word: texts of such letters are compared much faster."""

    def __missing__(self, word: str) -> str:
        self[word] = letter = chr(_FIRST_LETTER + len(self))
        return letter

    def spell(self, found: Iterable[str]) -> str:
        """Return a text with a letter a word."""
        return "".join(map(self.__getitem__, found))
