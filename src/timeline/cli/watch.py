"""timeline watch"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import Command, Settings, add_display_options, manners, shared, wait_option

if TYPE_CHECKING:
    from timeline.edition.outcome import Outcome
    from timeline.formats.display import Style
    from timeline.ingestion.web import FetchPolicy

MINUTE = 60
YEAR = 525_600


@click.command(cls=Command)
@click.option("--once", is_flag=True, help="Check each page once, then exit.")
@click.option(
    "--every",
    type=click.IntRange(1, YEAR),
    default=60,
    metavar="MINUTES",
    help="Minutes to wait between rounds.  [default: 60]",
)
@click.option(
    "--list",
    "listed",
    default="timeline.toml",
    metavar="FILE",
    help="File that lists the pages.  [default: timeline.toml]",
)
@click.option("--stat", is_flag=True, help="Print only the number of changes.")
@manners()
@add_display_options
@wait_option
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
    style: Style,
    wait: float,
) -> None:
    """Fetch a list of pages and print what changed.

    FILE is TOML. It has an entry for each page: [[watch]], publication = "slug",
    url = "https://…". Nothing is printed for a page that has not changed. If a server sends
    something else in place of the page, it is quarantined, not stored.

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
        outcomes = _round(settings, listed, how, style, stat=stat, wait=wait)
        if once:
            raise click.exceptions.Exit(status(outcomes))
        for _ in range(every * MINUTE):
            time.sleep(1)  # an interrupt just before a sleep is noticed after it


def _round(
    settings: Settings,
    listed: str,
    how: FetchPolicy,
    style: Style,
    *,
    stat: bool,
    wait: float,
) -> list[Outcome]:
    """Look at each page once; print what changed at once."""
    import sys

    from timeline.cli import colors as paint
    from timeline.cli.output import write
    from timeline.cli.progress import Progress
    from timeline.cli.reports import Reporter
    from timeline.formats import registry
    from timeline.formats.deltarows import Wanted
    from timeline.workflow.watch import watch

    reporter, progress = Reporter(settings), Progress(settings)

    def note(message: str) -> None:
        progress.clear()
        settings.note(message)

    colors = None if stat or not settings.colored(sys.stdout) else paint.delta
    outcomes = []
    pages = watch(
        settings.database, listed, policy=how, wait=wait, note=note, planned=progress.start
    )
    for seen in pages:
        progress.clear()
        outcomes.append(seen.outcome)
        if not seen.silent:
            reporter(seen.outcome)
        if seen.delta is not None:
            pieces = (
                registry.write_stats([seen.delta], style=style)
                if stat
                else [registry.write_delta("text", seen.delta, Wanted(), style)]
            )
            write(pieces, painted=colors)
        progress.step()
    return outcomes
