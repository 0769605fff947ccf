"""Files and folders -> captures, with what the folder's `editions.json` says about each.

An argument of the command line is a file, a folder, or "-" for standard input. A folder gives its
files in the order of their names; what is no document is named, never dropped in silence. Nothing
is decoded here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from timeline.errors import MissingFileError, OutputError, RefusedError, UnreadableError
from timeline.model import COMPLETE, PARTIAL, Capture
from timeline.sources.troubles import explain_syntax_error, make_unreadable_error
from timeline.values import MAX_NAME, Period
from timeline.whole_files import growing

STANDARD_INPUT: Final = "-"
MANIFEST: Final = "editions.json"
SNAPSHOT: Final = "application/json"
MEDIA: Final = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    "": "text/plain",
}
"""The endings that a document may have; with none of them, what it begins with tells."""
ARCHIVES: Final = (".warc", ".warc.gz")
"""The endings of web archive files."""
PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,999}(?:<\?xml[^>]{0,300}>\s{0,999}|<!--(?:(?!-->).){0,2000}-->\s{0,999}){0,9}"
    rb"<(?:!doctype\s{1,99}html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins: as in the MIME Sniffing Standard, without elements that a text may show."""
LIMIT: Final = 64 * 1024 * 1024
"""A larger file is no edition of a document: refused before it fills the memory."""

_SNIFFED: Final = 8_192

