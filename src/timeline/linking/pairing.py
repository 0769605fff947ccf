"""Pair the items of two sides one to one: equal ones, equal names, then best scores first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from timeline.alignment import Item, Pair, common, content_key

Found = dict[Pair, tuple[int, str]]
"""Score and reason by the pair of indices."""


def content_keys(items: Sequence[Item]) -> list[Hashable]:
    """Return what is equal for items of equal content."""
    return [*map(content_key, items)]


class Matcher:
    """What is still without a partner on both sides, and what has been found."""

    def __init__(
        self, first: Sequence[Item], second: Sequence[Item], *strangers: Callable[[Pair], bool]
    ) -> None:
        self.first = dict.fromkeys(range(len(first)))
        self.second = dict.fromkeys(range(len(second)))
        self.sizes = len(first), len(second)
        self.found: Found = {}
        self._refusals = [*strangers]

    @property
    def left(self) -> tuple[list[int], list[int]]:
        """What has no partner yet, on either side, in order."""
        return [*self.first], [*self.second]

    def link(self, pair: Pair, score: int, reason: str) -> None:
        """Link a pair, unless one of the two has a partner or they are strangers."""
        if not (pair[0] in self.first and pair[1] in self.second):
            return
        for refuses in self._refusals:
            if refuses(pair):
                return
        del self.first[pair[0]], self.second[pair[1]]
        self.found[pair] = score, reason

    def refuse(self, strangers: Callable[[Pair], bool]) -> None:
        """Refuse from now on to link pairs of which a function says that they are strangers."""
        self._refusals.append(strangers)

    def part(self, pair: Pair) -> None:
        """Undo a link."""
        del self.found[pair]
        self.first[pair[0]] = self.second[pair[1]] = None

    def link_groups(
        self, first: Mapping[int, Hashable], second: Mapping[int, Hashable], reason: str
    ) -> None:
        """Link what has the same key on both sides, in order; keys are by index, in order."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in reversed(second):
            if j in self.second:
                waiting[second[j]].append(j)
        for i, key in first.items():
            if i in self.first and (left := waiting.get(key)):
                self.link((i, left.pop()), 100, reason)

    def link_equal(self, first: Sequence[Hashable], second: Sequence[Hashable]) -> None:
        """Link what is equal: what keeps its order, then what has moved."""
        for pair in common(first, second):
            self.link(pair, 100, "equal content")
        self.link_groups(dict(enumerate(first)), dict(enumerate(second)), "equal content")

    def link_best(
        self,
        scored: Iterable[tuple[int, Pair, str]],
        apart: Callable[[Pair], int] | None = None,
    ) -> None:
        """Link by score; of equal ones the least apart, then those at the most alike place."""
        many, more = self.sizes
        rows = [
            (
                -score,
                0 if apart is None else apart((i, j)),
                abs(i * more - j * many),
                (i, j),
                place,
                reason,
            )
            for place, (score, (i, j), reason) in enumerate(scored)
        ]
        rows.sort()
        for score, _, _, pair, _, reason in rows:
            if pair[0] in self.first and pair[1] in self.second:
                self.link(pair, min(-score, 100), reason)
