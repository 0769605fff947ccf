"""The same figure and the same event through all editions, and `timeline history`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import click.testing
import pytest

import country
from commands import done, dump, refused, written
from editions import event, figure, imprint
from timeline import series
from timeline.formats import histories
from timeline.label_search import Search
from timeline.model import (
    PARTIAL,
    Figure,
    Happening,
    Link,
    Quote,
    Series,
    Span,
    StatedFigure,
    Statement,
    Story,
)
from timeline.series import Edition, vintages

# ---------------------------------------------------------------- series, by editions and links


def edition(label: str, *figures: Figure, coverage: str = "complete") -> Edition:
    of = imprint(label, label, coverage=coverage)
    return of, [StatedFigure(imprint=of, figure=each, number=n) for n, each in enumerate(figures)]


def same(*pairs: tuple[int, int]) -> tuple[Link, ...]:
    return tuple(Link(before, after, 100, "") for before, after in pairs)


def told(found: Series) -> list[tuple[str, str]]:
    return [(member.imprint.label, str(member.figure.quantity.value)) for member in found.members]


def changes(found: Series) -> list[str]:
    return [vintage.change for vintage in vintages([found])]


def read(stated: Figure, start: int = 0) -> Figure:
    """A figure that was read in a text."""
    return replace(stated, quote=Quote(Span(start, start + 1), "x"))


def test_links_lead_from_edition_to_edition_whatever_the_measure_is_called() -> None:
    editions = [
        edition("2020", figure("jobless people", "5")),
        edition("2021", figure("unemployed", "6")),
        edition("2022", figure("people out of work", "7")),
    ]
    (found,) = series.series(editions, [same((0, 0)), same((0, 0))])
    assert told(found) == [("2020", "5"), ("2021", "6"), ("2022", "7")]


def test_a_series_keeps_the_name_of_its_first_member_when_its_label_changes() -> None:
    editions = [
        edition("2020", figure("jobless people", "5")),
        edition("2021", figure("unemployed", "6")),
    ]
    (found,) = series.series(editions, [same((0, 0))])
    assert found.key == "us-mexico@2020#figure-jobless-people"
    (*_, newest) = vintages([found])
    assert (newest.key, newest.name) == (found.key, "unemployed")


def test_what_no_link_joins_is_two_series_though_it_has_one_name() -> None:
    editions = [edition("2020", figure("exports", "5")), edition("2021", figure("exports", "6"))]
    assert len(series.series(editions, [()])) == 2


def test_an_edition_that_leaves_a_figure_out_is_bridged_and_it_returns_after_it() -> None:
    editions = [
        edition("2020", figure("timber exports", "5")),
        edition("2021"),
        edition("2022", figure("exports of timber", "6")),
    ]
    (found,) = series.series(editions, [(), ()])
    assert told(found) == [("2020", "5"), ("2022", "6")]
    assert found.returned == ("2022",)
    assert changes(found) == ["first", "returned"]


def test_a_partial_edition_leaves_nothing_out() -> None:
    editions = [
        edition("2020", figure("timber exports", "5")),
        edition("2021", coverage=PARTIAL),
        edition("2022", figure("timber exports", "5")),
    ]
    (found,) = series.series(editions, [(), ()])
    assert found.returned == ()
    assert changes(found) == ["first", "unchanged"]


def test_another_scope_or_unit_is_told_as_a_relative_and_never_merged() -> None:
    editions = [
        edition("2020", figure("trade", "9", scope="goods and services"), figure("fleet", "3")),
        edition("2021", figure("trade", "7", scope="goods"), figure("fleet", "40", "percent")),
        edition("2022", figure("trade", "9", scope="goods and services"), figure("fleet", "4")),
    ]
    linked = same((0, 0), (1, 1))
    found = series.series(editions, [linked, linked])
    assert [told(one) for one in found] == [
        [("2020", "9"), ("2022", "9")],
        [("2020", "3"), ("2022", "4")],
        [("2021", "7")],
        [("2021", "40")],
    ]
    goods = found[2]
    assert {(one.change, one.key, one.edition) for one in goods.relatives} == {
        ("rescoped", "us-mexico@2020#figure-trade", "2021"),
        ("rescoped", "us-mexico@2020#figure-trade", "2022"),
    }
    assert found[1].relatives[0].change == "unit-changed"
    assert next(vintages([goods])).related == ("rescoped: us-mexico@2020#figure-trade",)


def test_one_edition_may_state_several_periods_of_one_series() -> None:
    one, two, three = (
        figure("exports", v, period=p) for v, p in (("5", "2020"), ("6", "2021"), ("7", "2022"))
    )
    editions = [edition("2022", one, two), edition("2023", replace(two, measure="Exports"), three)]
    (found,) = series.series(editions, [same((1, 0))])
    assert told(found) == [("2022", "5"), ("2022", "6"), ("2023", "6"), ("2023", "7")]
    assert changes(found) == ["first", "first", "unchanged", "updated"]


def test_figures_of_one_name_and_period_or_of_none_stand_alone() -> None:
    twice = (figure("exports", "5", period="2020"), figure("exports", "6", period="2020"))
    timeless = (figure("exports", "5"), figure("exports", "6", period="2020"))
    for figures in (twice, timeless):
        assert len(series.series([edition("2021", *figures)], [])) == 2


def test_a_name_that_an_edition_has_twice_takes_nothing_up_again() -> None:
    editions = [
        edition("2020", figure("timber exports", "5")),
        edition("2021"),
        edition("2022", figure("timber exports", "6"), figure("timber exports", "7")),
    ]
    assert len(series.series(editions, [(), ()])) == 3


def test_one_word_of_a_text_is_no_name_and_the_label_of_a_field_is_one_in_its_section() -> None:
    def stating(label: str, value: str, sentence: str, section: str) -> Edition:
        of, (stated,) = edition(label, read(figure("Railways", value, "km")))
        return of, [replace(stated, sentence=sentence, section=(section,))]

    def found(first: str, then: str, section: str = "Transport") -> int:
        editions = [
            stating("2020", "5", first, "Transport"),
            edition("2021"),
            stating("2022", "6", then, section),
        ]
        return len(series.series(editions, [(), ()]))

    assert found("There were railways of 5 km.", "It built railways of 6 km.") == 2
    assert found("Railways: 5 km", "railways: 6 km") == 1
    assert found("Railways: 5 km", "Railways: 6 km", "History") == 2


def test_of_two_figures_that_lead_to_one_series_the_surer_one_goes_on_with_it() -> None:
    editions = [
        edition("2020", figure("exports", "5", period="2019"), figure("wool", "1")),
        edition(
            "2021",
            figure("exports of goods", "6", period="2019"),
            figure("exports", "5", period="2019"),
        ),
    ]
    links = (Link(0, 0, 50, ""), Link(0, 1, 90, ""))
    found = series.series(editions, [links])
    assert [told(one) for one in found] == [
        [("2020", "5"), ("2021", "5")], [("2020", "1")], [("2021", "6")],
    ]  # fmt: skip


def test_of_two_groups_the_one_with_more_links_goes_on_with_a_series() -> None:
    def of(measure: str, *years: str) -> list[Figure]:
        return [figure(measure, "5", period=year) for year in years]

    editions = [
        edition("2020", *of("exports", "2017", "2018", "2019")),
        edition("2021", *of("goods sold", "2017"), *of("goods sold abroad", "2018", "2019")),
    ]
    links = (Link(0, 0, 100, ""), Link(1, 1, 45, ""), Link(2, 2, 45, ""))
    found = series.series(editions, [links])
    assert [len(one.members) for one in found] == [5, 1]


def test_two_names_that_a_series_had_take_it_up_once() -> None:
    editions = [
        edition("2020", figure("jobless people", "5")),
        edition("2021", figure("people out of work", "5")),
        edition("2022"),
        edition("2023", figure("jobless people", "7"), figure("people out of work", "8")),
    ]
    found = series.series(editions, [same((0, 0)), (), ()])
    assert [told(one) for one in found] == [
        [("2020", "5"), ("2021", "5"), ("2023", "7")], [("2023", "8")],
    ]  # fmt: skip


def test_the_key_of_any_member_leads_to_the_series() -> None:
    editions = [
        edition("2020", read(figure("exports", "5"), 7)),
        edition("2021", read(figure("imports", "1"), 3), read(figure("goods sold abroad", "6"), 9)),
    ]
    found = series.series(editions, [same((0, 1))])
    keys = [member.key for member in found[0].members]
    assert keys == ["us-mexico@2020#figure-7-8", "us-mexico@2021#figure-9-10"]
    for key in keys:
        assert series.chosen(found, str(key)) == (found[0],)
    assert series.chosen(found, "us-mexico@2021#figure-9-11") == ()


def test_words_name_a_series_by_any_of_its_members_whatever_the_endings() -> None:
    editions = [
        edition("2020", figure("jobless people", "5"), figure("exports", "1", "ton")),
        edition("2021", figure("unemployed", "6"), figure("exports", "1", "ton")),
    ]
    found = series.series(editions, [same((0, 0), (1, 1))])

    def searched(words: str, *, exact: bool = False) -> list[Series]:
        return [one for _, one in series.searched(found, Search(words, exact=exact))]

    for words in ("jobless", "people jobless", "unemployed"):
        assert searched(words) == [found[0]]
    assert searched("tons export") == [found[1]]
    for words in ("jobless exports", "the", ""):
        assert searched(words) == []
    assert searched("Unemployed", exact=True) == [found[0]]
    assert searched("people", exact=True) == []


def test_a_restated_period_is_compared_with_what_was_last_said_of_it() -> None:
    def of(year: str, value: str) -> Figure:
        return figure("exports", value, period=year)

    editions = [
        edition("2021", of("2020", "5")),
        edition("2022", of("2020", "6"), of("2021", "8")),
        edition("2023", of("2020", "6"), of("2021", "8")),
    ]
    (found,) = series.series(editions, [same((0, 0)), same((0, 0), (1, 1))])
    assert changes(found) == ["first", "restated", "updated", "unchanged", "unchanged"]


# ---------------------------------------------------------------- happenings


def story(*statements: Statement, returned: tuple[str, ...] = ()) -> Story:
    (happening,) = series.happenings(
        "us-mexico",
        statements,
        [((one.imprint.label, 0), (two.imprint.label, 0)) for one, two in pairwise(statements)],
    )
    unplaced = tuple(one.imprint.label for one in statements if one.imprint.published is None)
    return Story(happening=happening, statements=statements, returned=returned, unplaced=unplaced)


def statement(label: str, when: str, status: str, published: str | None = "") -> Statement:
    of = imprint(label, label if published == "" else published)
    return Statement(imprint=of, event=event("Council Meeting", when, status))


def test_what_became_of_a_plan_is_told_edition_by_edition() -> None:
    rows = [
        statement("2020", "2021", "scheduled"),
        statement("2021", "2022-03", "scheduled"),
        statement("2022", "2022-03-04", "occurred"),
        statement("2023", "2022-03-04", "occurred"),
    ]
    assert [row.change for row in vintages([story(*rows)])] == [
        "first", "rescheduled", "occurred", "unchanged",
    ]  # fmt: skip


def test_an_event_that_an_edition_left_out_returns_as_a_figure_does() -> None:
    rows = (statement("2020", "2019", "occurred"), statement("2022", "2019", "occurred"))
    assert [row.change for row in vintages([story(*rows, returned=("2022",))])] == [
        "first", "returned",
    ]  # fmt: skip


def test_of_an_undated_edition_nobody_says_what_became_of_an_event_in_it() -> None:
    rows = (
        statement("2020", "2022-03-04", "occurred"),
        statement("draft", "2022-03", "scheduled", None),
    )
    assert [row.change for row in vintages([story(*rows)])] == ["first", "undated"]


def test_the_newest_statement_is_that_of_the_last_edition_in_their_order() -> None:
    """A year that is known and a month of it: the order of all lists, that of the first days."""
    year = statement("2023", "2023-09", "scheduled", "2023")
    month = statement("late", "2023-09", "occurred", "2023-06")
    found: Happening = story(year, month).happening
    assert (found.newest, found.editions) == (month, ("2023", "late"))


# ---------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the editions of the country; nobody may write to it."""
    folder = tmp_path_factory.mktemp("history")
    database = str(folder / "a.db")
    country.ingest(folder, database)
    return database


