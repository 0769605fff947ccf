"""timeline db"""

from __future__ import annotations

import click

from timeline.cli.common import Group, Settings, output_option, shared


@click.group(cls=Group, name="db")
@shared()
def command() -> None:
    """Look after the database."""


@command.command()
@shared()
@click.pass_obj
def path(settings: Settings) -> None:
    """Print the path or the address of the database.

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
    """Bring the tables to the revision of this program.

    An SQLite file is created where none is, and copied first where it is changed. What follows
    from the editions, links and happenings, is made anew.

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
    """Compare the tables with those that this program uses.

    \b
    Example:
      timeline db check
    """
    from timeline.store import database

    database.check(settings.database)
    settings.note(f"{database.describe(settings.database)}: the tables are as they should be.")


@command.command()
@shared()
@click.pass_obj
def verify(settings: Settings) -> None:
    """Verify that the database still holds what was read.

    Each value is the one that was stored, the bytes of each capture have their hash, each quote
    stands in its text, and links and happenings are what the editions make: 'timeline db upgrade'
    makes these anew. Prints a line for each finding, with what is there and, where it is known,
    what was stored; exit status 1 where there are any. An edition that was changed is put right
    by 'timeline forget EDITION' and ingesting it again.

    What was stored by a version without seals counts as it was when the database was upgraded.

    \b
    Example:
      timeline db verify
    """
    from timeline.cli.output import write
    from timeline.workflow import upkeep

    found = 0
    for line in upkeep.verify(settings.database):
        write([f"{line}\n"])
        found += 1
    settings.note("All is as it was stored." if not found else f"Findings: {found}.")
    raise click.exceptions.Exit(1 if found else 0)


@command.command()
@output_option
@shared()
@click.pass_obj
def dump(settings: Settings, output: str) -> None:
    """Print all rows as canonical JSON lines.

    Two databases that hold the same give the same lines, whatever they are.

    \b
    Example:
      timeline db dump -o timeline.jsonl
    """
    from timeline.cli.output import format_of, write
    from timeline.workflow import upkeep

    format_of("jsonl", output, "jsonl", ("jsonl",))
    write((f"{line}\n" for line in upkeep.dump(settings.database)), output)


@command.command()
@click.argument("file")
@shared()
@click.pass_obj
def backup(settings: Settings, file: str) -> None:
    """Copy an SQLite database, in use or not, to a new FILE.

    \b
    Example:
      timeline db backup timeline-2024.db
    """
    from timeline.store import database

    database.backup(settings.database, file)
    settings.note(f"{file}: a copy of {database.describe(settings.database)}.")


@command.command()
@click.option(
    "--save", metavar="FOLDER", help="Write the bytes there, too, to be looked at in a browser."
)
@shared()
@click.pass_obj
def quarantine(settings: Settings, save: str | None) -> None:
    """List what was fetched and taken for no edition, with the reason.

    One that is an edition after all can be stored from its file, or fetched anew with --force.

    \b
    Examples:
      timeline db quarantine
      timeline db quarantine --save aside
    """
    from timeline.cli.output import write
    from timeline.workflow import upkeep

    found = 0
    for line in upkeep.quarantine(settings.database, save):
        write([f"{line}\n"])
        found += 1
    if not found:
        settings.note("Nothing was kept aside.")
