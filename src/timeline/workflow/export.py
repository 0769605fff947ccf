"""The chronology, with its figures and changes where a format holds them -> pieces of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from timeline.formats import DRAWINGS, registry, stored_rows, tables
from timeline.formats.book import Book
from timeline.formats.display import PEOPLE, Style
from timeline.formats.registry import Piece
from timeline.model import Delta, Happening
from timeline.workflow import queries
from timeline.workflow.core_events import CoreEvents, lists_minor
from timeline.workflow.drawn_files import draw_events
from timeline.workflow.remembering import Remember, ask_anew
from timeline.workflow.report_pages import report_on


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported; None for all."""

    since: str | None = None
    until: str | None = None
    publication: str | None = None
    edition: str | None = None
    status: str | None = None
    kind: str | None = None
    as_of: str | None = None
    in_print: str | None = None
    limit: int | None = None

    def named(self, *names: str) -> dict[str, Any]:
        """Return some of its values by name, as the questions to the store take them."""
        return {name: getattr(self, name) for name in names}


def export(
    database: str,
    format: str = "csv",  # noqa: A002  the name of the option
    *,
    since: str | None = None,
    until: str | None = None,
    publication: str | None = None,
    edition: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    as_of: str | None = None,
    in_print: str | None = None,
    limit: int | None = None,
    everything: bool = False,
    exact: bool = False,
    iso_dates: bool = False,
    counted: Callable[[int], None] = lambda _: None,
    left_out: Callable[[int], None] = lambda _: None,
    passed: Callable[[], None] = lambda: None,
) -> Iterator[Piece]:
    """Yield the chronology in one of `timeline.formats.EXPORT_FORMATS`, piece by piece.

    A piece is text, or bytes where the format is none. Formats for people leave minor events out,
    and texts end with how many there are, unless `everything` is asked for. Formats that hold
    figures and changes, too, have all of the chosen editions: `kind` and `status` choose events,
    `since` and `until` events and figures. `exact` and `iso_dates` say how formats for people write
    numbers and dates. `counted` receives the number of happenings at the end, those left out among
    them, and `left_out` that of events for which the format has no place, as they have no date;
    `passed` is called after each happening that is written. Raises what `events` raises, at the
    first step.
    """
    return export_selection(
        database,
        format,
        Selection(since, until, publication, edition, status, kind, as_of, in_print, limit),
        ask_anew,
        everything=everything,
        style=Style(exact=exact, iso=exact or iso_dates),
        counted=counted,
        left_out=left_out,
        passed=passed,
    )


def export_selection(
    database: str,
    format: str,  # noqa: A002  as above
    chosen: Selection,
    remember: Remember,
    *,
    everything: bool = False,
    style: Style = PEOPLE,
    counted: Callable[[int], None] = lambda _: None,
    left_out: Callable[[int], None] = lambda _: None,
    passed: Callable[[], None] = lambda: None,
) -> Iterator[Piece]:
    """Yield what `export` does; comparisons and statements that `remember` knows are reused."""
    if format in registry.BOOKS:
        return registry.write_book(format, _book(database, chosen, remember, counted, passed))
    if format == "csv" and chosen.as_of is None and chosen.in_print is None:
        return _csv(database, chosen, counted, passed)
    minor = lists_minor(format, chosen.status, everything=everything)
    rows = queries.events(database, **_of_events(chosen, limit=chosen.limit if minor else None))
    core = None if minor else CoreEvents(rows, chosen.limit)
    told = (
        _counting(rows, counted, passed)
        if core is None
        else _counting(core, lambda shown: counted(shown + core.left_out), passed)
    )
    if format in DRAWINGS:
        return draw_events(format, told)
    if format == "html":
        return report_on(database, list(told), chosen.publication)
    if format in registry.STORIES:
        return _stories(database, format, told, remember, left_out)
    pieces = registry.write_list(format, tables.list_happenings(style), told)
    return pieces if core is None else chain(pieces, core.closing_line())


def _csv(
    database: str, chosen: Selection, counted: Callable[[int], None], passed: Callable[[], None]
) -> Iterator[Piece]:
    """Yield the chronology as CSV from stored rows: a million happenings need not be made."""
    names = ("since", "until", "publication", "edition", "status", "kind", "limit")
    columns = queries.event_columns(database, stored_rows.stored_names(), **chosen.named(*names))
    number = 0

    def batches() -> Iterator[dict[str, Sequence[Any]]]:
        nonlocal number
        for batch in columns:
            number += len(batch["key"])
            yield batch
            for _ in batch["key"]:
                passed()

    yield from stored_rows.write_csv(batches())
    counted(number)


def _of_events(chosen: Selection, limit: int | None) -> dict[str, Any]:
    names = ("since", "until", "publication", "edition", "status", "kind", "as_of", "in_print")
    return {**chosen.named(*names), "limit": limit}


def _stories(
    database: str,
    name: str,
    told: Iterable[Happening],
    remember: Remember,
    left_out: Callable[[int], None],
) -> Iterator[Piece]:
    from timeline.workflow.stories import with_statements  # late: a list needs no statements

    stories = with_statements(database, list(told), remember)
    yield from registry.write_stories(name, stories)
    left_out(registry.count_undated(name, stories))


def _book(
    database: str,
    chosen: Selection,
    remember: Remember,
    counted: Callable[[int], None],
    passed: Callable[[], None],
) -> Book:
    events = queries.events(database, **_of_events(chosen, chosen.limit))
    names = ("since", "until", "publication", "edition", "as_of", "in_print", "limit")
    return Book(
        happenings=_counting(events, counted, passed),
        figures=queries.figures(database, **chosen.named(*names)),
        deltas=islice(_deltas(database, chosen, remember), chosen.limit),
    )


def _deltas(database: str, chosen: Selection, remember: Remember) -> Iterator[Delta]:
    """Yield what the editions changed that are chosen, by publication, the newest first."""
    from timeline.workflow import compare  # late: only these formats compare editions

    names = ("publication", "edition", "as_of", "in_print")
    seen = queries.seen_editions(database, **chosen.named(*names))
    for slug in dict.fromkeys(imprint.publication for imprint in seen):
        for delta in compare.compare_neighbours(database, slug, remember):
            if delta.after.imprint in seen:
                yield delta


def _counting(
    rows: Iterable[Happening], counted: Callable[[int], None], passed: Callable[[], None]
) -> Iterator[Happening]:
    number = 0
    for number, row in enumerate(rows, start=1):  # noqa: B007  the last number is the count
        yield row
        passed()
    counted(number)