def rows(database: str, *asked: str) -> list[dict[str, object]]:
    lines = done("history", *asked, "--format", "jsonl", "--db", database).stdout.splitlines()
    return [json.loads(line) for line in lines]


def steps(database: str, *asked: str) -> list[tuple[object, ...]]:
    return [(row["edition"], row["value"], row["change"]) for row in rows(database, *asked)]


def test_words_follow_a_figure_through_the_dated_editions(stored: str) -> None:
    assert steps(stored, "timber") == [
        ("2015", "4200000000", "first"),
        ("2016", "4500000000", "updated"),
        ("2017", "4900000000", "updated"),
        ("2019", "5300000000", "updated"),
        ("2020", "5100000000", "updated"),
    ]


def test_a_figure_and_a_field_that_an_edition_left_out_return(stored: str) -> None:
    assert steps(stored, "machinery")[-1] == ("2019", "2900000000", "returned")
    assert steps(stored, "railways") == [
        ("2015", "1220", "first"),
        ("2016", "1220", "unchanged"),
        ("2019", "1260", "returned"),
    ]


def test_a_log_says_returned_where_a_history_does(stored: str) -> None:
    lines = done("log", "valdoria", "--format", "jsonl", "--db", stored).stdout.splitlines()
    (delta,) = [d for d in map(json.loads, lines) if d["after"]["edition"] == "2019"]
    returned = [r["after"]["measure"] for r in delta["figures"] if r["change"] == "returned"]
    assert returned == ["Imports of machinery", "Railways"]
    assert delta["summary"]["figures"]["returned"] == 2
    assert all(row["before"] is None for row in delta["figures"] if row["change"] == "returned")


