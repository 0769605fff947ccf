"""Two files that are compared: the dates that they have, and which is the older one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import done, refused, written
from timeline.decode import plain
from timeline.edition.own_dates import find_own_date

BODY = "Consumer prices rose by 3.1% in the year. The board met in the harbour."


@pytest.mark.parametrize(
    ("head", "tail", "expected"),
    [
        ("# Prices\n\nLast updated: 15 May 2024", "", "2024-05-15"),
        ("# Prices\n\nReleased on 15 May 2024", "", "2024-05-15"),
        ("# Prices\n\n15 May 2024", "", "2024-05-15"),
        ("# Prices", "Page last reviewed 2 June 2024", "2024-06-02"),
        ("# Prices\n\nPublished 3 May 2024 · Updated 15 May 2024", "", "2024-05-15"),
        ("# Prices\n\nPublished: May 2024", "", "2024-05"),
        ("# Harbour report 7, 14 May 2024", "", "2024-05-14"),
        ("# Harbour report (14 May 2024)", "", "2024-05-14"),
        ("# Prices as of 14 May 2024", "", "2024-05-14"),
        ("# Floods in Velden: update of 14 May 2024", "", "2024-05-14"),
        ("# Harbour bulletin 12 of 14 May 2024", "", "2024-05-14"),
        ("# Statement of 14 May 2024", "", "2024-05-14"),
        ("# Report on the floods of 14 May 2024", "", None),
        ("# Floods\n\nAs of 14 May 2024", "", "2024-05-14"),
        # a place and a day open the text
        ("# Floods\n\nVELDEN, 14 May 2024 – The river rose on Monday.", "", "2024-05-14"),
        ("Velden, May 14, 2024 (Harbour News) - Two ferries sank.", "", "2024-05-14"),
        ("# Floods\n\nVelden (14 May 2024) — The river rose.", "", "2024-05-14"),
        ("# Fires\n\nThe fire of 14 May 2024 – The mill burned.", "", None),
        ("# Fires\n\nVelden, 14 May 2024 – Fire.\n\nOrle, 3 May 2023 – Fire.", "", None),
        ("# Fires\n\n- Velden, 14 May 2024 – The mill burned.", "", None),
        # a month in a title is the one that is reported on, and a day in it can be an event's
        ("# Prices, March 2024", "", None),
        ("# The fire of 14 May 2024", "", None),
        ("# From 3 May 2024 to 14 May 2024", "", None),
        # another edition's date, and a date of the text
        ("# Prices\n\nNext release: 15 June 2024", "", None),
        ("# Prices\n\nThe law was published on 3 March 2021 in the capital.", "", None),
        ("# Prices\n\n- 15 May 2024", "", None),
    ],
)
def test_a_text_may_say_when_it_was_published(head: str, tail: str, expected: str | None) -> None:
    document = plain.document(f"{head}\n\n{BODY}\n\n## Fish\n\n{BODY}\n\n{tail}\n")
    found = find_own_date(document)
    assert (found and found.edtf) == expected


def bulletin(folder: Path, name: str, head: str, rate: str) -> str:
    return str(written(folder, name, f"{head}\n\nConsumer prices rose by {rate}% in the year.\n"))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    heads = {
        "march.md": "# Prices, March 2024",
        "april.md": "# Prices\n\nLast updated: 15 May 2024",
        "may.txt": "Prices\n\nReleased on 15 June 2024",
        "some.md": "# Prices",
    }
    return {
        name: bulletin(tmp_path, name, head, f"{number}.1")
        for number, (name, head) in enumerate(heads.items(), 2)
    }


def test_files_are_compared_with_their_own_dates(files: dict[str, str]) -> None:
    found = done("diff", files["april.md"], files["may.txt"], "--format", "json")
    delta = json.loads(found.stdout)
    assert [delta[side]["published"] for side in ("before", "after")] == [
        "2024-05-15", "2024-06-15"
    ]  # fmt: skip
    assert found.stderr == ""


def test_that_the_newer_file_comes_first_is_said(files: dict[str, str]) -> None:
    for older, newer in (("april.md", "may.txt"), ("march.md", "april.md")):
        assert done("diff", files[older], files[newer]).stderr == ""
        told = done("diff", files[newer], files[older]).stderr
        assert told.startswith(f"{files[older]} is older than {files[newer]}, so the changes run")


def test_that_nobody_knows_which_file_is_older_is_said(files: dict[str, str]) -> None:
    told = done("diff", files["some.md"], files["april.md"]).stderr
    assert told.startswith(f"{files['some.md']} does not say when it was published, so")
    alone = done("diff", files["some.md"], files["some.md"]).stderr
    assert alone == ""


def test_users_date_the_documents_that_they_compare(files: dict[str, str]) -> None:
    both = files["april.md"], files["some.md"]
    found = done("diff", *both, "--published", "2024-04", "--published", "2024-06")
    assert "published April 2024" in found.stdout
    assert "published June 2024" in found.stdout
    assert found.stderr == ""
    unknown = done("diff", *both, "--published", "unknown", "--published", "2024-06")
    assert "undated (complete) ->" in unknown.stdout


def test_dates_that_are_too_many_or_too_few_are_refused(files: dict[str, str]) -> None:
    both = files["april.md"], files["some.md"]
    assert "Give it twice" in refused(2, "diff", *both, "--published", "2024")
    assert "EDTF" in refused(2, "diff", *both, "--published", "2024", "--published", "soon")


def test_a_stored_edition_keeps_its_date(files: dict[str, str], tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    stored = "ingest", files["may.txt"], "--publication", "p", "--label", "a", "--db", database
    done(*stored, "--published", "2024-06-15")
    asked = "diff", "p@a", files["some.md"], "--db", database, "--published", "2024-07"
    assert "published July 2024" in done(*asked).stdout
    told = refused(2, "diff", "p@a", "p@a", "--db", database, "--published", "2024-07")
    assert "timeline amend" in told
