"""Whether what a function costs grows with what it is given, told without a clock on the wall."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Final, TypeVar

Given = TypeVar("Given")

GENEROUS: Final = 10.0
"""Seconds of the processor; what is linear takes a part of them."""
FAST: Final = 1.0
"""Seconds below which the growth is not asked for: noise is a large part of them."""
GROWTH: Final = 10
"""Most that four times as much may cost; what is quadratic costs sixteen times as much."""


def seconds(function: Callable[[Given], object], given: Given) -> float:
    start = process_time()
    function(given)
    return process_time() - start


def excess(
    function: Callable[[Given], object], make: Callable[[int], Given], size: int
) -> str | None:
    """Return why a function is not linear in the size of what is made for it, None where it is.

    A quarter goes first, so that what is quadratic is left before it takes minutes: that takes
    sixteen times as long for the whole, what is linear four times. What grew too much is measured
    again.
    """
    slow = None
    for _ in range(4):
        quarter = seconds(function, make(size // 4))
        if quarter > GENEROUS:
            slow = f"{quarter:.2f} s for {size // 4}"
            continue
        whole = seconds(function, make(size))
        if whole < FAST or whole <= GROWTH * quarter:
            return None
        slow = f"{quarter:.2f} s for {size // 4}, {whole:.2f} s for {size}"
    return slow
