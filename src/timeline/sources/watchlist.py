"""`timeline.toml` -> which pages are watched, each for which publication."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from timeline.errors import AddressError, MissingFileError, UnreadableError
from timeline.sources.troubles import explain_syntax_error, make_unreadable_error
from timeline.sources.urls import checked
from timeline.values import MAX_NAME

NAME: Final = "timeline.toml"
_SLUG: Final = re.compile(rf"[a-z0-9-]{{1,{MAX_NAME}}}")
_KEYS: Final = frozenset({"publication", "url"})
_MOST: Final = 1_000_000
_LONGEST_LINE: Final = 5_000
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
        value = tomllib.loads(_text(path))
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except OSError as error:
        raise make_unreadable_error(path, error) from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError(path, explain_syntax_error(error, "TOML"), _FORM) from None
    entries = value.pop("watch", None)
    if value:
        raise UnreadableError(path, f"{min(value)!r} is not a known key", _FORM)
    if not isinstance(entries, list) or not entries:
        raise UnreadableError(path, "lists no pages", _FORM)
    return tuple(_watched(path, number, entry) for number, entry in enumerate(entries))


def _text(path: str) -> str:
    """Return the text of a list. Raises OSError, UnicodeDecodeError, UnreadableError.

    A parser of TOML takes time that grows with the square of a long line of keys.
    """
    with Path(path).open(encoding="utf-8") as file:
        text = file.read(_MOST + 1)
    if len(text) > _MOST or any(len(line) > _LONGEST_LINE for line in text.splitlines()):
        what = f"over {_MOST:,} characters, or over {_LONGEST_LINE:,} in a line"
        raise UnreadableError(path, what, _FORM)
    return text


def _watched(path: str, number: int, entry: Any) -> Watched:
    def refused(what: str) -> UnreadableError:
        return UnreadableError(path, f"watch[{number}]: {what}", _FORM)

    if not isinstance(entry, dict):
        raise refused("not a table")
    if unknown := sorted(entry.keys() - _KEYS):
        raise refused(f"{unknown[0]!r} is not a known key")
    publication, url = entry.get("publication"), entry.get("url")
    if not isinstance(publication, str) or not _SLUG.fullmatch(publication):
        only = f"only lower-case letters, digits and hyphens, {MAX_NAME} at most"
        raise refused(f"publication may have {only}")
    if not isinstance(url, str):
        raise refused("url is missing")
    try:
        return Watched(publication, checked(url))
    except AddressError as error:
        raise refused(str(error)) from None
