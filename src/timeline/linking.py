"""Find the same figure, event and passage in two editions, each link with score and reason.

Links are one to one. What has equal content is linked first, in the order of the text, so that
an edition compared with itself shows no change; then what names the same thing; then what is
alike enough, best pairs first. Dimension, per-unit and kind of a figure are never crossed, and
another scope only where no better partner is left. Linking either way round gives the same links.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final

from rapidfuzz.distance import Indel

from timeline.alignment import (
    Item,
    Pair,
    Weights,
    candidates,
    common,
    content_key,
    stems,
    swapped,
    title_stems,
)
from timeline.model import Event, Figure, Link, Links, Passage, Snapshot
from timeline.text import normal, words
from timeline.values import Period

Found = dict[Pair, tuple[int, str]]
"""Score and reason by the pair of indices."""


def link(before: Snapshot, after: Snapshot) -> Links:
    """Return the links between two snapshots, each list in the order of `before`."""
    return Links(
        figures=_either_way(_figures, before, after, before.figures, after.figures),
        events=_either_way(_events, before, after, before.events, after.events),
        passages=_either_way(_passages, before, after, before.passages, after.passages),
    )


def _either_way(
    find: Callable[[Snapshot, Snapshot], Found],
    before: Snapshot,
    after: Snapshot,
    old: Sequence[Item],
    new: Sequence[Item],
) -> tuple[Link, ...]:
    if swapped(old, new):
        found = {(i, j): value for (j, i), value in find(after, before).items()}
    else:
        found = find(before, after)
    return tuple(Link(i, j, score, reason) for (i, j), (score, reason) in sorted(found.items()))


class _Sides:
    """What is still without a partner on both sides, and what has been found."""

    def __init__(self, first: Sequence[Item], second: Sequence[Item]) -> None:
        self.first = dict.fromkeys(range(len(first)))
        self.second = dict.fromkeys(range(len(second)))
        self.sizes = len(first), len(second)
        self.found: Found = {}

    def take(self, pair: Pair, score: int, reason: str) -> None:
        """Link a pair, unless one of the two has a partner."""
        if pair[0] in self.first and pair[1] in self.second:
            del self.first[pair[0]], self.second[pair[1]]
            self.found[pair] = score, reason

    def take_groups(
        self, first: Sequence[Hashable], second: Sequence[Hashable], reason: str
    ) -> None:
        """Link what has the same key on both sides, in order."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in reversed(self.second):
            waiting[second[j]].append(j)
        for i in list(self.first):
            if waiting.get(first[i]):
                self.take((i, waiting[first[i]].pop()), 100, reason)

    def take_equal(self, first: Sequence[Hashable], second: Sequence[Hashable]) -> None:
        """Link what is equal: what keeps its order, then what has moved."""
        for pair in common(first, second):
            self.take(pair, 100, "equal content")
        self.take_groups(first, second, "equal content")

    def take_best(self, scored: Iterable[tuple[int, Pair, str]]) -> None:
        """Link by score; of equal ones those that stand at the most alike place."""
        many, more = self.sizes

        def rank(row: tuple[int, Pair, str]) -> tuple[int, int, Pair]:
            score, (i, j), _ = row
            return -score, abs(i * more - j * many), (i, j)

        for score, pair, reason in sorted(scored, key=rank):
            self.take(pair, min(score, 100), reason)


# ---------------------------------------------------------------- figures

_DIMENSIONS: Final = {
    unit: dimension
    for dimension, units in {
        "percent": "percent, percentage point, basis point",
        "rank": "rank",
        "length": "mile, kilometer, kilometre, km, meter, metre, foot, nautical mile, centimeter",
        "area": "square mile, square kilometer, square kilometre, sq km, hectare, acre",
        "volume": "barrel, gallon, liter, litre, cubic meter, cubic metre, cubic foot",
        "mass": "ton, tonne, metric ton, kilogram, pound, ounce",
        "time": "year, month, week, day, hour, minute, second, decade, century",
        "energy": "kilowatt-hour, kwh, british thermal unit, btu, joule",
        "power": "watt, kilowatt, megawatt, gigawatt",
    }.items()
    for unit in units.split(", ")
}
_COMMON_UNITS: Final = frozenset({None, "person", "percent", "rank", "year"})
"""Units that many measures share, so that the unit says little about which measure it is."""


def dimension(unit: str | None) -> str:
    """Return what kind of thing a unit counts: money, percent, rank, length, …, else count."""
    if unit is None:
        return "count"
    if len(unit) == 3 and unit.isascii() and unit.isupper():
        return "money"
    return _DIMENSIONS.get(unit, "count")


