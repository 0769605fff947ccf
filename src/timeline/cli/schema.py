"""timeline schema"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, output_option, shared


@click.command(cls=Command)
@click.argument(
    "name",
    type=click.Choice(("snapshot", "delta")),
    default="snapshot",
    metavar="[snapshot|delta]",
)
@output_option
@shared()
@click.pass_obj
def command(settings: Settings, name: str, output: str) -> None:
    """Print a JSON Schema.

    snapshot describes what an edition states: a line of 'timeline extract', or a snapshot file.
    delta describes what changed: the output of 'timeline diff --format json'.

    \b
    Example:
      timeline schema delta
    """
    from timeline import schemas
    from timeline.cli.output import format_of, write

    format_of("json", output, "json", ("json",))
    write([schemas.text(name)], output, paged=settings)
