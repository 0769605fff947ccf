"""Spread work over processes: the same results in the same order, with few chunks under way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeVar

from timeline.errors import LostProcessError

C = TypeVar("C")
R = TypeVar("R")

_AHEAD: Final = 2
"""Chunks that each process has in hand or waiting, so that memory does not grow with the input."""


def map_in_workers(work: Callable[[C], list[R]], chunks: Iterable[C], jobs: int) -> Iterator[R]:
    """Yield the results of each chunk, in order, from so many processes.

    Processes are started afresh ("spawn"), so that nothing of this one leaks into them. They leave
    it to this one to be told to end, which ends them. Raises LostProcessError where one is killed.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_follow_parent)
    waiting: deque[Future[list[R]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(work, chunk))
            if len(waiting) >= _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise LostProcessError from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _follow_parent() -> None:
    """Leave signals to the process that shares out the work, and end when that is gone.

    By itself a worker would wait for ever for the work of one that was killed.
    """
    threading.Thread(target=_end_after_parent, daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
