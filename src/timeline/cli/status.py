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
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import FINDINGS

if TYPE_CHECKING:
    from timeline.formats.display import Style


@click.command(cls=Command)
@publication_option
@click.option(
    "--today", metavar="EDTF", help="Judge plans as on this day.  [default: today, in UTC]"
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(FINDINGS),
    help="Only these; may be given more than once.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something was found.")
@format_option(LIST_FORMATS, "text")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    publication: str | None,
    today: str | None,
    only: tuple[str, ...],
    exit_code: bool,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """Show plans that are overdue, figures that are stale, and contradictions.

    A plan is overdue when its date has passed and no edition says what became of it. A figure of
    the newest edition is stale when it was carried over from an earlier one though newer data were
    due and the edition has moved on elsewhere, or when its own sentence calls it the latest
    available. Two figures of one section of the newest edition contradict each other when they
    give one measure two values for one period. Where the newest edition is partial, the newest one
    that covers all counts too.

    \b
    Examples:
      timeline status
      timeline status --today 2024-07-20 --format table
      timeline status --only overdue --exit-code --quiet
    """
    from timeline.cli.output import write_list
    from timeline.formats import findings
    from timeline.workflow.status import single, status

    found = status(settings.database, publication=publication, today=today, only=only)
    alone = single(settings.database, publication) if not only or "stale" in only else ()
    write_list(
        settings,
        findings.list_findings(style),
        findings.grounds(found),
        form=form,
        output=output,
        default="text",
        nothing=f"Nothing is {_listed(only)}.",
    )
    if alone:
        names = f"{len(alone)} publications have" if len(alone) > 3 else f"{_all(alone)} has"
        settings.note(f"{names} one dated edition or none: there is nothing to compare it with.")
    raise click.exceptions.Exit(1 if exit_code and found else 0)


def _all(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) == 1 else f"Each of {', '.join(names)}"


def _listed(only: tuple[str, ...]) -> str:
    """Return what was looked for in words: "overdue, stale or contradictory"."""
    of = {"contradiction": "contradictory"}
    *most, last = (of.get(name, name) for name in FINDINGS if name in (only or FINDINGS))
    return f"{', '.join(most)} or {last}" if most else last
