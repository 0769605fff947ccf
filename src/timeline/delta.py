"""Say what changed from one edition to another: a list of reversible changes.

Every item of both editions stands in exactly one row, in the order of the later text; what is
gone stands where it stood. Most rows of two editions say `unchanged`. A row *differs* (`differs`)
if applying it does something: a side is missing, a field of the content is another, or the item
has moved past its neighbours. So an `unchanged` row can differ: its label was reworded (flag
`reworded`, the label in `fields`), its place changed (flag `moved`), or only quotation marks,
dashes, spaces or capitals of a passage did. Such a passage is noise, and so is what a site puts
around the text (`PassageChange.noise`): kept in its row, marked, and no change. `patch` applies
the rows that differ and reads no other. What a partial edition does not state is `not-covered`:
hidden, never added or dropped. Beside the rows stand the revisions: what both editions state of
one series for one period with different values.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from timeline.alignment import Item, chain, content_key, swapped, word_marks
from timeline.changes import Named, event_change, figure_change, with_flag
from timeline.model import (
    NOT_COVERED,
    PARTIAL,
    UNCHANGED,
    Change,
    Delta,
    Event,
    Figure,
    Link,
    Links,
    Passage,
    PassageChange,
    Snapshot,
)
from timeline.records import Record, content, event_record, figure_record, passage_record
from timeline.revisions import find_revisions, is_rebased
from timeline.text import normal, without_note_marks

T = TypeVar("T", Figure, Event)
S = TypeVar("S", Figure, Event, Passage)
Field = tuple[str, object, object]


def diff(before: Snapshot, after: Snapshot, links: Links) -> Delta:
    """Return what changed, each item of both snapshots in one row."""
    sides = before, after

    def change_of(old: Figure, new: Figure) -> Named:
        change, flags = figure_change(old, new)
        rebased = is_rebased(before, after, old, new)
        return change, with_flag(flags, "rebased") if rebased else flags

    return Delta(
        before=before,
        after=after,
        figures=_changes(
            sides, before.figures, after.figures, links.figures, figure_record, change_of
        ),
        events=_changes(
            sides, before.events, after.events, links.events, event_record, event_change
        ),
        passages=_passage_changes(before, after, links.passages),
        revisions=find_revisions(before, after, links.figures),
    )


def differs(row: Change[Any] | PassageChange) -> bool:
    """Tell whether applying a row does something; rows that do not only say what stayed."""
    if isinstance(row, Change):
        return row.before is None or row.after is None or bool(row.fields) or "moved" in row.flags
    return row.change != UNCHANGED or [*map(content_key, row.before)] != [
        *map(content_key, row.after)
    ]


def content_of(snapshot: Snapshot) -> dict[str, list[Record]]:
    """Return what a snapshot states, as records without spans, passage numbers and rules."""
    return {
        "figures": [content(figure_record(figure)) for figure in snapshot.figures],
        "events": [content(event_record(event)) for event in snapshot.events],
        "passages": [
            content(passage_record(passage)) | {"text": passage.quote.text}
            for passage in snapshot.passages
        ],
    }


# ---------------------------------------------------------------- rows


def _changes(
    sides: tuple[Snapshot, Snapshot],
    old: Sequence[T],
    new: Sequence[T],
    links: Sequence[Link],
    record: Callable[[T], Record],
    classify: Callable[[T, T], Named],
) -> tuple[Change[T], ...]:
    by_after = {link.after: link for link in links}
    moved = _moved(old, new, links)
    fields = _fields(
        {
            f"{link.before}:{link.after}": (
                content(record(old[link.before])),
                content(record(new[link.after])),
            )
            for link in links
            if content_key(old[link.before]) != content_key(new[link.after])
        }
    )
    rows: list[Change[T]] = []
    for i, j in _places(len(old), len(new), links, moved):
        one = None if i is None else old[i]
        other = None if j is None else new[j]
        if one is None or other is None or j is None:
            name = _one_sided(sides, "dropped" if other is None else "added")
            rows.append(Change(change=name, before=one, after=other, before_at=i, after_at=j))
            continue
        told = fields.get(f"{i}:{j}", ())
        named: Named = classify(one, other) if told else (UNCHANGED, ())
        rows.append(
            Change(
                change=named[0],
                before=one,
                after=other,
                flags=(*named[1], "moved") if j in moved else named[1],
                fields=told,
                score=by_after[j].score,
                reason=by_after[j].reason,
                before_at=i,
                after_at=j,
            )
        )
    return tuple(rows)


def _passage_changes(
    before: Snapshot, after: Snapshot, links: Sequence[Link]
) -> tuple[PassageChange, ...]:
    old, new = before.passages, after.passages
    groups = _groups(links)
    parts = [{place for group in groups for place in group[side][1:]} for side in (0, 1)]
    links = [link for link in links if link.before not in parts[0] and link.after not in parts[1]]
    of_before = {group[0][0]: group for group in groups}
    moved = _moved(old, new, links)
    # an edition loaded from a snapshot file has no text: it says nothing about passages
    textless = not (old and new)
    rows = []
    for i, j in _places(len(old), len(new), links, moved):
        words: tuple[tuple[str, str, str], ...] = ()
        if (j is None and i in parts[0]) or (i is None and j in parts[1]):
            continue
        if i is not None and j is not None and i in of_before:
            rows.append(_parted(old, new, of_before[i]))
            continue
        if i is None or j is None:
            name = _one_sided((before, after), "added" if i is None else "removed")
            name = NOT_COVERED if textless else name
        else:
            name, words = _reworded(old[i].quote.text, new[j].quote.text)
            name = "moved" if name == UNCHANGED and j in moved else name
        row = PassageChange(
            change=name,
            before=() if i is None else (old[i],),
            after=() if j is None else (new[j],),
            words=words,
            before_at=() if i is None else (i,),
            after_at=() if j is None else (j,),
        )
        rows.append(row)
    return tuple(rows)


Group = tuple[tuple[int, ...], tuple[int, ...]]
"""The places of one passage and of its parts, on either side, in order."""


def _groups(links: Sequence[Link]) -> list[Group]:
    """Return the passages that were split or merged: those that stand in several links."""
    afters: dict[int, set[int]] = defaultdict(set)
    befores: dict[int, set[int]] = defaultdict(set)
    for link in links:
        afters[link.before].add(link.after)
        befores[link.after].add(link.before)
    split = [((i,), tuple(sorted(js))) for i, js in afters.items() if len(js) > 1]
    merged = [(tuple(sorted(i_s)), (j,)) for j, i_s in befores.items() if len(i_s) > 1]
    return [*split, *merged]


def _parted(old: Sequence[Passage], new: Sequence[Passage], group: Group) -> PassageChange:
    return PassageChange(
        change="split" if len(group[1]) > 1 else "merged",
        before=tuple(old[i] for i in group[0]),
        after=tuple(new[j] for j in group[1]),
        before_at=group[0],
        after_at=group[1],
    )


def _reworded(old: str, new: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    if old == new:
        return UNCHANGED, ()
    same = normal(without_note_marks(old)) == normal(without_note_marks(new))
    name = UNCHANGED if same else "reworded"
    return name, word_marks(old, new)


def _one_sided(sides: tuple[Snapshot, Snapshot], name: str) -> str:
    silent = sides[0] if name == "added" else sides[1]
    return NOT_COVERED if silent.imprint.coverage == PARTIAL else name


def _places(
    old: int, new: int, links: Sequence[Link], moved: set[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield where the item of each row stands before and after, None where it does not.

    In the order of the later text; what is gone follows the item that it followed.
    """
    after_of = {link.before: link.after for link in links}
    before_of = {link.after: link.before for link in links}
    gone: dict[int, list[int]] = defaultdict(list)
    place = -1
    for i in range(old):
        j = after_of.get(i)
        if j is None:
            gone[place].append(i)
        elif j not in moved:
            place = j
    for j in range(-1, new):
        if j >= 0:
            yield before_of.get(j), j
        for i in gone[j]:
            yield i, None


