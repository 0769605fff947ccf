"""Whether a past says that something was put off, and to when: "postponed the vote to 9 June"."""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.events import event_words


def puts_off(verb: str, between: str) -> bool:
    """Tell whether a verb puts something off to the date behind it; `between` parts the two."""
    word = verb.split()[-1].lower()
    if word not in event_words.POSTPONING or _TO_DATE.fullmatch(between) is None:
        return False
    return word in _ALONE or _OFF.search(between) is not None


_TO_DATE: Final = re.compile(r"(?:\s[^,.;:]{1,80})?\s(?:to|until|till)\s(?:the\s)?")
_OFF: Final = re.compile(r"\s(?:off|back)\s")
_ALONE: Final = event_words.POSTPONING - {"put", "pushed"}
"""Those that need no "off" or "back" behind them."""
