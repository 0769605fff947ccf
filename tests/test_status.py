"""What is overdue, stale or contradictory, and `timeline status`."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

import country
from commands import done, listed, refused, timeline, written
from editions import event, figure, imprint, one_happening, snapshot
from timeline import chronology, series
from timeline.model import (
    Capture,
    Event,
    Figure,
    Happening,
    Imprint,
    Link,
    StatedFigure,
    Statement,
)
from timeline.store import database, writes
from timeline.values import Period
from timeline.workflow.status import status

# ---------------------------------------------------------------- plans that are overdue

OLD, NEW = imprint("2022", "2022"), imprint("2023", "2023")
PART = replace(NEW, coverage="partial")
DRAFT = imprint("draft")
SILENT, LAST = "overdue: later editions are silent", "overdue: no later edition"


def plan(
    when: str | None = "2022-09", status: str = "scheduled", title: str = "Trade Summit to Be Held"
) -> Event:
    return event(title, when, status)


def told(stated: Event, *editions: Imprint, key: str = "k") -> Happening:
    newest = Statement(imprint=editions[-1], event=stated)
    return one_happening(newest, *(each.label for each in editions), key=key)


def overdue(today: str, editions: list[Imprint], *happenings: Happening) -> list[str]:
    found = chronology.overdue(happenings, editions, Period.parse(today).first)
    return [finding.message for finding in found]


def test_a_plan_is_overdue_from_the_day_after_its_last_day() -> None:
    assert overdue("2022-09-30", [OLD], told(plan(), OLD)) == []
    assert overdue("2022-10-01", [OLD], told(plan(), OLD)) == [LAST]


def test_a_later_edition_that_covers_all_and_does_not_tell_of_a_plan_is_silent() -> None:
    assert overdue("2024", [OLD, NEW], told(plan(), OLD)) == [SILENT]
    assert overdue("2024", [OLD, NEW], told(plan(), OLD, NEW)) == [LAST]
    assert overdue("2024", [OLD, NEW], told(plan(), NEW)) == [LAST]


def test_a_partial_or_undated_edition_is_never_silent() -> None:
    assert overdue("2024", [OLD, PART], told(plan(), OLD)) == [LAST]
    assert overdue("2024", [OLD, DRAFT], told(plan(), OLD)) == [LAST]
    assert overdue("2024", [OLD, NEW], told(plan(), DRAFT)) == [LAST]


def test_later_is_what_stands_later_in_the_order_of_editions() -> None:
    """That of first days: an edition of October follows one of which only the year is known."""
    october = imprint("october", "2022-10")
    assert overdue("2024", [OLD, october], told(plan(), OLD)) == [SILENT]


def test_a_later_edition_of_before_the_end_of_a_plan_could_not_have_told() -> None:
    june = imprint("june", "2022-06")
    assert overdue("2024", [OLD, june], told(plan(), OLD)) == [LAST]
    assert overdue("2024", [OLD, june, NEW], told(plan(), OLD)) == [SILENT]


def test_a_plan_of_which_nobody_could_have_told_is_overdue_on_a_day_that_was_asked_for() -> None:
    day = Period.parse("2024").first
    assert [*chronology.overdue([told(plan(), NEW)], [OLD, NEW], day, asked=False)] == []
    assert len([*chronology.overdue([told(plan(), OLD)], [OLD, NEW], day, asked=False)]) == 1


@pytest.mark.parametrize(
    "stated",
    [
        plan(status="occurred"),
        plan(status="cancelled"),
        plan(None),
        plan("2022-09/.."),
        event("Trade Summit", None, "recurring", recurrence="P1Y"),
    ],
)
def test_what_was_held_or_called_off_or_has_no_end_is_not_overdue(stated: Event) -> None:
    assert overdue("2024", [OLD, NEW], told(stated, OLD)) == []


def test_what_was_put_off_is_a_plan() -> None:
    assert overdue("2024", [OLD], told(plan(status="postponed"), OLD)) == [LAST]


@pytest.mark.parametrize(
    ("title", "when", "status", "expected"),
    [
        # on a day of the plan half of the words suffice
        ("Ministers Met at Trade Summit", "2022-09-12", "occurred", []),
        ("Trade Summit Cancelled", "2022-09", "cancelled", []),
        ("Trade Summit Held", "2022", "occurred", []),
        ("Ministers Held Talks", "2022-09-12", "occurred", [SILENT]),
        ("Trade Summit Era", "2018/..", "ongoing", [SILENT]),
        ("Trade Summits Each Year", "2022", "recurring", [SILENT]),
        # on another day all of them
        ("Last Trade Summit Held", "2022-11-03", "occurred", []),
        ("Trade Summit Held", "2022-03", "occurred", []),
        ("Ministers Met at Trade Summit", "2022-11-03", "occurred", [SILENT]),
        ("Trade Summit Held", "2024-05-03", "occurred", []),
        ("Trade Summit Held", "2024-12-03", "occurred", [SILENT]),
        ("Next Trade Summit Held", "2024-05-03", "occurred", [SILENT]),
        ("Trade Summit Held", "2021-09-12", "occurred", [SILENT]),
    ],
)
def test_a_plan_is_not_overdue_where_a_later_edition_tells_what_became_of_it(
    title: str, when: str, status: str, expected: list[str]
) -> None:
    later = told(event(title, when, status), NEW, key="l")
    found = overdue("2024", [OLD, NEW], told(plan(), OLD), later)
    assert [message for message in found if message == SILENT] == expected


@pytest.mark.parametrize(
    ("title", "when", "kind", "expected"),
    [
        ("New Bridge Is to Open", "2023-05", "other", [LAST]),
        ("New Bridge Will Open", "2024-01", "other", [LAST]),
        ("Old Bridge Is to Open", "2023-05", "other", [SILENT, LAST]),
        ("New Bridge Is to Open", "2022-05", "other", [SILENT, LAST]),
        ("New Bridge Is to Open", "2024-12", "other", [SILENT, LAST]),
        # the next one of what is held again and again
        ("New Bridge Is to Open", "2023-05", "meeting", [SILENT, LAST]),
        ("Next New Bridge Is to Open", "2023-05", "other", [SILENT, LAST]),
    ],
)
def test_of_a_plan_that_was_put_off_the_new_date_alone_is_overdue(
    title: str, when: str, kind: str, expected: list[str]
) -> None:
    """An edition that came out after the old date tells the new one as another happening."""
    old = told(plan(title="New Bridge Is to Open"), OLD)
    later = told(event(title, when, "scheduled", kind), NEW, key="l")
    assert overdue("2025", [OLD, NEW], old, later) == expected


def test_what_was_next_is_not_overdue_where_an_edition_tells_what_is_next_now() -> None:
    old = told(plan(title="Next Meeting Will Be Held"), OLD)
    later = told(plan("2023-11", title="Next Meeting Will Be Held"), NEW, key="l")
    assert overdue("2023-10", [OLD, NEW], old, later) == []


@pytest.mark.parametrize(
    ("sentence", "when", "expected"),
    [
        ("Legislature: two chambers; last held 12 September 2022", "2022-09-12", [LAST]),
        ("Legislature: two chambers; last held 12 May 2022", "2022-05-12", [SILENT, LAST]),
        ("Judges: last chosen 12 September 2022", "2022-09-12", [SILENT, LAST]),
        ("They were last held on 12 September 2022", "2022-09-12", [SILENT, LAST]),
    ],
)
def test_a_field_that_planned_what_it_does_not_name_tells_that_it_was_held(
    sentence: str, when: str, expected: list[str]
) -> None:
    """Two fields of an almanac plan the next time; one of them tells of a last time then."""
    planned = told(plan(title="Next to Be Held"), OLD)
    field = "Legislature: two chambers; next to be held September 2022"
    planned = replace(planned, newest=replace(planned.newest, sentence=field))
    held = told(event("Senate Last Held", when), NEW, key="l")
    held = replace(held, newest=replace(held.newest, sentence=sentence))
    other = told(plan("2023-03", title="Bridge Will Open"), NEW, key="b")
    assert overdue("2024", [OLD, NEW], planned, held, other) == expected


def test_a_third_of_the_words_is_not_what_became_of_a_plan() -> None:
    later = told(event("Trade Ministers Signed Memorandum", "2022-09-12"), NEW, key="l")
    stated = told(plan(title="Joint Trade Summit"), OLD)
    assert overdue("2024", [OLD, NEW], stated, later) == [SILENT]


def test_a_plan_that_is_told_less_finely_now_has_the_time_of_the_newest_edition() -> None:
    stated = replace(told(plan("2023"), OLD, NEW), when=Period.parse("2023-09"), dated="2022")
    assert overdue("2023-11", [OLD, NEW], stated) == []
    assert overdue("2024", [OLD, NEW], stated) == [LAST]


def test_what_an_edition_tells_beside_a_plan_is_another_happening() -> None:
    beside = told(event("Trade Summit Held", "2022-09-12"), OLD, NEW, key="b")
    assert overdue("2024", [OLD, NEW], told(plan(), OLD), beside) == [SILENT]


TITLES = ("Trade Summit", "Trade Summit Held", "Ministers Met at Trade Summit", "Port Opened")
DAYS = ("2021", "2021-11", "2022", "2022-09", "2022-09-12", "2023-01/2024-06", "2024-03-01", "203X")
BYTES = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")


def plans_and_reports(editions: list[Imprint], count: int) -> Iterator[Happening]:
    dice = random.Random(5)
    statuses = ("scheduled", "postponed", "occurred", "ongoing", "cancelled", "recurring")
    for number in range(count):
        first = dice.randrange(len(editions))
        stating = editions[first : dice.randrange(first, len(editions)) + 1]
        title, when = f"{dice.choice(TITLES)} {number % 9}", dice.choice(DAYS)
        one = told(event(title, when, dice.choice(statuses)), *stating, key=f"{number}")
        if when == "2022" and dice.random() < 0.5:  # told more finely by another edition
            one = replace(one, when=Period.parse("2022-12-30"))
        yield one


def test_what_is_overdue_in_a_database_is_what_is_overdue_among_all_happenings(target: str) -> None:
    editions = [imprint(year, year) for year in ("2020", "2021", "2022", "2023", "2024")]
    happenings = [*plans_and_reports(editions, 150)]
    with database.writing(target) as connection, connection.begin():
        for each in editions:
            stated = replace(snapshot(each.label), imprint=each, sha256=BYTES.sha256)
            writes.add_edition(connection, stated, BYTES, text=None, text_key=each.label, blocks=[])
        writes.replace_happenings(connection, "us-mexico", [], happenings)
    seen = set()
    for today in ("2021-06", "2022-10", "2025", "2050"):
        whole = chronology.overdue(
            chronology.ordered(happenings), editions, Period.parse(today).first
        )
        found = status(target, today=today, only=("overdue",))
        assert found == tuple(whole)
        seen.add(len(found))
    assert len(seen) > 2


# ---------------------------------------------------------------- figures that are stale


def stale(*editions: tuple[Imprint, list[Figure]], sentence: str | None = None) -> list[str]:
    """Return what is found in the newest edition; figures of one place are linked."""
    stated = [
        (
            of,
            [
                StatedFigure(imprint=of, figure=f, number=n, sentence=sentence)
                for n, f in enumerate(figures)
            ],
        )
        for of, figures in editions
    ]
    links = [
        tuple(Link(n, n, 100, "") for n in range(min(len(before[1]), len(after[1]))))
        for before, after in pairwise(editions)
    ]
    followed = series.series(stated, links)
    found = [*chronology.stale(followed, editions[-1][0])]
    assert {finding.about for finding in found} <= {"stale"}
    return [f"{each.items[-1].figure.measure}: {each.message}" for each in found]  # type: ignore[union-attr]


def jobs(value: str = "5", period: str | None = "2019", **kept: str) -> Figure:
    return figure("jobs in exports", value, "job", period=period, **kept)  # type: ignore[arg-type]


def trade(period: str) -> Figure:
    return figure("trade", "7", period=period)


E2020, E2021, E2023 = (imprint(year, f"{year}-06") for year in ("2020", "2021", "2023"))
CARRIED = ["jobs in exports: carried over from us-mexico@2020, while other figures were updated"]


def test_a_figure_is_stale_that_was_carried_over_while_others_were_updated() -> None:
    assert stale((E2020, [jobs(), trade("2019")]), (E2023, [jobs(), trade("2022")])) == CARRIED


def test_a_figure_as_of_a_day_can_be_stale() -> None:
    counted = jobs(period=None, as_of="2019-12-31")
    assert stale((E2020, [counted, trade("2019")]), (E2023, [counted, trade("2022")])) == CARRIED


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param([jobs(), trade("2019")], [jobs(), trade("2019")], id="nothing was updated"),
        pytest.param([jobs(), trade("2019")], [jobs("6"), trade("2022")], id="restated"),
        pytest.param([jobs(), trade("2019")], [jobs("6", "2022"), trade("2022")], id="updated"),
        pytest.param([jobs(), trade("2019")], [jobs("5", "2022"), trade("2022")], id="redated"),
        pytest.param([trade("2019")], [trade("2022"), jobs()], id="first stated now"),
        pytest.param(
            [jobs(period=None), trade("2019")], [jobs(period=None), trade("2022")], id="no period"
        ),
        pytest.param(
            [jobs(period="1998"), trade("2019")], [jobs(period="1998"), trade("2022")], id="history"
        ),
        pytest.param(
            [jobs(period="2019/.."), trade("2019")],
            [jobs(period="2019/.."), trade("2022")],
            id="open",
        ),
        pytest.param(
            [jobs(period="2019-08-09/2019-08-10"), trade("2019")],
            [jobs(period="2019-08-09/2019-08-10"), trade("2022")],
            id="of two days",
        ),
        pytest.param(
            [jobs(kind="change"), trade("2019")],
            [jobs(kind="change"), trade("2022")],
            id="a change",
        ),
        pytest.param(
            [jobs(period="2016/2020"), trade("2019")],
            [jobs(period="2016/2020"), trade("2022")],
            id="a long period",
        ),
        pytest.param(
            [figure("percent of vote, Ann Lee", "53", "percent", period="2019"), trade("2019")],
            [figure("percent of vote, Ann Lee", "53", "percent", period="2019"), trade("2022")],
            id="the result of an election",
        ),
    ],
)
def test_other_figures_are_not_stale(first: list[Figure], then: list[Figure]) -> None:
    assert stale((E2020, first), (E2023, then)) == []


def test_a_figure_is_not_stale_before_newer_data_are_due() -> None:
    """It took half a year to be published, so the next year's is due half a year after that."""
    first, then = [jobs(), trade("2018")], [jobs(), trade("2019")]
    assert stale((E2020, first), (imprint("2021", "2021-06"), then)) == []
    assert stale((E2020, first), (imprint("2021", "2021-08"), then)) == CARRIED


