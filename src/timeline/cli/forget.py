"""timeline forget"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, shared


@click.command(cls=Command)
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@shared()
@click.pass_obj
def command(settings: Settings, editions: tuple[str, ...]) -> None:
    """Remove editions with all that they hold.

    Their bytes are removed too; only the files that they came from can bring them back. Where one
    is not stored, none is removed. One whose row is damaged has to be named in full.

    \b
    Example:
      timeline forget us-mexico-sheet@2023
    """
    from timeline.workflow import correct

    for imprint in correct.forget(settings.database, editions):
        settings.note(f"{imprint.reference}: forgotten.")
