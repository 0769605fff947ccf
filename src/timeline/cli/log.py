"""timeline log"""

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
from timeline.formats import LOG_FORMATS


@click.command(cls=Command)
@click.argument("publication")
@click.option("--since", metavar="EDTF", help="Only editions published on or after this date.")
@click.option("--stat", is_flag=True, help="Print only the number of changes.")
@click.option("--noise", is_flag=True, help="Also print differences in chrome and typography.")
@click.option("--all", "everything", is_flag=True, help="Also print what is unchanged, and noise.")
@limit_option
@format_option(LOG_FORMATS, "text")
@output_option
@shared()
@click.pass_obj
def command(
    settings: Settings,
    publication: str,
    since: str | None,
    stat: bool,
    noise: bool,
    everything: bool,
    limit: int | None,
    form: str | None,
    output: str,
) -> None:
    """Show what each edition changed, newest first.

    Each edition is compared with the one published before it. Undated editions are skipped,
    because nobody knows where they belong. With --format jsonl, each line is one complete delta.

    \b
    Examples:
      timeline log us-mexico --stat
      timeline log us-mexico --since 2022 --format jsonl
      timeline log us-mexico -o log.html
    """
    import sys
    from itertools import chain

    from timeline.cli import colors
    from timeline.cli.output import STANDARD_OUTPUT, format_of, write
    from timeline.formats import registry
    from timeline.formats.deltarows import Wanted
    from timeline.workflow import compare

    if stat and form not in (None, "text"):
        raise click.UsageError("--stat works only with --format text.", click.get_current_context())
    name = format_of(form, output, "text", ("text",) if stat else LOG_FORMATS)
    deltas = compare.log(settings.database, publication, since=since, limit=limit)
    first = next(deltas, None)
    if first is None:
        from timeline.cli import nothing

        if not settings.quiet:
            settings.note(
                f"{_too_few(settings.database, publication)} {nothing.searched(settings)}"
            )
        return
    found = chain((first,), deltas)
    wanted = Wanted(quiet=everything, noise=everything or noise)
    said = registry.write_stats(found) if stat else registry.write_log(name, found, wanted)
    write(said, output, colors.delta if name == "text" and settings.colored(sys.stdout) else None)
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
