from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions import event, imprint, passages, snapshot
from timeline import series
from timeline.model import Event, Link, Quote, Span, Statement
from timeline.series import block, happenings


def statement(label: str, published: str | None, stated: Event, number: int = 0) -> Statement:
    return Statement(imprint=imprint(label, published), event=stated, number=number)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2022-12-12", "2022-12-12"),
        ("2018/..", "2018"),
        ("2023-01~/2023-04~", "2023-01"),
        ("[2023-07..2023-09]", "2023-07"),
        ("2022~", "2022"),
        ("199X", "199X"),
        ("-0145", "-0145"),
        ("../2020", "../2020"),
        ("[..2020]", "..2020"),
        (None, "-"),
    ],
)
def test_events_are_blocked_by_the_start_of_their_date(edtf: str | None, expected: str) -> None:
    assert block(event("Summit", edtf)) == expected


def test_what_only_recurs_is_blocked_by_its_recurrence() -> None:
    assert block(event("Dialogue", None, "recurring", recurrence="P1Y")) == "R:P1Y"


PLANNED = statement(
    "2022", "2022~", event("Bicentenary of Diplomatic Relations", "2022-12-12", "scheduled")
)
HELD = statement(
    "2023",
    "[2023-07..2023-09]",
    event("Bicentenary of Diplomatic Relations Celebrated", "2022-12-12"),
)


def test_what_was_planned_and_then_held_is_one_happening_told_by_the_newest_edition() -> None:
    (found,) = happenings("us-mexico", [HELD, PLANNED])
    assert found.newest == HELD
    assert found.editions == ("2022", "2023")
    assert found.key == "2022-12-12:bicentenary-diplomatic-relation"


@pytest.mark.parametrize(
    ("rated", "expected"),
    [
        (("core", "minor"), "core"),
        (("minor", "core"), "core"),
        (("minor", "minor"), "minor"),
        ((None, "minor"), None),
        ((None, "core"), "core"),
    ],
)
def test_a_happening_is_core_where_any_edition_calls_it_so(
    rated: tuple[str | None, ...], expected: str | None
) -> None:
    told = event("Summit Held", "2022-09-12")
    stated = [
        statement(label, label, replace(told, salience=salience))
        for label, salience in zip(("2022", "2023"), rated, strict=True)
    ]
    (found,) = happenings("us-mexico", stated)
    assert found.newest.imprint.label == "2023"
    assert found.newest.event.salience == expected


def test_two_similar_statements_of_one_edition_are_two_happenings() -> None:
    treaty = statement("2022", "2022", event("Water Treaty Signed With Mexico", "1944"))
    other = statement("2022", "2022", event("Trade Treaty Signed With Mexico", "1944"), 1)
    later = statement("2023", "2023", event("Water Treaty With Mexico Signed", "1944"))
    found = happenings("us-mexico", [later, other, treaty])
    assert [item.editions for item in found] == [("2022",), ("2022", "2023")]
    assert found[1].newest == later


def test_one_edition_that_repeats_a_title_states_one_happening() -> None:
    first = Event(title="USMCA Enters Into Force", status="occurred", quote=Quote(Span(5, 6), "x"))
    again = Event(
        title="USMCA Entered Into Force", status="occurred", quote=Quote(Span(9, 10), "x")
    )
    stated = [statement("2022", "2022", e, number) for number, e in ((1, again), (0, first))]
    (found,) = happenings("us-mexico", stated)
    assert found.editions == ("2022",)
    assert found.newest.event == first


def told_twice(when: str, *sentences: tuple[str, str]) -> list[Statement]:
    """Two events of one edition, each with the sentence that states it."""
    return [
        replace(statement("2022", "2022", event(title, when), number), sentence=sentence)
        for number, (title, sentence) in enumerate(sentences)
    ]


