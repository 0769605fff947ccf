"""What changed between two editions: figures and events first, then the text side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final

from timeline.alignment import word_marks
from timeline.errors import BadValueError
from timeline.formats import word_diff
from timeline.formats.deltarows import QUIET, DeltaRow, rows
from timeline.formats.registry import write_delta
from timeline.model import Delta, EditionSummary, Event, Figure, Passage, PassageChange
from timeline.web import chronology, paging, wording
from timeline.web.memory import remember_for, remembered_editions
from timeline.web.page import File, Moved, Page, Question
from timeline.web.page_links import diff_path
from timeline.workflow import compare

ORDER: Final = (
    "restated", "rescoped", "unit-changed", "corrected", "updated", "changed", "redated",
    "occurred", "cancelled", "rescheduled", "requalified", "rounded", "refined", "coarsened",
    "added", "returned", "dropped", "reworded", "split", "merged", "moved", "removed",
)  # fmt: skip
"""The changes in the order in which a reader wants them."""
_AT_ONCE: Final = 15
"""Rows of one kind of change that are shown before the rest is left to a page of its own."""
_MOST_CHANGED: Final = 0.6
"""From which share of changed characters on two sentences are shown whole, without marks."""
_MEDIA: Final = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row of the page: `place` numbers it from 1; `words` are marked pieces of its sentence."""

    place: int
    row: DeltaRow
    old: Figure | Event | None
    new: Figure | Event | None
    percent: str | None
    words: tuple[word_diff.Piece, ...]

    @property
    def apart(self) -> bool:
        """Tell whether the words are two sentences, too different to be marked in one."""
        return [mark for mark, _ in self.words] == [word_diff.OUT, word_diff.IN]

    @property
    def item(self) -> Figure | Event:
        """The newer of what two editions say."""
        found = self.new or self.old
        assert found is not None  # noqa: S101  one edition at least states it
        return found


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The rows of one subject with one change; `hidden` counts those that are not shown."""

    about: str
    change: str
    rows: tuple[ChangeRow, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class TextChange:
    """A change of passages, with the words marked; or, without one, how many stayed the same."""

    place: int
    change: PassageChange | None
    words: tuple[word_diff.Piece, ...] = ()
    unchanged: int = 0


def build(asked: Question) -> Page | Moved:
    """Return what changed. Raises UsageError for an edition, BadValueError for a filter."""
    delta = compare.compare_stored(
        asked.database,
        asked.parts["before"],
        asked.parts["edition"],
        remember_for(asked.database),
    )
    before, after = delta.before.imprint, delta.after.imprint
    path = diff_path(before, after)
    if path != f"/{asked.parts['edition']}/since/{asked.parts['before']}":
        return Moved(asked.links.to(path))
    change = asked.get("change")
    if change is not None and change not in ORDER:
        raise BadValueError("change", change, f"one of {', '.join(ORDER)}")
    groups, count = _groups(delta, change)
    texts = tuple(_texts(delta, change, count))
    number = paging.page_number(asked)
    through = paging.pager(
        number, len(texts), lambda n: asked.links.page(path, n, {"change": change or ""})
    )
    listed = remembered_editions(asked.database, after.publication)
    return Page(
        template="diff.html",
        title=f"What changed from {before.reference} to {after.reference}",
        values={
            "delta": delta,
            "path": path,
            "groups": groups if number == 1 else (),
            "texts": texts[(number - 1) * paging.ROWS : number * paging.ROWS],
            "pager": through,
            "count": count + sum(1 for each in texts if each.change is not None),
            "change": change,
            "counts": _counts(delta),
            "summary": summary(delta),
            "not_compared": _not_compared(delta),
            "around": _around(delta, listed),
            "labels": tuple(each.imprint.label for each in listed),
        },
        files={form: File(media, partial(_written, form, delta)) for form, media in _MEDIA.items()},
        command=wording.write_command("diff", before.reference, after.reference),
    )


def _written(form: str, delta: Delta) -> Iterator[str | bytes]:
    yield write_delta(form, delta)


# ---------------------------------------------------------------- figures and events


def _groups(delta: Delta, change: str | None) -> tuple[tuple[ChangeGroup, ...], int]:
    """Return the rows about figures and events by their change, and how many there are."""
    found: dict[tuple[str, str], list[DeltaRow]] = {}
    for row in rows(delta):
        if row.about != "passage" and change in (None, row.change.change):
            found.setdefault((row.about, row.change.change), []).append(row)
    groups, place = [], 0
    for about in ("figure", "event"):
        for name in (*ORDER, *sorted({c for _, c in found} - {*ORDER})):
            of = found.get((about, name), [])
            shown = of if change else of[:_AT_ONCE]
            if of:
                made = tuple(_row(place + at, row) for at, row in enumerate(shown, 1))
                groups.append(ChangeGroup(about, name, made, len(of) - len(shown)))
                place += len(shown)
    return tuple(groups), place


def _row(place: int, row: DeltaRow) -> ChangeRow:
    old, new = (_item(side.items) for side in (row.before, row.after))
    return ChangeRow(place, row, old, new, _percent(old, new), tuple(_words(row)))


def _item(items: Sequence[Figure | Event | Passage]) -> Figure | Event | None:
    item = items[0] if items else None
    return None if isinstance(item, Passage) else item


def _percent(old: Figure | Event | None, new: Figure | Event | None) -> str | None:
    """Return by how much a value moved, "+49.5%"; None for shares, ranks and where it did not."""
    if not isinstance(old, Figure) or not isinstance(new, Figure):
        return None
    one, other = old.quantity, new.quantity
    if one.unit != other.unit or one.unit in ("percent", "rank") or one.value <= 0:
        return None
    moved = (other.value - one.value) * 100 / one.value
    if not moved or other.value < 0:
        return None
    text = f"{moved.quantize(Decimal('0.1') if abs(moved) < 100 else Decimal(1)):+f}%"
    return text.replace("-", "−")


def _words(row: DeltaRow) -> Iterator[word_diff.Piece]:
    """Yield the sentence of a row, with what the two editions put otherwise marked."""
    said = [
        side.snapshot.sentence(item) for side in (row.before, row.after)
        for item in side.items if isinstance(item, Figure | Event)
    ]  # fmt: skip
    told = [each for each in said if each is not None]
    if len(told) == 2 and told[0] != told[1]:
        marks = word_marks(told[0], told[1])
        kept = sum(len(old) for mark, old, _ in marks if mark == "=")
        if kept < (1 - _MOST_CHANGED) * max(map(len, told)):
            yield from ((word_diff.OUT, told[0]), (word_diff.IN, told[1]))
            return
        yield from word_diff.pieces(PassageChange(change="reworded", words=marks))
    elif told:
        yield word_diff.KEPT, told[-1]


# ---------------------------------------------------------------- passages


def _texts(delta: Delta, change: str | None, place: int) -> Iterator[TextChange]:
    """Yield the changes of passages in the order of the text; between them, what stayed."""
    same = 0
    for row in delta.passages:
        if row.change in QUIET or row.noise is not None:
            same += row.noise is None
        elif change in (None, row.change):
            if same and change is None:
                yield TextChange(0, None, unchanged=same)
            same, place = 0, place + 1
            yield TextChange(place, row, tuple(word_diff.pieces(row)))
    if same and change is None:
        yield TextChange(0, None, unchanged=same)


# ---------------------------------------------------------------- around the rows


def _counts(delta: Delta) -> dict[str, int]:
    """Count the changes by their names, in the order of the page."""
    found: dict[str, int] = {}
    for about, names in delta.summary().items():
        for name, count in names.items():
            if about != "noise" and name not in QUIET:
                found[name] = found.get(name, 0) + count
    return {name: found[name] for name in ORDER if name in found}


def summary(delta: Delta) -> str:
    """Return what changed in one sentence: "1 figure updated, 3 added; 11 passages changed"."""
    parts = []
    told = delta.summary()
    for about in ("figures", "events"):
        names = {n: told[about][n] for n in ORDER if n in told[about]}
        words = [
            f"{count} {about.removesuffix('s') if count == 1 else about} {name.replace('-', ' ')}"
            if not at
            else f"{count} {name.replace('-', ' ')}"
            for at, (name, count) in enumerate(names.items())
        ]
        parts.append(", ".join(words))
    passages = sum(n for name, n in told["passages"].items() if name not in QUIET)
    if passages:
        parts.append(f"{passages} passage{'s' if passages > 1 else ''} changed")
    found = "; ".join(filter(None, parts))
    return found or "These editions state the same figures and events in the same words."


def _not_compared(delta: Delta) -> int:
    told = delta.summary()
    return sum(told[about].get("not-covered", 0) for about in ("figures", "events"))


def _around(
    delta: Delta, listed: Sequence[EditionSummary]
) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """Return the diffs before and after this one, as references: since which edition, of which."""
    pairs = [
        (before.reference, each.imprint.reference)
        for before, each in chronology.neighbours(listed)
        if before is not None
    ]
    old = next((p for p in pairs if p[1] == delta.before.imprint.reference), None)
    new = next((p for p in pairs if p[0] == delta.after.imprint.reference), None)
    return old, new
