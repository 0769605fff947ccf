"""Link the sentences that were written anew and tell of the same figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import islice, product
from typing import Final

from timeline.alignment import Pair, Weights, stems
from timeline.linking.cells import alike_sections, section
from timeline.linking.pairing import Found
from timeline.linking.passages import sort
from timeline.linking.telling_units import COMMON_UNITS
from timeline.measurement import dimension
from timeline.model import Figure, Link, Snapshot

_COUNTED: Final = 60
_LOOSE: Final = 55
"""Up to which score two wordings are no more than alike."""
_MANY: Final = 16
"""How many pairs of statements of one figure are looked at."""
_ALIKE, _SECTION = 15, 20
"""How many words, of 100, two such sentences share at least; what like headings add to that."""


def link_told(
    before: Snapshot, after: Snapshot, passages: Collection[Pair], figures: Mapping[Pair, int]
) -> Found:
    """Return the links, given those of passages, and those of figures with their scores.

    Of what has no link, those sentences go together that state the most linked figures, and of
    those that state as many, the ones of like words, below like headings, and near in the text.
    """
    linked = {i for i, _ in passages}, {j for _, j in passages}
    if not all(map(_has_free, (before, after), linked)):
        return {}
    figures = {
        (i, j): score
        for (i, j), score in figures.items()
        if before.figures[i].passage is not None and after.figures[j].passage is not None
    }
    told = _told(before, after, figures) if figures else {}
    free = [pair for pair in told if pair[0] not in linked[0] and pair[1] not in linked[1]]
    words = {pair: _words(before, after, pair) for pair in free}
    weights = Weights([label for pair in words.values() for label in pair])
    many = len(before.passages), len(after.passages)
    rows = []
    for old, new in free:
        here, there = before.passages[old], after.passages[new]
        if {sort(here), sort(there)} == {"body"}:
            alike = weights.shares(*words[old, new])[0]
            near = alike + _SECTION * alike_sections(section(here), section(there))
            near -= 100 * abs(old * many[1] - new * many[0]) // (many[0] * many[1])
            if alike >= _ALIKE:
                rows.append((-len(told[old, new]), -near, (old, new)))
    found: Found = {}
    for _, _, (old, new) in sorted(rows):
        if old not in linked[0] and new not in linked[1]:
            linked[0].add(old)
            linked[1].add(new)
            found[old, new] = max(told[old, new].values()), "same figures"
    return found


def _has_free(snapshot: Snapshot, linked: Collection[int]) -> bool:
    """Tell whether any passage that states a figure has no link."""
    return not all(each.passage is None or each.passage in linked for each in snapshot.figures)


def _words(before: Snapshot, after: Snapshot, pair: Pair) -> tuple[frozenset[str], frozenset[str]]:
    return (
        stems(before.passages[pair[0]].quote.text),
        stems(after.passages[pair[1]].quote.text),
    )


def _told(
    before: Snapshot, after: Snapshot, figures: Mapping[Pair, int]
) -> dict[Pair, dict[Pair, int]]:
    """Return the linked figures that two passages state, in whichever statement, with scores."""
    stated = _stated(before), _stated(after)
    told: dict[Pair, dict[Pair, int]] = defaultdict(dict)
    for (i, j), score in figures.items():
        old, new = (
            _statements(snapshot, of[_key(snapshot.figures[k])], k)
            for snapshot, of, k in zip((before, after), stated, (i, j), strict=True)
        )
        for pair in islice(product(old, new), _MANY):
            told[pair][i, j] = score
    return told


def _stated(snapshot: Snapshot) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for k, figure in enumerate(snapshot.figures):
        found[_key(figure)].append(k)
    return found


def _key(figure: Figure) -> Hashable:
    return figure.quantity.value, figure.quantity.unit, figure.kind


def _statements(snapshot: Snapshot, places: Collection[int], of: int) -> list[int]:
    """Return the passages that state a figure: that value, among some words of its measure."""
    words = stems(snapshot.figures[of].measure)
    return sorted(
        {
            at
            for k in places
            if (at := snapshot.figures[k].passage) is not None
            and (k == of or len(words & stems(snapshot.passages[at].quote.text)) > 1)
        }
    )


def link_counted(
    before: Snapshot, after: Snapshot, told: Collection[Pair], figures: Collection[Pair]
) -> Found:
    """Return the links of figures that alone count one thing beside sentences of the same figures.

    Given are the links of those sentences, and those of figures; looked at are their paragraphs,
    for two sentences become one. What many measures are counted in says too little.
    """
    linked = {i for i, _ in figures}, {j for _, j in figures}
    alone = _alone(before, linked[0]), _alone(after, linked[1])
    found: Found = {}
    for old, new in told:
        counted_after = alone[1].get(after.passages[new].block, {})
        for counted, i in alone[0].get(before.passages[old].block, {}).items():
            j = counted_after.get(counted)
            if i is not None and j is not None and i not in linked[0] and j not in linked[1]:
                linked[0].add(i)
                linked[1].add(j)
                found[i, j] = _COUNTED, "same unit, beside the same figures"
    return found


def _alone(snapshot: Snapshot, linked: Collection[int]) -> dict[int, dict[Hashable, int | None]]:
    """Return the figures without a link by paragraph and what they count; None for several."""
    found: dict[int, dict[Hashable, int | None]] = defaultdict(dict)
    for k, figure in enumerate(snapshot.figures):
        unit, at = figure.quantity.unit, figure.passage
        if at is not None and unit not in COMMON_UNITS and dimension(unit) == "count":
            counted = unit, figure.quantity.per, figure.kind
            block = snapshot.passages[at].block
            free = k not in linked and counted not in found[block]
            found[block][counted] = k if free else None
    return found


def without_strangers(
    passages: Sequence[Link], before: Snapshot, after: Snapshot, figures: Iterable[Link]
) -> tuple[Link, ...]:
    """Return the links of passages without loose ones whose figures are stated elsewhere."""
    went: dict[int, set[int]] = defaultdict(set)
    came: dict[int, set[int]] = defaultdict(set)
    for item in figures:
        old, new = before.figures[item.before].passage, after.figures[item.after].passage
        if old is not None and new is not None:
            went[old].add(new)
            came[new].add(old)
    return tuple(
        item
        for item in passages
        if not item.reason.startswith("similar words")
        or item.score > _LOOSE
        or not (went[item.before] or came[item.after])
        or item.after in went[item.before]
    )
