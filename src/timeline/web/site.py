"""The pages as files that work from a folder and from any host.

The first page is written, then each page that one leads to. Files whose bytes would be the same
are left alone, and those of pages that are no more are removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from timeline.errors import BadValueError
from timeline.version import __version__
from timeline.web import render
from timeline.web.app import asset_names
from timeline.web.page import Moved, Page, Question, Raw
from timeline.web.page_links import PageLinks, file_name
from timeline.web.routes import route
from timeline.web.series import all_series
from timeline.whole_files import growing
from timeline.workflow import queries
from timeline.workflow.references import known_publication

MANIFEST: Final = "timeline-site.json"
"""The file that names what was written, so that nothing else is ever removed."""


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """How many files a site has, and how many of them were written or removed this time."""

    files: int
    changed: int
    removed: int


def write_site(
    database: str, folder: str, *, today: int, publication: str | None = None
) -> WrittenSite:
    """Write the pages of a database, or of one publication, into a folder.

    The same database and day give the same bytes. Raises BadValueError for a folder that holds
    something else, PublicationNotFoundError, DatabaseError, OSError.
    """
    if publication is not None:
        known_publication(database, publication)
    root = Path(folder)
    before = _written_before(root)
    if not before:  # a run that is killed has to be known again for one of ours
        _write_manifest(root, [])
    names: list[str] = []
    changed = 0
    try:
        for name, data in _files(database, today, publication):
            names.append(name)
            changed += _write(root / name, data)
    except BaseException:
        if names:  # what is there is ours, and the next run goes on from it
            _write_manifest(root, before.union(names))
        raise
    removed = _remove(root, before.difference(names))
    _write_manifest(root, names)
    return WrittenSite(len(names), changed, removed)


def _write_manifest(root: Path, names: Iterable[str]) -> None:
    told = {"timeline": __version__, "files": sorted(names)}
    _write(root / MANIFEST, (json.dumps(told, indent=1) + "\n").encode())


def _written_before(root: Path) -> set[str]:
    """Return the files that an earlier run wrote. Raises BadValueError where others are there."""
    if not root.exists():
        return set()
    if not root.is_dir():
        raise BadValueError("OUT", str(root), "a folder. Name a new or an empty one.")
    manifest = root / MANIFEST
    if not manifest.exists():
        if any(root.iterdir()):
            raise BadValueError(
                "OUT", str(root), "empty, nor a site of timeline. Name a new or an empty folder."
            )
        return set()
    try:
        return {str(name) for name in json.loads(manifest.read_bytes())["files"]}
    except (ValueError, KeyError, TypeError):
        raise BadValueError(
            "OUT", str(root), f"readable: its {MANIFEST} is damaged. Name a new folder."
        ) from None


def _files(database: str, today: int, publication: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file with its bytes: our own, then page after page."""
    for name in asset_names():
        yield f"static/{name}", render.asset(name)
    waiting, known = ["/"], {"/"}
    series_keys = _series_keys(database, publication)
    while waiting:
        path = waiting.pop()
        links = PageLinks(path, static=True, series_keys=series_keys)
        page = _answer(database, path, links, today, publication)
        if isinstance(page, Raw):
            continue  # the page of the edition has it as its file
        html = render.html(page, links, today)
        place = "".join(f"{file_name(part)}/" for part in path.split("/") if part)
        yield f"{place}index.html", html.encode()
        if "/page/" in path:
            continue  # the first page of a list has all of it as its files
        for ending, file in page.files.items():
            yield f"{place}index.{ending}", b"".join(_bytes(file.pieces()))
        new = sorted(links.written - known, reverse=True)
        known.update(new)
        waiting += new


def _series_keys(database: str, publication: str | None) -> dict[str, str]:
    """Return the key of the series of each figure that has one, by the figure's key."""
    editions = queries.editions(database, publication=publication)
    return {
        member.key: one.key
        for slug in dict.fromkeys(each.imprint.publication for each in editions)
        for one in all_series(database, slug)
        for member in one.members
        if member.key is not None
    }


def _answer(
    database: str, path: str, links: PageLinks, today: int, publication: str | None
) -> Page | Raw:
    build, parts = route(path)
    found = build(
        Question(
            database=database, parts=parts, query={}, links=links, today=today, within=publication
        )
    )
    if isinstance(found, Moved):
        return Page(template="moved.html", title="Moved", values={"address": found.address})
    return found


def _bytes(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    return (piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def _write(path: Path, data: bytes) -> bool:
    """Write a file whole if its bytes are others, and tell whether they were."""
    with suppress(OSError):
        if path.read_bytes() == data:
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with growing(path, durable=False) as part:
        part.write_bytes(data)
    return True


def _remove(root: Path, names: Iterable[str]) -> int:
    """Remove files, and the folders that they leave empty; return how many files."""
    count = 0
    for name in sorted(names):
        path = root / name
        if root.resolve() not in path.resolve().parents:
            continue
        with suppress(OSError):
            path.unlink()
            count += 1
        for parent in path.parents:
            if parent == root:
                break
            with suppress(OSError):
                parent.rmdir()
    return count
