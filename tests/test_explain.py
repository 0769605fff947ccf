"""What became of each date and number of a text: made by a rule, refused by one, and told once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from commands import done, refused, written
from extraction import rows
from test_properties_extract import fragments
from test_seed import PUBLISHED, SHARED, SHEET
from timeline.decode.plain import document
from timeline.model import Imprint
from timeline.reading.matching.engine import words_of
from timeline.reading.quantities.patterns import ANCHORS
from timeline.values import Period
from timeline.workflow.explain import DATE, EVENT, FIGURE, NUMBER, WRITTEN, Explanation, explain

TEXT = """\
# Harbors

The two towns met on 3 May 2019. According to the port office, trade came to nearly
$4.5 billion in 2018. Resolution 1441 and Box 70 are names. More than 40 ships sank.
"""


def explained(text: str, find: str | None = None) -> tuple[Explanation, ...]:
    return explain(document(text), Imprint(publication="test", label="test"), find=find)


def steps(found: Explanation) -> list[tuple[str, str]]:
    return [(step.rule, step.note) for step in found.steps]


def test_each_result_names_the_rules_that_made_it_in_order_with_the_words_they_read() -> None:
    found = {(each.kind, each.text): each for each in explained(TEXT)}
    money = found[FIGURE, "$4.5 billion"]
    assert ("measure (X was amount)", "trade (words of its clause)") in steps(money)
    told = [step for step in money.steps if not step.rule.startswith("measure")]
    assert [(step.rule, step.span.of(TEXT)) for step in told] == [
        ("symbol, amount", "$4.5 billion"),
        ("hedge", "nearly"),
        ("period from a date (year)", "2018"),
        ("source", "the port office"),
    ]
    assert steps(found[DATE, "3 May 2019"]) == [("day month year", "DATE 2019-05-03")]
    assert steps(found[NUMBER, "1441"]) == [("numbered thing", "refused: not a figure")]
    assert steps(found[NUMBER, "two"]) == [("count that points back", "refused: not a figure")]
    (event,) = [each for each in found.values() if each.kind == EVENT]
    assert ("status", "occurred") in steps(event)


REFUSED = [
    ("Trade reached $4 million in 2018.", "clause, measures",
     "the verb measures a level, and nobody decides on it"),
    ("# Report of 2018", "event", "it stands in a heading, which states nothing"),
    ("Exports: $12 million (2018)", "event", "in brackets after a figure, it dates the figure"),
    ("The school of 2018.", "event", "no verb says what happened then"),
    ("The fair was set to open in May 2018. It was opened on 4 June 2019.", "clause, planned",
     "it was planned for a date that has passed, and nothing says that it came about"),
    ("Nobody was hurt on 3 May 2018.", "clause, past", "the subject says that there is none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "reason"), REFUSED, ids=[text for text, *_ in REFUSED])
def test_a_date_without_an_event_says_what_refused_it(text: str, rule: str, reason: str) -> None:
    imprint = Imprint(publication="test", label="test", published=Period.parse("2020"))
    told = explain(document(text), imprint)
    (date,) = [each for each in told if each.kind == DATE and "2018" in each.text]
    assert (rule, f"no event: {reason}") in steps(date)


def test_an_event_names_the_row_that_read_it() -> None:
    (event,) = [each for each in explained("The 2019 Tarn Accord is void.") if each.kind == EVENT]
    assert steps(event)[0] == ("name with a year", "agreement: Tarn Accord")


def unexplained(text: str, published: str | None = None) -> list[str]:
    """Return the dates of a text of which no event is and that do not say why."""
    period = None if published is None else Period.parse(published)
    told = explain(document(text), Imprint(publication="test", label="test", published=period))
    events = [each.span for each in told if each.kind == EVENT]
    return [
        date.text
        for date in told
        if date.kind == DATE
        and not any(step.note.startswith("no event: ") for step in date.steps)
        and not any(e.start < date.span.end and date.span.start < e.end for e in events)
    ]


@settings(max_examples=150, deadline=None)
@given(fragments)
def test_every_date_has_an_event_or_says_why_not(text: str) -> None:
    assert unexplained(text) == []


@pytest.mark.parametrize("name", ["events.tsv", "dates.tsv", "fields.tsv"])
def test_every_date_of_the_cases_has_an_event_or_says_why_not(name: str) -> None:
    for row in rows(name):
        assert unexplained(row["text"], row.get("published") or None) == [], row["text"]


def test_every_date_of_the_seed_sheet_has_an_event_or_says_why_not() -> None:
    path = SHARED / "gold" / f"{SHEET}.txt"
    if not path.is_file():
        pytest.skip(f"no annotated texts in {SHARED} (set TIMELINE_SHARED)")
    assert unexplained(path.read_text("utf-8"), PUBLISHED) == []


def test_what_is_asked_for_by_its_words_is_told_alone() -> None:
    assert [each.text for each in explained(TEXT, "Resolution 1441")] == ["1441"]
    assert [each.kind for each in explained(TEXT, "3 May 2019")] == [EVENT, WRITTEN, DATE]
    assert explained(TEXT, "harbor master") == ()


def test_the_days_of_writing_are_told_with_what_bounds_them() -> None:
    text = "The council met on 12 September 2022. It will meet again in September 2023."
    told = [each for each in explained(text) if each.kind == WRITTEN]
    assert [(each.steps[0].rule, each.text) for each in told] == [
        ("written after", "met on 12 September 2022"),
        ("written before", "will meet again in September 2023"),
    ]


def times_told(text: str) -> dict[int, list[str]]:
    """Return the kinds of explanation that cover each number of a text, by where it begins."""
    told = [each for each in explained(text) if each.kind not in (EVENT, WRITTEN)]
    return {
        start: sorted(each.kind for each in told if each.span.start <= start < each.span.end)
        for word, start in words_of(text)
        if word in ANCHORS
    }


@settings(max_examples=150, deadline=None)
@given(fragments)
def test_every_number_is_told_once(text: str) -> None:
    assert all(
        kinds in ([DATE], [FIGURE], [NUMBER], [DATE, FIGURE]) for kinds in times_told(text).values()
    )


@pytest.mark.parametrize("name", ["quantities.tsv", "dates.tsv"])
def test_every_number_of_the_cases_is_told_once(name: str) -> None:
    for row in rows(name):
        for kinds in times_told(row["text"]).values():
            assert kinds in ([DATE], [FIGURE], [NUMBER], [DATE, FIGURE]), row["text"]


def test_the_command_prints_blocks_objects_or_a_list(tmp_path: Path) -> None:
    path = written(tmp_path, "2020.txt", TEXT)
    blocks = done("extract", path, "--explain").stdout
    assert (
        '\nnumber 128-132 "1441"\n    numbered thing [128-132]: refused: not a figure\n' in blocks
    )
    lines = done("extract", path, "--explain", "--format", "jsonl").stdout.splitlines()
    objects = [json.loads(line) for line in lines]
    assert len(objects) == len(re.findall(r"(?m)^\S", blocks))
    assert json.loads(done("extract", path, "--explain", "--format", "json").stdout) == objects
    for each in objects:
        assert each["doc"] == "2020"
        assert TEXT[each["start"] : each["end"]] == each["text"]


def test_words_that_nothing_overlaps_are_named_with_the_reason(tmp_path: Path) -> None:
    path = written(tmp_path, "2020.txt", "Trade reached $5 billion in 2019. Ports are many.\n")

    def said(find: str, *more: str) -> str:
        result = done("extract", path, "--explain", "--find", find, *more)
        assert result.stdout in ("", "[]\n")
        return result.stderr

    assert said("zzzz") == "2020: nothing found: 'zzzz' does not occur.\n"
    assert said("zzzz", "--format", "json") == said("zzzz", "--format", "jsonl") == said("zzzz")
    assert said("trade REACHED") == (
        "2020: nothing found: 'trade REACHED' does not occur, but 'Trade reached' does.\n"
    )
    assert said("Ports") == (
        "2020: 'Ports' occurs once, but no date, figure, event or number is there.\n"
    )
    assert said("zzzz", "--quiet") == ""


def test_words_to_find_without_an_explanation_are_a_mistake_of_the_question() -> None:
    assert refused(2, "extract", "x.txt", "--find", "trade") == (
        "--find works only with --explain. See 'timeline extract --help'."
    )
