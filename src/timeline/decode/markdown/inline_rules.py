"""Marks within a line that Markdown itself does not know, as rules of its parser.

Sources: Pandoc (superscripts, subscripts, spans, attributes, notes), GitHub and Obsidian (links
between the pages of a wiki), Hugo and Jekyll (templates), kramdown (attributes).
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

ELEMENT: Final = "element"
"""The type of a token whose content is a tag without its brackets."""
NOTE_TEXT: Final = "note_text"
"""The type of a token whose content is the source of a note."""
_NOTE: Final = "note"
_WORDS_FIRST: Final = (
    r"(?i:\[\[([^\[\]|\n]{0,200}?\b([^\W_]{3,40})\b[^\[\]|\n]{0,200})"
    r"\|(?=[^\[\]\s]{0,200}\2)[^\[\]\s]{0,200}[-_/#][^\[\]\s]{0,200}\]\])"
)
"""A link of a wiki that names the page last, known by a word that the page and the link share."""
_ROWS: Final = {
    "[": (
        (r"\[\^[^\[\]\s]{1,60}\](?!\()", "", _NOTE),
        (r"\[TOC\]|\[\[_TOC_\]\]", "", ""),
        (r"\[\[[^\[\]|\s]{0,200}[-_/#.][^\[\]|\s]{0,200}\|([^\[\]\n]{1,200})\]\]", None, ""),
        (_WORDS_FIRST, None, ""),
        (r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]", None, ""),
        (r"\[([^\[\]\n]{1,1000})\]\{[#.:=][^{}\n]{0,200}\}", None, ""),
    ),
    "{": (
        (r"(?<=[\])*_`])\{[#.:][^{}\n]{0,200}\}|\{[#.:][^{}\n]{0,200}\}[ \t]*(?=\n|$)", "", ""),
        (r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}", "", ""),
    ),
    "^": (
        (r"(?<=[\w.,;:)%*])\^\(?(\d{1,3}|[a-z*†]|[+-]\d{1,2}|st|nd|rd|th)\)?(?:\^|(?![\w^]))",
         None, "sup"),
        (r"\^\[([^\[\]\n]{1,1000})\]", None, NOTE_TEXT),
    ),
    "~": ((r"(?<=\w)~(\w{1,3})~", None, ""),),
    "=": ((r"==(?=[^\s=])([^=\n]{1,500})(?<=\S)==", None, ""),),
    "*": ((r"(?<=\d)\*(?=\d)", "*", ""),),
    "\\": ((r"\\ (?=\S)", " ", ""),),
}  # fmt: skip
"""By the character that begins a mark: its pattern, what is read of it (the group, or a text), and
the element that it becomes. With the mark of a note go the blanks before it."""
_MARKS: Final = {
    first: [(re.compile(pattern), read, role) for pattern, read, role in rows]
    for first, rows in _ROWS.items()
}


def add_marks(parser: MarkdownIt) -> None:
    """Let a parser know the marks, before its own of the same characters."""
    parser.inline.ruler.after("newline", "marks", _read_mark)


def _read_mark(state: StateInline, silent: bool) -> bool:
    for pattern, read, role in _MARKS.get(state.src[state.pos], ()):
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is None:
            continue
        state.pos = found.end()
        if silent:
            return True
        if role == _NOTE:
            state.pending = state.pending.rstrip(" \t")
        elif read is not None:
            state.pending += read
        elif role == NOTE_TEXT:
            state.push(NOTE_TEXT, "", 0).content = found[1]
        else:
            _push(state, found[1], role)
        return True
    return False


def _push(state: StateInline, inner: str, element: str) -> None:
    """Put the tokens of the text within a mark behind those that are there."""
    if element:
        state.push(ELEMENT, "", 0).content = element
    elif state.pending:
        state.pushPending()
    tokens: list[Token] = []
    state.md.inline.parse(inner, state.md, state.env, tokens)
    state.tokens.extend(tokens)
    state.tokens_meta.extend([None] * len(tokens))
    if element:
        state.push(ELEMENT, "", 0).content = f"/{element}"
