"""Pages as files: whole for many at once, with the mistakes of an address told as such."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from commands import EXAMPLE, done
from web_server import Pages, serving, words


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "t.db"
    done("ingest", str(EXAMPLE), "--db", str(path))
    return path


@pytest.fixture(scope="module")
def pages(database: Path) -> Iterator[Pages]:
    with serving(database) as served:
        yield served


def test_files_that_many_ask_for_at_once_are_whole(pages: Pages) -> None:
    paths = ["/events.json", "/figures.json"] * 30
    with ThreadPoolExecutor(12) as askers:
        answers = list(askers.map(pages.get, paths))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 2
    for answer in answers:
        assert json.loads(answer.body)
        assert int(answer.headers["Content-Length"]) == len(answer.body)


def test_the_head_of_a_file_tells_its_length_alone(pages: Pages) -> None:
    whole, head = pages.get("/events.csv"), pages.get("/events.csv", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.body))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/figures.csv?kind=x", "level"),
        ("/search.json?q=trade&kind=x", "passage"),
        ("/search.json?q=trade&page=x", "page"),
        ("/status.json?on=x", "EDTF"),
        ("/events.json?from=20x0", "20x0"),
    ],
)
def test_a_bad_filter_of_a_file_is_refused_as_that_of_its_page_is(
    pages: Pages, path: str, said: str
) -> None:
    answer = pages.get(path)
    assert answer.status == 400
    assert said in words(answer.page.css_first("main"))


def test_a_publication_as_a_filter_leads_to_its_own_address_with_the_other_filters(
    pages: Pages,
) -> None:
    asked = "publication=us-mexico-example&status=scheduled&page=1"
    for path, place in (("/events", ""), ("/events.csv", ".csv")):
        moved = pages.get(f"{path}?{asked}")
        assert moved.status == 302
        where = f"/us-mexico-example{place}?status=scheduled&page=1"
        assert moved.headers["Location"] == where
        assert pages.get(where).status == 200
    assert pages.get("/events?publication=us-mexico-example&status=x").status == 400


def test_a_drawing_of_its_own_has_the_right_to_its_own_style(pages: Pages) -> None:
    answer = pages.get("/events.svg")
    assert "<style>" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_triangle_of_a_page_is_that_of_the_command_line(
    pages: Pages, database: Path, tmp_path: Path
) -> None:
    link = pages.page("/figures").css("th a")[0].attributes["href"] or ""
    link = pages.get(link).headers["Location"] or link
    key, file = link.removeprefix("/series/").replace("/", "#"), tmp_path / "t.triangle.csv"
    done("history", key, "-o", str(file), "--db", str(database))
    assert pages.get(f"{link}.triangle.csv").body == file.read_bytes()


PAGES_OF_OURS = ("events", "figures", "happening", "index", "search", "series", "static", "status")


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose publications are called as pages are."""
    database = tmp_path_factory.mktemp("named") / "t.db"
    for slug in PAGES_OF_OURS:
        file = database.parent / slug / "2021.txt"
        file.parent.mkdir()
        file.write_text(f"The {slug} treaty was signed on 3 May 2021.\n", encoding="utf-8")
        done("ingest", str(file), "--publication", slug, "--db", str(database))
    return database


def test_a_publication_that_is_called_as_a_page_has_a_chronology_of_its_own(named: Path) -> None:
    with serving(named) as served:
        links = [node.attributes["href"] for node in served.page("/").css("tbody th a")]
        assert len(links) == len(PAGES_OF_OURS)
        for link in links:
            page = served.page(link or "")
            slug = (link or "").rpartition("/")[2]
            assert [words(node) for node in page.css("h1")] == [slug]
            assert len(page.css("#list li")) == 1
            assert json.loads(served.get(f"{link}.json").text)[0]["publication"] == slug
        assert len(served.page("/events").css("#list li")) == len(PAGES_OF_OURS)


def test_a_site_has_them_too(named: Path) -> None:
    folder = named.parent / "public"
    done("site", str(folder), "--db", str(named))
    page = LexborHTMLParser((folder / "index.html").read_text("utf-8"))
    for node in page.css("tbody th a"):
        target = folder / (node.attributes["href"] or "")
        listed = LexborHTMLParser(target.read_text("utf-8"))
        assert len(listed.css("#list li")) == 1


def test_a_figure_of_an_undated_edition_leads_to_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "sheet.txt").write_text("Imports fell to $3 billion in 2020.\n", encoding="utf-8")
    done("ingest", str(tmp_path / "sheet.txt"), "--db", str(tmp_path / "t.db"))
    with serving(tmp_path / "t.db") as served:
        links = [node.attributes["href"] or "" for node in served.page("/figures").css("tbody a")]
        assert links
        for link in links:
            served.page(link)
