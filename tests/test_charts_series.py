from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import elements, links, require_laws, text_boxes, texts
from editions import EXAMPLES, figure, imprint
from timeline.charts.drawing import Drawing
from timeline.charts.edition_dots import draw_editions
from timeline.charts.observations import write_change
from timeline.charts.scales import name_ticks, scale_values
from timeline.charts.series_chart import draw_series
from timeline.charts.sparkline import draw_sparkline
from timeline.charts.triangle import revision_triangle
from timeline.formats.written_amounts import group_digits
from timeline.model import Figure, Series, StatedFigure
from timeline.values import QUALIFIERS


def stated(label: str, of: Figure, sentence: str | None = None, number: int = 0) -> StatedFigure:
    return StatedFigure(
        imprint=imprint(label, label), figure=of, sentence=sentence, number=number,
        key=f"us-mexico@{label}#figure-{number}",
    )  # fmt: skip


def series(*members: StatedFigure) -> Series:
    return Series(key=members[0].key or "", members=members)


def editions(rows: dict[str, dict[str, str]], note: str = "", **kept: str) -> Series:
    """A series from the values of each edition by period; the note stands in each sentence."""
    return series(
        *(
            stated(label, figure("output", value, period=period, **kept), note, number)  # type: ignore[arg-type]
            for label, values in rows.items()
            for number, (period, value) in enumerate(values.items())
        )
    )


def drawn(of: Series, width: int = 760) -> Drawing:
    found = draw_series(of, width=width, link=lambda member: f"/cite/{member.key}")
    assert found is not None
    return found


RESTATED = editions({
    "2022": {"2020": "100", "2021": "200"},
    "2023": {"2020": "100", "2021": "206", "2022": "300"},
})  # fmt: skip


def test_a_chart_says_what_was_restated_and_labels_the_newest_value() -> None:
    drawing = drawn(RESTATED)
    assert drawing.caption == (
        "Restated upwards for 1 of 3 years. Filled: the newest edition, 2023. "
        "Hollow: earlier editions."
    )
    assert {"US dollars", "$300", "for 2022", "$100", "Revised since first stated", "+3.0%"} <= set(
        texts(drawing)
    )
    assert drawing.height > 300


def test_a_value_that_is_the_same_in_two_editions_is_one_disc() -> None:
    discs = [each.attrib["class"] for each in elements(drawn(RESTATED), "circle")]
    assert sorted(discs) == ["disc", "disc newest", "disc newest", "disc newest"]
    assert len(links(drawn(RESTATED))) == 4


def test_a_missing_period_is_a_gap_in_the_line() -> None:
    gap = editions({"2023": {"2018": "1", "2019": "2", "2021": "3", "2022": "4"}})
    (line,) = (e for e in elements(drawn(gap), "path") if e.get("class") == "line newest")
    assert line.attrib["d"].count("M") == 2 and line.attrib["d"].count("L") == 2


def test_periods_of_two_lengths_are_not_joined() -> None:
    mixed = editions({"2023": {"2021": "1", "2022": "2", "2023-01/2023-04": "1"}})
    (line,) = (e for e in elements(drawn(mixed), "path") if e.get("class") == "line newest")
    assert line.attrib["d"].count("L") == 1


def rebased() -> Series:
    old = [stated("2022", figure("output", "100", period="2020"), "in 2010 dollars")]
    new = [
        stated("2023", figure("output", value, period=period), "in 2017 dollars", number)
        for number, (period, value) in enumerate({"2020": "120", "2021": "130"}.items())
    ]
    return series(*old, *new)


def test_another_price_year_is_never_called_a_revision() -> None:
    drawing = drawn(rebased())
    assert "none restated; 1 of 2 years is stated in another price year" in drawing.caption
    assert not {"Revised since first stated"} & set(texts(drawing))
    assert 'class="revision"' not in drawing.svg
    cell = revision_triangle(rebased()).rows[1].cells[0]
    assert cell is not None
    assert (cell.other_basis, cell.change, cell.heat, cell.basis) == (True, None, 0, "2017 dollars")


def test_a_price_year_that_only_one_edition_prints_is_no_revision_either() -> None:
    first, *others = rebased().members
    silent = series(replace(first, sentence=None), *others)
    assert "Revised since first stated" not in texts(drawn(silent))


def test_another_scope_or_make_is_no_revision() -> None:
    crude = stated("2022", figure("crude oil output", "100", period="2020"))
    refined = stated("2023", figure("refined oil output", "120", period="2020"))
    assert "none restated" in drawn(series(crude, refined)).caption


