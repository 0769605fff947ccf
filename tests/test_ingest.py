"""Editions in: what is stored, what is known already, and what is refused."""

from __future__ import annotations

import gc
import itertools
import json
import os
import shutil
from pathlib import Path

import pytest

import timeline as library
from commands import (
    EXAMPLE,
    SHEET,
    SNAPSHOTS,
    done,
    dump,
    listed,
    names,
    refused,
    timeline,
    written,
)

OTHER = SHEET.replace("$800 billion", "$850 billion")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def published(database: Path) -> list[str | None]:
    return [
        None if e.imprint.published is None else e.imprint.published.edtf
        for e in library.editions(str(database))
    ]


def test_python_looks_for_unused_objects_as_before_when_all_is_stored(database: Path) -> None:
    before, seen = gc.get_threshold(), list[tuple[int, int, int]]()
    library.ingest(str(database), [str(EXAMPLE)], report=lambda _: seen.append(gc.get_threshold()))
    assert gc.get_threshold() == before
    assert seen
    assert all(each[0] > before[0] for each in seen)


# ---------------------------------------------------------------- what an edition is called


def test_a_folder_names_the_publication_and_its_list_the_editions(database: Path) -> None:
    result = done("ingest", EXAMPLE, "--db", database)
    assert result.stdout == ""
    assert names(database) == [f"us-mexico-example@{year}" for year in (2021, 2022, 2023)]
    assert "Use --publication to choose another" in result.stderr


def test_a_file_names_the_publication_by_its_title(tmp_path: Path, database: Path) -> None:
    result = done("ingest", written(tmp_path, "2023-07.md"), "--db", database)
    assert names(database) == ["trade-sheet@2023-07"]
    assert "The publication is 'trade-sheet', from its title" in result.stderr


def test_a_file_without_a_title_names_the_publication_by_its_stem(
    tmp_path: Path, database: Path
) -> None:
    path = written(tmp_path, "Annual Report.txt", "Trade came to $5 billion in 2020.\n")
    done("ingest", path, "--db", database, "--published", "2021")
    assert names(database) == ["annual-report@2021"]


def test_a_file_by_itself_is_described_by_the_list_of_its_folder(database: Path) -> None:
    done("ingest", EXAMPLE / "2022.md", "--publication", "one", "--db", database)
    assert names(database) == ["one@2022"]
    assert published(database) == ["2022-10"]


@pytest.mark.parametrize(
    ("date", "label"),
    [
        ("2023", "2023"),
        ("[2023-07..2023-09]", "2023-07..2023-09"),
        ("2019~", "2019"),
        ("2020/2021", "2020..2021"),
        ("2020/..", "2020.."),
        ("../2020", "..2020"),
        ("199X", "199x"),
        ("-0145", "-0145"),
    ],
)
def test_the_label_is_the_date_where_none_is_stated(
    tmp_path: Path, database: Path, date: str, label: str
) -> None:
    done("ingest", written(tmp_path, "a.md"), "--published", date, "--db", database)
    assert names(database) == [f"trade-sheet@{label}"]


def test_an_undated_edition_is_named_after_its_bytes_and_listed_last(
    tmp_path: Path, database: Path
) -> None:
    result = done("ingest", written(tmp_path / "s", "a.md"), "--db", database)
    assert "undated; use --published to date it" in result.stderr
    done("ingest", written(tmp_path / "s", "2020.md", OTHER), "--db", database)
    last = names(database)[-1]
    assert last.startswith("trade-sheet@undated-")
    assert len(last.rpartition("-")[2]) == 8


def test_options_come_before_the_list_and_the_list_before_the_name_of_the_file(
    tmp_path: Path, database: Path
) -> None:
    folder = listed(
        tmp_path / "sheet",
        {"file": "2001.md", "edition": "first", "published": "2002", "title": "A", "source": "B",
         "pages": 3},
    )  # fmt: skip
    written(folder, "2001.md")
    written(folder, "2003.md", OTHER)
    done("ingest", folder, "--title", "C", "--db", database)
    first, second = library.editions(str(database))
    assert first.imprint.reference == "sheet@first"
    assert first.imprint.published is not None
    assert first.imprint.published.edtf == "2002"
    assert (first.imprint.title, first.imprint.source) == ("C", "B")
    assert first.imprint.notes == (("pages", "3"),)
    assert second.imprint.reference == "sheet@2003"


def test_standard_input_is_an_edition(database: Path) -> None:
    done("ingest", "-", "--published", "2023", "--db", database, given=SHEET)
    assert names(database) == ["trade-sheet@2023"]


