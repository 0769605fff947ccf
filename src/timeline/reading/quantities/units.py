"""Units and counted nouns: their printed forms and the canonical, singular names.

Currencies: ISO 4217 (SDR is XDR); "dollar" without a country is USD, the currency that English
fact sheets mean by it. Measurement units: their English names, as the SI brochure and NIST SP 811
spell them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.measurement import UNITS
from timeline.reading.language.plurals import singular_noun
from timeline.text import singular

CURRENCY_SIGNS: Final = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "元": "CNY", "₩": "KRW",
    "₱": "PHP", "₦": "NGN", "₫": "VND", "₪": "ILS", "₴": "UAH", "₽": "RUB", "₺": "TRY", "₸": "KZT",
    "₼": "AZN", "₾": "GEL", "₭": "LAK", "₡": "CRC", "₲": "PYG", "₵": "GHS", "฿": "THB", "៛": "KHR",
    "₮": "MNT", "৳": "BDT", "₿": "BTC", "¢": "cent",
}  # fmt: skip
"""Currency signs and the currencies that English documents mean by them (Unicode, block 20A0)."""
DOLLARS: Final = {
    "US": "USD", "USD": "USD", "U.S.": "USD", "us": "USD", "usd": "USD", "C": "CAD", "c": "CAD", "CA": "CAD", "Can": "CAD",
    "CDN": "CAD", "CAD": "CAD", "cad": "CAD", "A": "AUD", "AU": "AUD", "AUD": "AUD", "aud": "AUD", "NZ": "NZD",
    "nz": "NZD", "NZD": "NZD", "nzd": "NZD", "HK": "HKD", "hk": "HKD", "HKD": "HKD", "S": "SGD", "SG": "SGD",
    "SGD": "SGD", "R": "BRL", "BRL": "BRL", "Mex": "MXN", "MX": "MXN", "MXN": "MXN", "mxn": "MXN", "NT": "TWD",
    "NTD": "TWD", "TWD": "TWD", "TT": "TTD", "TTD": "TTD", "J": "JMD", "JMD": "JMD", "N": "NAD", "NAD": "NAD",
    "F": "FJD", "FJ": "FJD", "FJD": "FJD", "Z": "ZWL", "ZW": "ZWL", "RD": "DOP", "DOP": "DOP", "Arg": "ARS",
    "AR": "ARS", "ARS": "ARS", "COL": "COP", "Col": "COP", "COP": "COP", "CLP": "CLP", "CL": "CLP", "EC": "XCD",
    "Bds": "BBD", "BBD": "BBD", "BZ": "BZD", "BZD": "BZD", "GY": "GYD", "GYD": "GYD", "SI": "SBD", "SBD": "SBD",
    "UY": "UYU", "UYU": "UYU", "WS": "WST", "LD": "LRD", "LRD": "LRD",
    "L": "LRD", "T": "TOP", "G": "GYD",
}  # fmt: skip
"""Letters before "$" and the currency that they make of it."""
SIGN_PREFIXES: Final = {
    "$": DOLLARS,
    "£": {"E": "EGP", "LE": "EGP", "EGP": "EGP", "IR": "IEP", "L": "LBP", "SYP": "SYP", "UK": "GBP", "GBP": "GBP"},
    "¥": {"CN": "CNY", "CNY": "CNY", "RMB": "CNY", "JP": "JPY", "JPY": "JPY"},
    "¢": {"GH": "GHS", "GHS": "GHS"}, "₵": {"GH": "GHS", "GHS": "GHS"},
    "€": {"EUR": "EUR"}, "₹": {"INR": "INR", "Rs": "INR"}, "₦": {"NGN": "NGN"}, "₱": {"PHP": "PHP"},
}  # fmt: skip
"""Letters before a sign and the currency that both make; other letters belong to no sign."""
SPACED_PREFIXES: Final = frozenset(
    """US U.S. AU NZ HK UK RMB CDN USD CAD AUD NZD HKD SGD BRL MXN TWD TTD JMD NAD FJD DOP ARS COP
    CLP BBD BZD GYD UYU EGP GBP CNY JPY EUR INR""".split()
)
"""The letters that a blank can part from their sign; others would be words or states ("CA $5")."""
CODES: Final = frozenset(
    """USD EUR GBP JPY CAD AUD MXN CHF CNY INR BRL KES XDR NZD SEK NOK DKK ISK PLN CZK HUF RON BGN RUB
    TRY ZAR EGP NGN GHS UGX TZS ETB RWF ZMW MZN AOA NAD BWP PKR BDT LKR NPR AFN IDR MYR PHP THB VND KHR
    LAK MMK MNT KRW TWD HKD SGD ILS JOD LBP SAR AED QAR KWD BHD OMR IQD IRR YER ARS CLP COP PEN BOB
    PYG UYU CRC GTQ HNL NIO DOP JMD TTD HTG UAH MDL KZT UZS KGS TJS GEL AMD AZN RSD MKD BAM MAD TND
    DZD LYD SDG XAF XOF XPF FJD PGK BTC BTN BND CVE SZL LSL MWK MGA MUR SCR SSP SLE GNF LRD GMD DJF ERN
    STN CDF BIF KMF TMT MVR VES BBD BSD BZD KYD AWG XCD GYD SRD WST SBD VUV""".split()
)
"""ISO 4217 codes of currencies in use (list one, read 2026-11), XDR for the SDR; BTC as it is written."""
_CODES_AS_PRINTED: Final = {
    "SDR": "XDR", "RMB": "CNY", "Rs": "INR", "Re": "INR", "PRs": "PKR", "PKRs": "PKR", "NRs": "NPR", "SLRs": "LKR",
    "Tk": "BDT", "KSh": "KES", "Ksh": "KES", "KShs": "KES", "Kshs": "KES", "TSh": "TZS", "Tsh": "TZS", "TShs": "TZS",
    "Tshs": "TZS", "USh": "UGX", "Ush": "UGX", "UShs": "UGX", "Ushs": "UGX", "RM": "MYR", "Rp": "IDR",
    "SFr": "CHF", "Sfr": "CHF", "DKr": "DKK", "Dkr": "DKK", "NKr": "NOK", "Nkr": "NOK", "SKr": "SEK", "Skr": "SEK",
    "NIS": "ILS", "Dh": "AED", "Dhs": "AED", "CFAF": "XOF", "FCFA": "XOF", "KD": "KWD", "BD": "BHD", "JD": "JOD",
    "Kč": "CZK", "zł": "PLN", "R": "ZAR", "N": "NGN", "Sh": "KES", "Shs": "KES",
    "CFA": "XOF", "Php": "PHP", "PhP": "PHP", "Le": "SLE", "SR": "SAR", "QR": "QAR", "LE": "EGP", "RO": "OMR", "TD": "TND",
    "Birr": "ETB", "Naira": "NGN", "Kwacha": "ZMW", "Taka": "BDT", "Baht": "THB", "Euro": "EUR", "EURO": "EUR",
    "Euros": "EUR", "kr": "NOK",
}  # fmt: skip
"""Codes that are no ISO 4217 codes, as documents print them."""
GLUED_CODES: Final = frozenset("N")
"""Codes that stand before an amount without a blank only."""
PRINTED_CODES: Final = (
    CODES
    | (frozenset(_CODES_AS_PRINTED) - GLUED_CODES)
    | {f"{code}." for code in _CODES_AS_PRINTED if not code.isupper()}
    | {"usd", "eur", "rmb"}
)
"""The codes that stand before an amount, some with a point."""
CURRENCIES: Final = {
    "dollar": "USD", "u.s. dollar": "USD", "us dollar": "USD", "american dollar": "USD",
    "canadian dollar": "CAD", "australian dollar": "AUD", "new zealand dollar": "NZD",
    "hong kong dollar": "HKD", "singapore dollar": "SGD", "taiwan dollar": "TWD",
    "jamaican dollar": "JMD", "mexican peso": "MXN", "peso": "MXN", "argentine peso": "ARS",
    "chilean peso": "CLP", "colombian peso": "COP", "philippine peso": "PHP", "cuban peso": "CUP",
    "uruguayan peso": "UYU", "dominican peso": "DOP",
    "euro": "EUR", "pound": "GBP", "pound sterling": "GBP", "pounds sterling": "GBP",
    "british pound": "GBP", "egyptian pound": "EGP", "syrian pound": "SYP", "lebanese pound": "LBP",
    "sudanese pound": "SDG", "yen": "JPY", "japanese yen": "JPY",
    "rupee": "INR", "indian rupee": "INR", "pakistani rupee": "PKR", "sri lankan rupee": "LKR",
    "nepalese rupee": "NPR", "mauritian rupee": "MUR",
    "franc": "CHF", "swiss franc": "CHF", "french franc": "FRF", "belgian franc": "BEF",
    "cfa franc": "XOF", "rwandan franc": "RWF", "congolese franc": "CDF",
    "yuan": "CNY", "chinese yuan": "CNY", "renminbi": "CNY", "yuan renminbi": "CNY",
    "real": "BRL", "reais": "BRL", "brazilian real": "BRL",
    "shilling": "KES", "kenyan shilling": "KES", "kenya shilling": "KES", "ugandan shilling": "UGX",
    "tanzanian shilling": "TZS", "somali shilling": "SOS", "austrian schilling": "ATS",
    "deutsche mark": "DEM", "german mark": "DEM", "mark": "DEM", "finnish markka": "FIM", "markka": "FIM",
    "dutch guilder": "NLG", "guilder": "NLG", "spanish peseta": "ESP", "peseta": "ESP",
    "italian lira": "ITL", "turkish lira": "TRY", "lira": "ITL", "portuguese escudo": "PTE",
    "greek drachma": "GRD", "irish pound": "IEP",
    "zloty": "PLN", "polish zloty": "PLN", "złoty": "PLN", "ruble": "RUB", "rouble": "RUB",
    "russian ruble": "RUB", "swedish krona": "SEK", "norwegian krone": "NOK", "danish krone": "DKK",
    "icelandic krona": "ISK", "czech koruna": "CZK", "hungarian forint": "HUF", "forint": "HUF",
    "won": "KRW", "south korean won": "KRW", "north korean won": "KPW",
    "rand": "ZAR", "south african rand": "ZAR", "baht": "THB", "thai baht": "THB",
    "naira": "NGN", "nigerian naira": "NGN", "cedi": "GHS", "ghanaian cedi": "GHS",
    "birr": "ETB", "ethiopian birr": "ETB", "kwacha": "ZMW", "dirham": "AED", "moroccan dirham": "MAD",
    "riyal": "SAR", "saudi riyal": "SAR", "rial": "IRR", "iranian rial": "IRR",
    "kuwaiti dinar": "KWD", "iraqi dinar": "IQD", "jordanian dinar": "JOD", "tunisian dinar": "TND",
    "algerian dinar": "DZD", "serbian dinar": "RSD", "libyan dinar": "LYD",
    "shekel": "ILS", "taka": "BDT", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND",
    "vietnamese dong": "VND", "hryvnia": "UAH", "tenge": "KZT", "lari": "GEL", "georgian lari": "GEL", "dram": "AMD",
    "quetzal": "GTQ", "lempira": "HNL", "colon": "CRC", "colón": "CRC", "sol": "PEN", "guarani": "PYG",
    "krona": "SEK", "krone": "NOK", "koruna": "CZK", "leu": "RON", "romanian leu": "RON", "moldovan leu": "MDL",
    "lev": "BGN", "bulgarian lev": "BGN", "kuna": "HRK", "denar": "MKD", "lek": "ALL", "kwanza": "AOA", "metical": "MZN",
    "pula": "BWP", "dalasi": "GMD", "leone": "SLE", "ariary": "MGA", "afghani": "AFN", "somoni": "TJS", "manat": "AZN",
    "kyat": "MMK", "kip": "LAK", "riel": "KHR", "tugrik": "MNT", "ngultrum": "BTN", "rufiyaa": "MVR", "nakfa": "ERN",
    "loti": "LSL", "lilangeni": "SZL", "vatu": "VUV", "kina": "PGK", "tala": "WST", "gourde": "HTG", "balboa": "PAB",
    "boliviano": "BOB", "córdoba": "NIO", "special drawing right": "XDR", "bitcoin": "BTC",
    "satoshi": "satoshi", "pence": "penny", "penny": "penny", "cent": "cent",
}  # fmt: skip
"""Currencies by their English names, singular; a bare name is that of the largest country."""


def currency_of(printed: str, default: str | None = "") -> str | None:
    """Return the ISO 4217 code of a currency as printed: sign, letters and sign, code, or name.

    Gives `default` for what is no currency, the printed form where that is left out.
    """
    found = _currency(printed)
    return found if found is not None else printed if default == "" else default


@lru_cache(maxsize=4_096)
def _currency(printed: str) -> str | None:
    key = " ".join(printed.split())
    if (sign := key[-1:]) in CURRENCY_SIGNS:
        letters = key[:-1].strip()
        return SIGN_PREFIXES.get(sign, {}).get(letters) if letters else CURRENCY_SIGNS[sign]
    bare = key.removesuffix(".")
    upper = bare.upper()
    if bare in _CODES_AS_PRINTED or upper in ("SDR", "RMB"):
        return _CODES_AS_PRINTED.get(bare) or _CODES_AS_PRINTED[upper]
    if upper in CODES and bare in (upper, bare.lower()):
        return upper
    lower = key.lower()
    return CURRENCIES.get(lower) or CURRENCIES.get(_singular_name(lower))


_COUNTRIES: Final = {
    "peso": {"Mexic": "MXN", "Philippin": "PHP", "Argentin": "ARS", "Chile": "CLP", "Colombia": "COP",
             "Cuba": "CUP", "Uruguay": "UYU", "Dominican": "DOP"},
    "pound": {"Brit": "GBP", "United Kingdom": "GBP", "Egypt": "EGP", "Leban": "LBP", "Syria": "SYP", "Sudan": "SDG"},
    "shilling": {"Kenya": "KES", "Uganda": "UGX", "Tanzania": "TZS", "Somali": "SOS"},
    "rupee": {"India": "INR", "Pakistan": "PKR", "Sri Lanka": "LKR", "Nepal": "NPR", "Maurit": "MUR", "Seychell": "SCR"},
    "franc": {"Swiss": "CHF", "Switzerland": "CHF", "French": "FRF", "Belgi": "BEF", "Rwanda": "RWF", "Congo": "CDF",
              "Senegal": "XOF", "Ivoir": "XOF", "Mali": "XOF", "Cameroon": "XAF", "Chad": "XAF", "Djibouti": "DJF"},
    "dinar": {"Kuwait": "KWD", "Iraq": "IQD", "Jordan": "JOD", "Tunisia": "TND", "Algeria": "DZD", "Serbia": "RSD",
              "Libya": "LYD", "Bahrain": "BHD", "Macedonia": "MKD"},
    "riyal": {"Saudi": "SAR", "Qatar": "QAR", "Yemen": "YER", "Oman": "OMR"},
    "rial": {"Iran": "IRR", "Oman": "OMR", "Yemen": "YER"},
    "dirham": {"Emirat": "AED", "Morocc": "MAD"},
    "lira": {"Turk": "TRY", "Türkiye": "TRY", "Ital": "ITL"},
    "krona": {"Swed": "SEK", "Iceland": "ISK"},
    "krone": {"Norw": "NOK", "Danish": "DKK", "Denmark": "DKK"},
    "leu": {"Romania": "RON", "Moldova": "MDL"}, "manat": {"Azerbaijan": "AZN", "Turkmen": "TMT"},
    "cfa franc": {"Cameroon": "XAF", "Chad": "XAF", "Gabon": "XAF", "Central African": "XAF", "Congo": "XAF",
                  "Equatorial Guinea": "XAF"},
    "kr": {"Norw": "NOK", "Danish": "DKK", "Denmark": "DKK", "Swed": "SEK", "Iceland": "ISK"},
    "kwacha": {"Zambia": "ZMW", "Malawi": "MWK"},
    "dram": {"Armenia": "AMD"}, "won": {"Korea": "KRW"}, "real": {"Brazil": "BRL"},
    "mark": {"German": "DEM", "Bosnia": "BAM", "Finnish": "FIM"},
}  # fmt: skip
"""Names that several currencies share, with how their countries' names begin."""


