"""How the words of successive lines of a PDF go together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from timeline.decode import page_words

DIVIDED: Final = "\x02\ufffe"
"""What PDFium puts in the place of a hyphen at the end of a line."""
_HYPHEN: Final = re.compile(rf"(\w{{1,40}})[{DIVIDED}]\s?(\w{{1,40}})")
_FIRST_HALF: Final = 4
"""Letters of the first half of a word that a second half tells to be one with a hyphen."""
_BOUND: Final = re.compile(r"\S-$|\d–$")
"""What goes on without a blank in the next line: "U.S.-", "2020–"."""
_CLOSING: Final = ".,;:)!?%"
"""No line begins with these but behind a mark, which PDFium takes for the end of a line."""


def parted(text: str, following: str) -> str:
    """Return what stands between the end of one line and the beginning of the next."""
    bound = text[-1:] in DIVIDED or following[:1] in _CLOSING or _BOUND.search(text)
    return "" if bound else " "


def joined(lines: Sequence[str], everything: str) -> str:
    """Return the lines of a cell as one text; `everything` shows how words are written."""
    text = lines[0]
    for line in lines[1:]:
        text += parted(text, line) + line
    return whole(text, everything)


def whole(text: str, everything: str) -> str:
    """Return a text with its divided words made whole; `everything` shows how they are written."""

    def one(match: re.Match[str]) -> str:
        left, right = match.groups()
        plainly, hyphened = f"{left}{right}".lower(), f"{left}-{right}".lower()
        kept = (
            not right[0].islower()
            or left[-1].isdigit()
            or (hyphened in everything and plainly not in everything)
            or (_keeps_hyphen(left.lower(), right.lower()) and plainly not in everything)
        )
        return f"{left}-{right}" if kept else f"{left}{right}"

    return re.sub(f"[{DIVIDED}]", "-", _HYPHEN.sub(one, text))


def _keeps_hyphen(left: str, right: str) -> bool:
    """Tell whether a word has a hyphen where the text does not show it elsewhere."""
    second = right in page_words.SECOND_HALVES and len(left) >= _FIRST_HALF
    return left in page_words.COMPOUNDS or second
