"""Units and counted nouns: their printed forms and the canonical, singular names.

The units are those of `timeline.measurement`, one line each; what is counted stands in
`data/nouns.tsv` and `data/fixed_names.tsv`, and what a rate is of in `data/rate_words.tsv`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.lexicon import read_classes, read_lexicon
from timeline.measurement import UNITS
from timeline.reading.language.plurals import singular_noun
from timeline.reading.quantities.currencies import PLAIN_NAMES
from timeline.text import singular

_NOUNS: Final = read_classes("reading/quantities/data/nouns.tsv", ("person", "rate", "compound"))
PERSONS: Final = _NOUNS["person"]
_FOUND: Final = tuple(unit for unit in UNITS.values() if unit.by_name)
"""The units that a number before their name finds; rows of their own find the others."""
MEASURES: Final = {form.lower(): unit.name for unit in _FOUND for form in (*unit.names, unit.name)}
"""Measurement units by their English names, singular; metre and litre as the SI brochure has them."""
ABBREVIATIONS: Final = {symbol: unit.name for unit in _FOUND for symbol in unit.symbols}
"""Units as abbreviated after a number; case tells megawatt from milliwatt."""
TIMES: Final = frozenset(unit.name for unit in _FOUND if unit.dimension == "time")
MEASURE_NOUNS: Final = {
    name: unit.measured for unit in _FOUND if unit.measured for name in (unit.name, *unit.names)
}
"""The noun for what a unit measures of a thing: a road of 12 miles has a length."""
_SURE_NAMES: Final = frozenset(
    name
    for unit in _FOUND
    for name in (unit.name, *unit.names)
    if name not in unit.words_too and " per " not in name
)
SURE_SYMBOLS: Final = frozenset(
    symbol for unit in _FOUND for symbol in unit.symbols if symbol not in unit.words_too
)
"""Symbols that are nothing else."""


RATE_ITEMS: Final = _SURE_NAMES | TIMES | _NOUNS["rate"]
"""What a rate can be of behind an article: units, and what is priced or counted by."""
_PAIRS: Final = sorted({name.split()[0] for name in RATE_ITEMS if name.count(" ") == 1})
_HYPHENED: Final = "|".join(sorted(name for name in MEASURES if "-" in name and " " not in name))
RATE_ITEM: Final = rf"(?:(?:{'|'.join(_PAIRS)})\s[a-z]+|{_HYPHENED}|[a-z]+)"
"""A pattern for what may be one of them: a word, or two where a unit's name has two."""
COMPOUND_WORD: Final = rf"(?:{_HYPHENED}|[^\W\d_]+)"
"""A pattern for what may be joined to a number: a word, or two where a unit's name joins two."""
COMPOUND: Final = (
    frozenset(name for name in MEASURES if name.replace("-", "").isalpha())
    | {symbol for symbol in SURE_SYMBOLS if symbol.isalpha() and len(symbol) > 1}
    | PLAIN_NAMES
    | _NOUNS["compound"]
)
"""What a hyphen joins to a number: "a 500-hectolitre tank", "a 12-member board"."""
UNIT_WORDS: Final = PLAIN_NAMES | {
    form.lower() for form in _SURE_NAMES | SURE_SYMBOLS if form not in TIMES
}
"""Names and symbols in lower case behind which four digits are measured, and no year."""
_FIXED_NAMES: Final = {
    entry["noun"]: entry.words("of")
    for entry in read_lexicon("reading/quantities/data/fixed_names.tsv", ("noun", "of"))
} | {
    name: unit.complements
    for unit in _FOUND
    if unit.complements
    for name in (unit.name, *unit.names)
}
RATE_WORDS: Final = {
    entry["word"]: entry["of"]
    for entry in read_lexicon("reading/quantities/data/rate_words.tsv", ("word", "of"))
}
"""Words and letters that say what a rate is of: "annually", "per annum", "/yr"."""
_DEMONYM: Final = re.compile(r"[A-Z][a-zé]+(?:ans|ians|ese|ish|inos|enos|eños|is)$")


@lru_cache(maxsize=16_384)
def complements(noun: str) -> tuple[str, ...]:
    """Return the words that make "noun of word" one fixed name (port of entry)."""
    return _FIXED_NAMES.get(singular(noun.lower()), ())


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
