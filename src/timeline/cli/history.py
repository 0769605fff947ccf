"""timeline history"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_display_options,
    exact_label_option,
    format_option,
    limit_option,
    output_option,
    publication_option,
    shared,
)
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import SUBJECTS

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@click.argument("wanted", metavar="KEY|TEXT")
@exact_label_option
@publication_option
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(SUBJECTS[:2]),
    help="Only these. Can be repeated.",
)
@click.option(
    "--triangle", is_flag=True, help="Show revisions: one row per period, one column per edition."
)
@limit_option
@format_option(LIST_FORMATS, "table")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    wanted: str,
    exact_label: bool,
    publication: str | None,
    only: tuple[str, ...],
    triangle: bool,
    limit: int | None,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """Trace a figure or an event through every edition.

    TEXT is one or more words of a measure or a title. All of them have to occur, as whole words in
    any order and with any endings, and the best come first. KEY identifies one figure or event;
    this command prints it. Each row says what changed since the previous edition: updated,
    restated, rescheduled, returned, …

    \b
    Examples:
      timeline history "ports of entry"
      timeline history trade --triangle --format csv -o trade.csv
      timeline history dialogue --only events --format text
    """
    import sys
    from itertools import islice

    from timeline.cli.output import STANDARD_OUTPUT, format_of, write_list
    from timeline.formats import histories
    from timeline.model import Series
    from timeline.series import vintages
    from timeline.workflow.history import history

    if triangle and only and "figures" not in only:
        raise click.UsageError("--triangle works only for figures.", click.get_current_context())
    found = history(
        settings.database,
        wanted,
        publication=publication,
        only=("figures",) if triangle else only,
        exact_label=exact_label,
    )
    figures = [one for one in found if isinstance(one, Series)]
    about = "figures" if triangle else only[0] if len(only) == 1 else "items"
    named = {"figures": "a figure", "events": "an event"}.get(about, "a figure or an event")
    nothing = f"No dated edition has {named} with that name."
    if triangle:
        listing, rows = histories.triangle(figures, style)
        write_list(
            settings, listing, rows[:limit], form=form, output=output, nothing=nothing, about=about
        )
        return
    drawn = output == STANDARD_OUTPUT and sys.stdout is not None and sys.stdout.isatty()
    table = format_of(form, output, "table", LIST_FORMATS) == "table"
    sparks = {one.key: histories.spark(one, style) for one in figures} if drawn and table else None
    items = islice(vintages(found), limit)
    statements = histories.histories(sparks, style)
    write_list(settings, statements, items, form=form, output=output, nothing=nothing, about=about)