def test_a_rescoped_figure_is_another_series_and_each_names_the_other(stored: str) -> None:
    found = rows(stored, "Norland")
    wide, narrow = dict.fromkeys(row["series"] for row in found)
    assert [(row["series"] == wide, row["edition"]) for row in found] == [
        (True, "2015"), (True, "2016"), (False, "2017"), (False, "2019"),
    ]  # fmt: skip
    assert [row["related"] for row in found[1:3]] == [
        [f"rescoped: {narrow}"],
        [f"rescoped: {wide}"],
    ]
    assert found[0]["related"] == found[3]["related"] == []


def test_every_key_that_is_printed_leads_back_to_its_series(stored: str) -> None:
    found = rows(stored, "timber")
    for row in found:
        assert rows(stored, str(row["cite"])) == found
    held = rows(stored, "parliamentary", "--only", "events")
    for key in dict.fromkeys(row["series"] for row in held):
        assert rows(stored, str(key)) == [row for row in held if row["series"] == key]


def test_a_plan_is_followed_until_it_was_held_and_found_by_what_it_was_called(stored: str) -> None:
    found = rows(stored, "parliamentary scheduled")
    assert [(r["edition"], r["status"], r["date"], r["change"]) for r in found] == [
        ("2015", "scheduled", "2016-09", "first"),
        ("2016", "scheduled", "2016-11", "rescheduled"),
        ("2017", "occurred", "2016-11-13", "occurred"),
        ("2019", "scheduled", "2020-11", "first"),
    ]


