"""The pages as files that work from a folder and from any host.

The first page is written, then each page that one leads to. Files whose bytes would be the same
are left alone, and those of pages that are no more are removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from timeline.web import render
from timeline.web.app import asset_names
from timeline.web.site_crawl import write_all
from timeline.web.site_manifest import (
    files_written_before,
    keep_notes,
    write_manifest,
    write_noted,
)
from timeline.web.site_pages import SiteTask, WrittenPage
from timeline.whole_files import remove_stale_parts
from timeline.workflow import queries
from timeline.workflow.references import known_publication

_MANY_EDITIONS: Final = 50
"""From how many editions on several processes write a site sooner than one."""
_MOST_JOBS: Final = 4
"""Processes that are started unless more are asked for; each takes some 150 MB."""


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """How many files a site has, and how many of them were written or removed this time."""

    files: int
    changed: int
    removed: int


def write_site(
    database: str,
    folder: str,
    *,
    today: int,
    publication: str | None = None,
    jobs: int | None = None,
) -> WrittenSite:
    """Write the pages of a database, or of one publication, into a folder.

    They are written by `jobs` processes; by default by one for each processor, up to four, where
    there are many editions. The same database and day give the same bytes. Raises BadValueError
    for a folder that holds something else, PublicationNotFoundError, LostProcessError,
    DatabaseError, OSError.
    """
    if publication is not None:
        known_publication(database, publication)
    root = Path(folder)
    before = files_written_before(root)
    if not before:  # a run that is killed has to be known again for one of ours
        write_manifest(root, [])
    names: dict[str, None] = {}
    changed = 0

    def record(page: WrittenPage) -> None:
        nonlocal changed
        names.update(dict.fromkeys(page.files))
        changed += page.changed

    try:
        record(_write_assets(root))
        task = SiteTask(database, str(root), today, publication)
        write_all(task, record, jobs or _suitable_jobs(database, publication))
    except BaseException:
        with suppress(OSError):  # then the notes stay, and the next run reads them
            keep_notes(root)
        raise
    removed = _remove(root, before.difference(names))
    write_manifest(root, names)
    return WrittenSite(len(names), changed, removed)


def _suitable_jobs(database: str, publication: str | None) -> int:
    """Return how many processes are worth their start."""
    editions = len(queries.editions(database, publication=publication))
    return 1 if editions < _MANY_EDITIONS else min(_MOST_JOBS, os.cpu_count() or 1)


def _write_assets(root: Path) -> WrittenPage:
    """Write our stylesheet, script and picture."""
    names = {f"static/{name}": name for name in asset_names()}
    changed = sum(write_noted(root, place, render.asset(name)) for place, name in names.items())
    return WrittenPage(tuple(names), changed, frozenset())


def _remove(root: Path, names: Iterable[str]) -> int:
    """Remove files, and the folders that they leave empty; return how many files."""
    count = 0
    for name in sorted(names):
        path = root / name
        if root.resolve() not in path.resolve().parents:
            continue
        remove_stale_parts(path)
        with suppress(OSError):
            path.unlink()
            count += 1
        for parent in path.parents:
            if parent == root:
                break
            with suppress(OSError):
                parent.rmdir()
    return count