_SHARED_CODES: Final = {
    "Rs": "rupee", "Re": "rupee", "Sh": "shilling", "Shs": "shilling", "Dh": "dirham", "Dhs": "dirham", "CFA": "cfa franc",
    "CFAF": "cfa franc", "FCFA": "cfa franc", "kr": "kr", "Kwacha": "kwacha",
}  # fmt: skip
"""Codes as printed that stand for a name which several currencies share."""


@lru_cache(maxsize=256)
def national_currency(name: str, text: str) -> str | None:
    """Return the currency that a bare name means in a text: that of the country it names most.

    None where the name is no currency of several countries, or the text names none of them.
    """
    name = _SHARED_CODES.get(name.removesuffix("."), name)
    countries = _COUNTRIES.get(_singular_name(name.lower()))
    if countries is None:
        return None
    counts = [(text.count(country), code) for country, code in countries.items()]
    most = max(count for count, _ in counts)
    return next(code for count, code in counts if count == most) if most else None


_NAMES: Final = {code: name for name, code in reversed(CURRENCIES.items())} | {
    "XDR": "special drawing right", "CNY": "chinese yuan", "LAK": "lao kip", "GEL": "georgian lari",
    "CRC": "costa rican colón", "PHP": "philippine peso", "KRW": "south korean won",
}  # fmt: skip


