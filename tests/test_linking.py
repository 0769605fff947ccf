from __future__ import annotations

import random
from dataclasses import replace

import pytest

from editions import event, figure, imprint, passages, snapshot
from growth import excess
from timeline.decode import plain
from timeline.linking import link
from timeline.measurement import dimension
from timeline.model import Event, Figure, Passage, Snapshot


def figure_links(old: list[Figure], new: list[Figure]) -> list[tuple[int, int]]:
    links = link(snapshot("2021", figures=tuple(old)), snapshot("2022", figures=tuple(new)))
    return [(item.before, item.after) for item in links.figures]


def event_links(old: list[Event], new: list[Event]) -> list[tuple[int, int]]:
    links = link(snapshot("2021", events=tuple(old)), snapshot("2022", events=tuple(new)))
    return [(item.before, item.after) for item in links.events]


def passage_links(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    links = link(snapshot("2021", texts=tuple(old)), snapshot("2022", texts=tuple(new)))
    return [(item.before, item.after) for item in links.passages]


# ---------------------------------------------------------------- figures


def test_a_longer_label_of_the_same_unit_is_the_same_measure() -> None:
    old = figure("ports of entry", "55", "port of entry", kind="count")
    for label in (
        "land ports of entry on the border",
        "active land ports of entry on the United States-Mexico border",
    ):
        assert figure_links([old], [figure(label, "47", "port of entry", kind="count")]) == [(0, 0)]


@pytest.mark.parametrize(
    ("old", "new", "unit", "kind"),
    [
        ("trade agreements of Mexico", "investment promotion agreements", "agreement", "count"),
        ("U.S. citizens living in Mexico", "people affected by the relations", "person", "count"),
        ("exports of crude oil", "exports of avocados", "USD", "level"),
        ("rank as trading partner", "rank as source of crude oil", "rank", "rank"),
        ("share of exports", "share of students", "percent", "share"),
    ],
)
def test_different_measures_of_one_unit_are_not_linked(
    old: str, new: str, unit: str, kind: str
) -> None:
    assert (
        figure_links([figure(old, "5", unit, kind=kind)], [figure(new, "6", unit, kind=kind)]) == []
    )


@pytest.mark.parametrize(
    "other",
    [
        figure("trade", "5", "USD", per="day"),
        figure("trade", "5", "USD", kind="change"),
        figure("trade", "5", "percent"),
        figure("trade", "5", "rank"),
        figure("trade", "5", "person"),
    ],
)
def test_dimension_per_unit_and_kind_are_never_crossed(other: Figure) -> None:
    assert figure_links([figure("trade", "5", "USD")], [other]) == []


def test_another_currency_of_the_same_measure_is_linked() -> None:
    assert figure_links([figure("trade", "5", "USD")], [figure("trade", "90", "MXN")]) == [(0, 0)]
    assert dimension("USD") == dimension("MXN") == "money"


def test_another_scope_is_linked_only_without_a_better_partner() -> None:
    old = figure("trade", "577", scope="goods and services", period="2020")
    goods = figure("trade", "500", scope="goods", period="2020")
    both = figure("trade", "863", scope="goods and services", period="2022")
    assert figure_links([old], [goods, both]) == [(0, 1)]
    assert figure_links([old], [goods]) == [(0, 0)]


def test_the_period_decides_between_figures_of_one_measure() -> None:
    old = [figure("rank", "2", "rank", period="2022"), figure("rank", "1", "rank", period="2021")]
    new = [figure("rank", "3", "rank", period="2021"), figure("rank", "4", "rank", period="2022")]
    assert figure_links(old, new) == [(0, 1), (1, 0)]


def test_equal_figures_are_linked_in_their_order() -> None:
    same = figure("trade", "5")
    assert figure_links([same, same, same], [same, same, same]) == [(0, 0), (1, 1), (2, 2)]
    other = figure("exports", "7")
    assert figure_links([same, other, same], [other, same]) == [(1, 0), (2, 1)]


def test_each_link_says_why() -> None:
    old = [figure("trade", "5"), figure("ports of entry", "55", "port of entry", kind="count")]
    new = [figure("trade", "6"), figure("land ports of entry", "47", "port of entry", kind="count")]
    links = link(snapshot("2021", figures=tuple(old)), snapshot("2022", figures=tuple(new)))
    assert [item.reason for item in links.figures] == [
        "same measure and unit",
        "same unit, similar label",
    ]
    assert all(0 <= item.score <= 100 for item in links.figures)


def links_in_prose(
    old: list[Figure], new: list[Figure], *, texts: tuple[str, str]
) -> list[tuple[int, int]]:
    """Return the links of figures that all stand in one passage of each edition."""
    before, after = (
        snapshot(label, figures=tuple(replace(item, passage=0) for item in items), texts=(text,))
        for label, items, text in (("2021", old, texts[0]), ("2022", new, texts[1]))
    )
    return [(item.before, item.after) for item in link(before, after).figures]


SAME = "The bureau told of boats in May.", "The bureau told of boats in June."
APART = "The bureau told of boats in May.", "Rain fell on the lower town."


def counted(measure: str, value: str, unit: str | None) -> Figure:
    return figure(measure, value, unit, kind="count")


def test_alike_figures_of_linked_passages_are_linked_in_their_order() -> None:
    old = [counted("boats found by guards", "1153", "boat"),
           counted("boats found by guards", "822", "boat")]  # fmt: skip
    new = [counted("boats found by bureau", "1336", "boat"),
           counted("boats returned by bureau to owners", "1019", "boat")]  # fmt: skip
    assert links_in_prose(old, new, texts=SAME) == [(0, 0), (1, 1)]
    # where anything is counted in the unit, order says too little
    old, new = ([replace(item, quantity=replace(item.quantity, unit="person")) for item in side]
                for side in (old, new))  # fmt: skip
    assert links_in_prose(old, new, texts=SAME) == []


def test_a_value_that_only_one_figure_of_linked_passages_has_is_the_same_under_another_word() -> (
    None
):
    old = [counted("members of the crew", "30", "member")]
    new = [counted("sailors arrested", "30", "sailor")]
    assert links_in_prose(old, new, texts=SAME) == [(0, 0)]
    assert links_in_prose(old, new, texts=APART) == []
    assert links_in_prose(old, [counted("sailors", "31", "sailor")], texts=SAME) == []
    assert links_in_prose(old * 2, new, texts=SAME) == []


def test_many_digits_tell_what_a_figure_is_wherever_it_stands() -> None:
    old, new = counted("beds", "217064", "person"), counted("capacity", "217064", None)
    assert links_in_prose([old], [new], texts=APART) == [(0, 0)]
    old, new = counted("beds", "21706", "bed"), counted("capacity", "2170", None)
    assert links_in_prose([old], [new], texts=APART) == []


def test_one_word_that_many_things_are_counted_in_makes_no_link_across_passages() -> None:
    old, new = [counted("prisoners", "2", "person")], [counted("prisoners", "7", "person")]
    assert links_in_prose(old, new, texts=APART) == []
    assert links_in_prose(old, new, texts=SAME) == [(0, 0)]
    old, new = (
        [counted("exhumations", "2", "exhumation")],
        [counted("exhumations", "7", "exhumation")],
    )
    assert links_in_prose(old, new, texts=APART) == [(0, 0)]


# ---------------------------------------------------------------- events


def test_what_was_planned_is_linked_to_what_was_held_on_that_day() -> None:
    old = event("Bicentenary of Diplomatic Relations", "2022-12-12", "scheduled")
    new = event("Bicentenary of Diplomatic Relations Celebrated", "2022-12-12", "occurred")
    assert event_links([old], [new]) == [(0, 0)]
    assert event_links([event("Treaty Signing Planned", "2023-05", "scheduled")],
                       [event("Treaty Signed", "2023-05")]) == [(0, 0)]  # fmt: skip


def test_other_happenings_of_one_day_are_not_linked() -> None:
    old, new = event("Bridge Opened", "2022-05-01"), event("President Elected", "2022-05-01")
    assert event_links([old], [new]) == []


def test_a_periodic_meeting_is_a_happening_for_each_date() -> None:
    met = event("Economic Dialogue Meets", "2022-09-12", "occurred", "meeting")
    coming = event("Next Economic Dialogue Meeting", "2023-09", "scheduled", "meeting")
    assert event_links([met], [coming]) == []
    assert event_links([met], [met, coming]) == [(0, 0)]
    held = event("Economic Dialogue Meets", "2023-09-29", "occurred", "meeting")
    assert event_links([met, coming], [held]) == [(1, 0)]
    assert event_links([met], [held]) == []


def test_another_date_is_linked_only_where_the_old_date_is_no_longer_stated() -> None:
    old = event("Council Meeting", "2023-09", "scheduled")
    later = event("Council Meeting", "2023-11", "scheduled")
    assert event_links([old], [later]) == [(0, 0)]
    assert event_links([old], [later, old]) == [(0, 1)]


def test_a_plan_is_not_what_happened_before_it_or_long_after() -> None:
    plan = event("Summit Held", "2022-06", "scheduled")
    assert event_links([plan], [event("Summit Held", "2021-06")]) == []
    assert event_links([plan], [event("Summit Held", "2024-06")]) == []
    assert event_links([plan], [event("Summit Held", "2022-08")]) == [(0, 0)]


def test_a_vote_that_was_held_is_told_before_the_next_one_is_planned() -> None:
    plan = event("Senate: Election Next to Be Held", "1994-11", "scheduled")
    held = event("Senate: Election Last Held", "1994-10-03", "occurred")
    coming = event("Senate: Election Next to Be Held", "1998-10", "scheduled")
    assert event_links([plan], [coming, held]) == [(0, 1)]
    assert event_links([plan], [coming]) == []
    met = event("Senate: Session Last Held", "1994-10-03", "occurred", "meeting")
    assert event_links([event("Senate: Session Next to Be Held", "1994-11", "scheduled")],
                       [met]) == []  # fmt: skip


def test_a_named_actor_speaks_for_one_happening() -> None:
    one = event("Ada Brook Exposed Mayor Otto Brun", "2005", "occurred")
    other = event("Editor Ada Brook Exposed Brun", "2005", "occurred")
    assert event_links([one], [other]) == []
    named = [replace(each, actors=("Ada Brook",)) for each in (one, other)]
    assert event_links(named[:1], named[1:]) == [(0, 0)]


def test_what_happened_after_an_edition_came_out_is_no_correction_of_what_it_tells() -> None:
    def links(old: str, new: str) -> int:
        one, other = (
            replace(
                snapshot(label, events=(event("Law Signed", when),)),
                imprint=imprint(label, published=label),
            )
            for label, when in (("2021", old), ("2023", new))
        )
        return len(link(one, other).events)

    assert links("2018-10-14", "2018-10-12") == 1
    assert links("2018-10-14", "2022-10-09") == 0


def test_a_date_within_the_other_is_linked() -> None:
    assert event_links([event("Law Signed", "2021")], [event("Law Signed", "2021-11-15")]) == [
        (0, 0)
    ]


def test_what_happened_during_a_programme_is_not_the_programme() -> None:
    programme = event("Exchange Programme", "2010/..", "ongoing")
    assert event_links([programme], [event("Exchange Programme", "2014")]) == []
    assert event_links([programme], [event("Exchange Programme", "2010/2024", "ongoing")]) == [
        (0, 0)
    ]


def test_what_recurs_is_not_linked_to_one_of_its_dates() -> None:
    yearly = event("Dialogue Held", None, "recurring", recurrence="P1Y")
    assert event_links([yearly], [event("Dialogue Held", "2022")]) == []
    twice = event("Dialogue Held", None, "recurring", recurrence="P6M")
    assert event_links([yearly], [twice]) == [(0, 0)]


# ---------------------------------------------------------------- passages


def test_passages_are_linked_in_order_then_moved_then_reworded() -> None:
    old = ["One stays here.", "The council met in Mexico in May 2021.", "Moves away.", "Ends it."]
    new = ["Moves away.", "One stays here.", "The council met in Mexico in June 2022.", "Ends it."]
    assert passage_links(old, new) == [(0, 1), (1, 2), (2, 0), (3, 3)]


def test_a_field_keeps_its_label_whatever_its_content() -> None:
    assert passage_links(["Anthem: one", "Exports: $3"], ["Exports: oil, cars", "Imports: $3"]) == [
        (1, 0)
    ]


def test_figures_of_linked_passages_come_first_and_common_labels_need_them() -> None:
    texts = (
        "The council met in the north.",
        "Migrants came: some 40 of them.",
        "Police found some.",
    )
    old, new = snapshot("2021", texts=texts), snapshot("2022", texts=texts)
    found = [
        replace(figure("migrants", value, "person", kind="count"), passage=place)
        for value, place in (("40", 1), ("7", 2), ("50", 1), ("9", 0))
    ]
    links = link(replace(old, figures=tuple(found[:2])), replace(new, figures=tuple(found[2:])))
    assert [(item.before, item.after) for item in links.figures] == [(0, 0)]


def test_other_quotation_marks_are_the_same_passage() -> None:
    links = link(
        snapshot("2021", texts=("It is a \u201ctest\u201d \u2013 really.",)),
        snapshot("2022", texts=('It is a "test" - really.',)),
    )
    assert [item.reason for item in links.passages] == ["same words"]


@pytest.mark.parametrize(("heading", "other"), [("Cases", "Cases"), ("Old floods", "New fires")])
def test_a_cell_of_a_table_keeps_its_heads_whatever_it_holds(heading: str, other: str) -> None:
    table = "{}\n\nDistrict | Cases | Deaths\nTarn | {} | 14\nOrle | 301 | {}\n"
    old, new = (
        replace(snapshot(label), passages=plain.document(table.format(*said)).passages)
        for label, said in (("2021", (heading, 512, 9)), ("2022", (other, 690, 11)))
    )
    pairs = {
        (old.passages[item.before].quote.text, new.passages[item.after].quote.text): item.reason
        for item in link(old, new).passages
    }
    assert pairs["512", "690"] == pairs["9", "11"] == "same cell"
    assert ("301", "301") in pairs


def test_different_sentences_are_not_linked() -> None:
    assert passage_links(["Trade grew by a third."], ["The bridge was opened in May."]) == []


def test_a_heading_is_not_linked_to_a_sentence() -> None:
    old = snapshot("2021", texts=("Trade with Mexico",))
    heading = Passage(passages("Trade with Mexico")[0].quote, "heading")
    new = Snapshot(imprint=old.imprint, doc="", sha256="", passages=(heading,))
    assert link(old, new).passages == ()


def _edition(label: str, size: int, *, changed: bool) -> Snapshot:
    dice, base = random.Random(label), random.Random(7)
    vocabulary = [f"w{number}" for number in range(3_000)]
    texts = [base.choices(vocabulary, k=18) for _ in range(size)]
    measures = [base.choices(vocabulary[:300], k=4) for _ in range(size)]
    for words in texts:
        if changed:
            words[dice.randrange(len(words))] = dice.choice(vocabulary)
    return snapshot(
        label,
        texts=tuple(map(" ".join, texts)),
        figures=tuple(figure(" ".join(m), str(dice.randrange(10**9))) for m in measures),
    )


def _editions(size: int) -> tuple[Snapshot, Snapshot]:
    return _edition("2021", size, changed=False), _edition("2022", size, changed=True)


def test_passages_and_figures_are_linked_in_time_that_grows_with_them() -> None:
    assert excess(lambda two: link(*two), _editions, 4_000) is None


def test_two_thousand_passages_and_figures_are_linked() -> None:
    links = link(*_editions(2_000))
    assert len(links.figures) == 2_000
    assert sum(item.before == item.after for item in links.passages) > 1_990


def _alike(size: int) -> tuple[list[Figure], list[Figure]]:
    old = [figure("population of the district", str(number)) for number in range(size)]
    new = [figure("population of the city district", str(-number)) for number in range(1, size + 1)]
    return old, new


def test_many_labels_of_the_same_words_do_not_slow_linking_down() -> None:
    assert excess(lambda two: figure_links(*two), _alike, 4_000) is None
    assert len(figure_links(*_alike(2_000))) > 1_500


def cells_linked(old: str, new: str) -> list[tuple[str, str]]:
    """Return which cells of two tables below headings are linked, as row and number."""
    sides = [
        replace(snapshot(label), passages=plain.document(table).passages)
        for label, table in (("2021", old), ("2022", new))
    ]
    found = []
    for item in link(*sides).passages:
        cells = sides[0].passages[item.before], sides[1].passages[item.after]
        if all(cell.labels for cell in cells):
            found.append(" ".join((*cell.labels[:1], cell.quote.text)) for cell in cells)
    return [(one, other) for one, other in found]


def test_the_totals_of_two_tables_are_two_things() -> None:
    table = "{}\n\nGoods | Tons | Ships\n{} | 12 | 7\n{} | 30 | 8\nTotal | {} | 15\n"
    exports = table.format("Exports", "Coal", "Grain", 42)
    assert cells_linked(exports, table.format("Imports", "Ore", "Salt", 48)) == []
    moved = table.format("What was shipped", "Coal", "Grain", 48)
    assert ("Total 42", "Total 48") in cells_linked(exports, moved)


def test_a_row_with_another_name_is_another_row_unless_its_numbers_tell() -> None:
    table = "Exports\n\nGoods | Tons | Ships\n{} | {} | 7\nGrain | 30 | 8\n"
    rows = [("Coal", 12), ("Ore", 12), ("Coal", "12,417"), ("Black diamonds", "12,417")]
    texts = [table.format(*row) for row in rows]
    assert ("Coal 12", "Ore 12") not in cells_linked(texts[0], texts[1])
    assert ("Coal 12,417", "Black diamonds 12,417") in cells_linked(texts[2], texts[3])
