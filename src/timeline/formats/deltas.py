"""A delta for people: figures, events and passages, one line a change, as text or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from timeline.formats import word_diff
from timeline.formats.deltarows import CHANGES, QUIET, Wanted
from timeline.formats.display import (
    PEOPLE,
    Style,
    cite_edition,
    visible,
    write_event_date,
    write_reference_time,
)
from timeline.formats.plain import literal
from timeline.formats.tables import write_dated_amount
from timeline.formats.webpage import escape
from timeline.formats.written_amounts import write_amount
from timeline.model import Change, Delta, Event, Figure, Imprint, Passage, PassageChange, Revision

R = TypeVar("R", bound=Change[Any] | PassageChange)


@dataclass(frozen=True, slots=True)
class _Line:
    change: str
    said: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    lines: tuple[_Line, ...] = ()


def heading(title: str, counts: dict[str, int], changes: Sequence[str] = ()) -> str:
    """Return what is counted of one subject: "Figures: 1 added; 3 unchanged".

    `changes` are those that were asked for alone, none for all.
    """
    if not counts:
        return f"{title}: none {' or '.join(changes)}".rstrip().replace("-", " ")
    loud = {name: count for name, count in counts.items() if name not in QUIET}
    quiet = {name: count for name, count in counts.items() if name in QUIET}
    return f"{title}: " + "; ".join(filter(None, (_counted(loud) or "no change", _counted(quiet))))


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('-', ' ')}" for name, count in counts.items())


def noise_heading(counts: dict[str, int], hint: str) -> str:
    """Return what is counted of noise: "Noise: 3 of chrome, 2 of typography; not listed"."""
    told = ", ".join(f"{count} of {name}" for name, count in counts.items())
    return "; ".join(filter(None, (f"Noise: {told}", hint)))


def _sections(delta: Delta, wanted: Wanted, style: Style, hint: str) -> tuple[_Section, ...]:
    summary = delta.summary()
    real = [row for row in delta.passages if row.noise is None]
    lines: tuple[tuple[str, Iterable[_Line]], ...] = (
        (
            "Figures",
            [_Line(r.change, figures(r, style), r.flags) for r in _shown(delta.figures, wanted)],
        ),
        (
            "Events",
            [_Line(r.change, events(r, style), r.flags) for r in _shown(delta.events, wanted)],
        ),
        (
            "Passages",
            [_Line(r.change, _passages(r, wanted), _way(r)) for r in _shown(real, wanted)],
        ),
    )
    found = [
        _Section(heading(name, summary[name.lower()], wanted.changes), (*each,))
        for name, each in lines
        if wanted.asks(name)
    ]
    if delta.revisions:
        lines_of = (_Line("restated", revision(each, style), ()) for each in delta.revisions)
        found.insert(1 if wanted.asks("Figures") else 0, _Section(revisions(delta), (*lines_of,)))
    if summary["noise"]:
        noise = [row for row in delta.passages if row.noise and wanted.shows(row)]
        found.append(
            _Section(
                noise_heading(summary["noise"], "" if wanted.noise else hint),
                tuple(
                    _Line(r.change, _passages(r, wanted), (r.noise or "", *_way(r))) for r in noise
                ),
            )
        )
    return tuple(found)


def _shown(rows: Iterable[R], wanted: Wanted) -> list[R]:
    return [row for row in rows if wanted.shows(row)]


def text(delta: Delta, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> str:
    """Return the two editions, then each kind of change with its counts, one line a change."""
    parts = [_title(delta, style)]
    for section in _sections(delta, wanted, style, "--noise shows them"):
        width = max((len(line.change) for line in section.lines), default=0)
        flags = [f"  [{', '.join(line.flags)}]" if line.flags else "" for line in section.lines]
        parts += [f"\n{section.heading}\n"]
        parts += [
            f"  {line.change:<{width}}  {line.said}{flag}\n"
            for line, flag in zip(section.lines, flags, strict=True)
        ]
    return "".join(parts)


def stat(delta: Delta, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> str:
    """Return the two editions, and the counts of changes, a line each kind."""
    headings = [f"  {section.heading}\n" for section in _sections(delta, wanted, style, "")]
    title = _title(delta, style)
    return "".join((title, *headings))


def markdown(delta: Delta, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> str:
    """Return the same as `text`, as headings and lists."""
    before, after = (_edition(side.imprint, style) for side in (delta.before, delta.after))
    parts = [f"# {literal(before)} → {literal(after)}\n"]
    for section in _sections(delta, wanted, style, "not listed"):
        parts.append(f"\n## {literal(section.heading)}\n")
        parts += ["\n"] if section.lines else []
        parts += [
            f"- **{line.change}** {literal(line.said)}"
            + (f" ({literal(', '.join(line.flags))})" if line.flags else "")
            + "\n"
            for line in section.lines
        ]
    return "".join(parts)


def fragment(delta: Delta, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> str:
    """Return each kind of change with its counts as HTML that stands in a page of others."""
    parts = []
    for section in _sections(delta, wanted, style, "not listed"):
        items = [
            f"<li><b>{escape(line.change)}</b> {escape(line.said)}"
            + (f" ({escape(', '.join(line.flags))})" if line.flags else "")
            + "</li>"
            for line in section.lines
        ]
        parts.append(f"<h3>{escape(section.heading)}</h3>")
        parts += ["<ul>", *items, "</ul>"] if items else []
    return "".join(parts)


def counts(delta: Delta, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> tuple[str, ...]:
    """Return what is counted of each subject: "Figures: 1 added"."""
    return tuple(section.heading for section in _sections(delta, wanted, style, ""))


def _title(delta: Delta, style: Style) -> str:
    return f"{_edition(delta.before.imprint, style)} -> {_edition(delta.after.imprint, style)}\n"


def _edition(imprint: Imprint, style: Style) -> str:
    return f"{cite_edition(imprint, style)} ({imprint.coverage})"


# ---------------------------------------------------------------- figures


def figures(row: Change[Figure], style: Style) -> str:
    match row.before, row.after:
        case None, Figure() as after:
            return f"{visible(after.measure)}: {write_dated_amount(after, style)}"
        case Figure() as before, None:
            return f"{visible(before.measure)}: {write_dated_amount(before, style)}"
        case Figure() as before, Figure() as after:
            name = visible(after.measure)
            if before.measure != after.measure and row.change not in QUIET:
                name = f"{visible(before.measure)} -> {name}"
            if row.change in QUIET:
                return f"{name}: {write_dated_amount(after, style)}"
            return f"{name}: {_both(before, after, style)}"
    return ""


def revisions(delta: Delta) -> str:
    """Return what is counted of revisions: "Revisions of earlier periods: 3"."""
    return f"Revisions, period by period: {len(delta.revisions)}"


def revision(revision: Revision, style: Style) -> str:
    """Return "exports: $30 billion -> $31.2 billion (2020), 2017 dollars -> 2021 dollars"."""
    before, after = revision.before, revision.after
    told = f"{visible(after.measure)}: {_both(before, after, style)}"
    basis = write_basis(revision)
    return f"{told}, {basis}" if basis else told


def write_basis(revision: Revision) -> str:
    """Return the price year or definition that is printed, both where they differ."""
    if revision.basis is None:
        return ""
    old, new = (visible(basis or "none stated") for basis in revision.basis)
    return new if old == new else f"{old} -> {new}"


def _both(before: Figure, after: Figure, style: Style) -> str:
    """Return "55 -> 47 ports of entry"; what is the same on both sides is said once."""
    same_unit = (before.quantity.unit, before.quantity.per) == (
        after.quantity.unit,
        after.quantity.per,
    )
    old, new = write_amount(before, style, unit=not same_unit), write_amount(after, style)
    times = write_reference_time(before, style), write_reference_time(after, style)
    if times[0] == times[1]:
        closing = "" if times[1] is None else f" ({times[1]})"
        same = write_amount(before, style) == new
        return f"{new}{closing}" if same else f"{old} -> {new}{closing}"
    return f"{old} ({times[0] or 'no period'}) -> {new} ({times[1] or 'no period'})"


# ---------------------------------------------------------------- events


def events(row: Change[Event], style: Style) -> str:
    match row.before, row.after:
        case None, Event() as after:
            return f"{write_dated_status(after, style)}: {visible(after.title)}"
        case Event() as before, None:
            return f"{write_dated_status(before, style)}: {visible(before.title)}"
        case Event() as before, Event() as after:
            return f"{_turn(before, after, style)}: {visible(after.title)}"
    return ""


def _turn(before: Event, after: Event, style: Style) -> str:
    """Return "2022-12-12 scheduled -> occurred"; the date is said once where it is the same."""
    if write_dated_status(before, style) == write_dated_status(after, style):
        return write_dated_status(after, style)
    if write_event_date(before, style) == write_event_date(after, style):
        return f"{write_dated_status(before, style)} -> {after.status}"
    return f"{write_dated_status(before, style)} -> {write_dated_status(after, style)}"


def write_dated_status(event: Event, style: Style) -> str:
    """Return when an event is and its status: "Dec. 12, 2022, scheduled"."""
    date = write_event_date(event, style)
    if date is None:
        return event.status
    return f"{date}{' ' if style.iso else ', '}{event.status}"


# ---------------------------------------------------------------- passages


def _passages(row: PassageChange, wanted: Wanted) -> str:
    """Return what became of passages; a cell of a table stands behind the heads that name it."""
    labels = next((each.labels for each in (*row.after, *row.before)), ())
    heads = f"{', '.join(map(visible, labels))}: " if len(labels) > 1 else ""
    if row.words:
        return f'{heads}"{word_diff.plain(row, exact=wanted.noise, cut=True)}"'
    old, new = _joined(row.before), _joined(row.after)
    if not row.before or old == new:
        return f"{heads}{new}"
    return f"{heads}{old}" if not row.after else f"{heads}{old} -> {new}"


def _joined(passages: Sequence[Passage]) -> str:
    return " + ".join(f'"{visible(passage.quote.text)}"' for passage in passages)


def _way(row: PassageChange) -> tuple[str, ...]:
    """Return which sections a moved passage left and came to, where they are two."""
    if row.change != "moved" or not (row.before and row.after):
        return ()
    old, new = section(row.before[0].path), section(row.after[0].path)
    return () if old == new else (f"{old or 'top'} -> {new or 'top'}",)


def section(path: Sequence[str]) -> str:
    """Return the headings above a passage: "Trade > Ports"."""
    return " > ".join(map(visible, path))
