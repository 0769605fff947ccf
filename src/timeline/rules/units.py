"""Units and counted nouns: their printed forms and the canonical, singular names.

Currencies: ISO 4217 (SDR is XDR); "dollar" without a country is USD, the currency that English
fact sheets mean by it. Measurement units: their English names, as the SI brochure and NIST SP 811
spell them (metre as meter, tonne as tonne).
"""

from __future__ import annotations

import re
from typing import Final

from timeline.text import singular

CURRENCIES: Final = {
    "$": "USD", "us$": "USD", "usd": "USD", "u.s. dollar": "USD", "us dollar": "USD",
    "american dollar": "USD", "dollar": "USD",
    "c$": "CAD", "cad": "CAD", "canadian dollar": "CAD",
    "a$": "AUD", "aud": "AUD", "australian dollar": "AUD",
    "nz$": "NZD", "hk$": "HKD", "r$": "BRL", "mex$": "MXN", "mxn": "MXN", "mexican peso": "MXN",
    "€": "EUR", "eur": "EUR", "euro": "EUR",
    "£": "GBP", "gbp": "GBP", "pound sterling": "GBP", "british pound": "GBP",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "japanese yen": "JPY",
    "₹": "INR", "inr": "INR", "rupee": "INR", "indian rupee": "INR",
    "chf": "CHF", "swiss franc": "CHF", "cny": "CNY", "yuan": "CNY", "renminbi": "CNY",
    "brl": "BRL", "real": "BRL", "sdr": "XDR", "xdr": "XDR", "kes": "KES",
    "kenyan shilling": "KES", "peso": "MXN",
}  # fmt: skip

MEASURES: Final = {
    **{name: name for name in (
        "kilometer", "meter", "centimeter", "mile", "foot", "inch", "yard", "acre", "hectare",
        "ton", "tonne", "kilogram", "gram", "pound", "ounce", "liter", "gallon", "barrel",
        "kilowatt", "megawatt", "gigawatt", "watt", "kilowatt-hour", "megawatt-hour", "degree",
        "square kilometer", "square mile", "square meter", "square foot", "cubic meter",
        "cubic foot", "nautical mile", "metric ton", "short ton", "barrel of oil", "hour",
        "minute", "second", "day", "week", "month", "year", "decade", "century",
    )},
    "kilometre": "kilometer", "metre": "meter", "litre": "liter", "feet": "foot",
    "inches": "inch", "centuries": "century", "km": "kilometer", "kg": "kilogram", "cm": "centimeter",
    "ha": "hectare", "sq km": "square kilometer", "sq mi": "square mile", "sq m": "square meter",
    "square kilometre": "square kilometer", "square metre": "square meter",
    "square feet": "square foot", "cubic metre": "cubic meter", "cubic feet": "cubic foot",
    "km2": "square kilometer", "km²": "square kilometer", "mw": "megawatt", "kwh": "kilowatt-hour",
}  # fmt: skip
TIMES: Final = frozenset("second minute hour day week month year decade century".split())

