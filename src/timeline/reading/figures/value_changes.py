"""Changes with direction and base: "rose by 12 percent from 2018", "a decline of 5 percent".

Only what the text calls a change is one: "fell to 3" states a level, "doubled" no number. A fall
is a positive value with direction down. The base is the date or the amount that it starts from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.figures.comparisons import is_day

UP, DOWN = "up", "down"

_VERBS: Final = {
    UP: """rise rises rose risen rising increase increases increased increasing grow grows grew grown
        growing climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar
        soars soared leap leaped leapt gain gains gained advance advanced expand expands expanded expanding up
        strengthened rebounded swelled accelerated raise raises raised raising improved boosted""",
    DOWN: """fall falls fell fallen falling decrease decreases decreased decreasing decline declines
        declined declining drop drops dropped dropping shrink shrinks shrank shrunk shrinking contract
        contracts contracted contracting plunge plunged plunges slip slipped slide slid slump slumped sink sank sunk
        tumble tumbled reduce reduces reduced reducing cut cuts lower lowered lowering lose lost down
        weakened dipped dipping halved eased fewer""",
}
_NOUNS: Final = {
    UP: "increase rise growth gain jump surge expansion climb upturn appreciation hike uptick".split(),
    DOWN: """decrease decline drop fall reduction contraction cut loss slump plunge shrinkage downturn
        depreciation dip""".split(),
}
_BEHIND: Final = {
    UP: "higher more greater larger up".split(),
    DOWN: "lower less fewer smaller down".split(),
}
_VERB: Final = {word: sign for sign, words in _VERBS.items() for word in words.split()}
_NOUN: Final = {word: sign for sign, words in _NOUNS.items() for word in words}
COMPARED: Final = {word: sign for sign, words in _BEHIND.items() for word in words}
NOUNS: Final = frozenset(_NOUN)
_RISE_IN: Final = re.compile(
    r"(?:\s{1,2}\([^()]{1,30}\))?(?:[ \u00a0-](?:net|real|annual|further|nominal|overall))?[ \u00a0-]"
    rf"(?:(?P<noun>{'|'.join(sorted(_NOUN))})\s{{1,2}}in\b"
    rf"|(?P<other>{'|'.join(sorted(set(_NOUN) - {'gain', 'loss', 'cut'}))})(?:\s{{1,2}}(?:on|over|from|since|between|compared)\b|[.,;]|$))"
)
_OFF: Final = re.compile(
    rf"\s{{1,2}}(?:\([^()]{{1,30}}\)\s{{1,2}})?(?P<word>{'|'.join(sorted(COMPARED))})\s{{1,2}}than\s{{1,2}}(?:in\b|at\b|an?\s{{1,2}}(?:year|month|quarter|week)\b|the\s{{1,2}}(?:previous|same|preceding|prior)\b|last\b|\d{{4}}\b)"
)
"""An amount that is off what it was at another time: "£2 million less than a year earlier"."""
_MAKE: Final = frozenset("make makes made making".split())
_HEDGES: Final = frozenset(
    """about around roughly approximately some nearly almost over more less than at least to an a
    estimated close just under another further only as much many further by sharply steadily slightly
    significantly rapidly strongly modestly dramatically again also annually respectively on average
    year-on-year nominal real""".split()
)
_LEVEL_WORDS: Final = frozenset("to from at".split())
_PLAIN_OBJECT: Final = frozenset("percent percentage-point".split())
_FROM: Final = re.compile(
    r"[,\s)]*(?:\([^()]{0,30}\)\s*)?(?:(?:higher|lower|more|less|fewer)\s+(?:in\s+\d{4}\s+)?(?:\([^()]{0,80}\)\s+)?)?(?:from|since|than(?:\s+(?:in|when\s+(?:the\s+)?(?:series|records?)\s+began\s+in|(?:its|their|the)(?:\s+[a-z]+)?\s+(?:peak|low|trough)\s+in))?|over|compared\s+(?:with|to)|relative\s+to|against|(?P<on>on))"
    r"(?:\s+the)?(?:\s+(?:level|levels|year|period|figure))?(?:\s+(?:of|in))?\s+",
)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z-]*")
_NOUN_BEHIND: Final = re.compile(r"\s+(?P<noun>[a-z]+)\b")
_NAMED: Final = frozenset("rate rates target targets range goal forecast".split())


_MOVES: Final = frozenset(
    """fell falls falling rose rises rising dropped drops dropping declined declines climbed climbs
    jumped jumps slipped plunged plunging grew grows gained sank slid tumbled surged soared dipped
    leaped shrank""".split()
)
"""Verbs whose amount, without "to", is how far they go ("fell 50 cents")."""
_RESULTS: Final = frozenset(("gain", "loss", "cut"))
"""Nouns that name money of their own, not how it changed ("a net loss of $3 million")."""
_TELLS: Final = re.compile(rf"\b(?:by|of|up|down|{'|'.join(sorted(_MOVES))})\s")
"""Only behind these words does an amount that is no percentage state a change."""


def direction(
    text: str, start: int, span: Span, unit: str | None, *, counts: bool = False
) -> str | None:
    """Return the direction of the change that a quantity states, None where it states none.

    `start` is where the clause begins; with `counts`, the quantity counts things, which a verb of
    movement can have for its object ("sank seven ships").
    """
    left = text[max(start, span.start - 64) : span.start]
    off = _OFF.match(text, span.end)
    if off is not None:
        return COMPARED[off["word"]]
    if text[span.start - 1 : span.start] == "(" and text.startswith((") in ", ") of "), span.end):
        return _NOUN.get(left[:-1].rstrip().rpartition(" ")[2])
    if unit not in ("percent", None) and (sign := _noun_behind(text, span.end)) is not None:
        return sign
    if unit != "percent" and not _TELLS.search(left):
        return None
    words = left.replace(",", " , ").split()
    by, hedged = _drop_hedges(words)
    last = words[-1].lower() if words else ""
    if last == "of":
        noun = words[-2].lower() if len(words) > 1 else ""
        return None if noun in _RESULTS and unit != "percent" else _NOUN.get(noun)
    if last in _LEVEL_WORDS:
        return None
    sign = _of_verb(words, unit, by=by, hedged=hedged, counts=counts)
    if sign is None and unit == "percent":
        return _behind(text, span.end)
    return sign or None


def _drop_hedges(words: list[str]) -> tuple[bool, bool]:
    """Take hedges, "by" and "up to" off the end of words; tell whether "by" and others were there."""
    by = hedged = False
    while words:
        word = words[-1].lower()
        if word == "by":
            by = True
        elif word == "to" and len(words) > 1 and words[-2].lower() == "up":
            hedged = True
            words.pop()
        elif word == "of" or word in _LEVEL_WORDS or word not in _HEDGES:
            break
        else:
            hedged = True
        words.pop()
    return by, hedged


def _of_verb(
    words: Sequence[str], unit: str | None, *, by: bool, hedged: bool, counts: bool
) -> str | None:
    """Return the direction of the verb that ends words; empty where it surely states no change."""
    word = words[-1].lower() if words else ""
    if word == "up" and len(words) > 1 and words[-2].lower() in _MAKE:
        return ""
    sign = _VERB.get(word)
    moves = by or unit == "percent" or word in ("up", "down") or (word in _MOVES and not counts)
    if sign is not None and moves:
        vague = word in ("up", "down") and hedged and not by and unit != "percent"
        return "" if vague else sign
    if by:
        return next((_VERB[w.lower()] for w in reversed(words[-14:]) if w.lower() in _VERB), None)
    return None


def _noun_behind(text: str, end: int) -> str | None:
    """Return the direction of the noun behind an amount: "a £2 million rise in lending"."""
    match = _RISE_IN.match(text, end)
    return None if match is None else _NOUN[match["noun"] or match["other"]]


_GOES_ON: Final = re.compile(
    r"\s{0,2}(?:\([^()]{1,40}\)\s{0,2})?(?:on\s{1,2}the\s{1,2}(?:week|month|quarter|year)\s{0,2})?"
    r"(?:,?\s{0,2}\(|(?:,|,?\s{0,2}\b(?:and|or)\b)\s{1,2})(?:by\s{1,2}|or\s{1,2})?"
)


_ENDS: Final = re.compile(
    r"\s{0,2}(?:[,.;:)]|$|\n)|,?\s{1,2}(?:and|or|on|in|respectively|from|over|compared|during|between|against)\b"
)
"""What follows an amount of a list that has no noun of its own."""


def goes_on(text: str, end: int, span: Span) -> bool:
    """Tell whether what is said of one amount holds for the next: "rose by 2%, 3% and 5%"."""
    joined = _GOES_ON.fullmatch(text, end, span.start) is not None
    return joined and _ENDS.match(text, span.end) is not None


_SETS: Final = re.compile(
    r"\b(?:rais(?:e|es|ed|ing)|cut|cuts|cutting|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|lift(?:s|ed|ing)?|increas(?:e|es|ed|ing)"
    r"|hik(?:e|ed|ing)|trim(?:s|med)?|keep|kept|hold|held|leave|left|set|sets)\s+(?:the\s+|its\s+|their\s+)?"
    r"(?P<what>[A-Za-z][A-Za-z’' -]{2,60}?)\s+(?:unchanged\s+|steady\s+)?(?:by|to|at)\s+"
    r"(?:[$€£]?[\d./½¼¾-]{1,12}[^.;]{0,40}?,?\s+to\s+)?(?:[a-z]+\s+){0,2}$"
)
_SETS_REACH: Final = 160
_NO_THING: Final = frozenset("to about that which who in at on by up off out down".split())
"""Words that no name of a rate or a fee has: "held in custody", "concerns about the plan to"."""


def what_is_set(text: str, start: int, span: Span) -> str | None:
    """Return what somebody sets or changes to an amount: "raised its policy rate to 6.5%"."""
    match = _SETS.search(text, max(start, span.start - _SETS_REACH), span.start)
    if match is None or not _NO_THING.isdisjoint(match["what"].split()):
        return None
    return " ".join(match["what"].split())


def _behind(text: str, end: int) -> str | None:
    """Return the direction of the word behind a percentage ("a 12 percent rise", "5% lower")."""
    match = _WORD.match(text, end + 1) if text[end : end + 1] in " \u00a0\n-" else None
    if match is None:
        return None
    word = match[0].lower()
    if word in COMPARED:
        return COMPARED[word]
    if word in _NOUN:
        named = _NOUN_BEHIND.match(text, match.end())
        return None if named and named["noun"] in _NAMED else _NOUN[word]
    if word in ("annual", "year-on-year", "yearly", "average", "real", "overall", "net"):
        following = _NOUN_BEHIND.match(text, match.end())
        return _NOUN.get(following["noun"]) if following else None
    return None


def base_of(text: str, span: Span, dates: tuple[DateExpression, ...]) -> DateExpression | None:
    """Return the date that a change starts from, at once behind it ("since 2018", "from 2019")."""
    match = _FROM.match(text, span.end, span.end + 160)
    if match is None:
        return None
    for date in dates:
        if date.quote.span.start >= match.end():
            is_at = date.quote.span.start == match.end()
            return date if is_at and not (match["on"] and is_day(date)) else None
    return None
