"""Markdown -> the page that its readers see, as HTML for the decoder of pages.

Sources: CommonMark 0.31 and GitHub Flavored Markdown, as markdown-it reads them, but for what
`block_rules` says; HTML within the text is taken in as `tags` says, and Markdown is read within it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from timeline.decode.markdown.block_rules import HAS_HEADS, ROWS, TABLE, add_blocks
from timeline.decode.markdown.inline_rules import ELEMENT, NOTE_TEXT, add_marks
from timeline.decode.markdown.source import without_unread
from timeline.decode.markdown.tags import Tags, parts_text

_DEEPEST: Final = 1_000
"""Above what the rules of blocks allow: what lies deeper would be left out."""
_DEEPEST_BRACKETS: Final = 10
"""What lies deeper within a line is text; each level costs the time of the line once more."""
_SIGN: Final = re.compile(r"\[[ xX]\][ \t]+|\[!\w{1,20}\][ \t]*(?:\n|$)")
"""The box of a task, and what makes an alert of a quote."""
_SENTENCE_END: Final = re.compile(r"[.!?;,][\"'”’)\]*_]*$")
_LINE: Final = re.compile(r"(?:[*_]{0,3}[A-Z][^:\n]{1,80}:[*_]{0,3}|\d{1,9}[.)])(?:\s|$)")
"""How a field begins, and a line with a number."""
_DEFINED: Final = re.compile(r"[^\n:][^\n]*(?:\n[ \t]*:[ \t]+[^\n]+)+")
"""A term, and under it its meanings, as in Pandoc and kramdown."""
_MEANING: Final = re.compile(r"\n[ \t]*:[ \t]+")
_OF_LINES: Final = frozenset("p h1 h2 h3 h4 h5 h6 th td".split())
"""Elements that hold a line or lines, and no blocks."""


def to_html(source: str) -> str:
    """Return the HTML of a source, whose line ends are LF."""
    source = without_unread(source.replace("\0", "\ufffd"))
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    parser = _parser_of_blocks()
    parser.block.parse(source, parser, env, tokens)
    return "".join(_Rendering(env, Tags(source)).of(tokens))


@lru_cache(maxsize=1)
def _parser_of_blocks() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.disable(["code", "html_block"])
    add_blocks(parser)
    return parser


@lru_cache(maxsize=1)
def _parser_of_lines() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST_BRACKETS})
    parser.enable("strikethrough")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    add_marks(parser)
    return parser


class _Rendering:
    """Makes the parts of a page; `env` holds where the links of the source lead."""

    def __init__(self, env: dict[str, Any], tags: Tags) -> None:
        self._parser, self._env, self._tags = _parser_of_lines(), env, tags

    def of(self, tokens: Sequence[Token]) -> Iterator[str]:
        items = 0
        for index, token in enumerate(tokens):
            if token.type == "inline":
                yield from self._lines(tokens[max(index - 2, 0) : index], token, in_item=items > 0)
            elif token.nesting and token.tag not in _OF_LINES:
                items += token.nesting if token.type.startswith("list_item") else 0
                yield f"<{token.tag}>" if token.nesting > 0 else f"</{token.tag}>"
            elif token.type == TABLE:
                yield from self._table(token.meta[ROWS], has_heads=token.meta[HAS_HEADS])
            elif token.type == "hr":
                yield "<hr>"

    def _table(self, rows: Sequence[Sequence[str]], *, has_heads: bool) -> Iterator[str]:
        """Yield the cells of a table, with the notes within them."""
        yield "<table>"
        first = "th" if has_heads else "td"
        for tag, row in zip(chain([first], repeat("td")), rows, strict=False):
            yield "<tr>"
            for text in row:
                children = self._parsed(text)
                yield f"<{tag}>{''.join(_line(children, self._tags, ' '))}</{tag}>"
                yield from self._notes(children)
            yield "</tr>"
        yield "</table>"

    def _lines(self, before: Sequence[Token], token: Token, *, in_item: bool) -> Iterator[str]:
        """Yield the element that the tokens before an inline one open, and the notes within it."""
        content = token.content
        if before[0].type in ("list_item_open", "blockquote_open"):
            content = _SIGN.sub("", content, count=1) if _SIGN.match(content) else content
        if before[-1].tag == "p" and _DEFINED.fullmatch(content):
            term, *meanings = _MEANING.split(content)
            yield f"<dl><dt>{self._inner(term)}</dt>"
            yield from (f"<dd>{self._inner(meaning)}</dd>" for meaning in meanings)
            yield "</dl>"
            return
        children = self._parsed(content)
        between = "<br>" if not in_item and _are_lines(content) else " "
        yield _element(before[-1], children, "".join(_line(children, self._tags, between)))
        yield from self._notes(children)

    def _notes(self, children: Sequence[Token]) -> Iterator[str]:
        for child in children:
            if child.type == NOTE_TEXT:
                yield f"<p>{self._inner(child.content)}</p>"

    def _parsed(self, content: str) -> list[Token]:
        children: list[Token] = []
        self._parser.inline.parse(content, self._parser, self._env, children)
        return children

    def _inner(self, content: str) -> str:
        return "".join(_line(self._parsed(content), self._tags, " "))


def _element(opening: Token, children: Sequence[Token], inner: str) -> str:
    """Return the element of a block of lines; a paragraph of tags alone is none.

    What is underlined and is a sentence, or several lines, stands above a ruler and heads nothing.
    """
    name = opening.tag
    if opening.markup in ("=", "-") and (
        any(child.type == "softbreak" for child in children)
        or (children[-1:] and _SENTENCE_END.search(children[-1].content))
    ):
        name = "p"
    if name == "p" and all(
        child.type in ("html_inline", "softbreak") or child.content.isspace() for child in children
    ):
        return inner
    return f"<{name}>{inner}</{name}>"


def _line(children: Sequence[Token], tags: Tags, between: str) -> Iterator[str]:
    """Yield the parts of a line; `between` is what stands for an end of a line of the source."""
    struck = 0
    for index, child in enumerate(children):
        if child.type in ("s_open", "s_close"):
            struck += child.nesting
        elif struck:
            continue
        elif child.type in ("text", "text_special", "code_inline"):
            yield html.escape(child.content, quote=False)
        elif child.type == "hardbreak":
            yield "<br>"
        elif child.type == "softbreak":
            around = (*children[max(index - 1, 0) : index], *children[index + 1 : index + 2])
            yield "\n" if any(parts_text(each.content) for each in around) else between
        elif child.type == "html_inline":
            yield tags.kept(child.content)
        elif child.type == ELEMENT:
            yield f"<{child.content}>"
        elif child.type == "link_open":
            yield f'<a href="{html.escape(str(child.attrs.get("href", "")))}">'
        elif child.type == "link_close":
            yield "</a>"


def _are_lines(content: str) -> bool:
    """Tell whether the lines of a paragraph are lines of their own, and not one broken text.

    Fields and numbered ones are; what goes on in small letters, and lines that each end like a
    sentence, are not.
    """
    first, *others = content.split("\n")
    if any(map(_LINE.match, others)):
        return True
    if any(line[:1].islower() for line in others):
        return False
    return not all(map(_SENTENCE_END.search, (first, *others[:-1])))
