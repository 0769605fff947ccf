"""The page of an edition: its text, with every fact marked where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from commands import EXAMPLE, done
from timeline.reading.extract import RULES_VERSION
from timeline.web import render
from timeline.web.page import Page, Question
from timeline.web.page_links import PageLinks
from timeline.web.routes import route
from timeline.workflow import queries
from timeline.workflow.stored_edition import stored_edition
from web_server import TODAY, Pages, require_whole, serving, words

PAGE = """\
<!doctype html><html><head><title>Bulletin of Trade</title></head><body><main>
<h1>Bulletin of Trade</h1>
<p>Exports came to $5 billion in 2021, and the fair of Lyon was held on 3 May 2021.</p>
<h2>By country</h2>
<table><caption>Exports by country</caption><tr><th>Country<th>2021<th>2022
<tr><th>Mexico<td>$5 billion<td>$6 billion
<tr><th>Japan<td><td><p>$8 billion</p><p>or more</p></table>
<table><tr><td><th>Wool<th>Tin<tr><th>Lyon<td>5%<td>6%<tr><th>Genoa<td><td>8%</table>
<h2>In short</h2>
<dl><dt>Population<dd>45 million<dt>Area<dd>5,000 sq km</dl>
<ul><li><p>Wool is sold.</p><p>It was worth $5 million in 2020.</p></li>
<li>Tin was worth $2 million.</li></ul>
<ol><li>The port opens on 4 May 2023.<li>The mine closed in 2019.</ol>
</main></body></html>
"""
SHEET = """\
# Report

| Country | 2021 | 2022 |
|---|---|---|
| Mexico | $5 billion | $6 billion |
| Japan | 7% | 8% |

- Wool was worth $5 million in 2020.
- Tin was worth $2 million in 2020.

3. The port opened on 4 May 2020.
4. The mine closed in 2019.

Share this page

Area: total: 1,964,375 sq km
  land: 1,943,945 sq km
