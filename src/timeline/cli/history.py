"""timeline history"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

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
from timeline.formats import HISTORY_FORMATS
from timeline.vocabulary import SUBJECTS

if TYPE_CHECKING:
    from timeline.formats.display import Style
    from timeline.model import Series, Story


_NAMES: Final = {"figures": "a figure", "events": "an event", "items": "a figure or an event"}


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
@format_option(HISTORY_FORMATS, "table")
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

    A file that ends in .vl.json is a Vega-Lite chart of the figures, .triangle.csv has a row for
    each edition and a column for each period, and .ics, .jsonld and .timeline.json hold the events.

    \b
    Examples:
      timeline history "ports of entry"
      timeline history trade --triangle --format csv -o trade.csv
      timeline history dialogue --only events --format text
      timeline history trade -o trade.vl.json
    """
    from itertools import islice

    from timeline.cli import nothing as answers
    from timeline.cli.output import STANDARD_OUTPUT, format_of, write_list
    from timeline.formats import catalogue, histories
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
    nothing = f"No dated edition has {_NAMES[about]} with that name."
    name = format_of(form, output, "table", HISTORY_FORMATS)
    if name not in catalogue.names_of(catalogue.LIST):
        _write_whole(settings, name, found[:limit], output)
        if not found:
            settings.note(answers.said(settings, nothing, about))
        return
    if triangle:
        listing, rows = histories.triangle(figures, style)
        write_list(
            settings, listing, rows[:limit], form=form, output=output, nothing=nothing, about=about
        )
        return
    sparks = _draw_sparks(figures, style) if name == "table" and output == STANDARD_OUTPUT else None
    items = islice(vintages(found), limit)
    statements = histories.histories(sparks, style)
    write_list(settings, statements, items, form=form, output=output, nothing=nothing, about=about)


def _draw_sparks(figures: Sequence[Series], style: Style) -> dict[str, str] | None:
    """Return a drawing of each series by its key for a terminal, None for other outputs."""
    import sys

    from timeline.formats import histories

    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return {one.key: histories.spark(one, style) for one in figures}


def _write_whole(
    settings: Settings, name: str, found: Sequence[Series | Story], output: str
) -> None:
    """Write figures or events in a format that holds only the one or the other.

    Raises FormatContentError where only the other was found.
    """
    from timeline.cli import nothing as answers
    from timeline.cli.output import STANDARD_OUTPUT, write
    from timeline.errors import FormatContentError
    from timeline.formats import DRAWINGS, catalogue, registry
    from timeline.model import Series, Story

    series = [one for one in found if isinstance(one, Series)]
    stories = [one for one in found if isinstance(one, Story)]
    if name in DRAWINGS:
        from timeline.workflow.drawn_files import draw_events, draw_figures

        count = 1
        pieces = (
            draw_figures(name, series)
            if series
            else draw_events(name, [one.happening for one in stories])
        )
    elif name in registry.SERIES:
        count, holds, other = len(series), catalogue.SERIES, catalogue.STORIES
        pieces = registry.write_series(name, series)
    else:
        count, holds, other = len(stories), catalogue.STORIES, catalogue.SERIES
        pieces = registry.write_stories(name, stories)
    if found and not count:
        known = map(catalogue.describe, catalogue.names_of(catalogue.LIST, other))
        raise FormatContentError(name, holds, list(known))
    write(pieces, output)
    if output != STANDARD_OUTPUT:
        left_out = answers.undated(registry.count_undated(name, stories))
        settings.note(f"{output}: written as {name}{left_out}.")
