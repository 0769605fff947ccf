"""timeline blame"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_display_options,
    format_option,
    output_option,
    shared,
)
from timeline.cli.typed_names import complete_edition
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import SUBJECTS

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@click.argument("edition", shell_complete=complete_edition)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(SUBJECTS),
    help="Only these. Can be repeated.",
)
@format_option(LIST_FORMATS, "table")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    edition: str,
    only: tuple[str, ...],
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """Show which edition first said each thing.

    For each passage, figure and event, blame names the edition that first stated it, and the
    first edition that states it in its present form.

    \b
    Examples:
      timeline blame us-mexico@2023 --only figures
      timeline blame us-mexico --format text
    """
    from timeline.cli.output import write_list
    from timeline.formats.publication_dates import list_origins
    from timeline.workflow.blame import blame

    found = blame(settings.database, edition, only=only)
    write_list(settings, list_origins(style), found, form=form, output=output)
