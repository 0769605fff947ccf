"""All pages of a site: the first one, and each that one leads to, by one process or by several.

The pages about one publication are written by one process as far as others have work of their
own, for they are made of the same answers. Who writes a page makes no difference to its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from typing import Final

from timeline.ingestion.worker_pool import Workers, start_processes
from timeline.web.site_pages import SiteTask, WrittenPage, publication_of, write_page, write_pages

Record = Callable[[WrittenPage], None]
"""Is told of each page when its files are written."""

_AT_ONCE: Final = 4
"""Pages that a process is given at once, so that it ends soon when it is told to."""


class WaitingPages:
    """The pages that are known and not written yet, by the publication that they are about."""

    def __init__(self) -> None:
        self._known = {"/"}
        self._waiting = {"": ["/"]}

    def add(self, links: Iterable[str]) -> None:
        """Add the pages that links lead to, those of them that are new."""
        for path in sorted(set(links) - self._known, reverse=True):
            self._waiting.setdefault(publication_of(path), []).append(path)
            self._known.add(path)

    def take(self, own: str, others: Iterable[str], most: int) -> tuple[str, list[str]]:
        """Return some pages to be written next, and their publication; none where none waits.

        They are about the publication that one is at already, if it can be, else about one that no
        other is at; else the last ones are taken of what others have still before them.
        """
        waiting = {each: paths for each, paths in self._waiting.items() if paths}
        free = sorted(waiting.keys() - {*others})
        chosen = own if own in waiting else (free or sorted(waiting) or [own])[0]
        paths = self._waiting.get(chosen, [])
        if chosen == own or chosen in free:
            taken = paths[-most:][::-1]
            del paths[-most:]
        else:
            taken = paths[:most]
            del paths[:most]
        return chosen, taken


def write_all(task: SiteTask, record: Record, jobs: int) -> None:
    """Write all pages of a site, by so many processes; `record` is told of each page.

    What the processes have begun when this is told to end is finished first. Raises
    LostProcessError where one is killed, DatabaseError, OSError.
    """
    waiting = WaitingPages()
    if jobs == 1:
        while paths := waiting.take("", (), 1)[1]:
            _note(write_page(task, paths[0]), waiting, record)
        return
    with ExitStack() as closing:
        workers = [closing.enter_context(start_processes(1)) for _ in range(jobs)]
        _share_out(task, waiting, record, workers)


def _note(page: WrittenPage, waiting: WaitingPages, record: Record) -> None:
    record(page)
    waiting.add(page.links)


def _share_out(
    task: SiteTask, waiting: WaitingPages, record: Record, workers: list[Workers]
) -> None:
    """Give each worker some pages, and the next ones when they are written, until none is left."""
    at = [""] * len(workers)
    running: dict[Future[list[WrittenPage]], int] = {}
    try:
        while True:
            for number in set(range(len(workers))) - {*running.values()}:
                others = [at[each] for each in running.values()]
                at[number], paths = waiting.take(at[number], others, _AT_ONCE)
                if paths:
                    given = workers[number].executor.submit(write_pages, task, paths)
                    running[given] = number
            if not running:
                return
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                for page in done.result():
                    _note(page, waiting, record)
                del running[done]
    except workers[0].losses:
        raise workers[0].lost() from None