def test_of_an_edition_that_may_have_come_late_the_last_possible_day_counts() -> None:
    vague = replace(E2020, published=Period.parse("2020"))
    first, then = [jobs(), trade("2018")], [jobs(), trade("2019")]
    assert stale((vague, first), (imprint("2021", "2021-08"), then)) == []
    assert stale((vague, first), (imprint("2022", "2022-02"), then)) == CARRIED


def test_what_is_counted_every_ten_years_is_not_stale_after_three() -> None:
    census = imprint("2010", "2010-06")
    counted = [jobs("4", "2009"), trade("2009")]
    assert (
        stale((census, counted), (E2020, [jobs(), trade("2019")]), (E2023, [jobs(), trade("2022")]))
        == []
    )
    assert (
        stale(
            (imprint("2019", "2019-06"), [jobs("4", "2018"), trade("2018")]),
            (E2020, [jobs(), trade("2019")]),
            (E2023, [jobs(), trade("2022")]),
        )
        == CARRIED
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There were 5 jobs in 2019, the latest data available.", 1),
        ("In 2019 (the most recent year for which data are available) there were 5 jobs.", 1),
        ("There were 5 jobs in 2019, the latest available.", 1),
        ("The latest survey found 5 jobs available.", 0),
        ("There were 5 jobs in 2019.", 0),
    ],
)
def test_an_edition_that_calls_a_figure_the_latest_available_says_that_it_is_old(
    sentence: str, expected: int
) -> None:
    message = "jobs in exports: the edition itself calls it the latest available"
    assert stale((E2023, [jobs()]), sentence=sentence) == [message] * expected
    assert stale((E2020, [jobs()]), sentence=sentence) == []


