"""Currencies: what is printed for them, and which of several a text means.

One line of `data/currencies.tsv` is one currency; finding, codes, signs and names derive from it.
"Dollar" without a country is USD, the currency that English fact sheets mean by it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.reading.language.plurals import singular_noun

_ENTRIES: Final = read_lexicon(
    "reading/quantities/data/currencies.tsv",
    (
        "code", "in_use", "names", "shown", "plurals", "signs", "letters", "spaced", "printed",
        "short_for", "needs_sum", "countries", "words_too", "needs_scale",
    ),
)  # fmt: skip


def _by_word(column: str) -> dict[str, str]:
    """Return the codes by what a column lists; raises LexiconError where two have the same."""
    found: dict[str, str] = {}
    for entry in _ENTRIES:
        for word in entry.words(column):
            if found.setdefault(word, entry["code"]) != entry["code"]:
                raise entry.fault(f"{word!r} in {column!r} is {found[word]} already")
    return found


def _by_name(column: str) -> dict[str, dict[str, str]]:
    """Return for each name in a column the codes by what stands with it, in the order of lines."""
    found: dict[str, dict[str, str]] = {}
    for entry in _ENTRIES:
        for name, things in entry.by_name(column).items():
            found.setdefault(name, {}).update(dict.fromkeys(things, entry["code"]))
    return found


def _paired(column: str) -> dict[str, str]:
    """Return what stands for what in a column of pairs."""
    return {name: things[0] for entry in _ENTRIES for name, things in entry.by_name(column).items()}


CURRENCY_SIGNS: Final = _by_word("signs")
"""Currency signs and the currencies that English documents mean by them."""
ANY_SIGN: Final = f"[{re.escape(''.join(CURRENCY_SIGNS))}]"
"""A pattern for the sign of any currency."""
SIGN_PREFIXES: Final = _by_name("letters")
"""Letters before a sign and the currency that both make; other letters belong to no sign."""
SPACED_PREFIXES: Final = frozenset(_by_word("spaced"))
"""The letters that a blank can part from their sign; others would be words or states ("CA $5")."""
CODES: Final = frozenset(
    entry["code"] for entry in _ENTRIES if entry.one_of("in_use", ("", "yes")) == "yes"
)
"""The codes of ISO 4217 that stand before or behind an amount."""
DOLLAR_CODES: Final = CODES & frozenset(SIGN_PREFIXES["$"].values())
"""Codes of the currencies that share a sign: behind an amount they tell which one is meant."""
_CODES_AS_PRINTED: Final = _by_word("printed")
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
NEEDS_SUM: Final = frozenset(_by_word("needs_sum"))
"""Codes that are more often a name or a word: they need a number that is a sum by its form."""
CURRENCIES: Final = _by_word("names")
"""Currencies by their English names, singular; a bare name is that of the largest country."""
WORDS_TOO: Final = frozenset(_by_word("words_too"))
"""Names of currencies that are another noun as often."""
NEEDS_SCALE: Final = frozenset(_by_word("needs_scale"))
"""Names of currencies that are words too: a country's word or a scale must stand with them."""
PLAIN_NAMES: Final = frozenset(
    name for name in CURRENCIES if name.isalpha() and name not in NEEDS_SCALE
)
"""Names of one word that are money wherever they stand behind a number."""
_PLURALS: Final = _paired("plurals")
_SHARED_CODES: Final = _paired("short_for")
"""Codes as printed that stand for a name which several currencies share."""
_COUNTRIES: Final = _by_name("countries")
"""Names that several currencies share, with how their countries' names begin."""
_SHOWN: Final = {
    entry["code"]: entry["shown"] or entry.words("names")[0] for entry in _ENTRIES if entry["names"]
}
OPENING_WORDS: Final = (
    frozenset(word for name in CURRENCIES for word in (name.split()[0], f"{name.split()[0]}s"))
    | {code.lower() for code in CODES}
    | frozenset(_PLURALS)
    | frozenset(CURRENCY_SIGNS)
    | {"u"}
)
"""What the name, code or sign of a currency begins with behind an amount; "U.S." begins with "u"."""


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


def currency_name(printed: str) -> str:
    """Return the name of a currency, singular: as printed in words, that of a sign or code."""
    if printed[-1:].isalpha() and not (printed.upper() in CODES or printed in _CODES_AS_PRINTED):
        *rest, last = printed.split()
        return " ".join((*rest, singular_noun(last)))
    return _SHOWN.get(currency_of(printed) or "", printed)


def _singular_name(name: str) -> str:
    *rest, last = name.split()
    return " ".join((*rest, _PLURALS.get(last) or last.removesuffix("s")))
