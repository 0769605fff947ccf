"""timeline amend"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, check_name, shared


@click.command(cls=Command)
@click.argument("edition")
@click.option("--published", metavar="EDTF", help="The date of publication, or 'unknown'.")
@click.option("--label", callback=check_name, help="The label.")
@click.option(
    "--publication", metavar="SLUG", callback=check_name, help="The publication to move it to."
)
@click.option("--title", help="The title.")
@shared()
@click.pass_obj
def command(
    settings: Settings,
    edition: str,
    published: str | None,
    label: str | None,
    publication: str | None,
    title: str | None,
) -> None:
    """Re-date, relabel, move or re-title an edition.

    All that it states goes with it. A label that was made from the date follows the date.

    \b
    Examples:
      timeline amend us-mexico@2023 --published 2023-08
      timeline amend sheet@2021 --publication us-mexico --label 2021-03
    """
    from timeline.workflow import correct

    old, new = correct.amend(
        settings.database,
        edition,
        published=published,
        label=label,
        publication=publication,
        title=title,
    )
    if old == new:
        settings.note(f"{new.reference}: nothing changed.")
        return
    date = new.published.edtf if new.published else "undated"
    was = f"{old.reference} is now " if old.reference != new.reference else ""
    settings.note(f"{was}{new.reference}, published {date}, title {new.title!r}.")
