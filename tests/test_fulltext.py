"""The search in the whole store: what is found, in which order, what is shown, on both engines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import timeline as api
from commands import EXAMPLE, done, timeline
from timeline.errors import UsageError
from timeline.fulltext import clip_text, count_between, read_query
from timeline.model import Passage, StatedFigure
from timeline.store import database, index_tables, migration, word_search
from timeline.store.address import Address

SHEETS = {
    "2021": "# Energy\n\nExports of gas came to $12 million in 2020. The ports of entry are "
    "open.\n",
    "2022": "# Energy\n\nExports of gas came to $12 million in 2020. The entry to the ports is "
    "free. Gas is exported by sea.\n",
    "2023": "# Energy\n\nThe treaty on gas entered into force on July 1, 2023. Exports of gas came "
    "to $15 million in 2022.\n",
}


def ingested(target: str, folder: Path, labels: Sequence[str] = tuple(SHEETS)) -> str:
    for label in labels:
        path = folder / f"{label}.md"
        path.write_text(SHEETS[label])
        done("ingest", path, "--publication", "sheet", "--label", label, "--published", label,
             "--db", target)  # fmt: skip
    return target


def listed(target: str, text: str, **asked: object) -> list[tuple[str, str, str, tuple[str, ...]]]:
    found = api.search(target, text, **asked)  # type: ignore[arg-type]
    return [(h.kind, h.imprint.label, h.snippet.text, h.others) for h in found.hits]


# ---------------------------------------------------------------- what is asked for


@pytest.mark.parametrize(
    ("text", "stems", "phrases"),
    [
        ("exports of gas", ("export", "gas"), ()),
        ("gas gas GAS", ("gas",), ()),
        ('"ports of entry" open', ("open", "port", "entri"), (("port", "entri"),)),
        ("\u201cports of entry\u201d", ("port", "entri"), (("port", "entri"),)),
        ('"ports', ("port",), ()),
        ("how many ports", ("port",), ()),
        ("gas* NEAR(gas) -gas NOT", ("gas", "near", "not"), ()),
        ("the of", (), ()),
        ("", (), ()),
    ],
)
def test_a_query_is_read(text: str, stems: tuple[str, ...], phrases: tuple[object, ...]) -> None:
    query = read_query(text)
    assert set(query.stems) == set(stems)
    assert query.phrases == phrases


def test_words_in_a_row_have_none_between_them() -> None:
    assert count_between(["a", "b"], ["x", "a", "b"]) == 0
    assert count_between(["a", "b"], ["a", "x", "x", "b", "x", "a"]) == 1


@given(st.text(), st.text(max_size=900))
def test_the_spans_of_a_snippet_are_words_of_it(words: str, text: str) -> None:
    snippet = clip_text(read_query(words), text)
    assert len(snippet.text) <= 242
    assert all(snippet.text[begin:end].strip() for begin, end in snippet.spans)


def test_a_long_text_is_clipped_around_the_words() -> None:
    text = "filler " * 100 + "The ports of entry were closed. " + "filler " * 100
    snippet = clip_text(read_query("closing port"), text)
    marked = [snippet.text[begin:end] for begin, end in snippet.spans]
    assert marked == ["ports", "closed"]
    assert snippet.text.startswith("…filler")
    assert snippet.text.endswith("filler…")


# ---------------------------------------------------------------- what is found


def test_measures_and_titles_come_before_passages_and_the_newest_edition_first(
    target: str, tmp_path: Path
) -> None:
    ingested(target, tmp_path)
    found = listed(target, "exports gas")
    assert [(kind, label, others) for kind, label, _, others in found] == [
        ("figure", "2023", ()),
        ("figure", "2022", ("2021",)),
        ("passage", "2023", ()),
        ("passage", "2022", ("2021",)),
        ("passage", "2022", ()),
    ]
    assert found[-1][2] == "Gas is exported by sea."


def test_totals_are_those_of_all_kinds_and_pages_follow_one_another(
    target: str, tmp_path: Path
) -> None:
    ingested(target, tmp_path)
    found = api.search(target, "gas", limit=2)
    assert found.totals == {"figure": 2, "event": 1, "passage": 4}
    further = api.search(target, "gas", limit=2, offset=2)
    assert [hit.rank for hit in (*found.hits, *further.hits)] == [1, 2, 3, 4]
    everything = api.search(target, "gas", limit=100).hits
    assert everything[:4] == (*found.hits, *further.hits)
    assert len(everything) == 7


def test_a_hit_is_the_item_or_the_passage_itself(target: str, tmp_path: Path) -> None:
    ingested(target, tmp_path)
    figure, *_, passage = api.search(target, "exports gas").hits
    assert isinstance(figure.item, StatedFigure)
    assert figure.item.figure.quantity.value == 15_000_000
    assert isinstance(passage.item, Passage)
    quote = passage.item.quote
    text = done("extract", tmp_path / "2022.md", "--text").stdout
    assert text[quote.span.start : quote.span.end] == quote.text


def test_quoted_words_follow_one_another(target: str, tmp_path: Path) -> None:
    ingested(target, tmp_path)
    assert len(listed(target, "ports entry", kinds=["passage"])) == 2
    (hit,) = listed(target, '"ports of entry"', kinds=["passage"])
    assert hit[1:3] == ("2021", "The ports of entry are open.")
    assert listed(target, '"entry ports of"', kinds=["passage"])[0][1] == "2022"


def test_a_search_can_be_of_one_publication_and_of_one_kind(target: str, tmp_path: Path) -> None:
    ingested(target, tmp_path)
    path = tmp_path / "other.md"
    path.write_text("# Other\n\nGas is dear.\n")
    done("ingest", path, "--publication", "other", "--label", "1", "--db", target)
    assert [hit[1] for hit in listed(target, "gas", publication="other")] == ["1"]
    assert {hit[0] for hit in listed(target, "gas", kinds=("event",))} == {"event"}
    with pytest.raises(UsageError, match="kinds: 'chapter' is not one of figure"):
        api.search(target, "gas", kinds=["chapter"])
    with pytest.raises(UsageError, match="No publication named 'none'"):
        api.search(target, "gas", publication="none")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=40), st.lists(
    st.sampled_from(['"', "gas", "*", "NEAR(", ")", "-", ":", "words", "'", "&", "|", "!", "<->",
                     "AND", "OR", "NOT", "^", "\\", "{", "@", "\0", "%", "3.5%", "+", "("]),
    max_size=8,
).map(" ".join)))  # fmt: skip
def test_no_text_is_an_error_or_an_operator(filled: str, text: str) -> None:
    found = api.search(filled, text)
    assert len(found.hits) == sum(found.totals.values())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("search")
    postgresql = request.param == "postgresql"
    target = request.getfixturevalue("module_server") if postgresql else str(folder / "timeline.db")
    database.upgrade(target)
    return ingested(target, folder)


def test_both_engines_find_the_same_in_the_same_order(on_server: str, tmp_path: Path) -> None:
    file = str(tmp_path / "timeline.db")
    database.upgrade(on_server)
    for target in (file, on_server):
        done("ingest", EXAMPLE, "--publication", "brief", "--db", target)
        ingested(target, tmp_path)
    for text in ("gas", "trade", "economic dialogue", '"ports of entry"', "u.s.", "2022", "1.6"):
        assert api.search(file, text, limit=100) == api.search(on_server, text, limit=100)


def test_where_more_is_found_than_is_ranked_all_is_counted(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingested(target, tmp_path)
    monkeypatch.setattr(word_search, "CANDIDATES", 1)
    found = api.search(target, "gas")
    assert found.totals == {"figure": 2, "event": 1, "passage": 4}
    assert [hit.kind for hit in found.hits] == ["figure", "event", "passage"]


# ---------------------------------------------------------------- the index follows the editions


@contextmanager
def migrating(target: str):  # type: ignore[no-untyped-def]
    address = Address.parse(target)
    with database.opened(address, write=True, foreign_keys=False) as connection, connection.begin():
        yield connection


def indexed(target: str) -> set[tuple[object, ...]]:
    """Return what is indexed, whatever the numbers, and what the engine finds of each entry."""
    entry, place = index_tables.entry.c, index_tables.place.c
    asked = select(
        entry.publication, entry.key, entry.words, place.publication, place.edition, place.number
    ).join_from(index_tables.entry, index_tables.place, entry.id == place.entry, isouter=True)
    with database.reading(target) as connection:
        return {tuple(row) for row in connection.execute(asked)}


def test_forgetting_amending_and_replacing_keep_the_index(target: str, tmp_path: Path) -> None:
    ingested(target, tmp_path, ["2021", "2022"])
    expected = indexed(target)
    ingested(target, tmp_path, ["2023"])
    assert listed(target, "treaty")
    done("amend", "sheet@2023", "--label", "third", "--db", target)
    assert {hit[1] for hit in listed(target, "treaty")} == {"third"}
    done("amend", "sheet@third", "--publication", "moved", "--db", target)
    assert {hit[1] for hit in listed(target, "treaty", publication="moved")} == {"third"}
    assert done("db", "verify", "--db", target).stdout == ""
    done("forget", "moved@third", "--db", target)
    assert listed(target, "treaty") == []
    assert indexed(target) == expected


def test_a_database_from_before_the_index_is_filled_and_can_go_back(
    target: str, tmp_path: Path
) -> None:
    ingested(target, tmp_path)
    expected = indexed(target)
    with migrating(target) as connection:
        migration.downgrade(connection, "0006")
    with migrating(target) as connection:
        migration.upgrade(connection)
    assert indexed(target) == expected
    assert len(listed(target, "gas")) == 7
    database.check(target)


def test_rebuilding_gives_the_same_index_and_heals_a_damaged_one(
    target: str, tmp_path: Path
) -> None:
    ingested(target, tmp_path)
    expected, found = indexed(target), listed(target, "gas")
    with migrating(target) as connection:
        connection.exec_driver_sql("DELETE FROM search_place WHERE edition = '2022'")
        connection.exec_driver_sql("UPDATE search_entry SET words = 'gone'")
    result = timeline("db", "verify", "--db", target)
    assert result.exit_code == 1
    assert "sheet@2022: its words are not those in the index of the search" in result.stdout
    done("db", "upgrade", "--db", target)
    assert (indexed(target), listed(target, "gas")) == (expected, found)
    assert done("db", "verify", "--db", target).stdout == ""


def test_the_index_is_in_no_dump(target: str, tmp_path: Path) -> None:
    ingested(target, tmp_path)
    lines = done("db", "dump", "--db", target).stdout.splitlines()
    assert not any(json.loads(line)["table"].startswith("search") for line in lines)


# ---------------------------------------------------------------- the command


def test_the_command_lists_hits_and_says_how_many_there_are(tmp_path: Path) -> None:
    target = ingested(str(tmp_path / "timeline.db"), tmp_path)
    result = done("search", "exports", "gas", "--limit", "2", "--db", target)
    assert "figure  Exports of gas: $12 million (2020)  sheet@2022 +1" in result.stdout
    assert "Found 2 figures, 0 events and 3 passages; listed are the best 2." in result.stderr
    text = done("search", "exports", "gas", "--kind", "figure", "--format", "text", "--db", target)
    assert "    in @2021 too" in text.stdout


def test_the_command_says_what_was_searched_and_which_words_are_near(tmp_path: Path) -> None:
    target = ingested(str(tmp_path / "timeline.db"), tmp_path)
    result = done("search", "exportz", "--publication", "sheet", "--db", target)
    assert result.stderr == (
        f"No hits. Searched: exportz --publication sheet in {target}. "
        "Nearest to 'exportz': 'export'.\n"
    )
