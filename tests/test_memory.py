"""What pages remember: as long as the database stays, and not more than there is room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import EXAMPLE, done
from timeline.web import memory
from timeline.web.memory import remember_for, remembered
from timeline.workflow.compare import compare_neighbours, compare_stored, log
from timeline.workflow.history import all_series, all_stories
from timeline.workflow.remembering import ask_anew


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("memory") / "t.db"
    done("ingest", str(EXAMPLE), "--publication", "brief", "--db", str(path))
    return str(path)


def test_an_answer_is_given_again_until_the_database_changes(database: str, tmp_path: Path) -> None:
    own = tmp_path / "t.db"
    own.write_bytes(Path(database).read_bytes())
    answers = iter(range(9))
    asked = [remembered(str(own), "how many", lambda: next(answers)) for _ in range(2)]
    done("amend", "brief@2021", "--title", "Another", "--db", str(own))
    asked.append(remembered(str(own), "how many", lambda: next(answers)))
    assert asked == [0, 0, 1]


def test_the_answer_that_was_asked_for_the_longest_time_ago_goes_first() -> None:
    kept = memory._Kept()
    most = memory._MOST
    kept.add("old", most // 2, "a")
    kept.add("new", most // 2, "b")
    assert kept.find("old") == (most // 2, "a")
    kept.add("third", 1, "c")
    assert [kept.find(key) is None for key in ("old", "new", "third")] == [False, True, False]


def test_an_answer_that_is_larger_than_all_room_is_kept_until_the_next() -> None:
    kept = memory._Kept()
    kept.add("small", 1, "a")
    kept.add("huge", 2 * memory._MOST, "b")
    assert kept.find("small") is None
    assert kept.find("huge") is not None
    kept.add("next", 1, "c")
    assert kept.find("huge") is None


def test_an_answer_that_is_given_twice_takes_its_room_once() -> None:
    kept = memory._Kept()
    for _ in range(3):
        kept.add("same", memory._MOST, "a")
    kept.add("same", 1, "a")
    kept.add("other", memory._MOST - 1, "b")
    assert kept.find("same") is not None


def test_what_tells_of_all_editions_counts_for_as_much_as_it_holds(database: str) -> None:
    counted = {}

    def remember(question, answer, items=lambda _: None):  # type: ignore[no-untyped-def]
        found = answer()
        counted[question[0]] = items(found)
        return found

    stories = all_stories(database, "brief", remember)
    series = all_series(database, "brief", remember)
    assert len([*compare_neighbours(database, "brief", remember)]) == 2
    assert counted["stories"] == sum(len(each.statements) for each in stories.values()) > 0
    assert counted["series"] == sum(len(each.members) for each in series) > 0
    assert {"returned", "delta"} <= counted.keys()
    assert None not in counted.values()


def test_a_log_is_the_same_whatever_is_remembered(database: str) -> None:
    remember = remember_for(database)
    expected = list(log(database, "brief"))
    assert len(expected) == 2
    assert list(compare_neighbours(database, "brief", ask_anew)) == expected
    for _ in range(2):
        assert list(compare_neighbours(database, "brief", remember)) == expected
    one = compare_stored(database, "brief@2021", "brief@2022", remember)
    assert one is compare_stored(database, "brief@2021", "brief@2022", remember)
    assert (one.before, one.after) == (expected[1].before, expected[1].after)


def test_a_comparison_of_stored_editions_reads_no_file_that_is_called_so(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brief@2021").write_text("no edition")
    monkeypatch.chdir(tmp_path)
    found = compare_stored(database, "brief@2021", "brief@2022", ask_anew)
    assert found.before.imprint.reference == "brief@2021"
