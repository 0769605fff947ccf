"""Units of measurement: one line a unit, from which its dimension, size and printed forms follow.

A unit is a multiple of a base unit. Two amounts in units of one base are compared by their
factors: 5 kilometres and 5,000 metres are the same length. Of one dimension, but not of one base,
are units whose ratio is not fixed: months and days, tons of unknown kind and kilograms.

The lines stand in `reading/quantities/data/units.tsv`, with their sources. They are read here,
below the model, because the changes between two editions compare amounts as well as the rules
find them; nowhere else is a unit's dimension looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from timeline.lexicon import Entry, read_lexicon
from timeline.values import scaled

_FILE: Final = "reading/quantities/data/units.tsv"
_COLUMNS: Final = (
    "name", "dimension", "base", "factor", "names", "symbols", "of", "measures", "words_too",
    "found",
)  # fmt: skip
_BY_NAME, _BY_RULE = "", "rule"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: `factor` of the unit `base` make one of it.

    `names` are its other names, `symbols` how it is abbreviated; `complements` follow its name with
    "of" and belong to it; `measured` is the noun for what it measures, `words_too` has the forms
    that are other words as often, and `by_name` tells whether a number before its name is found.
    """

    name: str
    dimension: str
    base: str
    factor: Decimal
    names: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    measured: str = ""
    words_too: frozenset[str] = frozenset()
    by_name: bool = True


def _unit(entry: Entry) -> Unit:
    unit = Unit(
        name=entry["name"],
        dimension=entry["dimension"],
        base=entry["base"],
        factor=entry.number("factor"),
        names=entry.words("names"),
        symbols=entry.words("symbols"),
        complements=entry.words("of"),
        measured=entry["measures"],
        words_too=frozenset(entry.words("words_too")),
        by_name=entry.one_of("found", (_BY_NAME, _BY_RULE)) == _BY_NAME,
    )
    if not unit.dimension or unit.dimension == _COUNTED:
        raise entry.fault(f"a unit of {unit.dimension or 'no dimension'} would be a counted thing")
    if unit.base == unit.name and unit.factor != 1:
        raise entry.fault(f"{unit.name!r} is its own base, so that its factor must be 1")
    return unit


def _forms(entries: tuple[Entry, ...]) -> dict[str, Unit]:
    """Return the units by all that names them; raises LexiconError where two share a form."""
    found: dict[str, Unit] = {}
    for entry in entries:
        unit = UNITS[entry["name"]]
        for form in (*unit.symbols, *unit.names, unit.name):
            if found.setdefault(form, unit) is not unit:
                raise entry.fault(f"{form!r} is a {found[form].name} already")
    return found


_COUNTED: Final = "count"
_ENTRIES: Final = read_lexicon(_FILE, _COLUMNS)
UNITS: Final = {entry["name"]: _unit(entry) for entry in _ENTRIES}
"""All units of measurement by their canonical names, in the order of the file."""
_BY_FORM: Final = _forms(_ENTRIES)
_CODE: Final = re.compile(r"[A-Z]{3}")


@lru_cache(maxsize=4_096)
def unit_named(unit: str) -> Unit | None:
    """Return the unit of measurement of this name or symbol, None for currencies and counted nouns.

    What is measured may follow it: a barrel of oil is a barrel.
    """
    return _BY_FORM.get(unit) or _BY_FORM.get(unit.partition(" of ")[0])


@lru_cache(maxsize=1_024)
def dimension(unit: str | None) -> str:
    """Return what kind of thing a unit measures: money, length, energy, …; "count" for the rest.

    ISO 4217 codes are money; what is in no line is a counted noun, and so is no unit at all.
    """
    if unit is None:
        return _COUNTED
    if (known := unit_named(unit)) is not None:
        return known.dimension
    return "money" if _CODE.fullmatch(unit) else _COUNTED


def in_base(value: Decimal, unit: str | None) -> tuple[Decimal, str | None]:
    """Return an amount in the base unit of its own, and that unit; others as they are."""
    known = None if unit is None else unit_named(unit)
    if known is None:
        return value, unit
    return scaled(value, known.factor), known.base
