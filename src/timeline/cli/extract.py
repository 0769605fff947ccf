"""timeline extract"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from timeline.cli.common import Command, Settings, jobs_option, output_option, shared
from timeline.cli.typed_names import complete_file

if TYPE_CHECKING:
    from timeline.workflow.extract import ExtractOutcome


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=complete_file)
@click.option(
    "--from-jsonl",
    metavar="FILE",
    help='Read one {"doc", "text", "published"} per line from this file; - is standard input.',
)
@click.option(
    "--published",
    metavar="EDTF",
    help="Date of publication.  [default: from editions.json, the file's name, or the page]",
)
@click.option("--text", is_flag=True, help="Print the decoded text, in which all offsets count.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "json")),
    help="One object per line, or an indented list.  "
    "[default: jsonl; text with --explain and --left-out]",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Print which rules made each result, and why other numbers and dates state nothing.",
)
@click.option(
    "--left-out", is_flag=True, help="Print what is not read, with the reason and the place."
)
@click.option(
    "--find",
    metavar="TEXT",
    help="With --explain: only what overlaps this text, written exactly so.",
)
@jobs_option
@output_option
@shared()
@click.pass_obj
def command(
    settings: Settings,
    files: tuple[str, ...],
    from_jsonl: str | None,
    published: str | None,
    text: bool,
    form: str | None,
    explain: bool,
    left_out: bool,
    find: str | None,
    jobs: int,
    output: str,
) -> None:
    """Print what documents state; needs no database.

    Prints one JSON object per document: its dates, figures, events and passages, each with its
    position in the text. FILE is a text, Markdown, HTML or PDF file, a folder of them, or - for
    standard input.

    With --explain, prints what became of every date, figure, event and number: the rules that
    applied, in order, each with the part of the text that it read.

    \b
    Examples:
      timeline extract sheet.txt --published 2023-09
      timeline extract --from-jsonl documents.jsonl --jobs 4 > answers.jsonl
      timeline extract sheet.txt --explain --find "ports of entry"
    """
    from timeline.cli.output import format_of, write

    if bool(files) == (from_jsonl is not None):
        raise click.UsageError("Give either FILE or --from-jsonl.", click.get_current_context())
    if find is not None and not explain:
        raise click.UsageError("--find works only with --explain.", click.get_current_context())
    if left_out and (text or explain):
        raise click.UsageError(
            "--left-out works without --text and --explain.", click.get_current_context()
        )
    if text:
        shape = format_of("text", output, "text", ("text",))
    elif explain or left_out:
        shape = format_of(form, output, "text", ("text", "jsonl", "json"))
    else:
        shape = format_of(form, output, "jsonl", ("jsonl", "json"))
    lead = "explained " if explain and not text else "left out " if left_out else ""
    statuses = {0}
    answers = _answers(files, from_jsonl, published, f"{lead}{shape}", jobs, find)
    pieces = _joined(_good(settings, answers, statuses), shape)
    write(pieces, output)
    raise click.exceptions.Exit(max(statuses))


def _answers(
    files: tuple[str, ...],
    from_jsonl: str | None,
    published: str | None,
    form: str,
    jobs: int,
    find: str | None,
) -> Iterator[ExtractOutcome]:
    from timeline.workflow import extract

    if from_jsonl is None:
        return extract.answers_of_files(files, form, published=published, jobs=jobs, find=find)
    return extract.answers_of_lines(from_jsonl, form, published=published, jobs=jobs, find=find)


def _good(
    settings: Settings, answers: Iterator[ExtractOutcome], statuses: set[int]
) -> Iterator[str]:
    """Yield what was read; tell what was refused, and where nothing was found."""
    for answer in answers:
        if answer.note is not None:
            settings.note(answer.note)
        if answer.error is None:
            if answer.content:
                yield answer.content
        else:
            statuses.add(answer.status)
            settings.fail(answer.error)


def _joined(contents: Iterator[str], form: str) -> Iterator[str]:
    """Yield the contents as the form asks: as they are, one a line, or as an indented list."""
    if form == "json":
        opened = False
        for content in contents:
            yield (",\n  " if opened else "[\n  ") + content.replace("\n", "\n  ")
            opened = True
        yield "\n]\n" if opened else "[]\n"
        return
    for content in contents:
        yield content if form == "text" else content + "\n"