def test_other_files_of_a_folder_are_named_and_skipped(tmp_path: Path, database: Path) -> None:
    written(tmp_path / "s", "2020.md")
    written(tmp_path / "s", "photo.jpg", b"\xff\xd8")
    written(tmp_path / "s" / "deeper", "2021.md")
    result = done("ingest", tmp_path / "s", "--db", database)
    assert names(database) == ["s@2020"]
    assert "photo.jpg: skipped" in result.stderr
    assert "deeper: skipped" in result.stderr


# ---------------------------------------------------------------- what is known


def test_the_same_bytes_twice_change_nothing(database: Path) -> None:
    done("ingest", EXAMPLE, "--db", database)
    before = dump(database)
    result = done("ingest", EXAMPLE, "--db", database)
    assert result.stderr.count("already stored as us-mexico-example@") == 3
    assert dump(database) == before


def test_a_snapshot_file_twice_changes_nothing(database: Path) -> None:
    done("load", SNAPSHOTS, "--db", database)
    before = dump(database)
    assert done("load", SNAPSHOTS, "--db", database).stderr.count("already stored as") == 4
    assert dump(database) == before


def test_known_bytes_with_another_date_are_an_update_and_the_chronology_follows(
    tmp_path: Path, database: Path
) -> None:
    text = "# Sheet\n\nThe council will meet in Ottawa in September 2023.\n"
    path = written(tmp_path, "a.md", text)
    done("ingest", path, "--published", "2023-07", "--db", database)
    result = done("ingest", path, "--published", "2023-08", "--db", database)
    assert "already stored; updated sheet@2023-08: published 2023-07 -> 2023-08" in result.stderr
    assert names(database) == ["sheet@2023-08"]
    (happening,) = library.events(str(database))
    assert happening.editions == ("2023-08",)
    done("db", "verify", "--db", database)


def test_an_update_gives_what_the_right_date_would_have_given_at_once(
    tmp_path: Path, database: Path
) -> None:
    path = written(tmp_path, "a.md", f"{SHEET}\nThe next summit is planned for next year.\n")
    done("ingest", path, "--published", "2019", "--db", database)
    done("ingest", path, "--published", "2023", "--db", database)
    done("ingest", path, "--published", "2023", "--db", tmp_path / "b.db")
    assert dump(database) == dump(tmp_path / "b.db")


def test_an_undated_edition_gets_its_date_wherever_the_bytes_come_from(
    tmp_path: Path, database: Path
) -> None:
    done("ingest", written(tmp_path, "a.md"), "--db", database)
    done("ingest", written(tmp_path, "b.md"), "--published", "2023", "--db", database)
    assert names(database) == ["trade-sheet@2023"]


def test_equal_bytes_with_two_dates_in_one_folder_are_two_editions(
    tmp_path: Path, database: Path
) -> None:
    for year in (2019, 2020):
        written(tmp_path / "sheet", f"{year}.md")
    done("ingest", tmp_path / "sheet", "--db", database)
    assert names(database) == ["sheet@2019", "sheet@2020"]
    before = dump(database)
    done("ingest", tmp_path / "sheet", "--db", database)
    assert dump(database) == before


def test_a_text_that_comes_back_is_an_edition_of_its_own(tmp_path: Path, database: Path) -> None:
    for year, text in ((2019, SHEET), (2020, OTHER), (2021, SHEET)):
        written(tmp_path / "sheet", f"{year}.md", text)
    done("ingest", tmp_path / "sheet", "--db", database)
    assert names(database) == ["sheet@2019", "sheet@2020", "sheet@2021"]


@pytest.mark.parametrize(
    "other",
    [
        SHEET.replace("\n", "\r\n"),
        SHEET.replace(" goods ", "  goods\u00a0"),
        "\ufeff" + SHEET,
    ],
)
def test_other_line_ends_and_blanks_are_no_change(
    tmp_path: Path, database: Path, other: str
) -> None:
    done("ingest", written(tmp_path, "a.md"), "--published", "2023", "--db", database)
    before = [row for row in dump(database).splitlines() if '"table":"capture"' not in row]
    path = written(tmp_path, "b.md", other)
    result = done("ingest", path, "--published", "2023", "--db", database)
    assert "same text as trade-sheet@2023; stored as another capture" in result.stderr
    (edition,) = library.editions(str(database))
    assert edition.captures == 2
    assert len(before) == len(dump(database).splitlines()) - 2


def test_the_order_in_which_editions_arrive_does_not_matter(tmp_path: Path) -> None:
    folder = tmp_path / "sheet"
    written(folder, "2021.md")
    written(folder, "2022.md", OTHER)
    written(folder, "undated.md", OTHER)
    written(folder / "copy", "2021.md", SHEET.replace(" goods ", "  goods "))
    paths = [*sorted(folder.glob("*.md")), folder / "copy" / "2021.md"]
    dumps = set()
    for number, order in enumerate(itertools.permutations(paths)):
        database = tmp_path / f"{number}.db"
        library.ingest(str(database), map(str, order), publication="sheet")
        dumps.add(dump(database))
        database.unlink()
    assert len(dumps) == 1