def test_between_two_price_years_stands_a_line_that_says_so() -> None:
    old = [stated("2020", figure("output", "100", period="2015"), "in 2010 dollars")]
    new = [stated("2023", figure("output", "120", period="2022"), "in 2017 dollars")]
    drawing = drawn(series(*old, *new))
    assert any(text.startswith("other price year") for text in texts(drawing))
    assert sum(each.get("class") == "edge" for each in elements(drawing, "path")) == 1


def test_a_large_revision_is_an_arrow_from_the_old_value_to_the_new_one() -> None:
    drawing = drawn(editions({"2022": {"2020": "100"}, "2023": {"2020": "200"}}))
    heads = [each for each in elements(drawing, "path") if each.get("class") == "revision"]
    assert len(heads) == 2 and "+100.0%" in texts(drawing)


def test_a_range_and_a_stated_uncertainty_are_bars() -> None:
    whole = figure("output", "100", period="2020")
    spread = replace(whole.quantity, low=Decimal(80), high=Decimal(120))
    ranged = replace(whole.quantity, value_high=Decimal(140))
    drawing = drawn(
        series(
            stated("2022", replace(whole, quantity=spread)),
            stated("2023", replace(figure("output", "1", period="2021"), quantity=ranged)),
        )
    )
    assert sum("uncertain" in each.get("class", "") for each in elements(drawing, "path")) == 2


def test_shares_are_told_in_points_and_their_axis_says_where_it_starts() -> None:
    rates = editions(
        {"2022": {"2020": "54", "2021": "52"}, "2023": {"2021": "52.5"}},
        unit="percent",
        kind="rate",
    )
    drawing = drawn(rates)
    assert "+0.5 points" in texts(drawing)
    assert any(text.startswith("percent (axis starts at 5") for text in texts(drawing))
    assert "52.5%" in texts(drawing)


def test_the_best_rank_stands_at_the_top() -> None:
    drawing = drawn(editions({"2023": {"2021": "4", "2022": "80"}}, unit="rank", kind="rank"))
    y = {text: box.top for text, box in text_boxes(drawing)}
    assert y["20"] < y["80"] and "0" not in y


def test_a_day_is_told_as_of_and_another_definition_is_named() -> None:
    old = stated(
        "2020", figure("output", "100", as_of="2015-07-01"), "note: data are for the north"
    )
    new = stated("2023", figure("output", "120", as_of="2022-07-01"), "note: data cover the south")
    found = texts(drawn(series(old, new)))
    assert "as of July 1, 2022" in found
    assert any(text.startswith("other definition") for text in found)


def test_what_refers_to_no_time_is_counted_and_not_drawn() -> None:
    dated = figure("output", "100", period="2020")
    undated = figure("output", "110")
    drawing = drawn(series(stated("2022", dated), stated("2023", undated)))
    assert "1 statement without a period, or in another unit, in the table only." in drawing.caption
    assert draw_series(series(stated("2023", undated)), link=lambda _: "") is None


def test_amounts_in_two_units_of_one_kind_are_drawn_in_their_base_unit() -> None:
    drawing = drawn(
        series(
            stated("2022", figure("length", "5", unit="kilometre", period="2020")),
            stated("2023", figure("length", "5500", unit="metre", period="2020")),
        )
    )
    assert "metres" in texts(drawing) and len(elements(drawing, "circle")) == 2


NUMBERS = st.one_of(
    st.decimals(-1000, 10**13, places=2, allow_nan=False),
    st.decimals(0, 100, places=1, allow_nan=False),
    st.sampled_from([*map(Decimal, ("0", "1E+30", "1E-9", "-5", "1234567890123456789012"))]),
)
TIMES = [
    None,
    "2019",
    "2020",
    "2021",
    "2021-06",
    "2022",
    "2022-12-12",
    "2022-01/2022-04",
    "1948/..",
    "-0145",
]
LONG_UNIT = "active land port of entry with a very long name indeed and more of it"
UNITS = [
    ("USD", "level"), ("percent", "rate"), ("rank", "rank"), ("person", "count"), (None, "level"),
    (LONG_UNIT, "count"),
]  # fmt: skip
NOTES = [None, "note: data are in 2017 dollars", "in constant 2010 dollars", "<b>&"]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.integers(2000, 2025), st.sampled_from(TIMES), NUMBERS, NUMBERS,
            st.sampled_from(["value", "range", "spread"]), st.sampled_from([*QUALIFIERS]),
            st.sampled_from(NOTES),
        ),
        min_size=1, max_size=25,
    ),
    unit=st.sampled_from(UNITS),
    width=st.sampled_from([760, 328]),
)  # fmt: skip
def test_no_label_of_a_chart_overlaps_another_or_leaves_it(
    rows: list[tuple[int, str | None, Decimal, Decimal, str, str, str | None]],
    unit: tuple[str | None, str],
    width: int,
) -> None:
    members = []
    for number, (year, time, one, other, shape, hedge, note) in enumerate(
        sorted(rows, key=lambda row: row[0])
    ):
        low, high = sorted((one, other))
        made = figure("output", str(one), unit[0], kind=unit[1], period=time, qualifier=hedge)
        quantity = replace(
            made.quantity,
            value=low if shape == "range" else one,
            value_high=high if shape == "range" else None,
            low=low if shape == "spread" else None,
            high=high if shape == "spread" else None,
        )
        members.append(stated(str(year), replace(made, quantity=quantity), note, number))
    whole = series(*members)
    first, second = (
        draw_series(whole, width=width, link=lambda m: f"/{m.key}?\"<&>'") for _ in "12"
    )
    assert first == second
    if first is not None:
        require_laws(first)
    revision_triangle(whole)
    spark = draw_sparkline(whole)
    if spark is not None:
        require_laws(spark)


