"""Long lists, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from timeline.errors import BadValueError
from timeline.web.failures import PageNotFoundError
from timeline.web.page import Question

ROWS: Final = 100
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of how many is shown, of how many rows; `links` are numbers with addresses."""

    number: int
    count: int
    total: int
    links: tuple[tuple[int, str], ...]

    @property
    def first(self) -> int:
        """The place of the first row that is shown, from 1."""
        return (self.number - 1) * ROWS + 1

    @property
    def last(self) -> int:
        """The place of the last row that is shown."""
        return min(self.number * ROWS, self.total)


def page_number(asked: Question) -> int:
    """Return the page that is asked for, from 1. Raises BadValueError for what is no number."""
    text = asked.parts.get("page") or asked.get("page") or "1"
    if not (text.isdecimal() and text.isascii() and int(text[:9]) > 0):
        raise BadValueError("page", text, "a number of a page. Write 1, 2, 3 and so on.")
    return int(text[:9])


def pager(number: int, total: int, address: Callable[[int], str]) -> Pager:
    """Return the way through a list of `total` rows; `address` is that of a page by its number.

    Raises PageNotFoundError for a page after the last one, with that as the nearest.
    """
    count = max(1, -(-total // ROWS))
    if number > count:
        raise PageNotFoundError(address(number), address(count))
    shown = sorted({1, *range(max(1, number - 1), min(count, number + 1) + 1), count})
    return Pager(number, count, total, tuple((each, address(each)) for each in shown))
