"""Data to standard output or into a file, whole or not at all."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline.cli.common import Settings
from timeline.errors import OutputError, OutputFormatError
from timeline.whole_files import growing

if TYPE_CHECKING:
    from timeline.formats.tables import Listing

STANDARD_OUTPUT: Final = "-"
_WIDTH: Final = 100
"""Of tables where no terminal says how wide it is."""


def format_of(form: str | None, output: str, default: str, known: Iterable[str]) -> str:
    """Return the format that was named, else that of the file's ending, else the default.

    `known` are the formats that can be written. Raises OutputFormatError for an ending that none
    of them has, or that is of another one than was named.
    """
    from timeline.formats import catalogue

    if output == STANDARD_OUTPUT or not Path(output).suffix:
        return form or default
    formats = tuple(known)
    fitting = catalogue.fitting(output, formats)
    meant = next(iter(catalogue.fitting(output, catalogue.BY_NAME)), None)
    if form is not None and form in fitting:
        return form
    if form is None and fitting and meant in formats:  # .vl.json asks for a chart, not for JSON
        return fitting[0]
    ending = next(iter(catalogue.endings_of(output)), Path(output).suffix.lower())
    listed = [catalogue.describe(name) for name in formats]
    raise OutputFormatError(output, ending, form if fitting else None, listed, meant)


def write_list(
    settings: Settings,
    listing: Listing[Any],
    items: Iterable[Any],
    *,
    form: str | None,
    output: str,
    default: str = "table",
    nothing: str | None = None,
    about: str = "items",
    silent: bool = False,
    closing: Iterable[str] = (),
) -> None:
    """Write a list in a format; tell on standard error where there is nothing in it.

    `nothing` is what to tell then, before what was searched; `about` is what it is a list of,
    figures, events or items; `closing` are the pieces that end it, asked for after the last item.
    With `silent` nothing is told: the command says why itself.
    """
    from timeline.cli import colors as paint
    from timeline.cli import nothing as answers
    from timeline.formats import LIST_FORMATS, registry

    name = format_of(form, output, default, LIST_FORMATS)
    counted = _Counted(items)
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if output == STANDARD_OUTPUT else _WIDTH
    ended = _Counted(closing)
    if name == "table" and output == STANDARD_OUTPUT and sys.stdout.isatty():
        from timeline.cli import screen

        drawn = screen.draw(listing, counted, width, colored=settings.colored(sys.stdout))
        _write_standard(chain(drawn, ended), settings)
    else:
        colors = paint.table if name == "table" and settings.colored(sys.stdout) else None
        pieces = chain(registry.write_list(name, listing, counted, width), ended)
        write(["".join(map(str, pieces))] if colors else pieces, output, colors, paged=settings)
    if not counted.count and not ended.count and not silent and not settings.quiet:
        settings.note(answers.said(settings, nothing or f"No {listing.name}.", about))
    if output != STANDARD_OUTPUT:
        settings.note(f"{output}: {counted.count} {listing.name} written as {name}.")


class _Counted:
    def __init__(self, items: Iterable[Any]) -> None:
        self.items = items
        self.count = 0

    def __iter__(self) -> Any:
        for item in self.items:
            self.count += 1
            yield item


def write(
    pieces: Iterable[str | bytes],
    output: str = STANDARD_OUTPUT,
    painted: Callable[[str], str] | None = None,
    *,
    paged: Settings | None = None,
) -> None:
    """Write pieces of a text or a file as they come; nothing of a document commands a terminal.

    A file is put in its place when it is whole. `painted` adds the colours to each piece, on
    standard output alone. With `paged`, what is longer than the screen goes to a pager, if the
    settings allow one.

    Raises OutputError for a place where nothing can be written.
    """
    if output != STANDARD_OUTPUT:
        _write_file(pieces, Path(output))
        return
    if sys.stdout.isatty() or painted is not None:
        pieces = map(painted or str, map(_for_a_terminal, pieces))
    _write_standard(pieces, paged)


def _write_standard(pieces: Iterable[str | bytes], paged: Settings | None) -> None:
    from timeline.cli import pager

    if paged is not None and pager.is_wanted(paged):
        pager.show((piece for piece in pieces if isinstance(piece, str)), _put)
        return
    for piece in pieces:
        _put(piece)


def _put(piece: str | bytes) -> None:
    try:
        sys.stdout.buffer.write(_bytes(piece))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError("standard output", error.strerror or str(error)) from None


def _for_a_terminal(piece: str | bytes) -> str:
    from timeline.formats.display import safe

    if isinstance(piece, bytes):
        raise OutputError("standard output", "a terminal cannot show this format")
    return safe(piece)


def _bytes(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode(errors="backslashreplace")


def _write_file(pieces: Iterable[str | bytes], path: Path) -> None:
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("wb") as file:  # a pipe or a device: nothing to put in its place
                file.writelines(map(_bytes, pieces))
            return
        _replace(pieces, path.resolve())
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from None


def _replace(pieces: Iterable[str | bytes], path: Path) -> None:
    """Put a finished file in the place of what is there, so that no reader sees a half."""
    with growing(path) as part, part.open("wb") as file:
        file.writelines(map(_bytes, pieces))
