"""What all commands share: settings, options of the same name, and suggestions after a slip."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps
from typing import Any, Final, TypeVar

import click
from click.core import ParameterSource
from click.exceptions import NoSuchOption

from timeline.cli.typed_names import complete_edition, complete_file, complete_publication

F = TypeVar("F", bound=Callable[..., Any])

DATABASE: Final = "timeline.db"
MOST_ROWS: Final = 1_000_000_000
"""What --limit may ask for: every database counts so far."""
MOST_JOBS: Final = 1_000
DAY: Final = 86_400
COLORS: Final = ("auto", "always", "never")


class Settings:
    """What the shared options say; they can stand before or after the name of the command."""

    __slots__ = ("color", "database", "no_pager", "quiet", "verbose")

    def __init__(self) -> None:
        self.database = DATABASE
        self.quiet = False
        self.verbose = False
        self.color = "auto"
        self.no_pager = False

    def colored(self, stream: Any) -> bool:
        """Tell whether colours may go to a stream: asked for, else a terminal and no NO_COLOR."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return stream is not None and stream.isatty()

    def note(self, message: str, *, whole: bool = False) -> None:
        """Tell something on standard error, unless --quiet; `whole` keeps its line ends."""
        if not self.quiet:
            self.say(message, whole=whole)

    def fail(self, message: str) -> None:
        """Tell an error on standard error, in one line."""
        head = "\x1b[1;31mError:\x1b[0m" if self.colored(sys.stderr) else "Error:"
        self._write(f"{head} {_shown(message)}\n")

    def say(self, message: str, *, whole: bool = False) -> None:
        """Tell something on standard error, with --quiet too."""
        text = "\n".join(map(_shown, message.splitlines())) if whole else _shown(message)
        self._write(f"{text}\n")

    def _write(self, text: str) -> None:
        try:
            click.echo(text.encode("utf-8", "backslashreplace"), err=True, nl=False, color=True)
        except BrokenPipeError:
            raise
        except OSError:  # nobody can be told: the exit status says it
            silence(sys.stderr)


def silence(stream: Any) -> None:
    """Let nothing more be written to a stream, so that Python does not try to at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


_PASSWORD: Final = re.compile(
    r"((?:\b(?:https?|ftp|ssh|git|tcp|tls|postgres\w*):|//)[/\\]*[^/\\\s:@\[]*)"
    r":(?!\d{0,5}(?:[/?#\s]|\Z))\S+@",
    re.IGNORECASE,
)
"""What stands between the name and the host of an address that came where none is wanted."""


def _shown(message: str) -> str:
    """Return a message in one line, without passwords.

    Control characters of a file's name reach no terminal.
    """
    message = _PASSWORD.sub(r"\1:…@", message)
    if message.isprintable():
        return message
    from timeline.formats.display import visible

    return visible(message)


# ---------------------------------------------------------------- options


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    name = parameter.name or ""
    given = context.get_parameter_source(name)
    settings = context.find_root().obj
    if settings is None or given in (None, ParameterSource.DEFAULT):
        return
    if value or given is not ParameterSource.ENVIRONMENT:  # an empty variable says nothing
        setattr(settings, name, value)


def shared(envvar: str | None = None) -> Callable[[F], F]:
    """Add the options that stand before or after the name of a command."""
    options = (
        click.option(
            "--db", "database", metavar="PATH|URL", envvar=envvar, expose_value=False,
            callback=_keep, shell_complete=complete_file,
            help="Database to use: an SQLite file or postgresql://…  [env: TIMELINE_DB; default: "
            f"{DATABASE}]",
        ),
        click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=_keep,
            help="Print only data and errors.",
        ),
        click.option(
            "-v", "--verbose", is_flag=True, expose_value=False, callback=_keep,
            help="Show the traceback when an error occurs.",
        ),
        click.option(
            "--color", type=click.Choice(COLORS), expose_value=False, callback=_keep,
            help="Use colours.  [default: auto, which honours NO_COLOR]",
        ),
        click.option(
            "--no-pager", is_flag=True, expose_value=False, callback=_keep,
            help="Never show long output in a pager (PAGER, otherwise less).",
        ),
    )  # fmt: skip
    return _all(options)


def selection(kinds: tuple[str, ...] = (), statuses: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Add the options that select rows of a list."""
    options = [
        click.option("--from", "since", metavar="EDTF",
                     help="Only items on or after the first day of this date."),
        click.option("--to", "until", metavar="EDTF",
                     help="Only items on or before the last day of this date."),
        publication_option,
        click.option("--edition", metavar="EDITION", shell_complete=complete_edition,
                     help="Only what this edition states."),
    ]  # fmt: skip
    if statuses:
        options.append(
            click.option("--status", type=click.Choice(statuses), help="Only this status.")
        )
    if kinds:
        options.append(click.option("--kind", type=click.Choice(kinds), help="Only this kind."))
    options += [
        click.option("--as-of", metavar="EDTF",
                     help="What was known on this day, from all editions published by then."),
        click.option("--in-print", metavar="EDTF",
                     help="Only what the edition in print on this day stated."),
    ]  # fmt: skip
    return _all([*options, limit_option])


def words_option(what: str, *names: str) -> Callable[[F], F]:
    """Add an option of some words, in any order and with any endings, and --exact-label."""
    words = click.option(
        *names, metavar="TEXT",
        help=f"Only {what} with these words, in any order and with any endings; the best come "
        "first.",
    )  # fmt: skip
    return _all((words, exact_label_option))