def test_what_a_later_partial_edition_updates_is_not_stale_in_the_one_before() -> None:
    def of(edition: Imprint, *figures: Figure) -> series.Edition:
        return edition, [
            StatedFigure(imprint=edition, figure=each, number=n) for n, each in enumerate(figures)
        ]

    editions = [
        of(E2020, jobs(), trade("2019")),
        of(E2023, jobs(), trade("2022")),
        of(imprint("2024", "2024", coverage="partial"), jobs("6", "2020"), trade("2023")),
    ]
    both = (Link(0, 0, 100, ""), Link(1, 1, 100, ""))
    assert [*chronology.stale(series.series(editions, [both, both]), E2023)] == []
    not_the_jobs = series.series(editions, [both, both[1:]])
    assert len([*chronology.stale(not_the_jobs, E2023)]) == 1


def test_an_undated_edition_has_no_stale_figures() -> None:
    assert [*chronology.stale([], DRAFT)] == []


# ---------------------------------------------------------------- contradictions


def contradictions(
    *figures: Figure, sections: tuple[str, ...] = ("", ""), passages: tuple[int, ...] = (0, 1, 2)
) -> int:
    rows = [
        StatedFigure(
            imprint=NEW, figure=replace(each, passage=passage), section=(section,), number=n
        )
        for n, (each, section, passage) in enumerate(
            zip(figures, (*sections, ""), passages, strict=False)
        )
    ]
    found = [*chronology.contradictions(rows)]
    assert {finding.message for finding in found} <= {"two values for one period"}
    return len(found)


