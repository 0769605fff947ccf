"""The figures that editions state, by measure: a list that leads to each series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from timeline.errors import BadValueError
from timeline.formats.registry import write_list
from timeline.formats.tables import FIGURES
from timeline.model import StatedFigure
from timeline.vocabulary import KINDS_OF_FIGURE
from timeline.web import paging
from timeline.web.fact_keys import keys_of
from timeline.web.memory import remembered, remembered_editions
from timeline.web.page import File, Page, Question
from timeline.web.series import all_series, newest_of
from timeline.web.wording import write_command
from timeline.workflow import queries

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
    newest = _newest(asked) if asked.links.static else ()
    total = len(newest) or remembered(
        asked.database,
        ("figures", tuple(sorted(query.items()))),
        lambda: _count(asked, query),
    )
    through = paging.pager(number, total, lambda n: asked.links.page("/figures", n, query))
    first = (number - 1) * paging.ROWS
    rows = newest[first : first + paging.ROWS] or tuple(_asked(asked, query, first, paging.ROWS))
    editions = remembered_editions(asked.database)
    return Page(
        template="figures.html",
        title="Figures" if number == 1 else f"Figures, page {number}",
        values={
            "rows": rows,
            "keys": _keys(asked.database, rows),
            "query": query,
            "pager": through,
            "kinds": KINDS_OF_FIGURE,
            "publications": tuple(dict.fromkeys(e.imprint.publication for e in editions)),
        },
        files={
            "json": File("application/json", partial(_written, asked, query, "json")),
            "csv": File("text/csv; charset=utf-8", partial(_written, asked, query, "csv")),
        },
        command=write_command("figures", options=query),
    )


def _count(asked: Question, query: Mapping[str, str]) -> int:
    """Count the figures; what needs a look at each is counted by looking."""
    if "measure" in query or "as-of" in query:
        return sum(1 for _ in _asked(asked, query))
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


def _keys(database: str, rows: Sequence[StatedFigure]) -> dict[tuple[str, int], str]:
    """Return the keys of figures, by the reference of the edition and their number in it."""
    imprints = {row.imprint.reference: row.imprint for row in rows}

    def answer() -> dict[tuple[str, int], str]:
        return {
            (reference, at): key
            for reference, imprint in imprints.items()
            for at, key in enumerate(keys_of(database, imprint)[0])
        }

    return remembered(database, ("keys of", *imprints), answer)


def _newest(asked: Question) -> tuple[StatedFigure, ...]:
    """Return the newest value of each series: a site has a row for each, not for each statement."""
    editions = remembered_editions(asked.database, asked.within)
    slugs = dict.fromkeys(each.imprint.publication for each in editions)
    found = [newest_of(one) for slug in slugs for one in all_series(asked.database, slug)]
    return tuple(sorted(found, key=lambda row: (row.figure.measure.casefold(), row.key or "")))
