"""Verbs as the measures need them: which role a verb plays, and its participles.

Roles: "be" links, "have" possesses, "measure" states a level, "spend" gives money, "act" is any
other verb. A form counts as a verb by a closed list or by its ending.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

BE, HAVE, MEASURE, SPEND, ACT = "be", "have", "measure", "spend", "act"

AUXILIARIES: Final = frozenset(
    """is are was were be been being has have had having will would can could may might must shall
    should do does did""".split()
)
_LISTS: Final = {
    BE: "is are was were be been being become becomes became remain remains remained remaining",
    HAVE: """has have had having maintain maintains maintained operate operates operated own owns owned
        include includes included comprise comprises comprised contain contains contained possess
        possesses keep keeps kept feature features hosts host hosted hold holds employ employs employed
        consist consists consisted""",
    MEASURE: """reach reaches reached reaching total totals totaled totalled totaling totalling stood stands
        stand standing amount amounts amounted amounting account accounts accounted accounting represent
        represents represented representing exceed exceeds exceeded exceeding average averages averaged
        averaging came comes coming grow grows grew grown growing rise rises rose risen rising fall falls
        fell fallen falling increase increases increased increasing decrease decreases decreased
        decreasing decline declines declined declining drop drops dropped dropping climbed climb climbs
        jumped shrank shrunk contracted expanded expand cost costs measure measures measured number
        numbers numbered numbering equal equals equaled worth valued estimated put constitute
        constitutes constituted comprise cover covers covered covering span spans
        extends extend extended weigh weighs last lasts lasted form forms formed peaked peak
        ranged ranges range share shares dipped soared surged slumped plunged narrowed widened hit
        recovered rebounded eased slipped""",
    SPEND: """invest invests invested investing award awards awarded awarding appropriate appropriates
        appropriated provide provides provided providing contribute contributes contributed
        contributing allocate allocates allocated allocating pledge pledges pledged pledging commit
        commits committed committing spend spends spent spending donate donates donated donating give
        gives gave given fund funds funded funding grant grants granted granting disburse disburses
        disbursed disbursing lend lends lent approve approves approved approving earmark earmarks
        earmarked budget budgeted budgets pay pays paid paying raise raises raised raising earn earns
        earned receive receives received receiving""",
    ACT: """live lives lived work works worked start starts started begin begins began meet meets met
        train trains bring brings brought take takes took send sends sent build builds built lose loses
        lost win wins won make makes made hold held leave leaves left kill kills join joins serve serves
        produce produces export exports import imports consume consumes use uses see sees saw find finds
        found run runs ran sell sells sold buy buys bought support supports require requires require
        employ teach teaches taught get gets got go goes went flee flees fled die dies attend attends
        visit visits enter enters cross crosses report reports record records register registers host
        cut cuts lower lowers lowered widen widened help helps reach launch launches issue issues open opens close closes create creates add adds
        expect expects need needs want wants seek seeks aim aims predict predicts forecast forecasts
        intend intends agree agrees enroll enrolls plan plans deploy deploys offer offers serve treat treats carry carries handle
        handles collect collects""",
}  # fmt: skip
_ROLES: Final = {word: role for role, words in reversed(_LISTS.items()) for word in words.split()}
_NOT_VERBS: Final = frozenset(
    """united need indeed hundred sacred limited combined related based unprecedented increased armed
    detailed mixed organized developed named called speed seed feed breed bed red shed led fed
    advanced skilled displaced unemployed registered so-called proposed used supposed uninhabited
    populated fixed paved unpaved protected designated married industrialized""".split()
)
NOUNS_TOO: Final = frozenset(
    """account accounts exports imports export import reports report records record grants grant awards award offers offer
    works work visits visit uses use plans plan issues issue costs cost measures measure numbers number
    shares share ranges range funds fund forms form features feature covers cover starts start increases
    increase rises rise falls fall declines decline drops drop jumps stands stand hits hit cuts gains
    lives live supports support totals total averages average budgets budget pay raise produce helps help
    treat treats handles closes close opens open reaches reach equals put hosts host train trains visit
    commits projects spans span weighs lasts last holds hold keeps kept keep found win wins loses deploy
    cross crosses serve serves enter enters join joins register registers attend spend amount amounts
    need needs""".split()
)
"""Forms that are nouns or adjectives as often as verbs."""
SAYING: Final = frozenset(
    """reported reports estimated estimates said says stated states announced noted claimed found
    observed indicated indicate showed shows show suggests suggest estimate report recorded registered documented counted listed alleged""".split()
)
"""Verbs whose subject is the source of a figure, no part of what it measures."""
NUMBERS: Final = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety""".split()
)
SPENDING: Final = {
    "invest": "investment", "award": "awards", "appropriat": "appropriations", "provid": "funding",
    "contribut": "contributions", "allocat": "allocations", "pledg": "pledges", "commit": "commitment",
    "spen": "spending", "donat": "donations", "giv": "funding", "gave": "funding", "fund": "funding",
    "grant": "grants", "disburs": "disbursements", "len": "loans", "approv": "approved funding",
    "earmark": "allocations", "budget": "budget", "pay": "payments", "paid": "payments",
    "rais": "funds raised", "earn": "earnings", "receiv": "receipts",
}  # fmt: skip
"""What the money of a verb is called, by the stem of the verb."""
_PARTICIPLES: Final = {
    "bring": "brought", "take": "taken", "took": "taken", "send": "sent", "build": "built", "lose": "lost",
    "win": "won", "make": "made", "hold": "held", "leave": "left", "begin": "begun", "began": "begun",
    "meet": "met", "give": "given", "gave": "given", "see": "seen", "saw": "seen", "find": "found",
    "sell": "sold", "buy": "bought", "teach": "taught", "get": "got", "go": "gone", "went": "gone",
    "run": "run", "ran": "run", "pay": "paid", "spend": "spent", "lend": "lent", "keep": "kept",
    "flee": "fled", "put": "put", "hit": "hit", "cut": "cut", "set": "set",
}  # fmt: skip
_UNCHANGED: Final = frozenset(_PARTICIPLES.values())
_GERUNDS: Final = {
    "began": "beginning", "begin": "beginning", "met": "meeting", "took": "taking", "lost": "losing",
    "left": "leaving", "went": "going", "fled": "fleeing", "died": "dying", "die": "dying", "won": "winning",
    "held": "holding", "ran": "running", "run": "running", "sent": "sending", "made": "making",
    "got": "getting", "get": "getting", "built": "building", "brought": "bringing", "sold": "selling",
    "bought": "buying", "saw": "seeing", "see": "seeing", "flee": "fleeing", "visited": "visiting",
    "entered": "entering", "gave": "giving", "found": "finding", "came": "coming",
}  # fmt: skip


