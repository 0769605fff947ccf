"""Pages as files: whole for many at once, with the mistakes of an address told as such."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from commands import EXAMPLE, done
from web_server import Pages, serving, words


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    database = tmp_path_factory.mktemp("files") / "t.db"
    done("ingest", str(EXAMPLE), "--db", str(database))
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


def test_a_drawing_of_its_own_has_the_right_to_its_own_style(pages: Pages) -> None:
    answer = pages.get("/events.svg")
    assert "<style>" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
