"""The chronology of a publication, or of all: a drawing, and the list by years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from typing import Final

from timeline.charts.scales import whole_years
from timeline.charts.strip_window import neighbouring_windows
from timeline.edition.given_dates import period_given
from timeline.edition_order import place_editions
from timeline.errors import BadValueError
from timeline.formats import LIST_FORMATS
from timeline.formats.registry import Piece, write_list
from timeline.formats.tables import HAPPENINGS
from timeline.model import EditionSummary, Happening, Imprint
from timeline.values import OPEN_PAST, Period, year_of
from timeline.vocabulary import KINDS_OF_EVENT, STATUSES
from timeline.web import drawings, findings, paging
from timeline.web.drawings import PageDrawing
from timeline.web.event_list import EventList, EventTotals
from timeline.web.findings import Place
from timeline.web.memory import remember_for, remembered, remembered_editions
from timeline.web.page import File, Moved, Page, Question
from timeline.web.page_links import chronology_path
from timeline.web.paging import Pager
from timeline.web.wording import write_command
from timeline.workflow.export import Selection, export_selection

FILTERS: Final = ("from", "to", "status", "kind", "q", "as-of", "all")
"""What the address can ask for, by the names of the command line."""
_FILES: Final = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "json": ("json", "application/json"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ics": ("ics", "text/calendar; charset=utf-8"),
    "atom": ("atom", "application/atom+xml"),
    "timeline.json": ("timelinejs", "application/json"),
    "jsonld": ("jsonld", "application/ld+json"),
}
"""The formats of the list by the endings of their addresses, with their media types."""
_OF_CHANGES: Final = ("xlsx", "atom")
"""Formats that compare all editions: a site has them for each publication, not for all at once."""
_MOST_DRAWN: Final = 5_000
"""Events that are read for the drawing; of more, a range of years has to be chosen."""
_CHOICES: Final = {"status": STATUSES, "kind": KINDS_OF_EVENT}


@dataclass(frozen=True, slots=True)
class ListedHappening:
    """A happening as the list shows it; `late` tells whether it is overdue."""

    happening: Happening
    late: bool


@dataclass(frozen=True, slots=True)
class YearOfList:
    """The rows that begin in one year, in what is asked for; `name` is empty for the undated."""

    name: str
    rows: tuple[ListedHappening, ...]


def build(asked: Question) -> Page | Moved:
    """Return the chronology; a publication that is asked for as a filter has an address of its own.

    Raises BadValueError for a filter, PublicationNotFoundError.
    """
    publication = asked.publication
    named, chosen = asked.parts.get("publication"), asked.get("publication")
    path = "/events" if named is None else chronology_path(named)
    query = _filters(asked)
    if named is None and chosen is not None:
        return Moved(asked.links.to(chronology_path(chosen), {**query, "page": asked.get("page")}))
    listed = EventList(asked.database, publication, query)
    totals = listed.totals()
    number = paging.page_number(asked)
    through = paging.pager(number, totals.shown, lambda n: _page_address(asked, path, query, n))
    late = findings.overdue(asked.database, asked.today)
    drawing = _drawing(asked, listed, totals, late)
    rows = listed.page(number)
    editions = _editions(asked, publication)
    return Page(
        template="chronology.html",
        title=_title(publication, editions, through),
        values={
            "publication": publication,
            "name": _name(publication, editions),
            "newest_first": neighbours(editions),
            "path": path,
            "query": query,
            "totals": totals,
            "drawing": drawing,
            "ways": {} if drawing is None else _ways(drawing),
            "late": sum(1 for p, _, _ in late if publication in (None, p)),
            "years": tuple(_years(rows, late, period_given("from", query.get("from")))),
            "pager": through,
            "statuses": STATUSES,
            "kinds": KINDS_OF_EVENT,
        },
        files={
            **_files(asked, listed),
            **({} if drawing is None else {"svg": drawing.file()}),
        },
        command=_command(publication, query),
    )


def _filters(asked: Question) -> dict[str, str]:
    """Return what is asked for by name. Raises BadValueError for what is no choice."""
    query = {name: value for name in FILTERS if (value := asked.get(name))}
    for name, choices in _CHOICES.items():
        if name in query and query[name] not in choices:
            raise BadValueError(name, query[name], f"one of {', '.join(choices)}")
    return query


def _drawing(
    asked: Question, listed: EventList, totals: EventTotals, late: Iterable[Place]
) -> PageDrawing | None:
    """Draw what is asked for; None where nothing of it has a date, or too much to be read."""
    if totals.years is None or totals.shown > _MOST_DRAWN:
        return None
    window = _window(listed.query, totals.years)

    def draw() -> PageDrawing:
        happenings = listed.all(core=listed.only_core)
        return drawings.strip(
            happenings, today=asked.today, window=window, links=asked.links, late=late
        )

    if asked.links.static:  # the addresses are those of this page, and have to be noted
        return draw()
    question = ("strip", listed.publication, *sorted(listed.query.items()), asked.today)
    return remembered(asked.database, question, draw)


def _window(query: Mapping[str, str], years: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last day of the range that is asked for, None where none is."""
    begin, end = (period_given(name, query.get(name)) for name in ("from", "to"))
    if begin is None and end is None:
        return None
    first, last = years
    return (
        whole_years(first, first)[0] if begin is None else begin.first,
        whole_years(last, last)[1] if end is None else end.last,
    )


