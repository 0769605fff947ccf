"""timeline blame"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, format_option, output_option, shared
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import SUBJECTS


@click.command(cls=Command)
@click.argument("edition")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(SUBJECTS),
    help="Only these. Can be repeated.",
)
@format_option(LIST_FORMATS, "table")
@output_option
@shared()
@click.pass_obj
def command(
    settings: Settings, edition: str, only: tuple[str, ...], form: str | None, output: str
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
    from timeline.formats.publication_dates import ORIGINS
    from timeline.workflow.blame import blame

    write_list(
        settings, ORIGINS, blame(settings.database, edition, only=only), form=form, output=output
    )
