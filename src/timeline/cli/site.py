"""timeline site"""

from __future__ import annotations

import click

from timeline.cli.common import MOST_JOBS, Command, Settings, publication_option, shared


@click.command(cls=Command)
@click.argument("out", metavar="OUT", type=click.Path(file_okay=False))
@publication_option
@click.option(
    "--today", metavar="EDTF", help="Day on which plans are judged.  [default: today, in UTC]"
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    metavar="N",
    help="Number of worker processes. Does not change the result.  [default: 1; from 50 editions "
    "on, one for each processor, but at most 4]",
)
@shared()
@click.pass_obj
def command(
    settings: Settings, out: str, publication: str | None, today: str | None, jobs: int | None
) -> None:
    """Write the pages as files.

    They go into the folder OUT. Open OUT/index.html in a browser, or put the folder on any web
    server. A second run writes only what has changed, and removes pages that are no more.

    \b
    Examples:
      timeline site public
      timeline site public --publication us-mexico
    """
    from timeline.edition.given_dates import period_given
    from timeline.web.app import utc_today
    from timeline.web.site import write_site

    day = period_given("--today", today)
    written = write_site(
        settings.database,
        out,
        today=utc_today() if day is None else day.first,
        publication=publication,
        jobs=jobs,
    )
    settings.note(
        f"{out}: {written.files:,} files, of which {written.changed:,} are new or changed; "
        f"{written.removed:,} old ones removed. Open {out}/index.html in a browser."
    )
