"""The sections of a page around each of its blocks: a heading ends with the section it is in."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.decode.elements import Element


def sections_around(blocks: Sequence[tuple[Element, bool]]) -> list[tuple[int, ...]]:
    """Return for each block the sections around it, by their identity.

    A block is an element, and whether it is a heading.

    One that holds nothing but a heading is the heading's own frame, and no section. The first
    `<h1>` is the title, whatever frame it has.
    """
    around: list[tuple[int, ...]] = []
    held: set[int] = set()
    known: dict[Element, tuple[int, ...]] = {}
    for element, is_heading in blocks:
        chain = _chain(element, known)
        around.append(chain)
        if not is_heading:
            held.update(chain)
    return [tuple(each for each in chain if each in held) for chain in around]


def _chain(element: Element, known: dict[Element, tuple[int, ...]]) -> tuple[int, ...]:
    """Return the sections around an element, outermost first; `known` holds those of others."""
    below: list[Element] = []
    above: Element | None = element
    while above is not None and above not in known:
        below.append(above)
        above = above.parent
    chain = () if above is None else known[above]
    for each in reversed(below):
        if _is_section(each):
            chain = (*chain, id(each))
        known[each] = chain
    return chain


def _is_section(element: Element) -> bool:
    """Tell whether headings within an element end with it; a caption does with its table."""
    return element.tag in ("section", "article") or (
        element.tag == "table"
        and any(isinstance(item, Element) and item.tag == "caption" for item in element.content)
    )
