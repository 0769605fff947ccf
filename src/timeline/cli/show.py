"""timeline show"""

from __future__ import annotations

import click

from timeline.cli.common import (
    Command,
    Settings,
    format_option,
    limit_option,
    output_option,
    shared,
)
from timeline.formats import LIST_FORMATS


@click.command(cls=Command)
@click.argument("edition")
@click.option(
    "--dates",
    is_flag=True,
    help="List the stated dates of publication instead, and who states each.",
)
@limit_option
@format_option(LIST_FORMATS, "table")
@output_option
@shared()
@click.pass_obj
def command(
    settings: Settings,
    edition: str,
    dates: bool,
    limit: int | None,
    form: str | None,
    output: str,
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
    from timeline.formats.claims import DATES
    from timeline.formats.items import ITEMS
    from timeline.workflow import queries

    stated = queries.snapshot(settings.database, edition)
    if dates:
        found = queries.dates(settings.database, edition, limit=limit)
        write_list(settings, DATES, found, form=form, output=output)
    else:
        write_list(settings, ITEMS, queries.items(stated, limit=limit), form=form, output=output)
    for doubt in doubts(stated):
        settings.note(f"{stated.imprint.reference}: {doubt}")
