"""How wide a text is drawn, and where it is cut: by the widths of DejaVu Sans, never by a guess."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from timeline.charts.svg import shown_text
from timeline.lexicon import read_lexicon

_FILE: Final = "charts/data/dejavu_sans.tsv"
_FULL, _HALF = 1_300, 1_000
"""The widths that other characters get: those of East Asia or pictures, and all the rest."""

_SMALL: Final = 3
_AFTER_BLANK: Final = re.compile(r"(?<!\d) +")


@cache
def _widths() -> dict[str, int]:
    entries = read_lexicon(_FILE, ("width", "characters"))
    return {letter: entry.integer("width") for entry in entries for letter in entry["characters"]}


def text_width(text: str, size: int) -> float:
    """Return the width in px of a text of `size` px, as it is drawn."""
    return sum(_width(letter) for letter in shown_text(text)) * size / 1_000


def _width(letter: str) -> int:
    known = _widths().get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0
    wide = unicodedata.east_asian_width(letter) in ("W", "F") or ord(letter) > 0xFFFF
    return _FULL if wide else _HALF


def cut_label(text: str, letters: int, size: int, width: float) -> str:
    """Return a text of at most so many letters and px, cut at a word: "The Two Countries …".

    It does not end with a small word ("of", "the"). A first word that is too long by itself is the
    only one that is cut within.
    """
    text = " ".join(shown_text(text).split())
    if _fits(text, letters, size, width):
        return text
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        if count > 1 and words[count - 1].islower() and len(words[count - 1]) <= _SMALL:
            continue
        label = " ".join(words[:count]).rstrip(",;:–—-") + " …"
        if _fits(label, letters, size, width):
            return label
    end = min(len(words[0]), letters)
    while end > 1 and not _fits(words[0][:end] + "…", letters, size, width):
        end -= 1
    return words[0][:end] + "…"


def _fits(text: str, letters: int, size: int, width: float) -> bool:
    return len(text) <= letters and text_width(text, size) <= width


def wrap_label(text: str, size: int, width: float) -> tuple[str, ...]:
    """Return the lines of a text that is broken at words where it is wider than `width` px.

    A number and the word after it stand in one line: "$3.2 trillion".
    """
    lines: list[str] = []
    for word in _AFTER_BLANK.split(shown_text(text).strip()):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines)
