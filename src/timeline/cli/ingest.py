"""timeline ingest"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, shared


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
    replace: bool,
) -> None:
    """Read text, Markdown and HTML editions into the database.

    PATH is a file, a folder of them, or - for standard input. A folder's editions.json, a list of
    {"file", "edition", "published", "title", "source", "coverage"}, says what each file is; a
    file named after a date, such as 2024-03-07.txt, has that date; else a page has the one that it
    states itself.

    Each edition is stored by itself: where an input is refused (exit status 3) or missing (2),
    the others are stored. Known bytes are not stored again; a new date or label of them is an
    update.

    \b
    Examples:
      timeline ingest reports/
      timeline ingest sheet.txt --publication us-mexico --published '[2023-07..2023-09]'
    """
    from timeline.cli.reports import Reporter, status
    from timeline.workflow import ingest

    outcomes = ingest.ingest(
        settings.database,
        paths,
        publication=publication,
        published=published,
        label=label,
        title=title,
        replace=replace,
        report=Reporter(settings),
    )
    raise click.exceptions.Exit(status(outcomes))
