"""timeline diff"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_display_options,
    format_option,
    output_option,
    section_option,
    shared,
    words_option,
)
from timeline.cli.typed_names import complete_edition_or_file
from timeline.formats import DELTA_FORMATS
from timeline.vocabulary import CHANGES, SUBJECTS

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@click.argument("before", shell_complete=complete_edition_or_file)
@click.argument("after", shell_complete=complete_edition_or_file)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(SUBJECTS),
    help="Only these. Can be repeated.",
)
@click.option(
    "--change",
    "changes",
    multiple=True,
    type=click.Choice(CHANGES),
    metavar="NAME",
    help="Only changes with this name. Can be repeated.",
)
@words_option("changes", "--find")
@section_option
@click.option(
    "--published",
    multiple=True,
    metavar="EDTF",
    help="Date of publication of a document, or 'unknown'; for two, give it twice.  [default: from "
    "editions.json, the file's name, or the document]",
)
@click.option("--stat", is_flag=True, help="Print only the number of changes.")
@click.option("--noise", is_flag=True, help="Also print differences in chrome and typography.")
@click.option("--all", "everything", is_flag=True, help="Also print what is unchanged, and noise.")
@click.option("--exit-code", is_flag=True, help="Exit with status 1 if something changed.")
@format_option(DELTA_FORMATS, "text")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    before: str,
    after: str,
    only: tuple[str, ...],
    changes: tuple[str, ...],
    find: str | None,
    exact_label: bool,
    section: str | None,
    published: tuple[str, ...],
    stat: bool,
    noise: bool,
    everything: bool,
    exit_code: bool,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """Show what changed from one edition to another.

    BEFORE and AFTER are stored editions, snapshot files, or documents (text, Markdown, HTML,
    PDF). Comparing two files needs no database. What a partial edition does not cover counts
    neither as added nor as dropped. A document of which nobody says when it was published has the
    date that it states of itself ("Last updated: 15 May 2024"); a note says if BEFORE is the newer
    one, or if nobody knows. Noise is counted, but is not a change: differences in what a
    site puts around the document (chrome), or only in quotation marks, dashes, spaces, line
    breaks or capitals (typography).

    --find takes your own words, in any order and with any endings: all of them have to occur in
    what a figure or an event is called or in its sentence, or in a passage.

    \b
    Examples:
      timeline diff us-mexico@2021 us-mexico@2022
      timeline diff us-mexico@2021 us-mexico@2022 --find "port of entry"
      timeline diff old.txt new.txt --format json --all
      timeline diff old.md new.md --published 2024-04-15 --published 2024-05-15
      timeline diff us-mexico@2021 us-mexico@2022 -o changes.html
      timeline diff us-mexico@2021 us-mexico@2022 --only figures --change updated
    """
    import sys

    from timeline.cli import colors as paint
    from timeline.cli.output import STANDARD_OUTPUT, format_of, write
    from timeline.formats import registry
    from timeline.formats.deltarows import Wanted
    from timeline.workflow import compare, compared_files

    if stat and form not in (None, "text"):
        raise click.UsageError("--stat works only with --format text.", click.get_current_context())
    name = format_of(form, output, "text", ("text",) if stat else DELTA_FORMATS)
    whole = compare.diff(settings.database, before, after, published=published)
    asked = compare.search_rows(find, section, exact_label=exact_label)
    delta = compare.narrowed(whole, only, changes, asked)
    colors = paint.delta if name == "text" and settings.colored(sys.stdout) else None
    wanted = Wanted(
        quiet=everything or bool(changes), noise=everything or noise, only=only, changes=changes
    )
    pieces = (
        registry.write_stats([delta], wanted, style)
        if stat
        else [registry.write_delta(name, delta, wanted, style)]
    )
    write(pieces, output, colors, paged=settings)
    if (doubt := compared_files.doubt_order(whole, before, after)) is not None:
        settings.note(doubt)
    if asked and not compare.has_rows(delta):
        from timeline.cli import nothing

        settings.note(nothing.unfound(find, compare.labels(whole)))
    if output != STANDARD_OUTPUT:
        settings.note(f"{output}: written as {name}.")
    raise click.exceptions.Exit(1 if exit_code and delta.changed else 0)