# ---------------------------------------------------------------- labels that are held


def test_a_label_that_other_content_holds_is_refused_unless_replaced(
    tmp_path: Path, database: Path
) -> None:
    path = written(tmp_path, "2023.md")
    done("ingest", path, "--db", database)
    before = dump(database)
    path.write_text(OTHER, encoding="utf-8")
    message = refused(3, "ingest", path, "--db", database)
    assert "trade-sheet@2023 is already stored with other content" in message
    assert dump(database) == before
    assert "replaced as trade-sheet@2023" in done(
        "ingest", path, "--replace", "--db", database
    ).stderr  # fmt: skip
    done("ingest", path, "--db", tmp_path / "b.db")
    assert dump(database) == dump(tmp_path / "b.db")


def test_a_snapshot_file_does_not_take_the_label_of_a_text(tmp_path: Path, database: Path) -> None:
    done("ingest", written(tmp_path, "2023.md"), "--db", database)
    file = tmp_path / "2023.json"
    done("snapshot", "trade-sheet@2023", "-o", file, "--db", database)
    refused(3, "load", file, "--db", database)
    done("load", file, "--replace", "--db", database)
    (edition,) = library.editions(str(database))
    assert not edition.has_text


def test_one_label_is_not_given_to_two_files(tmp_path: Path, database: Path) -> None:
    written(tmp_path / "s", "2020.md")
    written(tmp_path / "s", "2021.md", OTHER)
    refused(2, "ingest", tmp_path / "s", "--label", "x", "--db", database)
    assert not database.exists()


# ---------------------------------------------------------------- correcting


def test_amending_moves_all_that_an_edition_states(tmp_path: Path, database: Path) -> None:
    done("ingest", EXAMPLE, "--db", database)
    done(
        "amend", "us-mexico-example@2021", "--publication", "elsewhere", "--label", "first",
        "--title", "Another", "--db", database,
    )  # fmt: skip
    assert names(database)[0] == "elsewhere@first"
    rows = list(library.events(str(database), publication="elsewhere"))
    assert {row.newest.imprint.title for row in rows} == {"Another"}
    assert {row.editions for row in rows} == {("first",)}
    done("db", "verify", "--db", database)


def test_a_label_that_was_made_from_the_date_follows_it(tmp_path: Path, database: Path) -> None:
    done("ingest", written(tmp_path, "2021.md"), "--db", database)
    done("amend", "trade-sheet@2021", "--published", "2022-03", "--db", database)
    assert names(database) == ["trade-sheet@2022-03"]
    done("amend", "trade-sheet", "--label", "mine", "--db", database)
    done("amend", "trade-sheet", "--published", "2023", "--db", database)
    assert names(database) == ["trade-sheet@mine"]
    done("amend", "trade-sheet", "--published", "unknown", "--db", database)
    assert published(database) == [None]


def test_a_label_that_somebody_gave_stays_though_it_is_the_date(
    tmp_path: Path, database: Path
) -> None:
    written(tmp_path / "r", "a.md")
    folder = listed(tmp_path / "r", {"file": "a.md", "edition": "2021", "published": "2021"})
    done("ingest", folder, "--db", database)
    for date in ("2021-03", "2021", "2021-04"):
        done("amend", "r@2021", "--published", date, "--db", database)
        assert (names(database), published(database)) == (["r@2021"], [date])
    done("snapshot", "r@2021", "-o", tmp_path / "s.json", "--db", database)
    other = tmp_path / "other.db"
    done("load", tmp_path / "s.json", "--db", other)
    done("amend", "r@2021", "--published", "2022", "--db", other)
    assert names(other) == ["r@2021"]
    path = written(tmp_path, "b.md")
    done("ingest", path, "--label", "2020", "--published", "2020", "--db", database)
    done("amend", "trade-sheet@2020", "--published", "2019", "--db", database)
    assert "trade-sheet@2020" in names(database)


def test_amending_a_date_gives_what_that_date_would_have_given(
    tmp_path: Path, database: Path
) -> None:
    path = written(tmp_path, "a.md", f"{SHEET}\nThe council will meet in Ottawa next year.\n")
    done("ingest", path, "--published", "2019", "--db", database)
    done("amend", "trade-sheet", "--published", "2023", "--db", database)
    done("ingest", path, "--published", "2023", "--db", tmp_path / "b.db")
    assert dump(database) == dump(tmp_path / "b.db")


def test_amending_keeps_to_names_that_are_free(database: Path) -> None:
    done("ingest", EXAMPLE, "--db", database)
    before = dump(database)
    refused(3, "amend", "us-mexico-example@2021", "--label", "2022", "--db", database)
    refused(2, "amend", "us-mexico-example@2021", "--db", database)
    assert dump(database) == before


