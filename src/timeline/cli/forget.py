"""timeline forget"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, shared, wait_option
from timeline.cli.typed_names import complete_edition


@click.command(cls=Command)
@click.argument(
    "editions", nargs=-1, required=True, metavar="EDITION...", shell_complete=complete_edition
)
@click.option("--yes", is_flag=True, help="Remove what a short name means, such as us-mexico@-1.")
@wait_option
@shared()
@click.pass_obj
def command(settings: Settings, editions: tuple[str, ...], yes: bool, wait: float) -> None:
    """Remove editions with all that they hold.

    Their bytes are removed too; only the files that they came from can bring them back. If one of
    them is not stored, nothing is removed. Write each name in full, PUBLICATION@LABEL, unless you
    add --yes; the name of a damaged edition must always be full.

    \b
    Example:
      timeline forget us-mexico-sheet@2023
    """
    from timeline.workflow import correct

    for imprint in correct.forget(settings.database, editions, yes=yes, wait=wait):
        settings.note(f"{imprint.reference}: forgotten.")
