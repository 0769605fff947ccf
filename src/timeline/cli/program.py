"""The program: its commands by name, the options that all share, and its exit statuses.

Nothing here may import more than click and the errors: `--help` goes through it. The short
help of each command stands in `COMMANDS` so that the list of them imports none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click
from click.exceptions import Exit

from timeline.cli.common import Command, Group, Settings, shared, silence, suggestion
from timeline.cli.signals import ending_in_order, status_when_told
from timeline.errors import TimelineError
from timeline.version import __version__

COMMANDS: Final = {
    "Editions in and out": {
        "ingest": "Read editions into the database.",
        "backfill": "Fetch a page's past captures from a web archive into the database.",
        "watch": "Fetch a list of pages and print what changed.",
        "load": "Load snapshot files into the database.",
        "snapshot": "Write an edition's figures and events to a snapshot file.",
        "extract": "Print what documents state; needs no database.",
    },
    "Questions": {
        "events": "List past and planned events in chronological order.",
        "figures": "List the figures that editions state.",
        "search": "Search all editions for words.",
        "editions": "List the stored editions.",
        "show": "List what one edition states, in the order of its text.",
        "diff": "Show what changed from one edition to another.",
        "log": "Show what each edition changed, newest first.",
        "history": "Trace a figure or an event through every edition.",
        "blame": "Show which edition first said each thing.",
        "status": "Show overdue plans, stale figures and contradictions.",
        "export": "Write the chronology to a file.",
        "serve": "Show the database as pages in a browser.",
        "site": "Write the pages as files.",
    },
    "Corrections": {
        "amend": "Change an edition's date, label, title or publication.",
        "forget": "Remove editions with all that they hold.",
    },
    "Maintenance": {
        "db": "Maintain the database.",
        "schema": "Print a JSON Schema.",
        "completion": "Print a shell completion script.",
    },
}
"""The commands with their short help, by heading."""

_USAGE: Final = 2
_FAULT: Final = 70


class Program(Group):
    """The commands, each imported from the module of its name when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for commands in COMMANDS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"timeline.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, commands in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()), col_max=12)

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run the command line; leave with one of the exit statuses of the program."""
        _fill_closed_streams()
        if "_TIMELINE_COMPLETE" in os.environ:
            from timeline.cli import shells

            sys.exit(shells.answer(self))
        with ending_in_order(last=args is None):
            sys.exit(run(self, sys.argv[1:] if args is None else list(args)))


def run(program: click.Command, arguments: list[str]) -> int:
    """Run one command line and return its exit status; messages go to standard error."""
    settings = Settings()
    try:
        try:
            return _invoke(program, arguments, settings)
        except BaseException as error:
            if (status := status_when_told(error)) is None:
                raise
            settings.say("Interrupted.")
            return status
    except BrokenPipeError:
        _close_output()
        return 0
    except click.exceptions.NoArgsIsHelpError as error:
        settings.say(error.format_message(), whole=True)
        return _USAGE
    except click.ClickException as error:
        settings.fail(_said(error))
        return _USAGE
    except TimelineError as error:
        settings.fail(str(error))
        _trace(settings)
        return error.exit_status
    except OSError as error:
        if sys.stdout is not None:
            silence(sys.stdout)
        settings.fail(f"{error.filename or 'standard output'}: {error.strerror or error}.")
        _trace(settings)
        return _USAGE
    except Exception as error:  # noqa: BLE001  the last resort: a message, not a crash
        settings.fail(
            f"Internal error in timeline {__version__}: {type(error).__name__}: {error}. "
            "Please report it with the output of the same command with --verbose "
            "(see CONTRIBUTING.md)."
        )
        _trace(settings)
        return _FAULT


def _invoke(program: click.Command, arguments: list[str], settings: Settings) -> int:
    try:
        with program.make_context("timeline", arguments, obj=settings) as context:
            program.invoke(context)
        return 0
    except Exit as leaving:
        return leaving.exit_code
    finally:
        if sys.stdout is not None:
            sys.stdout.flush()


def _trace(settings: Settings) -> None:
    if settings.verbose:
        import traceback

        settings.note(traceback.format_exc(), whole=True)


def _close_output() -> None:
    """Let nothing more be written to a pipe that nobody reads; Python would complain at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            silence(stream)


def _fill_closed_streams() -> None:
    """Let no file take the place of a standard stream that is closed, and lose what is written.

    Who closes a stream asks for silence, so the exit status stays what it is. Standard input stays
    None, so that whoever needs it can say that it is closed.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            place = os.open(os.devnull, os.O_RDWR)
            if name != "stdin":
                setattr(sys, name, os.fdopen(place, "w", encoding="utf-8", closefd=False))


def _said(error: click.ClickException) -> str:
    """Return a usage error as one line that says where help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "timeline"
    message = " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption) and context is not None:
        options = [name for each in context.command.get_params(context) for name in each.opts]
        message += suggestion(error.option_name, options)
    ending = "" if message.endswith((".", "?", "!")) else "."
    return f"{message}{ending} See '{path} --help'."


@click.group(
    name="timeline",
    cls=Program,
    invoke_without_command=True,
    no_args_is_help=False,
    subcommand_metavar="[COMMAND] [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="timeline", message="%(prog)s %(version)s")
@shared(envvar="TIMELINE_DB")
@click.pass_context
def program(context: click.Context) -> None:
    """Turn editions of an official document into dated events, figures and exact changes.

    Run it without a command to see which database it uses, what that holds, and what to do next.
    """
    if context.invoked_subcommand is None:
        from timeline.cli import overview

        overview.show(context.obj)


__all__ = ["COMMANDS", "Command", "program", "run"]