def test_forgetting_leaves_what_would_have_been_without(tmp_path: Path, database: Path) -> None:
    done("ingest", EXAMPLE, "--db", database)
    done("forget", "us-mexico-example@2023", "--db", database)
    for name in ("2021.md", "2022.md"):
        path = EXAMPLE / name
        done("ingest", path, "--publication", "us-mexico-example", "--db", tmp_path / "b.db")
    assert dump(database) == dump(tmp_path / "b.db")


def test_forgetting_is_all_or_nothing(database: Path) -> None:
    done("load", SNAPSHOTS, "--db", database)
    refused(2, "forget", "us-mexico@2019", "us-mexico@1999", "--db", database)
    assert len(names(database)) == 4


@pytest.mark.parametrize("name", ["us-mexico", "us-mexico@-1", "@-1", "2023", "us-mexico@20"])
def test_what_is_short_for_an_edition_is_forgotten_only_with_yes(name: str, database: Path) -> None:
    done("load", SNAPSHOTS / "us-mexico" / "2023.json", "--db", database)
    message = refused(2, "forget", name, "--db", database)
    assert message == f"{name!r} means us-mexico@2023. Write that name, or add --yes."
    assert names(database) == ["us-mexico@2023"]
    done("forget", name, "--yes", "--db", database)
    assert names(database) == []


# ---------------------------------------------------------------- through the store


def test_a_snapshot_that_is_written_and_loaded_states_the_same(
    tmp_path: Path, database: Path
) -> None:
    done("load", SNAPSHOTS, "--db", database)
    for year in (2019, 2021, 2022, 2023):
        file = tmp_path / f"{year}.json"
        done("snapshot", f"us-mexico@{year}", "-o", file, "--db", database)
        assert file.read_bytes() == (SNAPSHOTS / "us-mexico" / f"{year}.json").read_bytes()


def test_both_databases_give_the_same_dump(target: str, tmp_path: Path) -> None:
    for database in (target, tmp_path / "b.db"):
        done("ingest", EXAMPLE, "--db", database)
        done("load", SNAPSHOTS, "--db", database)
        done("forget", "us-mexico@2019", "--db", database)
        done("amend", "us-mexico-example@2021", "--published", "2021-12", "--db", database)
        done("db", "verify", "--db", database)
        done("db", "check", "--db", database)
    assert dump(target) == dump(tmp_path / "b.db")


def test_a_merged_row_says_how_many_editions_state_it(database: Path) -> None:
    done("ingest", EXAMPLE, "--db", database)
    rows = json.loads(done("events", "--format", "json", "--db", database).stdout)
    (treaty,) = [row for row in rows if row["edtf"] == "2020-07-01"]
    assert (treaty["editions"], treaty["edition"]) == (3, "2023")
    assert treaty["sentence"]


def test_a_moved_folder_is_still_known(tmp_path: Path, database: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "us-mexico-example")
    done("ingest", EXAMPLE, "--db", database)
    before = dump(database)
    done("ingest", tmp_path / "us-mexico-example", "--db", database)
    assert dump(database) == before


def test_one_refused_input_leaves_the_others_stored(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "s"
    written(folder, "2020.md")
    written(folder, "2021.md", b"\xff\xfe\x00")
    written(folder, "2022.md", OTHER)
    result = timeline("ingest", folder, "--db", database)
    assert result.exit_code == 3
    assert names(database) == ["s@2020", "s@2022"]


def test_a_snapshot_file_that_is_laid_out_otherwise_changes_nothing(tmp_path: Path) -> None:
    """Whichever has the smaller hash is the one that the edition is read from."""
    one, other = tmp_path / "a.db", tmp_path / "b.db"
    (kept, *_) = sorted((SNAPSHOTS / "us-mexico").glob("*.json"))
    said = json.loads(kept.read_text(encoding="utf-8"))
    paths = [written(tmp_path, f"{n}.json", json.dumps(said, indent=n)) for n in (1, 2, 3)]
    for database, order in ((one, paths), (other, paths[::-1])):
        for path in order:
            done("load", path, "--db", database)
        done("db", "verify", "--db", database)
    assert dump(one) == dump(other)
    (edition,) = library.editions(str(one))
    assert (edition.figures, edition.events) == (len(said["figures"]), len(said.get("events", [])))
    assert not edition.has_text


def test_a_file_whose_name_is_no_utf8_is_stored(tmp_path: Path, database: Path) -> None:
    path = written(tmp_path, os.fsdecode(b"\xff-sheet.md"))
    done("ingest", path, "--published", "2023", "--db", database)
    assert names(database) == ["trade-sheet@2023"]
    assert '"doc":"\\\\xff-sheet"' in dump(database)
    assert done("db", "verify", "--db", database).stdout == ""
    assert '"doc": "\\\\xff-sheet"' in done("extract", path).stdout
