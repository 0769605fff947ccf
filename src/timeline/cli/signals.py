"""Who is told to end, by any signal, is interrupted: what is finished stays, no half is left.

To be told once is enough: what comes after it would disturb the ending itself, and is ignored until
the process is gone.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from timeline.ingestion.held_signals import ENDING

_USUAL: Final = (signal.SIG_DFL, signal.default_int_handler)
_BASE: Final = 128
"""What a shell adds to the number of a signal for the exit status."""


class ToldToEndError(KeyboardInterrupt):
    """The process was told to end by a signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def exit_status_of(end: BaseException) -> int:
    """Return the exit status after an interrupt (130), SIGTERM (143) or SIGHUP (129)."""
    return _BASE + (end.number if isinstance(end, ToldToEndError) else signal.SIGINT)


@contextmanager
def ending_in_order(*, last: bool) -> Iterator[None]:
    """Raise ToldToEndError in this thread when the process is told to end.

    A signal that is ignored, as by `nohup`, stays so. Only the main thread can be told. With
    `last`, the process ends with the block: once it was told, it is told nothing more.
    """
    told: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        if not told:
            told.append(number)
            raise ToldToEndError(number)

    before = {}
    try:
        for number in ENDING:
            if signal.getsignal(number) in _USUAL:
                before[number] = signal.signal(number, end)
    except ValueError:  # another thread than the main one
        before = {}
    try:
        yield
    finally:
        if told and last:
            signal.pthread_sigmask(signal.SIG_BLOCK, before)
        for number, handler in before.items():
            signal.signal(number, handler)
