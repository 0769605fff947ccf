"""What a measure says of what is measured, whatever words an edition has for it."""

from __future__ import annotations

import pytest

from extraction import read_text
from timeline.alignment import stems
from timeline.linking import link
from timeline.linking.topics import aliases, topic

SAME = [
    ("change in receipts from energy taxes", "energy tax revenue"),
    ("total expenditure on roads", "spending on roads"),
    ("amount covered by state forest", "state forest"),
    ("spending of the ministry on roads", "spending on roads"),
    ("environmentally related taxes", "environmental taxes"),
    ("share of GDP", "gross domestic product"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_wordings_of_one_measure_have_one_topic(one: str, other: str) -> None:
    known = aliases(())
    assert topic(one, known) == topic(other, known)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Greenhouse gas (GHG) emissions fell.", "GHG", "greenhouse gas"),
        ("The Office of Rural Roads (ORR) paid. ORR", "ORR", "Office of Rural Roads"),
        ("Diesel (Derv) use rose. DERV is taxed.", "DERV", "diesel"),
    ],
)
def test_an_abbreviation_stands_for_the_words_before_its_bracket(
    text: str, short: str, long: str
) -> None:
    (stem,) = stems(short)
    assert aliases([read_text(text)]).meant[stem] == stems(long)


@pytest.mark.parametrize("text", ["The river (Figure 8) rose.", "Sales rose (Table 2)."])
def test_other_brackets_explain_nothing(text: str) -> None:
    assert aliases([read_text(text)]) == aliases(())


def test_a_sentence_that_was_written_anew_is_linked_by_the_figures_that_it_states() -> None:
    before = read_text(
        "# Roads\n\nLast winter was mild. Receipts from road tolls were 41.3 million euros in "
        "2018, after two years without any growth.\n",
        "2019",
    )
    after = read_text(
        "# Roads\n\nMuch was built. Road toll revenue, which drivers do not love to pay, came to "
        "44.8 million euros in 2019.\n",
        "2020",
    )
    found = link(before, after)
    assert len(found.figures) == 1
    told = [item for item in found.passages if before.passages[item.before].kind == "sentence"]
    assert [before.passages[item.before].quote.text[:12] for item in told] == ["Receipts fro"]


PRISON = "# Rights\n\n## Prisons\n\n{}\n"


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        # one happening each, of its own day or month
        (
            "An August riot over food ended in the killings of two prisoners.",
            "In January a fire in Tarn led to the deaths of seven prisoners.",
            0,
        ),
        (
            "A landslide in May 2022 resulted in the deaths of nine miners.",
            "Smoke in a shaft at Venn on 3 March 2023 resulted in killings of four miners.",
            0,
        ),
        (
            "A brawl in June 2022 resulted in killings of two guards.",
            "In April 2023 a fire broke out, resulting in the deaths of seven guards.",
            0,
        ),
        # what a whole year counts
        (
            "In 2022 fights resulted in the deaths of two prisoners.",
            "In 2023 fires broke out, resulting in the deaths of seven prisoners.",
            1,
        ),
    ],
)
def test_small_counts_of_two_months_are_those_of_two_happenings(
    one: str, other: str, linked: int
) -> None:
    before, after = read_text(PRISON.format(one), "2022"), read_text(PRISON.format(other), "2023")
    assert (len(before.figures), len(after.figures)) == (1, 1)
    assert len(link(before, after).figures) == linked
