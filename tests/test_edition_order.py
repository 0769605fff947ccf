"""The place of an edition whose date is unknown, by its label."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from commands import done, dump, listed, names, written
from timeline.edition_order import place_labels
from timeline.values import Period
from web_server import serving, words


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ({"2020": "2020-11", "2021": None, "2022": "2022"}, "2020 2021 2022"),
        ({"2020": "2020-11", "2022": "2022", "2019": None, "2023": None}, "2019 2020 2022 2023"),
        ({"v9": "2020", "v11": "2022", "v10": None}, "v9 v10 v11"),
        ({"2020-q1": "2020-02", "2020-q4": "2021", "2020-q2": None}, "2020-q1 2020-q2 2020-q4"),
        # the labels of the dated ones are not in the order of their dates
        ({"2020": "2022", "2022": "2020", "2021": None}, "2022 2020"),
        ({"q1-2020": "2020-02", "q2-2020": "2020-05", "q1-2021": "2021", "q3-2020": None},
         "q1-2020 q2-2020 q1-2021"),
        # words beside the numbers differ, or there are none
        ({"spring-2020": "2020-03", "autumn-2020": "2020-10", "spring-2021": None},
         "spring-2020 autumn-2020"),
        ({"2020": "2020", "2022": "2022", "v2021": None}, "2020 2022"),
        ({"first": "2020", "second": "2022", "third": None}, "first second"),
        # one of two labels says less than the other
        ({"2020": "2020-11", "2022": "2022", "2020-05": None}, "2020 2022"),
        # quarters and halves have their order without any date
        ({"2020-q4": None, "2021-q1": None, "2020-q2": None}, "2020-q2 2020-q4 2021-q1"),
        ({"2020-h2": None, "2020-h1": "2020-10"}, "2020-h1 2020-h2"),
        ({"2020-q2": None, "2020-h1": "2020-10", "2021-h1": None}, "2020-h1 2021-h1"),
        ({"2020-q3": "2021", "2020-q1": "2022", "2020-q2": None}, "2020-q3 2020-q1"),
        ({"2020-q3": None, "2020-q1": None, "more": None}, ""),
        # one dated edition shows no order, and a name made from bytes tells none
        ({"2020": "2020", "2021": None}, "2020"),
        ({"2020": "2020", "2022": "2022", "undated-20211234": None}, "2020 2022"),
    ],
)  # fmt: skip
def test_an_undated_edition_stands_by_its_label_where_labels_tell_the_order(
    published: dict[str, str | None], expected: str
) -> None:
    periods = {label: edtf and Period.parse(edtf) for label, edtf in published.items()}
    days = {label: (day.first, day.last) if day else None for label, day in periods.items()}
    assert place_labels(days) == tuple(expected.split())


def sheet(year: int) -> str:
    return f"""# Harbours of the coast

In {year}, the harbours handled {year - 1990} million tons.

