"""timeline show"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_display_options,
    format_option,
    limit_option,
    output_option,
    shared,
)
from timeline.cli.typed_names import complete_edition
from timeline.formats import LIST_FORMATS

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@click.argument("edition", shell_complete=complete_edition)
@click.option(
    "--dates",
    is_flag=True,
    help="List the stated dates of publication instead, and who states each.",
)
@limit_option
@format_option(LIST_FORMATS, "table")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    edition: str,
    dates: bool,
    limit: int | None,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """List what one edition states, in the order of its text.

    Figures and events are listed under the headings of their sections. Use --format text to see
    the sentences.

    With --dates, show lists every stated date of publication, who states it, and which one is
    believed: the first in the order user, editions.json, name, structured-data, meta, byline,
    commit, capture. A note on standard error says if the dates contradict one another or the text.

    \b
    Examples:
      timeline show us-mexico@2023
      timeline show us-mexico --format text
      timeline show us-mexico --dates
    """
    from timeline.cli.output import write_list
    from timeline.edition.metadata import doubts
    from timeline.formats.claims import list_dates
    from timeline.formats.items import list_items
    from timeline.workflow import queries

    stated = queries.snapshot(settings.database, edition)
    if dates:
        found = queries.dates(settings.database, edition, limit=limit)
        write_list(settings, list_dates(style), found, form=form, output=output)
    else:
        items = queries.items(stated, limit=limit)
        write_list(settings, list_items(style), items, form=form, output=output)
    for doubt in doubts(stated):
        settings.note(f"{stated.imprint.reference}: {doubt}")
