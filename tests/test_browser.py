"""The pages in a real browser: drawn, walked by keyboard, and judged by axe-core."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from browsers import Watched, chromium, npm_file, watching
from commands import EXAMPLE, done
from web_server import Pages, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DIFF = "/us-mexico-example@2023/since/us-mexico-example@2022"
EDITION = "/us-mexico-example@2023"
FACT = f"{EDITION}/figure-121-143"
SERIES = "/series/us-mexico-example@2023/figure-444-456"
HAPPENING = (
    "/happening/us-mexico-example/2023-09:next-high-level-economic-dialogue-planned-washington"
)
VIEWS = (
    "/", "/events", "/us-mexico-example", "/figures", "/status", "/search?q=trade", EDITION,
    "/us-mexico@2023", DIFF, FACT, SERIES, HAPPENING, "/us-mexico@2024",
)  # fmt: skip
"""Each kind of page, and one that says what is wrong."""
MOST_ALIKE = 6
"""Facts of one edition, series or happenings: that all of them lead on is tested elsewhere."""
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth;
  const boxes = [...document.querySelectorAll('body *')].filter((node) =>
    !node.closest('svg, .scroll, .hidden, .skip') && node.getBoundingClientRect().right > wide + 1);
  return document.documentElement.scrollWidth > wide ? boxes.map((n) => n.outerHTML.slice(0, 120))
    : [];
}"""
SMALL = """() => [...document.querySelectorAll('body *')].filter((node) =>
  [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) &&
  parseFloat(getComputedStyle(node).fontSize) < 12).map((node) => node.outerHTML.slice(0, 120))"""
