"""timeline figures"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_display_options,
    format_option,
    output_option,
    selection,
    shared,
    words_option,
)
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import KINDS_OF_FIGURE

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@words_option("measures", "--measure", "--search", "measure")
@selection(kinds=KINDS_OF_FIGURE)
@format_option(LIST_FORMATS, "table")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    measure: str | None,
    exact_label: bool,
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
    style: Style,
) -> None:
    """List the figures that editions state.

    The list is sorted by measure and period, then by the date of the edition. --from and --to
    select by the period of a figure, or by the day as of which it holds.

    --measure takes your own words: all of them have to occur in the measure, in what else names the
    figure, or in its sentence and headings, as whole words in any order and with any endings.

    \b
    Examples:
      timeline figures --measure "ports of entry"
      timeline figures --measure "citizen in Mexico"
      timeline figures --from 2022 --format csv -o figures.csv
    """
    from timeline.cli.output import write_list
    from timeline.formats.tables import list_figures
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
        exact_label=exact_label,
        limit=limit,
    )
    write_list(settings, list_figures(style), rows, form=form, output=output, about="figures")