The council met on {year - 2015} June {year}. The quay of Sandvik was opened on 4 May 2018.
"""


def test_files_named_after_quarters_are_labelled_and_placed_by_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "harbours"
    for quarter, stem in enumerate(["2023-Q1", "2023_q2", "2023-q3"], start=1):
        text = f"# Harbours\n\nThe harbours handle {quarter + 30} million tons of freight.\n"
        written(folder, f"{stem}.md", text)
    database = tmp_path / "t.db"
    done("ingest", folder, "--db", database)
    assert names(database) == [f"harbours@2023-q{quarter}" for quarter in (1, 2, 3)]
    told = done("diff", "harbours@-2", "harbours@-1", "--db", database).stdout
    assert "32" in told and "33" in told
    log = done("log", "harbours", "--stat", "--db", database).stdout
    first, second = (line for line in log.splitlines() if " -> " in line)
    assert first.startswith("harbours@2023-q2") and second.startswith("harbours@2023-q1")
    done("ingest", folder, "--db", database)
    assert len(names(database)) == 3
    done("db", "verify", "--db", database)
    record = json.loads(done("extract", folder / "2023-q3.md").stdout)
    assert record["edition"] == "2023-q3" and record["published"] is None


def test_a_file_without_a_title_that_is_named_after_a_quarter_is_of_its_folder(
    tmp_path: Path,
) -> None:
    text = "The harbours handle 3 million tons of freight, and the quays are old."
    database = tmp_path / "t.db"
    done("ingest", written(tmp_path / "harbours", "2023-h1.txt", text), "--db", database)
    assert names(database) == ["harbours@2023-h1"]


def test_a_date_within_a_file_is_a_better_label_than_the_quarter_of_its_name(
    tmp_path: Path,
) -> None:
    text = "---\ndate: 2023-10-12\n---\n\n# Harbours\n\nThe harbours handle 3 tons.\n"
    database = tmp_path / "t.db"
    done("ingest", written(tmp_path / "harbours", "2023-q3.md", text), "--db", database)
    assert [name.partition("@")[2] for name in names(database)] == ["2023-10-12"]


ENTRIES = [
    {"file": "a.md", "edition": "2019", "published": "2019-10"},
    {"file": "b.md", "edition": "2020", "published": None},
    {"file": "c.md", "edition": "2021", "published": "2021-11"},
    {"file": "d.md", "edition": "2022", "published": None},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for entry in ENTRIES:
        written(tmp_path / "r", str(entry["file"]), sheet(int(str(entry["edition"]))))
    return listed(tmp_path / "r", *ENTRIES)


def test_it_is_listed_followed_and_compared_in_its_place(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    done("ingest", folder, "--db", database)
    assert names(database) == [f"r@{year}" for year in (2019, 2020, 2021, 2022)]
    told = json.loads(done("editions", "--db", database, "--format", "json").stdout)
    assert [row["published"] for row in told] == ["2019-10", None, "2021-11", None]
    log = done("log", "r", "--stat", "--db", database).stdout
    assert [line.partition(",")[0] for line in log.splitlines() if " -> " in line] == [
        "r@2021", "r@2020", "r@2019"
    ]  # fmt: skip
    rows = done("history", "tons", "--db", database, "--format", "csv").stdout
    assert [f",{year - 1990}000000," in rows for year in (2019, 2020, 2021, 2022)] == [True] * 4
    assert done("diff", "r@-2", "r@-1", "--db", database).stdout.startswith("r@2021, ")
    assert "\n2019  " in done("blame", "r@2022", "--db", database).stdout
    assert done("db", "verify", "--db", database).exit_code == 0


def test_pages_show_it_in_its_place(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    done("ingest", folder, "--db", database)
    with serving(database) as pages:
        rows = [words(node) for node in pages.page("/r").css("table tr")]
        assert [row.partition("since ")[2] for row in rows if row.startswith("20")] == [
            "2021", "2020", "2019", ""
        ]  # fmt: skip
        news = pages.page("/").css_first("#news ~ p a")
        assert (news.attributes["href"] or "").endswith("/r@2022/since/r@2021")
        edition = pages.page("/r@2020")
        assert "Edition 2 of 4, undated" in words(edition.css_first("main"))
        assert edition.css_first("a[rel=prev]").attributes["href"].endswith("/r@2019")
        assert edition.css_first("a[rel=next]").attributes["href"].endswith("/r@2021")
        between = pages.page("/r@2021/since/r@2020")
        around = [node.attributes["href"] or "" for node in between.css("main a")]
        for pair in ("/r@2020/since/r@2019", "/r@2022/since/r@2021"):
            assert any(address.endswith(pair) for address in around), pair
        figures = [
            node.attributes["href"] or "" for node in pages.page("/figures").css("tbody th a")
        ]
        assert len(figures) == 4
        assert all("/series/" in address for address in figures)


def test_what_became_of_an_event_is_told_in_it_and_by_it(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    done("ingest", folder, "--db", database)
    rows = done("history", "quay", "--db", database, "--format", "json").stdout
    assert [row["change"] for row in json.loads(rows)] == ["first", *["unchanged"] * 3]
    report = tmp_path / "r.html"
    done("export", "--publication", "r", "--db", database, "-o", report)
    text = report.read_text(encoding="utf-8")
    assert "r@2021" in text
    assert "r@2022" in text


def test_its_findings_are_those_of_the_newest(tmp_path: Path) -> None:
    """The newest edition has no date; its label says that it is the newest."""
    clash = "\nThe unemployment rate was 5.2% in 2022.\n\nThe unemployment rate was 5.9% in 2022.\n"
    for entry in ENTRIES:
        year = int(str(entry["edition"]))
        text = sheet(year) + (clash if year == 2022 else "")
        written(tmp_path / "r", str(entry["file"]), text)
    database = tmp_path / "t.db"
    done("ingest", listed(tmp_path / "r", *ENTRIES), "--db", database)
    asked = ("status", "--only", "contradiction", "--db", database, "--format", "json")
    for edition in ((), ("--edition", "r@2022")):
        rows = json.loads(done(*asked, *edition).stdout)
        assert {row["edition"] for row in rows} == {"2022"}


def test_it_is_known_on_no_day(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    done("ingest", folder, "--db", database)
    seen = done("figures", "--as-of", "2025", "--db", database, "--format", "json").stdout
    assert {row["edition"] for row in json.loads(seen)} == {"2019", "2021"}


def test_the_order_in_which_editions_arrive_makes_no_difference(
    folder: Path, tmp_path: Path
) -> None:
    dumps = set()
    for number, order in enumerate([*permutations(ENTRIES)][::5]):
        database = tmp_path / f"{number}.db"
        for entry in order:
            done("ingest", folder / str(entry["file"]), "--publication", "r", "--db", database)
        dumps.add(dump(database))
    assert len(dumps) == 1


def test_a_label_that_breaks_the_order_takes_the_place_away(folder: Path, tmp_path: Path) -> None:
    database, other = tmp_path / "t.db", tmp_path / "other.db"
    done("ingest", folder, "--db", database)
    done("amend", "r@2021", "--label", "mine", "--db", database)
    assert names(database) == ["r@2019", "r@mine", "r@2020", "r@2022"]
    assert done("db", "verify", "--db", database).exit_code == 0
    done("amend", "r@mine", "--label", "2021", "--db", database)
    done("ingest", folder, "--db", other)
    assert dump(database) == dump(other)


def test_a_place_goes_with_the_edition_that_told_it(folder: Path, tmp_path: Path) -> None:
    database, other = tmp_path / "t.db", tmp_path / "other.db"
    done("ingest", folder, "--db", database)
    done("forget", "r@2021", "--db", database)
    assert done("db", "verify", "--db", database).exit_code == 0
    for name in ("a.md", "b.md", "d.md"):
        done("ingest", folder / name, "--publication", "r", "--db", other)
    assert dump(database) == dump(other)
