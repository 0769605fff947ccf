"""Show what is longer than the screen in a pager, as git and man do."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from itertools import chain
from typing import Any, Final

from timeline.cli.common import Settings
from timeline.cli.signals import status_when_told

_USUAL: Final = ("less", "more")
_COLOR: Final = re.compile(r"\x1b\[[0-9;]*m")
_MANNERS: Final = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
"""What a pager is told, unless the user tells it otherwise: show colours, leave the text there."""


def is_wanted(settings: Settings) -> bool:
    """Tell whether a long output may go to a pager: someone reads it, and can press keys."""
    if settings.no_pager or settings.quiet or os.environ.get("TERM") == "dumb":
        return False
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def _is_terminal(stream: Any) -> bool:
    try:
        return stream is not None and os.isatty(stream.fileno())
    except (OSError, ValueError):  # a stream that is closed, or no file
        return False


def find_pager() -> str | None:
    """Return the pager that PAGER names, otherwise less or more; None for none that is there."""
    named = os.environ.get("PAGER")
    if named is None:
        return next((name for name in _USUAL if shutil.which(name)), None)
    try:
        words = shlex.split(named)
    except ValueError:
        return None
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return None
    return named


def show(pieces: Iterable[str], put: Callable[[str], None]) -> None:
    """Put pieces of a text on the screen if it fits there, otherwise into the pager.

    Returns when the reader is done with it. The pieces that a reader does not ask for are not
    made.
    """
    size = os.get_terminal_size(sys.stdout.fileno())
    named = find_pager() if size.lines else None
    if named is None:
        for piece in pieces:
            put(piece)
        return
    waiting = iter(pieces)
    first = list(_first_screen(waiting, size))
    if sum(_rows(piece, size.columns) for piece in first) < size.lines:
        for piece in first:
            put(piece)
        return
    _feed(named, chain(first, waiting))


def _first_screen(pieces: Iterator[str], size: os.terminal_size) -> Iterator[str]:
    rows = 0
    for piece in pieces:
        rows += _rows(piece, size.columns)
        yield piece
        if rows >= size.lines:
            return


def _rows(piece: str, columns: int) -> int:
    """Return how many rows of the screen a piece ends; long lines are wrapped by the terminal."""
    from timeline.formats.plain import cells

    ended = _COLOR.sub("", piece).split("\n")[:-1]
    return sum(max(1, -(-cells(line) // max(columns, 1))) for line in ended)


def _feed(named: str, pieces: Iterable[str]) -> None:
    """Write pieces to the pager until the reader leaves it."""
    environment = {**_MANNERS, **os.environ}
    with subprocess.Popen(  # noqa: S603  the user names it, in PAGER
        ["/bin/sh", "-c", named], stdin=subprocess.PIPE, env=environment
    ) as pager:
        try:
            _pour(pieces, pager)
        except KeyboardInterrupt as end:  # what is not read is not made; the pager goes on
            status_when_told(end)
        finally:
            _wait(pager)


def _pour(pieces: Iterable[str], pager: subprocess.Popen[bytes]) -> None:
    if pager.stdin is None:
        return
    with suppress(BrokenPipeError), closing(pager.stdin):
        for piece in pieces:
            pager.stdin.write(piece.encode(errors="backslashreplace"))
            pager.stdin.flush()


def _wait(pager: subprocess.Popen[bytes]) -> None:
    """Wait until the reader leaves: an interrupt is for the pager, which has the keyboard."""
    while True:
        try:
            pager.wait()
        except KeyboardInterrupt as end:
            status_when_told(end)
            continue
        return
