"""timeline extract"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.common import Command, Settings, output_option, shared

if TYPE_CHECKING:
    from timeline.errors import TimelineError
    from timeline.model import Snapshot

    Answer = tuple[Snapshot, str] | tuple[TimelineError, None]


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--from-jsonl",
    metavar="FILE",
    help='Read {"doc", "text", "published"} a line instead; - is standard input.',
)
@click.option(
    "--published",
    metavar="EDTF",
    help="Date of publication.  [default: editions.json, or the file's name]",
)
@click.option("--text", is_flag=True, help="Print the decoded text that all offsets count in.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "json")),
    default="jsonl",
    show_default=True,
    help="One object a line, or an indented list.",
)
@output_option
@shared()
@click.pass_obj
def command(
    settings: Settings,
    files: tuple[str, ...],
    from_jsonl: str | None,
    published: str | None,
    text: bool,
    form: str,
    output: str,
) -> None:
    """Print what documents state, without a database.

    One JSON object a document: dates, figures, events, passages, each with its place in the text.
    FILE is a text or Markdown file, a folder of them, or - for standard input.

    \b
    Examples:
      timeline extract sheet.txt --published 2023-09
      timeline extract --from-jsonl documents.jsonl > answers.jsonl
    """
    from timeline.cli.output import write

    if bool(files) == (from_jsonl is not None):
        raise click.UsageError("Give FILEs, or --from-jsonl.", click.get_current_context())
    errors: list[TimelineError] = []
    answers = _good(settings, _answers(files, from_jsonl, published), errors)
    pieces = _texts(answers) if text else _objects(answers, form)
    if output == "-":
        for piece in pieces:
            write(piece)
    else:
        write(b"".join(pieces), output)
    raise click.exceptions.Exit(max((error.exit_status for error in errors), default=0))


def _answers(
    files: tuple[str, ...], from_jsonl: str | None, published: str | None
) -> Iterator[Answer]:
    from pathlib import Path

    from timeline.errors import MissingFileError
    from timeline.workflow import extract

    if from_jsonl is None:
        yield from extract.each(files, published=published)
    elif from_jsonl == "-":
        source = sys.stdin.buffer
        yield from extract.lines(source, "standard input", published=published)
    elif not Path(from_jsonl).is_file():
        yield MissingFileError(from_jsonl), None
    else:
        with Path(from_jsonl).open("rb") as source:
            yield from extract.lines(source, from_jsonl, published=published)


def _good(
    settings: Settings, answers: Iterator[Answer], errors: list[TimelineError]
) -> Iterator[tuple[Snapshot, str]]:
    """Yield what was read; tell what was refused."""
    for snapshot, text in answers:
        if text is None or isinstance(snapshot, Exception):
            errors.append(snapshot)  # type: ignore[arg-type]
            settings.fail(str(snapshot))
        else:
            yield snapshot, text


def _texts(answers: Iterator[tuple[Any, str]]) -> Iterator[bytes]:
    for _, text in answers:
        yield text.encode()


def _objects(answers: Iterator[tuple[Snapshot, str]], form: str) -> Iterator[bytes]:
    from timeline.formats.jsonlists import dumps
    from timeline.records import snapshot_record

    if form == "jsonl":
        for snapshot, _ in answers:
            yield f"{dumps(snapshot_record(snapshot))}\n".encode()
        return
    records = [snapshot_record(snapshot) for snapshot, _ in answers]
    yield f"{dumps(records, indent=2)}\n".encode()
