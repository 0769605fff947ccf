"""timeline events"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_all_events,
    add_display_options,
    format_option,
    output_option,
    selection,
    shared,
    words_option,
)
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import KINDS_OF_EVENT, STATUSES

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@words_option("events", "--search")
@selection(kinds=KINDS_OF_EVENT, statuses=STATUSES)
@format_option(LIST_FORMATS, "table")
@output_option
@add_all_events
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    search: str | None,
    exact_label: bool,
    since: str | None,
    until: str | None,
    publication: str | None,
    edition: str | None,
    status: str | None,
    kind: str | None,
    as_of: str | None,
    in_print: str | None,
    limit: int | None,
    everything: bool,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """List past and planned events in chronological order.

    Each row is one event as the newest edition states it, with the number of editions that state
    it. An event is listed if its date overlaps the range; recurring events and events without a
    date of their own come last. Minor events are only counted, unless you use --all. Use --format
    text to see the sentences.

    --search takes your own words: all of them have to occur in the title or the sentence of an
    event, as whole words in any order and with any endings.

    \b
    Examples:
      timeline events --from 2020
      timeline events --status scheduled --format text
      timeline events --search "economic dialogue meets"
      timeline events --from 2020-07 --to 2021 --format csv -o events.csv
    """
    from dataclasses import replace

    from timeline.cli.output import format_of, write_list
    from timeline.edition.given_dates import period_given
    from timeline.formats.tables import list_happenings
    from timeline.workflow import queries
    from timeline.workflow.core_events import CoreEvents, lists_minor

    name = format_of(form, output, "table", LIST_FORMATS)
    minor = lists_minor(name, status, everything=everything)
    rows = queries.events(
        settings.database,
        since=since,
        until=until,
        publication=publication,
        edition=edition,
        status=status,
        kind=kind,
        search=search,
        exact_label=exact_label,
        as_of=as_of,
        in_print=in_print,
        limit=limit if minor else None,
    )
    core = None if minor else CoreEvents(rows, limit)
    listing = list_happenings(style, period_given("--from", since))
    if search is not None:  # the best come first, not the oldest
        listing = replace(listing, chapter=lambda _: None)
    write_list(
        settings,
        listing,
        core or rows,
        form=form,
        output=output,
        about="events",
        closing=core.closing_line() if core else (),
    )
