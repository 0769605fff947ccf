"""timeline watch"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import Command, Settings, manners, shared

if TYPE_CHECKING:
    from timeline.edition.outcome import Outcome
    from timeline.ingestion.web import FetchPolicy

MINUTE = 60


@click.command(cls=Command)
@click.option("--once", is_flag=True, help="Look at each page once, and end.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    default=60,
    metavar="MINUTES",
    help="How long to wait between two rounds.  [default: 60]",
)
@click.option(
    "--list",
    "listed",
    default="timeline.toml",
    metavar="FILE",
    help="The list of pages.  [default: timeline.toml]",
)
@click.option("--stat", is_flag=True, help="Count the changes instead of printing them.")
@manners()
@shared()
@click.pass_obj
def command(
    settings: Settings,
    once: bool,
    every: int,
    listed: str,
    stat: bool,
    pace: float,
    ignore_robots: bool,
    allow_private: bool,
    force: bool,
) -> None:
    """Fetch a list of pages, and print what changed in those that did.

    FILE is TOML: for each page [[watch]], publication = "slug", url = "https://…". A page that
    has not changed says nothing. What a server sends in place of a page is kept aside, never
    taken for an edition.

    \b
    Examples:
      timeline watch --once
      timeline watch --list ministries.toml --every 720
    """
    import time

    from timeline.cli.reports import status
    from timeline.ingestion.web import FetchPolicy

    how = FetchPolicy(
        allow_private=allow_private,
        ignore_robots=ignore_robots,
        force=force,
        pace=pace,
    )
    while True:
        outcomes = _round(settings, listed, how, stat=stat)
        if once:
            raise click.exceptions.Exit(status(outcomes))
        for _ in range(every * MINUTE):
            time.sleep(1)  # an interrupt just before a sleep is noticed behind it


def _round(settings: Settings, listed: str, how: FetchPolicy, *, stat: bool) -> list[Outcome]:
    """Look at each page once; print what changed at once."""
    import sys

    from timeline.cli import colors as paint
    from timeline.cli.output import write
    from timeline.cli.reports import Reporter
    from timeline.formats import registry
    from timeline.formats.deltarows import Wanted
    from timeline.workflow.watch import watch

    reporter = Reporter(settings)
    colors = None if stat or not settings.colored(sys.stdout) else paint.delta
    outcomes = []
    for seen in watch(settings.database, listed, policy=how, note=settings.note):
        outcomes.append(seen.outcome)
        if not seen.silent:
            reporter(seen.outcome)
        if seen.delta is not None:
            pieces = (
                registry.write_stats([seen.delta])
                if stat
                else [registry.write_delta("text", seen.delta, Wanted())]
            )
            write(pieces, painted=colors)
    return outcomes
