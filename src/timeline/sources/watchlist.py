"""`timeline.toml` -> which pages are watched, each for which publication."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from timeline.errors import AddressError, MissingFileError, UnreadableError
from timeline.sources.urls import checked

NAME: Final = "timeline.toml"
_SLUG: Final = re.compile(r"[a-z0-9-]+")
_KEYS: Final = frozenset({"publication", "url"})
_FORM: Final = 'Write for each page: [[watch]], publication = "slug", url = "https://…"'


@dataclass(frozen=True, slots=True)
class Watched:
    """A page, and the publication whose editions it shows."""

    publication: str
    url: str


def watchlist(path: str) -> tuple[Watched, ...]:
    """Return the pages of a list, in its order.

    Raises MissingFileError, and UnreadableError that names the entry that cannot be understood.
    """
    try:
        value = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except OSError as error:
        raise UnreadableError(path, f"cannot be read ({error.strerror})", _FORM) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableError(path, f"not TOML ({error})", _FORM) from None
    entries = value.pop("watch", None)
    if value:
        raise UnreadableError(path, f"{min(value)!r} is not a known key", _FORM)
    if not isinstance(entries, list) or not entries:
        raise UnreadableError(path, "lists no pages", _FORM)
    return tuple(_watched(path, number, entry) for number, entry in enumerate(entries))


def _watched(path: str, number: int, entry: Any) -> Watched:
    def refused(what: str) -> UnreadableError:
        return UnreadableError(path, f"watch[{number}]: {what}", _FORM)

    if not isinstance(entry, dict):
        raise refused("not a table")
    if unknown := sorted(entry.keys() - _KEYS):
        raise refused(f"{unknown[0]!r} is not a known key")
    publication, url = entry.get("publication"), entry.get("url")
    if not isinstance(publication, str) or not _SLUG.fullmatch(publication):
        raise refused("publication may have only lower-case letters, digits and hyphens")
    if not isinstance(url, str):
        raise refused("url is missing")
    try:
        return Watched(publication, checked(url))
    except AddressError as error:
        raise refused(str(error)) from None
