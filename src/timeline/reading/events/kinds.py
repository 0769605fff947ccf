"""What an event is about, by the words of its clause, and which nouns name a happening."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

# One to three words in a row; the first row that occurs decides.
_KINDS: Final = (
    ("anniversary", "anniversary, anniversaries, bicentenary, centenary, bicentennial celebration, celebrate, celebrates, celebrated"),
    ("appropriation", "appropriated, appropriates, appropriation, appropriations"),
    ("law", "law, laws, act, legislation, decree, constitutional amendment, statute, bill"),
    ("treaty", "treaty, treaties, convention, into force, protocol, terminate, terminated, formal review, joint review"),
    ("meeting", "met, meet, meets, meeting, meetings, summit, conference, dialogue, session, forum, visit, visited, visits, talks"),
    ("institution", "was established, were established, was founded, were founded, was inaugurated, founded the, established the"),
    ("agreement", "agreement, agreements, accord, accords, memorandum, mou, framework, declaration, statement, pact"),
    ("initiative", "initiative, initiatives, announced, announcement, announcements, action plan, strategy"),
    ("investment", "invest, invests, invested, investing, investment, investments, contributed, pledged"),
    ("membership", "seat, member of, membership of, membership in, joined, accession, acceded, elected to"),
    ("statistic-milestone", "became the top, became the largest, became the first, became the second, became the third, became the biggest"),
    ("programme", "program, programs, programme, programmes, project, projects, exchange, exchanges, scholarship, scholarships, grant, grants, competition, training, assist, assisted, assistance, support, supports, award, awards, awarded, partnership, partnerships, brought, worked closely, works closely"),
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


_HAPPENINGS: Final = frozenset(
    """abduction accession accident accord act adoption agreement amendment announcement appointment
    armistice arrest assassination assault attack auction ballot battle blast blockade bombing boycott
    breach campaign cancellation ceasefire celebration ceremony clash closure collapse compact
    conference conflict congress conquest constitution convention conviction coup crackdown crash
    crisis cyclone death declaration decree defeat deployment deportation detention dialogue
    dictatorship disappearance disaster dispute earthquake election epidemic eruption escape eviction
    execution exhibition expedition explosion expulsion famine festival fire flood forum
    founding games genocide hearing hurricane inauguration incident independence intervention invasion
    invitation investigation joint killing kidnapping landslide launch law lawsuit legislation
    liberation lockdown march massacre meeting memorandum merger mission mobilization murder mutiny
    nationalization negotiation occupation offensive operation outbreak overthrow pact
    pandemic parade partition plebiscite poisoning pogrom privatization proclamation
    prosecution protest protocol purchase purge putsch raid ratification rebellion recession
    referendum reform release removal resignation resolution revolt revolution riot robbery rout ruling runoff
    scandal secession shooting shutdown siege signing stampede strike
    summit surrender talk terrorism tornado tournament transfer treaty trial truce tsunami unification
    unrest uprising verdict victory visit vote walkout war withdrawal""".split()
)


_TIMES: Final = frozenset(
    """season period week weekend session term year years holiday holidays quarter summer winter spring
    autumn fall morning afternoon evening night campaign reporting month academic school fiscal""".split()
)
_TEXTS: Final = frozenset(
    "law act decree constitution legislation resolution convention protocol".split()
)


def is_time(noun: str) -> bool:
    """Tell whether a noun is a stretch of time, so that a date before it is still a date."""
    return noun in _TIMES


def is_text(noun: str) -> bool:
    """Tell whether a happening is a text too: "under the 2010 constitution" tells of no event."""
    return noun in _TEXTS or noun[:-1] in _TEXTS


def is_happening(noun: str) -> bool:
    """Tell whether a lower-case noun, singular or plural, names what happens on a date."""
    return noun in _HAPPENINGS or (
        noun.endswith("s")
        and (noun[:-1] in _HAPPENINGS or (noun.endswith("es") and noun[:-2] in _HAPPENINGS))
    )
