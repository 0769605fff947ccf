"""Link the figures of two editions: the same thing measured, whatever the value.

Where both editions have their text, the passage that a figure stands in says most: figures of
linked passages come first, and from passage to passage only a telling label makes a link ("states"
and "migrants" are in every other sentence of a long report).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Final

from timeline.alignment import Pair, Weights, candidates, stems
from timeline.linking.cell_figures import tell_strange_figures
from timeline.linking.indicators import link_indicators
from timeline.linking.leading_values import link_leading
from timeline.linking.pairing import Found, Matcher, content_keys
from timeline.linking.prose_figures import DWARFED
from timeline.linking.rows_in_prose import link_rows
from timeline.linking.telling_units import COMMON_UNITS, link_by_units
from timeline.measurement import dimension, in_base
from timeline.model import Figure, Passage, Snapshot
from timeline.text import normal


class _Labels:
    """What names a figure, in words without endings."""

    def __init__(self, figure: Figure, passage: Passage | None, place: int | None) -> None:
        quantity = figure.quantity
        self.place = place
        self.has_text = passage is not None
        self.section = _section(passage)
        self.block = dimension(quantity.unit), quantity.per, figure.kind
        self.unit = quantity.unit
        self.in_prose = "field" not in figure.rules
        self.measure = _measure(figure)
        self.scope = stems(figure.scope)
        self.around = tuple(map(stems, (figure.subject, figure.counterpart, figure.whole)))
        self.value = quantity.value
        self.size = in_base(quantity.value, quantity.unit)
        when = figure.period or figure.as_of
        self.days = None if when is None else (when.first, when.last)
        self.name = (self.block, self.unit, self.measure, self.scope, self.around)

    def near(self, other: _Labels) -> bool:
        """Tell whether two figures stand in passages that are linked."""
        return self.place is not None and self.place == other.place

    def dwarfs(self, other: _Labels) -> bool:
        """Tell whether one of two amounts of prose is far too large to be the other's thing."""
        if not (self.in_prose and other.in_prose) or self.size[1] != other.size[1]:
            return False
        low, high = sorted((abs(self.size[0]), abs(other.size[0])))
        return bool(low) and high > low * DWARFED

    def is_stranger(self, other: _Labels) -> bool:
        """Tell whether two bare numbers of far other size have at most one word in common."""
        words = len(self.measure & other.measure)
        return words < 2 and self.unit is None and self.dwarfs(other)

    def threshold(self, other: _Labels) -> int:
        """Return the score from which two labels are taken for one measure."""
        if self.unit != other.unit:
            return 85
        if self.has_text and other.has_text and not self.near(other):
            return 80
        common_unit = self.unit in COMMON_UNITS or self.block[0] == "money"
        return 70 if common_unit else 58

    def evidence(self, other: _Labels) -> int:
        """Return what speaks for, and against, beside the words of the measure."""
        strangers = sum(
            1 for a, b in zip(self.around, other.around, strict=True) if a and b and not a & b
        )
        return (
            (4 if self.days == other.days else 0)
            + (4 if self.value == other.value or self.size == other.size else 0)
            + (4 if self.section == other.section else 0)
            - 15 * (strangers + self.dwarfs(other))
        )


_LabelsOf = dict[int, _Labels]
_ANYWHERE: Final = (("name", "section", "days"), ("name", "days"), ("name", "section"), ("name",))
"""What must agree for two figures to be the same, the most telling first."""


def _measure(figure: Figure) -> frozenset[str]:
    """Return the words of what is measured; the total of a thing is that thing."""
    return stems(figure.measure.removesuffix(", total"))


def _labels(snapshot: Snapshot, places: Mapping[int, int], left: Iterable[int]) -> _LabelsOf:
    labels = {}
    for i in left:
        figure = snapshot.figures[i]
        at = figure.passage
        passage = None if at is None else snapshot.passages[at]
        labels[i] = _Labels(figure, passage, None if at is None else places.get(at))
    return labels


_SURE: Final = 30
"""The score from which on two passages tell of one thing, so that what they hold does too."""
_MANY_DIGITS: Final = 4
"""Digits from which on a value tells by itself what it is; one more, and whatever the unit."""