def test_an_undated_edition_has_no_place_in_a_series_and_is_told_apart_of_an_event(
    stored: str,
) -> None:
    assert "draft" not in {row["edition"] for row in rows(stored, "timber")}
    found = [(row["edition"], row["change"]) for row in rows(stored, "census")]
    assert found == [("2015", "first"), ("2016", "unchanged"), ("draft", "undated")]


def test_an_event_that_an_edition_left_out_has_returned(tmp_path: Path) -> None:
    database = str(tmp_path / "a.db")
    for year in (2020, 2021, 2022, 2023):
        treaty = "The treaty was signed on May 2, 2011. A bank was founded on May 2, 2011."
        stated = treaty if year != 2021 else "The country has a coast."
        path = written(tmp_path, f"{year}.md", f"# Sheet\n\n{stated}\n")
        done("ingest", path, "--publication", "sheet", "--db", database)
    found = [(row["edition"], row["change"]) for row in rows(database, "treaty")]
    assert found == [("2020", "first"), ("2022", "returned"), ("2023", "unchanged")]
    assert (
        "returned  May 2, 2011, occurred: Treaty" in done("log", "sheet", "--db", database).stdout
    )


def test_the_order_in_which_editions_come_makes_no_difference(tmp_path: Path) -> None:
    labels = ("2015", "2016", "2017", "2019")
    expected: tuple[str, list[dict[str, object]]] | None = None
    for number, order in enumerate([*permutations(labels)][::5]):
        database = str(tmp_path / f"{number}.db")
        country.ingest(tmp_path / str(number), database, order)
        found = dump(database), rows(database, "exports")
        expected = expected or found
        assert found == expected
        done("db", "verify", "--db", database)


