"""Series of figures as a Vega-Lite chart: the value by the period, a line for each edition.

The data stand in the file, with every digit as text, and the chart turns them into numbers; each
point has its edition, quote and source. Figures without a period are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from timeline.changes import label_in
from timeline.formats.calendar_days import day_of
from timeline.formats.jsonlists import dumps
from timeline.formats.tables import write_dated_amount
from timeline.model import Series, StatedFigure
from timeline.values import decimal_text

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_PANEL_HEIGHT: Final = 120
_TOOLTIP: Final = ("reading", "edition", "published", "quote", "source")


def write(found: Sequence[Series]) -> Iterator[str]:
    """Yield the JSON of a chart, with a panel a series, its values in its own unit."""
    values = [point for series in found for point in _points(series)]
    panels = {value["series"]: value["panel"] for value in values}
    chart: dict[str, Any] = {
        "$schema": SCHEMA,
        "description": "Values by the period that they are about, as each edition states them.",
        "data": {"values": values},
        "transform": [{"calculate": "toNumber(datum.value)", "as": "number"}],
        "mark": {"type": "line", "point": True},
        "encoding": _encoding(list(panels.values())),
    }
    if len(panels) > 1:
        chart["height"] = _PANEL_HEIGHT
        chart["resolve"] = {"scale": {"x": "shared", "y": "independent"}}
    yield dumps(chart, indent=2) + "\n"


def _points(series: Series) -> Iterator[dict[str, Any]]:
    for member in series.members:
        figure = member.figure
        when = figure.period or figure.as_of
        day = None if when is None else day_of(when.first) or day_of(when.last)
        if when is None or day is None:
            continue
        published = member.imprint.published
        yield {
            "series": series.key,
            "panel": _panel(series),
            "period": when.edtf,
            "day": day.isoformat(),
            "value": decimal_text(figure.quantity.value),
            "reading": write_dated_amount(figure),
            "edition": member.imprint.reference,
            "published": None if published is None else published.edtf,
            "quote": _words(member),
            "source": member.imprint.source,
        }


def _panel(series: Series) -> str:
    """Return what a series is called, with its unit."""
    newest = series.newest.figure
    quantity = newest.quantity
    unit = quantity.unit or newest.unit_text
    per = "" if quantity.per is None else f" per {quantity.per}"
    name = label_in(newest, newest)
    return f"{name}{per}" if unit is None else f"{name} ({unit}{per})"


def _words(member: StatedFigure) -> str | None:
    quote = member.figure.quote
    return member.sentence or (None if quote is None else quote.text)


def _encoding(panels: list[str]) -> dict[str, Any]:
    titled = panels[0] if len(panels) == 1 else None
    encoding: dict[str, Any] = {
        "x": {"field": "day", "type": "temporal", "scale": {"type": "utc"}, "title": "period"},
        "y": {
            "field": "number", "type": "quantitative", "scale": {"zero": False}, "title": titled,
        },
        "color": {"field": "edition", "type": "nominal"},
        "tooltip": [{"field": name, "type": "nominal"} for name in _TOOLTIP],
    }  # fmt: skip
    if len(panels) > 1:
        encoding["row"] = {"field": "panel", "type": "nominal", "title": None}
    return encoding
