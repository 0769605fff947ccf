"""Colours for a terminal, put over a finished text; without them nothing is lost."""

from __future__ import annotations

import re
from typing import Final

_BOLD, _RED, _GREEN, _YELLOW, _PLAIN = (f"\x1b[{code}m" for code in ("1", "31", "32", "33", "0"))
_COLORS: Final = {
    "added": _GREEN, "occurred": _GREEN, "returned": _GREEN,
    "dropped": _RED, "removed": _RED, "cancelled": _RED,
    "unchanged": "", "not-covered": "",
}  # fmt: skip
_CHANGE = re.compile(r"^  ([a-z-]+)(?= )", re.MULTILINE)
_HEADING = re.compile(r"^(?! ).+$", re.MULTILINE)


def table(text: str) -> str:
    """Return a table with its head in bold."""
    head, end, rest = text.partition("\n")
    return f"{_BOLD}{head}{_PLAIN}{end}{rest}" if head else text


def delta(text: str) -> str:
    """Return what changed with its headings in bold and its changes in colours."""
    bold = _HEADING.sub(lambda match: f"{_BOLD}{match[0]}{_PLAIN}", text)
    return _CHANGE.sub(lambda match: f"  {_colored(match[1])}", bold)


def _colored(change: str) -> str:
    color = _COLORS.get(change, _YELLOW)
    return f"{color}{change}{_PLAIN}" if color else change
