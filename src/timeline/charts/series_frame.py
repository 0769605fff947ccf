"""The frame of a chart of a series: its scales, its axes, and the words at their ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from timeline.charts.label_places import Box
from timeline.charts.lettering import cut_label, text_width, wrap_label
from timeline.charts.observations import Observation, unit_of
from timeline.charts.scales import TimeScale, ValueScale, name_ticks, scale_values, whole_years
from timeline.charts.svg import draw_path, write_text
from timeline.charts.units_in_words import write_label, write_unit
from timeline.formats.display import write_holding_time
from timeline.formats.written_amounts import group_digits
from timeline.values import year_of

HEIGHTS: Final = {760: 300, 328: 220}
"""The height of a chart by its width, in px, without the panel of revisions."""
_SIZES: Final = {760: 13, 328: 12}
_LABELS: Final = {760: 150, 328: 92}
"""The px within which the label of the newest value is broken into lines."""
_MARGIN: Final = 0.2
"""The share of the width that the ticks of values take at most; labels at the right take two."""
_LEFT, _RIGHT, _ABOVE, _BELOW = 56, 86, 30, 28
_FROM_ZERO: Final = frozenset({"level", "count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFrame:
    """The scales of some observations; `newest` are the lines of the label of the newest value."""

    width: int
    size: int
    time: TimeScale
    values: ValueScale
    ticks: tuple[str, ...]
    unit: str
    newest: tuple[str, ...]

    @staticmethod
    def of(observations: tuple[Observation, ...], width: int) -> SeriesFrame:
        """Return the frame of observations, of which there is one at least."""
        size, height = _SIZES[width], HEIGHTS[width]
        figure = newest_of(observations).stated.figure
        most = max(abs(number) for number in _numbers(observations))
        values = _scale(observations, _ABOVE, height - _BELOW)
        word, ticks = name_ticks(values.ticks, most, group_digits)
        if max(text_width(tick, size) for tick in ticks) > _MARGIN * width:
            values = _scale(observations, _ABOVE, height - _BELOW, from_zero=True)
            word, ticks = name_ticks(values.ticks, most, group_digits)
        unit = write_unit(unit_of(observations), word, figure.quantity.per)
        if values.ticks[0] > 0 and figure.kind != "rank":
            sign = "%" if figure.quantity.unit == "percent" else ""
            unit = f"{unit} (axis starts at {ticks[0]}{sign})".lstrip()
        lines = (
            *wrap_label(write_label(figure), size, _LABELS[width]),
            *wrap_label(write_holding_time(figure) or "", size, _LABELS[width]),
        )
        left = max(_LEFT, *(text_width(tick, size) + 16 for tick in ticks))
        right = max(_RIGHT, *(text_width(line, size) + 16 for line in lines))
        right = min(right, 2 * _MARGIN * width)
        days = whole_years(
            min(year_of(one.when.first) for one in observations),
            max(year_of(one.when.last) for one in observations),
        )
        return SeriesFrame(
            width=width, size=size, values=values, ticks=ticks,
            unit=cut_label(unit, len(unit), size, width), newest=lines,
            time=TimeScale(*days, left, width - right),
        )  # fmt: skip

    def x(self, one: Observation) -> float:
        """Return the middle of the time that a statement refers to."""
        return self.time.middle(one.when.first, one.when.last)

    def y(self, value: Decimal) -> float:
        """Return where a value is drawn."""
        return self.values.at(value)

    def is_near(self, one: Observation, other: Observation) -> bool:
        """Tell whether two discs lie so close that one label tells of both."""
        across, up = self.x(one) - self.x(other), self.y(one.level) - self.y(other.level)
        return abs(across) < 2 * self.size and abs(up) < self.size

    @property
    def base(self) -> float:
        """The lower edge of the values."""
        return max(self.values.bottom, self.values.top)

    @property
    def room(self) -> Box:
        """The rectangle in which labels may stand."""
        return Box(0, 0, self.width - 2, self.base)

    @property
    def taken(self) -> list[Box]:
        """The rectangles of the unit in words and of the ticks of the values."""
        unit = Box(0, 0, text_width(self.unit, self.size) + 6, 18)
        end, half = self.time.left - 10, self.size / 2 + 1
        return [unit] + [
            Box(
                end - text_width(name, self.size) - 4,
                self.y(tick) - half,
                end + 4,
                self.y(tick) + half,
            )
            for tick, name in zip(self.values.ticks, self.ticks, strict=True)
        ]

    def _is_no_rank(self, value: Decimal) -> bool:
        return not value and self.values.bottom < self.values.top

    def draw_axes(self) -> str:
        """Return the grid, the names of its ticks, and the unit above them."""
        left, right = self.time.left, self.time.right
        grid: list[str | float] = []
        names = []
        for value, name in zip(self.values.ticks, self.ticks, strict=True):
            y = self.y(value)
            if not self._is_no_rank(value):
                names.append(write_text(left - 10, y + self.size / 3, name, "quiet", "end"))
            if abs(y - self.base) > 1 and value:
                grid += ["M", left, y, "H", right]
        base: list[str | float] = ["M", left, self.base, "H", right]
        if self.values.ticks[0] < 0 <= self.values.ticks[-1]:
            base = ["M", left, self.y(Decimal(0)), "H", right]
            grid += ["M", left, self.base, "H", right]
        for tick in self.time.ticks(self.size):
            x = self.time.middle(tick.first, tick.last)
            names.append(write_text(x, self.base + 20, tick.label, "quiet", "middle"))
        drawn = (
            (draw_path("grid", *grid) if grid else "") + draw_path("base", *base) + "".join(names)
        )
        return drawn + (write_text(0, 13, self.unit, "quiet") if self.unit else "")


def newest_of(observations: tuple[Observation, ...]) -> Observation:
    """Return the latest time that the newest edition states."""
    edition = observations[-1].edition
    return max(
        (one for one in observations if one.edition == edition),
        key=lambda one: (one.when.last, -one.when.first),
    )


def _numbers(observations: tuple[Observation, ...]) -> list[Decimal]:
    numbers = (n for one in observations for n in (one.value, one.high, *(one.ends or ())))
    return [number for number in numbers if number is not None]


def _scale(
    observations: tuple[Observation, ...], top: float, bottom: float, *, from_zero: bool = False
) -> ValueScale:
    """Return the scale of all numbers; the best rank, which is the lowest, stands at the top."""
    kind = newest_of(observations).stated.figure.kind
    ends = (top, bottom) if kind == "rank" else (bottom, top)
    return scale_values(
        _numbers(observations), *ends,
        from_zero=from_zero or kind in _FROM_ZERO, whole=kind in ("rank", "count"),
    )  # fmt: skip
