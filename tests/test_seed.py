"""What is read in real documents: the scores on annotated texts, and that every span re-reads.

The texts are no part of the project. They are looked for in the folder that TIMELINE_SHARED names,
else in `shared` beside the checkout.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extraction import read_text
from timeline.decode.plain import decode_text
from timeline.model import Snapshot
from timeline.records import snapshot_record
from timeline.values import Period

SHARED = Path(os.environ.get("TIMELINE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
SHEET = "us-mexico-2023"
PUBLISHED = "[2023-07..2023-09]"
FLOORS = {"dates span + edtf": 0.97, "figures span + value": 0.97, "events + edtf, status": 0.92}
NEVER = ("not_figures wrongly extracted", "items in boilerplate")

# Words of the title, date and status of happenings that every reader of the sheet must find.
HAPPENINGS = [
    ("Entered into Force", "2020-07-01", "occurred"),
    ("Border Management Initiative", "2010", "occurred"),
    ("Bicentennial Framework", "2021", "occurred"),
    ("Met in Mexico City", "2022-09-12", "occurred"),
    ("Next", "2023-09", "scheduled"),
]


@pytest.fixture(scope="module")
def shared() -> Path:
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"no annotated texts in {SHARED} (set TIMELINE_SHARED)")
    return SHARED


@cache
def sheet() -> Snapshot:
    text = (SHARED / "gold" / f"{SHEET}.txt").read_text("utf-8")
    return read_text(text, PUBLISHED)


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    system = tmp_path_factory.mktemp("seed") / "system.jsonl"
    record = {**snapshot_record(sheet()), "doc": SHEET}
    system.write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(shared / "bench" / "prose" / "score.py"), "--json",
         "--gold", str(shared / "gold" / f"{SHEET}.json"), "--system", str(system)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("row", FLOORS)
def test_the_sheet_is_read_at_its_floors(scores: dict[str, Any], row: str) -> None:
    assert scores["all"][row]["f1"] >= FLOORS[row]


@pytest.mark.parametrize("row", NEVER)
def test_what_must_not_be_read_is_not_read(scores: dict[str, Any], row: str) -> None:
    assert scores["counts"][row] == 0


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("words", "edtf", "status"), HAPPENINGS)
def test_the_happenings_of_the_sheet_are_found(words: str, edtf: str, status: str) -> None:
    found = [(e.title, e.when.edtf, e.status) for e in sheet().events if e.when is not None]
    assert [words in title for title, *rest in found if rest == [edtf, status]].count(True) == 1


def test_the_sheet_says_when_it_was_written(shared: Path) -> None:
    written = read_text((shared / "gold" / f"{SHEET}.txt").read_text("utf-8")).written
    assert written is not None
    stated = Period.parse(PUBLISHED)
    assert written.overlaps(stated.first, stated.last)


def test_a_copy_of_the_sheet_on_another_site_is_known_to_be_late(shared: Path) -> None:
    text = (shared / "gold" / f"{SHEET}.txt").read_text("utf-8")
    assert [d.code for d in read_text(text, "2024-06-01").diagnostics] == ["published-late"]


def test_texts_of_the_collections_are_read_and_every_span_re_reads(shared: Path) -> None:
    paths = sorted(shared.glob("corpus/**/*.txt"))
    assert paths
    for path in paths[::3]:
        text = decode_text(path.read_bytes(), str(path))
        assert read_text(text).passages, path
