"""Align two sequences of items: what is common, which order stands, which pairs are worth a look.

Comparing two editions must say the same whichever comes first. Ties make that hard (of two
swapped items, which one moved?), so every alignment is worked out in one canonical order of the
two sides, `swapped` tells whether that is the other way round, and the result is turned back.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from rapidfuzz.distance import LCSseq, Levenshtein

from timeline.lexicon import read_classes
from timeline.model import Event, Figure, Passage
from timeline.records import JUDGED, content, event_record, figure_record
from timeline.text import american, irregular_verbs, words

Item = Figure | Event | Passage
Pair = tuple[int, int]

_PROVENANCE: Final = frozenset({"quote", "passage", "rules", *JUDGED})
_KEY_OF: Final[Mapping[type[Item], Callable[[Item], Any]]] = {
    Figure: attrgetter(*(f.name for f in fields(Figure) if f.name not in _PROVENANCE)),
    Event: attrgetter(*(f.name for f in fields(Event) if f.name not in _PROVENANCE)),
    Passage: attrgetter("quote.text", "kind", "path", "labels"),
}


def content_key(item: Item) -> tuple[Hashable, ...]:
    """Return a key that is equal for items of equal content: no span, no passage, no rules.

    The same equality as that of the records of the contract, without the cost of writing them.
    """
    key: tuple[Hashable, ...] = _KEY_OF[type(item)](item)
    return key


def _sort_text(item: Item) -> str:
    match item:
        case Figure():
            return json.dumps(content(figure_record(item)))
        case Event():
            return json.dumps(content(event_record(item)))
        case Passage():
            return json.dumps([item.quote.text, item.kind, item.path, item.labels])


def swapped(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Tell whether `after` stands first in the canonical order, decided by the first difference."""
    for first, second in zip(before, after, strict=False):
        if content_key(first) != content_key(second):
            return _sort_text(second) < _sort_text(first)
    return len(after) < len(before)


def common(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Pair]:
    """Return the index pairs of a longest common subsequence, in order."""
    numbers: dict[Hashable, int] = {}
    left = [numbers.setdefault(key, len(numbers)) for key in first]
    right = [numbers.setdefault(key, len(numbers)) for key in second]
    shared = {*left}.intersection(right)
    if not shared:
        return []
    keep = [i for i, number in enumerate(left) if number in shared]
    kept = [j for j, number in enumerate(right) if number in shared]
    blocks = LCSseq.opcodes([left[i] for i in keep], [right[j] for j in kept])
    return [
        (keep[block.src_start + step], kept[block.dest_start + step])
        for block in blocks
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    ]


def chain(pairs: Sequence[Pair], weights: Sequence[int]) -> set[int]:
    """Return the positions in `pairs` of the heaviest subset that keeps its order on both sides.

    What is outside of it has moved. No index may stand in two pairs. O(n log n): a Fenwick tree
    over the second index holds the heaviest chain that ends at or before it.
    """
    size = max((second for _, second in pairs), default=-1) + 1
    best: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    previous: dict[int, int] = {}
    for position in sorted(range(len(pairs)), key=pairs.__getitem__):
        second = pairs[position][1]
        weight, last, at = 0, -1, second
        while at > 0:
            if best[at][0] > weight:
                weight, last = best[at]
            at -= at & -at
        previous[position] = last
        entry, at = (weight + weights[position], position), second + 1
        while at <= size:
            if entry[0] > best[at][0]:
                best[at] = entry
            at += at & -at
    found: set[int] = set()
    last = max(best, key=lambda entry: entry[0])[1]
    while last >= 0:
        found.add(last)
        last = previous[last]
    return found


def candidates(
    first: Mapping[int, Collection[str]],
    second: Mapping[int, Collection[str]],
    reach: int = 32,
) -> Iterator[Pair]:
    """Yield the pairs of indices that share words, as `candidates_of_each` finds them."""
    for index, others in candidates_of_each(first, second, reach):
        for other in others:
            yield index, other


