"""What stated quantities amount to: from the groups of a match to an exact quantity.

The rules that use these functions are rows in `timeline.rules.quantities`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from timeline.rules.nouns import CountedNoun, counted_noun
from timeline.rules.numbers import (
    any_step,
    any_value,
    fraction_value,
    ordinal_value,
    scale_factor,
    times,
)
from timeline.rules.units import (
    ABBREVIATIONS,
    CURRENCIES,
    TIMES,
    canonical,
    is_measure,
    singular_noun,
)
from timeline.values import Quantity, scaled


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at its span; `extent` is where the span ends when the noun after it is counted.

    `unit_text` is the counted noun in the singular, `noun` the same as printed; `bare` marks a
    number whose unit stands elsewhere, or nowhere; `compound` one that is joined to its unit by a
    hyphen ("2,000-mile").
    """

    quantity: Quantity
    kind: str
    unit_text: str | None = None
    noun: str | None = None
    extent: int | None = None
    bare: bool = False
    compound: bool = False


def _quantity(
    match: re.Match[str],
    unit: str | None,
    *,
    low: str = "n",
    high: str = "n2",
    per: str | None = None,
) -> Quantity:
    """Return the quantity of a match with number and scale groups, a range where `n2` stands."""
    groups = match.groupdict()
    scale = groups.get("s") or groups.get("s0") or None
    if groups.get(high) is None:
        factor = scale_factor(scale)
        value = times(any_value(match[low]), scale)
        return Quantity(
            value=-value if groups.get("minus") else value,
            unit=unit,
            step=scaled(any_step(match[low]), factor),
            per=per,
        )
    first, second = any_value(match[low]), any_value(match[high])
    last_scale = groups.get("s2") or None
    first_scale = scale or last_scale
    value, top = times(first, first_scale), times(second, last_scale or scale)
    if top <= value:
        raise ValueError("a range that falls")
    step = scaled(any_step(match[high]), scale_factor(last_scale or scale))
    return Quantity(value=value, unit=unit, step=step, value_high=top, per=per)


def _currency(text: str) -> str:
    key = " ".join(text.lower().split())
    return CURRENCIES.get(key) or CURRENCIES.get(key.removesuffix("s")) or key


def money(match: re.Match[str]) -> Amount:
    groups = match.groupdict()
    per = groups.get("per")
    printed = match["c"] or match["c0"]
    quantity = _quantity(match, _currency(printed), per=per)
    name = printed.split()
    name[-1] = singular_noun(name[-1])
    return Amount(quantity, "rate" if per else "level", " ".join(name))


_FALLS_OR_RISES: Final = re.compile(r"\bby\s+(?:[a-z]+\s+){0,3}$")


def percent(match: re.Match[str]) -> Amount:
    before = match.string[max(0, match.start() - 40) : match.start()]
    kind = "change" if _FALLS_OR_RISES.search(before) else "share"
    return Amount(_quantity(match, "percent"), kind, "percent")


def rank(match: re.Match[str]) -> Amount:
    value = Decimal(ordinal_value(match["o"]))
    return Amount(Quantity(value=value, unit="rank"), "rank", "rank")


def counted(match: re.Match[str]) -> Amount | None:
    """A number before a noun, or a number alone where its unit must stand elsewhere."""
    text = match.string
    noun = counted_noun(text, match.end())
    if noun is None:
        return _bare(match)
    if (
        _belongs_to_name(match)
        or _is_anaphoric(match, noun)
        or (match["n"].lower() in ("one", "zero") and not match["s"])
    ):
        return None
    per = _RATE.match(text, noun.end)
    kind = "rate" if per else _kind(noun.unit)
    quantity = _quantity(match, noun.unit, per=per["per"] if per else None)
    end = per.end() if per else noun.end
    return Amount(
        quantity, kind, _rate_text(noun.unit, quantity.per, noun.unit_text), noun.text, extent=end
    )


_RATE: Final = re.compile(
    r"\s+(?:a|an|per|each|every)\s+(?P<per>day|week|month|year|hour|minute)\b"
)
_AT_NAME: Final = re.compile(r"[ \u00a0]+[A-Z]")
_ELIDED: Final = re.compile(
    r"\s+(?:started|began|died|received|participated|applied|arrived|returned|entered|joined|fled"
    r"|were|are|was|have|had|did|of\s+(?:them|these|those|whom|which))\b"
)


