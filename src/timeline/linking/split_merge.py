"""Link the further parts of fields that were split or merged.

A field without a partner is part of one on the other side where its label, and what it holds, are
found in that one. Where one part is known, fields that are named or placed like it need less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from timeline.alignment import Pair, Weights, candidates, stems
from timeline.linking.fields import Field

_Row = tuple[int, "_Half", int, int]
"""Score, direction, part, whole."""
_ROOT: Final = 5
"""Letters that words of one root share: proved and proven, production and produced."""
_INSIDE, _AKIN = 60, 30
_BASE, _MOVED = 60, 50
_LINE_OF_PART, _PART_OF_LINE = 60, 50
_RUN, _LEAST_RUNS = 4, 2
"""Words in a row, and such runs, that only two fields have: they say where a text has gone."""
_LIKE_OTHERS: Final = 40
"""The score of what is part of a field because others like it are."""


class _Half:
    """One direction: fields without a partner (`lone`) as parts of fields of the other side.

    `wholes` are the fields of the other side, `partner` the links from a whole to a field on the
    side of the parts; `base` grows: the whole that each part has been found to belong to, and
    `parted`: the wholes that have parts.
    """

    def __init__(
        self, own: Mapping[int, Field], wholes: Mapping[int, Field], found: Iterable[Pair]
    ) -> None:
        self.own, self.wholes = own, wholes
        self.partner = {at: place for at, place in found if at in wholes and place in own}
        self.owner = {place: at for at, place in self.partner.items()}
        self.lone = {place: field for place, field in own.items() if place not in self.owner}
        self.base: dict[int, int] = {}
        self.parted: set[int] = set()
        self.families: dict[str, list[int]] = defaultdict(list)
        """Fields whose labels begin alike: "Power - exports", "Power - imports"."""
        for place, field in own.items():
            if prefix := _prefix(field):
                self.families[prefix].append(place)

    def record(self, part: int, whole: int) -> None:
        """Note that a field has been found to be part of another."""
        self.base[part] = whole
        self.parted.add(whole)

    def kept(self, whole: int) -> Field | None:
        """Return what a whole has become by itself."""
        return self.own.get(self.partner.get(whole, -1))

    def gives(self, whole: int) -> bool:
        """Tell whether a whole has parts, or another label on the other side."""
        kept = self.kept(whole)
        renamed = kept is not None and kept.label != self.wholes[whole].label
        return renamed or whole in self.parted

    def left(self, places: Iterable[int]) -> list[int]:
        """Return which of some fields belong to nothing yet."""
        return [place for place in places if place in self.lone and place not in self.base]

    def homes(self, places: Iterable[int]) -> set[int]:
        """Return the wholes that some fields are linked to."""
        found = (self.base.get(place, self.owner.get(place)) for place in places)
        return {home for home in found if home is not None}


def parts(
    old: Mapping[int, Field], new: Mapping[int, Field], found: Collection[Pair]
) -> Iterator[tuple[int, Pair, str]]:
    """Yield the further links of fields that were split or merged."""
    if not (old and new):
        return
    split = _Half(new, old, found)
    merged = _Half(old, new, [(j, i) for i, j in found])
    weights = Weights(field.name | field.held for field in (*old.values(), *new.values()))
    rows: list[_Row] = [
        (score, half, part, whole)
        for half in (split, merged)
        for score, part, whole in _by_themselves(half, weights)
    ]
    rows.sort(key=lambda row: (-row[0], row[1] is split, row[2:]))
    yield from _admitted(rows, split, merged)
    for find in (_of_family, _of_longer_label, _of_section, _beside):
        likes = [(half, pair) for half in (split, merged) for pair in find(half)]
        yield from _admitted([(_LIKE_OTHERS, half, *pair) for half, pair in likes], split, merged)


def _admitted(rows: Iterable[_Row], split: _Half, merged: _Half) -> Iterator[tuple[int, Pair, str]]:
    """Yield what can stand beside what has been found.

    What is split is not merged as well, and what is part of one thing has no parts.
    """
    for score, half, part, whole in rows:
        turned = merged if half is split else split
        has_parts = {part, half.partner.get(whole, -1)} & turned.parted
        if part in half.base or has_parts or whole in turned.base:
            continue
        half.record(part, whole)
        if half is split:
            yield score, (whole, part), "part of it"
        else:
            yield score, (part, whole), "merged into it"


def _prefix(field: Field) -> str:
    base, mark, _ = field.label.partition(" - ")
    return base if mark else ""


# ---------------------------------------------------------------- parts that tell by themselves


def _by_themselves(half: _Half, weights: Weights) -> Iterator[tuple[int, int, int]]:
    """Yield (score, part, whole) of the whole that each field without a partner is best part of."""
    runs = _shared_runs(half)
    pairs = candidates(
        {place: part.name | part.held for place, part in half.lone.items()},
        {at: whole.name | whole.held for at, whole in half.wholes.items()},
    )
    lost = {at: _without(whole, half.kept(at)) for at, whole in half.wholes.items()}
    best: dict[int, tuple[int, int]] = {}
    for place, at in sorted({*pairs, *runs}):
        part, whole = half.lone[place], half.wholes[at]
        score = max(
            _line(part, whole, half.kept(at), weights),
            min(_LIKE_OTHERS + 10 * runs[place, at], 90) if runs[place, at] >= _LEAST_RUNS else 0,
            _part(part, whole, lost[at], weights) if _may_leave(half, place, at) else 0,
        )
        if score and (score, -at) > best.get(place, (0, 0)):
            best[place] = score, -at
    yield from ((score, place, -at) for place, (score, at) in best.items())


def _without(field: Field, partner: Field | None) -> Field:
    """Return a field with those of its words that its partner does not hold."""
    if partner is None:
        return field
    return replace(field, held=field.held - partner.held - partner.name)


def _may_leave(half: _Half, place: int, whole: int) -> bool:
    """Tell whether a field can be alone of its family in a whole: not if others are at home."""
    prefix = _prefix(half.lone[place])
    homes = {half.owner[k] for k in half.families.get(prefix, ()) if k in half.owner}
    return not homes or whole in homes or half.wholes[whole].label == prefix


def _part(part: Field, whole: Field, lost: Field, weights: Weights) -> int:
    """Return how sure it is that a field is part of another, 0 where it is not.

    The words that its label adds must have stood in the whole, and most of what it holds, unless
    the rest of its label is that of the whole.
    """
    own = part.name - whole.name
    moved = _of_root(own, lost.held)
    label = 100 * weights.of(moved) // max(weights.of(own), 1)
    held = 100 * weights.of(part.held & lost.held) // max(weights.of(part.held), 1)
    base = 100 * weights.of(part.name & whole.name) // max(weights.of(whole.name), 1)
    of_base = base >= _BASE and label >= _MOVED
    inside = label == 100 and len(own) > 1 and (held >= _INSIDE or base >= _AKIN)
    return max((label + held + base) // 3, 1) if own and (of_base or inside) else 0


def _of_root(words: Collection[str], others: Collection[str]) -> list[str]:
    """Return the words of which one of the others has the root."""
    roots = {word[:_ROOT] for word in others}
    return [word for word in words if word[:_ROOT] in roots]


def _line(part: Field, whole: Field, kept: Field | None, weights: Weights) -> int:
    """Return how sure it is that a label stands within the whole as that of a line.

    Not of one that the partner of the whole has kept, nor by "exports" of "Power - exports" alone.
    """
    base = stems(_prefix(part)) or part.name
    staying = {line for line, _ in kept.lines} if kept is not None else set()
    best = 0
    for line, sign in whole.lines if len(part.name) > 1 else ():
        own = line - whole.name
        told = _of_root(own, part.name)
        named = told and _of_root(base, line | whole.name)
        if not named or sign != part.sign or line in staying:
            continue
        shared = _of_root(part.name, line | whole.name)
        of_part = 100 * weights.of(shared) // weights.of(part.name)
        of_line = 100 * weights.of(told) // weights.of(own)
        if of_part >= _LINE_OF_PART and of_line >= _PART_OF_LINE:
            best = max(best, (of_part + of_line) // 2)
    return best


def _shared_runs(half: _Half) -> Counter[Pair]:
    """Return how many runs of words a lone field has in common with one whole, and no other."""
    own, wholes = _holders(half.own), _holders(half.wholes)
    shared: Counter[Pair] = Counter()
    for run, places in own.items():
        ats = wholes.get(run, ())
        if len(places) == len(ats) == 1 and places[0] in half.lone:
            shared[places[0], ats[0]] += 1
    return shared


def _holders(fields: Mapping[int, Field]) -> dict[tuple[str, ...], list[int]]:
    """Return the fields that hold each run of different words, numbers left out."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, field in fields.items():
        told = [word for word in field.masked if word != "0"]
        runs = {tuple(told[start : start + _RUN]) for start in range(len(told) - _RUN + 1)}
        for run in runs:
            if len({*run}) == _RUN:
                found[run].append(place)
    return found


