"""What a user asks for in words: stems, grades, and the same answer from every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import publishers
from commands import done, written
from editions import figure, imprint
from growth import excess
from timeline.label_search import AROUND, CONTEXT, LABEL, SAME, Search, rank_of_figure
from timeline.model import StatedFigure
from timeline.store import database as databases
from timeline.store import statements
from timeline.text import common_beginning, stem, words

# ---------------------------------------------------------------- words without endings

FORMS = [
    "environment environmental environmentally",
    "tax taxes taxed taxing",
    "vaccinate vaccinated vaccinating vaccination vaccinations",
    "policy policies",
    "carry carries carried carrying",
    "pay pays paid paying",
    "agree agrees agreed agreeing",
    "hold holds held holding",
    "rise rises rose risen rising",
    "plan plans planned planning",
    "nation national nationally nations",
    "statistics statistical",
    "labour labor",
    "organisation organization organizations",
    "centre centers",
    "person people persons",
    "woman women",
    "month monthly months",
    "temporary temporarily",
    "election elections elected",
    "use used using uses",
    "die died dying dies",
    "employ employed employing employs",
    "family families",
    "economic economical economically",
]
APART = [
    "prison imprisonment", "port important", "state statement", "rate corporate",
    "ration station", "man manage", "form formal", "export port", "even event",
    "import important", "capital capita", "nation notion", "mission emission", "act action",
    "policy police", "city cite", "party part",
]  # fmt: skip


@pytest.mark.parametrize("forms", FORMS)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in words(forms)}) == 1, [*map(stem, words(forms))]


@pytest.mark.parametrize("different", APART)
def test_words_that_share_letters_are_not_forms_of_each_other(different: str) -> None:
    found = words(different)
    assert len({stem(word) for word in found}) == len(found), [*map(stem, found)]


@given(st.text(alphabet="abdegilmnoprstuy", min_size=1, max_size=12))
def test_a_word_holds_the_beginning_that_all_forms_of_its_stem_share(letters: str) -> None:
    """The databases are asked for it: what they leave out would be lost."""
    for word in words(letters):
        beginning = common_beginning(stem(word))
        assert beginning is None or beginning in letters


@pytest.mark.parametrize("forms", FORMS)
def test_every_form_holds_the_beginning(forms: str) -> None:
    for word in forms.split():
        for folded in words(word):
            beginning = common_beginning(stem(folded))
            assert beginning is None or beginning in word


# ---------------------------------------------------------------- grades


@pytest.mark.parametrize(
    ("asked", "label", "around", "grade"),
    [
        ("environmental tax", "Environmental taxes", "", SAME),
        ("taxes, environmental", "environmental tax", "", SAME),
        ("environmental tax", "revenue from environmentally related taxes", "", LABEL),
        ("environmental tax", "revenue from taxes", "environmental", AROUND),
        ("environmental tax", "revenue from taxes", "", None),
        ("prison", "duration of imprisonment", "", None),
        ("how many people were in prison?", "persons held in prisons", "", LABEL),
        ("complaints about deaths", "complaints regarding deaths", "", LABEL),
        ("United States", "exports to the U.S.", "", LABEL),
        ("2012", "revenue in 2012", "", LABEL),
        ("of the", "exports of the country", "", None),
        ("", "exports", "", None),
    ],
)
def test_a_label_is_graded_by_the_words_that_it_has(
    asked: str, label: str, around: str, grade: int | None
) -> None:
    assert Search(asked).grade(label, around) == grade


def test_an_exact_label_has_no_other_words_and_no_other_endings() -> None:
    asked = Search("Land  ports", exact=True)
    assert asked.grade("land ports") == SAME
    assert asked.grade("land port") is None
    assert asked.grade("ports", "land ports") is None
    assert asked.grade("land ports of entry") is None


def stated(measure: str, sentence: str, *section: str) -> StatedFigure:
    return StatedFigure(
        imprint=imprint("2022"), figure=figure(measure, "5"), sentence=sentence, section=section
    )


@pytest.mark.parametrize(
    ("asked", "row", "grade"),
    [
        ("coal use", stated("coal use", "Coal use rose."), SAME),
        ("coal use", stated("greatest", "Coal use rose the most, to 5 tons."), CONTEXT),
        ("coal", stated("greatest", "Coal use rose the most, to 5 tons."), None),
        ("coal use", stated("use", "It rose to 5 tons.", "Coal"), CONTEXT),
        ("coal use", stated("greatest", "It rose to 5 tons.", "Coal use"), None),
    ],
)
def test_a_figure_is_found_by_its_sentence_after_what_is_called_so(
    asked: str, row: StatedFigure, grade: int | None
) -> None:
    rank = rank_of_figure(Search(asked), row)
    assert (None if rank is None else rank[0]) == grade


def test_the_nearest_labels_share_the_most_words() -> None:
    labels = ["coal use", "use of coal in power stations", "energy tax", "imports"]
    assert Search("tax on the use of coal").nearest(labels, 3) == [
        "coal use", "use of coal in power stations", "energy tax",
    ]  # fmt: skip
    assert Search("zzzz").nearest(labels, 3) == []


# ---------------------------------------------------------------- both databases, all commands


@pytest.fixture
def harbour(target: str, tmp_path: Path) -> str:
    done("ingest", publishers.folder_of("harbour", tmp_path), "--db", target)
    return target


def rows(database: str, *asked: str) -> list[dict[str, object]]:
    said = done(*asked, "--format", "jsonl", "--db", database).stdout.splitlines()
    return [json.loads(line) for line in said]


def test_every_command_finds_by_the_same_words_on_both_databases(harbour: str) -> None:
    found = rows(harbour, "figures", "--measure", "handling cargoes")
    assert [row["value"] for row in found] == ["18400000", "18900000", "20200000", "21000000"]
    for asked in ("terminal opening", "OPEN terminals", "opens the terminal"):
        titles = [row["title"] for row in rows(harbour, "events", "--search", asked)]
        assert titles == ["New Container Terminal Opened"]
        history = rows(harbour, "history", asked, "--only", "events")
        assert [row["edition"] for row in history] == ["2021", "2022", "2023"]
    (first, second) = rows(harbour, "log", "harbour", "--find", "opens the terminal")
    assert [row["change"] for row in first["events"]] == ["occurred"]  # type: ignore[attr-defined]
    assert [row["change"] for row in second["events"]] == ["rescheduled"]  # type: ignore[attr-defined]


def test_what_is_called_exactly_that_is_found_alone(harbour: str) -> None:
    found = rows(harbour, "figures", "--measure", "container TRAFFIC", "--exact-label")
    assert len(found) == 3
    assert rows(harbour, "figures", "--measure", "traffic", "--exact-label") == []
    title = "new container terminal opened"
    assert len(rows(harbour, "events", "--search", title, "--exact-label")) == 1
    assert len(rows(harbour, "history", "container traffic", "--exact-label")) == 3
    log = rows(harbour, "log", "harbour", "--find", "container traffic", "--exact-label")
    assert [len(each["figures"]) for each in log] == [1, 1]  # type: ignore[arg-type]


def test_the_best_come_first_and_a_limit_takes_them(harbour: str) -> None:
    with databases.reading(harbour) as connection:
        found = [*statements.figures(connection, measure=Search("ferry passengers"), limit=1)]
    assert [row.figure.measure for row in found] == ["passengers carried by Ferries"]
    events = rows(harbour, "events", "--search", "dredging", "--limit", "1")
    assert len(events) == 1
    assert "Dredging" in str(events[0]["title"])


def test_a_difference_is_narrowed_by_words_and_by_headings(harbour: str) -> None:
    asked = ("diff", "harbour@2021", "harbour@2022", "--format", "json", "--db", harbour)
    found = json.loads(done(*asked, "--find", "hearings held").stdout)
    assert [row["after"]["title"] for row in found["events"]] == [
        "Public Hearing on the Dredging Plan Was Held"
    ]
    assert found["figures"] == []
    assert len(found["passages"]) == 1
    found = json.loads(done(*asked, "--section", "freight").stdout)
    assert {row["after"]["measure"] for row in found["figures"]} == {
        "cargo handled by port", "Container traffic",
    }  # fmt: skip
    assert found["events"] == [] or all("Cargo" in r["after"]["title"] for r in found["events"])
    both = json.loads(done(*asked, "--section", "freight", "--find", "containers").stdout)
    assert len(both["figures"]) == 1


def test_a_difference_of_figures_alone_tells_of_nothing_else(harbour: str) -> None:
    for form in ("text", "md"):
        said = done(
            "diff", "harbour@2021", "harbour@2022", "--only", "figures", "--format", form,
            "--db", harbour,
        ).stdout  # fmt: skip
        assert "Figures: " in said
        assert "Passages" not in said
        assert "Events" not in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            ("figures", "--measure", "passengers by air"),
            (
                "No figures. Searched: --measure 'passengers by air' in {db}. "
                "Nearest measures: 'passengers carried by Ferries'"
            ),
        ),
        (
            ("events", "--search", "bridges opened"),
            (
                "No happenings. Searched: --search 'bridges opened' in {db}. "
                "Nearest titles: 'New Container Terminal Opened'"
            ),
        ),
        (
            ("history", "zzzz"),
            (
                "No dated edition has a figure or an event with that name. Searched: zzzz in {db}. "
                "None of the "
            ),
        ),
        (
            ("diff", "harbour@2021", "harbour@2022", "--find", "passengers by air"),
            (
                "Nothing of that is in either edition. Searched: harbour@2021 harbour@2022 "
                "--find 'passengers by air'. Nearest labels: 'passengers carried by Ferries'"
            ),
        ),
        (
            ("log", "harbour", "--find", "passengers by air"),
            (
                "No edition changed anything of that. Searched: harbour --find 'passengers by air' "
                "in {db}. Nearest measures: 'passengers carried by Ferries'"
            ),
        ),
    ],
)
def test_an_empty_answer_says_what_was_searched_and_what_is_near(
    harbour: str, asked: tuple[str, ...], said: str
) -> None:
    known = databases.describe(harbour)
    assert done(*asked, "--db", harbour).stderr.startswith(said.format(db=known))
    assert done(*asked, "--quiet", "--db", harbour).stderr == ""


def test_two_files_are_searched_without_a_database(tmp_path: Path) -> None:
    old = written(tmp_path, "2021.txt", "Exports of timber came to $5 million in 2020.\n")
    new = written(tmp_path, "2022.txt", "Exports of timber came to $6 million in 2021.\n")
    assert "updated" in done("diff", old, new, "--find", "timber exported").stdout
    assert "Nothing of that" in done("diff", old, new, "--find", "fish exported").stderr


def test_a_word_with_a_soft_hyphen_is_found_on_both_databases(target: str, tmp_path: Path) -> None:
    page = written(tmp_path, "2021.txt", "Im\u00adports of ma\u00adchinery came to $5 in 2020.\n")
    done("ingest", page, "--publication", "p", "--db", target)
    assert len(rows(target, "figures", "--measure", "machinery imports")) == 1


def test_labels_are_searched_in_linear_time() -> None:
    def labels(size: int) -> list[str]:
        return [f"exports of sector {number} to country {number % 97}" for number in range(size)]

    def search(given: list[str]) -> list[int | None]:
        asked = Search("exporting sectors")
        asked.nearest(given, 3)
        return [asked.grade(label, "in all regions") for label in given]

    assert excess(search, labels, 40_000) is None


def test_a_long_word_and_a_long_question_are_read_in_linear_time() -> None:
    assert (
        excess(lambda text: Search(text).grade(text), lambda size: "ation" * size, 100_000) is None
    )
    assert (
        excess(lambda text: Search(text).grade(text), lambda size: "taxed " * size, 100_000) is None
    )