def test_an_unknown_key_is_named_and_words_that_nothing_has_are_no_error(stored: str) -> None:
    for key in (
        "valdoria@2015#figure-1-2",
        "nowhere@2015#figure-1-2",
        "2016-09:nothing",
        "R:P9Y:x",
    ):
        assert repr(key) in refused(2, "history", key, "--db", stored)
    for words in ("zeppelins", "the", "Note: zeppelins"):
        result = done("history", words, "--db", stored)
        assert result.stderr.startswith("No dated edition has a figure or an event with that name.")
        assert f" in {stored}." in result.stderr
    slip = done("history", "timbre exports", "--db", stored).stderr
    assert "Searched: 'timbre exports' in" in slip
    assert "Nearest measures: 'Exports of timber'" in slip
    assert "No publication named 'valdria'" in refused(
        2, "history", "timber", "--publication", "valdria", "--db", stored
    )
    assert json.loads(done("history", "zeppelins", "--format", "json", "--db", stored).stdout) == []


def test_a_history_is_of_figures_or_events_alone_on_request(stored: str) -> None:
    everything = rows(stored, "parliamentary"), rows(stored, "unemployment")
    assert all(everything)
    assert rows(stored, "parliamentary", "--only", "figures") == []
    assert rows(stored, "unemployment", "--only", "events") == []
    assert rows(stored, "timber", "--limit", "2") == rows(stored, "timber")[:2]


def test_a_triangle_has_a_row_a_period_and_a_column_an_edition(stored: str) -> None:
    said = done("history", "timber", "--triangle", "--format", "csv", "--db", stored).stdout
    (key,) = {row["series"] for row in rows(stored, "timber")}
    found = list(csv.DictReader(io.StringIO(said)))
    assert [*found[0]] == [
        "series", "measure", "unit", "period", "2015", "2016", "2017", "2019", "2020",
    ]  # fmt: skip
    assert {row["series"] for row in found} == {key}
    assert [(row["period"], row["2015"], row["2020"]) for row in found] == [
        ("2014", "4200000000", ""),
        ("2015", "", ""),
        ("2016", "", ""),
        ("2018", "", ""),
        ("2019", "", "5100000000"),
    ]
    shown = done("history", "timber", "--triangle", "--db", stored).stdout.splitlines()
    assert shown[0].split() == ["period", "2015", "2016", "2017", "2019", "2020"]
    assert f"Exports of timber, USD  [{key}]" in shown
    assert "2014    $4.2 billion" in shown
    limited = done(
        "history", "timber", "--triangle", "--limit", "2", "--format", "csv", "--db", stored
    )
    assert len(limited.stdout.splitlines()) == 3


def test_a_triangle_is_of_figures(stored: str) -> None:
    asked = ("history", "timber", "--triangle", "--db", stored, "--only")
    assert refused(2, *asked, "events").startswith("--triangle works only for figures.")
    assert done(*asked, "figures").stdout == done(*asked[:-1]).stdout
    nothing = done("history", "census", "--triangle", "--db", stored).stderr
    assert nothing.startswith("No dated edition has a figure with that name.")


