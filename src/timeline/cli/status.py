"""timeline status"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_display_options,
    format_option,
    output_option,
    publication_option,
    shared,
)
from timeline.cli.typed_names import complete_edition
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import FINDINGS

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@publication_option
@click.option(
    "--edition",
    metavar="EDITION",
    shell_complete=complete_edition,
    help="Judge what was known when this edition was the newest.",
)
@click.option(
    "--as-of",
    metavar="EDTF",
    help="Judge what was known on this day, from all editions published by then.",
)
@click.option(
    "--today",
    metavar="EDTF",
    help="Judge plans as of this day.  [default: --as-of, otherwise today, in UTC]",
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(FINDINGS),
    help="Only these. Can be repeated.",
)
@click.option("--exit-code", is_flag=True, help="Exit with status 1 if something was found.")
@format_option(LIST_FORMATS, "text")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    publication: str | None,
    edition: str | None,
    as_of: str | None,
    today: str | None,
    only: tuple[str, ...],
    exit_code: bool,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """Show overdue plans, stale figures and contradictions.

    A plan is overdue if its date has passed and a later edition, which could have told, does not
    say what became of it. With --today or --as-of, plans of which no later edition could have told
    are listed as well.

    A figure of the newest edition is stale if it was carried over from an earlier one although
    newer data were due and other figures were updated, or if its own sentence calls it the latest
    available. Two figures in one section of the newest edition contradict each other if they give
    different values for the same measure and period. If the newest edition is partial, the newest
    complete one is judged too.

    \b
    Examples:
      timeline status
      timeline status --today 2024-07-20 --format table
      timeline status --edition us-mexico@2022
      timeline status --only overdue --exit-code --quiet
    """
    from timeline.cli.output import write_list
    from timeline.formats import findings
    from timeline.workflow.status import placed_editions, status

    asked = {"publication": publication, "edition": edition, "as_of": as_of}
    found = status(settings.database, today=today, only=only, **asked)
    counted = placed_editions(settings.database, **asked)
    alone = {slug: number for slug, number in counted.items() if number < 2}
    write_list(
        settings,
        findings.list_findings(style),
        findings.grounds(found),
        form=form,
        output=output,
        default="text",
        nothing=f"Nothing is {_listed(only)}.",
        silent=bool(counted) and counted == alone and not (today or as_of or only),
    )
    if alone and (not only or "stale" in only):
        settings.note(_too_few(alone))
    raise click.exceptions.Exit(1 if exit_code and found else 0)


def _too_few(alone: dict[str, int]) -> str:
    """Return which publications have nothing to compare."""
    if len(alone) == 1:
        ((slug, number),) = alone.items()
        held = "only one dated edition" if number else "no dated edition"
        return f"{slug} has {held}, so there is nothing to compare."
    names = f"{len(alone)} publications" if len(alone) > 3 else f"Each of {', '.join(alone)}"
    has = "have" if len(alone) > 3 else "has"
    return f"{names} {has} fewer than two dated editions, so there is nothing to compare."


def _listed(only: tuple[str, ...]) -> str:
    """Return what was looked for in words: "overdue, stale or contradictory"."""
    of = {"contradiction": "contradictory"}
    *most, last = (of.get(name, name) for name in FINDINGS if name in (only or FINDINGS))
    return f"{', '.join(most)} or {last}" if most else last