def _moved(old: Sequence[Item], new: Sequence[Item], links: Sequence[Link]) -> set[int]:
    """Return where the items that left their order stand after; what is equal stays if it can."""
    pairs = [(link.before, link.after) for link in links]
    if all(i < k and j < m for (i, j), (k, m) in pairwise(pairs)):
        return set()
    equal = len(links) + 1
    weights = [equal if content_key(old[i]) == content_key(new[j]) else 1 for i, j in pairs]
    if swapped(old, new):
        pairs = [(j, i) for i, j in pairs]
    kept = chain(pairs, weights)
    return {link.after for position, link in enumerate(links) if position not in kept}


def _fields(pairs: Mapping[str, tuple[Record, Record]]) -> dict[str, tuple[Field, ...]]:
    """Return the fields that differ, in the order of the contract, by the key of the pair.

    Handed over are differing fields only, as JSON texts: with one-line strings deepdiff needs no
    difflib, and equal fields would cost most of the time of a whole comparison.
    """
    if not pairs:
        return {}
    from deepdiff import DeepDiff  # late: it loads pandas where that is installed

    differing = [
        (f"{key}:{name}", json.dumps(one[name]), json.dumps(other[name]))
        for key, (one, other) in pairs.items()
        for name in one
        if one[name] != other[name]
    ]
    old, new = ({path: sides[at] for path, *sides in differing} for at in (0, 1))
    found = DeepDiff(old, new, threshold_to_diff_deeper=0, view="tree")
    names: dict[str, set[str]] = defaultdict(set)
    for level in found.get("values_changed", ()):
        key, _, name = level.path(output_format="list")[0].rpartition(":")
        names[key].add(name)
    return {
        key: tuple(
            (name, _frozen(one[name]), _frozen(other[name])) for name in one if name in names[key]
        )
        for key, (one, other) in pairs.items()
    }


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def with_returned(delta: Delta, figures: Collection[int], events: Collection[int]) -> Delta:
    """Return a delta in which what was added at these places of the later edition has returned."""

    def known(rows: Sequence[Change[T]], places: Collection[int]) -> tuple[Change[T], ...]:
        return tuple(
            replace(row, change="returned") if row.change == "added" and row.after_at in places
            else row
            for row in rows
        )  # fmt: skip

    return replace(delta, figures=known(delta.figures, figures), events=known(delta.events, events))


