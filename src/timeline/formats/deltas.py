"""A delta for people: figures, events and passages, one line a change, as text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.formats.deltajson import QUIET
from timeline.formats.human import amount, edition, event_date, reference, visible
from timeline.formats.plain import literal
from timeline.model import Change, Delta, Event, Figure, Imprint, Passage, PassageChange

_COMMON_WORDS: Final = 5
"""Of a stretch that both sides have, so many words are shown at either end of it."""


@dataclass(frozen=True, slots=True)
class _Line:
    change: str
    said: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    counts: dict[str, int]
    lines: tuple[_Line, ...]

    @property
    def heading(self) -> str:
        if not self.counts:
            return f"{self.title}: none"
        loud = {name: count for name, count in self.counts.items() if name not in QUIET}
        quiet = {name: count for name, count in self.counts.items() if name in QUIET}
        return f"{self.title}: " + "; ".join(
            filter(None, (_counted(loud) or "no change", _counted(quiet)))
        )


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('-', ' ')}" for name, count in counts.items())


def _sections(delta: Delta, everything: bool) -> tuple[_Section, ...]:
    summary = delta.summary()
    lines: tuple[tuple[str, Iterable[_Line]], ...] = (
        ("Figures", [_Line(r.change, _figures(r), r.flags) for r in delta.figures]),
        ("Events", [_Line(r.change, _events(r), r.flags) for r in delta.events]),
        ("Passages", [_Line(r.change, _passages(r), ()) for r in delta.passages]),
    )
    return tuple(
        _Section(
            title,
            summary[title.lower()],
            tuple(line for line in found if everything or line.change not in QUIET),
        )
        for title, found in lines
    )


def text(delta: Delta, everything: bool = False) -> str:
    """Return the two editions, then each kind of change with its counts, one line a change."""
    parts = [f"{_edition(delta.before.imprint)} -> {_edition(delta.after.imprint)}\n"]
    for section in _sections(delta, everything):
        width = max((len(line.change) for line in section.lines), default=0)
        flags = [f"  [{', '.join(line.flags)}]" if line.flags else "" for line in section.lines]
        parts += [f"\n{section.heading}\n"]
        parts += [
            f"  {line.change:<{width}}  {line.said}{flag}\n"
            for line, flag in zip(section.lines, flags, strict=True)
        ]
    return "".join(parts)


def stat(delta: Delta) -> str:
    """Return the two editions, and the counts of changes, a line each kind."""
    headings = [f"  {section.heading}\n" for section in _sections(delta, everything=False)]
    title = f"{_edition(delta.before.imprint)} -> {_edition(delta.after.imprint)}\n"
    return "".join((title, *headings))


def markdown(delta: Delta, everything: bool = False) -> str:
    """Return the same as `text`, as headings and lists."""
    before, after = _edition(delta.before.imprint), _edition(delta.after.imprint)
    parts = [f"# {literal(before)} → {literal(after)}\n"]
    for section in _sections(delta, everything):
        parts.append(f"\n## {literal(section.heading)}\n")
        parts += ["\n"] if section.lines else []
        parts += [
            f"- **{line.change}** {literal(line.said)}"
            + (f" ({', '.join(line.flags)})" if line.flags else "")
            + "\n"
            for line in section.lines
        ]
    return "".join(parts)


def _edition(imprint: Imprint) -> str:
    return f"{edition(imprint)} ({imprint.coverage})"


# ---------------------------------------------------------------- figures


def _figures(row: Change[Figure]) -> str:
    match row.before, row.after:
        case None, Figure() as after:
            return f"{visible(after.measure)}: {_stated(after)}"
        case Figure() as before, None:
            return f"{visible(before.measure)}: {_stated(before)}"
        case Figure() as before, Figure() as after:
            name = visible(after.measure)
            if before.measure != after.measure and row.change not in QUIET:
                name = f"{visible(before.measure)} -> {name}"
            if row.change in QUIET:
                return f"{name}: {_stated(after)}"
            return f"{name}: {_both(before, after)}"
    return ""


def _stated(figure: Figure, *, unit: bool = True) -> str:
    time = reference(figure)
    quantity = amount(figure, unit=unit)
    return quantity if time is None else f"{quantity} ({time})"


def _both(before: Figure, after: Figure) -> str:
    """Return "55 -> 47 ports of entry"; what is the same on both sides is said once."""
    same_unit = (before.quantity.unit, before.quantity.per) == (
        after.quantity.unit,
        after.quantity.per,
    )
    old, new = amount(before, unit=not same_unit), amount(after)
    times = reference(before), reference(after)
    if times[0] == times[1]:
        closing = "" if times[1] is None else f" ({times[1]})"
        return f"{amount(after)}{closing}" if _same(before, after) else f"{old} -> {new}{closing}"
    return f"{old} ({times[0] or 'no period'}) -> {new} ({times[1] or 'no period'})"


def _same(before: Figure, after: Figure) -> bool:
    return amount(before) == amount(after)


# ---------------------------------------------------------------- events


def _events(row: Change[Event]) -> str:
    match row.before, row.after:
        case None, Event() as after:
            return f"{_dated(after)}: {visible(after.title)}"
        case Event() as before, None:
            return f"{_dated(before)}: {visible(before.title)}"
        case Event() as before, Event() as after:
            return f"{_turn(before, after)}: {visible(after.title)}"
    return ""


def _turn(before: Event, after: Event) -> str:
    """Return "2022-12-12 scheduled -> occurred"; the date is said once where it is the same."""
    if _dated(before) == _dated(after):
        return _dated(after)
    if event_date(before) == event_date(after):
        return f"{_dated(before)} -> {after.status}"
    return f"{_dated(before)} -> {_dated(after)}"


def _dated(event: Event) -> str:
    date = event_date(event)
    return event.status if date is None else f"{date} {event.status}"


# ---------------------------------------------------------------- passages


def _passages(row: PassageChange) -> str:
    if row.change == "reworded" and row.words:
        return f'"{"".join(_marked(old, new) for _, old, new in row.words)}"'
    old, new = _joined(row.before), _joined(row.after)
    if not row.before or old == new:
        return new
    return old if not row.after else f"{old} -> {new}"


def _joined(passages: Sequence[Passage]) -> str:
    return " + ".join(f'"{visible(passage.quote.text)}"' for passage in passages)


def _marked(old: str, new: str) -> str:
    """Return a stretch of words: kept ones cut in the middle, [-old ones-], {+new ones+}."""
    if old == new:
        words = re.findall(r"\s*\S+\s*", visible(old)) or [visible(old)]
        if len(words) > 2 * _COMMON_WORDS + 1:
            words = [*words[:_COMMON_WORDS], "… ", *words[-_COMMON_WORDS:]]
        return "".join(words)
    removed, added = visible(old), visible(new)
    model = added if added.strip() else removed
    before = model[: len(model) - len(model.lstrip())]
    after = model[len(model.rstrip()) :]
    removed = f"[-{removed.strip()}-]" if removed.strip() else ""
    added = f"{{+{added.strip()}+}}" if added.strip() else ""
    return f"{before}{removed}{added}{after}"
