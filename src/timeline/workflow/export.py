"""A list -> the text of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from timeline.formats import registry, tables
from timeline.model import Happening
from timeline.workflow import queries


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
    counted: Callable[[int], None] = lambda _: None,
) -> Iterator[str]:
    """Yield the chronology in one of `timeline.formats.LIST_FORMATS`, piece by piece.

    `counted` receives the number of happenings at the end. Raises what `events` raises, at the
    first step.
    """
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
        limit=limit,
    )
    return registry.write_list(format, tables.HAPPENINGS, _counting(rows, counted))


def _counting(rows: Iterable[Happening], counted: Callable[[int], None]) -> Iterator[Happening]:
    number = 0
    for number, row in enumerate(rows, start=1):  # noqa: B007  the last number is the count
        yield row
    counted(number)