PERSONS: Final = frozenset(
    """people person man men woman women child children boy girl baby infant adult youth teenager
    citizen national resident inhabitant migrant immigrant emigrant refugee asylum-seeker seeker
    student pupil scholar teacher professor educator graduate alumni alumnus alumna participant
    visitor traveler traveller tourist passenger guest worker employee employer official officer
    soldier sailor marine troop police policeman trooper guard personnel staff agent diplomat
    ambassador minister president senator deputy legislator governor mayor judge magistrate
    prosecutor lawyer attorney journalist reporter doctor physician nurse patient victim survivor
    casualty civilian prisoner inmate detainee suspect criminal trafficker fugitive farmer rancher
    fisherman entrepreneur businessman manager consumer voter taxpayer volunteer expert scientist
    researcher engineer technician trainee beneficiary recipient leader activist defender
    protester demonstrator striker peacekeeper observer delegate expatriate individual human
    parent mother father family-member relative sibling orphan widow veteran recruit cadet
    athlete player speaker artist musician dancer writer author editor candidate applicant
    holder fellow intern instructor trainer counselor speaker user subscriber customer client
    member-of-parliament lawmaker congressman representative combatant fighter rebel militant
    terrorist hostage captive deportee returnee newcomer settler speaker male female senior elder
    minor juvenile laborer labourer miner driver pilot operator owner investor shareholder
    professional specialist adviser advisor administrator head-of-household homeless unemployed
    dead wounded injured indigenous-person bystander perpetrator offender convict""".split()
)
_NOT_PLURAL: Final = frozenset(
    """is was has as this its thus plus versus various previous serious numerous famous less across
    towards besides perhaps always sometimes yes us his hers theirs ours status basis crisis
    analysis campus virus bonus census consensus focus process access success address business
    progress congress express mass class loss news series species gas bus illness fitness""".split()
)
_PLURALS: Final = frozenset(
    """people men women children alumni police personnel staff youth cattle livestock troops feet
    data criteria media phenomena dead wounded injured aircraft series species fishermen businessmen
    policemen congressmen policewomen congresswomen sheep fish head crises bases analyses
    census gases buses classes processes addresses businesses losses viruses campuses""".split()
)
_DEMONYM: Final = re.compile(r"[A-Z][a-zé]+(?:ans|ians|ese|ish|inos|enos|eños|is)$")
_COMPLEMENTS: Final = {
    "port": ("entry",), "point": ("entry",), "head": ("state", "government"),
    "member": ("parliament", "congress"), "institution": ("higher education",),
    "place": ("worship",), "work": ("art",), "day": ("detention",), "barrel": ("oil",),
    "code": ("conduct",), "rule": ("law",), "memorandum": ("understanding",),
}  # fmt: skip


def is_plural(word: str) -> bool:
    """Tell whether a word can be a plural noun by its form."""
    lower = word.lower()
    if lower in _PLURALS:
        return True
    return (
        len(lower) > 2
        and lower.endswith("s")
        and not lower.endswith(("ss", "'s", "’s"))
        and not word.isupper()
        and lower not in _NOT_PLURAL
    )


def complements(noun: str) -> tuple[str, ...]:
    """Return the words that make "noun of word" one fixed name (port of entry)."""
    return _COMPLEMENTS.get(singular(noun.lower()), ())


_IRREGULAR: Final = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "alumni": "alumnus",
    "feet": "foot", "fishermen": "fisherman", "businessmen": "businessman", "crises": "crisis",
    "policemen": "policeman", "criteria": "criterion", "bases": "base", "analyses": "analysis",
    "lives": "life", "wives": "wife", "families": "family", "buses": "bus", "gases": "gas",
    "series": "series", "species": "species", "cases": "case", "databases": "database",
    "exercises": "exercise", "licenses": "license", "courses": "course", "houses": "house",
    "purchases": "purchase", "increases": "increase", "releases": "release", "nurses": "nurse",
    "horses": "horse", "universes": "universe", "diseases": "disease", "responses": "response",
    "movies": "movie", "ties": "tie", "sizes": "size", "prizes": "prize", "axes": "axe",
}  # fmt: skip


def singular_noun(noun: str) -> str:
    """Return the canonical singular of a counted noun, lower case unless a proper name."""
    lower = noun.lower()
    return _IRREGULAR.get(lower) or singular(lower if not noun[:1].isupper() else noun)


def is_person(noun: str) -> bool:
    """Tell whether a counted noun names people."""
    lower = noun.lower()
    stem = singular_noun(lower)
    return stem in PERSONS or lower in PERSONS or _DEMONYM.match(noun) is not None


def canonical(noun: str) -> str:
    """Return the canonical unit of a counted noun: person, a measurement unit, or the noun."""
    if is_person(noun):
        return "person"
    lower = noun.lower().rstrip(".")
    stem = " ".join((*lower.split()[:-1], singular_noun(lower.split()[-1])))
    return MEASURES.get(lower) or MEASURES.get(stem) or stem