RATE = figure("unemployment rate", "5.2", "percent", step="0.1", period="2022")


def other(value: str, **kept: str) -> Figure:
    asked = {"step": "0.1", "period": "2022", **kept}
    return figure("Unemployment rates", value, "percent", **asked)  # type: ignore[arg-type]


def test_one_measure_with_two_values_for_one_period_contradicts_itself() -> None:
    assert contradictions(RATE, other("5.9")) == 1
    assert contradictions(RATE, other("5.2"), other("5.9")) == 1
    since = {"period": "2022/.."}  # two editions would state an update, but this is one
    assert contradictions(other("5.2", **since), other("5.9", **since)) == 1


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(other("5.2"), id="the same"),
        pytest.param(other("5", step="1"), id="rounded"),
        pytest.param(other("5.9", period="2021"), id="another period"),
        pytest.param(other("5.9", qualifier="nearly"), id="hedged"),
        pytest.param(other("5.9", scope="youth"), id="another scope"),
        pytest.param(other("5.9", per="month"), id="another rate"),
        pytest.param(other("5.9", kind="change"), id="a change"),
        pytest.param(replace(other("5.9"), source="the union"), id="another source"),
        pytest.param(replace(other("5.9"), subject="Norland"), id="another subject"),
        pytest.param(replace(other("5.9"), period=None), id="no period"),
        pytest.param(replace(other("5.9"), measure="unemployment"), id="another measure"),
    ],
)
def test_other_figures_are_no_contradiction(second: Figure) -> None:
    assert contradictions(RATE, second) == 0


