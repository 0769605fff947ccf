"""The figures that editions state, by measure: a list that leads to each series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from timeline.errors import BadValueError
from timeline.formats.registry import write_list
from timeline.formats.tables import FIGURES
from timeline.model import StatedFigure
from timeline.vocabulary import KINDS_OF_FIGURE
from timeline.web import paging
from timeline.web.findings import Place, place
from timeline.web.memory import placed_editions, remembered, remembered_editions
from timeline.web.page import File, Page, Question
from timeline.web.series import all_series, newest_of
from timeline.web.wording import write_command
from timeline.workflow import queries
from timeline.workflow.stored_edition import FIGURE, figures_at, keys_at

FILTERS = ("from", "to", "publication", "edition", "kind", "measure", "as-of")
"""What the address can ask for, by the names of the command line."""


def build(asked: Question) -> Page:
    """Return the list of figures. Raises BadValueError for a filter, UsageError for a name."""
    query = {name: value for name in FILTERS if (value := asked.get(name))}
    if asked.within is not None:
        query["publication"] = asked.within
    if query.get("kind", KINDS_OF_FIGURE[0]) not in KINDS_OF_FIGURE:
        raise BadValueError("kind", query["kind"], f"one of {', '.join(KINDS_OF_FIGURE)}")
    number = paging.page_number(asked)
    total, figures_from = _listed(asked, query)
    through = paging.pager(number, total, lambda n: asked.links.page("/figures", n, query))
    rows = tuple(figures_from((number - 1) * paging.ROWS))
    return Page(
        template="figures.html",
        title="Figures" if number == 1 else f"Figures, page {number}",
        values={
            "rows": _keyed(asked.database, rows),
            "placed": placed_editions(asked.database, asked.within),
            "query": query,
            "pager": through,
            "kinds": KINDS_OF_FIGURE,
            "publications": queries.publications(asked.database),
        },
        files={
            "json": File("application/json", partial(_written, asked, query, "json")),
            "csv": File("text/csv; charset=utf-8", partial(_written, asked, query, "csv")),
        },
        command=write_command("figures", options=query),
    )


def _listed(
    asked: Question, query: Mapping[str, str]
) -> tuple[int, Callable[[int], Iterable[StatedFigure]]]:
    """Return how many figures are listed, and what lists those of a page from a place on.

    Where each figure has to be looked at, that is done once, and their places are remembered.
    """
    if asked.links.static and (newest := _newest(asked)):
        return len(newest), lambda first: newest[first : first + paging.ROWS]
    question = ("figures", *sorted(query.items()))
    if "measure" in query or "as-of" in query:
        places = remembered(asked.database, question, lambda: _places(asked, query), len)
        return len(places), lambda first: figures_at(
            asked.database, places[first : first + paging.ROWS]
        )
    total = remembered(asked.database, question, lambda: _count(asked, query))
    return total, lambda first: _asked(asked, query, first, paging.ROWS)


def _places(asked: Question, query: Mapping[str, str]) -> tuple[Place, ...]:
    return tuple(place(row) for row in _asked(asked, query))


def _count(asked: Question, query: Mapping[str, str]) -> int:
    return queries.count_figures(
        asked.database,
        since=query.get("from"),
        until=query.get("to"),
        publication=query.get("publication"),
        edition=query.get("edition"),
        kind=query.get("kind"),
    )


def _asked(
    asked: Question, query: Mapping[str, str], offset: int = 0, limit: int | None = None
) -> Iterator[StatedFigure]:
    return queries.figures(
        asked.database,
        since=query.get("from"),
        until=query.get("to"),
        publication=query.get("publication"),
        edition=query.get("edition"),
        kind=query.get("kind"),
        measure=query.get("measure"),
        as_of=query.get("as-of"),
        offset=offset,
        limit=limit,
    )


def _written(asked: Question, query: Mapping[str, str], form: str) -> Iterator[str | bytes]:
    return write_list(form, FIGURES, _asked(asked, query))


def _keyed(database: str, rows: Sequence[StatedFigure]) -> tuple[StatedFigure, ...]:
    """Return figures with their keys; those of series have them."""
    keys = keys_at(database, FIGURE, {place(row) for row in rows if row.key is None})
    return tuple(row if row.key is not None else replace(row, key=keys[place(row)]) for row in rows)


def _newest(asked: Question) -> tuple[StatedFigure, ...]:
    """Return the newest value of each series: a site has a row for each, not for each statement."""
    editions = remembered_editions(asked.database, asked.within)
    slugs = dict.fromkeys(each.imprint.publication for each in editions)
    found = [newest_of(one) for slug in slugs for one in all_series(asked.database, slug)]
    return tuple(sorted(found, key=lambda row: (row.figure.measure.casefold(), row.key or "")))