"""
CARDS = ".card, details"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    database = folder / "t.db"
    for name, text in (("bulletin/2022-06.html", PAGE), ("report/2023.md", SHEET)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text)
        done("ingest", folder / name, "--db", database)
    done("load", "--sample", "--db", database)
    done("ingest", EXAMPLE, "--db", database)
    return database


@pytest.fixture(scope="module")
def pages(database: Path) -> Iterator[Pages]:
    with serving(database) as found:
        yield found


def the_text(pages: Pages, path: str) -> str:
    """Return the words of the document on a page, without what is ours."""
    page = pages.page(path)
    for node in page.css(CARDS):
        node.decompose()
    return words(page.css_first(".doc"))


@pytest.mark.parametrize("asked", ["us-mexico-example@-1", "us-mexico-example@202308"])
def test_what_names_no_edition_in_full_leads_to_its_full_name_or_nowhere(
    pages: Pages, asked: str
) -> None:
    answer = pages.get(f"/{asked}?marks=none")
    if asked.endswith("-1"):
        assert answer.status == 302
        assert answer.headers["Location"] == "/us-mexico-example@2023?marks=none"
    else:
        assert answer.status == 404
        assert "us-mexico-example@2023" in answer.text


@pytest.mark.parametrize("way", ["", "/capture", "/figure-444-456", ".json"])
def test_a_shortened_name_leads_to_the_same_page_under_the_full_one(pages: Pages, way: str) -> None:
    answer = pages.get(f"/us-mexico-example@-1{way}")
    assert (answer.status, answer.headers["Location"]) == (302, f"/us-mexico-example@2023{way}")


@pytest.mark.parametrize("marks", ["all", "figures", "events", "none"])
def test_the_words_of_the_document_are_all_there_whatever_is_marked(
    pages: Pages, database: Path, marks: str
) -> None:
    snapshot = queries.snapshot(str(database), "us-mexico-example@2023")
    stated = [each.quote.text for each in snapshot.passages[1:]]
    text = the_text(pages, f"/us-mexico-example@2023?marks={marks}")
    assert text == " ".join(" ".join(stated).split())


def test_each_fact_has_its_place_in_the_text_and_a_link_to_the_page_that_cites_it(
    pages: Pages, database: Path
) -> None:
    page = pages.page("/us-mexico-example@2023")
    stored = stored_edition(str(database), "us-mexico-example@2023")
    assert len(stored.facts) == 22
    for fact in stored.facts:
        assert len(page.css(f"#{fact.name}")) == 1
        address = "/" + fact.key.replace("#", "/")
        assert len(page.css(f'.doc a[href="{address}"]')) == 1
        assert pages.get(address).status == 200


def test_a_figure_is_marked_on_its_own_characters_and_told_by_its_card(pages: Pages) -> None:
    page = pages.page("/us-mexico-example@2023")
    mark = page.css_first("#figure-444-456")
    assert words(mark) == "$863 billion"
    card = page.css_first(f"#{mark.attributes['aria-describedby']}")
    assert words(card) == (
        "$863 billion US dollars, 2022, levelTrade in goods and services between the two countries"
        "symbol, amount, X was amount"
    )


def test_an_event_is_a_clause_with_a_link_after_its_last_character(pages: Pages) -> None:
    page = pages.page("/us-mexico-example@2023")
    link = page.css_first(".g.scheduled")
    clause = link.prev
    assert clause is not None
    assert (words(clause), clause.attributes["class"]) == ("will end on July 1, 2036", "e")
    name = page.css_first(f"#{link.attributes['aria-labelledby']}")
    assert words(name).startswith("Scheduled: USMCA Will End, July 1, 2036")


def test_only_the_marks_that_are_asked_for_are_drawn(pages: Pages) -> None:
    counts = {}
    for marks in ("all", "figures", "events", "none"):
        page = pages.page(f"/us-mexico-example@2023?marks={marks}")
        counts[marks] = (len(page.css(".doc .f")), len(page.css(".doc .g")))
    assert counts == {"all": (9, 13), "figures": (9, 0), "events": (0, 13), "none": (0, 0)}


def test_marks_that_nobody_knows_are_refused(pages: Pages) -> None:
    answer = pages.get("/us-mexico-example@2023?marks=numbers")
    assert answer.status == 400
    assert "all, figures, events, none" in answer.text


def test_an_edition_leads_to_its_source_its_copy_its_changes_and_its_neighbours(
    pages: Pages,
) -> None:
    page = pages.page("/us-mexico@2022")
    links = {words(a): a.attributes["href"] for a in page.css("main .row a")}
    assert {"Stored copy", "What changed since 2021", "Earlier: 2021", "Later: 2023"} <= {*links}
    assert links["What changed since 2021"] == "/us-mexico@2022/since/us-mexico@2021"
    source = next(a for a in pages.page("/us-mexico@2023").css("a") if words(a) == "Source")
    assert source.attributes["rel"] == "noreferrer"
    assert (source.attributes["href"] or "").startswith("https://www.state.gov/")


def test_an_edition_without_a_text_says_so_and_lists_its_facts(pages: Pages) -> None:
    page = pages.page("/us-mexico@2023")
    assert "No text is stored for this edition" in words(page.css_first(".notice"))
    assert [words(head) for head in page.css("main h2")] == ["63 figures", "42 events"]
    row = page.css_first("#figure-bilateral-trade")
    assert "$263 billion" in words(row)
    assert pages.get(row.css_first("a").attributes["href"] or "").status == 200


def test_a_page_is_drawn_as_the_tables_fields_and_lists_that_it_has(pages: Pages) -> None:
    page = pages.page("/bulletin-of-trade@2022-06")
    for node in page.css(CARDS):
        node.decompose()
    doc = page.css_first(".doc")
    rows = [
        [f"{cell.tag} {words(cell)}".strip() for cell in row.css("th, td")] for row in doc.css("tr")
    ]
    assert rows == [
        ["th Country", "th 2021", "th 2022"],
        ["th Mexico", "td $5 billion", "td $6 billion"],
        ["th Japan", "td", "td $8 billion or more"],
        ["td", "th Wool", "th Tin"],
        ["th Lyon", "td 5%", "td 6%"],
        ["th Genoa", "td", "td 8%"],
    ]
    fields = [words(each) for each in doc.css("dl > *")]
    assert fields == ["Population", "45 million", "Area", "5,000 sq km"]
    assert [words(each) for each in doc.css("ul > li")] == [
        "Wool is sold. It was worth $5 million in 2020.", "Tin was worth $2 million.",
    ]  # fmt: skip
    assert [words(each) for each in doc.css("ol > li")] == [
        "The port opens on 4 May 2023.", "The mine closed in 2019.",
    ]  # fmt: skip
    assert [words(each) for each in doc.css("h2, h3")] == [
        "By country", "Exports by country", "In short",
    ]  # fmt: skip


def test_a_plain_text_is_drawn_as_the_tables_and_lists_that_it_has(pages: Pages) -> None:
    page = pages.page("/report@2023")
    for node in page.css(CARDS):
        node.decompose()
    doc = page.css_first(".doc")
    rows = [
        [f"{cell.tag} {words(cell)}".strip() for cell in row.css("th, td")] for row in doc.css("tr")
    ]
    assert rows[1:] == [
        ["th Mexico", "td $5 billion", "td $6 billion"], ["th Japan", "td 7%", "td 8%"],
    ]  # fmt: skip
    assert len(doc.css("ul > li")) == 2
    assert [each.attributes["value"] for each in doc.css("ol > li")] == ["3", "4"]
    assert [words(p) for p in doc.css("p")][-2:] == [
        "Area: total: 1,964,375 sq km", "land: 1,943,945 sq km",
    ]  # fmt: skip


def test_what_a_site_puts_around_a_document_is_left_out_and_can_be_unfolded(pages: Pages) -> None:
    page = pages.page("/report@2023")
    folded = next(d for d in page.css("details") if "Left out of the text" in words(d))
    assert "1 passage" in words(folded.css_first("summary"))
    assert words(folded.css_first("li")) == "Share this page"
    assert "Share this page" not in words(page.css_first(".doc"))


def test_where_an_edition_comes_from_stands_below_its_text(pages: Pages, database: Path) -> None:
    page = pages.page("/us-mexico-example@2023")
    about = next(d for d in page.css("details") if words(d).startswith("About this edition"))
    stored = stored_edition(str(database), "us-mexico-example@2023")
    for told in (
        stored.snapshot.sha256,
        "complete",
        f"version {RULES_VERSION} of the rules",
        "editions.json",
    ):
        assert told in words(about)


def test_the_json_of_an_edition_is_that_of_the_command_line(pages: Pages, database: Path) -> None:
    shown = done("show", "us-mexico-example@2023", "--format", "json", "--db", database).stdout
    answer = pages.get("/us-mexico-example@2023.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.text) == json.loads(shown)


@pytest.mark.parametrize("way", ["", "/figure-444-456"])
def test_a_page_that_is_a_file_asks_no_server_for_anything(database: Path, way: str) -> None:
    path = f"/us-mexico-example@2023{way}"
    build, parts = route(path)
    links = PageLinks(path, static=True)
    page = build(Question(database=str(database), parts=parts, query={}, links=links, today=TODAY))
    assert isinstance(page, Page)
    html = render.html(page, links, TODAY)
    require_whole(html)
    addresses = [node.attributes["href"] or "" for node in LexborHTMLParser(html).css("main a")]
    assert [each for each in addresses if each.startswith("/") or "?" in each] == []
    up = "../../" if way else "../"
    assert (
        f"{up}us-mexico-example@2023/index.{'html#figure-444-456' if way else 'bin'}" in addresses
    )


HOSTILE = (
    "<script>alert(1)</script> \"quoted\" 'too' & \u202egnp.exe\u2066 <img src=x onerror=alert(1)>"
)


def test_a_hostile_document_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    text = (
        f"# Trade {HOSTILE}\n\nTrade with {HOSTILE} reached $5 billion in 2020.\n\n## {HOSTILE}\n"
    )
    (tmp_path / "2020.md").write_text(text)
    (tmp_path / "editions.json").write_text(
        json.dumps([{
            "file": "2020.md", "edition": "2020", "published": "2020",
            "title": HOSTILE + "x" * 10_000, "source": "javascript:alert(1)", "<b>": HOSTILE,
        }])
    )  # fmt: skip
    done("ingest", tmp_path, "--db", tmp_path / "t.db", "--publication", "trade")
    with serving(tmp_path / "t.db") as pages:
        for path in ("/trade@2020", "/trade@2020?marks=none"):
            answer = pages.get(path)
            require_whole(answer.text)
            assert "<script>alert" not in answer.text
            assert "<img" not in answer.text
            assert "\u202e" not in answer.text
            assert "javascript:" not in answer.text.replace("<bdi>javascript:", "")
            assert len(words(answer.page.css_first("h1"))) < 300
        fact = answer.page.css_first("title")
        assert len(words(fact)) < 100
        found = stored_edition(str(tmp_path / "t.db"), "trade@2020").facts[0]
        answer = pages.get("/" + found.key.replace("#", "/"))
        assert answer.status == 200
        require_whole(answer.text)
        assert "<script>alert" not in answer.text
        assert "\u202e" not in answer.text


def test_an_undated_edition_has_no_place_among_the_others(tmp_path: Path) -> None:
    (tmp_path / "sheet.txt").write_text("# Sheet\n\nTrade came to $5 billion in 2020.\n")
    done("ingest", tmp_path / "sheet.txt", "--db", tmp_path / "t.db", "--label", "one.json")
    with serving(tmp_path / "t.db") as pages:
        (name,) = [e.imprint.reference for e in queries.editions(str(tmp_path / "t.db"))]
        page = pages.page(f"/{name}")
        assert "undated" in words(page.css_first(".row"))
        fact = page.css_first(".f").attributes["href"] or ""
        assert "Its history" not in words(pages.page(fact).css_first("main"))


def test_a_long_text_with_many_marks_is_no_large_page(tmp_path: Path) -> None:
    filler = " ".join(["Both towns keep a list of all that passes the bridge on market days."] * 3)
    lines = [
        f"In 2020, trade in wool number {n} came to ${n}.5 billion. {filler}" for n in range(1, 431)
    ]
    (tmp_path / "2020.txt").write_text("# Long\n\n" + "\n\n".join(lines))
    done("ingest", tmp_path / "2020.txt", "--db", tmp_path / "t.db", "--publication", "long")
    with serving(tmp_path / "t.db") as pages:
        answer = pages.get("/long@2020")
        assert len(stored_edition(str(tmp_path / "t.db"), "long@2020").text or "") > 100_000
        assert len(answer.page.css(".f")) >= 430
        assert len(answer.body) < 350_000