def test_a_period_that_is_told_in_two_ways_is_one_row_of_a_triangle() -> None:
    editions = [
        edition("2021", figure("exports", "5", period="2020~")),
        edition("2022", figure("exports", "6", period="2020")),
    ]
    _, found = histories.triangle(series.series(editions, [same((0, 0))]))
    assert [[*row.cells] for row in found] == [["us-mexico@2021", "us-mexico@2022"]]


def test_an_edition_that_is_called_like_a_column_keeps_a_column_of_its_own() -> None:
    of = imprint("period", "2021")
    stated = StatedFigure(imprint=of, figure=figure("exports", "5"))
    listing, _ = histories.triangle(series.series([(of, [stated])], []))
    names = [column.name for column in listing.columns]
    assert names == ["series", "measure", "unit", "period", "us-mexico@period"]


def test_editions_of_two_publications_are_columns_by_their_whole_names(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    done("load", "--sample", "--db", database)
    country.ingest(tmp_path, database, ["2015"])
    asked = ("history", "trade goods services", "--triangle", "--format", "csv", "--db", database)
    head = done(*asked).stdout.splitlines()[0].split(",")
    assert {"us-mexico@2023", "valdoria@2015"} <= {*head}
    head = done(*asked, "--publication", "valdoria").stdout.splitlines()[0].split(",")
    assert head[4:] == ["2015"]


@pytest.mark.parametrize("form", ["table", "text", "csv", "json", "jsonl", "md"])
def test_a_history_comes_in_all_formats_of_lists(stored: str, tmp_path: Path, form: str) -> None:
    said = done("history", "timber", "--format", form, "--db", stored).stdout
    assert "returned" not in said
    assert said.count("updated") == 4
    ending = {"table": "txt", "text": "txt"}.get(form, form)
    target = tmp_path / f"history.{ending}"
    done("history", "timber", "--format", form, "-o", target, "--db", stored)
    if form != "table":
        assert target.read_text("utf-8") == said


# ---------------------------------------------------------------- the drawing


def spark(*values: str, unit: str = "USD") -> str:
    editions = [
        edition(str(2000 + n), figure("exports", value, unit)) for n, value in enumerate(values)
    ]
    (found,) = series.series(editions, [same((0, 0))] * (len(values) - 1))
    return histories.spark(found)


def bars(*values: str) -> str:
    return spark(*values).partition(" ")[0]


def test_the_lowest_value_has_the_lowest_bar_and_the_highest_the_highest() -> None:
    assert bars("1", "8", "4.5") == "▁█▄"
    assert bars("-3", "0", "-3") == "▁█▁"
    assert bars("5", "5", "5") == "▁▁▁"


def test_the_last_value_stands_beside_the_bars_in_words() -> None:
    assert spark("1", "8", "4") == "▁█▄ $4"


def test_fewer_than_three_values_are_not_drawn() -> None:
    assert spark("5") == spark("5", "6") == ""


def test_a_drawing_has_the_newest_period_of_each_edition() -> None:
    editions = [
        edition(
            "2021", figure("exports", "9", period="2020"), figure("exports", "1", period="2019")
        ),
        edition("2022", figure("exports", "1", period="2021")),
        edition("2023", figure("exports", "5", period="2022")),
    ]
    (found,) = series.series(editions, [same((0, 0))] * 2)
    assert histories.spark(found).startswith("█▁▄ ")


def test_a_series_is_drawn_on_a_terminal_alone(
    stored: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = "▁▂▅█▆"
    asked = ("history", "timber", "--db", stored)
    assert drawing not in done(*asked).stdout
    terminal = click.testing._NamedTextIOWrapper
    monkeypatch.setattr(terminal, "isatty", lambda _: True)
    monkeypatch.setenv("NO_COLOR", "1")
    shown = done(*asked).stdout
    assert f"]\n{drawing} $5.1 billion (2019)\n" in shown
    for form in ("text", "csv", "json", "md"):
        assert drawing not in done(*asked, "--format", form).stdout
    done(*asked, "--format", "table", "-o", tmp_path / "a.txt")
    assert drawing not in (tmp_path / "a.txt").read_text("utf-8")
