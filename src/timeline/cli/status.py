"""timeline status"""

from __future__ import annotations

import click

from timeline.cli.common import (
    Command,
    Settings,
    format_option,
    output_option,
    publication_option,
    shared,
)
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import FINDINGS


@click.command(cls=Command)
@publication_option
@click.option(
    "--today", metavar="EDTF", help="Judge plans as of this day.  [default: today, in UTC]"
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
) -> None:
    """Show overdue plans, stale figures and contradictions.

    A plan is overdue if its date has passed and no edition says what became of it. A figure of
    the newest edition is stale if it was carried over from an earlier one although newer data
    were due and other figures were updated, or if its own sentence calls it the latest available.
    Two figures in one section of the newest edition contradict each other if they give different
    values for the same measure and period. If the newest edition is partial, the newest complete
    one is judged too.

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
        findings.FINDINGS,
        findings.grounds(found),
        form=form,
        output=output,
        default="text",
        nothing=f"Nothing is {_listed(only)}.",
    )
    if alone:
        names = f"{len(alone)} publications have" if len(alone) > 3 else f"{_all(alone)} has"
        settings.note(f"{names} fewer than two dated editions, so there is nothing to compare.")
    raise click.exceptions.Exit(1 if exit_code and found else 0)


def _all(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) == 1 else f"Each of {', '.join(names)}"


def _listed(only: tuple[str, ...]) -> str:
    """Return what was looked for in words: "overdue, stale or contradictory"."""
    of = {"contradiction": "contradictory"}
    *most, last = (of.get(name, name) for name in FINDINGS if name in (only or FINDINGS))
    return f"{', '.join(most)} or {last}" if most else last