def test_a_measure_of_one_word_names_too_little_to_contradict() -> None:
    one, two = (replace(each, measure="total") for each in (RATE, other("5.9")))
    assert contradictions(one, two) == 0


def test_one_sentence_or_two_sections_can_tell_of_two_things() -> None:
    assert contradictions(RATE, other("5.9"), passages=(0, 0)) == 0
    assert contradictions(RATE, other("5.9"), sections=("North", "South")) == 0
    assert contradictions(RATE, other("5.9"), sections=("North", "North")) == 1


# ---------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the editions of the country; nobody may write to it."""
    folder = tmp_path_factory.mktemp("status")
    database = str(folder / "a.db")
    country.ingest(folder, database)
    return database


def found(database: str, *asked: str) -> list[tuple[str, str, str]]:
    said = done("status", *asked, "--format", "jsonl", "--db", database).stdout.splitlines()
    return [(row["about"], row["edition"], row["title"]) for row in map(json.loads, said)]


def test_the_status_of_a_page_on_a_day(stored: str) -> None:
    """The newest edition is partial: what the one before it says is still in force."""
    assert found(stored, "--today", "2021") == [
        ("overdue", "2016", "Census Will Be Held"),
        ("overdue", "2019", "Next Parliamentary Elections Are Scheduled"),
        ("stale", "2015", "vessels of fishing fleet"),
        ("stale", "2019", "vessels of fishing fleet"),
        ("contradiction", "2019", "Unemployment rate"),
        ("contradiction", "2019", "Unemployment rate"),
    ]
    said = done("status", "--today", "2021", "--db", stored).stdout
    assert said.startswith(
        "1. overdue: later editions are silent\n\nCensus Will Be Held: scheduled"
    )
    assert "\n2. overdue: no later edition\n" in said
    assert "wool" not in said
    assert said.count("\n    [valdoria@") == 6


