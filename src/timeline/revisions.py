"""Find what two editions state differently of one series for one period, whatever has come since.

The rows of a delta go one to one, so that the latest value is told to follow the latest one. What
became of the years before it is told here: period by period, and not by the place in a list.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from timeline.alignment import Pair, stems
from timeline.changes import PRICES, figure_change, name_figure_change
from timeline.keys import figure_keys
from timeline.measurement import in_base
from timeline.model import Figure, Link, Revision, Snapshot
from timeline.text import normal

_SURE, _EQUAL = "same thing measured", "equal content"
"""Reasons of links that say what a figure is, and that nothing became of it."""
_NOTE: Final = re.compile(r"(?:^|[\s(])note\b.*", re.IGNORECASE | re.DOTALL)
_DEFINED: Final = re.compile(
    r"\b(?:data|figures?|estimates?|values?)\s+(?:(?:are|is)\s+)?"
    r"(?:for|include|includes|exclude|excludes|refer to|cover|covers)\s+[^.;\n]{1,80}",
    re.IGNORECASE,
)


def find_revisions(
    before: Snapshot, after: Snapshot, links: Sequence[Link]
) -> tuple[Revision, ...]:
    """Return the revised values in the order of the later edition, given the links of figures.

    Of two values that one edition states for one period, only one that is linked is compared:
    their label leaves out what tells them apart. What agrees at the coarser step is no revision.
    """
    pairs = {pair for pair in _comparable(before, after, links) if _revised(before, after, pair)}
    if not pairs:
        return ()
    keys = figure_keys(before.imprint, before.figures)
    series = _Series(before)
    return tuple(
        Revision(
            series=keys[series.first(i)],
            before=before.figures[i],
            after=after.figures[j],
            basis=_bases(before, after, (i, j)),
        )
        for j, i in sorted((j, i) for i, j in pairs)
    )


def told_basis(snapshot: Snapshot, figure: Figure) -> str | None:
    """Return the basis of a figure of a snapshot, as `basis_of` tells it."""
    return basis_of(figure, snapshot.sentence(figure))


def basis_of(figure: Figure, sentence: str | None) -> str | None:
    """Return the price year or definition that a figure, its sentence or a note below it prints."""
    texts = (figure.measure, figure.scope, figure.period_text, sentence)
    found = [basis for text in texts if text and (basis := _basis_in(text)) is not None]
    return found[0] if found else None


@lru_cache(maxsize=4_096)
def _basis_in(text: str) -> str | None:
    if (match := PRICES.search(text)) is not None:
        return " ".join(match[0].split())
    note = _NOTE.search(text)
    defined = None if note is None else _DEFINED.search(note[0])
    return None if defined is None else " ".join(defined[0].split())


def is_rebased(before: Snapshot, after: Snapshot, old: Figure, new: Figure) -> bool:
    """Tell whether two figures print different price years or definitions."""
    one, other = told_basis(before, old), told_basis(after, new)
    return one is not None and other is not None and plain_basis(one) != plain_basis(other)


def plain_basis(basis: str) -> str:
    """Return a price year without the words that make no other one of it."""
    return normal(basis).replace("current year ", "current ").replace(" us ", " ").replace(".", "")


# ---------------------------------------------------------------- one series, one period


def _comparable(before: Snapshot, after: Snapshot, links: Sequence[Link]) -> Iterator[Pair]:
    """Yield the figures of linked series that are about one time, and the linked ones that are.

    What is linked for its equal content tells of nothing that was revised.
    """
    stated = _Series(before), _Series(after)
    votes: Counter[tuple[Hashable, Hashable]] = Counter()
    for item in links:
        if item.reason == _EQUAL:
            continue
        old, new = before.figures[item.before], after.figures[item.after]
        if _time(old) is not None and _time(old) == _time(new) and _is_one_thing(item, old, new):
            yield item.before, item.after
        if _is_sure(item, old, new) and stems(old.scope) == stems(new.scope):
            votes[stated[0].name(item.before), stated[1].name(item.after)] += 1
    for one, other in _mutual(votes):
        those = stated[1].times(other)
        for time, places in stated[0].times(one).items():
            if len(places) == 1 and len(those.get(time, ())) == 1:
                yield places[0], those[time][0]


def _is_sure(item: Link, old: Figure, new: Figure) -> bool:
    """Tell whether a link says more than that two figures stand in one place."""
    fields = "field" in old.rules and "field" in new.rules
    return fields or item.reason == _SURE or stems(old.measure) == stems(new.measure)


def _is_one_thing(item: Link, old: Figure, new: Figure) -> bool:
    """Tell whether two linked labels do not name two things, but maybe two makes of one."""
    one, other = stems(old.measure), stems(new.measure)
    if item.reason == _SURE or one <= other or other <= one:
        return True
    return "redefined" in figure_change(old, new)[1]


def _mutual(
    votes: Counter[tuple[Hashable, Hashable]],
) -> Iterator[tuple[Hashable, Hashable]]:
    """Yield the series that have more links with each other than either has with a third one."""
    best: dict[tuple[int, Hashable], list[int]] = defaultdict(list)
    for (one, other), count in votes.items():
        best[0, one].append(count)
        best[1, other].append(count)
    for (one, other), count in votes.items():
        if all(
            max(counts) == count and counts.count(count) == 1
            for counts in (best[0, one], best[1, other])
        ):
            yield one, other


class _Series:
    """The series of one edition: figures that differ in their times alone."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._alike: dict[Hashable, list[int]] = defaultdict(list)
        for place, figure in enumerate(snapshot.figures):
            self._alike[self._label(figure)].append(place)

    @staticmethod
    def _label(figure: Figure) -> Hashable:
        return stems(figure.measure.removesuffix(", total")), figure.kind, figure.quantity.per

    def name(self, place: int) -> Hashable:
        """Return what the figures of a series have in common.

        One word names a series only within its paragraph, a field only below its heading.
        """
        figure = self._snapshot.figures[place]
        label = self._label(figure)
        around = (figure.scope, figure.whole, figure.subject, figure.counterpart)
        where: Hashable = None
        if figure.passage is not None:
            passage = self._snapshot.passages[figure.passage]
            if "field" in figure.rules or passage.labels:
                where = passage.path[-1:]
            elif len(stems(figure.measure)) < 2:
                where = passage.block
        unit = in_base(figure.quantity.value, figure.quantity.unit)[1]
        return label, *map(stems, around), unit, where

    def places(self, name: Hashable) -> list[int]:
        """Return the places of the figures of a series, in order."""
        label = name[0] if isinstance(name, tuple) else name
        return [place for place in self._alike[label] if self.name(place) == name]

    def first(self, place: int) -> int:
        """Return the place of the first figure of the series that a figure is of."""
        return self.places(self.name(place))[0]

    def times(self, name: Hashable) -> dict[Hashable, list[int]]:
        """Return the places of the figures of a series by time, each value once."""
        found: dict[Hashable, list[int]] = defaultdict(list)
        seen: set[Hashable] = set()
        for place in self.places(name):
            figure = self._snapshot.figures[place]
            time = _time(figure)
            value = time, in_base(figure.quantity.value, figure.quantity.unit), figure.direction
            if time is not None and value not in seen:
                seen.add(value)
                found[time].append(place)
        return found


def _time(figure: Figure) -> Hashable | None:
    when = figure.period or figure.as_of
    return None if when is None else (when.first, when.last, normal(figure.base or ""))


def _revised(before: Snapshot, after: Snapshot, pair: Pair) -> bool:
    return name_figure_change(before.figures[pair[0]], after.figures[pair[1]]) == "restated"


def _bases(before: Snapshot, after: Snapshot, pair: Pair) -> tuple[str | None, str | None] | None:
    """Return what both editions print of a price year or definition; their labels, redefined."""
    old, new = before.figures[pair[0]], after.figures[pair[1]]
    found = told_basis(before, old), told_basis(after, new)
    if found == (None, None) and "redefined" in figure_change(old, new)[1]:
        return old.measure, new.measure
    return None if found == (None, None) else found
