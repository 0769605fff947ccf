"""How far a command is: one line on a terminal, nothing elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

import click

from timeline.cli.common import Settings

T = TypeVar("T")

_LONGEST: Final = 20
_SHORTEST: Final = 5
"""Of the bar, in cells; below it words alone must do."""
_PAUSE: Final = 0.1
"""Seconds between two drawings: a terminal is slower than most steps."""
_PATIENCE: Final = 0.5
"""Seconds before the first: what is done by then needs no line."""


class Progress:
    """Counts steps; on a terminal it draws how many are done and how long the rest may take.

    `clear` takes the line away before anything else is told.
    """

    def __init__(self, settings: Settings, *, shown: bool = True) -> None:
        dumb = os.environ.get("TERM") == "dumb"
        self.drawn = shown and sys.stderr.isatty() and not settings.quiet and not dumb
        self._total: int | None = None
        self._done = 0
        self._start = time.monotonic()
        self._next = self._start + _PATIENCE
        self._there = False

    def start(self, total: int) -> None:
        """Begin to count; without it nobody knows how many steps there are."""
        self._total, self._done, self._start = total, 0, time.monotonic()
        self._next = self._start + _PATIENCE

    def step(self) -> None:
        """Count one, and draw the line."""
        if not self.drawn:
            return
        self._done += 1
        now = time.monotonic()
        if now >= self._next and (self._total is None or self._done < self._total):
            self._next = now + _PAUSE
            self._there = True
            click.echo(f"\r\x1b[K{self._line(now)}", err=True, nl=False, color=True)

    def _line(self, now: float) -> str:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns or 80
        if self._total is None:
            return f"{self._done:,} so far"[: columns - 1]
        seconds = (now - self._start) / self._done * (self._total - self._done)
        said = f"{self._done:,} of {self._total:,}, about {duration(seconds)} left"
        size = min(_LONGEST, columns - len(said) - len("[] ") - 1)
        blocks = size * self._done // self._total
        bar = f"[{'#' * blocks}{'.' * (size - blocks)}] " if size >= _SHORTEST else ""
        return f"{bar}{said}"[: columns - 1]

    def clear(self) -> None:
        """Take the line away."""
        if self._there:
            self._there = False
            self._next = 0.0
            click.echo("\r\x1b[K", err=True, nl=False, color=True)

    def clear_after(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, and take the line away after the last or after an error."""
        try:
            yield from items
        finally:
            self.clear()


def duration(seconds: float) -> str:
    """Return a stretch of time in words: "40 s", "12 min", "2 h 5 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
