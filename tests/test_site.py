"""The pages as files: whole, the same each time, and nothing else touched."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from signal import SIGINT, SIGKILL
from time import sleep
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from commands import EXAMPLE, done, refused, running, written
from processes import children, running_now, until
from timeline.web.page_links import file_name
from timeline.web.site_manifest import MANIFEST, NOTES
from web_server import require_whole


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "t.db"
    done("load", "--sample", "--db", str(path))
    done("ingest", str(EXAMPLE), "--db", str(path))
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Path:
    folder = database.parent / "public"
    done("site", str(folder), "--today", "2026-11-28", "--db", str(database))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_link_of_a_site_leads_to_a_file_and_every_anchor_to_its_place(site: Path) -> None:
    pages = {path: LexborHTMLParser(path.read_text("utf-8")) for path in site.rglob("*.html")}
    ids = {
        path: {node.attributes["id"] for node in page.css("[id]")} for path, page in pages.items()
    }
    assert len(pages) > 50
    for path, page in pages.items():
        require_whole(path.read_text("utf-8"))
        for node in page.css("[href], [src]"):
            link = urlsplit(node.attributes.get("href") or node.attributes.get("src") or "")
            if link.scheme or not link.path:
                continue
            assert not link.path.startswith("/"), (path, node.html)
            target = (path.parent / unquote(link.path)).resolve()
            assert target.is_file(), (path, node.html)
            if link.fragment and target in ids:
                assert unquote(link.fragment) in ids[target], (path, node.html)


@pytest.mark.parametrize("name", ["con", "aux", "lpt1", "nul.2021", "a:b", "x" * 300, "..", "Ä"])
def test_a_name_that_a_system_refuses_is_written_in_another_way(name: str) -> None:
    written = file_name(name)
    assert written != name
    assert written not in (file_name(name.upper() + "-"), file_name(name + "."))
    assert len(written) < 120


def test_a_name_of_a_file_is_one_that_every_system_takes(site: Path) -> None:
    for name in contents(site):
        for part in name.split("/"):
            assert not set(part) & set('<>:"\\|?*# '), name
            assert len(part) < 130
            assert part == part.lower()


def test_the_same_database_and_day_give_the_same_bytes(site: Path, database: Path) -> None:
    other = site.parent / "other"
    done("site", str(other), "--today", "2026-11-28", "--db", str(database))
    assert contents(other) == contents(site)


def test_two_processes_write_the_same_bytes_as_one(site: Path, database: Path) -> None:
    other = site.parent / "two"
    done("site", str(other), "--today", "2026-11-28", "--jobs", "2", "--db", str(database))
    assert contents(other) == contents(site)


def test_a_second_run_writes_only_what_changed_and_removes_what_is_no_more(
    tmp_path: Path, database: Path
) -> None:
    folder, own = tmp_path / "public", tmp_path / "t.db"
    own.write_bytes(database.read_bytes())
    done("site", str(folder), "--today", "2026-11-28", "--db", str(own))
    again = done("site", str(folder), "--today", "2026-11-28", "--db", str(own))
    assert "0 are new or changed; 0 old ones removed" in again.stderr
    done("forget", "us-mexico-example@2021", "--db", str(own))
    done("site", str(folder), "--today", "2026-11-28", "--db", str(own))
    assert not (folder / "us-mexico-example@2021").exists()
    assert (folder / "us-mexico-example@2022" / "index.html").exists()


def test_a_site_of_one_publication_names_no_other(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "public"
    done("site", str(folder), "--publication", "us-mexico-example", "--db", str(database))
    assert (folder / "us-mexico-example" / "index.html").exists()
    assert not (folder / "us-mexico").exists()
    assert "us-mexico@" not in (folder / "index.html").read_text("utf-8")


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, database: Path) -> None:
    kept = tmp_path / "letter.txt"
    kept.write_text("mine")
    said = refused(2, "site", str(tmp_path), "--db", str(database))
    assert "nor a site of timeline" in said
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_that_somebody_put_into_a_site_stays(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "public"
    done("site", str(folder), "--publication", "us-mexico", "--db", str(database))
    (folder / "CNAME").write_text("example.org")
    done("site", str(folder), "--publication", "us-mexico", "--db", str(database))
    assert (folder / "CNAME").exists()


def test_a_damaged_manifest_cannot_remove_what_lies_outside(tmp_path: Path, database: Path) -> None:
    folder, outside = tmp_path / "public", tmp_path / "outside.txt"
    outside.write_text("mine")
    done("site", str(folder), "--publication", "us-mexico", "--db", str(database))
    manifest = folder / "timeline-site.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["files"].append("../outside.txt")
    manifest.write_text(json.dumps(told))
    done("site", str(folder), "--publication", "us-mexico", "--db", str(database))
    assert outside.exists()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a list of events and a comparison that have several pages each."""
    folder = tmp_path_factory.mktemp("large")
    for year in (2021, 2022):
        meetings = "\n\n".join(
            f"On {day % 28 + 1} {month} {year - 1}, the council of town {day} met in hall {year}."
            for month in ("March", "July")
            for day in range(60)
        )
        written(folder / "towns", f"{year}.md", f"# The Towns\n\n{meetings}\n")
    done("ingest", str(folder / "towns"), "--db", str(folder / "t.db"))
    return folder / "t.db"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_site_has_every_page_of_long_lists_and_every_page_that_those_lead_to(
    jobs: int, large: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "public"
    done("site", str(folder), "--jobs", str(jobs), "--db", str(large))
    diff = folder / "towns@2022" / "since" / "towns@2021" / "page" / "2" / "index.html"
    pages = [folder / "events" / "page" / "2" / "index.html", diff]
    for page in pages:
        links = LexborHTMLParser(page.read_text("utf-8")).css("main a[href$='.html']")
        assert links
        for link in links:
            target = urlsplit(link.attributes["href"] or "").path
            assert (page.parent / unquote(target)).resolve().is_file(), link.html
    assert not [*folder.rglob("page/*/*.json")], "the first page of a list has all of it"


def test_an_interrupted_site_names_what_it_has_written_and_is_finished_by_the_next_run(
    large: Path, tmp_path: Path
) -> None:
    folder, whole = tmp_path / "public", tmp_path / "whole"
    with running("site", folder, "--jobs", "2", "--db", large) as process:
        assert process.stderr is not None
        while len([*folder.rglob("index.html")]) < 5:
            assert process.poll() is None
            sleep(0.01)
        process.send_signal(SIGINT)
        assert process.stderr.read() == "Interrupted.\n"
        assert process.wait() == 130
    told = set(json.loads((folder / MANIFEST).read_text("utf-8"))["files"])
    assert told == {*contents(folder)} - {MANIFEST}
    done("site", str(whole), "--db", str(large))
    assert told < {*contents(whole)}
    done("site", str(folder), "--db", str(large))
    assert contents(folder) == contents(whole)


def test_what_a_worker_cannot_write_is_told_as_it_is(large: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    done("site", str(folder), "--publication", "towns", "--db", str(large))
    page = folder / "status" / "index.html"
    page.unlink()
    page.mkdir()
    said = refused(2, "site", str(folder), "--jobs", "2", "--db", str(large))
    assert f"{page.parent.name}/.index.html." in said
    assert "Is a directory" in said
    told = set(json.loads((folder / MANIFEST).read_text("utf-8"))["files"])
    assert told == {*contents(folder)} - {MANIFEST}


def test_what_a_killed_run_has_written_is_removed_when_it_is_needed_no_more(
    large: Path, database: Path, tmp_path: Path
) -> None:
    folder, whole = tmp_path / "public", tmp_path / "whole"
    with running("site", folder, "--jobs", "2", "--db", large) as process:
        while len([*folder.rglob("index.html")]) < 5:
            assert process.poll() is None
            sleep(0.01)
        workers = children(process.pid)
        process.send_signal(SIGKILL)
        assert process.wait() == -SIGKILL
    assert until(lambda: not workers & running_now())
    with (folder / NOTES).open("a") as notes:
        notes.write("late/index.html\n")  # killed before it was whole
    written(folder / "late", ".index.html.aaaaaaaa.part", "half of it")
    for out in (folder, whole):
        done("site", str(out), "--today", "2026-11-28", "--db", str(database))
    assert {*contents(folder)} == {*contents(whole)}


def test_a_page_that_a_worker_cannot_read_ends_the_run_with_the_message_of_one(
    large: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "t.db"
    broken.write_bytes(large.read_bytes())
    with sqlite3.connect(broken) as connection:
        connection.execute("UPDATE passage SET kind = X'00' WHERE number = 1")
    connection.close()
    said = {
        refused(5, "site", str(tmp_path / jobs), "--jobs", jobs, "--db", str(broken))
        for jobs in ("1", "2")
    }
    assert len(said) == 1


def test_an_unknown_publication_makes_no_folder(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "public"
    refused(2, "site", str(folder), "--publication", "us-mexicoo", "--db", str(database))
    assert not folder.exists()