FLOOD = (
    "Flood Damaged the Harbour Bridge in Port Elm",
    "On 3 May a flood damaged the harbour bridge in Port Elm, and two families moved out.",
)
FLOOD_AGAIN = (
    "Flood of the River Tay Damaged the Harbour Bridge in Port Elm",
    "The flood of the river Tay damaged the harbour bridge in Port Elm on 3 May.",
)
BILL = (
    "President Signed into Law the Clean Rivers Bill",
    "On 3 May the president signed into law the Clean Rivers bill, which fishers welcomed.",
)
ACT = (
    "President Signed into Law the Clean Rivers Act",
    "The president signed into law the Clean Rivers Act on 3 May.",
)
RAID = (
    "Surprise Dawn Raid on the Northern Supply Depot of the River Guard Corps in Elm",
    "The surprise dawn raid on the northern supply depot of the River Guard Corps (RGC) in Elm.",
)
RAID_AGAIN = (
    "Surprise Dawn Raid on the Northern RGC Supply Depot in Elm",
    "Guards were posted after the surprise dawn raid on the northern RGC supply depot in Elm.",
)


@pytest.mark.parametrize("pair", [(BILL, ACT[:1] + BILL[1:])])
def test_two_events_of_one_sentence_are_no_incident_told_twice(
    pair: tuple[tuple[str, str], tuple[str, str]],
) -> None:
    assert len(happenings("us-mexico", told_twice("2022-05-03", *pair))) == 2


