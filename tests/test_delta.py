from __future__ import annotations

from dataclasses import replace

import pytest

from editions import event, figure, passages, snapshot
from timeline import schemas
from timeline.changes import event_change, figure_change
from timeline.delta import content_of, diff, differs, patch
from timeline.linking import link
from timeline.model import PARTIAL, Delta, Event, Figure, Snapshot
from timeline.vocabulary import NOISES


def compare(before: Snapshot, after: Snapshot) -> Delta:
    return diff(before, after, link(before, after))


OLD = figure("trade", "100", step="1", period="2021")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (OLD, OLD, ("unchanged", ())),
        (OLD, figure("trade", "110", scope="goods", period="2022"), ("rescoped", ())),
        (OLD, figure("trade", "110", "MXN", period="2022"), ("unit-changed", ())),
        (OLD, figure("trade", "100", "MXN", period="2021"), ("unit-changed", ())),
        # what is counted goes by another word, or by none
        (figure("crew", "30", "member"), figure("crew", "30", "sailor"), ("unchanged", ())),
        (figure("crew", "30", "sailor"), figure("crew", "31", None), ("changed", ())),
        (figure("crew", "30", "sailor"), figure("crew", "9", "family"), ("unit-changed", ())),
        (figure("crew", "30", "sailor"), figure("crew", "30", "percent"), ("unit-changed", ())),
        (OLD, figure("trade", "110", period="2021"), ("restated", ())),
        (OLD, figure("trade", "101", step="10", period="2021"), ("rounded", ())),
        (OLD, figure("trade", "106", step="10", period="2021"), ("restated", ())),
        (OLD, figure("trade", "110", period="2022"), ("updated", ())),
        # what is counted from a day on is more from edition to edition, and not revised
        (
            figure("cases", "12", "case", period="2024-01-02/.."),
            figure("cases", "16", "case", period="2024-01-02/.."),
            ("updated", ()),
        ),
        (OLD, figure("trade", "100", period="2022"), ("redated", ())),
        (OLD, figure("trade", "110"), ("changed", ())),
        (OLD, figure("trade", "100"), ("unchanged", ())),
        (OLD, figure("trade", "110", as_of="2022"), ("updated", ())),
        (OLD, figure("trade", "100", period="2021~"), ("unchanged", ())),
        (OLD, figure("trade", "100", period="2021", qualifier="nearly"), ("requalified", ())),
        (
            OLD,
            figure("trade", "110", period="2022", qualifier="nearly"),
            ("updated", ("requalified",)),
        ),
        (OLD, figure("trade", "501", period="2021"), ("restated", ("jump",))),
        (OLD, figure("trade", "500", period="2021"), ("restated", ())),
        (OLD, figure("trade", "-100", period="2021"), ("restated", ("sign-flip",))),
        (OLD, figure("trade", "90", period="2020"), ("updated", ("period-went-back",))),
        (OLD, figure("total trade", "100", period="2021"), ("unchanged", ("reworded",))),
        (
            figure("exports (f.o.b.)", "1"),
            figure("exports (c.i.f.)", "1"),
            ("unchanged", ("rebased", "reworded")),
        ),
        (
            figure("growth", "1", base="2018"),
            figure("growth", "1", base="2019"),
            ("unchanged", ("rebased",)),
        ),
        (
            figure("x", "1", qualifier="nearly"),
            figure("x", "1", qualifier="close to"),
            ("unchanged", ()),
        ),
        (figure("x", "1", period="2021/.."), figure("x", "1", period="2022"), ("redated", ())),
    ],
)
def test_a_figure_is_named_after_what_became_of_it(
    old: Figure, new: Figure, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert figure_change(old, new) == expected


PLAN = event("Summit", "2023-09", "scheduled")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (PLAN, PLAN, ("unchanged", ())),
        (PLAN, event("Summit", "2023-09"), ("occurred", ())),
        (PLAN, event("Summit", "2023-09-29"), ("occurred", ("refined",))),
        (
            PLAN,
            event("Summit Held", "2023-10", "ongoing"),
            ("occurred", ("rescheduled", "reworded")),
        ),
        (PLAN, event("Summit", "2023-09", "cancelled"), ("cancelled", ())),
        (PLAN, event("Summit", "2023-11", "scheduled"), ("rescheduled", ())),
        (PLAN, event("Summit", "2023-11", "postponed"), ("rescheduled", ("requalified",))),
        (
            event("Line Is Closed", "../2023-11-30", "ongoing"),
            event("Line Is Closed", "../2024-02-29", "scheduled"),
            ("rescheduled", ("requalified",)),
        ),
        (
            event("Line Was Closed", "../2023-11-30"),
            event("Line Was Closed", "../2023-12-02"),
            ("corrected", ()),
        ),
        (PLAN, event("Summit", "2023-09-29", "scheduled"), ("refined", ())),
        (PLAN, event("Summit", "2023", "scheduled"), ("coarsened", ())),
        (PLAN, event("Summit", None, "scheduled"), ("coarsened", ())),
        (event("Treaty", "1970"), event("Treaty", "1971"), ("corrected", ())),
        (event("Treaty", "1970"), event("Treaty", "1970", "ongoing"), ("requalified", ())),
        (event("Treaty", "2023~"), event("Treaty", "2023"), ("unchanged", ())),
        (
            event("Dialogue", None, "recurring", recurrence="P1Y"),
            event("Dialogue", None, "recurring", recurrence="P6M"),
            ("rescheduled", ()),
        ),
    ],
)
def test_an_event_is_named_after_what_became_of_it(
    old: Event, new: Event, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert event_change(old, new) == expected


def test_rows_stand_in_the_order_of_the_later_text_and_what_is_gone_where_it_stood() -> None:
    a, b, c, d = (figure(name, "1", kind="level") for name in ("alpha", "beta", "gamma", "delta"))
    delta = compare(snapshot("2021", figures=(a, b, c)), snapshot("2022", figures=(d, a, c)))
    assert [(row.change, row.before_at, row.after_at) for row in delta.figures] == [
        ("added", None, 0),
        ("unchanged", 0, 1),
        ("dropped", 1, None),
        ("unchanged", 2, 2),
    ]


def test_a_reworded_label_alone_is_an_unchanged_row_that_differs() -> None:
    old, new = (
        figure("length of the border", "2000", "mile"),
        figure("border length", "2000", "mile"),
    )
    (row,) = compare(snapshot("2021", figures=(old,)), snapshot("2022", figures=(new,))).figures
    assert (row.change, row.flags) == ("unchanged", ("reworded",))
    assert row.fields == (("measure", "length of the border", "border length"),)
    assert differs(row)


def test_an_item_that_left_its_order_is_marked_as_moved() -> None:
    a, b, c = (figure(name, "1") for name in ("alpha", "beta", "gamma"))
    delta = compare(snapshot("2021", figures=(a, b, c)), snapshot("2022", figures=(c, a, b)))
    assert [(row.change, row.flags) for row in delta.figures] == [
        ("unchanged", ("moved",)),
        ("unchanged", ()),
        ("unchanged", ()),
    ]
    assert not delta.changed


def test_fields_are_written_as_the_contract_writes_them() -> None:
    new = figure("trade", "110.50", period="2022")
    (row,) = compare(snapshot("2021", figures=(OLD,)), snapshot("2022", figures=(new,))).figures
    assert row.fields == (("value", "100", "110.5"), ("period", "2021", "2022"))


def test_what_a_partial_edition_does_not_state_is_not_covered() -> None:
    ports, length = figure("ports", "47", "port"), figure("length", "2000", "mile")
    talks = event("Talks", "2022-05")
    whole = snapshot(
        "2023", figures=(ports, length), events=(talks,), texts=("One.", "Two more words.")
    )
    part = snapshot("2022", figures=(ports,), texts=("One.",), coverage=PARTIAL)
    for delta in (compare(part, whole), compare(whole, part)):
        assert [row.change for row in delta.figures] == ["unchanged", "not-covered"]
        assert [row.change for row in delta.events] == ["not-covered"]
        assert [row.change for row in delta.passages] == ["unchanged", "not-covered"]
        assert not delta.changed


def test_what_a_partial_edition_states_beyond_a_complete_one_is_added_or_dropped() -> None:
    whole = snapshot("2023")
    part = snapshot("2022", figures=(OLD,), coverage=PARTIAL)
    assert [row.change for row in compare(whole, part).figures] == ["added"]
    assert [row.change for row in compare(part, whole).figures] == ["dropped"]


def test_an_edition_without_text_says_nothing_about_passages() -> None:
    delta = compare(snapshot("2021", texts=("One.", "Two.")), snapshot("2022"))
    assert [row.change for row in delta.passages] == ["not-covered", "not-covered"]
    assert not delta.changed


def test_a_passage_is_unchanged_moved_reworded_added_or_removed() -> None:
    old = (
        "Stays in its place.",
        "Trade grew by 5% in 2021.",
        "Moves to the top.",
        "Goes away for good.",
        "Ends it all.",
    )
    new = (
        "Moves to the top.",
        "Stays in its place.",
        "Trade grew by 7% in 2022.",
        "Is entirely new.",
        "Ends it all.",
    )
    delta = compare(snapshot("2021", texts=old), snapshot("2022", texts=new))
    assert [row.change for row in delta.passages] == [
        "moved",
        "unchanged",
        "reworded",
        "removed",
        "added",
        "unchanged",
    ]
    assert delta.passages[2].words == (
        ("=", "Trade grew by ", "Trade grew by "),
        ("~", "5%", "7%"),
        ("=", " in ", " in "),
        ("~", "2021", "2022"),
        ("=", ".", "."),
    )


def test_a_passage_of_another_section_is_an_unchanged_row_that_differs() -> None:
    old, new = snapshot("2021", texts=("One.",)), snapshot("2022")
    new = Snapshot(
        imprint=new.imprint, doc="", sha256="", passages=passages("One.", path=("Trade",))
    )
    (row,) = compare(old, new).passages
    assert row.change == "unchanged"
    assert differs(row)


def test_a_patch_refuses_a_snapshot_that_the_delta_does_not_start_from() -> None:
    delta = compare(snapshot("2021", figures=(OLD,)), snapshot("2022"))
    with pytest.raises(ValueError, match="does not start"):
        patch(snapshot("2021"), delta)


def test_the_summary_counts_each_change() -> None:
    delta = compare(
        snapshot("2021", figures=(OLD, figure("ports", "55", "port"))),
        snapshot("2022", figures=(OLD, figure("ports", "47", "port"))),
    )
    assert delta.summary() == {
        "figures": {"changed": 1, "unchanged": 1},
        "events": {},
        "passages": {},
        "noise": {},
    }
    assert delta.changed


# ---------------------------------------------------------------- noise

CHROME = ("Skip to main content", "Home | Topics | About", "Menu")


def noisy(label: str, *texts: str, chrome: tuple[str, ...] = ()) -> Snapshot:
    """An edition of these sentences, with what a site puts below them."""
    around = (replace(each, kind="boilerplate") for each in passages(*chrome))
    return replace(snapshot(label), passages=(*passages(*texts), *around))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The council's plan.", "The council\u2019s plan."),
        ('It is "the" plan.', "It is \u201cthe\u201d plan."),
        ("Goods - and services - grew.", "Goods \u2013 and services \u2014 grew."),
        ("The council met in May.", "The  council met\nin May."),
        ("The council met in May.", "The council\xa0met in May."),
        ("The Council met in May.", "The council met in May."),
        ("It handled 1,234[1] tons.[2]", "It handled 1,234[2] tons."),
        ("It has 12 ships*, and 5%[a] more.", "It has 12 ships, and 5% more."),
        ("It met.[note 3][4] It left.", "It met. It left.†"),
    ],
)
def test_other_quotation_marks_dashes_blanks_line_breaks_and_marks_of_notes_are_no_change(
    old: str, new: str
) -> None:
    delta = compare(noisy("2021", "One.", old), noisy("2022", "One.", new))
    row = delta.passages[1]
    assert (row.change, row.noise) == ("unchanged", "typography")
    assert ("".join(a for _, a, _ in row.words), "".join(b for _, _, b in row.words)) == (old, new)
    assert delta.summary()["passages"] == {"unchanged": 1}
    assert delta.summary()["noise"] == {"typography": 1}
    assert not delta.changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It has 12 [of 14] ships.", "It has 12 [of 15] ships."),
        ("It has [12] ships.", "It has [13] ships."),
        ("It is 5 * 3 long.", "It is 5 3 long."),
        ("It has 12[3456] ships.", "It has 12 ships."),
    ],
)
def test_brackets_and_stars_that_are_no_marks_of_notes_are_a_change(old: str, new: str) -> None:
    assert compare(noisy("2021", "One.", old), noisy("2022", "One.", new)).changed


