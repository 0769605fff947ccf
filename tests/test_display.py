"""Numbers and dates as people write them, and the exact style; what is shown can be read back."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commands import EXAMPLE, done, running
from timeline.formats import display, written_amounts
from timeline.formats.display import EXACT, PEOPLE, Style
from timeline.measurement import UNITS
from timeline.model import Figure
from timeline.values import QUALIFIERS, Period, Quantity, decimal_text


def figure(value: str, unit: str | None = "USD", **fields: Any) -> Figure:
    of_quantity = {"value_high", "low", "high", "per", "qualifier"}
    numbers = {k: v for k, v in fields.items() if k in of_quantity}
    for key in {"value_high", "low", "high"} & set(numbers):
        numbers[key] = Decimal(numbers[key])
    direction = fields.get("direction")
    quantity = Quantity(value=Decimal(value), unit=unit, **numbers)
    return Figure(quantity=quantity, measure="trade", kind="level", direction=direction)


AMOUNTS = [
    (figure("863000000000"), "$863 billion", "863,000,000,000 USD"),
    (figure("863412000000"), "$863.412 billion", "863,412,000,000 USD"),
    (figure("863412500000"), "$863,412,500,000", "863,412,500,000 USD"),
    (figure("1234567", "person"), "1,234,567 people", "1,234,567 people"),
    (figure("1600000", "person", qualifier="estimated"),
     "estimated 1.6 million people", "estimated 1,600,000 people"),
    (figure("1700000000", per="day", qualifier="approximately"),
     "approximately $1.7 billion per day", "approximately 1,700,000,000 USD per day"),
    (figure("25", per="hour"), "$25 per hour", "25 USD per hour"),
    (figure("25.5", per="hour"), "$25.50 per hour", "25.5 USD per hour"),
    (figure("0.125", "EUR"), "€0.125", "0.125 EUR"),
    (figure("-2500000", "GBP"), "-£2.5 million", "-2,500,000 GBP"),
    (figure("45000000", "MXN"), "MXN 45 million", "45,000,000 MXN"),
    (figure("-45000000", "MXN"), "MXN -45 million", "-45,000,000 MXN"),
    (figure("45000000", "crown"), "45 million crowns", "45,000,000 crowns"),
    (figure("45000000", "metric ton"), "45 million tonnes", "45,000,000 metric tons"),
    (figure("1", "metric ton"), "1 tonne", "1 metric ton"),
    (figure("23", "celsius"), "23 degrees Celsius", "23 celsius"),
    (figure("45000", "person"), "45,000 people", "45,000 people"),
    (figure("47", "port of entry"), "47 ports of entry", "47 ports of entry"),
    (figure("1", "port of entry"), "1 port of entry", "1 port of entry"),
    (figure("2", "rank"), "rank 2", "rank 2"),
    (figure("12.5", "percent", qualifier="more than"),
     "more than 12.5 percent", "more than 12.5 percent"),
    (figure("400", "percent", direction="up"), "up 400 percent", "up 400 percent"),
    (figure("-0.5", "percent"), "-0.5 percent", "-0.5 percent"),
    (figure("2", "percentage point"), "2 percentage points", "2 percentage points"),
    (figure("-1234.5678", None), "-1,234.5678", "-1,234.5678"),
    (figure("3", "person", value_high="4"), "3 to 4 people", "3 to 4 people"),
    (figure("50000000", value_high="100000000"),
     "$50 million to $100 million", "50,000,000 to 100,000,000 USD"),
    (figure("3400000", "case", low="2900000", high="4100000"),
     "3.4 million (2.9 million to 4.1 million) cases", "3,400,000 (2,900,000 to 4,100,000) cases"),
    (figure("3", "case", high="5"), "3 (at most 5) cases", "3 (? to 5) cases"),
    (figure("3", "case", low="2"), "3 (at least 2) cases", "3 (2 to ?) cases"),
    (figure("50", "country"), "50 countries", "50 countries"),
    (figure("23", "advising center"), "23 advising centers", "23 advising centers"),
    (figure("7", "kWh"), "7 kWh", "7 kWh"),
    (figure("2500000000000000"), "$2,500 trillion", "2,500,000,000,000,000 USD"),
    (figure("123456789012345678901234567890.123"),
     "$123,456,789,012,345,678,901,234,567,890.123",
     "123,456,789,012,345,678,901,234,567,890.123 USD"),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "said"), [(stated, said) for stated, said, _ in AMOUNTS])
def test_an_amount_is_written_as_people_write_it(stated: Figure, said: str) -> None:
    assert written_amounts.write_amount(stated) == said


@pytest.mark.parametrize(("stated", "said"), [(stated, said) for stated, _, said in AMOUNTS])
def test_an_exact_amount_has_every_digit(stated: Figure, said: str) -> None:
    assert written_amounts.write_amount(stated, EXACT) == said


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("kilogram per hectare", "kilograms per hectare"),
        ("mile per hour", "miles per hour"),
        ("tonne of CO2 equivalent", "tonnes of CO2 equivalent"),
        ("watt peak", "watts peak"),
        ("square foot", "square feet"),
        ("hertz", "hertz"),
        ("aircraft", "aircraft"),
        ("century", "centuries"),
    ],
)
def test_a_unit_has_the_plural_that_people_use(unit: str, said: str) -> None:
    assert written_amounts.pluralize(unit) == said


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_grouping_keeps_every_digit(number: Decimal) -> None:
    text = written_amounts.group_digits(number)
    assert text.replace(",", "") == decimal_text(number)
    groups = text.lstrip("-").split(".")[0].split(",")
    assert all(len(group) == 3 for group in groups[1:])


# ---------------------------------------------------------------- amounts read back

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
SCALES = {"": 0, "million": 6, "billion": 9, "trillion": 12}
COUNTED = ("person", "port of entry", "country", "case", "kWh", *UNITS)
OTHER_NAMES = {
    "metric ton": "tonne", "celsius": "degree Celsius", "fahrenheit": "degree Fahrenheit",
}  # fmt: skip
NAMED = {
    form: unit
    for unit in COUNTED
    for name in (unit, OTHER_NAMES.get(unit, unit))
    for form in (name, written_amounts.pluralize(name))
}
NUMBER = re.compile(
    r"(?:(?P<code>[A-Z]{3}) )?(?P<minus>-?)(?P<sign>[$€£]?)(?P<digits>[\d,]+(?:\.\d+)?)"
    r"(?: (?P<scale>million|billion|trillion))?"
)


def number_read(text: str) -> tuple[Decimal, str | None]:
    """Return the value of a number as people write it, and the currency that it names."""
    found = NUMBER.fullmatch(text)
    assert found is not None, text
    value = Decimal(found["minus"] + found["digits"].replace(",", ""))
    digits = value.as_tuple()
    scaled = digits._replace(exponent=int(digits.exponent) + SCALES[found["scale"] or ""])
    return Decimal(scaled), found["code"] or SIGNS.get(found["sign"])


def amount_read(text: str) -> dict[str, Any]:
    """Return the fields of an amount that is written for people."""
    read: dict[str, Any] = {"direction": None, "qualifier": "exact", "per": None, "unit": None}
    for word in ("up", "down"):
        if text.startswith(f"{word} ") and not text.startswith("up to "):
            read["direction"], text = word, text.removeprefix(f"{word} ")
    for words in sorted(QUALIFIERS, key=len, reverse=True):
        if text.startswith(f"{words} "):
            read["qualifier"], text = words, text.removeprefix(f"{words} ")
            break
    if text.startswith("rank "):
        read["unit"], text = "rank", text.removeprefix("rank ")
    one = NUMBER.pattern.replace("?P<", "?:(?#").replace(">", ")")
    numbers = re.match(rf"(?:{one}|at least\b|at most\b|to\b|[() ])+", text)
    assert numbers is not None
    rest = text[numbers.end() :]
    rest = rest.removeprefix(" ")
    if rest not in NAMED and "per " in rest:
        rest, _, read["per"] = f" {rest}".rpartition(" per ")
    read["unit"] = NAMED.get(rest.strip(), read["unit"])
    said, _, uncertain = numbers[0].strip().partition(" (")
    ends = [number_read(part) for part in said.strip().split(" to ")]
    read["value"], currency = ends[0]
    read["value_high"] = ends[1][0] if len(ends) > 1 else None
    read["unit"] = currency or read["unit"]
    read["low"], read["high"] = ends_read(uncertain.strip(" )"))
    return read


def ends_read(text: str) -> tuple[Decimal | None, Decimal | None]:
    if text.startswith("at least "):
        return number_read(text.removeprefix("at least "))[0], None
    if text.startswith("at most "):
        return None, number_read(text.removeprefix("at most "))[0]
    if not text:
        return None, None
    low, high = text.split(" to ")
    return number_read(low)[0], number_read(high)[0]


NUMBERS = st.one_of(
    st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=4),
    st.builds(
        lambda digits, exponent: Decimal(digits).scaleb(exponent),
        st.integers(-(10**6), 10**6), st.integers(-6, 18),
    ),
)  # fmt: skip
UNITS_STATED = st.sampled_from((None, "USD", "EUR", "GBP", "MXN", "JPY", "rank", *COUNTED))


@given(
    value=NUMBERS, unit=UNITS_STATED, high=st.none() | NUMBERS, low=st.none() | NUMBERS,
    top=st.none() | NUMBERS, per=st.sampled_from((None, "day", "hour", "1,000 live births")),
    qualifier=st.sampled_from(sorted(QUALIFIERS)), direction=st.sampled_from((None, "up", "down")),
)  # fmt: skip
def test_the_exact_value_can_be_read_back_from_what_is_shown(
    value: Decimal, unit: str | None, high: Decimal | None, low: Decimal | None,
    top: Decimal | None, per: str | None, qualifier: str, direction: str | None,
) -> None:  # fmt: skip
    assume(f"{unit} per {per}" not in UNITS)  # a kilometre per hour is a unit of its own
    quantity = Quantity(
        value=value, unit=unit, value_high=high, low=low, high=top, per=per, qualifier=qualifier
    )
    stated = Figure(quantity=quantity, measure="trade", kind="level", direction=direction)
    assert amount_read(written_amounts.write_amount(stated)) == {
        "value": value, "unit": unit, "value_high": high, "low": low, "high": top, "per": per,
        "qualifier": qualifier, "direction": direction,
    }  # fmt: skip


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("edtf", "said", "exact"),
    [
        ("2022-09-12", "Sept. 12, 2022", "2022-09-12"),
        ("2023-09", "Sept. 2023", "2023-09"),
        ("2023-05", "May 2023", "2023-05"),
        ("2019", "2019", "2019"),
        ("2019~", "about 2019", "about 2019"),
        ("2019-02?", "perhaps Feb. 2019", "perhaps 2019-02"),
        ("1948/..", "since 1948", "since 1948"),
        ("../2023-05", "until May 2023", "until 2023-05"),
        ("2008/2023", "2008 to 2023", "2008 to 2023"),
        ("2023-01/2023-04", "Jan. to April 2023", "2023-01 to 2023-04"),
        ("2023-05-03/2023-05-05", "May 3 to 5, 2023", "2023-05-03 to 2023-05-05"),
        ("2023-05-30/2023-06-02", "May 30 to June 2, 2023", "2023-05-30 to 2023-06-02"),
        ("2022-12/2023-01", "Dec. 2022 to Jan. 2023", "2022-12 to 2023-01"),
        ("2022-12/2022-12-05", "Dec. 2022 to Dec. 5, 2022", "2022-12 to 2022-12-05"),
        ("2023-01~/2023-04~", "about Jan. 2023 to about April 2023",
         "about 2023-01 to about 2023-04"),
        ("[2023-07..2023-09]", "between July and Sept. 2023", "between 2023-07 and 2023-09"),
        ("2023-33", "Q1 2023", "Q1 2023"),
        ("2022-21", "spring 2022", "spring 2022"),
        ("2022-21/2022-22", "spring 2022 to summer 2022", "spring 2022 to summer 2022"),
        ("-0145-03", "March 146 BC", "-0145-03"),
        ("-0145", "146 BC", "-0145"),
        ("0079-08-24", "Aug. 24, AD 79", "0079-08-24"),
        ("199X", "1990s", "1990s"),
        ("190X", "1900s", "1900s"),
        ("19XX", "20th century", "1900s"),
        ("20XX~", "about 21st century", "about 2000s"),
        ("-014X", "150 BC to 141 BC", "-0140s"),
    ],
)  # fmt: skip
def test_a_period_is_written_as_people_write_it_or_as_iso(edtf: str, said: str, exact: str) -> None:
    period = Period.parse(edtf)
    assert display.write_period(period) == said
    assert (
        display.write_period(period, EXACT)
        == display.write_period(period, Style(iso=True))
        == exact
    )


MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
PARTS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
PARTS |= {f"Q{number}": 32 + number for number in range(1, 5)}


def year_read(text: str) -> str:
    if text.endswith(" BC"):
        year = 1 - int(text.removesuffix(" BC"))
        return f"{year:05}" if year < 0 else f"{year:04}"
    return f"{int(text.removeprefix('AD ')):04}"


def point_read(text: str) -> str:
    for words, mark in (("perhaps about ", "%"), ("perhaps ", "?"), ("about ", "~")):
        if text.startswith(words):
            return point_read(text.removeprefix(words)) + mark
    if found := re.fullmatch(r"(\d+)(?:st|nd|rd|th) century", text):
        return f"{int(found[1]) - 1}XX"
    if found := re.fullmatch(r"(\d{3})0s", text):
        return f"{found[1]}X"
    first, _, rest = text.partition(" ")
    if first in PARTS:
        return f"{year_read(rest)}-{PARTS[first]}"
    if first not in MONTHS:
        return year_read(text)
    month = f"{MONTHS.index(first) + 1:02}"
    if found := re.fullmatch(r"(\d\d?), (.+)", rest):
        return f"{year_read(found[2])}-{month}-{int(found[1]):02}"
    return f"{year_read(rest)}-{month}"


def period_read(text: str) -> Period:
    """Return the period that words name."""
    if text.startswith("since "):
        return Period.parse(f"{point_read(text.removeprefix('since '))}/..")
    if text.startswith("until "):
        return Period.parse(f"../{point_read(text.removeprefix('until '))}")
    joined = " and " if text.startswith("between ") else " to "
    start, found, end = text.removeprefix("between ").partition(joined)
    if not found:
        return Period.parse(point_read(text))
    month, _, day = start.partition(" ")
    if month in MONTHS and (not day or re.fullmatch(r"\d\d?", day)):  # the year is said once
        if end[0].isdigit():
            end = f"{month} {end}"
        closing = end.partition(", ")[2] if day else end.partition(" ")[2]
        start += f", {closing}" if day else f" {closing}"
    return Period.parse(f"{point_read(start)}/{point_read(end)}")


YEARS = st.one_of(st.integers(-600, 2100), st.integers(1990, 2030)).map(
    lambda year: f"{year:05}" if year < 0 else f"{year:04}"
)
POINTS = st.one_of(
    YEARS,
    st.builds(lambda y, m: f"{y}-{m:02}", YEARS, st.integers(1, 12)),
    st.builds(lambda y, m, d: f"{y}-{m:02}-{d:02}", YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda y, p: f"{y}-{p}", YEARS, st.sampled_from(sorted(PARTS.values()))),
    st.integers(100, 209).map(lambda decade: f"{decade}X"),
    st.integers(10, 20).map(lambda century: f"{century}XX"),
)
MARKED = st.builds(lambda point, mark: point + mark, POINTS, st.sampled_from(("", "~", "?", "%")))


@given(start=MARKED, end=st.none() | MARKED, shape=st.sampled_from(("{}/{}", "[{}..{}]")))
def test_the_days_of_a_period_can_be_read_back_from_what_is_shown(
    start: str, end: str | None, shape: str
) -> None:
    edtf = start
    if end is not None:
        edtf = shape.format(*sorted((start, end), key=lambda point: Period.parse(point).first))
    try:
        period = Period.parse(edtf)
    except ValueError:  # it ends before it begins: a year inside its own decade
        return
    read = period_read(display.write_period(period, PEOPLE))
    assert (read.first, read.last) == (period.first, period.last)
    assert sorted(re.findall("[~?%]", read.edtf)) == sorted(re.findall("[~?%]", edtf))


@pytest.mark.parametrize(("shape", "said"), [("{}/..", "since {}"), ("../{}", "until {}")])
@given(point=MARKED)
def test_an_open_period_can_be_read_back(shape: str, said: str, point: str) -> None:
    period = Period.parse(shape.format(point))
    assert period_read(display.write_period(period)) == period
    assert display.write_period(period) == said.format(display.write_period(Period.parse(point)))


@pytest.mark.parametrize(
    ("duration", "said"),
    [
        ("P1Y", "every year"),
        ("P6Y", "every 6 years"),
        ("3/P1Y", "3 times a year"),
        ("2/P3M", "2 times every 3 months"),
        ("P1Y6M", "P1Y6M"),
    ],
)
def test_a_recurrence_is_said_in_words(duration: str, said: str) -> None:
    assert display.write_recurrence(duration) == said


# ---------------------------------------------------------------- the commands


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    database = str(tmp_path_factory.mktemp("stored") / "a.db")
    done("load", "--sample", "--db", database)
    done("ingest", EXAMPLE, "--db", database)
    return database


FIGURES = "us-mexico-example@2023"
QUESTIONS = [
    ("figures",),
    ("show", FIGURES),
    ("diff", "us-mexico-example@2022", FIGURES),
    ("log", "us-mexico-example"),
    ("history", "trade in goods"),
    ("history", "trade in goods", "--triangle"),
    ("blame", FIGURES, "--only", "figures"),
    ("status", "--today", "2024", "--only", "stale"),
]
DATED = [("events",), ("editions",), ("export", "-o", "-")]
EVERY_DIGIT = re.compile(r"\d,\d00,000\b")
IN_SHORT = re.compile(r"\d (?:million|billion)\b")


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("form", ["text", "md"])
def test_numbers_are_short_and_with_exact_in_full(
    stored: str, question: tuple[str, ...], form: str
) -> None:
    shown = _said(done(*question, "--format", form, "--db", stored).stdout)
    exact = _said(done(*question, "--format", form, "--db", stored, "--exact").stdout)
    assert IN_SHORT.search(shown)
    assert not EVERY_DIGIT.search(shown)
    assert EVERY_DIGIT.search(exact)
    assert not IN_SHORT.search(exact)


def _said(printed: str) -> str:
    """Return an output without the sentences of the document, which have their own numbers."""
    lines = printed.partition("Passages: ")[0].splitlines()
    return "\n".join(line for line in lines if not line.startswith('    "'))


@pytest.mark.parametrize(
    "question", [q for q in (*QUESTIONS, *DATED) if "--triangle" not in q], ids=" ".join
)
def test_dates_are_in_words_and_in_digits_where_they_are_asked_for(
    stored: str, question: tuple[str, ...]
) -> None:
    words = re.compile(r"\b(?:Aug|Oct|Sept)\. (?:\d\d?, )?20\d\d\b")
    digits = re.compile(r"\b20\d\d-\d\d\b")
    ask = (*question, "--format", "text", "--db", stored)
    assert words.search(done(*ask).stdout)
    for option in ("--iso-dates", "--exact"):
        shown = done(*ask, option).stdout
        assert digits.search(shown)
        assert not words.search(_said(shown))


@pytest.mark.parametrize("question", [*QUESTIONS, *DATED], ids=" ".join)
def test_what_programs_read_is_exact_whatever_is_asked(
    stored: str, question: tuple[str, ...]
) -> None:
    for form in ("csv", "jsonl"):
        plain = done(*question, "--format", form, "--db", stored).stdout
        assert done(*question, "--format", form, "--db", stored, "--exact").stdout == plain
        assert done(*question, "--format", form, "--db", stored, "--iso-dates").stdout == plain


def test_a_list_that_is_cut_short_says_nothing_of_the_database(stored: str) -> None:
    with running("figures", "--limit", "2", "--db", stored) as process:
        out, told = process.communicate()
    assert (process.returncode, told) == (0, "")
    assert len(out.splitlines()) > 3


@pytest.mark.parametrize(
    ("period", "as_of", "said"),
    [
        ("2022", None, "for 2022"),
        ("2024-01-02/..", None, "since Jan. 2, 2024"),
        ("../2022", None, "until 2022"),
        (None, "2022-07-01", "as of July 1, 2022"),
        (None, None, None),
    ],
)
def test_the_time_of_a_figure_is_told_with_its_preposition(
    period: str | None, as_of: str | None, said: str | None
) -> None:
    told = replace(
        figure("12", "case"),
        period=None if period is None else Period.parse(period),
        as_of=None if as_of is None else Period.parse(as_of),
    )
    assert display.write_holding_time(told) == said
