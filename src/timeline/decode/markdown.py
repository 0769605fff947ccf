"""Markdown -> its text: no markup is left in what is read, and every span re-reads in the text.

Links keep their words, pictures nothing; emphasis, code marks and tags of HTML go; what is struck,
a comment, a fenced block and a definition of a link is no text. Marks of footnotes go as on pages
(`raised`). The signs of headings, bullets and tables stay where they are, between the passages.
Sources: CommonMark 0.31, GitHub Flavored Markdown, Pandoc's footnotes, superscripts and attributes.
"""

from __future__ import annotations

import html
import re
from typing import Final

from timeline.decode import raised

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPED: Final = 0xE000
"""Escaped marks are private characters while markup is looked for."""
_BAR: Final = "¦"
"""What an escaped bar becomes: one that parts no cells."""
_PRIVATE: Final = re.compile(r"[\ue000-\ue07f]")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*$")
_FRONT: Final = 60
"""Lines that front matter has at most."""
_KEY: Final = re.compile(r"[\w-]{1,40}\s?:|\s|-\s|#")
_UNREAD: Final = re.compile(r"<(?:(!--)|(script|style|del|s|strike)\b[^<>]{0,200}>)", re.IGNORECASE)
"""How begins what is no text up to its end; where it has none, it is text."""
_HIGH: Final = re.compile(r"<(/?)sup\b[^<>]{0,200}>", re.IGNORECASE)
_BLOCK: Final = re.compile(
    r"(?<![ \t])[ \t]*</?(?:details|summary|div|p|section|article|center|figure|figcaption|ul|ol|dl"
    r"|table|thead|tbody|tfoot|tr|blockquote|header|footer|main|aside|nav|hr|h[1-6])\b"
    r"[^<>]{0,300}>[ \t]*",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"<br\b[^<>]{0,40}>[ \t]*", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|caption|cite|code|colgroup|col|dd|dfn|dt|em|font|i|img|ins|kbd|li|mark|q|samp|small"
    r"|span|strong|sub|td|th|time|tt|u|var|wbr)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,500})>")