def test_a_long_series_stays_within_its_bytes() -> None:
    many = editions({
        str(edition): {str(year): str(year * 3 + edition) for year in range(1950, edition)}
        for edition in range(1980, 2020)
    })  # fmt: skip
    require_laws(drawn(many))
    assert "Hollow" in drawn(many).caption


def test_the_triangle_has_a_row_an_edition_and_the_newest_eight_times() -> None:
    table = revision_triangle(editions({
        "2022": {str(year): "100" for year in range(2010, 2021)},
        "2023": {"2018": "100", "2019": "100.5", "2020": "112"},
    }))  # fmt: skip
    assert table.times == tuple(map(str, range(2013, 2021))) and table.earlier == 3
    assert table.unit == "US dollars"
    assert [row.imprint.label for row in table.rows] == ["2022", "2023"]
    cells = [cell and (cell.value, cell.change, cell.heat) for cell in table.rows[1].cells[4:]]
    assert cells == [
        None, ("$100", None, 1), ("$100.50", "+0.5%", 2), ("$112", "+12.0%", 5)
    ]  # fmt: skip
    assert all(cell is not None and cell.heat == 0 for cell in table.rows[0].cells)


@pytest.mark.parametrize(
    ("change", "unit", "expected"),
    [
        ("2.6179", "%", "+2.6%"), ("-0.04", "%", "−0.04%"), ("0.0001", "%", "+0.000%"),
        ("0.4", "point", "+0.4 points"), ("-1", "point", "−1 point"), ("3", "place", "+3 places"),
        ("1234.5", "%", "+1,234.5%"),
    ],
)  # fmt: skip
def test_a_change_is_written_with_its_sign(change: str, unit: str, expected: str) -> None:
    assert write_change(Decimal(change), unit) == expected


@pytest.mark.parametrize(
    ("values", "from_zero", "word", "ticks"),
    [
        (("863000000000", "577300000000"), True, "billion", ("0", "200", "400", "600", "800")),
        (("3.2", "2.1"), True, "", ("0", "1", "2", "3", "4")),
        (("54", "52"), False, "", ("52.0", "52.5", "53.0", "53.5", "54.0")),
        (("-120", "45"), True, "", ("−150", "−100", "−50", "0", "50")),
        (("1E+30", "5"), True, "×10³⁰", ("0", "0.2")),
        (("7", "7"), False, "", ("7.0", "7.2")),
    ],
)  # fmt: skip
def test_values_have_ticks_that_people_count_in(
    values: tuple[str, ...], from_zero: bool, word: str, ticks: tuple[str, ...]
) -> None:
    numbers = [Decimal(value) for value in values]
    scale = scale_values(numbers, 270, 30, from_zero=from_zero, whole=False)
    most = max(abs(number) for number in numbers)
    found = name_ticks(scale.ticks, most, group_digits)
    assert (found[0], found[1][: len(ticks)]) == (word, ticks)


def test_under_three_values_there_is_no_sparkline() -> None:
    assert draw_sparkline(editions({"2023": {"2020": "1", "2021": "2"}})) is None
    spark = draw_sparkline(editions({"2023": {"2020": "1", "2021": "2", "2022": "5"}}))
    assert spark is not None and (spark.width, spark.height) == (96, 20)


def test_editions_are_dots_on_true_time_and_the_newest_is_filled() -> None:
    dots = draw_editions([imprint(label, label) for label in ("2020", "2021", "2024")])
    assert dots is not None and dots.caption == "3 editions, the newest 2024"
    places = [float(each.attrib["cx"]) for each in elements(dots, "circle")]
    assert places == pytest.approx([5, 26.5, 91], abs=0.5)
    assert [each.attrib["class"] for each in elements(dots, "circle")][-1] == "disc newest"
    assert draw_editions([imprint("2020")]) is None
