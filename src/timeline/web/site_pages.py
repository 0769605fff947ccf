"""One page of a site: made, and written with its files."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from timeline.web import render
from timeline.web.memory import remember_for
from timeline.web.page import Moved, Page, Question, Raw
from timeline.web.page_links import PageLinks, file_name
from timeline.web.routes import route
from timeline.web.series import all_series
from timeline.web.site_manifest import write_noted

_SELDOM: Final = 50_000
"""New objects before Python looks for unused ones: what is remembered is many, and all in use."""


@dataclass(frozen=True, slots=True)
class SiteTask:
    """A site that is being written: of a database, or one publication of it, into a folder.

    `today` is a day number.
    """

    database: str
    folder: str
    today: int
    publication: str | None


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """The names of the files of a page, how many had other bytes, and where its links lead."""

    files: tuple[str, ...]
    changed: int
    links: frozenset[str]


def write_pages(task: SiteTask, paths: Iterable[str]) -> list[WrittenPage]:
    """Write the pages at some paths, in a process that does nothing else.

    Raises DatabaseError, OSError.
    """
    gc.set_threshold(_SELDOM)
    return [write_page(task, path) for path in paths]


def write_page(task: SiteTask, path: str) -> WrittenPage:
    """Write the page at a path with its files. Raises DatabaseError, OSError."""
    links = PageLinks(path, static=True, series_of=_series_of(task.database))
    root, names, changed = Path(task.folder), [], 0
    for name, data in _files(task, path, links):
        names.append(name)
        changed += write_noted(root, name, data)
    return WrittenPage(tuple(names), changed, frozenset(links.written))


def publication_of(path: str) -> str:
    """Return the publication that a page is about, empty for a page about all."""
    _, parts = route(path)
    return parts.get("publication") or parts.get("edition", "").partition("@")[0]


def _files(task: SiteTask, path: str, links: PageLinks) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file of a page with its bytes."""
    page = _answer(task, path, links)
    if isinstance(page, Raw):
        return  # the page of the edition has it as its file
    place = "".join(f"{file_name(part)}/" for part in path.split("/") if part)
    yield f"{place}index.html", render.html(page, links, task.today).encode()
    if "/page/" in path:
        return  # the first page of a list has all of it as its files
    for ending, file in page.files.items():
        yield f"{place}index.{ending}", b"".join(_bytes(file.pieces()))


def _answer(task: SiteTask, path: str, links: PageLinks) -> Page | Raw:
    build, parts = route(path)
    found = build(
        Question(
            database=task.database,
            parts=parts,
            query={},
            links=links,
            today=task.today,
            within=task.publication,
        )
    )
    if isinstance(found, Moved):
        return Page(template="moved.html", title="Moved", values={"address": found.address})
    return found


def _bytes(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    return (piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def _series_of(database: str) -> Callable[[str], str | None]:
    """Return what finds the key of the series of a figure by the figure's key."""
    remember = remember_for(database)

    def series_of(key: str) -> str | None:
        publication = key.partition("@")[0]
        answer = partial(_series_keys, database, publication)
        keys = remember(("series keys", publication), answer, len)
        return keys.get(key)

    return series_of


def _series_keys(database: str, publication: str) -> dict[str, str]:
    return {
        member.key: one.key
        for one in all_series(database, publication)
        for member in one.members
        if member.key is not None
    }
