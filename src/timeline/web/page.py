"""What is asked of the pages, and what a page is before it is drawn.

A builder is a function from `Question` to an `Answer`. It asks the functions of `workflow` and
hands values of the model to a template; it writes no HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from timeline.web.page_links import PageLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: `parts` are the named parts of the address, `query` what stands after "?".

    `today` is a day number; `links` writes addresses as seen from the page that is asked for;
    `within` is the only publication that is shown, None for all.
    """

    database: str
    parts: Mapping[str, str]
    query: Mapping[str, str]
    links: PageLinks
    today: int
    within: str | None = None

    @property
    def publication(self) -> str | None:
        """The publication that is asked for by path or filter, or the only one there is."""
        return self.parts.get("publication") or self.get("publication") or self.within

    def get(self, name: str) -> str | None:
        """Return a filter of the address, None where it is missing or empty."""
        return self.query.get(name, "").strip() or None


@dataclass(frozen=True, slots=True)
class File:
    """The same as a page, for a program or another application; `pieces` is called when asked."""

    media: str
    pieces: Callable[[], Iterable[str | bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its template with its values, and the same as files by their endings ("json").

    `title` goes into the head, cut; `command` is what asks the same on the command line.
    """

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The address under which what was asked for stands."""

    address: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes of a stranger, to be saved under a name; no browser shows or runs them."""

    data: bytes
    name: str


Answer = Page | Moved | Raw
Builder = Callable[[Question], Answer]
