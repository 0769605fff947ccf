"""The style sheet of the charts, by the tokens of the page, and the tokens of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LIGHT: Final = {
    "page": "#fdfcf9", "text": "#1a1a1a", "quiet": "#595650", "rule": "#d8d4c8", "edge": "#807b70",
    "link": "#0a4f8f", "focus": "#0a4f8f", "occurred": "#1f4d3a", "scheduled": "#7a4a00",
    "ongoing": "#1b4f8a", "recurring": "#5b3a8c", "postponed": "#595650", "cancelled": "#595650",
    "overdue": "#9c1c1c", "heat-1": "#eaf0f7", "heat-2": "#c9daec", "heat-3": "#97b8da",
    "heat-4": "#5c8dc0", "heat-5": "#2a6099", "heat-text-4": "#1a1a1a", "heat-text-5": "#fff",
}  # fmt: skip
"""The tokens of colour on light paper."""
DARK: Final = {
    "page": "#15171a", "text": "#e9e7e1", "quiet": "#adaaa2", "rule": "#3a3d42", "edge": "#85827a",
    "link": "#8fc1f5", "focus": "#ffd966", "occurred": "#8fd3b0", "scheduled": "#f0c070",
    "ongoing": "#8fc1f5", "recurring": "#c3aaf0", "postponed": "#adaaa2", "cancelled": "#adaaa2",
    "overdue": "#ff9c96", "heat-1": "#1d2733", "heat-2": "#24405c", "heat-3": "#2f6292",
    "heat-4": "#5c93c9", "heat-5": "#a3cdf5", "heat-text-4": "#15171a", "heat-text-5": "#15171a",
}  # fmt: skip
"""The tokens of colour on a dark page."""

_FONT: Final = (
    'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", Arial, '
    "sans-serif"
)
_STATUSES: Final = (
    "occurred",
    "scheduled",
    "ongoing",
    "recurring",
    "postponed",
    "cancelled",
    "overdue",
)
_RULES: Final = """\
.chart { display: block; overflow: visible; fill: var(--text);
  font-family: FONT; font-size: 13px; font-weight: 400;
  font-variant-numeric: tabular-nums lining-nums; }
.chart[width="328"] { font-size: 12px; }
.chart text { paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
.chart a { fill: inherit; color: inherit; text-decoration: none; }
.chart a:hover text { fill: var(--link); text-decoration: underline; }
.chart .paper { fill: var(--page); }
.chart .quiet { fill: var(--quiet); }
.chart .grid, .chart .base, .chart .today, .chart .edge, .chart .whisker, .chart .unlabelled,
.chart .stroke, .chart .bar, .chart .line, .chart .uncertain, .chart .revision-line { fill: none; }
.chart .grid { stroke: var(--rule); }
.chart .base, .chart .edge, .chart .unlabelled { stroke: var(--edge); }
.chart .today { stroke: var(--edge); stroke-width: 1.5; stroke-dasharray: 1.5 4;
  stroke-linecap: round; }
.chart .whisker { stroke: var(--quiet); }
.chart .stroke { stroke-width: 2; }
.chart .bar { stroke-width: 4; }
.chart .bar.recurring { stroke-dasharray: 8 4; }
.chart .hollow { fill: var(--page); stroke-width: 1.5; }
.chart .line, .chart .disc { stroke: var(--quiet); stroke-width: 1.5; }
.chart .line { stroke-linejoin: round; }
.chart .line.newest { stroke: var(--link); stroke-width: 2.5; }
.chart .disc { fill: var(--page); }
.chart .disc.newest { fill: var(--link); stroke: var(--page); stroke-width: 1; }
.chart .uncertain { stroke: var(--quiet); stroke-width: 1.5; }
.chart .uncertain.newest { stroke: var(--link); }
.chart .revision-line { stroke: var(--text); stroke-width: 1.5; }
.chart .revision { fill: var(--text); }
.chart.sparkline .line { stroke: var(--text); stroke-linecap: round; }
.chart.sparkline .disc.newest { fill: var(--text); stroke: none; }
.chart.editions .disc { stroke: var(--quiet); fill: var(--page); }
.chart.editions .disc.newest { fill: var(--text); stroke: none; }
"""
_HEAT: Final = """\
.other-basis { background-image: repeating-linear-gradient(135deg, transparent 0 5px, \
var(--rule) 5px 6px); }
"""
_FORCED: Final = """\
@media (forced-colors: active) { .chart, .chart .filled, .chart .quiet, .chart .revision,
  .chart .disc.newest { fill: CanvasText; } .chart .grid { stroke: GrayText; }
  .chart text { stroke: Canvas; } .chart .hollow, .chart .disc { fill: Canvas; stroke: CanvasText; }
  .chart .line, .chart .bar, .chart .stroke, .chart .edge, .chart .base { stroke: CanvasText; } }
"""


def set_tokens() -> str:
    """Return the CSS that sets the tokens, for a file that has no others: light and dark."""
    return (
        f":root {{ {_variables(LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
    )


def _variables(tokens: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {color};" for name, color in tokens.items())


def stylesheet() -> str:
    """Return the CSS of the charts and of the cells of a revision triangle.

    It asks for the variables that `LIGHT` and `DARK` name, without "--", and sets none.
    """
    return style_charts() + _style_cells()


def style_charts() -> str:
    """Return the CSS of the charts alone."""
    statuses = "".join(
        f".chart .filled.{name} {{ fill: var(--{name}); }} "
        f".chart .hollow.{name}, .chart .stroke.{name}, .chart .bar.{name} "
        f"{{ stroke: var(--{name}); }} .chart .fade.{name} stop {{ stop-color: var(--{name}); }}\n"
        for name in _STATUSES
    )
    return _RULES.replace("FONT", _FONT) + statuses + _FORCED


def _style_cells() -> str:
    cells = "".join(f".heat-{n} {{ background: var(--heat-{n}); }}\n" for n in range(1, 6))
    return (
        cells
        + "".join(f".heat-{n}, .heat-{n} a {{ color: var(--heat-text-{n}); }}\n" for n in (4, 5))
        + _HEAT
    )