def _places(passages: Collection[Pair]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the place that linked passages share, on either side: that of the first of them."""
    first: dict[int, int] = {}
    second: dict[int, int] = {}
    for i, j in sorted(passages):
        first[i] = second[j] = min(first.get(i, i), second.get(j, i))
    return first, second


def _section(passage: Passage | None) -> tuple[str, ...]:
    if passage is None:
        return ()
    return tuple(map(normal, (*passage.path[-1:], *passage.labels)))


def link_figures(before: Snapshot, after: Snapshot, passages: Mapping[Pair, int]) -> Found:
    """Return the links, given those of the passages with their scores.

    Scopes are crossed last, units seldom, dimension, per-unit and kind never.
    """
    matcher = Matcher(before.figures, after.figures)
    matcher.link_equal(content_keys(before.figures), content_keys(after.figures))
    if not (matcher.first and matcher.second):
        return matcher.found
    matcher.refuse(tell_strange_figures(before, after))
    _link_cells(matcher, before, after)
    places = _places([pair for pair, score in passages.items() if score >= _SURE])
    link_leading(matcher, (before.figures, after.figures), places)
    old = _labels(before, places[0], matcher.first)
    new = _labels(after, places[1], matcher.second)
    link_indicators(matcher, before, after, lambda pair: old[pair[0]].near(new[pair[1]]))
    matcher.refuse(lambda pair: old[pair[0]].is_stranger(new[pair[1]]))
    _link_in_place(matcher, old, new)
    link_rows(matcher, before, after)
    telling = (
        _telling(before, {k: old[k] for k in matcher.first}),
        _telling(after, {k: new[k] for k in matcher.second}),
    )
    _link_anywhere(matcher, old, new, telling)
    if not (matcher.first and matcher.second):
        return matcher.found
    link_by_units(matcher, before, after)
    return matcher.found


def _link_cells(matcher: Matcher, before: Snapshot, after: Snapshot) -> None:
    """Link the cells of a table by their heads: what is measured in which unit, and when."""
    keys = []
    for snapshot in (before, after):
        headed = (
            i
            for i, figure in enumerate(snapshot.figures)
            if figure.passage is not None and snapshot.passages[figure.passage].labels
        )
        labels = _labels(snapshot, {}, headed)
        cells = {i: (of.name, of.days) for i, of in labels.items() if of.days is not None}
        keys.append(_once(cells))
    matcher.link_groups(keys[0], keys[1], "same measure, unit and period")


def _link_in_place(matcher: Matcher, old: _LabelsOf, new: _LabelsOf) -> None:
    """Link the figures of linked passages: by name, unit, likeness, order and value."""
    placed = [
        {k: label for k in left if (label := side[k]).place is not None}
        for side, left in zip((old, new), matcher.left, strict=True)
    ]
    dated = [
        {k: (v.name, v.place, v.days) for k, v in side.items() if v.days and v.in_prose}
        for side in placed
    ]
    matcher.link_groups(dated[0], dated[1], "same measure and unit")
    names = [{k: (v.name, v.place) for k, v in side.items()} for side in placed]
    matcher.link_groups(names[0], names[1], "same measure and unit")
    uniform = [
        _uniform({k: side[k] for k in left if k in side})
        for side, left in zip(placed, matcher.left, strict=True)
    ]
    strangers = _strange_sums(placed[0], uniform[0], placed[1], uniform[1])
    akin = [{k: key for k, key in side.items() if key not in strangers} for side in uniform]
    matcher.link_groups(akin[0], akin[1], "same place and unit")
    if matcher.first and matcher.second:
        ranks = _ranks(old), _ranks(new)
        _link_alike(matcher, old, new, lambda pair: abs(ranks[0][pair[0]] - ranks[1][pair[1]]))
    for pair in _next(matcher, old, new):
        matcher.link(pair, 60, "same unit, beside a linked one")
    for key, reason in (
        (_sized_in_place, "same value in one place"),
        (_in_place, "same value in one place"),
        (_exact, "same value"),
    ):
        keys = [
            _once({k: value for k in left if (value := key(labels[k]))})
            for labels, left in zip((old, new), matcher.left, strict=True)
        ]
        matcher.link_groups(keys[0], keys[1], reason)


def _link_anywhere(
    matcher: Matcher, old: _LabelsOf, new: _LabelsOf, telling: tuple[_LabelsOf, _LabelsOf]
) -> None:
    """Link figures wherever they stand, by labels that tell enough."""
    for parts in _ANYWHERE:
        name = attrgetter(*parts)
        names = [{k: name(label) for k, label in side.items()} for side in telling]
        matcher.link_groups(names[0], names[1], "same measure and unit")
    _link_alike(matcher, old, new)


def _link_alike(
    matcher: Matcher, old: _LabelsOf, new: _LabelsOf, apart: Callable[[Pair], int] | None = None
) -> None:
    """Link by likeness, other scopes last: in linked passages where `apart` is given, else not."""
    for other_scope in (False, True):
        rows = _alike_figures(matcher, old, new, in_place=apart is not None)
        crossing = (row for row in rows if _crosses(old, new, row[1]) == other_scope)
        matcher.link_best(crossing, apart)


def _next(matcher: Matcher, old: _LabelsOf, new: _LabelsOf) -> Iterator[Pair]:
    """Yield what stands beside linked figures in linked passages, counted in one telling unit."""
    for i, j in sorted(matcher.found):
        for step in (1, -1):
            one, other = old.get(i + step), new.get(j + step)
            if one is None or other is None or one.unit in COMMON_UNITS:
                continue
            same = one.near(other) and one.block == other.block and one.scope == other.scope
            if same and one.unit == other.unit:
                yield i + step, j + step


def _ranks(labels: Mapping[int, _Labels]) -> dict[int, int]:
    """Return which figure of its kind and unit in its place each figure is that has one, from 0."""
    counts: Counter[Hashable] = Counter()
    ranks = {}
    for i, label in labels.items():
        if label.place is not None:
            key = label.place, label.block, label.unit
            ranks[i] = counts[key]
            counts[key] += 1
    return ranks


def _sized_in_place(label: _Labels) -> Hashable:
    """Return what tells a figure from the others of its place, in whatever unit it is printed."""
    return None if label.place is None else (label.place, label.block, label.size)


def _in_place(label: _Labels) -> Hashable:
    """Return what tells a figure from the others of its place, whatever it counts."""
    return None if label.place is None else (label.place, label.block, label.value)


def _exact(label: _Labels) -> Hashable:
    """Return a value that has so many digits that it tells by itself what it is."""
    digits = len(label.value.normalize().as_tuple().digits)
    if digits < _MANY_DIGITS:
        return None
    return label.block, label.value, label.unit if digits == _MANY_DIGITS else None


def _once(keys: Mapping[int, Hashable]) -> dict[int, Hashable]:
    """Return the keys that only one figure has."""
    counts = Counter(keys.values())
    return {i: key for i, key in keys.items() if counts[key] == 1}


def _uniform(labels: Mapping[int, _Labels]) -> dict[int, Hashable]:
    """Return the figures whose place holds one measure of their unit: that is what it tells of."""
    measures: dict[Hashable, set[frozenset[str]]] = defaultdict(set)
    keys = {i: (label.place, label.block, label.unit, label.scope) for i, label in labels.items()}
    for i, key in keys.items():
        measures[key].add(labels[i].measure)
    return {i: key for i, key in keys.items() if len(measures[key]) == 1}


def _is_sum(label: _Labels) -> bool:
    """Tell whether a figure is money, also in a currency that only its country would tell."""
    size, _, kind = label.block
    return size == "money" or (size == "count" and kind == "level")


def _strange_sums(
    old: Mapping[int, _Labels], before: Mapping[int, Hashable],
    new: Mapping[int, _Labels], after: Mapping[int, Hashable],
) -> set[Hashable]:  # fmt: skip
    """Return the places whose sums have long names without a word in common: of two payers."""
    names = {key: old[i].measure for i, key in before.items() if _is_sum(old[i])}
    others = {key: new[i].measure for i, key in after.items()}
    return {
        key
        for key, name in names.items()
        if key in others and min(len(name), len(others[key])) > 1 and name.isdisjoint(others[key])
    }


def _telling(snapshot: Snapshot, labels: _LabelsOf) -> _LabelsOf:
    """Return the figures whose label alone tells what they measure.

    Without a text all count. With one, the label has two words, or is found once in the edition
    and counts what few others do.
    """
    counts = Counter(map(_measure, snapshot.figures))
    return {
        i: label
        for i, label in labels.items()
        if not label.has_text
        or len(label.measure) > 1
        or (counts[label.measure] == 1 and label.unit not in COMMON_UNITS)
    }


def _crosses(old: _LabelsOf, new: _LabelsOf, pair: Pair) -> bool:
    return old[pair[0]].scope != new[pair[1]].scope


def _alike_figures(
    matcher: Matcher, old: _LabelsOf, new: _LabelsOf, *, in_place: bool
) -> Iterator[tuple[int, Pair, str]]:
    blocks: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in matcher.first:
        blocks[old[i].block][0].append(i)
    for j in matcher.second:
        blocks[new[j].block][1].append(j)
    for first, second in blocks.values():
        weights = Weights(
            label.measure | _unit_word(label)
            for label in (*(old[i] for i in first), *(new[j] for j in second))
        )
        for i, j in candidates(
            {i: old[i].measure for i in first}, {j: new[j].measure for j in second}
        ):
            near = old[i].near(new[j])
            if near != in_place or not (near or _enough(old[i], new[j])):
                continue
            row = _compare(old[i], new[j], weights)
            if row is not None:
                yield row[0], (i, j), row[1]


def _enough(old: _Labels, new: _Labels) -> bool:
    """Tell whether labels of two passages share enough to be compared: two words."""
    return not (old.has_text and new.has_text) or len(old.measure & new.measure) > 1


def _unit_word(label: _Labels) -> frozenset[str]:
    return frozenset({f"unit {label.unit}"})


def _compare(old: _Labels, new: _Labels, weights: Weights) -> tuple[int, str] | None:
    unit = _unit_word(old) & _unit_word(new)
    both, shorter = weights.shares(old.measure | unit, new.measure | unit)
    score = (2 * both + shorter) // 3 + old.evidence(new)
    if score < old.threshold(new):
        return None
    reason = {
        (True, True): "same measure and unit",
        (True, False): "same measure, other unit",
        (False, True): "same unit, similar label",
        (False, False): "similar label, other unit",
    }[old.measure == new.measure, old.unit == new.unit]
    return score, reason if old.scope == new.scope else f"{reason}, other scope"
