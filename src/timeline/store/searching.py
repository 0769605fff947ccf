"""What is asked for in words: rows that can fit are chosen in SQL, and graded as they are read.

The condition in SQL spares reading; what fits is decided by `timeline.label_search` alone, so
that both databases give the same answer. What comes by grade is read before the first of it is
yielded: memory grows with what fits, or with the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from heapq import nsmallest
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func

from timeline.label_search import Search, rank_of_figure
from timeline.model import Happening, StatedFigure
from timeline.text import SOFT_HYPHEN

T = TypeVar("T")


def can_hold(asked: Search, *columns: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """Ask for what can fit: the beginning of every word occurs in some of the texts."""
    first, *others = (func.coalesce(column, "") for column in columns)
    joined: Any = first
    for each in others:
        joined = joined + " " + each
    joined = func.replace(joined, SOFT_HYPHEN, "")
    return [func.lower(joined).contains(needle, autoescape=True) for needle in asked.needles]


def best_happenings(
    found: Iterable[Happening], asked: Search, limit: int | None = None
) -> Generator[Happening, None, None]:
    """Yield the happenings whose title, or the sentence of their newest edition, fits."""

    def grade(happening: Happening) -> int | None:
        return asked.grade(happening.newest.event.title, happening.newest.sentence)

    return _best_first(found, grade, limit)


def best_figures(
    found: Iterable[StatedFigure], asked: Search, limit: int | None = None
) -> Generator[StatedFigure, None, None]:
    """Yield the figures that fit by what names them, then by their sentence and headings."""
    return _best_first(found, lambda row: rank_of_figure(asked, row), limit)


def _best_first(
    found: Iterable[T], grade: Callable[[T], Any], limit: int | None
) -> Generator[T, None, None]:
    """Yield what fits by grade; what has the same grade stays in its order."""
    graded = ((of, one) for one in found if (of := grade(one)) is not None)
    by_grade = itemgetter(0)
    best = sorted(graded, key=by_grade) if limit is None else nsmallest(limit, graded, key=by_grade)
    for _, one in best:
        yield one
