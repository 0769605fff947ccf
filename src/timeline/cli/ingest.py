"""timeline ingest"""

from __future__ import annotations

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
from timeline.cli.typed_names import complete_file, complete_publication


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_file)
@click.option(
    "--publication",
    metavar="SLUG",
    callback=check_name,
    shell_complete=complete_publication,
    help="Name of the publication.  [default: the folder's name, or the document's title]",
)
@click.option(
    "--published",
    metavar="EDTF",
    help="Date of publication.  [default: from editions.json, the file's name, or the page]",
)
@click.option(
    "--label",
    callback=check_name,
    help="Label of the edition.  [default: from editions.json, or the date]",
)
@click.option(
    "--title", help="Title of the edition.  [default: from editions.json, or the heading]"
)
@click.option(
    "--git",
    metavar="REPO",
    help="Read PATH from this Git repository: each commit that changed it is a capture.",
)
@click.option(
    "--url-prefix",
    "url_prefixes",
    multiple=True,
    metavar="URL",
    help="Read only archived pages whose URL starts with this. Can be repeated.",
)
@jobs_option
@dask_option
@manners()
@click.option(
    "--replace", is_flag=True, help="Replace an edition that has the same label but other content."
)
@wait_option
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
    dask: str | None,
    pace: float,
    ignore_robots: bool,
    allow_private: bool,
    force: bool,
    replace: bool,
    wait: float,
) -> None:
    """Read editions into the database.

    PATH is a file, a folder, or - for standard input: text, Markdown, HTML, PDF (with the extra
    "pdf") or web archive files (with the extra "archives"). PATH can also be the URL of a page,
    which timeline then fetches (with the extra "web").

    The date of an edition comes from the folder's editions.json, a list of
    {"file", "edition", "published", "title", "source", "coverage"}; otherwise from the file's
    name, if that is a date, such as 2024-03-07.txt; otherwise from the page itself.

    In a web archive file (.warc, .warc.gz), each page is a publication. Successive captures with
    the same text form one edition, named after the day on which that text was first seen.

    When timeline fetches a page, it honours robots.txt. If the server sends something else in
    place of the page, such as a captcha, it is quarantined (exit status 3): see
    'timeline db quarantine'.

    With --git REPO, PATH is a file in that repository. Each commit on the current branch that
    changed the file is a capture. Renames are followed, and stored commits are not read again.

    A document is refused (exit status 3) if it seems to belong to another publication: its title
    has no significant word in common with the stored titles, or names another country, and it
    shares no passage, figure or event with the stored editions. This also holds with
    --publication. Name a publication of its own, or use --force. The files listed in a folder's
    editions.json always form one publication, and a page fetched again from the same URL is never
    refused for this reason.

    With --jobs, worker processes decode and read files, archived pages, commits and fetched pages.
    With --dask (and the extra "dask"), the workers of a running Dask cluster do, and are sent the
    bytes. The result is the same.

    Each edition is stored separately: if one input is refused (exit status 3) or missing (2), the
    others are stored all the same. The same bytes are never stored twice; a new date or label for
    them is an update.

    \b
    Examples:
      timeline ingest reports/
      timeline ingest reports/ --jobs 4
      timeline ingest reports/ --dask tcp://127.0.0.1:8786
      timeline ingest https://www.example.org/relations --publication us-mexico
      timeline ingest --git . docs/us-mexico.md
      timeline ingest pages.warc.gz --url-prefix https://example.org/mexico
      timeline ingest sheet.txt --publication us-mexico --published '[2023-07..2023-09]'
    """
    from timeline.cli.progress import Progress
    from timeline.cli.reports import reporting, status
    from timeline.ingestion.web import FetchPolicy
    from timeline.workflow import ingest

    how = FetchPolicy(
        allow_private=allow_private, ignore_robots=ignore_robots, force=force, pace=pace
    )
    progress = Progress(settings)

    with reporting(settings, progress) as report:
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
            wait=wait,
            dask=dask,
            report=report,
            planned=progress.start,
        )
    raise click.exceptions.Exit(status(outcomes))