def candidates_of_each(
    first: Mapping[int, Collection[str]],
    second: Mapping[int, Collection[str]],
    reach: int = 32,
    wanted: Collection[int] | None = None,
) -> Iterator[tuple[int, list[int]]]:
    """Yield indices of `first`, each with those of `second` that share words, all in order.

    The rarest words count first. At most about twice `reach` go with one index; of a word that
    more items share, those that stand nearest in the order of the text. So the work is linear in
    the items. `wanted` are the indices that are looked at, by default all: each has what it has
    beside all others.
    """
    order = sorted(second)
    if not order:
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for index in order:
        for word in {*second[index]}:
            holders[word].append(index)
    rarest = sorted(holders.items(), key=lambda held: (len(held[1]), held[0]))
    rank = {word: number for number, (word, _) in enumerate(rarest)}
    half, size, many = reach // 2, len(order), len(first)
    for place, index in enumerate(sorted(first)):
        if wanted is not None and index not in wanted:
            continue
        seen: set[int] = set()
        here = order[place * size // many]
        for number in sorted({rank[word] for word in first[index] if word in rank}):
            found = rarest[number][1]
            if len(found) > half:
                middle = bisect_left(found, here)
                found = found[max(0, middle - half) : middle + half]
            seen.update(found)
            if len(seen) >= reach:
                break
        if seen:
            yield index, sorted(seen)


class Weights:
    """The rarer a word is among the labels at hand, the more it says; whole numbers only."""

    def __init__(self, labels: Iterable[Collection[str]]) -> None:
        self._labels = list(labels)
        self._counts = Counter(word for label in self._labels for word in label)
        self._whole: dict[frozenset[str], int] = {}

    def of(self, label: Iterable[str]) -> int:
        """Return the weight of all words of a label."""
        total, counts = len(self._labels), self._counts
        return sum([(total // (counts[word] or 1)).bit_length() for word in label])

    def shares(self, first: frozenset[str], second: frozenset[str]) -> tuple[int, int]:
        """Return, 0 to 100, what two labels share of both, and of the shorter one."""
        both = self.of(first & second)
        if not both:
            return 0, 0
        for label in (first, second):
            if label not in self._whole:
                self._whole[label] = self.of(label)
        one, other = self._whole[first], self._whole[second]
        return 200 * both // (one + other), 100 * both // min(one, other)


# ---------------------------------------------------------------- words without their endings

_ENDINGS: Final = ("ing", "ed")


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    word = american(irregular_verbs().get(word, word))
    for ending in _ENDINGS:
        body = word[: -len(ending)]
        if word.endswith(ending) and len(body) > 2 and not set("aeiouy").isdisjoint(body):
            # "planned" is "plan", but "called" is "call" and "passed" is "pass"
            return body[:-1] if body[-1] == body[-2] and body[-1] not in "aeoulsz" else body
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@lru_cache(maxsize=65_536)
def stems(text: str | None) -> frozenset[str]:
    """Return the content words without plural, past and -ing endings: "held" is "hold"."""
    return frozenset() if text is None else frozenset(map(_stem, words(text)))


_STATUS_WORDS: Final = read_classes("data/word_classes.tsv", ("status",))["status"]


@lru_cache(maxsize=16_384)
def title_stems(title: str) -> frozenset[str]:
    """Return the words that name a happening, without those that say whether it has happened."""
    found = stems(title)
    return found - _STATUS_WORDS or found


_AMOUNT: Final = re.compile(
    r"[$€£¥₹][ \u00a0]?\d[\d.,]*(?:[ \u00a0]?(?:thousand|million|billion|trillion|mn?|bn)\b)?"
    r"|\b\d[\d.,]*[ \u00a0](?:thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def unpriced(title: str) -> frozenset[str]:
    """Return the words that name a happening, whatever sum stands in its title."""
    return title_stems(_AMOUNT.sub(" ", title)) or title_stems(title)


# ---------------------------------------------------------------- words of two wordings

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+|\s+|.", re.DOTALL)


def word_marks(old: str, new: str) -> tuple[tuple[str, str, str], ...]:
    """Return (mark, old words, new words) runs: = kept, - taken out, + put in, ~ replaced.

    All old words joined are the old text, all new words the new one. Numbers are one word.
    Blanks between two changed words count as changed, so that a run reads as it was written.
    """
    if new < old:
        turned = {"-": "+", "+": "-"}
        return tuple((turned.get(mark, mark), b, a) for mark, a, b in word_marks(new, old))
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    numbers: dict[str, int] = {}
    codes = [[numbers.setdefault(t, len(numbers)) for t in tokens] for tokens in (left, right)]
    runs: list[tuple[bool, str, str]] = []
    blocks = Levenshtein.opcodes(codes[0], codes[1])
    for place, block in enumerate(blocks):
        one = "".join(left[block.src_start : block.src_end])
        other = "".join(right[block.dest_start : block.dest_end])
        inner = 0 < place < len(blocks) - 1
        same = block.tag == "equal" and not (inner and one.isspace())
        if runs and runs[-1][0] == same:
            runs[-1] = same, runs[-1][1] + one, runs[-1][2] + other
        else:
            runs.append((same, one, other))
    return tuple((_mark(same, one, other), one, other) for same, one, other in runs)


def _mark(same: bool, old: str, new: str) -> str:
    if same:
        return "="
    if not old:
        return "+"
    return "~" if new else "-"
