"""Which verb governs a date, and what it says: tense, kind of event, or mere measuring.

A row is a way of saying that something happens, with its aspect. Aspects: past, perfect, present,
future, cancelled, postponed; "measures" states a level and is no event; "is" is a copula.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
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
            _row(
                POSTPONED, r"(?:was|were|has~been|have~been|is|are)~(?:postponed|delayed|put~off)"
            ),
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

# Kinds of event by the words that name them, one to three in a row; the first row that occurs decides.
_KINDS: Final = (
    ("anniversary", "anniversary, anniversaries, bicentenary, centenary, bicentennial celebration, celebrate, celebrates, celebrated"),
    ("law", "law, laws, act, legislation, decree, constitutional amendment, statute, bill"),
    ("treaty", "treaty, treaties, convention, into force, protocol, terminate, terminated"),
    ("meeting", "met, meet, meets, meeting, meetings, summit, conference, dialogue, session, forum, visit, visited, visits, talks"),
    ("institution", "was established, were established, was founded, were founded, was inaugurated, founded the, established the"),
    ("agreement", "agreement, agreements, accord, accords, memorandum, mou, framework, declaration, joint statement, pact"),
    ("initiative", "initiative, initiatives, announced, action plan, strategy"),
    ("appropriation", "appropriated, appropriates, appropriation, appropriations"),
    ("investment", "invest, invests, invested, investing, investment, investments, contributed, pledged"),
    ("membership", "seat, member of, membership of, membership in, joined, accession, acceded, elected to"),
    ("statistic-milestone", "became the top, became the largest, became the first, became the second, became the third, became the biggest"),
    ("programme", "program, programs, programme, programmes, project, projects, exchange, exchanges, scholarship, scholarships, grant, grants, competition, training, assist, assisted, assistance, support, supports, award, awards, awarded, brought, worked closely, works closely"),
    ("institution", "commission, established, founded, agency, institute, bank, created"),
)  # fmt: skip
_NAMES: Final = {
    phrase.strip(): rank
    for rank, (_, phrases) in reversed(list(enumerate(_KINDS)))
    for phrase in phrases.split(",")
}
_WORD: Final = re.compile(r"[a-z]+")


def kind_of(clause: str) -> str:
    """Return what an event is about, by the words of its clause: the first row that occurs."""
    words = _WORD.findall(clause.lower())
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    triples = [f"{a} {b}" for a, b in zip(pairs, words[2:], strict=False)]
    ranks = [_NAMES[name] for name in (*words, *pairs, *triples) if name in _NAMES]
    return _KINDS[min(ranks)][0] if ranks else "other"
