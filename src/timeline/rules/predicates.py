"""Which verb governs a date, and what it says: tense, kind of event, or mere measuring.

A row is a way of saying that something happens, with its aspect. Aspects: past, perfect, present,
future, cancelled, postponed; "measures" states a level and is no event; "is" is a copula.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

PAST, PERFECT, PRESENT, FUTURE = "past", "perfect", "present", "future"
CANCELLED, POSTPONED, MEASURES, IS = "cancelled", "postponed", "measures", "is"
NAMED, TERM, INTENDED, RECURRING = "named", "term", "intended", "recurring"

_IRREGULAR: Final = (
    "met held began took became came went left won lost made gave sent brought built sought struck "
    "shot withdrew swore broke led drew found spent chose flew fought put set wrote rewrote laid "
    "sold bought shut hit split undertook overthrew beat sank"
)
_PARTICIPLES: Final = (
    "met held begun taken become come gone left won lost made given sent brought built sought "
    "struck shot withdrawn sworn broken led drawn found spent chosen flown fought put set written "
    "laid sold bought shut hit split undertaken overthrown beaten sunk known seen"
)
_PRESENT: Final = (
    "meet meets convene convenes hold holds begin begins start starts end ends open opens close "
    "closes take takes expire expires enter enters return returns co-chair co-chairs host hosts "
    "require requires hold holds review reviews visit visits elect elects celebrate celebrates"
)
_MEASURES: Final = (
    r"reach(?:ed|es|ing)?|total(?:l?ed|s|l?ing)?|stood|stands?|standing|remain(?:ed|s|ing)?"
    r"|account(?:ed|s|ing)?~for|support(?:ed|s|ing)|represent(?:ed|s|ing)?|amount(?:ed|s|ing)?~to"
    r"|averag(?:ed|es|ing)|exceed(?:ed|s|ing)?|number(?:ed|s|ing)|fell|rose|grew|declined|increased"
    r"|decreased|dropped|climbed|jumped|shrank|doubled|tripled|cost|measured|ranked|estimated"
    r"|recorded|registered|exported|imported|produced|consumed|contained|comprised|constituted"
    r"|c(?:a|o)mes?~to(?=~(?:[a-z]+~){0,3}[$€£¥\d])|received|earned|generated|valued|worth|reported|documented|found"
)
_NOT_VERBS: Final = frozenset(
    """united need indeed hundred sacred naked wicked so-called limited combined related used based
    unprecedented alleged shared skilled advanced untreated increased armed detailed mixed
    estimated indigenous-led displaced unaccompanied organized developed named called""".split()
)
_FINITE_BEFORE: Final = (
    r"(?=~?(?:an?|the|its|their|his|her|on|in|at|to|for|from|with|into|over|of|under|through|via"
    r"|as|that|and|or|against|between|after|before|during|until|when|while|out|up|off|down"
    r"|annually|again|all|both|[A-Z\d“\"$€£]|[.,;:)–—]|$)|~[a-z]+ly\b|$)"
)


def _row(aspect: str, pattern: str) -> str:
    return f"(?P<{aspect}>{pattern.replace('~', chr(92) + 's+')})"


def _words(words: str) -> str:
    return "|".join(sorted(set(words.split()), key=len, reverse=True))


_ADVERB: Final = r"(?:~(?:[a-z]+ly|not|also|never|now|since|again|first|thus~far|so~far))?"
_PARTICIPLE: Final = rf"(?:[a-z]+(?:ed|en)|{_words(_PARTICIPLES)})"
_TABLE: Final = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        (
            _row(
                CANCELLED,
                r"(?:was|were|has~been|have~been|is|are)~cancel(?:l?ed)|cancel(?:l?ed)",
            ),
            _row(POSTPONED, r"(?:was|were|has~been|have~been|is|are)~(?:postponed|delayed|put~off)"),
            _row(
                FUTURE,
                rf"will{_ADVERB}(?:~be)?(?:~{_PARTICIPLE}\b|~[a-z]+)|(?:is|are|was|were)~(?:set|due|scheduled"
                r"|expected|planned|slated|about|going)~to(?:~be)?~[a-z]+|(?:is|are)~(?:scheduled|planned|due)\b"
                r"|plans?~to~[a-z]+|intends?~to~[a-z]+|shall~[a-z]+|to~be~held|to~take~place|to~launch",
            ),
            _row(MEASURES, rf"(?:{_MEASURES})\b"),
            _row(PERFECT, rf"(?:has|have|had){_ADVERB}(?:~been)?~{_PARTICIPLE}\b"),
            _row("passive", rf"(?:was|were){_ADVERB}~{_PARTICIPLE}\b"),
            _row("ispassive", rf"(?:is|are){_ADVERB}~(?:referred~to~as|known~as|{_PARTICIPLE})\b"),
            _row(IS, r"(?:is|are|was|were)\b"),
            _row(PAST, rf"(?:{_words(_IRREGULAR)})\b|[a-z]+ed\b{_FINITE_BEFORE}"),
            _row(PRESENT, rf"(?:{_words(_PRESENT)})\b"),
        )
    )
    + r")"
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb group: its aspect, and where it stands in the text."""

    aspect: str
    start: int
    end: int
    passive: bool = False


