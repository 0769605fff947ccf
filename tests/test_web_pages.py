"""The pages of a database: what they say, how they refuse, and where they lead."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from commands import EXAMPLE, done
from timeline.web import status
from timeline.web.page import Page, Question
from web_server import Pages, require_whole, serving, words

HOSTILE = (
    '# <script>alert(1)</script> & "quotes" \u202egnirts ' + "long " * 2_000 + "\n\n"
    "The <b>treaty</b> of \u202eLyon was signed on 3 May 2021 and covers 5 < 6 ports.\n"
)
STATUS = {"occurred", "scheduled", "ongoing", "recurring", "postponed", "cancelled"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    folder = tmp_path_factory.mktemp("pages")
    database = folder / "t.db"
    done("load", "--sample", "--db", str(database))
    done("ingest", str(EXAMPLE), "--db", str(database))
    hostile = folder / "hostile" / "2021.txt"
    hostile.parent.mkdir()
    hostile.write_text(HOSTILE, encoding="utf-8")
    done("ingest", str(hostile), "--publication", "hostile", "--db", str(database))
    with serving(database) as served:
        yield served


def test_the_first_page_tells_what_changed_last_and_what_is_late(pages: Pages) -> None:
    page = pages.page("/")
    heads = [words(node) for node in page.css("h2")]
    assert heads[:2] == ["What changed last", "Publications"]
    assert heads[2].startswith("Overdue")
    assert "all" in words(page.css_first("#news ~ p a"))
    assert len(page.css("tbody tr")) == 3


def test_a_chronology_lists_what_happened_by_years_with_the_words_that_say_so(pages: Pages) -> None:
    page = pages.page("/us-mexico-example")
    years = [words(node) for node in page.css("#list h2")]
    numbered = [year for year in years if year.isdecimal()]
    assert numbered == sorted(numbered)
    assert "USMCA" in words(page.css_first("#list"))
    assert page.css("#list blockquote")
    badges = {(node.attributes["class"] or "").split()[1] for node in page.css("#list .badge")}
    assert {"occurred", "scheduled", "overdue"} <= badges <= STATUS | {"overdue"}


def test_filters_of_a_chronology_are_those_of_the_command_line(pages: Pages) -> None:
    moved = pages.get("/events?from=2022&status=scheduled&publication=us-mexico-example")
    page = pages.page(moved.headers["Location"])
    assert {words(node) for node in page.css("#list .badge")} == {"Scheduled", "Overdue"}
    assert "timeline events --publication us-mexico-example --from 2022" in words(
        page.css_first("footer code")
    )
    assert "From 2022" in words(page.css_first(".active"))


def test_words_select_events_and_a_day_shows_what_was_known(pages: Pages) -> None:
    found = pages.page("/events?q=bicentenary")
    assert "Bicentenary" in words(found.css_first("#list"))
    known = pages.page("/us-mexico-example?as-of=2022-01-01")
    assert "As known on 2022-01-01" in words(known.css_first(".notice"))


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/events?from=20x0", 400, "20x0"),
        ("/events?status=done", 400, "occurred"),
        ("/events?page=x", 400, "page"),
        ("/events?page=99", 404, "nearest"),
        ("/us-mexicoo", 404, "us-mexico"),
        ("/us-mexico@2024", 404, "us-mexico@202"),
        ("/us-mexico@2023/since/us-mexico@1999", 404, "us-mexico"),
        ("/us-mexico@2023/since/us-mexico@2022?change=x", 400, "restated"),
        ("/happening/us-mexico/none", 404, "none"),
        ("/series/us-mexico@2023/figure-none", 404, "none"),
        ("/a/b/c/d", 404, "There is no page"),
        ("/figures?kind=x", 400, "level"),
        ("/status?on=x", 400, "x"),
    ],
)
def test_a_bad_address_is_answered_by_a_page_that_says_what_is_wrong(
    pages: Pages, path: str, status: int, said: str
) -> None:
    answer = pages.get(path)
    assert answer.status == status
    require_whole(answer.text)
    assert said in words(answer.page.css_first("main"))


def test_no_page_leads_nowhere(pages: Pages) -> None:
    waiting, known = ["/"], {"/"}
    while waiting and len(known) < 400:
        path = waiting.pop(0)
        answer = pages.get(path)
        assert answer.status in (200, 302), (path, answer.status)
        if "text/html" not in (answer.headers.get_content_type() or ""):
            continue
        require_whole(answer.text)
        for node in answer.page.css("a[href]"):
            link = urljoin(path, node.attributes["href"] or "")
            found = link.partition("#")[0]
            if not urlsplit(link).netloc and found not in known:
                known.add(found)
                waiting.append(found)
    assert len(known) > 100


def test_a_name_that_is_markup_is_shown_and_does_nothing(pages: Pages) -> None:
    for path in ("/", "/hostile", "/events", "/hostile@2021"):
        page = pages.page(path)
        assert page.css("main script") == []
        assert "\u202e" not in page.html
        assert "<script>alert" not in page.html
        title = words(page.css_first("title"))
        assert len(title) < 90
    assert "&lt;script&gt;alert(1)" in pages.page("/hostile@2021").html
    assert max(len(words(node)) for node in pages.page("/hostile").css("h1")) <= 200


def test_a_diff_shows_values_old_and_new_and_a_way_from_change_to_change(pages: Pages) -> None:
    page = pages.page("/us-mexico-example@2023/since/us-mexico-example@2022")
    first = page.css_first("#c1")
    assert "577.3 billion" in words(first)
    assert "863 billion" in words(first)
    assert first.css("ins")
    assert first.css("del")
    steps = [node.attributes["href"] for node in page.css(".step a")]
    assert "#c2" in steps
    names = {words(node) for node in page.css("h2")}
    assert {"Figures", "Events", "Text"} <= names


def test_a_series_leads_from_any_statement_to_its_one_address(pages: Pages) -> None:
    links = [node.attributes["href"] for node in pages.page("/figures?measure=trade").css("th a")]
    assert links
    for link in links:
        answer = pages.get(link or "")
        where = answer.headers["Location"] if answer.status == 302 else link
        page = pages.page(where)
        assert words(page.css_first(".key"))
        assert page.css("#statements ~ ol li")


def test_pages_answer_as_files_in_the_shapes_of_the_command_line(pages: Pages) -> None:
    for path in ("/index", "/events", "/us-mexico", "/figures", "/status"):
        assert isinstance(json.loads(pages.get(f"{path}.json").text), list)
    delta = json.loads(pages.get("/us-mexico@2023/since/us-mexico@2022.json").text)
    assert delta["schema"].startswith("timeline/delta/1")
    assert pages.get("/events.csv").text.startswith("publication,")
    planned = json.loads(pages.get("/events.json?status=scheduled").text)
    assert {each["status"] for each in planned} == {"scheduled"}


def test_a_page_that_is_known_is_not_sent_again(pages: Pages) -> None:
    for path in ("/status", "/static/style.css"):
        tag = pages.get(path).headers["ETag"]
        answer = pages.get(path, **{"If-None-Match": tag})
        assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/events?from=&to=&status=&kind=&q=&as-of=", "/events"),
        ("/events?from=2020&to=&status=+&q=trade+talks", "/events?from=2020&q=trade+talks"),
        ("/us-mexico@2023?marks=", "/us-mexico@2023"),
        ("/figures.csv?kind=", "/figures.csv"),
        ("/search?q=", "/search"),
        ("//elsewhere.example?q=", "/elsewhere.example"),
    ],
)
def test_empty_filters_do_not_stay_in_the_address(pages: Pages, asked: str, found: str) -> None:
    answer = pages.get(asked)
    assert (answer.status, answer.headers["Location"]) == (302, found)


def test_only_reading_is_answered_and_only_for_this_machine(pages: Pages) -> None:
    assert pages.get("/", "POST").status == 405
    assert pages.get("/", "HEAD").body == b""
    assert pages.get("/", Host="evil.example").status == 421
    assert pages.get("/", Host="localhost:1").status == 200
    policy = pages.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_fault_of_ours_is_a_page_and_its_trace_goes_to_the_log(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Question) -> Page:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(status, "build", fail)
    answer = pages.get("/status")
    assert answer.status == 500
    assert "Nothing was changed" in answer.text
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError: of ours" in caplog.text


def test_without_a_database_the_page_says_what_to_do(tmp_path: Path) -> None:
    with serving(tmp_path / "none.db") as served:
        answer = served.get("/")
    assert answer.status == 503
    assert "timeline load --sample" in answer.text


def test_a_database_of_another_version_is_no_fault(tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    done("load", "--sample", "--db", str(database))
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    with serving(database) as served:
        answer = served.get("/")
    assert answer.status == 503
    assert "timeline db upgrade" in answer.text
