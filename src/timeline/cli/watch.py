"""timeline watch"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_display_options,
    dask_option,
    jobs_option,
    manners,
    shared,
    wait_option,
)

if TYPE_CHECKING:
    from timeline.edition.outcome import Outcome
    from timeline.formats.display import Style
    from timeline.workflow.watch import Seen

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
@jobs_option
@dask_option
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
    jobs: int,
    dask: str | None,
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

    With --jobs or --dask, workers decode and read pages while timeline fetches the next ones.

    \b
    Examples:
      timeline watch --once
      timeline watch --list ministries.toml --every 720
    """
    import time
    from functools import partial

    from timeline.cli.reports import status
    from timeline.ingestion.web import FetchPolicy
    from timeline.workflow.watch import watch

    how = FetchPolicy(
        allow_private=allow_private,
        ignore_robots=ignore_robots,
        force=force,
        pace=pace,
    )
    look = partial(watch, settings.database, listed, policy=how, jobs=jobs, wait=wait, dask=dask)
    while True:
        outcomes = _round(settings, look, style, stat=stat)
        if once:
            raise click.exceptions.Exit(status(outcomes))
        for _ in range(every * MINUTE):
            time.sleep(1)  # an interrupt just before a sleep is noticed after it


def _round(
    settings: Settings, look: Callable[..., Iterator[Seen]], style: Style, *, stat: bool
) -> list[Outcome]:
    """Look at each page once; print what changed at once."""
    import sys

    from timeline.cli import colors as paint
    from timeline.cli.output import write
    from timeline.cli.progress import Progress
    from timeline.cli.reports import Reporter
    from timeline.formats import registry
    from timeline.formats.deltarows import Wanted

    reporter, progress = Reporter(settings), Progress(settings)

    def note(message: str) -> None:
        progress.clear()
        settings.note(message)

    colors = None if stat or not settings.colored(sys.stdout) else paint.delta
    outcomes = []
    for seen in look(note=note, planned=progress.start):
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