def predicates(text: str, start: int, end: int) -> list[Predicate]:
    """Return the verb groups of a stretch of text, in order."""
    found = []
    for match in _TABLE.finditer(text, start, end):
        aspect = match.lastgroup or PAST
        word = match[0].split()[-1].lower()
        if aspect == PAST and word in _NOT_VERBS:
            continue
        if aspect == "passive":
            aspect = PAST if word not in _STATES else IS
            passive = True
        elif aspect == "ispassive":
            aspect, passive = PRESENT, True
        else:
            passive = False
        found.append(Predicate(aspect, match.start(), match.end(), passive))
    return found


_STATES: Final = frozenset("based located known used composed made".split())

# Kinds of event by the words that name them; the first row that occurs decides.
_KINDS: Final = (
    ("anniversary", r"anniversary|bicentenary|bicentennial~celebration|centenary|celebrated~\d+~years"),
    ("law", r"\blaw\b|\bact\b|legislation|decree|constitution(?:al)?~amendment|statute|\bbill\b"),
    ("treaty", r"treaty|treaties|convention|enter(?:ed|s)?~into~force|protocol|terminat|USMCA|NAFTA"),
    ("meeting", r"\bmet\b|\bmeets?\b|meeting|summit|conference|dialogue|session|forum|visit(?:ed|s)?\b|talks"),
    ("founding", r"(?:was|were)~(?:established|founded|inaugurated)|founded~the|established~the"),
    ("agreement", r"agreement|accords?\b|memorandum|\bmou\b|framework|declaration|joint~statement|\bpact\b"),
    ("initiative", r"initiative|announced|action~plan|strategy"),
    ("appropriation", r"appropriat"),
    ("investment", r"\binvest(?:s|ed|ing|ment)?\b|contributed|pledged|committed~\$"),
    ("membership", r"\bseat\b|member(?:ship)?~of|\bjoined\b|accession|acceded|elected~to"),
    ("statistic-milestone", r"became~the~(?:top|largest|first|second|third|biggest)"),
    ("programme", r"program|project|exchange|scholarship|grant|competition|training|assist|support|award|brought|work(?:ed|s)?~closely"),
    ("institution", r"commission|established|founded|agency|institute|\bbank\b|created"),
)  # fmt: skip
_KIND_TABLE: Final = re.compile(
    "|".join(
        "(?P<{}>{})".format(kind.replace("-", "_"), pattern.replace("~", r"\s+"))
        for kind, pattern in _KINDS
    ),
    re.IGNORECASE,
)
_RANK: Final = {kind.replace("-", "_"): rank for rank, (kind, _) in enumerate(_KINDS)}


def kind_of(words: str) -> str:
    """Return what an event is about, by the words of its clause: the first row that occurs."""
    ranks = [_RANK[match.lastgroup or ""] for match in _KIND_TABLE.finditer(words)]
    kind = _KINDS[min(ranks)][0] if ranks else "other"
    return "institution" if kind == "founding" else kind
