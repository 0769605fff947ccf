"""timeline editions"""

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
    publication_option,
    shared,
)
from timeline.formats import LIST_FORMATS

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@publication_option
@limit_option
@format_option(LIST_FORMATS, "table")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    publication: str | None,
    limit: int | None,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """List the stored editions.

    The list is sorted by publication and date; undated editions come last, unless their labels
    tell their place. An edition is named PUBLICATION@LABEL. The beginning of a label or date is
    enough if only one edition starts with it. @-1 is the newest edition, @-2 the one before it, and
    a publication alone means its newest edition.

    \b
    Example:
      timeline editions --publication us-mexico
    """
    from timeline.cli.output import write_list
    from timeline.formats.tables import list_editions
    from timeline.workflow import queries

    rows = queries.editions(settings.database, publication=publication, limit=limit)
    write_list(settings, list_editions(style), rows, form=form, output=output)
