"""Word marks as pieces of a text: what stayed, what was taken out, what was put in.

A stretch in which only the typography differs is shown as the later edition prints it. With
`exact`, and in a row that is about nothing else, it is marked too, and every blank of it can be
seen: ␣, and ⏎ for the end of a line. Blanks at the ends of other changed stretches are put outside
of them, so that a line reads well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from timeline.formats.display import visible
from timeline.model import PassageChange
from timeline.text import normal

KEPT, OUT, IN = "=", "-", "+"
Piece = tuple[str, str]
"""One of KEPT, OUT, IN, and its text, in which every control character can be seen."""

_COMMON_WORDS: Final = 5
"""Of a stretch that both sides have, so many words are shown at either end of it."""
_BLANKS: Final = str.maketrans({" ": "␣", "\n": "⏎", "\t": "⇥", "\xa0": "⍽"})


def pieces(row: PassageChange, *, exact: bool = False) -> Iterator[Piece]:
    """Yield the pieces of the words of a row, in order; none of them is empty."""
    exact = exact or row.noise == "typography"
    for _, old, new in row.words:
        yield from (piece for piece in _pieces(old, new, exact=exact) if piece[1])


def _pieces(old: str, new: str, *, exact: bool) -> tuple[Piece, ...]:
    # between letters, so that a blank is told from none
    typography = normal(f"x{old}x") == normal(f"x{new}x")
    if old == new or (typography and not exact):
        return ((KEPT, visible(new)),)
    if typography or not (old.strip() or new.strip()):
        return (OUT, visible(old.translate(_BLANKS))), (IN, visible(new.translate(_BLANKS)))
    removed, added = visible(old), visible(new)
    model = added if added.strip() else removed
    before = model[: len(model) - len(model.lstrip())]
    after = model[len(model.rstrip()) :]
    return (KEPT, before), (OUT, removed.strip()), (IN, added.strip()), (KEPT, after)


def plain(row: PassageChange, *, exact: bool = False, cut: bool = False) -> str:
    """Return the words of a row with [-old ones-] and {+new ones+}.

    With `cut`, long stretches of kept words are cut in the middle.
    """
    return "".join(_plain(mark, text, cut=cut) for mark, text in pieces(row, exact=exact))


def _plain(mark: str, text: str, *, cut: bool) -> str:
    if mark == KEPT:
        return _ends(text) if cut else text
    return f"[-{text}-]" if mark == OUT else f"{{+{text}+}}"


def _ends(text: str) -> str:
    words = re.findall(r"\s*\S+\s*", text) or [text]
    if len(words) > 2 * _COMMON_WORDS + 1:
        words = [*words[:_COMMON_WORDS], "… ", *words[-_COMMON_WORDS:]]
    return "".join(words)
