"""timeline log"""

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
    section_option,
    shared,
    words_option,
)
from timeline.cli.typed_names import complete_publication
from timeline.formats import LOG_FORMATS

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@click.argument("publication", shell_complete=complete_publication)
@click.option("--since", metavar="EDTF", help="Only editions published on or after this date.")
@words_option("changes", "--find")
@section_option
@click.option("--stat", is_flag=True, help="Print only the number of changes.")
@click.option("--noise", is_flag=True, help="Also print differences in chrome and typography.")
@click.option("--all", "everything", is_flag=True, help="Also print what is unchanged, and noise.")
@limit_option
@format_option(LOG_FORMATS, "text")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    publication: str,
    since: str | None,
    find: str | None,
    exact_label: bool,
    section: str | None,
    stat: bool,
    noise: bool,
    everything: bool,
    limit: int | None,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """Show what each edition changed, newest first.

    Each edition is compared with the one published before it. Undated editions are skipped,
    because nobody knows where they belong. With --find or --section, editions that changed nothing
    of that are left out. With --format jsonl, each line is one complete delta.

    \b
    Examples:
      timeline log us-mexico --stat
      timeline log us-mexico --since 2022 --format jsonl
      timeline log us-mexico --find "citizens in Mexico"
      timeline log us-mexico -o log.html
    """
    import sys
    from itertools import chain, islice

    from timeline.cli import colors
    from timeline.cli.output import STANDARD_OUTPUT, format_of, write
    from timeline.formats import registry
    from timeline.formats.deltarows import Wanted, rows
    from timeline.workflow import compare

    if stat and form not in (None, "text"):
        raise click.UsageError("--stat works only with --format text.", click.get_current_context())
    name = format_of(form, output, "text", ("text",) if stat else LOG_FORMATS)
    wanted = Wanted(quiet=everything, noise=everything or noise)
    asked = compare.search_rows(find, section, exact_label=exact_label)
    deltas = compare.log(
        settings.database, publication, since=since, limit=None if asked else limit
    )
    if asked:
        narrowed = (compare.narrowed(each, words=asked) for each in deltas)
        deltas = islice((each for each in narrowed if any(rows(each, wanted))), limit)
    if (first := next(deltas, None)) is None:
        from timeline.cli import nothing

        if asked:
            head = "No edition changed anything of that."
            settings.note(nothing.said(settings, head, "items"))
        else:
            too_few = _too_few(settings.database, publication)
            settings.note(f"{too_few} {nothing.searched(settings)}")
        return
    found = chain((first,), deltas)
    said = (
        registry.write_stats(found, style=style)
        if stat
        else registry.write_log(name, found, wanted, style)
    )
    colored = name == "text" and settings.colored(sys.stdout)
    write(said, output, colors.delta if colored else None, paged=settings)
    if output != STANDARD_OUTPUT:
        settings.note(f"{output}: written as {name}.")


def _too_few(database: str, publication: str) -> str:
    """Return why there is nothing to tell: too few editions, or none since the day asked for."""
    from timeline.workflow import queries

    found = [item.imprint.published for item in queries.editions(database, publication=publication)]
    dated = [published.edtf for published in found if published is not None]
    if len(dated) > 1:
        return (
            f"No edition of {publication} was published that late: the newest is from {dated[-1]}."
        )
    undated = len(found) - len(dated)
    return (
        f"There are no two dated editions to compare. {publication} has "
        f"{f'one, from {dated[0]}' if dated else 'none'}"
        + (f", and {undated} undated: give dates with 'timeline amend'." if undated else ".")
    )
