"""Mark what a site puts around a document: date lines, taglines, link lists, comment forms.

A row is a way in which chrome is written. What is marked stays in the text and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from timeline.model import Passage

BOILERPLATE: Final = "boilerplate"

# Rows: name, pattern that a whole passage matches.
_ROWS: Final = (
    ("reading time", r"\d{1,3}\s+min(?:ute)?s?\s+read"),
    ("pointer sentence", r"(?:For\s+)?(?:[Mm]ore|[Ff]urther|[Aa]dditional)\s+information\b.{0,60}\b(?:is|are|can\s+be|may\s+be)\s+(?:available|found|obtained)\b.*"),
    ("comment form", r"Leave\s+a\s+(?:Reply|Comment)\b.*|Your\s+email\s+address\s+will\s+not\b.*|(?:Post|Submit)\s+(?:a\s+)?Comment"),
    ("copyright", r"(?:Copyright\b|©).*|All\s+rights\s+reserved\b.*|\|?\s*(?:Powered|Designed|Hosted|Built)\s+by\b.{0,60}|\|?\s*\w+\s+by\s+.{0,40}\b[Tt]hemes?\b.{0,10}"),
    ("banner", r"An\s+official\s+website\s+of\b.*|Here.s\s+how\s+you\s+know.*|Skip\s+to\s+(?:main\s+)?content.*"),
    ("share links", r"(?:Share|Tweet|Print|E-?mail|Facebook|Twitter|Subscribe|Sign\s+up)(?:\s+(?:this|on|via|for|to)\b.*)?"),
)  # fmt: skip
_TABLE: Final = re.compile("|".join(f"(?:{pattern})" for _, pattern in _ROWS), re.DOTALL)
_DATE_LINE: Final = re.compile(
    r"(?:(?:Posted|Published|Updated|Last\s+updated)\s*(?:on|:)?\s*)?(?:[A-Z][a-z]+day,?\s+)?"
    r"(?:[A-Z][a-z]+\.?\s+\d{1,2},\s+\d{4}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4}|\d{4}-\d\d-\d\d)"
)
_ANNOUNCES_LINKS: Final = re.compile(r"(?:listed|links|sources|resources)\b[^.]{0,30}:$", re.DOTALL)


def marked(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages with chrome marked as boilerplate.

    A list that follows a sentence announcing links is chrome to its end, and so is a date that
    stands alone above the title. A heading that is chrome heads nothing.
    """
    result: list[Passage] = []
    in_links = False
    headings: set[str] = set()
    for passage in passages:
        text = passage.quote.text
        chrome = _TABLE.fullmatch(text) is not None
        if passage.kind == "heading" and not result and _DATE_LINE.fullmatch(text):
            chrome = True
        if in_links and passage.kind == "item":
            chrome = True
        else:
            in_links = chrome and _ANNOUNCES_LINKS.search(text) is not None
        if chrome and passage.kind == "heading":
            headings.add(" ".join(text.split()))
        if headings.intersection(passage.path):
            path = tuple(name for name in passage.path if name not in headings)
            passage = replace(passage, path=path)
        result.append(replace(passage, kind=BOILERPLATE) if chrome else passage)
    return tuple(result)
