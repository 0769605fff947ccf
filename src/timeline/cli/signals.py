"""Who is told to end, by any signal, is interrupted: what is finished stays, no half is left.

To be told once is enough: what comes after it would disturb the ending itself, and is ignored until
the process is gone.

Python drops an error that is raised while it clears away an object, and libraries put errors of
their own in the place of one. So the process is told again until it is seen to be ending.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

import click

from timeline.ingestion.held_signals import ENDING

_USUAL: Final = (signal.SIG_DFL, signal.default_int_handler)
_BASE: Final = 128
"""What a shell adds to the number of a signal for the exit status."""
_AGAIN_SECONDS: Final = 0.2


class ToldToEndError(KeyboardInterrupt):
    """The process was told to end by a signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.heard = False


def status_when_told(error: BaseException) -> int | None:
    """Return the exit status after an interrupt (130), SIGTERM (143) or SIGHUP (129).

    The error may also be one that came up on the way out. None for an error of another cause.
    Whoever asks has heard that the process was told to end.
    """
    errors = list(_with_what_it_came_upon(error))
    for each in errors:
        if isinstance(each, ToldToEndError):
            each.heard = True
            return _BASE + each.number
    if any(isinstance(each, KeyboardInterrupt | click.Abort) for each in errors):
        return _BASE + signal.SIGINT
    return None


@contextmanager
def ending_in_order(*, last: bool) -> Iterator[None]:
    """Raise ToldToEndError in this thread when the process is told to end.

    A signal that is ignored, as by `nohup`, stays so. Only the main thread can be told. With
    `last`, the process ends with the block: once it was told, it is told nothing more.
    """
    told: list[ToldToEndError] = []

    def end(number: int, _: FrameType | None) -> None:
        if not told:
            told.append(ToldToEndError(number))
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS, _AGAIN_SECONDS)
            raise told[0]

    def tell_again(*_: object) -> None:
        if told and not told[0].heard and told[0] not in _with_what_it_came_upon(sys.exception()):
            signal.raise_signal(told.pop().number)

    before = {}
    try:
        before[signal.SIGALRM] = signal.signal(signal.SIGALRM, tell_again)
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
        if told:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _with_what_it_came_upon(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, and those that were being handled when it was raised."""
    while error is not None:
        yield error
        error = error.__context__