_LABEL = re.compile(rf"[a-z0-9.-]{{1,{MAX_NAME}}}")
_KNOWN: Final = frozenset({"file", "edition", "published", "title", "source", "coverage"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What `editions.json` says about a file; `undated`: that nobody knows its date."""

    label: str | None = None
    published: Period | None = None
    title: str | None = None
    source: str | None = None
    coverage: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file to read: `folder` is the one that was named to get it, None for a file by itself."""

    path: str
    folder: Path | None = None
    listed: Listed | None = None

    @property
    def stem(self) -> str:
        """The name of the file without folder and ending."""
        return "stdin" if self.path == STANDARD_INPUT else Path(_as_text(self.path)).stem


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """What an argument leads to: places, files left aside, and what is wrong with the folder."""

    places: tuple[Place, ...] = ()
    skipped: tuple[str, ...] = ()
    problems: tuple[RefusedError, ...] = field(default=())


# ---------------------------------------------------------------- where


def documents(argument: str, *, archives: bool = False) -> FoundPlaces:
    """Return the documents that an argument leads to, and web archive files where asked for.

    Raises MissingFileError, and UnreadableError for a folder without any, for another kind of
    file, and for an `editions.json` that cannot be understood.
    """
    if argument == STANDARD_INPUT:
        return FoundPlaces((Place(path=argument),))
    with _looked_at(argument):
        return _documents(argument, archives=archives)


def _documents(argument: str, *, archives: bool) -> FoundPlaces:
    path = Path(argument)
    if path.is_dir():
        return _folder(path, archives=archives)
    _require(path)
    if path.name.lower().endswith(ARCHIVES):
        if archives:
            return FoundPlaces((Place(path=argument),))
        raise UnreadableError(
            argument, "only 'timeline ingest' reads web archive files", "Ingest it first."
        )
    if path.suffix.lower() not in MEDIA and not _is_page(path):
        raise UnreadableError(
            argument,
            f"{path.suffix} files are not supported",
            "Give text (.txt), Markdown (.md), a page (.html), PDF (.pdf) or an archive (.warc).",
        )
    entries = manifest(path.parent)
    return FoundPlaces((Place(path=argument, listed=entries.get(path.name)),))


def _is_page(path: Path) -> bool:
    """Tell whether a file whose ending says nothing (.aspx, .php) begins like a page."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return PAGE.match(file.read(_SNIFFED)) is not None
    except OSError as error:
        raise make_unreadable_error(str(path), error) from None


def _folder(folder: Path, *, archives: bool) -> FoundPlaces:
    entries = manifest(folder)
    places, skipped = [], []
    listed = {folder / name: entry for name, entry in entries.items()}
    # What a link in the folder leads to is read as the link's name says.
    for path in sorted({*_members(folder), *(path for path in listed if path.exists())}):
        if path.suffix.lower() in MEDIA and path.suffix and not path.is_dir():
            places.append(Place(path=str(path), folder=folder, listed=listed.get(path)))
        elif archives and path.name.lower().endswith(ARCHIVES) and path.is_file():
            places.append(Place(path=str(path), folder=folder))
        elif path.name != MANIFEST:
            skipped.append(str(path))
    problems = tuple(
        UnreadableError(
            str(folder / MANIFEST), f"lists {path.name}, which does not exist", "Correct the list."
        )
        for path in sorted(listed)
        if not path.exists()
    )
    if not places and not problems:
        raise UnreadableError(
            str(folder),
            "no text, Markdown, HTML or PDF file in this folder",
            "Choose a folder with .txt, .md, .html or .pdf files.",
        )
    return FoundPlaces(tuple(places), tuple(skipped), problems)


def _members(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError as error:
        raise make_unreadable_error(str(folder), error) from None


def snapshots(argument: str) -> FoundPlaces:
    """Return the snapshot files that an argument leads to, in folders at any depth.

    Raises MissingFileError, and UnreadableError for a folder without any.
    """
    if argument == STANDARD_INPUT:
        return FoundPlaces((Place(path=argument),))
    with _looked_at(argument):
        return _snapshots(argument)


def _snapshots(argument: str) -> FoundPlaces:
    path = Path(argument)
    if not path.is_dir():
        _require(path)
        return FoundPlaces((Place(path=argument),))
    files = sorted(p for p in path.rglob("*") if not p.name.startswith(".") and not p.is_dir())
    wanted = [p for p in files if p.suffix.lower() == ".json" and p.name != MANIFEST]
    if not wanted:
        raise UnreadableError(
            argument, "no snapshot file in this folder", "Choose a folder with .json files."
        )
    skipped = tuple(str(p) for p in files if p not in set(wanted))
    return FoundPlaces(tuple(Place(path=str(p), folder=path) for p in wanted), skipped)


@contextmanager
def _looked_at(argument: str) -> Iterator[None]:
    """Raise UnreadableError for a path that the system refuses to look at: one too long."""
    try:
        yield
    except OSError as error:
        raise make_unreadable_error(argument, error) from None


def _require(path: Path) -> None:
    if not os.path.lexists(path) or not path.exists():
        raise MissingFileError(str(path))


# ---------------------------------------------------------------- bytes


def read(place: Place, media: str | None = None) -> Capture:
    """Return the bytes of a file, with where they were found.

    Raises MissingFileError, and UnreadableError for what cannot be read or is too large.
    """
    data = _bytes(place.path)
    if len(data) > LIMIT:
        raise UnreadableError(
            place.path, f"larger than {LIMIT // 2**20} MiB", "Split it, or check that it is text."
        )
    piped = place.path == STANDARD_INPUT
    return Capture(
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        origin=place.path if piped else _as_text(Path(place.path).resolve()),
        media=media or _media(place.path, data),
    )


def _media(path: str, data: bytes) -> str:
    """Return the MIME type that an ending tells, else that of a page or a text."""
    ending = Path(path).suffix.lower()
    if ending in MEDIA and ending:
        return MEDIA[ending]
    return "text/html" if PAGE.match(data) else "text/plain"


def write(folder: str, name: str, data: bytes) -> str:
    """Write a file into a folder, which is made where it is not there; return its path.

    Raises OutputError.
    """
    path = Path(folder) / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with growing(path) as part:
            part.write_bytes(data)
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from None
    return str(path)


def lines(path: str) -> Iterator[bytes]:
    """Yield the lines of a file or pipe as they come. Raises MissingFileError, UnreadableError."""
    if path == STANDARD_INPUT:
        yield from _standard_input()
        return
    try:
        with Path(path).open("rb") as file:
            yield from file
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except OSError as error:
        raise make_unreadable_error(path, error) from None


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        data: bytes = _standard_input().read(LIMIT + 1)
        return data
    try:
        with Path(path).open("rb") as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return file.read(LIMIT + 1)
            return _all_of(file)
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except OSError as error:
        raise make_unreadable_error(path, error) from None


def _standard_input() -> Any:
    if sys.stdin is None:
        raise UnreadableError("standard input", "it is closed", "Give a file, or pipe text in.")
    return sys.stdin.buffer


def _all_of(pipe: Any) -> bytes:
    """Read a pipe to its end: one `read` may give less."""
    parts: list[bytes] = []
    size = 0
    while size <= LIMIT and (part := pipe.read(1 << 20)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _as_text(path: str | Path) -> str:
    """Return a path as databases can hold it: bytes of it that are no UTF-8 are shown."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


# ---------------------------------------------------------------- editions.json


def manifest(folder: Path) -> dict[str, Listed]:
    """Return what the folder's `editions.json` says by name of file; nothing without one.

    Raises UnreadableError that names the entry and the key that cannot be understood.
    """
    where = str(folder / MANIFEST)
    if not Path(where).is_file():
        return {}
    try:
        value = json.loads(_bytes(where), parse_constant=_refuse)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair cannot be stored
    except (ValueError, RecursionError) as error:
        raise _malformed(where, explain_syntax_error(error, "JSON")) from None
    if not isinstance(value, list):
        raise _malformed(where, "not a list")
    entries: dict[str, Listed] = {}
    for number, entry in enumerate(value):
        if not isinstance(entry, dict):
            raise _malformed(where, f"[{number}]: not an object")
        for problem in _problems(entry):
            raise _malformed(where, f"[{number}].{problem}")
        name = entry["file"]
        if name in entries:
            raise _malformed(where, f"[{number}].file: {name!r} is listed twice")
        entries[name] = _listed(entry)
    return entries


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _malformed(where: str, what: str) -> UnreadableError:
    return UnreadableError(
        where, what, 'Write a list of {"file", "edition", "published"}, or remove the file.'
    )


def _problems(entry: Mapping[str, Any]) -> Iterator[str]:
    name = entry.get("file")
    if not isinstance(name, str) or not name or "\0" in name:
        yield "file: the name of a file is missing"
    elif PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        yield f"file: {name!r} is not inside the folder"
    elif any(len(os.fsencode(part)) > MAX_NAME for part in PurePosixPath(name).parts):
        yield f"file: {name!r} is longer than {MAX_NAME} bytes"
    for key in sorted(_KNOWN - {"file"}):
        if not isinstance(entry.get(key), str | None):
            yield f"{key}: not a text"
        elif "\0" in (entry.get(key) or ""):
            yield f"{key}: holds a NUL character"
    label, published = entry.get("edition"), entry.get("published")
    if isinstance(label, str) and not _LABEL.fullmatch(label):
        what = f"only lower-case letters, digits, dots and hyphens, {MAX_NAME} at most"
        yield f"edition: {label!r} may have {what}"
    if isinstance(published, str) and not _is_edtf(published):
        yield f"published: {published!r} is not an EDTF date"
    if entry.get("coverage") not in (None, COMPLETE, PARTIAL):
        yield f"coverage: {entry['coverage']!r} is not {COMPLETE} or {PARTIAL}"


def _is_edtf(text: str) -> bool:
    with suppress(ValueError):
        Period.parse(text)
        return True
    return False


def _listed(entry: Mapping[str, Any]) -> Listed:
    published = entry.get("published")
    return Listed(
        label=entry.get("edition"),
        published=None if published is None else Period.parse(published),
        undated=published is None and "published" in entry,
        title=entry.get("title"),
        source=entry.get("source"),
        coverage=entry.get("coverage"),
        notes=tuple(
            (key, json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
            for key, value in sorted(entry.items())
            if key not in _KNOWN
        ),
    )
