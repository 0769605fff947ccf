"""The table of the benchmarks says what was met, and the fit of the growth what grows."""

from __future__ import annotations

import pytest

from benchmarks.scale import exponent_of
from benchmarks.table import Line


@pytest.mark.parametrize(
    ("line", "ratio", "met"),
    [
        (Line("a", 4.0, "s", "floor", 2.0, most=3.0), 2.0, True),
        (Line("a", 8.0, "s", "floor", 2.0, most=3.0), 4.0, False),
        (Line("a", 0.5, "s", "peer", 30.0, least=50), 60.0, True),
        (Line("a", 26.0, "ms", most=25.0), None, False),
        (Line("a", 26.0, "ms"), None, None),
    ],
)
def test_a_line_is_met_by_its_ratio_or_else_by_itself(
    line: Line, ratio: float | None, met: bool | None
) -> None:
    assert (line.ratio, line.met) == (ratio, met)


def test_cells_have_three_digits_that_count() -> None:
    assert Line("a", 0.01234, "s", "floor", 1234.5, most=2).cells() == (
        "a", "0.0123 s", "floor", "1,234 s", "1e-05", "at most 2 times", "met",
    )  # fmt: skip


def test_the_exponent_of_what_grows_with_the_square_is_two() -> None:
    sizes = (10, 100, 1_000)
    assert exponent_of({size: 3.0 * size for size in sizes}) == pytest.approx(1)
    assert exponent_of({size: size * size / 7 for size in sizes}) == pytest.approx(2)
