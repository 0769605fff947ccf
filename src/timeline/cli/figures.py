"""timeline figures"""

from __future__ import annotations

import click

from timeline.cli.common import (
    Command,
    Settings,
    format_option,
    output_option,
    selection,
    shared,
)
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import KINDS_OF_FIGURE


@click.command(cls=Command)
@click.option("--measure", metavar="TEXT", help="Only measures that contain all of these words.")
@selection(kinds=KINDS_OF_FIGURE)
@format_option(LIST_FORMATS, "table")
@output_option
@shared()
@click.pass_obj
def command(
    settings: Settings,
    measure: str | None,
    since: str | None,
    until: str | None,
    publication: str | None,
    edition: str | None,
    kind: str | None,
    as_of: str | None,
    in_print: str | None,
    limit: int | None,
    form: str | None,
    output: str,
) -> None:
    """List the figures that editions state.

    The list is sorted by measure and period, then by the date of the edition. --from and --to
    select by the period of a figure, or by the day as of which it holds.

    \b
    Examples:
      timeline figures --measure "ports of entry"
      timeline figures --from 2022 --format csv -o figures.csv
    """
    from timeline.cli.output import write_list
    from timeline.formats.tables import FIGURES
    from timeline.workflow import queries

    rows = queries.figures(
        settings.database,
        since=since,
        until=until,
        publication=publication,
        edition=edition,
        kind=kind,
        as_of=as_of,
        in_print=in_print,
        measure=measure,
        limit=limit,
    )
    write_list(settings, FIGURES, rows, form=form, output=output, about="figures")