@pytest.mark.parametrize("when", ["2022-05-03", "2022-05"])
@pytest.mark.parametrize("pair", [(BILL, ACT), (ACT, BILL), (RAID, RAID_AGAIN)])
def test_an_incident_that_one_edition_tells_twice_is_one_happening_with_two_statements(
    when: str, pair: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    stated = told_twice(when, *pair)
    (found,) = happenings("us-mexico", stated)
    assert found.newest == stated[0]
    assert found.editions == ("2022",)
    assert found.stated_in == ("2022", "2022")


@pytest.mark.parametrize(
    ("when", "one", "other"),
    [
        # a year, or no date, is no day on which one incident happened
        ("2022", BILL, ACT),
        ("2022-05/2022-06", BILL, ACT),
        # another thing has another name
        ("2022-05-03", BILL, (
            "President Signed into Law the Clean Harbours Bill",
            "On 3 May the president signed into law the Clean Harbours bill.",
        )),
        ("2022-05-03", FLOOD, FLOOD_AGAIN),
        # nothing has a name
        ("2022-05-03", (
            "Police Arrested Three Men for Stealing Boats in the Harbour",
            "On 3 May police arrested three men for stealing boats in the harbour.",
        ), (
            "Police Arrested Three Men for Stealing Boats",
            "Police arrested three men for stealing boats on 3 May.",
        )),
        # another verb tells of another act, whatever the other sentence says beside
        ("2022-05-03", (
            "Port Elm Council of Elders and Fishers Published a Budget",
            "On 3 May the Port Elm Council of Elders and Fishers published a budget.",
        ), (
            "Port Elm Council of Elders and Fishers Visited an Office",
            "The Port Elm Council of Elders and Fishers visited an office and published a budget.",
        )),
        # what did not happen is not what happened
        ("2022-05-03", ACT, (
            "President Never Signed into Law the Clean Rivers Act",
            "On 3 May the president never signed into law the Clean Rivers Act.",
        )),
    ],
)  # fmt: skip
def test_two_incidents_of_one_edition_stay_two_happenings(
    when: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert len(happenings("us-mexico", told_twice(when, one, other))) == 2


def test_other_happenings_of_the_same_day_stay_apart() -> None:
    bridge = statement("2022", "2022", event("Bridge Opened", "2022-05-01"))
    vote = statement("2023", "2023", event("President Elected", "2022-05-01"))
    assert len(happenings("us-mexico", [bridge, vote])) == 2


def test_an_undated_edition_is_listed_last_and_is_never_the_newest() -> None:
    undated = statement("draft", None, event("Summit", "2022"))
    dated = statement("2021", "2021", event("Summit", "2022"))
    (found,) = happenings("us-mexico", [undated, dated])
    assert found.editions == ("2021", "draft")
    assert found.newest == dated


def test_statements_of_other_publications_are_left_out() -> None:
    assert happenings("us-kenya", [PLANNED, HELD]) == ()


STATEMENTS = st.builds(
    statement,
    label=st.sampled_from(["2019", "2021", "2022", "2022b", "draft"]),
    published=st.sampled_from([None, "2019", "2021~", "2022", "[2022-07..2022-09]"]),
    stated=st.builds(
        Event,
        title=st.sampled_from(
            [
                "Trade Summit",
                "Trade Summit Held",
                "Trade Summit Held in Mexico City",
                "Summit in Mexico City",
                "Trade Summits",
                "the",
                "Water Treaty Signed",
            ]
        ),
        status=st.sampled_from(["scheduled", "occurred"]),
        quote=st.sampled_from([None, Quote(Span(0, 1), "x"), Quote(Span(3, 4), "x")]),
    ),
)


def _consistent(statements: list[Statement]) -> list[Statement]:
    """Give each edition one date of publication, as the store does."""
    published = {item.imprint.label: item.imprint for item in statements}
    return [
        replace(item, imprint=published[item.imprint.label], number=number)
        for number, item in enumerate(statements)
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(STATEMENTS, max_size=9).map(_consistent), st.randoms())
def test_the_order_of_arrival_does_not_matter(
    statements: list[Statement], dice: st.DataObject
) -> None:
    expected = happenings("us-mexico", statements)
    dice.shuffle(statements)  # type: ignore[attr-defined]
    found = happenings("us-mexico", statements)
    assert found == expected
    assert len({item.key for item in found}) == len(found)
    assert {label for item in found for label in item.editions} == {
        item.imprint.label for item in statements
    }


def linked(statements: list[Statement], *pairs: tuple[int, int]) -> list[series.Linked]:
    """Name the events of successive statements by their places in the list."""
    places = [(item.imprint.label, item.number) for item in statements]
    return [(places[one], places[other]) for one, other in pairs]


PLAN = statement("2022", "2022", event("Dialogue in Washington", "2023-09", "scheduled"))
FACT = statement("2024", "2024", event("Dialogue Held in Washington", "2023-09-29"))


def test_a_link_joins_a_plan_with_what_was_held_on_a_day_of_it() -> None:
    assert len(happenings("us-mexico", [PLAN, FACT])) == 2
    (found,) = happenings("us-mexico", [PLAN, FACT], linked([PLAN, FACT], (0, 1)))
    assert (found.newest, found.editions) == (FACT, ("2022", "2024"))
    assert found.key == "2023-09:dialogue-washington"


def test_a_link_joins_a_plan_with_its_new_date() -> None:
    later = statement("2023", "2023-05", event("Dialogue in Washington", "2023-11", "scheduled"))
    (found,) = happenings("us-mexico", [PLAN, later], linked([PLAN, later], (0, 1)))
    assert found.newest == later


@pytest.mark.parametrize(
    ("one", "other", "published", "kind", "expected"),
    [
        (("2023-09", "scheduled"), ("2023-09-29", "occurred"), "2024", "meeting", True),
        (("2023-09", "scheduled"), ("2023-11", "occurred"), "2024", "meeting", True),
        (("2023-09", "scheduled"), ("2023-11", "scheduled"), "2023-05", "meeting", True),
        (("2023-09", "scheduled"), ("2024-09", "scheduled"), "2023-05", "other", True),
        # the next one of what is held each year
        (("2023-09", "scheduled"), ("2024-09", "scheduled"), "2023-05", "meeting", False),
        # the old date had passed: nobody says that it was held
        (("2023-09", "scheduled"), ("2024-02", "scheduled"), "2024", "other", False),
        # two dates in the past may be two happenings of one name, and none is to be lost
        (("2010", "occurred"), ("2020", "occurred"), "2024", "other", False),
        (("2022-12-12", "occurred"), ("2022", "occurred"), "2024", "other", True),
        ((None, "recurring"), ("2022", "occurred"), "2024", "other", False),
        ((None, "recurring"), (None, "recurring"), "2024", "other", True),
    ],
)
def test_a_link_joins_two_statements_for_good_or_not(
    one: tuple[str | None, str],
    other: tuple[str | None, str],
    published: str,
    kind: str,
    expected: bool,
) -> None:
    before = snapshot("2022", events=(event("Dialogue", *one, kind=kind),))
    after = replace(
        snapshot("2024", events=(event("Dialogue on Trade", *other, kind=kind),)),
        imprint=imprint("2024", published),
    )
    assert series.joins(before, after, Link(0, 0, 100, "")) is expected


def test_a_link_adds_nothing_where_block_and_words_are_equal() -> None:
    before = snapshot("2022", events=(event("Summit in Mexico City", "2022-05"),))
    after = snapshot("2023", events=(event("Mexico City Summit Held", "2022-05"),))
    assert not series.joins(before, after, Link(0, 0, 100, ""))


def test_links_never_join_two_happenings_that_one_edition_states() -> None:
    both = [PLAN, FACT, statement("2024", "2024", event("Dialogue in Washington", "2023-09"))]
    found = happenings("us-mexico", both, linked(both, (0, 1)))
    assert sorted(item.editions for item in found) == [("2022", "2024"), ("2024",)]


def test_a_day_that_an_earlier_edition_told_stays_where_the_newest_tells_the_year() -> None:
    day = statement("2022", "2022", event("Bicentenary", "2022-12-12", "scheduled"))
    year = statement("2023", "2023", event("Bicentenary", "2022"))
    (found,) = happenings("us-mexico", [day, year], linked([day, year], (0, 1)))
    assert found.when == day.event.when
    assert (found.newest, found.dated) == (year, "2022")


def test_a_stretch_does_not_take_the_date_of_a_day_within_it() -> None:
    day = statement("2022", "2022", event("Support for Asylum", "2018-05", "scheduled"))
    since = statement("2023", "2023", event("Support for Asylum", "2018/..", "ongoing"))
    (found,) = happenings("us-mexico", [day, since], linked([day, since], (0, 1)))
    assert (found.when, found.dated) == (since.event.when, "2023")


# ---------------------------------------------------------------- what an edition repeats

MET_ON_DAY, SIGNED = event("Council Met", "2022-03-05"), event("Treaty Was Signed", "2022-03")


def test_events_of_a_block_are_repeated_where_two_editions_state_the_same() -> None:
    old, new = snapshot(events=(MET_ON_DAY, SIGNED)), snapshot(events=(SIGNED, MET_ON_DAY))
    assert series.repeated(old, new) == {"2022-03-05": {0: 1}, "2022-03": {1: 0}}


@pytest.mark.parametrize(
    "told",
    [
        (replace(MET_ON_DAY, status="cancelled"),),
        (replace(MET_ON_DAY, salience="minor"),),
        (MET_ON_DAY, event("Court Ruled", "2022-03-05")),
        (MET_ON_DAY, MET_ON_DAY),
        (replace(MET_ON_DAY, passage=0),),
        (),
    ],
    ids=["other status", "other rating", "one more", "twice", "another sentence", "none"],
)
def test_what_says_anything_else_of_a_block_does_not_repeat_it(told: tuple[Event, ...]) -> None:
    new = replace(snapshot(events=told), passages=passages("The council met."))
    assert series.repeated(snapshot(events=(MET_ON_DAY,)), new) == {}
    assert series.repeated(new, snapshot(events=(MET_ON_DAY,))) == {}
