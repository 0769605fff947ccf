"""TextMarks that lie in, across and upon each other are cut so that every character has its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editions import event, figure, imprint
from timeline.formats.tables import fact_of
from timeline.model import Passage, Quote, Span, StatedFigure, Statement
from timeline.web.layout import blocks, sections
from timeline.web.marks import Piece, TextMarks, pieces
from timeline.workflow.stored_edition import Fact

TEXT = "abcdefghijklmnopqrst"


def fact(about: str, start: int, end: int, twin: str = "") -> Fact:
    quote = Quote(Span(start, end), TEXT[start:end])
    key = f"us-mexico@2022#{about}-{start}-{end}{twin}"
    if about == "event":
        stated = replace(event("Fair", "2020"), quote=quote)
        return Fact(key, Statement(imprint=imprint(), event=stated))
    return Fact(
        key, StatedFigure(imprint=imprint(), figure=replace(figure("trade", "5"), quote=quote))
    )


def cut(*facts: Fact, start: int = 0, end: int = len(TEXT)) -> list[Piece]:
    span = Span(start, end)
    return list(pieces(TEXT, span, TextMarks(facts).within(span)))


def told(found: list[Piece]) -> list[tuple[str, str | None]]:
    return [
        ("".join(each.lines), None if each.figure is None else each.figure.facts[0].name)
        for each in found
    ]


def test_a_figure_has_its_own_characters() -> None:
    assert told(cut(fact("figure", 2, 5))) == [
        ("ab", None), ("cde", "figure-2-5"), (TEXT[5:], None),
    ]  # fmt: skip


def test_the_inner_of_two_figures_has_the_characters_of_both() -> None:
    found = cut(fact("figure", 2, 9), fact("figure", 4, 6), end=9)
    assert told(found) == [
        ("ab", None), ("cd", "figure-2-9"), ("ef", "figure-4-6"), ("ghi", "figure-2-9"),
    ]  # fmt: skip
    assert [each.first for each in found] == [False, True, True, False]


def test_of_two_figures_that_cross_the_later_continues_behind_the_first() -> None:
    found = cut(fact("figure", 2, 6), fact("figure", 4, 9), end=9)
    assert told(found) == [
        ("ab", None), ("cd", "figure-2-6"), ("ef", "figure-2-6"), ("ghi", "figure-4-9"),
    ]  # fmt: skip
    assert [each.first for each in found] == [False, True, False, True]


def test_a_figure_in_an_event_shows_both() -> None:
    found = cut(fact("event", 0, 9), fact("figure", 4, 6), end=12)
    assert [each.event for each in found] == [True, True, True, False]
    assert [len(each.begun) for each in found] == [1, 0, 0, 0]
    assert [len(each.ended) for each in found] == [0, 0, 1, 0]


def test_two_figures_of_one_span_are_one_mark() -> None:
    (piece,) = cut(fact("figure", 2, 5), fact("figure", 2, 5, "-2"), start=2, end=5)
    assert piece.figure is not None
    assert [each.name for each in piece.figure.facts] == ["figure-2-5", "figure-2-5-2"]


def test_a_figure_without_a_character_of_its_own_shares_the_mark_of_another() -> None:
    found = cut(fact("figure", 2, 6), fact("figure", 2, 4), fact("figure", 4, 6), end=6)
    assert told(found)[1:] == [("cd", "figure-2-4"), ("ef", "figure-4-6")]
    assert found[1].figure is not None
    assert [each.name for each in found[1].figure.facts] == ["figure-2-4", "figure-2-6"]


SPANS = st.tuples(st.integers(0, 18), st.integers(1, 20)).filter(lambda span: span[0] < span[1])
FACTS = st.lists(
    st.tuples(st.sampled_from(["figure", "event"]), SPANS), max_size=6, unique=True
).map(lambda found: [fact(about, *span) for about, span in found])


@given(FACTS, SPANS)
def test_whatever_is_marked_the_pieces_are_the_text_and_each_fact_begins_and_ends_once(
    facts: list[Fact], span: tuple[int, int]
) -> None:
    start, end = span
    found = cut(*facts, start=start, end=end)
    assert "".join("".join(each.lines) for each in found) == TEXT[start:end]
    for name in ("begun", "ended"):
        marks = [
            fact.key for piece in found for mark in getattr(piece, name) for fact in mark.facts
        ]
        assert len(marks) == len({*marks})
    linked = [fact.key for each in found if each.first and each.figure
              for fact in each.figure.facts]  # fmt: skip
    quoted = [(each, fact_of(each.item).quote) for each in facts if each.about == "figure"]
    inside = [each.key for each, quote in quoted
              if quote and quote.span.start < end and quote.span.end > start]  # fmt: skip
    assert sorted(linked) == sorted(inside)


# ---------------------------------------------------------------- what passages are drawn as


def passages(text: str, *kinds: tuple[str, str]) -> list[Passage]:
    found = []
    at = 0
    for number, (kind, words) in enumerate(kinds):
        at = text.index(words, at)
        found.append(Passage(Quote(Span(at, at + len(words)), words), kind, block=number))
        at += len(words)
    return found


def test_marks_of_a_list_are_those_of_the_text() -> None:
    text = "- one\n- two\n\nthree\n\n3) four\n"
    kinds = [("item", word) for word in ("one", "two", "three", "four")]
    found = blocks(text, passages(text, *kinds))
    assert [each.kind for each in found] == ["bullets", "text", "numbers"]
    assert found[2].rows[0][0].value == 3


def test_a_text_has_sections_by_its_outermost_headings_of_which_there_are_several() -> None:
    text = "T\n\na.\n\nA\n\nb.\n\nB\n\nc."
    kinds = [("heading", "T"), ("sentence", "a."), ("heading", "A"), ("sentence", "b."),
             ("heading", "B"), ("sentence", "c.")]  # fmt: skip
    found = sections(blocks(text, passages(text, *kinds)))
    assert [None if s.heading is None else s.heading.span.of(text) for s in found] == [
        "T", "A", "B",
    ]  # fmt: skip
    assert found[1].span.of(text) == "A\n\nb."


def test_no_passages_are_no_sections() -> None:
    assert sections(blocks("", [])) == ()
