"""Everything about some editions as one page to mail: a drawing, events, figures, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from timeline.formats import deltahtml, display, webpage
from timeline.formats.tables import write_dated_amount
from timeline.formats.webpage import escape
from timeline.model import Delta, Happening, StatedFigure
from timeline.values import OPEN_PAST, year_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDrawing:
    """A drawing in a report: its SVG, what it shows in words, and the CSS that it needs."""

    svg: str
    caption: str
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report holds: the events in their order, the figures of the newest editions."""

    title: str
    happenings: Sequence[Happening]
    figures: Iterable[StatedFigure]
    deltas: Iterable[Delta]
    drawing: ReportDrawing | None = None


def write_report(report: Report) -> Iterator[str]:
    """Yield the page, which loads nothing and needs no script."""
    drawing = report.drawing
    parts = [f"<h1>{escape(report.title)}</h1>\n"]
    if drawing is not None:
        parts.append(
            f"<figure><div>{drawing.svg}</div>"
            f"<figcaption>{escape(drawing.caption)}</figcaption></figure>\n"
        )
    parts += ["<h2>Events</h2>\n", *_events(report.happenings)]
    rows = [_figure(each) for each in report.figures]
    if rows:
        table = webpage.table(
            "As the newest edition states them", ("Figure", "Value", "Edition"), rows
        )
        parts += ["<h2>Figures</h2>\n", table]
    for delta in report.deltas:
        before, after = delta.before.imprint.reference, delta.after.imprint.reference
        parts.append(f"<h2>What changed from {escape(before)} to {escape(after)}</h2>\n")
        parts.append(deltahtml.section(delta, level=3))
    yield webpage.page(report.title, "".join(parts), "" if drawing is None else drawing.style)


def _events(happenings: Sequence[Happening]) -> Iterator[str]:
    if not happenings:
        yield "<p>No events.</p>\n"
    for year, of in groupby(happenings, key=_year):
        yield f'<h3>{escape(year)}</h3>\n<ol class="passages">\n'
        yield from map(_event, of)
        yield "</ol>\n"


def _year(happening: Happening) -> str:
    when = happening.when
    if when is None:
        return "Recurring or without a date"
    return "Earlier" if when.first == OPEN_PAST else str(year_of(when.first))


def _event(happening: Happening) -> str:
    newest = happening.newest
    when = display.write_event_date(newest.event)
    said = newest.sentence
    quote = "" if said is None else f'<p class="text" dir="auto">{escape(said)}</p>'
    dated = "" if when is None else f"{escape(when)} "
    return (
        f'<li><span class="label">{dated}{escape(newest.event.status)}</span> '
        f"<strong>{escape(newest.event.title)}</strong>{quote}"
        f'<p class="label">{escape(display.cite_edition(newest.imprint))}, stated in '
        f"{len(happening.editions)} edition{'s' if len(happening.editions) > 1 else ''}</p></li>\n"
    )


def _figure(row: StatedFigure) -> list[str]:
    amount = escape(write_dated_amount(row.figure))
    if row.sentence:
        sentence = f'<p dir="auto">{escape(row.sentence)}</p>'
        amount += f"<details><summary>Sentence</summary>{sentence}</details>"
    return [escape(row.figure.measure), amount, escape(row.imprint.reference)]
