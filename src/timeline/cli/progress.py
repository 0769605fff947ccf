"""How far a command is: one line on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
import time

import click

from timeline.cli.common import Settings


class Progress:
    """Counts steps; on a terminal it draws how many are done and how long the rest may take.

    `clear` takes the line away before anything else is told.
    """

    def __init__(self, settings: Settings) -> None:
        self._drawn = sys.stderr.isatty() and not settings.quiet
        self._total = self._done = 0
        self._start = time.monotonic()

    def start(self, total: int) -> None:
        """Begin to count."""
        self._total, self._done, self._start = total, 0, time.monotonic()

    def step(self) -> None:
        """Count one, and draw the line."""
        self._done += 1
        left = self._total - self._done
        if self._drawn and left > 0:
            seconds = (time.monotonic() - self._start) / self._done * left
            blocks = 20 * self._done // self._total
            bar = "#" * blocks + "." * (20 - blocks)
            said = f"[{bar}] {self._done} of {self._total}, about {duration(seconds)} left"
            click.echo(f"\r\x1b[K{said}", err=True, nl=False, color=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn and self._done:
            click.echo("\r\x1b[K", err=True, nl=False, color=True)


def duration(seconds: float) -> str:
    """Return a stretch of time in words: "40 s", "12 min", "2 h 5 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
