"""timeline load"""

from __future__ import annotations

import click

from timeline.cli.common import Command, Settings, shared, wait_option
from timeline.cli.typed_names import complete_file


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_file)
@click.option(
    "--sample", is_flag=True, help="Load the bundled editions of the U.S.-Mexico fact sheet."
)
@click.option(
    "--replace", is_flag=True, help="Replace an edition that has the same label but other content."
)
@wait_option
@shared()
@click.pass_obj
def command(
    settings: Settings, paths: tuple[str, ...], sample: bool, replace: bool, wait: float
) -> None:
    """Load snapshot files into the database.

    PATH is a snapshot file (.json), a folder of them at any depth, or - for standard input. A
    loaded edition has a source but no text, so its facts do not lead to sentences.
    'timeline schema' prints the format of a snapshot file.

    \b
    Examples:
      timeline load --sample
      timeline load snapshots/
    """
    from timeline.cli.reports import Reporter, status
    from timeline.workflow import load

    if not paths and not sample:
        raise click.UsageError("Give a PATH or --sample.", click.get_current_context())
    outcomes = load.load(
        settings.database,
        paths,
        sample=sample,
        replace=replace,
        wait=wait,
        report=Reporter(settings),
    )
    raise click.exceptions.Exit(status(outcomes))
