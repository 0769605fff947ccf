"""timeline amend"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, check_name, shared, wait_option
from timeline.cli.typed_names import complete_edition, complete_publication


@click.command(cls=Command)
@click.argument("edition", shell_complete=complete_edition)
@click.option("--published", metavar="EDTF", help="New date of publication, or 'unknown'.")
@click.option("--label", callback=check_name, help="New label.")
@click.option(
    "--publication",
    metavar="SLUG",
    callback=check_name,
    shell_complete=complete_publication,
    help="Publication to move the edition to.",
)
@click.option("--title", help="New title.")
@wait_option
@shared()
@click.pass_obj
def command(
    settings: Settings,
    edition: str,
    published: str | None,
    label: str | None,
    publication: str | None,
    title: str | None,
    wait: float,
) -> None:
    """Change an edition's date, label, title or publication.

    Everything that the edition states moves with it. A label made from the date changes with it;
    one that you or a list gave stays.

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
        wait=wait,
    )
    if old == new:
        settings.note(f"{new.reference}: nothing changed.")
        return
    date = f"published {new.published.edtf}" if new.published else "undated"
    was = f"{old.reference} is now " if old.reference != new.reference else ""
    settings.note(f"{was}{new.reference}, {date}, title {new.title!r}.")