class _Labels:
    """What names a figure, in words without endings."""

    def __init__(self, figure: Figure, section: tuple[str, ...]) -> None:
        quantity = figure.quantity
        self.block = dimension(quantity.unit), quantity.per, figure.kind
        self.unit = quantity.unit
        self.measure = stems(figure.measure)
        self.scope = stems(figure.scope)
        self.around = tuple(map(stems, (figure.subject, figure.counterpart, figure.whole)))
        self.section = section
        self.value = quantity.value
        when = figure.period or figure.as_of
        self.days = None if when is None else (when.first, when.last)
        self.name = (self.block, self.unit, self.measure, self.scope, self.around)

    def threshold(self, other: _Labels) -> int:
        """Return the score from which two labels are taken for one measure."""
        if self.unit != other.unit:
            return 85
        common_unit = self.unit in _COMMON_UNITS or self.block[0] == "money"
        return 70 if common_unit else 58

    def extra(self, other: _Labels) -> int:
        """Return what speaks for, and against, beside the words of the measure."""
        strangers = sum(
            1 for a, b in zip(self.around, other.around, strict=True) if a and b and not a & b
        )
        return (
            (4 if self.days == other.days else 0)
            + (4 if self.value == other.value else 0)
            + (4 if self.section == other.section else 0)
            - 15 * strangers
        )


_NAMES: Final = (
    ("name", "section", "days"),
    ("name", "days"),
    ("name", "section"),
    ("name",),
)
"""What must agree for two figures to be the same, the most telling first."""


def _labels(snapshot: Snapshot) -> list[_Labels]:
    return [_Labels(figure, _section(snapshot, figure)) for figure in snapshot.figures]


def _section(snapshot: Snapshot, figure: Figure) -> tuple[str, ...]:
    if figure.passage is None:
        return ()
    passage = snapshot.passages[figure.passage]
    return tuple(map(normal, (*passage.path[-1:], *passage.labels)))


def _figures(before: Snapshot, after: Snapshot) -> Found:
    sides = _Sides(before.figures, after.figures)
    sides.take_equal(_keys(before.figures), _keys(after.figures))
    if not (sides.first and sides.second):
        return sides.found
    old, new = _labels(before), _labels(after)
    for parts in _NAMES:
        key = attrgetter(*parts)
        sides.take_groups([*map(key, old)], [*map(key, new)], "same measure and unit")
    for other_scope in (False, True):
        sides.take_best(_alike_figures(sides, old, new, other_scope))
    return sides.found


def _alike_figures(
    sides: _Sides, old: list[_Labels], new: list[_Labels], other_scope: bool
) -> Iterator[tuple[int, Pair, str]]:
    blocks: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in sides.first:
        blocks[old[i].block][0].append(i)
    for j in sides.second:
        blocks[new[j].block][1].append(j)
    for first, second in blocks.values():
        weights = Weights(
            label.measure | _unit_word(label)
            for label in (*(old[i] for i in first), *(new[j] for j in second))
        )
        for i, j in candidates(
            {i: old[i].measure for i in first}, {j: new[j].measure for j in second}
        ):
            row = _compare(old[i], new[j], weights)
            if row is not None and (old[i].scope != new[j].scope) == other_scope:
                yield row[0], (i, j), row[1]


def _unit_word(label: _Labels) -> frozenset[str]:
    return frozenset({f"unit {label.unit}"})


def _compare(old: _Labels, new: _Labels, weights: Weights) -> tuple[int, str] | None:
    both, shorter = weights.shares(old.measure | _unit_word(old), new.measure | _unit_word(new))
    score = (2 * both + shorter) // 3 + old.extra(new)
    if score < old.threshold(new):
        return None
    measure = "same measure" if old.measure == new.measure else "similar label"
    unit = "same unit" if old.unit == new.unit else "other unit"
    scope = "" if old.scope == new.scope else ", other scope"
    return score, f"{unit}, {measure}{scope}"


# ---------------------------------------------------------------- events

_ALIKE_ON_ONE_DATE: Final = {"day": 50, "month": 55}
"""From which likeness two titles of one date are one happening; 65 for longer periods."""
_ALIKE_REFINED, _ALIKE_REDATED = 65, 75
_PLANNED: Final = frozenset({"scheduled", "postponed"})
_YEAR: Final = 366


def _events(before: Snapshot, after: Snapshot) -> Found:
    sides = _Sides(before.events, after.events)
    sides.take_equal(_keys(before.events), _keys(after.events))
    if not (sides.first and sides.second):
        return sides.found
    old = [title_stems(event.title) for event in before.events]
    new = [title_stems(event.title) for event in after.events]
    sides.take_groups(
        [(title, *_date(event)) for title, event in zip(old, before.events, strict=True)],
        [(title, *_date(event)) for title, event in zip(new, after.events, strict=True)],
        "same title and date",
    )
    # all events count, linked ones too: they tell which dates the other edition states
    weights = Weights((*old, *new))
    pairs = [
        (weights.shares(old[i], new[j])[0], (i, j))
        for i, j in candidates(dict(enumerate(old)), dict(enumerate(new)))
    ]
    sides.take_best(_on_one_date(pairs, before, after))
    sides.take_best(_refined(pairs, before, after))
    sides.take_best(_redated(pairs, before, after))
    return sides.found