def _bare(match: re.Match[str]) -> Amount | None:
    """A number without a noun: in brackets, with an elided noun, or large and exact."""
    text, end = match.string, match.end()
    if _AT_NAME.match(text, end) or not (match["n"][0].isdigit() or match["s"] or match["n2"]):
        return None
    in_brackets = text[match.start() - 1 : match.start()] == "(" and text[end : end + 1] in ");"
    grouped = "," in match["n"] or "." in match["n"] or match["s"] is not None
    if not (in_brackets or grouped or match["n2"] or _ELIDED.match(text, end)):
        return None
    return Amount(_quantity(match, None), "count", None, bare=True)


_DEFINITE: Final = re.compile(r"\b(?:[Tt]he|[Aa]ll|[Bb]oth|[Tt]hese|[Tt]hose|[Oo]ther)\s+$")
_TEN: Final = 10


_NAME_BEFORE: Final = re.compile(r"(?<![.!?:;]\s)(?<![\n(])\b(?P<name>[A-Z][a-z]{2,})[ \u00a0]$")
_NOT_NAMES: Final = frozenset(
    """About Around Some Over Under Nearly Almost Only All The These Those Its Their Our And But Or In
    On At By Of For From With To Since Until Between Than Up More Less Fewer Another Other Of There Are
    Were Was Is Has Have Had January February March April May June July August September October
    November December""".split()
)


def _belongs_to_name(match: re.Match[str]) -> bool:
    """Tell whether a short number closes a name ("Apollo 11 missions", "Type 2 patients")."""
    if not match["n"].isdigit() or len(match["n"]) > 3 or match["s"] or match["n2"]:
        return False
    name = _NAME_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    return name is not None and name["name"] not in _NOT_NAMES and name.start() > 0


def _is_anaphoric(match: re.Match[str], noun: CountedNoun) -> bool:
    """Tell whether a small definite count only points back ("the two countries")."""
    if noun.modified or noun.unit in TIMES or match["n"][0].isdigit() or match["s"]:
        return False
    before = match.string[max(0, match.start() - 10) : match.start()]
    return _DEFINITE.search(before) is not None and any_value(match["n"]) <= _TEN


def compound(match: re.Match[str]) -> Amount:
    unit = canonical(match["u"])
    return Amount(_quantity(match, unit), _kind(unit), _noun_text(unit, match["u"]), compound=True)


def _noun_text(unit: str | None, printed: str | None) -> str | None:
    """Return the counted noun; a unit of measurement counts none, its name is the unit."""
    return None if is_measure(unit) else printed


def _rate_text(unit: str | None, per: str | None, printed: str | None) -> str | None:
    """Return the counted noun, or the whole unit of a measured rate ("barrel per day")."""
    if is_measure(unit) and per:
        return f"{unit} per {per}"
    return _noun_text(unit, printed)


def dollars_and_cents(match: re.Match[str]) -> Amount:
    value = any_value(match["n"]) + any_value(match["cents"]).scaleb(-2)
    quantity = Quantity(value=value, unit=_currency(match["c"]), step=Decimal("0.01"))
    return Amount(quantity, "level", singular_noun(match["c"]))


def half_scale(match: re.Match[str]) -> Amount | None:
    value = scaled(
        Decimal("0.5" if match["n"].lower() == "half" else "0.25"), scale_factor(match["s"])
    )
    if match["c"]:
        return Amount(_exactly(value, _currency(match["c"])), "level", singular_noun(match["c"]))
    noun = counted_noun(match.string, match.end())
    if noun is None:
        return None
    return Amount(_exactly(value, noun.unit), _kind(noun.unit), noun.unit_text, noun.text, noun.end)


def every(match: re.Match[str]) -> Amount:
    number = Decimal(ordinal_value(match["o"])) if match["o"] else any_value(match["n"])
    return Amount(Quantity(value=number, unit=canonical(match["u"])), "rate")


_VAGUE: Final = {
    "dozens": 12,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
}


