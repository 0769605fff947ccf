"""timeline ingest"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli.common import Command, Settings, jobs_option, manners, shared

if TYPE_CHECKING:
    from timeline.edition.outcome import Outcome


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--publication",
    metavar="SLUG",
    help="Name of the publication.  [default: that of the folder, or the title]",
)
@click.option(
    "--published",
    metavar="EDTF",
    help="Date of publication.  [default: editions.json, the file's name, what a page says]",
)
@click.option("--label", help="Label of the edition.  [default: editions.json, or the date]")
@click.option("--title", help="Title of the edition.  [default: editions.json, or the heading]")
@click.option(
    "--git",
    metavar="REPO",
    help="PATHs are files of this Git repository: each commit of one is a capture.",
)
@click.option(
    "--url-prefix",
    "url_prefixes",
    multiple=True,
    metavar="URL",
    help="Of web archive files, only pages whose address begins so; can be repeated.",
)
@jobs_option("stored")
@manners()
@click.option("--replace", is_flag=True, help="Take a label from other content that holds it.")
@shared()
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[str, ...],
    publication: str | None,
    published: str | None,
    label: str | None,
    title: str | None,
    git: str | None,
    url_prefixes: tuple[str, ...],
    jobs: int,
    pace: float,
    ignore_robots: bool,
    allow_private: bool,
    force: bool,
    replace: bool,
) -> None:
    """Read editions into the database.

    PATH is a file, a folder of them, or - for standard input: text, Markdown, HTML, PDF (with the
    extra "pdf"), web archives (with the extra "archives"); or the address of a page, which is
    fetched (with the extra "web"). A folder's editions.json, a list of
    {"file", "edition", "published", "title", "source", "coverage"}, says what each file is; a
    file named after a date, such as 2024-03-07.txt, has that date; else a page has the one that it
    states itself.

    Of a web archive file (.warc, .warc.gz) each page is a publication, and each run of captures
    of equal text an edition of it, named after the day on which it was first seen.

    A page is kept as it is on the day, honouring robots.txt. What a server sends in place of it,
    such as a captcha, is kept aside (exit status 3): see 'timeline db quarantine'.

    With --git REPO, PATH is a file of that repository. Each commit of the current branch that
    changed it is a capture, renames are followed, and what is stored is not read again.

    A document whose title has no telling word of the stored ones, or names another country, and
    that shares no passage, figure or event with what is stored of its publication is refused (exit
    status 3), also where --publication names that one: name its own, or say --force. Files that a
    folder's editions.json lists are editions of one publication, and a page that is fetched again
    from an address already stored is never refused so.

    Each edition is stored by itself: where an input is refused (exit status 3) or missing (2),
    the others are stored. Known bytes are not stored again; a new date or label of them is an
    update.

    \b
    Examples:
      timeline ingest reports/
      timeline ingest reports/ --jobs 4
      timeline ingest https://www.example.org/relations --publication us-mexico
      timeline ingest --git . docs/us-mexico.md
      timeline ingest pages.warc.gz --url-prefix https://example.org/mexico
      timeline ingest sheet.txt --publication us-mexico --published '[2023-07..2023-09]'
    """
    from timeline.cli.progress import Progress
    from timeline.cli.reports import INTERRUPTED, Reporter, status
    from timeline.ingestion.web import FetchPolicy
    from timeline.workflow import ingest

    how = FetchPolicy(
        allow_private=allow_private,
        ignore_robots=ignore_robots,
        force=force,
        pace=pace,
    )
    reporter, progress = Reporter(settings), Progress(settings)

    def report(outcome: Outcome) -> None:
        progress.clear()
        reporter(outcome)
        progress.step()

    try:
        outcomes = ingest.ingest(
            settings.database,
            paths,
            publication=publication,
            published=published,
            label=label,
            title=title,
            url_prefixes=url_prefixes,
            policy=how,
            git=git,
            replace=replace,
            jobs=jobs,
            report=report,
            planned=progress.start,
        )
    except KeyboardInterrupt:
        progress.clear()
        settings.say(reporter.interrupted())
        raise click.exceptions.Exit(INTERRUPTED) from None
    raise click.exceptions.Exit(status(outcomes))