def check_name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the name that was given to a publication or an edition, if it is not too long."""
    from timeline.values import MAX_NAME

    if value is not None and len(value.encode(errors="surrogateescape")) > MAX_NAME:
        raise click.BadParameter(f"It is longer than {MAX_NAME} bytes.", context, parameter)
    return value


def check_pace(
    context: click.Context, parameter: click.Parameter, value: float | None
) -> float | None:
    """Return the seconds that were given: "nan" is a number to click, and in every range."""
    if value is not None and value != value:
        raise click.BadParameter("'nan' is not a number of seconds.", context, parameter)
    return value


def _all(options: Iterable[Callable[[F], F]]) -> Callable[[F], F]:
    def add(function: F) -> F:
        for option in reversed(tuple(options)):
            function = option(function)
        return function

    return add


def manners(pace: float | None = 1.0, said: str = "1", *, robots: bool = True) -> Callable[[F], F]:
    """Add the options that say how pages are fetched; `pace` is the default, `said` in words."""
    options = [
        click.option("--pace", type=click.FloatRange(0, DAY), callback=check_pace,
                     default=pace, metavar="SECONDS",
                     help=f"Seconds to wait between requests to one server.  [default: {said}]"),
        click.option("--allow-private", is_flag=True,
                     help="Fetch from addresses that are not public, too."),
        click.option("--force", is_flag=True,
                     help="Store an edition even if it looks like a block page, an error page or a "
                     "document of another publication."),
    ]  # fmt: skip
    if robots:
        ignoring = "Fetch pages even if robots.txt asks programs not to."
        options.append(click.option("--ignore-robots", is_flag=True, help=ignoring))
    return _all(options)


exact_label_option = click.option(
    "--exact-label", is_flag=True,
    help="Only what is called exactly that, whatever the case; not to be confused with --exact.",
)  # fmt: skip
section_option = click.option(
    "--section", metavar="TEXT", help="Only what stands under headings with these words."
)
publication_option = click.option(
    "--publication", metavar="SLUG", shell_complete=complete_publication,
    help="Only this publication.",
)  # fmt: skip
limit_option = click.option(
    "--limit", type=click.IntRange(1, MOST_ROWS), metavar="N", help="Only the first N rows."
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, MOST_JOBS), default=1, show_default=True, metavar="N",
    help="Number of worker processes. Does not change the result.",
)  # fmt: skip
dask_option = click.option(
    "--dask", metavar="ADDRESS",
    help="Let the workers of this Dask cluster decode and read (address of its scheduler).",
)  # fmt: skip
wait_option = click.option(
    "--wait", type=click.FloatRange(0, DAY), callback=check_pace, default=5.0, metavar="SECONDS",
    help="Seconds to wait for a database that another program has locked.  [default: 5]",
)  # fmt: skip
output_option = click.option(
    "-o", "--output", metavar="FILE", default="-", shell_complete=complete_file,
    help="Write to this file, completely or not at all.  [default: -, standard output]",
)  # fmt: skip


def format_option(names: tuple[str, ...], default: str) -> Callable[[F], F]:
    """Add --format; without it the ending of --output decides, then the default."""
    return click.option(
        "--format", "form", type=click.Choice(names),
        help=f"Output format.  [default: from the file ending of --output, otherwise {default}]",
    )  # fmt: skip


def add_all_events(command: F) -> F:
    """Add --all, by which a list of events holds the minor ones too, as `everything`."""
    return click.option(
        "--all", "everything", is_flag=True,
        help="List minor events too: those that recur or go on, and those mentioned in passing. "
        "CSV and JSON always list them, and so does --status recurring.",
    )(command)  # fmt: skip


def add_display_options(command: F) -> F:
    """Add --exact and --iso-dates, and hand what they say to a command as its `style`."""

    @wraps(command)
    def with_style(*values: Any, exact: bool, iso_dates: bool, **named: Any) -> Any:
        from timeline.formats.display import Style

        return command(*values, style=Style(exact=exact, iso=exact or iso_dates), **named)

    options = (
        click.option(
            "--exact", is_flag=True,
            help="Print every digit of a number, codes of currencies, and dates as 2023-09-12. "
            "CSV and JSON are always exact.",
        ),
        click.option("--iso-dates", is_flag=True, help="Print dates as 2023-09-12."),
    )  # fmt: skip
    return _all(options)(with_style)  # type: ignore[return-value]


# ---------------------------------------------------------------- commands


class _Suggests:
    """Names an option in place of a mistyped one; click itself would ask difflib."""

    def make_parser(self, ctx: click.Context) -> Any:
        parser = super().make_parser(ctx)  # type: ignore[misc]
        match = parser._match_long_opt  # noqa: SLF001  click has no public place for this

        def match_known(option: str, value: str | None, state: Any) -> None:
            if option not in parser._long_opt:  # noqa: SLF001
                raise NoSuchOption(option, f"No such option {option!r}.", ctx=ctx)
            match(option, value, state)

        parser._match_long_opt = match_known  # noqa: SLF001
        return parser


class Command(_Suggests, click.Command):
    """A command of the program."""


class Group(_Suggests, click.Group):
    """A command with commands of its own."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            hint = suggestion(args[0], self.list_commands(ctx))
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


def suggestion(name: str, names: Iterable[str]) -> str:
    """Return " Did you mean …?" where a name is much like one of these, else nothing."""
    from timeline.workflow.suggestions import nearest

    found = nearest(name, names)
    return "" if found is None else f" Did you mean {found!r}?"