# ---------------------------------------------------------------- parts that are like known ones


def _of_family(half: _Half) -> Iterator[Pair]:
    """Yield fields whose label begins like that of a known part, or with that of the whole."""
    by_label = {field.label: at for at, field in half.wholes.items()}
    for prefix, members in half.families.items():
        left = half.left(members)
        named = by_label.get(prefix, -1)
        opens = named in half.parted or (named not in half.partner and len(left) > 1)
        homes = half.homes(members)
        alike: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for place in members:
            if place in half.base:
                alike[half.own[place].masked].add(half.base[place])
        for place in left:
            field = half.own[place]
            twins = alike.get(field.masked, set())
            if len(twins) == 1 and field.told > 2:
                yield place, min(twins)
            elif named >= 0 and opens:
                yield place, named
            elif len(homes) == 1 and _more_told(half, place, min(homes)):
                yield place, min(homes)


def _more_told(half: _Half, place: int, whole: int) -> bool:
    """Tell whether a whole that gives parts away has told of what a label adds."""
    field = half.wholes[whole]
    return half.gives(whole) and bool(_of_root(half.own[place].name - field.name, field.held))


def _of_longer_label(half: _Half) -> Iterator[Pair]:
    """Yield fields whose label is that of a renamed one and more, of which the whole has told."""
    known = {half.own[place].label: place for place in half.owner}
    for place in half.left(half.lone):
        part = half.own[place]
        label = part.label
        while label := label.rpartition(" ")[0]:
            whole = half.owner.get(known.get(label, -1), -1)
            if whole < 0 or not half.gives(whole):
                continue
            more = part.name - half.own[known[label]].name
            if more and len(_of_root(more, half.wholes[whole].held)) == len(more):
                yield place, whole


def _of_section(half: _Half) -> Iterator[Pair]:
    """Yield the rest of a section that one field has become: all that is linked there is of it."""
    sections: dict[str, list[int]] = defaultdict(list)
    for place, field in half.own.items():
        sections[field.section].append(place)
    for name, members in sections.items():
        homes, left = half.homes(members), half.left(members)
        if not name or len(homes) != 1 or len(left) < 2:
            continue
        whole = min(homes)
        told = [k for k in left if _of_root(half.own[k].name, half.wholes[whole].held)]
        if 2 * len(told) >= len(left):
            yield from ((place, whole) for place in left)


def _beside(half: _Half) -> Iterator[Pair]:
    """Yield fields near two parts of one whole, more than half of whose label is in the whole."""
    order = sorted(half.own)
    free = {*half.left(order)}
    for at, place in enumerate(order):
        near = Counter(half.base.get(k) for k in order[max(at - 2, 0) : at + 3])
        name = half.own[place].name
        for whole, count in near.items() if place in free else ():
            held = frozenset() if whole is None else half.wholes[whole].held
            if whole is not None and count > 1 and 2 * len(_of_root(name, held)) > len(name):
                yield place, whole
