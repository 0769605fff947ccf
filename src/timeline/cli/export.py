"""timeline export"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_all_events,
    add_display_options,
    format_option,
    selection,
    shared,
)
from timeline.cli.typed_names import complete_file
from timeline.formats import EXPORT_FORMATS
from timeline.vocabulary import KINDS_OF_EVENT, STATUSES

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    shell_complete=complete_file,
    required=True,
    help="File to write, completely or not at all; - is standard output.",
)
@format_option(EXPORT_FORMATS, "csv")
@selection(kinds=KINDS_OF_EVENT, statuses=STATUSES)
@add_all_events
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    output: str,
    form: str | None,
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
    style: Style,
) -> None:
    """Write the chronology to a file.

    The ending of FILE selects the format: .csv, .json, .jsonl, .md, .txt, .xlsx (Excel), .zip
    (CSV files with a Data Package), .parquet, .ics (calendar), .timeline.json (TimelineJS), .jsonld
    (schema.org) or .atom (feed of changes). Other endings, and endings that do not match --format,
    are refused. Excel workbooks and Data Packages hold figures and the changes of each edition,
    too; --kind and --status choose events only. Calendars and TimelineJS leave out what has no
    date. Markdown, text and TimelineJS leave out minor events. CSV follows RFC 4180, in UTF-8; text
    that a spreadsheet would take for a formula gets an apostrophe in front.

    \b
    Examples:
      timeline export -o chronology.csv
      timeline export -o chronology.xlsx --publication us-mexico
      timeline export -o plans.ics --status scheduled
      timeline export -o - --format jsonl --from 2020
    """
    from timeline.cli import nothing
    from timeline.cli.output import STANDARD_OUTPUT, format_of, write
    from timeline.cli.progress import Progress
    from timeline.workflow import export, queries

    counts: list[int] = []
    undated: list[int] = []
    name = format_of(form, output, "csv", EXPORT_FORMATS)
    progress = Progress(settings, shown=output != STANDARD_OUTPUT)
    narrowed = (since, until, publication, edition, status, kind, as_of, in_print, limit)
    if progress.drawn and not any(narrowed):
        progress.start(queries.counts(settings.database)["happenings"])
    pieces = export.export(
        settings.database,
        name,
        since=since,
        until=until,
        publication=publication,
        edition=edition,
        status=status,
        kind=kind,
        as_of=as_of,
        in_print=in_print,
        limit=limit,
        everything=everything,
        exact=style.exact,
        iso_dates=style.iso,
        counted=counts.append,
        left_out=undated.append,
        passed=progress.step,
    )
    write(progress.clear_after(pieces), output, paged=settings)
    if counts == [0] and not settings.quiet:
        settings.note(nothing.said(settings, "No happenings.", "events"))
    if output != STANDARD_OUTPUT:
        settings.note(f"{output}: chronology written as {name}{nothing.undated(sum(undated))}.")
