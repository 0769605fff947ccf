from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import elements, links, require_laws, text_boxes, texts
from editions import EXAMPLES, event, imprint, one_happening
from timeline.charts.drawing import Drawing
from timeline.charts.strip import draw_strip
from timeline.charts.strip_window import choose_window, neighbouring_windows, sort_happenings
from timeline.model import Event, Happening, Statement
from timeline.values import day_number, year_of

TODAY = day_number(2026, 11, 28)
STATUSES = ("occurred", "scheduled", "ongoing", "recurring", "postponed", "cancelled")


def happening(stated: Event, number: int = 0, editions: int = 1) -> Happening:
    labels = [str(2020 + each) for each in range(editions)]
    statement = Statement(imprint=imprint(labels[-1]), event=stated, number=number)
    return one_happening(statement, *labels, key=f"k{number}")


def strip(*events: Event, width: int = 1120, **options: object) -> Drawing:
    happenings = [happening(each, number) for number, each in enumerate(events)]
    return draw_strip(
        happenings, today=TODAY, width=width, link=lambda each: f"/happening/{each.key}", **options
    )  # type: ignore[arg-type]


def years(first: int, last: int) -> tuple[int, int]:
    return day_number(first, 1, 1), day_number(last, 12, 31)


WORDS = (
    "Bridge of the Opens <b>& Ministers’ \u202eevil 東京会議 🎉 ﷺ \x1b[31m Constitutionally".split(
        " "
    )
)
TITLES = st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@st.composite
def dates(draw: st.DrawFn) -> str:
    year = draw(st.integers(1700, 2060) | st.integers(2015, 2030))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    later = year + draw(st.integers(0, 12))
    return draw(
        st.sampled_from(
            [
                f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}~",
                f"{year}-21", f"{year}-34", f"{year // 10}X", f"{year // 100}XX",
                f"{year}/..", f"../{year}", f"{year}/{later}", f"{year}-{month:02}/{later}-12-31",
                f"[{year}..{later}]" if later > year else f"{year}",
                f"{year}-01-01/{year}-01-03", "-0145-03", f"[..{year}]",
            ]
        )
    )  # fmt: skip


STATED = st.lists(
    st.tuples(TITLES, dates(), st.sampled_from(STATUSES), st.integers(1, 4)), max_size=25
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    stated=STATED,
    times=st.sampled_from([1, 1, 4]),
    first=st.none() | st.integers(day_number(1690, 1, 1), day_number(2050, 1, 1)),
    days=st.integers(0, 60_000) | st.integers(0, 900),
    width=st.sampled_from([1120, 328]),
)
def test_no_label_of_a_strip_overlaps_another_or_leaves_it(
    stated: list[tuple[str, str, str, int]], times: int, first: int | None, days: int, width: int
) -> None:
    found = [
        happening(event(title, edtf, status), number, editions)
        for number, (title, edtf, status, editions) in enumerate(stated * times)
    ]
    window = None if first is None else (first, first + days)

    def draw() -> Drawing:
        return draw_strip(
            found, today=TODAY, window=window, width=width,
            link=lambda each: f"/happening/{each.key}?from=\"<&>'",
        )  # fmt: skip

    drawing = draw()
    require_laws(drawing)
    low, high = (200, 420) if width == 1120 else (160, 330)
    assert low <= drawing.height <= high
    assert draw() == drawing
    assert drawing.window is not None and window in (None, drawing.window)


def test_every_happening_with_a_date_is_in_the_window_or_counted_outside() -> None:
    drawing = strip(
        event("Old", "1990"), event("Now", "2025-03-04"), event("New", "2060"),
        event("Undated", None, "recurring", recurrence="P1Y"), window=years(2020, 2030),
    )  # fmt: skip
    assert (drawing.earlier, drawing.later) == (1, 1)
    assert drawing.caption == "1 event, 2020 to 2030. Not shown: 1 earlier and 1 later."
    assert {"earlier (1)", "later (1)", "today", "Now"} <= set(texts(drawing))


def test_a_date_that_is_not_exact_is_a_point_with_a_whisker_and_no_bar() -> None:
    drawing = strip(event("Bridge Opens", "2023"), window=years(2020, 2026))
    (whisker,) = (e for e in elements(drawing, "path") if e.get("class") == "whisker")
    assert "Going on" not in texts(drawing) and whisker.attrib["d"].startswith("M")
    assert len(elements(drawing, "circle")) == 1


def test_a_day_has_no_whisker() -> None:
    drawing = strip(event("Bridge Opens", "2023-05-06"), window=years(2023, 2023))
    assert 'class="whisker"' not in drawing.svg


def test_what_goes_on_has_a_band_of_its_own_that_says_since_when() -> None:
    drawing = strip(event("Scholarships Are Given", "1948/..", "ongoing"), window=years(2020, 2030))
    assert "Scholarships Are Given (since 1948)" in texts(drawing)
    assert "Going on" in texts(drawing)


def test_an_uncertain_end_fades_over_its_possible_days() -> None:
    drawing = strip(event("Works", "2021/2023-06-30", "ongoing"), window=years(2020, 2024))
    (fade,) = (e for e in elements(drawing, "rect") if e.get("fill"))
    year = 365 * (1104 / 1827)
    assert float(fade.attrib["width"]) == pytest.approx(year, abs=0.1)
    assert fade.attrib["fill"] == "url(#strip1120-in-ongoing)"