def currency_name(printed: str) -> str:
    """Return the name of a currency, singular: as printed in words, that of a sign or code."""
    if printed[-1:].isalpha() and not (printed.upper() in CODES or printed in _CODES_AS_PRINTED):
        *rest, last = printed.split()
        return " ".join((*rest, singular_noun(last)))
    return _NAMES.get(currency_of(printed) or "", printed)


def _singular_name(name: str) -> str:
    *rest, last = name.split()
    irregular = {
        "lire": "lira",
        "kronor": "krona",
        "kroner": "krone",
        "zlotych": "zloty",
        "zlotys": "zloty",
        "marks": "mark",
        "lei": "leu",
        "leva": "lev",
        "meticais": "metical",
        "maloti": "loti",
        "emalangeni": "lilangeni",
    }
    return " ".join((*rest, irregular.get(last) or last.removesuffix("s")))


PER: Final = (
    r"(?:day|night|week|month|year|hour|minute|second|decade|person|capita|head|household|family|share|barrel|ton|tonne|metric~ton"
    r"|pound|kilogram|kilo|ounce|gallon|litre|liter|bushel|acre|hectare|dozen|student|pupil|employee|worker|passenger|unit|vehicle|mile|kilometre|kilometer)"
).replace("~", r"\s")
"""What a rate can be of behind an article: units of time, and what is priced or counted by."""

