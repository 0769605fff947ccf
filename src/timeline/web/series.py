"""One figure through all editions: its value now, its revisions, each statement with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.charts.triangle import revision_triangle
from timeline.errors import KeyNotFoundError
from timeline.formats.histories import HISTORY
from timeline.formats.jsonlists import array
from timeline.formats.registry import write_list, write_series
from timeline.model import Series, StatedFigure, Vintage
from timeline.series import chosen, vintages
from timeline.web import drawings
from timeline.web.drawings import PageDrawing
from timeline.web.memory import remember_for, remembered
from timeline.web.page import File, Moved, Page, Question
from timeline.web.page_links import series_path
from timeline.web.wording import write_command
from timeline.workflow import history


@dataclass(frozen=True, slots=True)
class SeriesStatement:
    """A statement of a series: what changed with it, and what it says."""

    vintage: Vintage
    row: StatedFigure


def build(asked: Question) -> Page | Moved:
    """Return the page of a series by the key of any figure of it. Raises KeyNotFoundError."""
    key = f"{asked.parts['edition']}#{asked.parts['fact']}"
    found = chosen(all_series(asked.database, asked.parts["edition"].partition("@")[0]), key)
    if not found:
        raise KeyNotFoundError(key)
    one = found[0]
    if one.key != key:
        return Moved(asked.links.to(series_path(one.key)))
    told = tuple(vintages((one,)))
    drawing = _drawing(asked, one)
    newest = newest_of(one)
    return Page(
        template="series.html",
        title=newest.figure.measure,
        values={
            "series": one,
            "newest": newest,
            "drawing": drawing,
            "triangle": revision_triangle(one),
            "statements": _statements(told)[::-1],
            "restated": sum(vintage.change == "restated" for vintage in told),
            "editions": len({member.imprint.label for member in one.members}),
        },
        files={
            "json": File("application/json", lambda: array(HISTORY, told)),
            "csv": File("text/csv; charset=utf-8", lambda: write_list("csv", HISTORY, told)),
            **({} if drawing is None else {"svg": drawing.file()}),
            "triangle.csv": File(
                "text/csv; charset=utf-8", lambda: write_series("triangle", (one,))
            ),
        },
        command=write_command("history", key),
    )


def _drawing(asked: Question, one: Series) -> PageDrawing | None:
    def draw() -> PageDrawing | None:
        return drawings.series(one, lambda row: asked.links.fact(row.key or one.key))

    if asked.links.static:  # the addresses are those of this page, and have to be noted
        return draw()
    return remembered(asked.database, ("drawing of a series", one.key), draw)


def all_series(database: str, publication: str) -> tuple[Series, ...]:
    """Return the series of a publication, remembered. Raises DatabaseError."""
    return history.all_series(database, publication, remember_for(database))


def newest_of(one: Series) -> StatedFigure:
    """Return what the newest edition says of the latest period."""
    label = one.newest.imprint.label
    last = [member for member in one.members if member.imprint.label == label]
    return max(last, key=_when)


def _when(member: StatedFigure) -> int:
    time = member.figure.period or member.figure.as_of
    return -10_000_000 if time is None else time.last


def _statements(told: Sequence[Vintage]) -> tuple[SeriesStatement, ...]:
    return tuple(
        SeriesStatement(vintage, vintage.item)
        for vintage in told
        if isinstance(vintage.item, StatedFigure)
    )