def vague(match: re.Match[str]) -> Amount:
    """A bare magnitude is a sound lower bound: hundreds of thousands are at least 100000."""
    value = Decimal(_VAGUE[(match["n"] or match["n1"]).lower()])
    if match["m"]:
        value = scaled(value, _VAGUE[match["m"].lower()])
    noun = counted_noun(match.string, match.end()) if match[0].endswith("of") else None
    unit = noun.unit if noun else None
    quantity = Quantity(value=value, unit=unit, step=value, qualifier="at least")
    if noun is None:
        return Amount(quantity, "count", bare=True)
    return Amount(quantity, "count", noun.unit_text, noun.text, extent=noun.end)


def proportion(match: re.Match[str]) -> Amount:
    """One in five is a share of 20 percent; one in three is none that digits can write."""
    part, whole = any_value(match["n"] or match["n1"]), any_value(match["d"])
    if not 0 < part < whole:
        raise ValueError("no part of a whole")
    value = scaled(part, 100) / whole
    if scaled(value, whole) != scaled(part, 100):
        raise ValueError("a share without an exact decimal")
    noun = counted_noun(match.string, match.end())
    extent = noun.end if noun else None
    return Amount(_exactly(value.normalize(), "percent"), "share", "percent", extent=extent)


def half(match: re.Match[str]) -> Amount | None:
    """ "Two and a half million people", "one and a half hours"."""
    whole = times(any_value(match["n"]) + Decimal("0.5"), match["s"])
    step = scaled(Decimal("0.5"), scale_factor(match["s"]))
    noun = counted_noun(match.string, match.end())
    unit = noun.unit if noun else None
    return Amount(
        Quantity(value=whole, unit=unit, step=step),
        _kind(unit),
        _noun_text(unit, noun.unit_text if noun else None),
        noun.text if noun else None,
        extent=noun.end if noun else None,
        bare=noun is None,
    )


def times_of(match: re.Match[str]) -> Amount:
    if match["n1"]:
        number = Decimal(1 if match["n1"].lower() == "once" else 2)
    else:
        number = any_value(match["n"])
    return Amount(Quantity(value=number, unit="time", per=match["per"]), "rate", "time")


def abbreviated(match: re.Match[str]) -> Amount:
    groups = match.groupdict()
    unit = ABBREVIATIONS.get(groups["u"] or groups["u1"]) or canonical(groups["u"] or groups["u1"])
    per = groups.get("per")
    return Amount(
        _quantity(match, unit, per=per), "rate" if per else "level", _rate_text(unit, per, None)
    )


def age(match: re.Match[str]) -> Amount:
    unit = canonical(match["u"])
    return Amount(_quantity(match, unit), "duration", f"{unit} of age")


def temperature(match: re.Match[str]) -> Amount:
    unit = "celsius" if match["u"][0] in "Cc" else "fahrenheit"
    return Amount(_quantity(match, unit), "level")


def angle(match: re.Match[str]) -> Amount:
    return Amount(_quantity(match, "degree"), "level")


def fraction(match: re.Match[str]) -> Amount | None:
    value = fraction_value(match["n"].replace("\u00a0", " "))
    noun = counted_noun(match.string, match.end() - 1)
    if noun is None:
        single = _SINGLE.match(match.string, match.end())
        unit = canonical(single[0]) if single else None
        if single is None or not is_measure(unit):
            return None
        return Amount(_exactly(value, unit), "level", extent=single.end())
    return Amount(_exactly(value, noun.unit), _kind(noun.unit), noun.unit_text, noun.text, noun.end)


_SINGLE: Final = re.compile(r"[a-z]+")


def fraction_percent(match: re.Match[str]) -> Amount:
    value = fraction_value(match["n"].replace("\u00a0", " "))
    return Amount(_exactly(value, "percent"), "share", "percent")


def _exactly(value: Decimal, unit: str | None) -> Quantity:
    exponent = value.as_tuple().exponent
    return Quantity(value=value, unit=unit, step=Decimal(1).scaleb(min(0, int(exponent))))


def _kind(unit: str | None) -> str:
    return "duration" if unit in TIMES else "level" if is_measure(unit) else "count"
