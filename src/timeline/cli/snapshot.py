"""timeline snapshot"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, output_option, shared
from timeline.cli.typed_names import complete_edition


@click.command(cls=Command)
@click.argument("edition", shell_complete=complete_edition)
@output_option
@shared()
@click.pass_obj
def command(settings: Settings, edition: str, output: str) -> None:
    """Write an edition's figures and events to a snapshot file.

    The file is canonical JSON, to be reviewed in a pull request and read by 'timeline load'. It
    contains neither the text nor positions in the text.

    \b
    Example:
      timeline snapshot us-mexico@2023 -o snapshots/us-mexico/2023.json
    """
    from timeline.cli.output import STANDARD_OUTPUT, format_of, write
    from timeline.decode import snapshotfile
    from timeline.workflow import queries

    format_of("json", output, "json", ("json",))
    stated = queries.snapshot(settings.database, edition)
    write([snapshotfile.encode(stated).decode()], output, paged=settings)
    if output != STANDARD_OUTPUT:
        settings.note(f"{output}: {stated.imprint.reference} written.")
