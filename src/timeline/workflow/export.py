"""A list -> the text of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from timeline.formats import registry, tables
from timeline.formats.display import Style
from timeline.model import Happening
from timeline.workflow import queries
from timeline.workflow.core_events import CoreEvents, lists_minor


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
    passed: Callable[[], None] = lambda: None,
) -> Iterator[str]:
    """Yield the chronology in one of `timeline.formats.LIST_FORMATS`, piece by piece.

    Formats for people leave minor events out and end with how many there are, unless `everything`
    is asked for. `exact` and `iso_dates` say how formats for people write numbers and dates.
    `counted` receives the number of happenings at the end, those left out among them; `passed` is
    called after each that is written. Raises what `events` raises, at the first step.
    """
    minor = lists_minor(format, status, everything=everything)
    rows = queries.events(
        database,
        since=since,
        until=until,
        publication=publication,
        edition=edition,
        status=status,
        kind=kind,
        as_of=as_of,
        in_print=in_print,
        limit=limit if minor else None,
    )
    listing = tables.list_happenings(Style(exact=exact, iso=exact or iso_dates))
    if minor:
        return registry.write_list(format, listing, _counting(rows, counted, passed))
    core = CoreEvents(rows, limit)
    told = _counting(core, lambda shown: counted(shown + core.left_out), passed)
    pieces = registry.write_list(format, listing, told)
    return chain(pieces, core.closing_line())


def _counting(
    rows: Iterable[Happening], counted: Callable[[int], None], passed: Callable[[], None]
) -> Iterator[Happening]:
    number = 0
    for number, row in enumerate(rows, start=1):  # noqa: B007  the last number is the count
        yield row
        passed()
    counted(number)
