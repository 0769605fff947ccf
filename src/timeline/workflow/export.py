"""A list -> the text of a file."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.formats import registry, tables
from timeline.workflow import ask


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
) -> Iterator[str]:
    """Yield the chronology in one of `timeline.formats.LIST_FORMATS`, piece by piece.

    Raises as `events` does, at the first step.
    """
    rows = ask.events(
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
    return registry.write_list(format, tables.HAPPENINGS, rows)
