"""What is said in other words, sums or sentences is the same figure and the same happening."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import done, written
from timeline.alignment import stems, unpriced

START = "# Bank\n\nThe bank lends to the towns of the region and to their schools.\n\n"
END = "\n\nIn 2011 about 70,000 pupils went to school.\n"


def rows(tmp_path: Path, before: str, after: str, kind: str) -> list[str]:
    """Return what became of the figures or events of one sentence, each with what it was before."""
    names = [
        written(tmp_path, f"{year}.md", f"{START}{text}{END}")
        for year, text in (("2022-06-01", before), ("2023-06-01", after))
    ]
    found = json.loads(done("diff", *names, "--format", "json", "--all").stdout)[kind]
    return sorted(
        row["change"]
        for row in found
        if "70,000" not in json.dumps(row) and "school in 2011" not in json.dumps(row)
    )


SUMS = [
    ("In 2019 the council granted €12 million to Orle.",
     "In 2019 the council granted €0.012 billion to Orle."),
    ("Parliament appropriated $640 million for dams in 2019.",
     "Parliament appropriated $1.2 billion for dams in 2019."),
    ("The programme ends in December 2024.", "The program ends in December 2024."),
    ("The town centre was opened on May 4, 2019.", "The town center was opened on May 4, 2019."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SUMS)
def test_a_happening_is_the_same_whatever_its_sum_and_spelling(
    before: str, after: str, tmp_path: Path
) -> None:
    assert rows(tmp_path, before, after, "events") == ["unchanged"]


def test_gifts_of_two_years_are_two_happenings(tmp_path: Path) -> None:
    before = "In 2019 the council granted €12 million to Orle."
    after = "In 2021 the council granted €15 million to Orle."
    assert rows(tmp_path, before, after, "events") == ["added", "dropped"]


def test_a_plan_and_what_was_held_a_week_later_are_one(tmp_path: Path) -> None:
    before = "The dam will be opened on March 3, 2023."
    assert rows(tmp_path, before, "The dam was opened on March 10, 2023.", "events") == ["occurred"]


SPLIT = [
    ("It built 64 wells and 12 dams.", "It built 64 wells. It also built 12 dams."),
    ("- 64 wells dug in 2019\n- €12 million spent in 2019",
     "In 2019, 64 wells were dug, and €12 million was spent."),
    ("Loans came to €64 million and gifts to €12 million in 2019.",
     "Loans came to €64 million in 2019. Gifts came to €12 million in 2019."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SPLIT)
def test_the_figures_of_a_sentence_that_was_split_are_unchanged(
    before: str, after: str, tmp_path: Path
) -> None:
    assert rows(tmp_path, before, after, "figures") == ["unchanged", "unchanged"]
    assert rows(tmp_path, after, before, "figures") == ["unchanged", "unchanged"]


def test_a_half_is_rounded_up(tmp_path: Path) -> None:
    before = "In 2019 loans came to €12 million."
    for now, change in (("12.5", "restated"), ("12.4", "rounded"), ("11.5", "rounded")):
        after = f"In 2019 loans came to €{now} million."
        assert rows(tmp_path, before, after, "figures") == [change]


def test_a_title_is_compared_without_its_sum_and_a_word_without_its_spelling() -> None:
    assert unpriced("Bank Lent €12 Million to Orle") == unpriced("Bank Lent $1.2 Billion to Orle")
    assert unpriced("Resolution 1325 Adopted") != unpriced("Resolution 1244 Adopted")
    assert unpriced("12th Summit") != unpriced("13th Summit")
    assert stems("labour organisations defence centre") == stems(
        "labor organizations defense center"
    )
    assert stems("tonne") != stems("ton")