def test_bands_that_find_no_room_are_counted() -> None:
    events = [event(f"Programme {n}", "2001/..", "ongoing") for n in range(11)]
    assert "and 7 more in the list" in texts(strip(*events))
    assert "and 9 more in the list" in texts(strip(*events, width=328))


def test_points_that_find_no_row_are_ticks_at_the_top_and_the_caption_counts_them() -> None:
    events = [event(f"Meeting of the Ministers Number {n}", "2025-03-04") for n in range(40)]
    drawing = strip(*events)
    labelled = sum(text.startswith("Meeting") for text in texts(drawing))
    assert 0 < labelled < 40
    assert f"{labelled} of 40 labelled; the others are ticks at the top." in drawing.caption
    (ticks,) = (e for e in elements(drawing, "path") if e.get("class") == "unlabelled")
    assert ticks.attrib["d"].count("M") == 40 - labelled


def test_plans_and_what_many_editions_state_are_labelled_first() -> None:
    crowd = [happening(event(f"Meeting {n} of the Ministers", "2025-03-04"), n) for n in range(40)]
    plan = happening(event("Plan", "2027-03-04", "scheduled"), 97)
    known = happening(event("Known to All", "2025-03-04"), 98, editions=9)
    drawing = draw_strip(
        [*crowd, plan, known], today=TODAY, window=years(2020, 2030), link=lambda each: each.key
    )
    assert links(drawing)[:2] == ["k97", "k98"]


def test_above_sixty_points_there_are_columns_that_lead_to_their_years() -> None:
    events = [event(f"Meeting {n}", f"{2015 + n % 10}-03-04") for n in range(61)]
    planned = [event(f"Plan {n}", "2025-03-04", "scheduled") for n in range(3)]
    drawing = strip(*events, *planned, event("Some Day", "201X"), window=years(2010, 2030))
    assert links(drawing) == [f"#y{year}" for year in range(2015, 2026)]
    assert texts(drawing).count("6") == 9 and "3" in texts(drawing) and "7" in texts(drawing)
    assert "1 with a less exact date is in the list only." in drawing.caption


def test_a_plan_whose_date_has_passed_has_a_triangle_unless_somebody_knows_better() -> None:
    plan = event("Dialogue", "2023-09", "scheduled")
    assert 'class="filled overdue"' in strip(plan).svg
    assert "1 plan is overdue." in strip(plan).caption
    assert "overdue" not in strip(plan, is_overdue=lambda _: False).svg


def test_a_long_title_is_cut_at_a_word_that_says_something() -> None:
    title = "Two Governments Sign an Agreement in the Hall of the Republic on Water"
    assert "Two Governments Sign an Agreement …" in texts(strip(event(title, "2025-03-04")))
    narrow = texts(strip(event(title, "2025-03-04"), width=328))
    assert "Two Governments Sign …" in narrow


def test_the_window_holds_today_and_four_of_five_events_in_the_fewest_years() -> None:
    stated = [event("E", f"{year}-06-01") for year in (1990, 2022, 2023, 2024, 2027)]
    points, _ = sort_happenings([happening(each, n) for n, each in enumerate(stated)])
    first, last = choose_window(points, TODAY)
    assert (year_of(first), year_of(last)) == (2022, 2027)


def test_the_window_goes_where_the_events_are_if_today_has_none() -> None:
    stated = [event("E", f"{year}-06-01") for year in (1810, 1811, 1815)]
    points, _ = sort_happenings([happening(each, n) for n, each in enumerate(stated)])
    first, last = choose_window(points, TODAY)
    assert (year_of(first), year_of(last)) == (1810, 1815)


def test_beside_a_window_lie_an_earlier_a_later_a_closer_and_a_wider_one() -> None:
    assert neighbouring_windows(years(2010, 2019)) == {
        "earlier": years(2005, 2014), "later": years(2015, 2024),
        "closer": years(2012, 2016), "wider": years(2005, 2024),
    }  # fmt: skip
    assert "closer" not in neighbouring_windows(years(2020, 2020))


@pytest.mark.parametrize(
    ("window", "column"),
    [
        (years(2015, 2024), "a year"),
        (years(2019, 2020), "a month"),
        (years(1500, 2030), "5 years"),
    ],
)
def test_the_caption_says_what_a_column_counts(window: tuple[int, int], column: str) -> None:
    events = [event(f"Meeting {n}", f"2019-{n % 12 + 1:02}-04") for n in range(70)]
    assert (
        f"Each column counts the events of {column}: filled"
        in strip(*events, window=window).caption
    )


def test_a_strip_of_nothing_shows_the_years_around_today() -> None:
    drawing = strip()
    assert drawing.caption == "No events, 2021 to 2031."
    require_laws(drawing)


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (years(2018, 2036), ["2018", "2020", "2036"]),
        (years(2021, 2023), ["Q1 2021", "Q4 2023"]),
        (years(2023, 2023), ["Jan. 2023", "Feb. 2023"]),
        (years(1700, 2030), ["1700", "1725", "2000"]),
        (years(-200, 100), ["201 BC", "101 BC"]),
    ],
)
def test_the_ticks_of_time_are_those_that_people_count_in(
    window: tuple[int, int], expected: list[str]
) -> None:
    drawing = strip(window=window)
    assert set(expected) <= set(texts(drawing))
    ticks = sorted(box.left for text, box in text_boxes(drawing) if text[-1:].isdigit())
    assert all(b - a >= 60 for a, b in pairwise(ticks))


def test_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="1120 or 328 px wide, not 500"):
        strip(width=500)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        strip(window=(20, 10))
