"""The page of an edition: its text with every fact marked in place, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from timeline.errors import BadValueError
from timeline.formats.citations import source_address
from timeline.formats.items import ITEMS
from timeline.formats.jsonlists import array
from timeline.model import BOILERPLATE, Span
from timeline.text import normal
from timeline.web.layout import Block, blocks, sections
from timeline.web.marks import Piece, TextMarks, pieces
from timeline.web.page import File, Moved, Page, Question
from timeline.web.page_links import edition_path
from timeline.web.wording import write_command
from timeline.workflow.stored_edition import Fact, StoredEdition, stored_copy, stored_edition

_MARKS: Final = ("all", "figures", "events", "none")
_CLAIMANTS: Final = {
    "name": "the name of the file", "user": "whoever stored it", "text": "the text itself",
    "structured-data": "the structured data of the page", "meta": "the head of the page",
    "byline": "the byline", "commit": "the commit", "capture": "the first capture",
}  # fmt: skip
"""Who states a date of publication, in words."""
_MOST_SECTIONS: Final = 60
"""A longer list of sections leads nowhere quickly, and is cut."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the text as it is shown, with the facts that it states."""

    id: str
    heading: Block | None
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]


def build(asked: Question) -> Page | Moved:
    """Return the page of an edition; a shortened name leads to the full one."""
    stored = stored_edition(asked.database, asked.parts["edition"])
    imprint = stored.imprint
    if asked.parts["edition"] != imprint.reference:
        return Moved(asked.links.to(edition_path(imprint), asked.query))
    shown = asked.get("marks") or _MARKS[0]
    if shown not in _MARKS:
        raise BadValueError("marks", shown, f"one of {', '.join(_MARKS)}")
    marks = TextMarks(fact for fact in stored.facts if shown in ("all", f"{fact.about}s"))
    return Page(
        template="edition.html",
        title=f"{imprint.title or imprint.publication}, {imprint.label}",
        values={
            "stored": stored,
            "imprint": imprint,
            "source": source_address(imprint.source),
            "chapters": _chapters(stored, marks),
            "most_sections": _MOST_SECTIONS,
            "pieces": _cutter(stored.text or "", marks),
            "left_out": [p for p in stored.snapshot.passages if p.kind == BOILERPLATE],
            "marks": shown,
            "data": asked.links.file(edition_path(imprint), "json"),
            "claimants": _CLAIMANTS,
            "choices": _choices(asked, edition_path(imprint)),
        },
        files={
            "json": File(
                "application/json", lambda: array(ITEMS, [fact.item for fact in stored.facts])
            ),
            "bin": File("application/octet-stream", lambda: _copy(asked.database, stored)),
        },
        command=write_command("show", imprint.reference),
    )


def _copy(database: str, stored: StoredEdition) -> Iterator[bytes]:
    """Yield the bytes that an edition was read from."""
    _, capture = stored_copy(database, stored.imprint.reference)
    if capture is not None:
        yield capture.data


def _choices(asked: Question, path: str) -> list[tuple[str, str]]:
    """Return which marks can be shown and where; a file shows all."""
    if asked.links.static:
        return []
    return [
        (each, asked.links.to(path, {"marks": None if each == _MARKS[0] else each}))
        for each in _MARKS
    ]


def _cutter(text: str, marks: TextMarks) -> Callable[[Span], Iterator[Piece]]:
    return lambda span: pieces(text, span, marks.within(span))


def _chapters(stored: StoredEdition, marks: TextMarks) -> list[Chapter]:
    if stored.text is None:
        return []
    found = list(blocks(stored.text, stored.snapshot.passages))
    if found and _repeats_the_title(stored, found[0], marks):
        del found[0]
    return [
        Chapter(f"section-{number}", each.heading, each.blocks, marks.facts(each.span))
        for number, each in enumerate(sections(found), start=1)
    ]


def _repeats_the_title(stored: StoredEdition, block: Block, marks: TextMarks) -> bool:
    """Tell whether a block says no more than the heading of the page."""
    title = stored.imprint.title
    if block.kind != "heading" or title is None or marks.within(block.span):
        return False
    return normal(block.span.of(stored.text or "")) == normal(title)
