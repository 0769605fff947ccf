"""timeline backfill"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from timeline.cli.common import Command, Settings, manners, shared

if TYPE_CHECKING:
    from timeline.workflow.backfill import Plan
    from timeline.workflow.storing import Outcome

EVERY = ("day", "week", "month", "year")


@click.command(cls=Command)
@click.argument("url")
@click.option("--from", "since", metavar="EDTF", help="Only captures from this date on.")
@click.option("--to", "until", metavar="EDTF", help="Only captures up to this date.")
@click.option("--every", type=click.Choice(EVERY), help="Only the first capture of each.")
@click.option(
    "--archive",
    metavar="URL",
    help="Another archive: one with a CDX server or TimeMaps.  [default: https://web.archive.org]",
)
@click.option(
    "--publication",
    metavar="SLUG",
    help="Name of the publication.  [default: that of the address]",
)
@click.option("--title", help="Title of its editions.  [default: the heading]")
@manners("4; none with --archive and --allow-private", robots=False)
@shared()
@click.pass_obj
def command(
    settings: Settings,
    url: str,
    since: str | None,
    until: str | None,
    every: str | None,
    archive: str | None,
    publication: str | None,
    title: str | None,
    pace: float | None,
    allow_private: bool,
    force: bool,
) -> None:
    """Fetch the captures of a page from a web archive into the database.

    The archive is asked which captures of URL it has; those of equal bytes are fetched once, one
    request at a time, and each run of equal text is an edition, named after the day on which it
    was first seen. Where the archive asks to wait, this waits. Run it again after an interrupt:
    what is stored is not fetched again.

    \b
    Examples:
      timeline backfill https://www.example.org/relations --publication us-mexico
      timeline backfill https://www.example.org/relations --from 2019 --every month
    """
    from timeline.cli.reports import INTERRUPTED, Reporter, status
    from timeline.workflow import backfill
    from timeline.workflow.pages import Manners

    reporter = Reporter(settings)
    usual = 0.0 if archive is not None and allow_private else 4.0
    rate = usual if pace is None else pace
    how = Manners(allow_private=allow_private, force=force, pace=rate)
    progress = _Progress(settings, rate)

    def report(outcome: Outcome) -> None:
        progress.clear()
        reporter(outcome)
        progress.step()

    try:
        outcomes = backfill.backfill(
            settings.database,
            url,
            since=since,
            until=until,
            every=every,
            archive=archive,
            publication=publication,
            title=title,
            manners=how,
            report=report,
            planned=progress.start,
            note=settings.note,
        )
    except KeyboardInterrupt:
        progress.clear()
        settings.say(reporter.interrupted())
        raise click.exceptions.Exit(INTERRUPTED) from None
    raise click.exceptions.Exit(status(outcomes))


class _Progress:
    """Tells how much there is to fetch, and on a terminal how far it is."""

    def __init__(self, settings: Settings, pace: float) -> None:
        self._settings = settings
        self._pace = pace
        self._drawn = sys.stderr.isatty() and not settings.quiet
        self._total = self._done = 0
        self._start = time.monotonic()

    def start(self, plan: Plan) -> None:
        """Say what is to be fetched and about how long that takes."""
        self._total, self._start = plan.captures, time.monotonic()
        known = f" ({plan.known} are stored already)" if plan.known else ""
        took = _duration(plan.fetches * max(self._pace, 0.5))
        self._settings.note(
            f"{plan.captures} captures to store{known}, {plan.fetches} to fetch: about {took}."
        )

    def step(self) -> None:
        """Count a capture, and say how many are done."""
        self._done += 1
        left = self._total - self._done
        if self._drawn and left > 0:
            seconds = (time.monotonic() - self._start) / self._done * left
            said = f"{self._done} of {self._total}, about {_duration(seconds)} left"
            click.echo(f"\r\x1b[K{said}", err=True, nl=False, color=True)

    def clear(self) -> None:
        """Take the line away that says how many are done."""
        if self._drawn and self._done:
            click.echo("\r\x1b[K", err=True, nl=False, color=True)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
