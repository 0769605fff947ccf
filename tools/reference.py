"""Write `docs/reference/` from the program itself; with --check, only tell what is stale.

Run: python -m tools.reference [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from timeline.cli.program import COMMANDS, program

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
_WIDTH = 100


def pages() -> dict[str, str]:
    """Return the text of each page by the name of its file."""
    return {"cli.md": command_line()}


def command_line() -> str:
    """Return the help of every command, in the order of `timeline --help`."""
    parts = [
        "# The command line\n",
        "Written by `make docs` from what `--help` prints; do not edit.\n",
        _section("timeline", 2, _help(program, "timeline")),
    ]
    context = click.Context(program, info_name="timeline")
    for heading, names in COMMANDS.items():
        parts.append(f"## {heading}\n")
        for name in names:
            command = program.get_command(context, name)
            if command is None:
                raise LookupError(name)
            parts += [
                _section(path, 3 + path.count(" ") - 1, text)
                for path, text in _helps(command, f"timeline {name}")
            ]
    return "\n".join(parts)


def _helps(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    yield path, _help(command, path)
    if isinstance(command, click.Group):
        for name, member in command.commands.items():
            yield from _helps(member, f"{path} {name}")


def _help(command: click.Command, path: str) -> str:
    context = click.Context(
        command, info_name=path, terminal_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    lines = command.get_help(context).splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _section(path: str, level: int, text: str) -> str:
    return f"{'#' * level} {path}\n\n```text\n{text}\n```\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check return 1 where one is not what it would be."""
    status = 0
    for name, text in pages().items():
        path = FOLDER / name
        if "--check" not in arguments:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            print(f"{path} is stale. Run: make docs", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
