"""Units of measurement: one row a unit, from which its dimension, size and printed forms follow.

A unit is a multiple of a base unit. Two amounts in units of one base are compared by their
factors: 5 kilometres and 5,000 metres are the same length. Of one dimension, but not of one base,
are units whose ratio is not fixed: months and days, tons of unknown kind and kilograms.

Sources, read 2026-11: the SI brochure (9th edition) and NIST SP 811 (2008), appendix B.8, for
names, symbols and factors; the international yard and pound agreement of 1959; the IEA's tonne of
oil equivalent (41.868 gigajoules). Gallons, cups, bushels, barrels and acres are those of the
United States, kilobytes 1,000 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from timeline.values import scaled

_ROWS: Final = """
[length: metre]
metre | 1 | meter | m
kilometre | 1000 | kilometer | km
centimetre | 0.01 | centimeter | cm
millimetre | 0.001 | millimeter | mm
decimetre | 0.1 | decimeter | dm
micrometre | 0.000001 | micrometer, micron | μm, µm
nanometre | 0.000000001 | nanometer
picometre | 0.000000000001 | picometer
mile | 1609.344 | | mi
foot | 0.3048 | feet | ft
inch | 0.0254 | inches | in
yard | 0.9144 | | yd
nautical mile | 1852 | nm | nmi
light year | 9460730472580800
[area: square metre]
square metre | 1 | square meter, sq meter, sq metre | sq m, m2, m²
square kilometre | 1000000 | square kilometer, sq kilometer, sq kilometre | sq km, km2, km²
square centimetre | 0.0001 | square centimeter | cm2, cm²
hectare | 10000 | | ha
acre | 4046.8564224
square mile | 2589988.110336 | sq mile | sq mi
square foot | 0.09290304 | square feet | sq ft
square yard | 0.83612736
square inch | 0.00064516
[volume: cubic metre]
cubic metre | 1 | cubic meter | cu m, m3, m³
cubic kilometre | 1000000000 | cubic kilometer | cu km, km3, km³
cubic centimetre | 0.000001 | cubic centimeter | cm3, cm³
litre | 0.001 | liter | l
millilitre | 0.000001 | milliliter | ml
centilitre | 0.00001 | centiliter | cl
hectolitre | 0.1 | hectoliter | hl, hL
kilolitre | 1 | kiloliter | kl, kL
megalitre | 1000 | megaliter | ML, Ml
gigalitre | 1000000 | gigaliter | GL
gallon | 0.003785411784 | | gal
barrel | 0.158987294928 | | bbl
cubic foot | 0.028316846592 | cubic feet | cu ft
cubic yard | 0.764554857984
tablespoon | 0.00001478676478125
teaspoon | 0.00000492892159375
cup | 0.0002365882365
bushel | 0.03523907016688
[mass: kilogram]
kilogram | 1 | kilogramme, kilo | kg
gram | 0.001 | gramme | g
milligram | 0.000001 | milligramme | mg
microgram | 0.000000001 | microgramme | μg, µg
metric ton | 1000 | tonne | t, mt
kilotonne | 1000000 | | kt
megatonne | 1000000000 | | Mt
gigatonne | 1000000000000 | | Gt
quintal | 100
short ton | 907.18474
long ton | 1016.0469088
pound | 0.45359237 | | lb, lbs
ounce | 0.028349523125 | | oz
carat | 0.0002
[mass: ton]
ton | 1
[mass: deadweight ton]
deadweight ton | 1 | | dwt, DWT
[emissions: tonne of CO2 equivalent]
tonne of CO2 equivalent | 1 | tonne of CO2e, tonne of carbon dioxide equivalent | tCO2e, tCO2eq
kilotonne of CO2 equivalent | 1000 | | ktCO2e, ktCO2eq
megatonne of CO2 equivalent | 1000000 | | MtCO2e, MtCO2eq
gigatonne of CO2 equivalent | 1000000000 | | GtCO2e, GtCO2eq
[time: second]
second | 1
minute | 60
hour | 3600
day | 86400
week | 604800
[time: month]
month | 1
year | 12
decade | 120
century | 1200 | centuries
[energy: joule]
joule | 1
kilojoule | 1000 | | kJ
megajoule | 1000000 | | MJ
gigajoule | 1000000000 | | GJ
terajoule | 1000000000000 | | TJ
petajoule | 1000000000000000 | | PJ
exajoule | 1000000000000000000 | | EJ
watt-hour | 3600 | watt hour | Wh
kilowatt-hour | 3600000 | kilowatt hour | kWh
megawatt-hour | 3600000000 | megawatt hour | MWh
gigawatt-hour | 3600000000000 | gigawatt hour | GWh
terawatt-hour | 3600000000000000 | terawatt hour | TWh
calorie | 4.184
kilocalorie | 4184 | | kcal
british thermal unit | 1055.05585262 | | Btu, BTU
tonne of oil equivalent | 41868000000 | ton of oil equivalent | toe
kilotonne of oil equivalent | 41868000000000 | | ktoe
megatonne of oil equivalent | 41868000000000000 | | Mtoe
[energy: barrel of oil equivalent]
barrel of oil equivalent | 1 | | boe
[power: watt]
watt | 1
kilowatt | 1000 | | kW
megawatt | 1000000 | | MW
gigawatt | 1000000000 | | GW
terawatt | 1000000000000 | | TW
horsepower | 745.69987158227022 | | hp
[peak power: watt peak]
kilowatt peak | 1000 | | kWp
megawatt peak | 1000000 | | MWp
gigawatt peak | 1000000000 | | GWp
[electric potential: volt]
volt | 1
kilovolt | 1000 | | kV
[electric current: ampere]
ampere | 1
milliampere | 0.001 | | mA
[frequency: hertz]
hertz | 1 | | Hz
kilohertz | 1000 | | kHz
megahertz | 1000000 | | MHz
gigahertz | 1000000000 | | GHz
[data: bit]
bit | 1
byte | 8
kilobyte | 8000 | | KB, kB
megabyte | 8000000 | | MB
gigabyte | 8000000000 | | GB
terabyte | 8000000000000 | | TB
petabyte | 8000000000000000 | | PB
[data rate: bit per second]
kilobit per second | 1000 | | kbps, kbit/s
megabit per second | 1000000 | | Mbps, Mbit/s
gigabit per second | 1000000000 | | Gbps, Gbit/s
[pressure: pascal]
pascal | 1
hectopascal | 100 | | hPa
kilopascal | 1000 | | kPa
megapascal | 1000000 | | MPa
millibar | 100 | | mbar
[speed: metre per second]
metre per second | 1 | meter per second | m/s
kilometre per hour | 0.2777777777777777777777777777777777777778 | | km/h, kph, kmph, km/hr
mile per hour | 0.44704 | | mph
knot | 0.5144444444444444444444444444444444444444
[sound level: decibel]
decibel | 1 | | dB
[concentration: part per million]
part per million | 1 | | ppm
part per billion | 0.001 | | ppb
[density: gram per cubic metre]
microgram per cubic metre | 0.000001 | | μg/m3, µg/m3, μg/m³, µg/m³
milligram per cubic metre | 0.001 | | mg/m3, mg/m³
gram per cubic metre | 1 | | g/m3, g/m³
milligram per litre | 1 | milligram per liter | mg/l, mg/L
microgram per litre | 0.001 | microgram per liter | μg/l, µg/l, μg/L, µg/L
[yield: kilogram per hectare]
kilogram per hectare | 1 | | kg/ha
metric ton per hectare | 1000 | tonne per hectare | t/ha
[shipping: twenty-foot equivalent unit]
twenty-foot equivalent unit | 1 | | TEU, TEUs
[angle: degree]
degree | 1
radian | 57.29577951308232087679815481410517 | | rad
[temperature: celsius]
celsius | 1 | centigrade, celcius
[temperature: fahrenheit]
fahrenheit | 1 | farenheit
[temperature: kelvin]
kelvin | 1
[percent: percent]
percent | 1
[percentage point: percentage point]
percentage point | 1
basis point | 0.01
[rank: rank]
rank | 1
[ratio: ratio]
ratio | 1
"""  # fmt: skip
"""Name, factor to the base unit, other names (singular, and irregular plurals), symbols.