def test_today_is_the_first_day_of_what_is_given_or_the_day_it_is(stored: str) -> None:
    def overdue_on(*today: str) -> int:
        return len(found(stored, "--only", "overdue", *today))

    assert overdue_on("--today", "2016") == 0
    assert overdue_on("--today", "2016-10-31") == 0
    assert overdue_on("--today", "2016-11") == 1
    assert overdue_on("--today", datetime.now(UTC).date().isoformat()) == 2
    assert overdue_on() == 1  # of the other one no edition could have told
    assert refused(2, "status", "--today", "soon", "--db", stored).startswith("--today: 'soon'")


def test_only_what_is_named_is_looked_for(stored: str) -> None:
    for name in ("overdue", "stale", "contradiction"):
        assert {about for about, *_ in found(stored, "--only", name)} == {name}
    both = found(stored, "--only", "stale", "--only", "overdue")
    assert [about for about, *_ in both] == ["overdue", "stale", "stale"]


def test_the_exit_status_says_on_request_whether_something_was_found(stored: str) -> None:
    asked = ("status", "--only", "overdue", "--db", stored)
    assert timeline(*asked).exit_code == 0
    assert timeline(*asked, "--exit-code").exit_code == 1
    assert timeline(*asked, "--exit-code", "--today", "2016").exit_code == 0


