"""The search on the pages, and the commands that pages name."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import pytest

from commands import done
from web_server import Pages, serving, words

PLACES = 320


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The pages of a list that is longer than what a search ranks."""
    folder = tmp_path_factory.mktemp("search")
    lines = (f"Harbour {number} has a lighthouse." for number in range(PLACES))
    (folder / "2021.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    done("ingest", str(folder / "2021.txt"), "--publication", "harbours", "--db",
         str(folder / "t.db"))  # fmt: skip
    with serving(folder / "t.db") as served:
        yield served


def test_every_page_of_a_search_lists_something_and_its_head_says_how_much(pages: Pages) -> None:
    page = pages.page("/search?q=lighthouse&kind=passage")
    said = words(page.css_first("main p"))
    assert f"{PLACES} hits" in said
    assert said.endswith("; the best 300 are listed")
    assert words(page.css_first(".pages p")) == "Page 1 of 3"
    assert len(pages.page("/search?q=lighthouse&kind=passage&page=3").css("main ol > li")) >= 100
    assert pages.get("/search?q=lighthouse&kind=passage&page=4").status == 404


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ('/search?q=$(id)%20"a b"&kind=event', ["search", "$(id)", '"a', 'b"', "--kind", "event"]),
        ("/events?q=a;id&all=1", ["events", "--all", "--search", "a;id"]),
        ("/figures?measure=it's%20$HOME", ["figures", "--measure", "it's $HOME"]),
        ("/harbours@2021", ["show", "harbours@2021"]),
    ],
)
def test_a_command_on_a_page_can_be_typed_and_does_no_more(
    pages: Pages, path: str, command: list[str]
) -> None:
    said = words(pages.page(path).css_first("footer code"))
    assert shlex.split(said) == ["timeline", *command]
    assert "$" not in said.replace("'$(id)'", "").replace("$HOME'", "")