@lru_cache(maxsize=16_384)
def role(word: str) -> str | None:
    """Return the role of a lower-case word as a verb, None where it is none."""
    known = _ROLES.get(word)
    if known is not None:
        return known
    if word in AUXILIARIES:
        return BE
    if len(word) > 4 and word.endswith("ed") and word not in _NOT_VERBS:
        return ACT
    return None


@lru_cache(maxsize=16_384)
def participle(word: str) -> str:
    """Return the past participle of a verb form ("provides": provided)."""
    if word in _UNCHANGED or word.endswith("ed"):
        return word
    base = _base(word)
    if base in _PARTICIPLES or word in _PARTICIPLES:
        return _PARTICIPLES.get(word) or _PARTICIPLES[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeou":
        return base[:-1] + "ied"
    return base + "ed"


def is_participle(word: str) -> bool:
    """Tell whether a form can be a past participle, so that a noun before it may be its object."""
    return word.endswith("ed") or word in _UNCHANGED or word in _IRREGULAR


_IRREGULAR: Final = frozenset("born grown drawn driven known written shown held spent".split())


@lru_cache(maxsize=16_384)
def gerund(word: str) -> str:
    """Return the present participle of a verb form ("started": starting)."""
    if word.endswith("ing"):
        return word
    if word in _GERUNDS:
        return _GERUNDS[word]
    base = _base(word)
    if base in _GERUNDS:
        return _GERUNDS[base]
    if base.endswith("ied"):
        return base[:-3] + "ying"
    if base.endswith("ed") and len(base) > 4:
        return base[:-2] + "ing"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + "ing"


def _base(word: str) -> str:
    if word.endswith("ing") and len(word) > 5:
        stem = word[:-3]
        return stem + "e" if stem.endswith(("id", "at", "iz", "ut", "v", "c", "g")) else stem
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def money_noun(word: str) -> str:
    """Return what the money of a spending verb is called ("awarded": awards)."""
    for length in range(len(word), 2, -1):
        if word[:length] in SPENDING:
            return SPENDING[word[:length]]
    return "funding"
