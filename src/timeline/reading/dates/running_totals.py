"""Totals that still run at the date of the edition: "so far in 2024", "in 2024 to date".

Such a stretch begins where its words say and has no end yet, as one behind "since".
"""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span

_BEFORE: Final = re.compile(
    r"\b(?:so\s+far|thus\s+far|to\s+date)\s+(?:(?:in|during|over|for)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(r"\s+(?:so\s+far|thus\s+far|to\s+date)\b")
_INSIDE: Final = re.compile(r"year[\s-]to[\s-]date", re.IGNORECASE)
_LEAD: Final = 24


def is_running(text: str, span: Span) -> bool:
    """Tell whether what is told of a stretch of time is told up to now."""
    if _INSIDE.fullmatch(text, span.start, span.end) or _BEHIND.match(text, span.end):
        return True
    return _BEFORE.search(text, max(0, span.start - _LEAD), span.start) is not None
