"""Every unit has a dimension and a size, and pint has the same; amounts are compared by them."""

from __future__ import annotations

import re
from decimal import Decimal

import pint
import pytest

from editions import figure
from extraction import read_text
from timeline.changes import figure_change
from timeline.measurement import UNITS, Unit, dimension, in_base
from timeline.reading.quantities.units import ABBREVIATIONS, MEASURES

OTHER_NAMES = {"barrel": "oil_barrel", "celsius": "delta_degree_Celsius", "foot": "foot",
               "fahrenheit": "delta_degree_Fahrenheit", "decade": "(10*year)",
               "part per million": "ppm", "part per billion": "(0.001*ppm)"}  # fmt: skip
"""Where pint means another thing by our name: its barrel is one of beer, its decade a ratio."""
UNKNOWN = {
    "barrel of oil equivalent", "deadweight ton", "decibel", "quintal", "rank", "ratio",
    "percentage point", "basis point", "twenty-foot equivalent unit",
}  # fmt: skip
"""Units that pint has not, or has with no fixed size; of kilowatts peak and CO2 it has no word."""
SAME = 1e-5
"""How far a factor may lie from pint's, whose acre is that of the survey foot."""


def pints(unit: str) -> str:
    """Return a unit as pint writes it."""
    if unit in OTHER_NAMES:
        return OTHER_NAMES[unit]
    parts = []
    for part in unit.split(" per "):
        power = re.match(r"(?:(square)|(cubic)) (.+)", part)
        name = power[3] if power else part
        name = name.replace("-hour", "*hour").replace(" ", "_")
        parts.append(f"({name})" + ("**2" if power and power[1] else "**3" if power else ""))
    return "/".join(parts)


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry()


@pytest.mark.parametrize(
    "unit",
    [
        unit
        for unit in UNITS.values()
        if unit.name not in UNKNOWN
        and unit.dimension != "money"
        and not re.search(r"CO2| peak$", unit.name)
    ],
    ids=lambda unit: unit.name,
)
def test_a_unit_has_the_size_and_the_dimension_that_pint_gives_it(
    unit: Unit, registry: pint.UnitRegistry
) -> None:
    ours, base = registry(pints(unit.name)), registry(pints(unit.base))
    assert ours.dimensionality == base.dimensionality
    if unit.name != unit.base:
        assert float(ours.to(base.units).magnitude) == pytest.approx(float(unit.factor), rel=SAME)


def test_every_unit_that_is_found_has_a_dimension() -> None:
    found = {*MEASURES.values(), *ABBREVIATIONS.values()}
    assert {unit for unit in found if dimension(unit) == "count"} == set()


def test_every_base_is_a_unit_or_a_name_of_its_own() -> None:
    for unit in UNITS.values():
        assert UNITS[unit.base].factor == 1 if unit.base in UNITS else unit.name != unit.base


def test_no_form_names_two_units() -> None:
    forms = [form for unit in UNITS.values() for form in (unit.name, *unit.names, *unit.symbols)]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("USD", "money"),
        ("kilometre", "length"),
        ("km", "length"),
        ("barrel of oil", "volume"),
        ("tonne of oil equivalent", "energy"),
        ("TEU", "shipping"),
        ("percentage point", "percentage point"),
        ("port of entry", "count"),
        ("work of art", "count"),
        ("person", "count"),
        (None, "count"),
    ],
)
def test_dimension(unit: str | None, expected: str) -> None:
    assert dimension(unit) == expected


def test_amounts_are_told_in_the_base_of_their_unit() -> None:
    assert in_base(Decimal(5), "kilometre") == (Decimal(5_000), "metre")
    assert in_base(Decimal(5), "ship") == (Decimal(5), "ship")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (("500", "megawatt-hour"), ("500", "gigawatt-hour"), ("unit-changed", ("jump",))),
        (("3", "gram"), ("3", "kilogram"), ("unit-changed", ("jump",))),
        (("40", "kilometre"), ("40", "millimetre"), ("unit-changed", ("jump",))),
        (("5", "kilometre"), ("5000", "metre"), ("unchanged", ())),
        (("0.3", "square kilometre"), ("30", "hectare"), ("unchanged", ())),
        (("12", "month"), ("1", "year"), ("unchanged", ())),
        (("4", "mile"), ("4", "kilometre"), ("unit-changed", ())),
        # whether a ton is short, long or metric is not known
        (("7", "ton"), ("7", "metric ton"), ("unit-changed", ())),
        (("30", "day"), ("1", "month"), ("unit-changed", ())),
        (("2", "percent"), ("2", "percentage point"), ("unit-changed", ())),
        (("0.25", "percentage point"), ("25", "basis point"), ("unchanged", ())),
        (("7", "ship"), ("7", "tonne of oil equivalent"), ("unit-changed", ())),
    ],
)
def test_amounts_in_two_units_are_compared_by_the_size_of_the_units(
    old: tuple[str, str], new: tuple[str, str], expected: tuple[str, tuple[str, ...]]
) -> None:
    before, after = (figure("output", *side, period="2021") for side in (old, new))
    assert figure_change(before, after) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The dams of Orle held 1,204.5 GL in May 2021.", "1204.5", "gigalitre"),
        ("Use came to 310 Mtoe in 2019.", "310", "megatonne of oil equivalent"),
        ("The plant emitted 4.1 MtCO2e in 2020.", "4.1", "megatonne of CO2 equivalent"),
        (
            "Use came to 310 million tonnes of oil equivalent.",
            "310000000",
            "tonne of oil equivalent",
        ),
        ("The plant emitted 4 tonnes of CO2e.", "4", "tonne of CO2 equivalent"),
        ("The field holds 12,000 barrels of oil.", "12000", "barrel of oil"),
        ("Demand for heat was 77 PJ in 2018.", "77", "petajoule"),
        ("Pressure fell to 990 hPa.", "990", "hectopascal"),
        ("The limit is 40 dB at night.", "40", "decibel"),
        ("The air held 412 ppm of carbon dioxide.", "412", "part per million"),
        ("Soot stood at 18 µg/m3 in 2020.", "18", "microgram per cubic metre"),
        ("Wheat gave 3.2 t/ha in 2017.", "3.2", "metric ton per hectare"),
        ("The harbour handled 640,000 TEU in 2022.", "640000", "twenty-foot equivalent unit"),
    ],
)
def test_units_of_statistics_are_read(text: str, value: str, unit: str) -> None:
    (found,) = read_text(text, "2023").figures
    assert (str(found.quantity.value), found.quantity.unit) == (value, unit)