def _ways(drawing: PageDrawing) -> Mapping[str, dict[str, str]]:
    """Return the windows beside that of a drawing, as filters by their names."""
    window = drawing.drawn.window
    found = {} if window is None else neighbouring_windows(window)
    if not drawing.drawn.earlier:
        found.pop("earlier", None)
    if not drawing.drawn.later:
        found.pop("later", None)
    return {
        name: {"from": str(year_of(first)), "to": str(year_of(last))}
        for name, (first, last) in found.items()
    }


def _files(asked: Question, listed: EventList) -> Mapping[str, File]:
    """Return the list as files; where words were searched, those alone that hold any list."""
    publication, query = listed.publication, listed.query

    chosen = Selection(
        publication=publication,
        since=query.get("from"),
        until=query.get("to"),
        status=query.get("status"),
        kind=query.get("kind"),
        as_of=query.get("as-of"),
    )

    def written(form: str) -> Iterator[Piece]:
        if "q" in query:
            return write_list(form, HAPPENINGS, listed.all(core=False))
        return export_selection(
            asked.database, form, chosen, remember_for(asked.database), everything=True
        )

    left_out = _OF_CHANGES if asked.links.static and publication is None else ()
    return {
        ending: File(media, partial(written, form))
        for ending, (form, media) in _FILES.items()
        if (form in LIST_FORMATS or "q" not in query) and form not in left_out
    }


def _years(
    rows: Iterable[Happening], late: Collection[Place], begin: Period | None
) -> Iterator[YearOfList]:
    """Yield the rows under the years in which they begin, not before the range begins."""
    first = None if begin is None else begin.first
    for name, of in groupby(rows, key=lambda happening: _year(happening, first)):
        listed = (ListedHappening(each, findings.place(each.newest) in late) for each in of)
        yield YearOfList(name, tuple(listed))


def _year(happening: Happening, begin: int | None) -> str:
    when = happening.when
    if when is None:
        return ""
    first = when.first if begin is None else max(when.first, begin)
    return "Earlier" if first == OPEN_PAST else str(year_of(first))


def _editions(asked: Question, publication: str | None) -> tuple[EditionSummary, ...]:
    return () if publication is None else remembered_editions(asked.database, publication)


def _name(publication: str | None, editions: Sequence[EditionSummary]) -> str:
    titles = [each.imprint.title for each in editions if each.imprint.title]
    return titles[-1] if titles else publication or "All publications"


def _title(publication: str | None, editions: Sequence[EditionSummary], through: Pager) -> str:
    page = f", page {through.number}" if through.number > 1 else ""
    return f"{_name(publication, editions)}: chronology{page}"


def _page_address(asked: Question, path: str, query: Mapping[str, str], number: int) -> str:
    return asked.links.page(path, number, query)


def _command(publication: str | None, query: Mapping[str, str]) -> str:
    options = {"publication": publication} | {
        {"q": "search"}.get(name, name): value for name, value in query.items() if name != "all"
    }
    return write_command("events", *(["--all"] if "all" in query else ()), options=options)


def neighbours(
    listed: Sequence[EditionSummary],
) -> Sequence[tuple[Imprint | None, EditionSummary]]:
    """Return the editions, the newest first, each with the one that has its place before it."""
    pairs = pairwise(place_editions(each.imprint for each in listed))
    before = {after: before for before, after in pairs if before.publication == after.publication}
    return [(before.get(each.imprint), each) for each in reversed(listed)]
