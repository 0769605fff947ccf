"""Units and counted nouns: their printed forms and the canonical, singular names.

Currencies: ISO 4217 (SDR is XDR); "dollar" without a country is USD, the currency that English
fact sheets mean by it. Measurement units: their English names, as the SI brochure and NIST SP 811
spell them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.text import singular

CURRENCIES: Final = {
    "$": "USD", "us$": "USD", "usd$": "USD", "mxn$": "MXN", "aud$": "AUD", "cad$": "CAD",
    "nzd$": "NZD", "rmb": "CNY", "us $": "USD", "usd": "USD", "u.s. dollar": "USD", "us dollar": "USD",
    "american dollar": "USD", "dollar": "USD",
    "c$": "CAD", "c $": "CAD", "cad": "CAD", "canadian dollar": "CAD",
    "a$": "AUD", "aud": "AUD", "australian dollar": "AUD",
    "nz$": "NZD", "new zealand dollar": "NZD", "hk$": "HKD", "hk $": "HKD", "hong kong dollar": "HKD",
    "r$": "BRL", "mex$": "MXN", "mxn": "MXN", "mexican peso": "MXN", "peso": "MXN",
    "€": "EUR", "eur": "EUR", "euro": "EUR",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pound sterling": "GBP", "british pound": "GBP",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "japanese yen": "JPY",
    "₹": "INR", "inr": "INR", "rupee": "INR", "indian rupee": "INR",
    "chf": "CHF", "swiss franc": "CHF", "franc": "CHF",
    "cny": "CNY", "yuan": "CNY", "chinese yuan": "CNY", "renminbi": "CNY",
    "brl": "BRL", "real": "BRL", "reais": "BRL", "sdr": "XDR", "xdr": "XDR",
    "kes": "KES", "kenyan shilling": "KES", "shilling": "KES",
    "french franc": "FRF", "deutsche mark": "DEM", "german mark": "DEM", "finnish markka": "FIM",
    "dutch guilder": "NLG", "spanish peseta": "ESP", "peseta": "ESP", "italian lira": "ITL",
    "turkish lira": "TRY", "zloty": "PLN", "polish zloty": "PLN", "ruble": "RUB",
    "russian ruble": "RUB", "swedish krona": "SEK", "norwegian krone": "NOK", "won": "KRW",
    "south korean won": "KRW", "rand": "ZAR", "south african rand": "ZAR", "baht": "THB",
    "egyptian pound": "EGP", "pence": "penny", "cent": "cent", "penny": "penny",
}  # fmt: skip
CURRENCY_NAMES: Final = (
    r"(?:(?:U\.S\.|US|[Aa]merican|[Cc]anadian|[Aa]ustralian|[Nn]ew~[Zz]ealand|[Hh]ong~[Kk]ong)~dollars?|dollars?"
    r"|euros?|(?:[Mm]exican~)?pesos?|(?:[Bb]ritish~|[Ee]gyptian~)?pounds~sterling|[Ee]gyptian~pounds?"
    r"|(?:[Ss]wiss~|[Ff]rench~)?francs?|(?:[Jj]apanese~)?yen|(?:[Cc]hinese~)?yuan|renminbi"
    r"|(?:[Kk]enyan~)?shillings?|(?:[Ii]ndian~)?rupees?|reais|[Ff]innish~markkas?|(?:[Dd]utch~)guilders?"
    r"|(?:[Dd]eutsche|[Gg]erman)~marks?|(?:[Ss]panish~)?pesetas?|(?:[Tt]urkish|[Ii]talian)~lira|(?:[Pp]olish~)?zlot(?:y|ych|ys)"
    r"|(?:[Rr]ussian~)?rubles?|[Ss]wedish~kronor|[Ss]wedish~kronas?|[Nn]orwegian~kroner?|(?:[Ss]outh~[Kk]orean~)won"
    r"|(?:[Ss]outh~[Aa]frican~)?rand|(?:[Tt]hai~)?baht|cents?|pence)"
)
"""How currencies are named behind a number; "~" is the gap of `engine.rule`."""

_METRES: Final = {
    f"{printed}{ending}": f"{name}metre"
    for printed, name in (
        ("", ""), ("kilo", "kilo"), ("centi", "centi"), ("milli", "milli"), ("deci", "deci"),
        ("micro", "micro"), ("nano", "nano"), ("pico", "pico"), ("square ", "square "),
        ("square kilo", "square kilo"), ("cubic ", "cubic "), ("cubic kilo", "cubic kilo"),
        ("sq ", "square "), ("sq kilo", "square kilo"),
    )
    for ending in ("meter", "metre")
}  # fmt: skip
_LITRES: Final = {
    f"{prefix}lit{end}": f"{prefix}litre"
    for prefix in ("", "milli", "centi")
    for end in ("er", "re")
}
_SELF_NAMED: Final = (
    "mile foot inch yard acre hectare ton kilogram gram milligram microgram pound ounce gallon "
    "barrel kilowatt megawatt gigawatt watt volt ampere hertz kilohertz megahertz gigahertz "
    "kilowatt-hour megawatt-hour degree tonne joule calorie kilocalorie bit byte kilobyte megabyte "
    "gigabyte terabyte radian tablespoon teaspoon cup hour minute second day week month year decade "
    "century celsius fahrenheit kelvin"
)
MEASURES: Final = {
    **{name: name for name in _SELF_NAMED.split()}, **_METRES, **_LITRES,
    **{name: name for name in (
        "square mile", "square foot", "square yard", "square inch", "cubic foot", "cubic yard",
        "nautical mile", "metric ton", "short ton", "long ton", "light year",
    )},
    "tonne": "metric ton", "feet": "foot", "inches": "inch", "centuries": "century",
    "gramme": "gram", "kilogramme": "kilogram", "microgramme": "microgram", "sq mile": "square mile",
    "square feet": "square foot", "cubic feet": "cubic foot", "nm": "nautical mile",
    "centigrade": "celsius", "celcius": "celsius", "farenheit": "fahrenheit",
}  # fmt: skip
"""Measurement units by their English names, singular; metre and litre as the SI brochure has them."""
ABBREVIATIONS: Final = {
    "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "dm": "decimetre",
    "sq km": "square kilometre", "km2": "square kilometre", "km²": "square kilometre",
    "sq m": "square metre", "m2": "square metre", "m²": "square metre", "cu km": "cubic kilometre",
    "cu m": "cubic metre", "m3": "cubic metre", "m³": "cubic metre", "sq mi": "square mile",
    "sq ft": "square foot", "mi": "mile", "ft": "foot", "in": "inch", "yd": "yard", "ha": "hectare",
    "kg": "kilogram", "g": "gram", "mg": "milligram", "μg": "microgram", "µg": "microgram",
    "t": "metric ton", "mt": "metric ton", "lb": "pound", "lbs": "pound", "oz": "ounce",
    "l": "litre", "ml": "millilitre", "cl": "centilitre", "gal": "gallon", "bbl": "barrel",
    "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt-hour", "Hz": "hertz",
    "MWh": "megawatt-hour", "GWh": "gigawatt-hour", "kHz": "kilohertz", "MHz": "megahertz",
    "GHz": "gigahertz", "kV": "kilovolt", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte",
    "KB": "kilobyte", "kB": "kilobyte", "mph": "mile per hour", "kph": "kilometre per hour",
    "km/h": "kilometre per hour", "kmph": "kilometre per hour", "km/hr": "kilometre per hour",
    "rad": "radian",
}  # fmt: skip
"""Units as abbreviated behind a number; case tells megawatt from milliwatt."""
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


@lru_cache(maxsize=16_384)
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


@lru_cache(maxsize=16_384)
def complements(noun: str) -> tuple[str, ...]:
    """Return the words that make "noun of word" one fixed name (port of entry)."""
    return _COMPLEMENTS.get(singular(noun.lower()), ())


_IRREGULAR: Final = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "alumni": "alumnus",
    "feet": "foot", "pence": "penny", "fishermen": "fisherman", "businessmen": "businessman", "crises": "crisis",
    "policemen": "policeman", "criteria": "criterion", "bases": "base", "analyses": "analysis",
    "lives": "life", "wives": "wife", "families": "family", "buses": "bus", "gases": "gas",
    "series": "series", "species": "species", "cases": "case", "databases": "database",
    "exercises": "exercise", "licenses": "license", "courses": "course", "houses": "house",
    "purchases": "purchase", "increases": "increase", "releases": "release", "nurses": "nurse",
    "horses": "horse", "universes": "universe", "diseases": "disease", "responses": "response",
    "movies": "movie", "ties": "tie", "sizes": "size", "prizes": "prize", "axes": "axe",
}  # fmt: skip


@lru_cache(maxsize=16_384)
def singular_noun(noun: str) -> str:
    """Return the canonical singular of a counted noun, lower case unless a proper name."""
    lower = noun.lower()
    return _IRREGULAR.get(lower) or singular(lower if not noun[:1].isupper() else noun)


@lru_cache(maxsize=16_384)
def is_person(noun: str) -> bool:
    """Tell whether a counted noun names people."""
    lower = noun.lower()
    stem = singular_noun(lower)
    return stem in PERSONS or lower in PERSONS or _DEMONYM.match(noun) is not None


@lru_cache(maxsize=16_384)
def canonical(noun: str) -> str:
    """Return the canonical unit of a counted noun: person, a measurement unit, or the noun."""
    if is_person(noun):
        return "person"
    lower = noun.lower().rstrip(".")
    stem = " ".join((*lower.split()[:-1], singular_noun(lower.split()[-1])))
    return ABBREVIATIONS.get(noun) or MEASURES.get(lower) or MEASURES.get(stem) or stem


def is_measure(unit: str | None) -> bool:
    """Tell whether a canonical unit measures, so that no noun is counted."""
    return unit in _MEASURED


_MEASURED: Final = frozenset((*MEASURES.values(), *ABBREVIATIONS.values()))
