"""A source in Markdown without what no reader sees: comments, scripts, what is struck by its tags.

These end where their own end stands, whatever lines and paragraphs are between; so they go before
the source is parsed. What stands in code is code.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import Final

_RUN: Final = re.compile(r"`+|^[ \t>]*~{3,}", re.MULTILINE)
_UNREAD: Final = re.compile(
    r"\\.|(?P<run>`+|^[ \t>]*~{3,})"
    r"|<(?:(?P<comment>!--)|(?P<name>script|style|del|s|strike)\b[^<>]{0,200}>)",
    re.IGNORECASE | re.MULTILINE,
)
"""How begins what is no text up to its end; where it has none, it is text."""
_FENCE: Final = 3
"""So many marks fence off lines, fewer a few words."""
_NOTE_TEXT: Final = re.compile(r"^([ \t>]*)\[\^[^\[\]\s]{1,60}\]:[ \t]*", re.MULTILINE)
_BOX: Final = re.compile(
    r"^(?P<lead>[ \t>]*)(?::{3,}(?P<named>[^\n]*)"
    r"|(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*)$",
    re.MULTILINE,
)
"""The lines around a box of Pandoc and Docusaurus, and above one of MkDocs."""
_KIND: Final = re.compile(r"[\w-]*")
_IN_BRACES: Final = re.compile(r"\{[^{}]*\}$")
_TITLE_IN_BRACES: Final = re.compile(r"\btitle=\"([^\"]*)\"")


def without_unread(source: str) -> str:
    """Return a source without what is no text; the text of each note begins a paragraph."""
    source = _BOX.sub(_titled, _NOTE_TEXT.sub(r"\1\n\1", source))
    runs = _runs(source)
    kept: list[str] = []
    start = place = 0
    ends = True
    while (found := _UNREAD.search(source, place)) is not None:
        place = found.end()
        if found["run"]:
            place = _end_of_code(source, found["run"].strip(" \t>"), place, runs)
            continue
        if found["comment"]:
            end = source.find("-->", place) if ends else -1
            ends = end >= 0
            place = end + 3 if ends else place
            kept.extend((source[start : found.start()], "" if ends else "&lt;!--"))
            start = place
        elif found["name"]:
            closing = re.compile(rf"<(/?){found['name']}\b[^<>]*>", re.IGNORECASE)
            end_tag = closing.search(source, place)
            if end_tag is not None and end_tag[1]:
                kept.append(source[start : found.start()])
                start = place = end_tag.end()
    return "".join((*kept, source[start:]))


def _titled(box: re.Match[str]) -> str:
    """Return the title of a box as a paragraph, in the place of the line that opens or ends it."""
    lead, title = box["lead"], box["title"] or ""
    if box["named"] is not None:
        title = _title_of_box(box["named"].strip())
    return f"{lead}\n{lead}{title}\n{lead}"


def _title_of_box(named: str) -> str:
    """Return the title behind the colons that open a box; its kind and its attributes are none.

    "note Title", "note[Title]", "{.note title="Title"}"; more colons may close the line.
    """
    named = named.rstrip(":").rstrip() if named.endswith(":::") else named
    braces = _IN_BRACES.search(named)
    if braces is not None:
        named = named[: braces.start()].rstrip()
    kind = _KIND.match(named)
    title = named[kind.end() if kind else 0 :].strip()
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1].strip()
    stated = _TITLE_IN_BRACES.search(braces[0]) if braces is not None else None
    return title or (stated[1] if stated is not None else "")


def _runs(source: str) -> dict[str, list[int]]:
    """Return where each run of marks of code begins, by its marks."""
    runs = defaultdict(list)
    for found in _RUN.finditer(source):
        marks = found[0].strip(" \t>")
        runs[marks].append(found.end() - len(marks))
    return runs


def _end_of_code(source: str, marks: str, place: int, runs: dict[str, list[int]]) -> int:
    """Return where the code ends that marks before a place begin; the place where it is none."""
    places = runs[marks]
    index = bisect_left(places, place)
    if index == len(places):
        return place
    end = places[index]
    if len(marks) < _FENCE and source.find("\n\n", place, end) >= 0:
        return place
    return end + len(marks)
