"""The hedge of a number: the words before or behind it, by their names in the closed list."""

from __future__ import annotations

import re
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.model import Span
from timeline.reading.quantities import quantity_words
from timeline.values import QUALIFIERS

_ENTRIES: Final = read_lexicon("reading/quantities/data/hedges.tsv", ("words", "hedge", "side"))
_HEDGES: Final = {
    side: {
        entry["words"]: entry.one_of("hedge", QUALIFIERS)
        for entry in _ENTRIES
        if entry.one_of("side", ("before", "behind")) == side
    }
    for side in ("before", "behind")
}
_BEFORE: Final = _HEDGES["before"]
_BEHIND_NUMBER: Final = _HEDGES["behind"]
_BY_LENGTH: Final = sorted(_BEHIND_NUMBER, key=len, reverse=True)
_LAST: Final = frozenset(hedge.split()[-1] for hedge in _BEFORE) | {"total", "of"}
_HEDGE: Final = re.compile(
    r"(?<![\w-])(?P<hedge>"
    + "|".join(
        re.escape(hedge).replace(r"\ ", r"\s+") for hedge in sorted(_BEFORE, key=len, reverse=True)
    )
    + r")\s*(?:(?<=\s)(?:an?\s+)?(?:total\s+(?:of\s+)?)?)?(?:an\s+)?$",
    re.IGNORECASE,
)
_LONGEST: Final = 34
_SPREAD_UNITS: Final = quantity_words.SPREAD
_MEANT: Final = re.compile(
    r"(?:^|[.!?:;(\n]\s{0,3}|\b(?:for|lasting|lasted|lasts?|of|after|took|takes?|taking|taken|spent|spends?|spanning|spans|spanned|than"
    r"|with|has|have|had|is|are|was|were|be|been|being|well|just|slightly|little|aged|require[sd]?|at|only|by|to|in)\s{1,3})[Oo]ver\s{1,3}$"
)
_EXTENDS: Final = re.compile(r"\b(?:extend|stretch|spread)(?:s|es|ed|ing)?\s{1,3}over\s{1,3}$")
"""What lies over so much of a land or a length, and not over more than that."""
_HANDED: Final = re.compile(
    r"\b(?:hand(?:s|ed|ing)?|t(?:akes?|ook|aken|aking)|carr(?:y|ies|ied|ying)|turn(?:s|ed|ing)?)"
    r"\s{1,3}over\s{1,3}$"
)
"""What changes hands, and is not more than that: "took over 12 clinics", not "took over 2 hours"."""
_LONG: Final = re.compile(r"\s{1,3}(?:ago|old|later|long|of)\b|-")


def is_spread(text: str, start: int, end: int, unit: str | None) -> bool:
    """Tell whether "over" says during what time or in how many parts, rather than how many.

    Nor does it where a verb takes it along: "handed over". Behind "for", "lasted" and the like it hedges ("lasted over four hours"), and before "ago".
    """
    if _EXTENDS.search(text, max(0, start - 24), start) is not None:
        return True
    if unit not in _SPREAD_UNITS and _HANDED.search(text, max(0, start - 24), start) is not None:
        return True
    if unit not in _SPREAD_UNITS or _LONG.match(text, end) is not None:
        return False
    meant = _MEANT.search(text, max(0, start - 24), start)
    return meant is None or (text[end : end + 1] == "," and not meant[0][:1].isalpha())


_BEHIND: Final = re.compile(
    r"\s+(?P<words>"
    + "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in _BY_LENGTH if each[0].isalpha())
    + r")\b|(?P<mark>"
    + "|".join(re.escape(each) for each in _BY_LENGTH if not each[0].isalpha())
    + r")(?!\w)"
)
_OPENS_BEHIND: Final = tuple(sorted({each.split()[0] for each in _BY_LENGTH}))


def hedge_before(text: str, start: int, word: str) -> str:
    """Return the hedge that stands before `start`; `word` is the word that stands there."""
    if word.lower() not in _LAST:
        return "exact"
    match = _HEDGE.search(text, max(0, start - _LONGEST), start)
    if match is None or _MOVES_UP_TO.search(text, max(0, start - _LONGEST), start):
        return "exact"
    return _BEFORE[" ".join(match["hedge"].lower().split())]


_MOVES_UP_TO: Final = re.compile(
    r"\b(?:edg|inch|crept|creep|tick|pick|climb|nudg|mov|went|go|shot|drift)[a-z]*\s+up\s+to\s+$"
)
"""Where "up to" tells of a level that is reached, and of no most: "edged up to 4%"."""


def hedge_behind(text: str, end: int) -> tuple[str, int] | None:
    """Return the hedge that stands behind a quantity ("or more") and where it ends."""
    following = text[end : end + 4]
    for first in _OPENS_BEHIND:
        if first in following:
            break
    else:
        return None
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    words = match["mark"] or " ".join(match["words"].split())
    return _BEHIND_NUMBER[words], match.end()


def hedge_span(text: str, span: Span) -> Span | None:
    """Return where the hedge of a quantity stands: before it, or at its end ("or more")."""
    match = _HEDGE.search(text, max(0, span.start - _LONGEST), span.start)
    return None if match is None else Span(*match.span("hedge"))