Columns after the second may be missing; a heading "[dimension: base]" holds for the rows below.
"""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: `factor` of the unit `base` make one of it."""

    name: str
    dimension: str
    base: str
    factor: Decimal
    names: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


def _read(rows: str) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    dimension_ = base = ""
    for line in rows.strip().splitlines():
        if line.startswith("["):
            dimension_, base = line.strip("[]").split(": ")
            continue
        name, factor, *rest = (column.strip() for column in line.split("|"))
        names, symbols = (tuple(filter(None, column.split(", "))) for column in (*rest, "", "")[:2])
        units[name] = Unit(name, dimension_, base, Decimal(factor), names, symbols)
    return units


UNITS: Final = _read(_ROWS)
"""All units of measurement by their canonical names."""
_BY_FORM: Final = {
    form: unit for unit in UNITS.values() for form in (*unit.symbols, *unit.names, unit.name)
}
_CODE: Final = re.compile(r"[A-Z]{3}")


def unit_named(unit: str) -> Unit | None:
    """Return the unit of measurement of this name or symbol, None for currencies and counted nouns.

    What is measured may follow it: a barrel of oil is a barrel.
    """
    return _BY_FORM.get(unit) or _BY_FORM.get(unit.partition(" of ")[0])


@lru_cache(maxsize=1_024)
def dimension(unit: str | None) -> str:
    """Return what kind of thing a unit measures: money, length, energy, …; "count" for the rest.

    ISO 4217 codes are money; what is in no row is a counted noun, and so is no unit at all.
    """
    if unit is None:
        return "count"
    if (known := unit_named(unit)) is not None:
        return known.dimension
    return "money" if _CODE.fullmatch(unit) else "count"


def in_base(value: Decimal, unit: str | None) -> tuple[Decimal, str | None]:
    """Return an amount in the base unit of its own, and that unit; others as they are."""
    known = None if unit is None else unit_named(unit)
    if known is None:
        return value, unit
    return scaled(value, known.factor), known.base
