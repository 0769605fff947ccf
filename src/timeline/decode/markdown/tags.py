"""The tags of HTML within Markdown: which of them the page gets, and what becomes of the others.

Those that part or place text are kept, without their attributes, where they also end; tags of
looks, links and pictures go, and their words stay. So no tag that is left open takes in the rest of
a text, and none is nested beyond reading.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_NAME: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_END: Final = re.compile(r"</([a-zA-Z][a-zA-Z0-9-]*)")
_SPAN: Final = re.compile(r"\b(?:col|row)span\s*=\s*[\"']?\d{1,3}[\"']?", re.IGNORECASE)
_PAIRED: Final = frozenset(
    "details summary div section article center figure figcaption ul ol dl table caption blockquote"
    " header footer main aside nav address pre h1 h2 h3 h4 h5 h6 sup q".split()
)
_ENDED_BY_OTHERS: Final = frozenset("p li dt dd thead tbody tfoot tr td th br hr".split())
INLINE: Final = frozenset({"sup", "q"})
_DEEPEST: Final = 100


class Tags:
    """The tags of a source, which are asked for in their order."""

    def __init__(self, source: str) -> None:
        self._ends = Counter(name.lower() for name in _END.findall(source))
        self._open: Counter[str] = Counter()

    def kept(self, tag: str) -> str:
        """Return what the page gets in the place of a tag, a comment or a declaration."""
        found = _NAME.match(tag)
        if found is None:
            return ""
        closes, name = bool(found[1]), found[2].lower()
        if name in _ENDED_BY_OTHERS:
            return f"<{found[1]}{name}{''.join(f' {span}' for span in _SPAN.findall(tag))}>"
        if name not in _PAIRED:
            return ""
        if closes and self._open[name]:
            self._open[name] -= 1
            return f"</{name}>"
        if not closes and self._ends[name] and self._open.total() < _DEEPEST:
            self._ends[name] -= 1
            self._open[name] += 1
            return f"<{name}>"
        return "" if name in INLINE else "<br>"


def parts_text(tag: str) -> bool:
    """Tell whether what the page gets of a tag parts the text before it from that behind it."""
    found = _NAME.match(tag)
    return found is not None and found[2] not in INLINE
