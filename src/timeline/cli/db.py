"""timeline db"""

from __future__ import annotations

import click

from timeline.cli.common import Group, Settings, output_option, shared


@click.group(cls=Group, name="db")
@shared()
def command() -> None:
    """Maintain the database."""


@command.command()
@shared()
@click.pass_obj
def path(settings: Settings) -> None:
    """Print the path or URL of the database.

    \b
    Example:
      timeline db path
    """
    from pathlib import Path

    from timeline.cli.output import write
    from timeline.store.address import Address

    address = Address.parse(settings.database)
    where = address.where if address.path is None else str(Path(address.path).absolute())
    write([f"{where}\n"])


@command.command()
@shared()
@click.pass_obj
def upgrade(settings: Settings) -> None:
    """Upgrade the tables to the revision that this program uses.

    Creates an SQLite file if there is none, and makes a copy before changing one. Links,
    happenings and the index of the search, which follow from the editions, are rebuilt.

    \b
    Example:
      timeline db upgrade --db postgresql://me@localhost/timeline
    """
    from timeline.store import database
    from timeline.workflow import upkeep

    upkeep.upgrade(settings.database)
    settings.note(f"{database.describe(settings.database)}: the tables are up to date.")


@command.command()
@shared()
@click.pass_obj
def check(settings: Settings) -> None:
    """Check that the tables are those that this program uses.

    \b
    Example:
      timeline db check
    """
    from timeline.store import database

    database.check(settings.database)
    settings.note(f"{database.describe(settings.database)}: the tables are as they should be.")


@command.command()
@click.option(
    "--quick",
    is_flag=True,
    help="Verify only the file, the hashes and the values as stored, not what follows from them.",
)
@shared()
@click.pass_obj
def verify(settings: Settings, quick: bool) -> None:
    """Verify that the database still holds what was read.

    Verifies that each value is the one that was stored, that the bytes of each capture match
    their hash, that each quote stands in its text, and that links and happenings follow from the
    editions ('timeline db upgrade' rebuilds these). Prints one line per finding: what is there
    and, if known, what was stored. Exits with status 1 if there are findings. To repair an edition
    that was changed, run 'timeline forget EDITION' and ingest it again.

    For editions stored before seals were introduced, the state at the upgrade counts as stored.

    \b
    Examples:
      timeline db verify
      timeline db verify --quick
    """
    from timeline.cli.output import write
    from timeline.workflow import upkeep

    found = 0
    for line in upkeep.verify(settings.database, quick=quick):
        write([f"{line}\n"])
        found += 1
    settings.note("Everything is as it was stored." if not found else f"Findings: {found}.")
    raise click.exceptions.Exit(1 if found else 0)


@command.command()
@output_option
@shared()
@click.pass_obj
def dump(settings: Settings, output: str) -> None:
    """Print all rows as canonical JSON lines.

    Two databases with the same content give the same lines, whatever their kind.

    \b
    Example:
      timeline db dump -o timeline.jsonl
    """
    from timeline.cli.output import format_of, write
    from timeline.workflow import upkeep

    format_of("jsonl", output, "jsonl", ("jsonl",))
    rows = (f"{line}\n" for line in upkeep.dump(settings.database))
    write(rows, output, paged=settings)


@command.command()
@click.argument("file")
@shared()
@click.pass_obj
def backup(settings: Settings, file: str) -> None:
    """Copy an SQLite database to a new FILE, even while it is in use.

    \b
    Example:
      timeline db backup timeline-2024.db
    """
    from timeline.store import database

    database.backup(settings.database, file)
    settings.note(f"{file}: a copy of {database.describe(settings.database)}.")


@command.command()
@click.option(
    "--save",
    metavar="FOLDER",
    help="Also write the bytes to this folder, to be opened in a browser.",
)
@shared()
@click.pass_obj
def quarantine(settings: Settings, save: str | None) -> None:
    """List quarantined pages, with the reason for each.

    If one is an edition after all, ingest its saved file, or fetch it again with --force.

    \b
    Examples:
      timeline db quarantine
      timeline db quarantine --save quarantine
    """
    from timeline.cli.output import write
    from timeline.workflow import upkeep

    found = 0
    for line in upkeep.quarantine(settings.database, save):
        write([f"{line}\n"])
        found += 1
    if not found:
        settings.note("The quarantine is empty.")