# ---------------------------------------------------------------- apply, turn round


def patch(snapshot: Snapshot, delta: Delta) -> Snapshot:
    """Return what the later edition states, from the earlier one and the rows that differ.

    Equal to the later edition in content (`content_of`). Figures and events come without spans,
    as from a snapshot file: the text that they stood in is not the text of the result. Raises
    ValueError where the snapshot is not the one that the delta starts from.
    """
    figures = _applied(snapshot.figures, *_edits(delta.figures))
    events = _applied(snapshot.events, *_edits(delta.events))
    rows = [row for row in delta.passages if differs(row)]
    passages = _applied(
        snapshot.passages,
        {i: item for row in rows for i, item in zip(row.before_at, row.before, strict=True)},
        {j: item for row in rows for j, item in zip(row.after_at, row.after, strict=True)},
    )
    return replace(
        snapshot,
        imprint=delta.after.imprint,
        written=delta.after.written,
        dates=(),
        diagnostics=(),
        figures=tuple(replace(item, quote=None, passage=None, rules=()) for item in figures),
        events=tuple(replace(item, quote=None, passage=None, rules=()) for item in events),
        passages=tuple(passages),
    )


def _edits(rows: Sequence[Change[T]]) -> tuple[dict[int, T], dict[int, T]]:
    out: dict[int, T] = {}
    into: dict[int, T] = {}
    for row in filter(differs, rows):
        if row.before is not None and row.before_at is not None:
            out[row.before_at] = row.before
        if row.after is not None and row.after_at is not None:
            into[row.after_at] = row.after
    return out, into


def _applied(items: Sequence[S], out: Mapping[int, S], into: Mapping[int, S]) -> list[S]:
    """Take items out by their old places, put others in at their new ones; the rest keeps order."""
    for place, item in out.items():
        if place >= len(items) or content_key(items[place]) != content_key(item):
            message = "The delta does not start from this snapshot."
            raise ValueError(message)
    rest = iter([item for place, item in enumerate(items) if place not in out])
    size = len(items) - len(out) + len(into)
    return [into[place] if place in into else next(rest) for place in range(size)]


def reverse(delta: Delta) -> Delta:
    """Return the delta back to the earlier edition; names that have a direction are given anew."""
    passages = [
        Link(j, i, 100, "") for row in delta.passages for i in row.before_at for j in row.after_at
    ]
    links = Links(
        figures=_turned(delta.figures),
        events=_turned(delta.events),
        passages=tuple(passages),
    )
    return diff(delta.after, delta.before, links)


def _turned(rows: Sequence[Change[T]]) -> tuple[Link, ...]:
    return tuple(
        Link(row.after_at, row.before_at, row.score or 0, row.reason or "")
        for row in rows
        if row.before_at is not None and row.after_at is not None
    )