_TITLE: Final = r"(?:\s{1,3}(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?"
_ADDRESS: Final = r"[^()\s<>]{0,1000}(?:\([^()\s]{0,300}\)[^()\s<>]{0,300})?"
_DESTINATION: Final = rf"\([ \t]{{0,9}}<?(?P<to>{_ADDRESS})>?{_TITLE}[ \t]{{0,9}}\)"
_IMAGE: Final = re.compile(rf"!\[[^\[\]]{{0,500}}\](?:{_DESTINATION}|\[[^\[\]]{{0,100}}\])")
_LINK: Final = re.compile(
    rf"\[(?P<text>[^\[\]]{{0,1000}})\]{_DESTINATION}(?:\{{[^{{}}\n]{{0,200}}\}})?"
)
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]]{1,100})\]:[ \t]+<?\S+>?(?:[ \t]+[\"'(].*)?$", re.MULTILINE
)
_REFERENCE: Final = re.compile(r"\[([^\[\]]{1,300})\]\[([^\[\]]{0,100})\]")
_NOTE: Final = re.compile(r"[ \t]?\[\^[^\[\]\s]{1,60}\](?!:)")
_NOTE_TEXT: Final = re.compile(r"^ {0,3}\[\^[^\[\]\s]{1,60}\]:[ \t]*", re.MULTILINE)
_CODE: Final = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]{1,500})(?<!`)\1(?!`)")
_STRUCK: Final = re.compile(r"~~(?=\S)([^~\n]{1,1000})(?<=\S)~~")
_POWER: Final = re.compile(
    r"(?<=[\w.,;:)%])\^\(?(\d{1,3}|[a-z*†]|[+-]\d{1,2}|st|nd|rd|th)\)?(?:\^|(?![\w^]))"
)
_LOWERED: Final = re.compile(r"(?<=\w)~(\w{1,3})~")
_STRONG: Final = re.compile(
    r"\*\*(?=[^\s*])((?:[^*\n]|\n(?![ \t]*\n)|\*(?!\*)){1,1000}?)(?<=\S)\*\*"
)
_EMPHASIS: Final = re.compile(
    r"(?<![*\w])\*(?=[^\s*])((?:[^*\n]|\n(?![ \t]*\n)){1,1000}?)(?<=\S)\*(?!\*)"
)
_INNER: Final = re.compile(r"(?<=\w)\*(?=\w)([^*\n]{1,60})(?<=\w)\*(?!\*)(?=\W|$)")
_LINES: Final = re.compile(
    r"(?<![\w_])(__?)(?=[^\s_])((?:[^_\n]|\n(?![ \t]*\n)|(?<=\w)_(?=\w)){1,1000}?)"
    r"(?<=\S)\1(?![\w_])"
)
_MARKED: Final = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
_ATTRIBUTES: Final = re.compile(r"(?<![ \t])[ \t]*\{[#.:][^{}\n]{0,200}\}[ \t]*$", re.MULTILINE)
_QUOTED: Final = re.compile(r"^(?: {0,3}>[ \t]?){1,6}", re.MULTILINE)
_BOX: Final = re.compile(
    r"^ {0,3}:{3,}[ \t]?\{?[\w .=#\"-]{0,80}\}?[ \t]*$"
    r"|^ {0,3}(?:> ?)?\[![A-Za-z]{3,12}\][+-]?[ \t]*$",
    re.MULTILINE,
)
"""What begins or ends a box: ":::note", "> [!TIP]"."""
_TASK: Final = re.compile(r"^([ \t]*[-*+][ \t]+)\[[ xX]\][ \t]+", re.MULTILINE)
_RULE: Final = re.compile(
    r"(?<![^\n])(?<=\n\n)[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$",
    re.MULTILINE,
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLANKS: Final = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")


def cleaned(source: str) -> str:
    """Return the text of a source in Markdown."""
    text = _without_blocks(raised.MARKUP.sub("", source))
    text = _ESCAPE.sub(lambda m: chr(_ESCAPED + ord(m[1])), _BOX.sub("", text))
    text = _read(text)
    text = _HIGH.sub(lambda m: raised.END if m[1] else raised.BEGIN, text)
    text = _BREAK.sub("\n", text) if "|" not in text else _broken(text)
    text = _TABLE.sub(_piped, text)
    text = _TAG.sub("", _BLOCK.sub("\n\n", text))
    text = _AUTOLINK.sub(r"\1", text)
    text = _unlinked(text)
    text = _CODE.sub(r"\2", _STRUCK.sub("", text))
    text = _LOWERED.sub(r"\1", _POWER.sub(rf"{raised.BEGIN}\1{raised.END}", text))
    for pattern, kept in ((_STRONG, r"\1"), (_STRONG, r"\1"), (_EMPHASIS, r"\1"), (_INNER, r"\1"),
                          (_LINES, r"\2"), (_LINES, r"\2"), (_MARKED, r"\1")):  # fmt: skip
        text = pattern.sub(kept, text)
    text = _TASK.sub(r"\1", _QUOTED.sub("", _ATTRIBUTES.sub("", text)))
    text = _ENTITY.sub(lambda m: html.unescape(m[0]), _RULE.sub("", text))
    text = "\n".join(_BLANKS.sub(" ", raised.settled(line)) for line in text.split("\n"))
    return _PRIVATE.sub(lambda m: _BAR if m[0] == _PIPE else chr(ord(m[0]) - _ESCAPED), text)


_PIPE: Final = chr(_ESCAPED + ord("|"))


def _without_blocks(source: str) -> str:
    """Return a source without front matter and fenced blocks; one without an end stays."""
    lines = source.split("\n")
    if lines[0].strip() == "---":
        end = next(
            (i for i, line in enumerate(lines[1:_FRONT], 1) if line.strip() in ("---", "...")), 0
        )
        if end and all(_KEY.match(line) for line in lines[1:end]):
            lines[: end + 1] = []
    kept: list[str] = []
    fence, opened = "", 0
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            kept.append(line)
            if found is not None and found[1].startswith(fence) and line.strip() == found[1]:
                kept[opened:] = [""]
                fence = ""
            continue
        if found is not None:
            fence, opened = found[1], len(kept)
        kept.append(line)
    return "\n".join(kept)


_TABLE: Final = re.compile(
    r"<table\b[^<>]{0,300}>((?:[^<]|<(?!/?table\b)){0,50000})</table\s{0,5}>", re.IGNORECASE
)
_CAPTION: Final = re.compile(
    r"<caption\b[^<>]{0,300}>((?:[^<]|<(?!/caption)){0,1000})</caption>", re.IGNORECASE
)
_ROW: Final = re.compile(r"<tr\b[^<>]{0,300}>", re.IGNORECASE)
_CELL: Final = re.compile(r"<t[dh]\b[^<>]{0,300}>", re.IGNORECASE)


def _piped(found: re.Match[str]) -> str:
    """Return a table of HTML as one of Markdown, whose first row heads the columns."""
    inner = found[1]
    caption = _CAPTION.search(inner)
    rows = []
    for row in _ROW.split(inner)[1:]:
        cells = [
            " ".join(_BLOCK.sub(" ", cell).replace("|", _BAR).split())
            for cell in _CELL.split(row)[1:]
        ]
        if cells:
            rows.append(f"| {' | '.join(cells)} |")
    head = [] if caption is None else [f"{caption[1]}\n"]
    return "\n\n" + "\n".join((*head, *rows[:1], "|-|-|", *rows[1:])) + "\n\n"


def _read(text: str) -> str:
    """Return a text without comments, scripts, and what is struck out by its tags."""
    lower = text.lower()
    kept: list[str] = []
    place = 0
    open_ends: set[str] = set()
    for found in _UNREAD.finditer(text):
        closing = "-->" if found[1] else f"</{found[2].lower()}>"
        if found.start() < place or closing in open_ends:
            continue
        end = lower.find(closing, found.end())
        if end < 0:
            open_ends.add(closing)
            continue
        kept.append(text[place : found.start()])
        place = end + len(closing)
    return "".join((*kept, text[place:]))


def _broken(text: str) -> str:
    """Return a text with its breaks as line ends, but as blanks in the rows of tables."""
    return "\n".join(_BREAK.sub(" " if "|" in line else "\n", line) for line in text.split("\n"))


def _unlinked(text: str) -> str:
    """Return a text with the words of its links, without pictures, definitions and notes' marks."""
    text = _LINK.sub(_words, _IMAGE.sub("", text))
    text = _LINK.sub(_words, text)  # what stood around a picture
    names = {_name(name) for name in _DEFINITION.findall(text)}
    text = _DEFINITION.sub("", text)
    if names:
        text = _REFERENCE.sub(lambda m: m[1] if _name(m[2] or m[1]) in names else m[0], text)
        text = _ALONE.sub(lambda m: m[1] if _name(m[1]) in names else m[0], text)
    return _NOTE_TEXT.sub("", _NOTE.sub("", text))


_ALONE: Final = re.compile(r"(?<!\])\[([^\[\]]{2,300})\](?![\[(:])")


def _name(printed: str) -> str:
    return " ".join(printed.split()).lower()


def _words(found: re.Match[str]) -> str:
    """Return the words of a link; the number of a note is none."""
    text = found["text"]
    return "" if raised.is_note(text, found["to"]) else text
