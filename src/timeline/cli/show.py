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
@limit_option
@format_option(LIST_FORMATS, "table")
@output_option
@shared()
@click.pass_obj
def command(
    settings: Settings, edition: str, limit: int | None, form: str | None, output: str
) -> None:
    """List what one edition states, in the order of its text.

    Figures and events under the sections that they stand in. --format text shows each with its
    sentence.

    \b
    Examples:
      timeline show us-mexico@2023
      timeline show us-mexico --format text
    """
    from timeline.cli.output import write_list
    from timeline.formats.items import ITEMS
    from timeline.workflow import ask

    write_list(
        settings, ITEMS, ask.show(settings.database, edition, limit=limit), form=form, output=output
    )
