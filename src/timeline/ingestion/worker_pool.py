"""Spread work over workers: the same results in the same order, with few chunks under way.

The workers are those of any `concurrent.futures.Executor`: processes that are started here, a
cluster (`cluster`), or what the caller has.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from timeline.errors import LostProcessError, TimelineError
from timeline.ingestion.collecting import collect_seldom
from timeline.ingestion.held_signals import ENDING, hold_signals

C = TypeVar("C")
R = TypeVar("R")

_AHEAD: Final = 2
"""Chunks that each worker has in hand or waiting, so that memory does not grow with the input."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Those who work: `count` of them behind one executor.

    `share_files` says that they can read the files that this process can; otherwise they are sent
    the bytes. `losses` are the errors that the executor raises where workers were lost, and `lost`
    is the one that the user is told then.
    """

    executor: Executor
    count: int
    share_files: bool = True
    losses: tuple[type[BaseException], ...] = (BrokenExecutor,)
    lost: Callable[[], TimelineError] = LostProcessError


@contextmanager
def start_processes(jobs: int) -> Iterator[Workers]:
    """Start so many processes, which end with the block.

    They are started afresh ("spawn"), so that nothing of this one leaks into them. They leave it
    to this one to be told to end. Where that or an error ends the block, what they were at is
    given up.
    """
    context = multiprocessing.get_context("spawn")
    life, hold = context.Pipe(duplex=False)
    pool = _Processes(jobs, mp_context=context, initializer=_begin_work, initargs=(life,))
    try:
        yield Workers(pool, jobs)
    except BaseException:
        hold.close()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        hold.close()
        life.close()


class _Processes(ProcessPoolExecutor):
    """Processes that are started whole or not at all, whenever this one is told to end."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        with hold_signals():
            return super().submit(fn, *args, **kwargs)


def map_in_order(
    work: Callable[[C], list[R]], chunks: Iterable[C], workers: Workers
) -> Iterator[R]:
    """Yield the results of each chunk, in order. Raises what `Workers` says where one is lost."""
    waiting: deque[Future[list[R]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(workers.executor.submit(work, chunk))
            if waiting[0].done() or len(waiting) >= _AHEAD * workers.count:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except workers.losses:
        raise workers.lost() from None
    finally:
        for each in waiting:
            each.cancel()


def map_in_workers(work: Callable[[C], list[R]], chunks: Iterable[C], jobs: int) -> Iterator[R]:
    """Yield the results of each chunk, in order, from so many processes.

    Raises LostProcessError where one is killed.
    """
    with start_processes(jobs) as workers:
        yield from map_in_order(work, chunks, workers)


def _begin_work(life: Connection) -> None:
    """Leave signals to the process that shares out the work, and end when that lets go of `life`.

    By itself a worker would wait for ever for the work of one that was killed.
    """
    collect_seldom()
    threading.Thread(target=_end_with, args=(life,), daemon=True).start()
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)


def _end_with(life: Connection) -> None:
    life.poll(None)
    os._exit(1)
