"""The elements of a page, as all that reads pages knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

BLOCKS: Final = frozenset(
    "html body address article aside blockquote caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu "
    "nav ol optgroup option p pre listing plaintext xmp search section summary table tbody td "
    "tfoot th thead tr ul".split()
)


@dataclass(slots=True, eq=False)
class Element:
    """An element with what it holds, in order: texts and elements.

    `step` is its step of an XPath, "p[2]"; empty where it was taken into a higher one. `chars`
    counts the characters in it that are no white space, `linked` those of them within links, and
    `links` the links, `inner` those to places of the same page; `titles` counts the `<h1>`, `grids`
    the tables and lists of terms. `opened` marks what a reader opens, which is not hidden.
    """

    tag: str
    attributes: dict[str, str | None]
    parent: Element | None = None
    step: str = ""
    content: list[Element | str] = field(default_factory=list)
    chars: int = 0
    linked: int = 0
    links: int = 0
    inner: int = 0
    titles: int = 0
    grids: int = 0
    opened: bool = False

    @property
    def locator(self) -> str:
        """The XPath from the root of the page, which leads to this element in any browser."""
        steps = []
        element: Element | None = self
        while element is not None:
            if element.step:
                steps.append(element.step)
            element = element.parent
        return "/" + "/".join(reversed(steps))

    def get(self, name: str) -> str:
        """Return the value of an attribute, empty where there is none."""
        return self.attributes.get(name) or ""

    def elements(self) -> Iterator[Element]:
        """Yield all elements within this one, in order, without it."""
        stack: list[Element | str] = self.content[::-1]
        while stack:
            item = stack.pop()
            if isinstance(item, Element):
                yield item
                stack.extend(reversed(item.content))

    def texts(self) -> Iterator[str]:
        """Yield the texts within, in order, white space as it stands."""
        stack: list[Element | str] = self.content[::-1]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                yield item
            else:
                stack.extend(reversed(item.content))

    def text(self) -> str:
        """Return the text within, white space as it stands."""
        return "".join(self.texts())


Line = Callable[[Element], str]
"""What reads the text of an element as one line."""
