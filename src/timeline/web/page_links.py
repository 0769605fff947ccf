"""The addresses of the pages: one view, one address.

A server's addresses are absolute ("/us-mexico@2023"). Those of files are relative and name the
file ("../us-mexico@2023/index.html"), so that they work from a folder and from any host; what
Windows and web hosts refuse in names is written in another way there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlencode

from timeline.model import Happening, Imprint

_SAFE: Final = "@:~!$&'()*+,;="
_REFUSED: Final = re.compile(r"[^a-z0-9@._~-]")
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Names that Windows keeps for its devices."""
_LONGEST: Final = 100
"""Of the name of a folder, in characters; longer ones end in a digest of the whole."""

_TAKEN: Final = frozenset({"events", "figures", "happening", "index", "search", "status"})
"""Names that pages of ours have; a publication that is called so stands at an address below."""


def chronology_path(publication: str) -> str:
    """Return the path of the chronology of a publication."""
    return f"/publication/{publication}" if publication in _TAKEN else f"/{publication}"


def happening_path(happening: Happening) -> str:
    """Return the path of a happening's page."""
    return f"/happening/{happening.newest.imprint.publication}/{happening.key}"


def fact_path(key: str) -> str:
    """Return the path of a figure or an event by its key: "/us-mexico@2023/figure-449-461"."""
    return "/" + key.replace("#", "/", 1)


def series_path(key: str) -> str:
    """Return the path of the series that a figure leads to, by its key."""
    return "/series" + fact_path(key)


def edition_path(imprint: Imprint) -> str:
    """Return the path of an edition's page."""
    return f"/{imprint.reference}"


def capture_path(imprint: Imprint) -> str:
    """Return the path of the bytes that an edition was read from."""
    return f"{edition_path(imprint)}/capture"


def diff_path(before: Imprint, after: Imprint) -> str:
    """Return the path of what changed between two editions."""
    return f"/{after.reference}/since/{before.reference}"


@lru_cache(maxsize=4_096)
def file_name(part: str) -> str:
    """Return one part of a path as the name of a folder that every system takes.

    Two parts have two names: what is replaced, or cut, is told by a digest.
    """
    name = _REFUSED.sub("-", part.lower()).strip(".")
    if name == part and len(name) <= _LONGEST and not _DEVICE.fullmatch(name):
        return name
    return f"{name[:_LONGEST]}-{sha256(part.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Writes addresses as seen from the page at the path `at`; `static` where pages are files.

    `base` is what every address begins with ("https://example.org"), empty where nobody knows.
    """

    at: str = "/"
    static: bool = False
    base: str = ""
    written: set[str] = field(default_factory=set, compare=False)
    """The paths of the pages to which addresses were written."""
    series_of: Callable[[str], str | None] = field(default=lambda _: None, compare=False)
    """Returns the key of the series of a figure by its key, None for none; for files."""

    def to(
        self, path: str, query: Mapping[str, str | None] | None = None, fragment: str = ""
    ) -> str:
        """Return the address of a page; empty filters are left out, and of files all of them."""
        self.written.add(path)
        end = f"#{quote(fragment)}" if fragment else ""
        if self.static:
            return f"{self._way(path)}index.html{end}"
        asked = urlencode({name: value for name, value in (query or {}).items() if value})
        return quote(path, safe=f"/{_SAFE}") + (f"?{asked}" if asked else "") + end

    def page(self, path: str, number: int, query: Mapping[str, str] | None = None) -> str:
        """Return the address of a page of a long list, by its number from 1."""
        if self.static:
            return self.to(path if number == 1 else f"{path}/page/{number}")
        return self.to(path, {**(query or {}), "page": str(number) if number > 1 else None})

    def file(self, path: str, ending: str, query: Mapping[str, str | None] | None = None) -> str:
        """Return the address of this page, or of another, as a file with an ending: its CSV."""
        if self.static:
            return f"{self._way(path)}index.{ending}"
        if path == "/":
            path = "/index"
        return self.to(f"{path}.{ending}", query)

    def asset(self, name: str) -> str:
        """Return the address of a stylesheet, script or picture of ours."""
        if self.static:
            return f"{self._way('/')}static/{name}"
        return f"/static/{name}"

    def publication(self, publication: str) -> str:
        """Return the address of the chronology of a publication."""
        return self.to(chronology_path(publication))

    def edition(self, imprint: Imprint, fragment: str = "") -> str:
        """Return the address of an edition, or of a place in its text."""
        return self.to(edition_path(imprint), fragment=fragment)

    def diff(self, before: Imprint, after: Imprint) -> str:
        """Return the address of what changed between two editions."""
        return self.to(diff_path(before, after))

    def happening(self, happening: Happening) -> str:
        """Return the address of a happening's history."""
        return self.to(happening_path(happening))

    def series(self, key: str) -> str:
        """Return the address of the series that a figure leads to, by its key.

        A site has one page for a series; a figure of none leads to its place in the text.
        """
        of = self.series_of(key) if self.static else key
        return self.fact(key) if of is None else self.to(series_path(of))

    def fact(self, key: str) -> str:
        """Return the address of a figure or an event to cite, by its key."""
        if self.static:
            path, _, fragment = fact_path(key).rpartition("/")
            return self.to(path, fragment=fragment)
        return self.to(fact_path(key))

    def capture(self, imprint: Imprint, sha256: str | None = None) -> str:
        """Return the address of the stored copy of an edition, or of another with a hash."""
        if self.static:
            return self.file(edition_path(imprint), "bin")
        return self.to(capture_path(imprint), {"sha256": sha256})

    def whole(self, path: str) -> str:
        """Return the address of a page as somebody elsewhere can ask for it, to be cited."""
        return self.base + quote(path, safe=f"/{_SAFE}")

    def _way(self, path: str) -> str:
        """Return the way from the folder of this page to that of another, with a last "/"."""
        here, there = (
            [file_name(part) for part in each.split("/") if part] for each in (self.at, path)
        )
        return "../" * len(here) + "".join(f"{name}/" for name in there)
