"""The page of one fact, to be cited; and the stored copy of an edition, to be saved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import EXAMPLE, done
from timeline.web import wording
from timeline.workflow.stored_edition import stored_edition
from web_server import Pages, require_whole, serving, words

FIGURE = "/us-mexico-example@2023/figure-444-456"
KEY = "us-mexico-example@2023#figure-444-456"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("fact") / "t.db"
    done("load", "--sample", "--db", database)
    done("ingest", EXAMPLE, "--db", database)
    return database


@pytest.fixture(scope="module")
def pages(database: Path) -> Iterator[Pages]:
    with serving(database) as found:
        yield found


def details(pages: Pages, path: str) -> dict[str, str]:
    page = pages.page(path)
    names, texts = page.css("main dl.pairs dt"), page.css("main dl.pairs dd")
    return {words(name): words(text) for name, text in zip(names, texts, strict=True)}


def test_a_figure_stands_in_its_sentence_with_its_own_characters_marked(pages: Pages) -> None:
    page = pages.page(FIGURE)
    assert words(page.css_first("main blockquote p")) == (
        "Trade in goods and services between the two countries came to $863 billion in 2022."
    )
    assert words(page.css_first("main mark")) == "$863 billion"


def test_all_that_is_known_of_a_figure_is_told(pages: Pages) -> None:
    assert details(pages, FIGURE) == {
        "Value": "863,000,000,000 US dollars, printed to the billion",
        "Period": "2022",
        "Measure": "Trade in goods and services between the two countries "
        "(named in the clause of the value)",
        "Kind": "level",
        "Scope": "goods and services",
        "Where": "The United States and Mexico in Brief › Trade › characters 444 to 456",
        "Rule": "symbol, amount, X was amount",
    }


def test_a_fact_leads_to_its_place_and_to_its_history(pages: Pages) -> None:
    links = {words(a): a.attributes["href"] for a in pages.page(FIGURE).css("main .row a")}
    assert links == {
        "In place": "/us-mexico-example@2023#figure-444-456",
        "Its history": f"/series{FIGURE}",
        "JSON": f"{FIGURE}.json",
    }


def test_an_event_leads_to_the_happening_that_it_is_a_statement_of(
    pages: Pages, database: Path
) -> None:
    path = "/us-mexico-example@2023/event-295-372"
    links = {words(a): a.attributes["href"] or "" for a in pages.page(path).css("main .row a")}
    assert links["Its history"].startswith("/happening/us-mexico-example/2022-12-12:")
    key = links["Its history"].removeprefix("/happening/us-mexico-example/")
    told = done("history", key, "--db", database, "--format", "json").stdout
    assert len(json.loads(told)) == 2
    assert details(pages, path)["Date"] == "Dec. 12, 2022"


def test_each_form_to_cite_is_in_a_field_of_its_own(pages: Pages) -> None:
    page = pages.page(FIGURE)
    fields = {node.attributes["id"]: node.text() for node in page.css("textarea[readonly]")}
    assert fields["line"] == (
        "“Trade in goods and services between the two countries came to $863 billion in 2022.” "
        "The United States and Mexico in Brief, edition 2023, Aug. 2023, section “Trade”, "
        f"characters 444 to 456. {KEY}."
    )
    assert fields["bibtex"].startswith("@misc{us-mexico-example-2023-figure-444-456,\n")
    (item,) = json.loads(fields["csl"])
    assert item["id"] == KEY
    assert item["issued"] == {"date-parts": [[2023, 8]]}
    address = page.css_first("#address").attributes["value"]
    assert address == f"http://127.0.0.1:{pages.port}{FIGURE}"


def test_the_json_of_a_fact_is_its_record_with_its_citation(pages: Pages) -> None:
    record = json.loads(pages.get(f"{FIGURE}.json").text)
    assert record["key"] == KEY
    assert record["figure"]["value"] == "863000000000"
    assert record["section"] == ["The United States and Mexico in Brief", "Trade"]
    assert record["citation"]["csl"]["edition"] == "2023"
    record = json.loads(pages.get("/us-mexico-example@2023/event-295-372.json").text)
    assert record["event"]["edtf"] == "2022-12-12"


@pytest.mark.parametrize("about", ["figure", "event"])
def test_a_fact_without_a_text_is_told_and_cited_too(
    pages: Pages, database: Path, about: str
) -> None:
    facts = stored_edition(str(database), "us-mexico@2023").facts
    for fact in [each for each in facts if each.about == about][::10]:
        page = pages.page("/" + fact.key.replace("#", "/"))
        assert "No text is stored" in words(page.css_first(".notice"))
        assert fact.key in page.css_first("#line").text()
        assert "as entered from a summary" in page.css_first("#bibtex").text()


def test_every_fact_of_an_edition_has_a_page(pages: Pages, database: Path) -> None:
    for fact in stored_edition(str(database), "us-mexico-example@2022").facts:
        pages.page("/" + fact.key.replace("#", "/"))


def test_a_fact_that_is_not_there_is_missed_with_the_nearest(pages: Pages) -> None:
    answer = pages.get("/us-mexico-example@2023/figure-444-457")
    assert answer.status == 404
    assert f"The nearest is {FIGURE}." in answer.text


def test_no_two_facts_of_an_edition_have_one_key(tmp_path: Path) -> None:
    sheet = {
        "schema": "timeline/snapshot/1", "publication": "p", "edition": "1", "published": "2020",
        "figures": [
            {"measure": "exports", "value": "5", "kind": "count"},
            {"measure": "exports", "value": "6", "kind": "count"},
            {"measure": "exports 2", "value": "7", "kind": "count"},
        ],
    }  # fmt: skip
    (tmp_path / "1.json").write_text(json.dumps(sheet))
    done("load", tmp_path / "1.json", "--db", tmp_path / "t.db")
    keys = [fact.name for fact in stored_edition(str(tmp_path / "t.db"), "p@1").facts]
    assert keys == ["figure-export", "figure-export-2", "figure-export-2-2"]


def test_facts_of_the_same_characters_lead_to_each_other(tmp_path: Path) -> None:
    (tmp_path / "2020.txt").write_text("# Court\n\nThe court reviews its judges every 10 years.\n")
    done("ingest", tmp_path / "2020.txt", "--db", tmp_path / "t.db", "--publication", "court")
    facts = stored_edition(str(tmp_path / "t.db"), "court@2020").facts
    spans = [fact.name.partition("-")[2] for fact in facts]
    assert (len(spans), len({*spans})) == (2, 1)
    with serving(tmp_path / "t.db") as pages:
        page = pages.page("/court@2020")
        for fact, twin in (facts, facts[::-1]):
            address = "/" + fact.key.replace("#", "/")
            assert len(page.css(f'.doc a[href="{address}"]')) == 1
            assert details(pages, address)["Same words"] == twin.name


def test_a_long_passage_is_cut_around_the_value_and_can_be_unfolded(tmp_path: Path) -> None:
    around = "wool and tin and salt and all that passes the bridge on a day of market, " * 6
    text = f"# Long\n\nAmong {around}trade came to $5 billion in 2020, with {around}and more.\n"
    (tmp_path / "2020.txt").write_text(text)
    done("ingest", tmp_path / "2020.txt", "--db", tmp_path / "t.db", "--publication", "long")
    fact = next(f for f in stored_edition(str(tmp_path / "t.db"), "long@2020").facts
                if f.about == "figure")  # fmt: skip
    with serving(tmp_path / "t.db") as pages:
        page = pages.page("/" + fact.key.replace("#", "/"))
        shown = words(page.css_first("main blockquote p"))
        assert shown.startswith("…")
        assert shown.endswith("…")
        assert len(shown) < 400
        assert words(page.css_first("main mark")) == "$5 billion"
        assert "and more." in words(page.css_first("main details"))


# ---------------------------------------------------------------- the stored copy


def test_the_stored_copy_is_the_bytes_as_read_and_nothing_that_a_browser_runs(
    pages: Pages,
) -> None:
    answer = pages.get("/us-mexico-example@2023/capture")
    assert answer.body == (EXAMPLE / "2023.md").read_bytes()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="us-mexico-example@2023.md"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert pages.get("/us-mexico-example@2023.bin").body == answer.body


def test_a_stored_page_is_saved_as_a_text(tmp_path: Path) -> None:
    page = "<!doctype html><title>Trade</title><h1>Trade</h1><script>alert(1)</script>"
    (tmp_path / "2020.html").write_text(f"{page}<p>Trade came to $5 billion in 2020.</p>")
    done("ingest", tmp_path / "2020.html", "--db", tmp_path / "t.db", "--publication", "trade")
    with serving(tmp_path / "t.db") as pages:
        answer = pages.get("/trade@2020/capture")
        assert answer.body.startswith(page.encode())
        assert answer.headers["Content-Disposition"].endswith('"trade@2020.html.txt"')
        require_whole(pages.get("/trade@2020").text)


def test_another_copy_of_an_edition_is_asked_for_by_its_hash(tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    for name, end in (("a", "\n"), ("b", "\n\n\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "2020.txt").write_text(f"Trade came to $5 billion in 2020.{end}")
        done("ingest", tmp_path / name / "2020.txt", "--db", database, "--publication", "trade")
    with serving(database) as pages:
        for name in ("a", "b"):
            data = (tmp_path / name / "2020.txt").read_bytes()
            answer = pages.get(f"/trade@2020/capture?sha256={hashlib.sha256(data).hexdigest()}")
            assert answer.body == data
        assert pages.get(f"/trade@2020/capture?sha256={'0' * 64}").status == 404


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("length", [10, 400, 401, 5_000])
def test_what_is_cut_keeps_the_place_that_it_is_cut_around(length: int) -> None:
    text = ("word " * length)[:length]
    start = length // 2
    cut, span = wording.excerpt(text, (start, start + 4))
    assert span is not None
    assert cut[span[0] : span[1]] == text[start : start + 4]
    assert len(cut) <= 400
