"""A delta, or several, as one page: tables of figures and events, a list of passages.

Every value leads to the sentence that states it, in a part of its own that opens by key or click.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from timeline.formats import deltas, webpage, word_diff
from timeline.formats.deltarows import CHANGES, QUIET, DeltaRow, Side, Wanted, rows
from timeline.formats.display import PEOPLE, Style, write_issue_date, write_reference_time
from timeline.formats.tables import write_dated_amount
from timeline.formats.webpage import escape
from timeline.formats.written_amounts import write_amount
from timeline.model import Delta, Event, Figure, Passage, PassageChange, Snapshot

_IN: Final = frozenset({"added", "returned", "occurred"})
_OUT: Final = frozenset({"dropped", "removed", "cancelled"})
_ELEMENTS: Final = {word_diff.OUT: "del", word_diff.IN: "ins"}
_NOT_STATED: Final = '<span class="about">not stated</span>'


def write(delta: Delta, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> str:
    """Return the page of one delta."""
    title = f"What changed from {_name(delta.before)} to {_name(delta.after)}"
    return webpage.page(title, f"<h1>{escape(title)}</h1>\n{_delta(delta, wanted, style, level=2)}")


def log(found: Iterable[Delta], wanted: Wanted = CHANGES, style: Style = PEOPLE) -> str:
    """Return the page of several deltas of a publication, in the order given."""
    each = [*found]
    title = f"What each edition of {each[0].after.imprint.publication} changed" if each else "Log"
    links = "".join(_link(number, delta, style) for number, delta in enumerate(each, 1))
    parts = [
        f"<h1>{escape(title)}</h1>\n",
        f'<nav aria-label="Editions">\n<ul>\n{links}</ul>\n</nav>\n',
    ]
    for number, delta in enumerate(each, 1):
        heading = f"{_name(delta.before)} → {_name(delta.after)}"
        parts.append(
            f'<section aria-labelledby="edition-{number}">\n'
            f'<h2 id="edition-{number}">{escape(heading)}</h2>\n'
            f"{_delta(delta, wanted, style, level=3)}</section>\n"
        )
    return webpage.page(title, "".join(parts))


def section(delta: Delta, *, level: int, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> str:
    """Return what changed as a part of a page, its headings of a level and below."""
    return _delta(delta, wanted, style, level=level)


def _name(snapshot: Snapshot) -> str:
    return snapshot.imprint.reference


def _link(number: int, delta: Delta, style: Style) -> str:
    imprint = delta.after.imprint
    dated = (
        "undated" if imprint.published is None else f"published {write_issue_date(imprint, style)}"
    )
    return (
        f'<li><a href="#edition-{number}">{escape(imprint.reference)}</a>, {escape(dated)}</li>\n'
    )


def _delta(delta: Delta, wanted: Wanted, style: Style, *, level: int) -> str:
    summary = delta.summary()
    shown = [*rows(delta, wanted)]
    noise = [r for r in shown if r.noise is not None]
    passages = [r for r in shown if r.about == "passage" and r.noise is None]
    parts = [_editions(delta, style)]
    for about, body in (
        ("Figures", _facts("Figure", [r for r in shown if r.about == "figure"], style)),
        ("Events", _facts("Event", [r for r in shown if r.about == "event"], style)),
        ("Passages", _passages(passages, wanted)),
    ):
        if wanted.asks(about):
            heading = deltas.heading(about, summary[about.lower()], wanted.changes)
            parts.append(f"<h{level}>{escape(heading)}</h{level}>\n{body}")
        if about == "Figures" and delta.revisions:
            heading = deltas.revisions(delta)
            parts.append(f"<h{level}>{escape(heading)}</h{level}>\n{_revisions(delta, style)}")
    if summary["noise"]:
        heading = deltas.noise_heading(summary["noise"], "" if wanted.noise else "not listed")
        parts.append(f"<h{level}>{escape(heading)}</h{level}>\n{_passages(noise, wanted)}")
    return "".join(parts)


def _editions(delta: Delta, style: Style) -> str:
    sides = delta.before, delta.after
    lines = [
        ("Edition", [_name(side) for side in sides]),
        ("Title", [side.imprint.title or "" for side in sides]),
        ("Published", [write_issue_date(side.imprint, style) for side in sides]),
        ("Coverage", [side.imprint.coverage for side in sides]),
        ("Source", [side.imprint.source or "" for side in sides]),
    ]
    cells = [
        [escape(name), *map(escape, values)] for name, values in lines if any(values)
    ]  # what neither edition says has no line
    return webpage.table("The two editions", ("", "Earlier", "Later"), cells)


# ---------------------------------------------------------------- figures, events


def _facts(head: str, found: Sequence[DeltaRow], style: Style) -> str:
    if not found:
        return ""
    cells = [
        [_what(row), _change(row), _side(row.before, style), _side(row.after, style)]
        for row in found
    ]
    caption = f"{head}s in the order of the later edition"
    return webpage.table(caption, (head, "Change", "Earlier", "Later"), cells)


def _what(row: DeltaRow) -> str:
    names = [_named(side) for side in (row.before, row.after) if side.items]
    if len(names) == 2 and names[0] != names[1] and row.change.change not in QUIET:
        return f"{escape(names[0])} → {escape(names[1])}"
    return escape(names[-1])


def _named(side: Side) -> str:
    (item,) = side.items
    match item:
        case Figure():
            return item.measure
        case Event():
            return item.title
    return ""


def _change(row: DeltaRow) -> str:
    name = row.change.change
    kind = " in" if name in _IN else " out" if name in _OUT else " quiet" if name in QUIET else ""
    found = f'<span class="change{kind}">{escape(name.replace("-", " "))}</span>'
    flags = () if isinstance(row.change, PassageChange) else row.change.flags
    return found + (f' <span class="about">{escape(", ".join(flags))}</span>' if flags else "")


def _side(side: Side, style: Style) -> str:
    match side.items:
        case (Figure() as figure,):
            return escape(write_dated_amount(figure, style)) + _evidence(side, figure)
        case (Event() as event,):
            return escape(deltas.write_dated_status(event, style)) + _evidence(side, event)
    return _NOT_STATED


def _evidence(side: Side, item: Figure | Event) -> str:
    if item.quote is None:
        return ""
    span = item.quote.span
    sentence = side.snapshot.sentence(item) or item.quote.text
    return (
        f'<details><summary>Sentence</summary><p dir="auto">{escape(sentence)}</p>'
        f"<p>Characters {span.start} to {span.end}</p></details>"
    )


def _revisions(delta: Delta, style: Style) -> str:
    cells = [
        [
            escape(each.after.measure),
            escape(write_reference_time(each.after, style) or ""),
            escape(write_amount(each.before, style))
            + _evidence(Side(delta.before, ()), each.before),
            escape(write_amount(each.after, style)) + _evidence(Side(delta.after, ()), each.after),
            escape(deltas.write_basis(each)),
        ]
        for each in delta.revisions
    ]
    caption = "Values that the later edition states differently for the same period"
    return webpage.table(caption, ("Figure", "Period", "Earlier", "Later", "Basis"), cells)


# ---------------------------------------------------------------- passages


def _passages(found: Sequence[DeltaRow], wanted: Wanted) -> str:
    items = "".join(
        f"<li>{_change(row)} {_place(row)}\n{_texts(row, wanted)}</li>\n" for row in found
    )
    return f'<ol class="passages">\n{items}</ol>\n' if found else ""


def _place(row: DeltaRow) -> str:
    """Return where a passage stands, and where it came from if it moved."""
    change = row.change
    if not isinstance(change, PassageChange):
        return ""
    sides = [side for side in (change.before, change.after) if side]
    paths = [*dict.fromkeys(deltas.section(side[0].path) for side in sides)]
    way = " → ".join(path or "top" for path in paths) if any(paths) else ""
    start, end = sides[-1][0].quote.span.start, sides[-1][-1].quote.span.end
    told = ", ".join(filter(None, (change.noise, way, f"characters {start} to {end}")))
    return f'<span class="about">{escape(told)}</span>'


def _texts(row: DeltaRow, wanted: Wanted) -> str:
    change = row.change
    if not isinstance(change, PassageChange):
        return ""
    if change.words:
        return _text(
            "".join(
                _piece(mark, text) for mark, text in word_diff.pieces(change, exact=wanted.noise)
            )
        )
    if not change.after:
        return "".join(_text(f"<del>{_words(each)}</del>") for each in change.before)
    if not change.before:
        return "".join(_text(f"<ins>{_words(each)}</ins>") for each in change.after)
    if change.change in ("split", "merged"):
        return _parted("Earlier", change.before) + _parted("Later", change.after)
    return "".join(_text(_words(each)) for each in change.after)


def _parted(label: str, passages: Sequence[Passage]) -> str:
    texts = "".join(_text(_words(each)) for each in passages)
    return f'<p class="label">{label}</p>\n{texts}'


def _piece(mark: str, text: str) -> str:
    element = _ELEMENTS.get(mark)
    return escape(text) if element is None else f"<{element}>{escape(text)}</{element}>"


def _words(passage: Passage) -> str:
    return escape(passage.quote.text)


def _text(html: str) -> str:
    return f'<p class="text" dir="auto">{html}</p>\n'
