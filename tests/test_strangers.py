"""A document of another publication is told from a new edition, and refused."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from commands import done, names, refused, timeline, written
from repositories import commit, repository
from timeline.workflow.pages import Manners
from timeline.workflow.strangers import agree
from timeline.workflow.watch import watch
from webserver import Reply, serving

HARBOURS = """# Harbours of the coast

## Freight

In 2019, the harbours handled 31 million tons of freight. The quay of Sandvik was closed on
4 May 2019.
"""
LATER = """# Harbours of the coast, 2021

## Ferries

Ferries carried 2.1 million passengers last year, and a second berth was opened in March 2021.
"""
RENAMED = """# Ports and waterways

## Freight

In 2021, the harbours handled 34 million tons of freight. Canals are dredged by two companies.
"""
LATEST = """# Ports and waterways

## Canals

Canals are dredged by three companies. The lock at Elm was rebuilt in 2022.
"""
SCHOOLS = """# Schools in figures

## Pupils

Some 412,000 children went to school in 2020. A law on free lunches was passed on 9 June 2020.
"""
HOSPITALS = """# Beds in hospitals

## Wards

There were 9,100 beds in the wards in 2020. The clinic in Brook was founded in 1998.
"""
FORESTS = """# Woodland survey

## Trees

Spruce covers 38 percent of the woodland, as counted in 2018.
"""
FOLDER = {
    "a.md": HARBOURS,
    "b.md": SCHOOLS,
    "c.md": HOSPITALS,
    "d.md": FORESTS,
    "e.md": LATER,
}


def folder(home: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        written(home, name, text)
    return home


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Consumer prices, May 2023", "Consumer Prices - June 2024", True),
        ("Inflation report No. 4 (revised)", "Inflation Report, third quarter", True),
        ("Relations with Norland", "Valdoria: relations with Norland", True),
        ("Budget 2024", "2023 budget: spending and revenue", True),
        ("2021", "Fisheries", True),
        ("Executive summary", "Fisheries", True),
        ("Fisheries", "Schools", False),
        ("Health bulletin", "Trade bulletin", False),
        ("Отчёт о торговле", "Школы", False),
        ("Отчёт о торговле 2020", "отчёт о торговле, 2021", True),
    ],
)
def test_titles_agree_apart_from_dates_and_numbers(one: str, other: str, expected: bool) -> None:
    assert agree(one, other) is expected
    assert agree(other, one) is expected


def test_a_folder_of_different_documents_is_no_publication(tmp_path: Path) -> None:
    home, database = folder(tmp_path / "mixed", FOLDER), tmp_path / "a.db"
    result = timeline("ingest", home, "--db", database)
    assert result.exit_code == 3
    assert len(names(database)) == 2  # the first one and the later edition of it
    errors = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert [Path(line.split(": ")[1]).name for line in errors] == ["b.md", "c.md", "d.md"]
    assert (
        "is titled 'Schools in figures' and has no passage, figure or event in common with the "
        "publication of mixed@undated-"
    ) in errors[0]
    assert "Name its own with --publication, or use --force" in errors[0]


def test_what_is_refused_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    home = folder(tmp_path / "mixed", FOLDER)
    found = []
    for jobs in ("1", "2"):
        database = tmp_path / f"{jobs}.db"
        result = timeline("ingest", home, "--jobs", jobs, "--db", database)
        found.append((result.exit_code, result.stderr, names(database)))
    assert found[0] == found[1]


def test_two_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    one = folder(tmp_path / "north" / "reports", {"2020.md": HARBOURS, "2021.md": LATER})
    other = folder(tmp_path / "south" / "reports", {"2018.md": SCHOOLS, "2019.md": SCHOOLS})
    done("ingest", one, "--db", database)
    before = names(database)
    result = timeline("ingest", other, "--db", database)
    assert result.exit_code == 3
    assert names(database) == before
    done("ingest", other, "--publication", "schools", "--db", database)
    assert names(database)[2:] == ["schools@2018", "schools@2019"]


def test_force_stores_what_has_nothing_in_common(tmp_path: Path) -> None:
    home, database = folder(tmp_path / "mixed", FOLDER), tmp_path / "a.db"
    done("ingest", home, "--force", "--db", database)
    assert len(names(database)) == 5
    done("ingest", home, "--db", database)  # known bytes are no strangers


def test_a_publication_that_the_user_names_is_looked_at_too(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    harbours, schools = written(tmp_path, "h.md", HARBOURS), written(tmp_path, "s.md", SCHOOLS)
    asked = ("--publication", "coast", "--db", database)
    done("ingest", harbours, *asked, "--published", "2020")
    assert "has no passage, figure or event in common" in refused(3, "ingest", schools, *asked)
    done("ingest", schools, *asked, "--published", "2021", "--force")
    assert names(database) == ["coast@2020", "coast@2021"]


def test_a_bulletin_whose_sentences_are_all_new_and_a_renamed_one_are_known(
    tmp_path: Path,
) -> None:
    database = tmp_path / "a.db"
    for label, text in (("2020", HARBOURS), ("2021", LATER), ("2022", RENAMED), ("2023", LATEST)):
        sheet = written(tmp_path, f"coast/{label}.md", text)
        done("ingest", sheet, "--publication", "coast", "--db", database)
    assert len(names(database)) == 4


def test_in_one_folder_the_order_of_a_publication_that_changed_makes_no_difference(
    tmp_path: Path,
) -> None:
    for number, order in enumerate(permutations((HARBOURS, RENAMED, LATEST))):
        home = folder(
            tmp_path / str(number) / "coast",
            {f"{place}.md": text for place, text in enumerate(order)},
        )
        done("ingest", home, "--db", tmp_path / f"{number}.db")
        assert len(names(tmp_path / f"{number}.db")) == 3


def test_what_has_no_title_is_no_stranger(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    plain = {
        "1.txt": "In 2019, the harbours handled 31 million tons of freight.\n",
        "2.txt": "Some 412,000 children went to school in 2020.\n",
    }
    done("ingest", folder(tmp_path / "notes", plain), "--db", database)
    done("ingest", folder(tmp_path / "more" / "notes", {"3.md": SCHOOLS}), "--db", database)
    assert len(names(database)) == 3


def test_titles_that_the_list_of_a_folder_states_count(tmp_path: Path) -> None:
    database, home = tmp_path / "a.db", tmp_path / "lists"
    folder(home, {"a.md": HARBOURS, "b.md": SCHOOLS})
    entries = [{"file": name, "title": "The yearbook"} for name in ("a.md", "b.md")]
    written(home, "editions.json", json.dumps(entries))
    done("ingest", home, "--db", database)


def test_a_snapshot_file_names_its_publication_itself(tmp_path: Path) -> None:
    database, other = tmp_path / "a.db", tmp_path / "b.db"
    for label, text, where in (("2020", HARBOURS, database), ("2021", SCHOOLS, other)):
        sheet = written(tmp_path, f"{label}.md", text)
        done("ingest", sheet, "--publication", "coast", "--db", where)
    written(tmp_path, "snap.json", done("snapshot", "coast@2021", "--db", other).stdout)
    done("load", tmp_path / "snap.json", "--db", database)


def page(title: str, sentence: str) -> Reply:
    return Reply(
        f"<html><body><h1>{title}</h1><p>{' '.join([sentence] * 9)}</p></body></html>".encode()
    )


def test_a_page_is_itself_whatever_it_says_and_another_page_is_looked_at(tmp_path: Path) -> None:
    database = str(tmp_path / "a.db")
    with serving() as server:
        listed = tmp_path / "timeline.toml"
        listed.write_text(
            "".join(
                f'[[watch]]\npublication = "coast"\nurl = "{server.url(path)}"\n'
                for path in ("/one", "/two")
            )
        )

        def seen() -> list[str]:
            manners = Manners(allow_private=True, pace=0)
            found = [each.outcome for each in watch(database, str(listed), manners=manners)]
            return [each.action for each in found]

        harbours = "The harbours handled 31 million tons of freight in 2019."
        schools = "Some 412,000 children of the country went to school in 2020."
        server.replies["/one"] = page("Harbours", harbours)
        server.replies["/two"] = page("Schools", schools)
        assert seen() == ["stored", "refused"]
        server.replies["/one"] = page("Beds", "There were 9,100 beds in the wards of 2020.")
        server.replies["/two"] = page("Harbours", "Ferries carried 2.1 million passengers in 2021.")
        assert seen() == ["stored", "stored"]


def test_another_file_of_a_repository_is_looked_at_and_a_renamed_one_is_known(
    tmp_path: Path,
) -> None:
    database = tmp_path / "a.db"
    home = repository(tmp_path / "repository")
    commit(home, "2020-02-01", "north/sheet.md", HARBOURS)
    commit(home, "2020-03-01", "north/sheet.md", FORESTS)
    commit(home, "2020-04-01", "south/sheet.md", SCHOOLS)
    asked = ("ingest", "--git", home, "--db", database)
    done(*asked, "north/sheet.md")
    assert len(names(database)) == 2
    assert timeline(*asked, "south/sheet.md").exit_code == 3
    assert len(names(database)) == 2
    done(*asked, "south/sheet.md", "--force")
    assert len(names(database)) == 3
