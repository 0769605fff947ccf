"""The chronology and a figure as drawings in files, and everything as one page to mail."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from commands import EXAMPLE, done, refused

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "t.db"
    done("load", "--sample", "--db", path)
    done("ingest", EXAMPLE, "--db", path)
    return path


def test_a_chronology_is_drawn_into_a_file_with_its_finding_in_words(
    database: Path, tmp_path: Path
) -> None:
    file = tmp_path / "c.svg"
    done("export", "-o", file, "--publication", "us-mexico-example", "--db", database)
    drawn = ET.fromstring(file.read_text("utf-8"))
    assert "USMCA Entered into Force" in "".join(drawn.itertext())
    assert "events" in (drawn.findtext(f"{SVG}desc") or "")
    assert not list(drawn.iter(f"{SVG}a"))


def test_a_drawing_of_pixels_is_a_png(database: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert", reason="the extra 'charts' is not installed")
    file = tmp_path / "c.png"
    done("export", "-o", file, "--db", database)
    assert file.read_bytes().startswith(b"\x89PNG\r\n")


def test_one_figure_is_drawn_and_of_several_one_has_to_be_named(
    database: Path, tmp_path: Path
) -> None:
    file = tmp_path / "f.svg"
    said = refused(2, "history", "trade", "-o", file, "--db", database)
    assert "name one by its key" in said
    assert not file.exists()
    found = done("history", "trade in goods and services", "--publication", "us-mexico",
                 "--exact-label", "--format", "jsonl", "--db", database)  # fmt: skip
    key = found.stdout.split('"series": "', 1)[1].partition('"')[0]
    done("history", key, "-o", file, "--db", database)
    assert "$863 billion" in "".join(ET.fromstring(file.read_text("utf-8")).itertext())


def test_what_has_no_date_has_no_drawing(database: Path, tmp_path: Path) -> None:
    said = refused(2, "export", "-o", tmp_path / "c.svg", "--to", "1500", "--status", "scheduled",
                   "--db", database)  # fmt: skip
    assert "nothing to draw" in said


def test_a_report_is_one_page_that_loads_nothing(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    done("export", "-o", file, "--publication", "us-mexico-example", "--db", database)
    page = LexborHTMLParser(file.read_text("utf-8"))
    assert page.css("link, script, img, iframe") == []
    heads = [node.text() for node in page.css("h1, h2")]
    assert heads[0] == "The United States and Mexico in Brief"
    assert heads[1:3] == ["Events", "Figures"]
    assert heads[3].startswith("What changed from us-mexico-example@2022")
    assert len(page.css("svg.chart")) == 1
    assert "$863 billion (2022)" in page.text()
