"""Scales: from days and values to pixels, with the ticks that a reader expects.

Time has a tick for 1, 2, 5, 10, 20, 25, 50 or 100 years, for quarters or for months; values for
1, 2, 2.5 or 5 times a power of ten. A unit is said once, in words, above its axis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final

from timeline.charts.lettering import text_width
from timeline.formats.display import write_period
from timeline.values import Period, day_number, year_of

_APART: Final = 72
"""The fewest px from one tick of time to the next."""
YEAR_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000)
"""The years from one tick to the next, or in one column."""
_MONTHS: Final = (1, 3)
_SHORT: Final = 3 * 366
"""A stretch of fewer days has ticks for months or quarters where they have room."""
_YEAR_DAYS: Final = 365.2425
_LAST_YEAR: Final = 9_999
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A year, quarter or month with a tick, by its first and last day, and its name."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The days from `first` to `last`, both inclusive, over the px from `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    @property
    def day(self) -> float:
        """The px that a day takes."""
        return (self.right - self.left) / (self.last - self.first + 1)

    def start(self, day: int) -> float:
        """Return where a day begins, at an edge for days outside."""
        inside = min(max(day, self.first), self.last + 1)
        return self.left + (inside - self.first) * self.day

    def end(self, day: int) -> float:
        """Return where a day ends, at an edge for days outside."""
        return self.start(day + 1)

    def middle(self, first: int, last: int) -> float:
        """Return the middle of some days, of those that are not outside."""
        return (self.start(first) + self.end(last)) / 2

    def ticks(self, size: int) -> tuple[TimeTick, ...]:
        """Return the ticks that begin within the days, their names drawn in `size` px.

        Where only one would, they are the first and the last year.
        """
        found = [
            TimeTick(period.first, period.last, write_period(period))
            for period in self._tick_periods(size)
        ]
        inside = [tick for tick in found if self.first <= tick.first <= self.last]
        if len(inside) < _FEWEST:
            years = sorted({year_of(self.first), year_of(self.last)})
            inside = [TimeTick(*whole_years(year, year), name_year(year)) for year in years]
        return tuple(inside)

    def _tick_periods(self, size: int) -> Iterator[Period]:
        first, last = (_known_year(year_of(day)) for day in (self.first, self.last))
        years = range(first, last + 1)
        if self.last - self.first < _SHORT:
            for step in _MONTHS:
                if step * 30.4 * self.day >= max(_APART, text_width("Sept. 2023", size) + 16):
                    yield from (p for year in years for p in _months(year, step))
                    return
        room = _APART / (self.day * _YEAR_DAYS)
        step = next((step for step in YEAR_STEPS if step >= room), YEAR_STEPS[-1])
        yield from (Period.of(year) for year in years if year % step == 0)


def _months(year: int, step: int) -> Iterator[Period]:
    for number in range(12 // step):
        yield (
            Period.of(year, number + 1)
            if step == 1
            else Period.parse(f"{Period.of(year).edtf}-{33 + number}")
        )


def name_year(year: int) -> str:
    """Return a year as people count; one that no date can have as the nearest that one can."""
    return write_period(Period.of(_known_year(year)))


def _known_year(year: int) -> int:
    return min(max(year, -_LAST_YEAR), _LAST_YEAR)


def whole_years(first: int, last: int) -> tuple[int, int]:
    """Return the first day of one year and the last day of another."""
    return day_number(first, 1, 1), day_number(last, 12, 31)


# ---------------------------------------------------------------- values

_UP: Final = 45
"""The fewest px from one tick of values to the next."""
_STEPS: Final = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_EXACT: Final = Context(prec=1_000, Emin=-9_999, Emax=9_999)


@dataclass(frozen=True, slots=True)
class ValueScale:
    """The values from the first to the last tick over the px from `bottom` to `top`.

    A rank has its best, the lowest number, at the top: there `bottom` is less than `top`.
    """

    ticks: tuple[Decimal, ...]
    bottom: float
    top: float

    def at(self, value: Decimal) -> float:
        """Return where a value is drawn."""
        low, high = self.ticks[0], self.ticks[-1]
        share = _EXACT.divide(_EXACT.subtract(value, low), _EXACT.subtract(high, low))
        return self.bottom - float(share) * (self.bottom - self.top)


def scale_values(
    values: Sequence[Decimal], bottom: float, top: float, *, from_zero: bool, whole: bool
) -> ValueScale:
    """Return a scale that holds all values; `whole` has no tick between two whole numbers."""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = _EXACT.add(low, Decimal(1) if whole or not low else abs(low) / 10)
    most = max(1, min(5, int(abs(bottom - top) // _UP)))
    fit = next(ticks for ticks in _tried(low, high, whole=whole) if len(ticks) <= most + 1)
    return ValueScale(tuple(fit), bottom, top)


def _tried(low: Decimal, high: Decimal, *, whole: bool) -> Iterator[list[Decimal]]:
    """Yield the ticks around two values with steps that grow."""
    exponent = _EXACT.subtract(high, low).adjusted() - 1
    while True:
        for factor in _STEPS[:-1]:
            step = factor.scaleb(exponent)
            if not whole or step == step.to_integral_value():
                start = _round(_EXACT.divide(low, step), ROUND_FLOOR)
                end = _round(_EXACT.divide(high, step), ROUND_CEILING)
                yield [
                    _EXACT.multiply(step, Decimal(number))
                    for number in range(start, min(end, start + 40) + 1)
                ]
        exponent += 1


def _round(number: Decimal, mode: str) -> int:
    return int(number.to_integral_value(rounding=mode, context=_EXACT))


_SCALES: Final = ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand"))
_PLAIN: Final = 10_000
"""Numbers below it stand on an axis as they are: "7,500" and not "7.5 thousand"."""
_LEAST, _MOST = Decimal("0.001"), Decimal(10) ** 16
"""Numbers outside are written with a power of ten."""
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def name_ticks(
    ticks: Sequence[Decimal], most: Decimal, group: Callable[[Decimal], str]
) -> tuple[str, tuple[str, ...]]:
    """Return the word for a power of ten, or none, and the ticks written in it: "0", "300".

    `most` is the size of the largest value, after which the word is chosen.
    """
    power, word = next(((p, w) for p, w in _SCALES if most >= Decimal(10) ** p), (0, ""))
    if most < _PLAIN or (power == 3 and most < 10 * _PLAIN):
        power, word = 0, ""
    if most and not _LEAST <= most < _MOST:
        power = most.adjusted() // 3 * 3
        word = f"×10{str(power).translate(_RAISED)}"
    scaled = [tick.scaleb(-power, context=_EXACT) for tick in ticks]
    exponents = [int(each.normalize(_EXACT).as_tuple().exponent) for each in scaled if each]
    places = max((-exponent for exponent in exponents), default=0)
    return word, tuple(_written(each, max(places, 0), group) for each in scaled)


def _written(number: Decimal, places: int, group: Callable[[Decimal], str]) -> str:
    text = group(abs(number))
    if places and number:
        whole, _, rest = text.partition(".")
        text = f"{whole}.{rest:0<{places}}"
    return f"−{text}" if number < 0 else text