_DERIVED: Final = frozenset(("percent", "percentage point", "rank", "ratio"))
"""Dimensions that rows of their own find, not a unit's name behind a number."""
_FOUND: Final = tuple(unit for unit in UNITS.values() if unit.dimension not in _DERIVED)
MEASURES: Final = {form.lower(): unit.name for unit in _FOUND for form in (*unit.names, unit.name)}
"""Measurement units by their English names, singular; metre and litre as the SI brochure has them."""
ABBREVIATIONS: Final = {symbol: unit.name for unit in _FOUND for symbol in unit.symbols}
"""Units as abbreviated after a number; case tells megawatt from milliwatt."""
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
_DEMONYM: Final = re.compile(r"[A-Z][a-zé]+(?:ans|ians|ese|ish|inos|enos|eños|is)$")
_EQUIVALENTS: Final = (
    "oil equivalent", "CO2 equivalent", "CO2e", "carbon dioxide equivalent",
)  # fmt: skip
_COMPLEMENTS: Final = {
    "port": ("entry",), "point": ("entry",), "head": ("state", "government"),
    "member": ("parliament", "congress"), "institution": ("higher education",),
    "place": ("worship",), "work": ("art",), "day": ("detention",), "barrel": ("oil equivalent", "oil"),
    "tonne": _EQUIVALENTS, "ton": _EQUIVALENTS, "kilotonne": _EQUIVALENTS, "megatonne": _EQUIVALENTS,
    "code": ("conduct",), "rule": ("law",), "memorandum": ("understanding",),
}  # fmt: skip


@lru_cache(maxsize=16_384)
def complements(noun: str) -> tuple[str, ...]:
    """Return the words that make "noun of word" one fixed name (port of entry)."""
    return _COMPLEMENTS.get(singular(noun.lower()), ())


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


_MEASURED: Final = frozenset(unit.name for unit in _FOUND)
