"""Front matter: the fields above a text in Markdown, of which the title and the dates are read.

Sources: the front matter of Jekyll (between lines of `---`), of Hugo (`+++`, TOML) and the title
block of Pandoc (lines that begin with `%`). Of YAML, fields of one line or of one folded text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from timeline.decode.pagedata import claim_of
from timeline.model import Claim

_LONGEST: Final = 60
"""Lines that front matter has at most."""
_LINE: Final = re.compile(r"[\w-]{1,40}\s?:|\s|-\s|#|$")
_FIELD: Final = re.compile(r"([\w-]{1,40})\s?:\s*(.*?)\s*$")
_FOLDED: Final = re.compile(r"[|>][+-]?")
_TITLE_BLOCK: Final = re.compile(r"(?:%[ \t][^\n]{0,500}\n){1,3}")
_QUOTED: Final = re.compile(r"(?P<mark>[\"'])(?P<text>.*)(?P=mark)(?:\s+#.*)?")
_PUBLISHED: Final = ("publishdate", "publish-date", "published", "pubdate", "issued", "date")
_MODIFIED: Final = ("lastmod", "updated", "modified", "last-modified-at", "last-updated", "revised")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a text: its title, and when it says that it was published or changed."""

    title: str | None = None
    claims: tuple[Claim, ...] = ()


def split_off(source: str) -> tuple[FrontMatter, str]:
    """Return the front matter of a source, an empty one where there is none, and the rest."""
    fields, rest = _fields(source)
    dates = tuple(dict.fromkeys(_claims(fields)))
    return FrontMatter(fields.get("title") or None, dates), rest


def _claims(fields: Mapping[str, str]) -> Iterator[Claim]:
    stated = [name for name in _PUBLISHED if name in fields]
    for name in stated or ["created"]:
        yield from claim_of("meta", fields.get(name, ""), name, modified=False)
    for name in _MODIFIED:
        yield from claim_of("meta", fields.get(name, ""), name, modified=True)


def _fields(source: str) -> tuple[dict[str, str], str]:
    block = _TITLE_BLOCK.match(source)
    if block is not None:
        values = [line[1:].strip() for line in block[0].splitlines()]
        named = zip(("title", "author", "date"), values, strict=False)
        return dict(named), source[block.end() :]
    lines = source.split("\n", _LONGEST)
    fence = lines[0].rstrip()
    ends = {"---": ("---", "..."), "+++": ("+++",)}.get(fence, ())
    end = next((i for i, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() in ends), 0)
    fields = None
    if end:
        fields = _of_toml(lines[1:end]) if fence == "+++" else _of_yaml(lines[1:end])
    return ({}, source) if fields is None else (fields, "\n".join(lines[end + 1 :]))


def _of_toml(lines: list[str]) -> dict[str, str] | None:
    try:
        return {_name(key): str(value) for key, value in tomllib.loads("\n".join(lines)).items()}
    except (ValueError, RecursionError):  # a number or a nesting beyond reason, too
        return None


def _of_yaml(lines: list[str]) -> dict[str, str] | None:
    """Return the fields of lines, None for lines that are no front matter."""
    if not all(_LINE.match(line) for line in lines) or not any(map(_FIELD.match, lines)):
        return None
    fields: dict[str, str] = {}
    folded = ""
    for line in lines:
        found = _FIELD.match(line)
        if found is not None:
            quoted = _QUOTED.fullmatch(found[2])
            value = found[2] if quoted is None else quoted["text"]
            folded = _name(found[1]) if _FOLDED.fullmatch(value) else ""
            fields[_name(found[1])] = "" if folded else value
        elif folded:
            fields[folded] = f"{fields[folded]} {line.strip()}".strip()
    return fields


def _name(key: str) -> str:
    return key.lower().replace("_", "-")
