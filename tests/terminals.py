"""Run a command line on a real terminal: a pseudo-terminal of a given size, with a keyboard."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

TIMELINE = (sys.executable, "-m", "timeline")
PATIENCE = 60.0
"""Seconds until a program that says nothing more is ended."""
_TAKES_TERMINAL = 'exec "$@" < "$0" > "$0" 2>&1'


class Shown(NamedTuple):
    """What came to the terminal, and the exit status."""

    text: str
    status: int

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def shown(
    *command: object,
    columns: int = 80,
    rows: int = 1_000,
    keys: Sequence[tuple[str, str]] = (),
    folder: Path | None = None,
    **variables: str,
) -> Shown:
    """Return what a program shows on a terminal of its own, which it can control.

    `keys` are pairs of what to wait for on the screen, and what to type then. Variables that are
    named replace those of this process.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    words = ["/bin/sh", "-c", _TAKES_TERMINAL, os.ttyname(theirs), *map(str, command)]
    with subprocess.Popen(
        words, stdin=theirs, cwd=folder, env=_environment(variables), start_new_session=True
    ) as process:
        os.close(theirs)
        try:
            text = _conversation(ours, list(keys))
            process.wait(PATIENCE)
        finally:
            process.kill()
            os.close(ours)
    return Shown(text.replace("\r\n", "\n"), process.returncode)


def on_screen(*arguments: object, columns: int = 80, **more: object) -> Shown:
    """Return what `timeline` shows on a terminal."""
    return shown(*TIMELINE, *arguments, columns=columns, **more)  # type: ignore[arg-type]


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    kept = {
        k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "PAGER", "LESS", "COLUMNS")
    }
    return {**kept, "TERM": "xterm", **variables}


def _conversation(terminal: int, keys: list[tuple[str, str]]) -> str:
    """Return all that comes until the other side is closed; type when it is time."""
    text, seen = b"", 0
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # the end, as Linux tells it of a terminal
            return text.decode()
        if not part:
            return text.decode()
        text += part
        if keys and keys[0][0].encode() in text[seen:]:
            seen = len(text)
            os.write(terminal, keys.pop(0)[1].encode())
    raise TimeoutError(f"still running after {PATIENCE} s: {text.decode()[-500:]!r}")