LINKS = "() => [...document.links].map((link) => link.href)"
PAPER = {"light": "rgb(253, 252, 249)", "dark": "rgb(21, 23, 26)"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "t.db"
    done("load", "--sample", "--db", str(path))
    done("ingest", str(EXAMPLE), "--db", str(path))
    return path


@pytest.fixture(scope="module")
def pages(database: Path) -> Iterator[Pages]:
    with serving(database) as served:
        yield served


@pytest.fixture(scope="module")
def site(database: Path) -> Path:
    """The start page of a static site."""
    folder = database.parent / "site"
    done("site", str(folder), "--db", str(database), "--today", "2024-04-30")
    return folder / "index.html"


def visit_all(seen: Watched, start: str) -> set[str]:
    """Visit the pages that can be reached, some of those that are made alike (`MOST_ALIKE`).

    Require of each what every page must keep.
    """
    alike: Counter[str] = Counter()
    waiting, known = [start], {start}
    while waiting:
        seen.page.goto(waiting.pop())
        seen.require_no_fault()
        assert seen.page.evaluate(OUTSIDE) == [], seen.page.url
        for link in seen.page.evaluate(LINKS):
            address = link.partition("#")[0]
            if address in known or not is_page(address, start):
                continue
            known.add(address)
            shape = re.sub(r"[^/]*figure-[^/]*|[^/]*event-[^/]*|(?<=happening/).*", "-", address)
            alike[shape] += 1
            if alike[shape] <= MOST_ALIKE:
                waiting.append(address)
    return known


def is_page(address: str, start: str) -> bool:
    """Tell whether an address leads to a page of the same site: no file, no filter."""
    one, other = urlsplit(address), urlsplit(start)
    if (one.scheme, one.netloc) != (other.scheme, other.netloc) or one.query:
        return False
    if one.scheme == "file":
        path = Path(unquote(one.path))
        assert path.exists(), address
        return path.suffix == ".html"
    last = one.path.rpartition("/")[2]
    return last != "capture" and "." not in last


def test_every_page_is_drawn_on_a_telephone_without_error_or_sideways_scroll(
    browser: Browser, pages: Pages
) -> None:
    with watching(browser, viewport={"width": 360, "height": 740}) as seen:
        assert len(visit_all(seen, f"http://127.0.0.1:{pages.port}/")) > 100


def test_every_page_of_a_site_opens_from_a_folder(browser: Browser, site: Path) -> None:
    with watching(browser, viewport={"width": 360, "height": 740}) as seen:
        assert len(visit_all(seen, site.as_uri())) > 40


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_light_or_dark_as_the_reader_is_and_small_text_is_no_smaller_than_12_pixels(
    browser: Browser, pages: Pages, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    with watching(browser, viewport=size, color_scheme=scheme) as seen:
        for path in VIEWS[:-1]:
            seen.page.goto(f"http://127.0.0.1:{pages.port}{path}")
            paper = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert paper == PAPER[scheme]
            assert seen.page.evaluate(OUTSIDE) == [], path
            assert seen.page.evaluate(SMALL) == [], path
            seen.require_no_fault()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_serious(browser: Browser, pages: Pages, scheme: str, width: int) -> None:
    axe = npm_file("axe-core/axe.min.js")
    size = {"width": width, "height": 900}
    found = []
    with watching(browser, viewport=size, color_scheme=scheme, bypass_csp=True) as seen:
        seen.page.add_init_script(path=axe)
        for path in VIEWS:
            seen.page.goto(f"http://127.0.0.1:{pages.port}{path}")
            result = seen.page.evaluate("axe.run({resultTypes: ['violations']})")
            found += [
                (path, each["id"], each["impact"], each["nodes"][0]["html"][:150])
                for each in result["violations"]
            ]
    assert found == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_a_fact_to_cite_is_less_than_15_keys_from_home(browser: Browser, pages: Pages) -> None:
    with watching(browser) as seen:
        page = seen.page
        page.goto(f"http://127.0.0.1:{pages.port}/")
        pressed = 0

        def tab_to(which: str) -> None:
            nonlocal pressed
            while not page.evaluate("which => document.activeElement.matches(which)", which):
                press(page, "Tab")
                pressed += 1
                assert pressed < 15, focused(page)

        def enter() -> None:
            nonlocal pressed
            press(page, "Enter")
            pressed += 1

        tab_to(".skip[href='#content']")
        enter()
        tab_to(f"main a[href='{EDITION}']")
        enter()
        page.wait_for_url(f"**{EDITION}")
        tab_to(".skip[href='#text']")
        enter()
        tab_to("#text a.f")
        enter()
        page.wait_for_url(f"**{EDITION}/figure-*")
        assert page.locator(".cite textarea").count() > 0
        assert pressed < 15


def test_each_focus_can_be_seen(browser: Browser, pages: Pages) -> None:
    with watching(browser) as seen:
        page = seen.page
        page.goto(f"http://127.0.0.1:{pages.port}{DIFF}")
        for _ in range(25):
            press(page, "Tab")
            style = page.evaluate(
                "[getComputedStyle(document.activeElement).outlineStyle, "
                "parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
            )
            assert style[0] == "solid", focused(page)
            assert style[1] >= 3


def test_next_change_leads_from_change_to_change_without_a_script(
    browser: Browser, pages: Pages
) -> None:
    with watching(browser, java_script_enabled=False) as seen:
        page = seen.page
        page.goto(f"http://127.0.0.1:{pages.port}{DIFF}")
        for number in range(2, 7):
            page.locator(f"#c{number - 1} .step a", has_text="Next change").press("Enter")
            page.wait_for_url(re.compile(f"#c{number}$"))
            assert page.locator(f"#c{number}").is_visible()


def test_keys_lead_from_change_to_change_and_from_edition_to_edition(
    browser: Browser, pages: Pages
) -> None:
    with watching(browser) as seen:
        page = seen.page
        page.goto(f"http://127.0.0.1:{pages.port}{DIFF}")
        press(page, "n", "n", "p")
        page.wait_for_url(re.compile("#c1$"))
        assert page.evaluate("document.activeElement.id") == "c1"
        press(page, "[")
        page.wait_for_url("**/us-mexico-example@2022/since/us-mexico-example@2021")
        press(page, "]")
        page.wait_for_url(f"**{DIFF}")
        press(page, "/")
        assert page.evaluate("document.activeElement.type") == "search"
        page.keyboard.type("n?/")
        assert page.input_value("#q") == "n?/"
        assert page.locator("dialog").count() == 0
        seen.require_no_fault()


def test_keys_can_be_switched_off_and_stay_off(browser: Browser, pages: Pages) -> None:
    with watching(browser) as seen:
        page = seen.page
        page.goto(f"http://127.0.0.1:{pages.port}{DIFF}")
        press(page, "?")
        page.locator("dialog input").uncheck()
        press(page, "Escape")
        page.locator("dialog").wait_for(state="detached")
        page.reload()
        press(page, "n", "?")
        assert "#" not in page.url
        assert page.locator("dialog").count() == 0
        page.get_by_role("button", name="Keys").click()
        page.locator("dialog input").check()
        page.get_by_role("button", name="Close").click()
        press(page, "n")
        page.wait_for_url(re.compile("#c1$"))


def test_filters_are_set_and_removed(browser: Browser, pages: Pages) -> None:
    with watching(browser) as seen:
        page = seen.page
        page.goto(f"http://127.0.0.1:{pages.port}/events")
        whole = page.locator("#list .events > li").count()
        page.locator("details.filters summary").click()
        page.get_by_label("From", exact=True).fill("2022")
        page.get_by_label("Status").select_option("scheduled")
        page.get_by_role("button", name="Show").click()
        assert "from=2022" in page.url
        assert "status=scheduled" in page.url
        page.locator("#list .events > li").first.wait_for()
        some = page.locator("#list .events > li").count()
        assert 0 < some < whole
        assert page.get_by_label("From", exact=True).input_value() == "2022"
        page.get_by_role("link", name="Remove filter: from 2022").click()
        assert "from=" not in page.url
        page.get_by_role("link", name="Clear all").click()
        assert page.locator("#list .events > li").count() == whole
        seen.require_no_fault()


def test_a_line_to_cite_is_copied(browser: Browser, pages: Pages) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    with watching(browser, permissions=allowed) as seen:
        page = seen.page
        page.goto(f"http://127.0.0.1:{pages.port}{FACT}")
        page.get_by_role("button", name="Copy: Cite").click()
        page.get_by_text("Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#line").input_value() != ""


def test_the_search_of_a_site_finds_as_words_are_typed(browser: Browser, site: Path) -> None:
    with watching(browser) as seen:
        page = seen.page
        page.goto(site.as_uri())
        press(page, "/")
        page.wait_for_url("**/search/index.html")
        press(page, "/")
        page.keyboard.type("TRADE goods")
        assert "hit" in page.locator("#found").inner_text()
        assert page.locator("#hits li").count() > 1
        page.keyboard.type(" unheard-of")
        assert "Nothing found" in page.locator("#found").inner_text()
        page.goto(f"{page.url}?q=bicentenary")
        page.locator("#hits a").first.click()
        assert "Bicentenary" in page.locator("h1").inner_text()
        seen.require_no_fault()


def test_timelinejs_draws_the_file_that_is_made_for_it(
    browser: Browser, database: Path, tmp_path: Path
) -> None:
    script = npm_file("timelinejs/dist/js/timeline.js")
    style = npm_file("timelinejs/dist/css/timeline.css")
    out = tmp_path / "brief.timeline.json"
    done("export", "--publication", "us-mexico-example", "-o", str(out), "--db", str(database))
    story: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    (tmp_path / "story.html").write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Story</title>"
        f'<link rel="stylesheet" href="{style.resolve().as_uri()}">'
        f'<div id="story" style="width:1200px;height:600px"></div>'
        f'<script src="{script.resolve().as_uri()}"></script>',
        encoding="utf-8",
    )
    with watching(browser) as seen:
        page = seen.page
        page.route("http*://**", lambda route: route.abort())  # its fonts
        page.goto((tmp_path / "story.html").as_uri())
        page.evaluate(
            "story => { window.drawn = new TL.Timeline('story', story, {font: null}); }", story
        )
        page.locator(".tl-timemarker").first.wait_for(state="attached")
        assert page.locator(".tl-timemarker").count() == len(story["events"])
        assert page.locator(".tl-message-full").count() == 0
        seen.require_no_fault()