def test_other_chrome_is_no_change_whatever_became_of_it() -> None:
    one, other = CHROME[0], "Skip to content"
    for old, new in ((CHROME, ()), ((), CHROME), ((one,), (other,)), (CHROME, CHROME[::-1])):
        delta = compare(noisy("2021", "One.", chrome=old), noisy("2022", "One.", chrome=new))
        assert delta.summary()["passages"].keys() <= {"unchanged"}
        assert delta.summary()["noise"].keys() == {"chrome"}
        assert not delta.changed
        assert content_of(patch(delta.before, delta)) == content_of(delta.after)


def test_chrome_that_stays_is_unchanged_and_no_noise() -> None:
    delta = compare(noisy("2021", chrome=CHROME), noisy("2022", chrome=CHROME))
    assert delta.summary()["passages"] == {"unchanged": 3}
    assert delta.summary()["noise"] == {}


def test_what_moves_between_chrome_and_content_is_a_change() -> None:
    inside, outside = noisy("2021", "Menu", "One."), noisy("2022", "One.", chrome=("Menu",))
    for old, new, change in ((inside, outside, "removed"), (outside, inside, "added")):
        delta = compare(old, new)
        assert delta.changed
        assert delta.summary()["passages"] == {change: 1, "unchanged": 1}
        assert delta.summary()["noise"] == {"chrome": 1}


def test_chrome_that_a_partial_edition_does_not_reach_is_not_covered() -> None:
    part = replace(snapshot("2021", coverage=PARTIAL), passages=passages("One."))
    delta = compare(part, noisy("2022", "One.", chrome=CHROME))
    assert delta.summary()["passages"] == {"not-covered": 3, "unchanged": 1}
    assert delta.summary()["noise"] == {}


def test_another_word_beside_another_quotation_mark_is_a_change() -> None:
    delta = compare(
        noisy("2021", 'The "council" met in May.'),
        noisy("2022", "The \u201ccouncil\u201d met in June."),
    )
    assert [(row.change, row.noise) for row in delta.passages] == [("reworded", None)]


def test_the_kinds_of_noise_are_those_of_the_contract() -> None:
    schema = schemas.load("delta")
    assert tuple(schema["properties"]["summary"]["properties"]["noise"]["properties"]) == NOISES
    row = schema["$defs"]["passageChange"]["properties"]
    assert tuple(row["noise"]["enum"]) == (*NOISES, None)
