"""What tells the process to end waits while something must not be left half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that tell a process to end."""


@contextmanager
def hold_signals() -> Iterator[None]:
    """Hear of a signal that tells the process to end only after the block.

    Processes that are started in the block never hear of one: a terminal sends an interrupt to all
    of them, also to those that have not come so far as to leave it to this one. Other threads than
    the main one are told nothing anyway.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        told.append(number)

    before = {}
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        for number in ENDING:
            if callable(handler := signal.getsignal(number)):
                before[number] = handler
                signal.signal(number, note)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, masked)
        for each in dict.fromkeys(told):
            signal.raise_signal(each)
