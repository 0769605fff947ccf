"""Who is told to end, by any signal, is interrupted: what is finished stays, no half is left."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_ENDING: Final = (signal.SIGTERM, signal.SIGHUP)
_BASE: Final = 128
"""What a shell adds to the number of a signal for the exit status."""


class ToldToEndError(KeyboardInterrupt):
    """The process was told to end by a signal other than an interrupt."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def exit_status_of(end: BaseException) -> int:
    """Return the exit status after an interrupt (130), SIGTERM (143) or SIGHUP (129)."""
    return _BASE + (end.number if isinstance(end, ToldToEndError) else signal.SIGINT)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Raise ToldToEndError in this thread when the process is told to end.

    A signal that is ignored, as by `nohup`, stays so; a second one does not disturb the first.
    Only the main thread can be told.
    """
    before = {}
    try:
        for number in _ENDING:
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _end)
    except ValueError:  # another thread than the main one
        before = {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> None:
    for each in _ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise ToldToEndError(number)
