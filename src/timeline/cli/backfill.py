"""timeline backfill"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import (
    Command,
    Settings,
    check_name,
    dask_option,
    jobs_option,
    manners,
    shared,
    wait_option,
)
from timeline.cli.typed_names import complete_publication
from timeline.vocabulary import EVERY

if TYPE_CHECKING:
    from timeline.workflow.backfill import Plan


@click.command(cls=Command)
@click.argument("url")
@click.option("--from", "since", metavar="EDTF", help="Only captures from this date on.")
@click.option("--to", "until", metavar="EDTF", help="Only captures up to this date.")
@click.option("--every", type=click.Choice(EVERY), help="Only the first capture of each period.")
@click.option(
    "--archive",
    metavar="URL",
    help="Archive to ask: one with a CDX server or TimeMaps.  [default: https://web.archive.org]",
)
@click.option(
    "--publication",
    metavar="SLUG",
    callback=check_name,
    shell_complete=complete_publication,
    help="Name of the publication.  [default: from the URL]",
)
@click.option("--title", help="Title of the editions.  [default: the page's heading]")
@jobs_option
@dask_option
@manners(None, "4, or 0 with --archive and --allow-private", robots=False)
@wait_option
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
    jobs: int,
    dask: str | None,
    pace: float | None,
    allow_private: bool,
    force: bool,
    wait: float,
) -> None:
    """Fetch a page's past captures from a web archive into the database.

    timeline asks the archive which captures of URL it has, and fetches identical ones only once,
    one request at a time. Successive captures with the same text form one edition, named after
    the day on which that text was first seen. If the archive asks for a pause, timeline waits.
    After an interruption, run the same command again: it does not fetch stored captures again.

    With --jobs or --dask, workers decode and read captures while timeline fetches the next ones.

    \b
    Examples:
      timeline backfill https://www.example.org/relations --publication us-mexico
      timeline backfill https://www.example.org/relations --from 2019 --every month
    """
    from timeline.cli.progress import Progress, duration
    from timeline.cli.reports import reporting, status
    from timeline.ingestion.web import FetchPolicy
    from timeline.workflow import backfill

    usual = 0.0 if archive is not None and allow_private else 4.0
    rate = usual if pace is None else pace
    how = FetchPolicy(allow_private=allow_private, force=force, pace=rate)
    progress = Progress(settings)

    def planned(plan: Plan) -> None:
        known = f" ({plan.known} already stored)" if plan.known else ""
        took = duration(plan.fetches * max(rate, 0.5))
        settings.note(
            f"{plan.captures} captures to store{known}, {plan.fetches} to fetch: about {took}."
        )
        progress.start(plan.captures)

    with reporting(settings, progress) as report:
        outcomes = backfill.backfill(
            settings.database,
            url,
            since=since,
            until=until,
            every=every,
            archive=archive,
            publication=publication,
            title=title,
            policy=how,
            jobs=jobs,
            wait=wait,
            dask=dask,
            report=report,
            planned=planned,
            note=settings.note,
        )
    raise click.exceptions.Exit(status(outcomes))
