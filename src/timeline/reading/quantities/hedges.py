"""The hedge of a number: the words before or behind it, by their names in the closed list."""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span

_BEFORE: Final = {
    "approximately": "approximately", "about": "approximately", "around": "approximately",
    "roughly": "approximately", "some": "approximately", "circa": "approximately",
    "approx.": "approximately", "ca.": "approximately", "c.": "approximately", "~": "approximately",
    "approximate": "approximately", "≈": "approximately",
    "estimated": "estimated", "est.": "estimated", "estimated at": "estimated",
    "estimated to be": "estimated",
    "more than": "more than", "in excess of": "more than", "greater than": "more than",
    "higher than": "more than", "upwards of": "more than", "upward of": "more than",
    "over": "over", "above": "above", "exceeding": "more than", "exceeds": "more than",
    "exceeded": "more than", "surpassing": "more than", "surpassed": "more than",
    "at least": "at least", "no fewer than": "at least", "no less than": "at least",
    "not less than": "at least", "a minimum of": "at least",
    "nearly": "nearly", "almost": "nearly", "close to": "close to", "just under": "just under",
    "just below": "just under", "slightly under": "just under", "slightly less than": "just under",
    "under": "under", "below": "under", "less than": "less than", "fewer than": "less than",
    "lower than": "less than",
    "up to": "up to", "as many as": "up to", "as much as": "up to", "a maximum of": "up to",
    "not exceeding": "at most", "not to exceed": "at most", "does not exceed": "at most",
    "do not exceed": "at most", "must not exceed": "at most", "cannot exceed": "at most",
    "should not exceed": "at most", "may not exceed": "at most", "shall not exceed": "at most",
    "will not exceed": "at most", "did not exceed": "at most", "never exceeded": "at most",
    "nor more than": "at most", "at the most": "at most", "not above": "at most",
    "not fewer than": "at least", "at the least": "at least", "at a minimum": "at least",
    "not below": "at least", "as few as": "at least", "as little as": "at least",
    "no longer than": "at most", "just shy of": "just under", "shy of": "just under",
    "in the region of": "approximately", "in the order of": "approximately",
    "of the order of": "approximately", "on the order of": "approximately", "approx": "approximately",
    "<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "<=": "at most", ">=": "at least",
    "⩽": "at most", "⩾": "at least",
    "at most": "at most", "no more than": "at most", "not more than": "at most",
}  # fmt: skip
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
_SPREAD_UNITS: Final = frozenset(
    "day week month year decade phase stage instalment installment tranche round season session quarter".split()
)
_MEANT: Final = re.compile(
    r"(?:^|[.!?:;(\n]\s{0,3}|\b(?:for|lasting|lasted|lasts?|of|after|took|takes?|taking|taken|spent|spends?|spanning|spans|spanned|than"
    r"|with|has|have|had|is|are|was|were|be|been|being|well|just|slightly|little|aged|require[sd]?|at|only|by|to|in)\s{1,3})[Oo]ver\s{1,3}$"
)
_LONG: Final = re.compile(r"\s{1,3}(?:ago|old|later|long|of)\b|-")


def is_spread(text: str, start: int, end: int, unit: str | None) -> bool:
    """Tell whether "over" says during what time or in how many parts, rather than how many.

    Behind "for", "lasted" and the like it hedges ("lasted over four hours"), and before "ago".
    """
    if unit not in _SPREAD_UNITS or _LONG.match(text, end) is not None:
        return False
    meant = _MEANT.search(text, max(0, start - 24), start)
    return meant is None or (text[end : end + 1] == "," and not meant[0][:1].isalpha())


_BEHIND: Final = re.compile(
    r"(?:\s+or\s+(?:(?P<least>more|over|above|older|greater|higher)|(?P<most>less|fewer|under|below|younger))\b"
    r"|(?P<plus>\+)(?!\w)|\s+or\s+(?P<so>so)\b)"
)


def hedge_before(text: str, start: int, word: str) -> str:
    """Return the hedge that stands before `start`; `word` is the word that stands there."""
    if word.lower() not in _LAST:
        return "exact"
    match = _HEDGE.search(text, max(0, start - _LONGEST), start)
    return "exact" if match is None else _BEFORE[" ".join(match["hedge"].lower().split())]


def hedge_behind(text: str, end: int) -> tuple[str, int] | None:
    """Return the hedge that stands behind a quantity ("or more") and where it ends."""
    following = text[end : end + 4]
    if "or" not in following and following[:1] != "+":
        return None
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    name = match.lastgroup
    hedge = {"least": "at least", "plus": "at least", "most": "at most"}.get(name or "")
    return (hedge or "approximately", match.end())


def hedge_span(text: str, span: Span) -> Span | None:
    """Return where the hedge of a quantity stands: before it, or at its end ("or more")."""
    match = _HEDGE.search(text, max(0, span.start - _LONGEST), span.start)
    return None if match is None else Span(*match.span("hedge"))