def _date(event: Event) -> tuple[Pair | None, str | None]:
    when = event.when
    return None if when is None else (when.first, when.last), event.recurrence


def _on_one_date(
    pairs: list[tuple[int, Pair]], before: Snapshot, after: Snapshot
) -> Iterator[tuple[int, Pair, str]]:
    for score, (i, j) in pairs:
        old, new = before.events[i], after.events[j]
        if _date(old) == _date(new):
            precision = None if old.when is None else old.when.precision
            if score >= _ALIKE_ON_ONE_DATE.get(precision or "", 65):
                yield score, (i, j), "same date, similar title"


def _refined(
    pairs: list[tuple[int, Pair]], before: Snapshot, after: Snapshot
) -> Iterator[tuple[int, Pair, str]]:
    for score, (i, j) in pairs:
        old, new = before.events[i].when, after.events[j].when
        if score >= _ALIKE_REFINED and old and new and (old.contains(new) or new.contains(old)):
            yield score, (i, j), "similar title, one date within the other"


def _redated(
    pairs: list[tuple[int, Pair]], before: Snapshot, after: Snapshot
) -> Iterator[tuple[int, Pair, str]]:
    """Yield what may be one happening under two dates: where neither edition states the other's."""
    rows = list(_on_one_date(pairs, before, after))
    stated_old, stated_new = {pair[0] for _, pair, _ in rows}, {pair[1] for _, pair, _ in rows}
    for score, (i, j) in pairs:
        if score < _ALIKE_REDATED or i in stated_old or j in stated_new:
            continue
        if _one_happening(before.events[i], after.events[j], score):
            yield score, (i, j), "similar title, other date"


def _one_happening(old: Event, new: Event, score: int) -> bool:
    """Tell whether statuses and dates allow one happening; the same either way round."""
    if "recurring" in (old.status, new.status) or old.recurrence or new.recurrence:
        return old.status == new.status
    if old.when is None or new.when is None or "cancelled" in (old.status, new.status):
        return True
    match old.status in _PLANNED, new.status in _PLANNED:
        case True, True:
            return True
        case True, False:
            return _kept(old.when, new.when)
        case False, True:
            return _kept(new.when, old.when)
    # two past dates are a correction, unless it is something that meets again and again
    return score == 100 and "meeting" not in (old.kind, new.kind)


def _kept(plan: Period, fact: Period) -> bool:
    """Tell whether what happened can be what was planned: not before it, nor a year after."""
    return plan.first <= fact.last and fact.first - plan.last < _YEAR


# ---------------------------------------------------------------- passages

_ALIKE_IN_PLACE, _ALIKE_ELSEWHERE = 60, 85


def _passages(before: Snapshot, after: Snapshot) -> Found:
    old, new = before.passages, after.passages
    sides = _Sides(old, new)
    for pair in common(_keys(old), _keys(new)):
        sides.take(pair, 100, "equal content")
    old_normal, new_normal = [*map(_normal, old)], [*map(_normal, new)]
    for first, second in _gaps(sides):
        texts = [old_normal[i] for i in first], [new_normal[j] for j in second]
        for i, j in common(*texts):
            sides.take((first[i], second[j]), 100, "same words")
    spine = sorted(sides.found)
    sides.take_groups(_keys(old), _keys(new), "equal content")
    sides.take_groups(old_normal, new_normal, "same words")
    sides.take_best(_alike_passages(sides, old, new, spine))
    return sides.found


def _sort(passage: Passage) -> str:
    return passage.kind if passage.kind in ("heading", "boilerplate") else "body"


def _normal(passage: Passage) -> tuple[str, str]:
    return _sort(passage), normal(passage.quote.text)


def _gaps(sides: _Sides) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is left on both sides between neighbouring links, in order."""
    i = j = 0
    for end_i, end_j in [*sorted(sides.found), sides.sizes]:
        if i < end_i and j < end_j:
            yield [*range(i, end_i)], [*range(j, end_j)]
        i, j = end_i + 1, end_j + 1


def _alike_passages(
    sides: _Sides, old: Sequence[Passage], new: Sequence[Passage], spine: list[Pair]
) -> Iterator[tuple[int, Pair, str]]:
    """Yield similar passages, those between the same links of the spine more readily."""
    first = {i: words(old[i].quote.text) for i in sides.first}
    second = {j: words(new[j].quote.text) for j in sides.second}
    left, right = [i for i, _ in spine], [j for _, j in spine]
    place_old = {i: bisect_left(left, i) for i in first}
    place_new = {j: bisect_left(right, j) for j in second}
    for i, j in candidates(first, second, reach=16):
        if _sort(old[i]) != _sort(new[j]):
            continue
        least = _ALIKE_IN_PLACE if place_old[i] == place_new[j] else _ALIKE_ELSEWHERE
        alike = Indel.normalized_similarity(first[i], second[j], score_cutoff=least / 100)
        if alike:
            yield round(alike * 100), (i, j), "similar words"


def _keys(items: Sequence[Item]) -> list[Hashable]:
    return [content_key(item) for item in items]