def test_nothing_found_is_said_unless_it_shall_be_quiet(stored: str) -> None:
    asked = ("status", "--today", "2016", "--only", "overdue", "--db", stored)
    result = done(*asked)
    assert result.stdout == ""
    assert result.stderr == (
        f"Nothing is overdue. Searched: --today 2016 --only overdue in {stored}.\n"
    )
    assert done(*asked, "--quiet").output == ""
    both = done(*asked, "--only", "contradiction", "--publication", "valdoria")
    assert both.stderr == ""
    assert json.loads(done(*asked, "--format", "json").stdout) == []
    assert done(*asked, "--format", "csv").stdout.startswith("finding,about,message,")


def test_a_page_that_has_nothing_to_find_says_of_what(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    done("ingest", written(tmp_path, "2020.md"), "--publication", "sheet", "--db", database)
    said = done("status", "--today", "2021", "--db", database).stderr
    assert said == (
        f"Nothing is overdue, stale or contradictory. Searched: --today 2021 in {database}.\n"
        "sheet has only one dated edition, so there is nothing to compare.\n"
    )
    assert done("status", "--db", database).stderr == (
        "sheet has only one dated edition, so there is nothing to compare.\n"
    )
    assert "to compare" not in done("status", "--only", "overdue", "--db", database).stderr
    done("ingest", written(tmp_path, "2021.md"), "--publication", "sheet", "--db", database)
    assert "to compare" not in done("status", "--db", database).stderr


def test_the_status_when_an_edition_was_the_newest(stored: str) -> None:
    """The census of October 2016 was planned in June, and the edition of 2017 is silent."""
    assert found(stored, "--edition", "valdoria@2016") == []
    assert ("overdue", "2016", "Census Will Be Held") in found(stored, "--edition", "valdoria@2017")
    assert found(stored, "--edition", "valdoria@-1") == found(stored)
    assert found(stored, "--edition", "2017", "--publication", "valdoria") == found(
        stored, "--edition", "valdoria@2017"
    )


def test_the_status_as_it_was_known_on_a_day(stored: str) -> None:
    assert found(stored, "--as-of", "2017-12") == found(
        stored, "--edition", "valdoria@2017", "--today", "2018"
    )
    assert [title for *_, title in found(stored, "--as-of", "2016-12", "--only", "overdue")] == [
        "Census Will Be Held", "Parliamentary Elections Are Scheduled",
    ]  # fmt: skip
    assert found(stored, "--as-of", "2014") == []
    assert "The first edition was published 2015-06." in (
        done("status", "--as-of", "2014", "--db", stored).stderr
    )


def test_an_unknown_publication_is_named(stored: str) -> None:
    assert "No publication named 'valdria'" in refused(
        2, "status", "--publication", "valdria", "--db", stored
    )
    assert found(stored, "--publication", "valdoria") == found(stored)


def test_a_status_goes_into_a_file_with_a_row_for_each_statement(
    stored: str, tmp_path: Path
) -> None:
    target = tmp_path / "status.csv"
    done("status", "--today", "2021", "-o", target, "--db", stored)
    numbers = [line.partition(",")[0] for line in target.read_text("utf-8").splitlines()]
    assert numbers[:5] == ["finding", "1", "2", "3", "3"]


def test_editions_that_are_all_partial_have_the_newest_judged(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    for year in (2020, 2023):
        text = (
            "# Sheet\n\nThe fleet had 9 ships in 2014, the latest data available.\n\n"
            f"Jobless rate: 5% ({year})\n\nJobless rate: 7% ({year})\n"
        )
        home = tmp_path / str(year)
        written(home, "a.md", text)
        listed(
            home,
            {"file": "a.md", "edition": str(year), "published": str(year), "coverage": "partial"},
        )
        done("ingest", home, "--publication", "sheet", "--db", database)
    assert {row[:2] for row in found(str(database))} == {
        ("stale", "2023"),
        ("contradiction", "2023"),
    }
