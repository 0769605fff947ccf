"""Events as a calendar, read back by a strict reader."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import EXAMPLE, done
from timeline.formats import calendars, registry
from timeline.formats.calendar_days import EPOCH, issue_day, stretch_of, written_ends
from timeline.model import Event, Happening, Imprint, Quote, Span, Statement, Story
from timeline.values import Period


def imprint(label: str, published: str | None, source: str = "a ministry") -> Imprint:
    day = None if published is None else Period.parse(published)
    return Imprint(publication="us-mexico", label=label, published=day, source=source)


def statement(edition: Imprint, edtf: str | None = "2022-12-12", **fields: Any) -> Statement:
    when = None if edtf is None else Period.parse(edtf)
    bounds = fields.pop("bounds", None)
    stated = {"title": "Dialogue", "status": "scheduled", "kind": "meeting", **fields}
    event = Event(when=when, bounds=bounds and Period.parse(bounds), **stated)
    return Statement(imprint=edition, event=event)


def story(*statements: Statement, key: str = "2022-12-12:dialogue") -> Story:
    newest = statements[-1]
    happening = Happening(
        key=key, block="2022-12-12", newest=newest, when=newest.event.when,
        stated_in=tuple(each.imprint.label for each in statements), dated=newest.imprint.label,
    )  # fmt: skip
    return Story(happening=happening, statements=statements)


def entries(*stories: Story) -> list[icalendar.Event]:
    """Return the entries of a calendar, read back; nothing in it may be amiss."""
    (data,) = registry.write_stories("ics", stories)
    assert isinstance(data, bytes)
    return strictly_read(data)


def strictly_read(data: bytes) -> list[icalendar.Event]:
    """Return the entries of a calendar; fail for what RFC 5545 does not allow."""
    assert data.replace(b"\r\n", b"").count(b"\n") == data.replace(b"\r\n", b"").count(b"\r") == 0
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (calendar,) = icalendar.Calendar.from_ical(data, multiple=True)
    assert calendar.errors == []
    assert (calendar["version"], bool(calendar["prodid"])) == ("2.0", True)
    assert calendar["name"] == calendar["x-wr-calname"] != ""
    found = list(calendar.walk("VEVENT"))
    assert len(found) == len(calendar.subcomponents)
    for entry in found:
        assert entry.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"} <= entry.keys()
        assert entry["DTSTART"].params["VALUE"] == "DATE"
        assert entry.decoded("DTSTAMP").tzinfo is not None
    return found


def dated(entry: icalendar.Event) -> tuple[date, date]:
    return entry.decoded("DTSTART"), entry.decoded("DTEND")


@pytest.mark.parametrize(
    ("edtf", "first", "after"),
    [
        ("2022-12-12", date(2022, 12, 12), date(2022, 12, 13)),
        ("2023-09", date(2023, 9, 1), date(2023, 10, 1)),
        ("2023~", date(2023, 1, 1), date(2024, 1, 1)),
        ("2023-09-12/2023-09-14", date(2023, 9, 12), date(2023, 9, 15)),
        ("[2023-07..2023-09]", date(2023, 7, 1), date(2023, 10, 1)),
        ("1948/..", date(1948, 1, 1), date(1949, 1, 1)),
        ("../2020-05", date(2020, 5, 1), date(2020, 6, 1)),
        ("[..2020-05]", date(2020, 5, 1), date(2020, 6, 1)),
        ("199X", date(1990, 1, 1), date(2000, 1, 1)),
        ("0079-08-24", date(79, 8, 24), date(79, 8, 25)),
    ],
)
def test_a_date_is_whole_days_and_says_no_more_than_it_is_printed(
    edtf: str, first: date, after: date
) -> None:
    (entry,) = entries(story(statement(imprint("2023", "2023-08"), edtf)))
    assert dated(entry) == (first, after)


@pytest.mark.parametrize("edtf", [None, "-0145", "../-0145"])
def test_what_no_calendar_has_a_day_for_is_left_out(edtf: str | None) -> None:
    assert entries(story(statement(imprint("2023", "2023-08"), edtf))) == []


def test_an_event_keeps_its_identifier_and_each_edition_that_changes_it_raises_its_sequence() -> (
    None
):
    first = statement(imprint("2021", "2021"), "2022")
    same = statement(imprint("2022", "2022"), "2022")
    dated_finely = statement(imprint("2023", "2023-08"), "2022-12-12")
    held = statement(imprint("2024", "2024"), "2022-12-12", status="occurred")
    told = [first, same, dated_finely, held]
    found = [entries(story(*told[: count + 1]))[0] for count in range(len(told))]
    assert [entry["SEQUENCE"] for entry in found] == [0, 0, 1, 2]
    assert len({entry["UID"] for entry in found}) == 1
    stamps = [entry.decoded("DTSTAMP") for entry in found]
    assert all(early < late for early, late in pairwise(stamps))
    assert stamps[2] == datetime(2023, 8, 31, tzinfo=UTC)
    assert [entry["STATUS"] for entry in found] == ["TENTATIVE"] * 3 + ["CONFIRMED"]


def test_happenings_of_other_keys_and_publications_have_other_identifiers() -> None:
    stated = statement(imprint("2023", "2023-08"))
    other = Imprint(publication="us-canada", label="2023", published=Period.parse("2023-08"))
    found = entries(story(stated), story(stated, key="2022"), story(statement(other)))
    assert len({entry["UID"] for entry in found}) == 3


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("occurred", "CONFIRMED"), ("ongoing", "CONFIRMED"), ("scheduled", "TENTATIVE"),
        ("postponed", "TENTATIVE"), ("cancelled", "CANCELLED"),
    ],
)  # fmt: skip
def test_a_status_is_that_of_a_calendar(status: str, said: str) -> None:
    (entry,) = entries(story(statement(imprint("2023", "2023-08"), status=status)))
    assert entry["STATUS"] == said


@pytest.mark.parametrize(
    ("recurrence", "bounds", "rule"),
    [
        ("P1Y", "2018-10-02/..", {"FREQ": ["YEARLY"], "INTERVAL": [1]}),
        ("P6Y", "2018-10-02/..", {"FREQ": ["YEARLY"], "INTERVAL": [6]}),
        ("P3M", "2018-10-02/2020-10",
         {"FREQ": ["MONTHLY"], "INTERVAL": [3], "UNTIL": [date(2020, 10, 31)]}),
        ("P2W", "2018-10-02", {"FREQ": ["WEEKLY"], "INTERVAL": [2], "UNTIL": [date(2018, 10, 2)]}),
    ],
)  # fmt: skip
def test_an_event_recurs_where_its_rhythm_and_its_first_day_are_stated(
    recurrence: str, bounds: str, rule: dict[str, Any]
) -> None:
    stated = statement(
        imprint("2023", "2023-08"), None, status="recurring", recurrence=recurrence, bounds=bounds
    )
    (entry,) = entries(story(stated))
    assert dict(entry["RRULE"]) == rule
    assert dated(entry) == (date(2018, 10, 2), date(2018, 10, 3))


@pytest.mark.parametrize(
    ("recurrence", "bounds"),
    [
        ("P1Y", None), ("P1Y", "2018/.."), ("3/P1Y", "2018-10-02/.."), ("P1M", "2018-10-31/.."),
        ("P1Y", "2020-02-29/.."), (None, "2018-10-02/.."), ("P1Y", "../2020-10-02"),
    ],
)  # fmt: skip
def test_a_recurring_event_without_a_rhythm_or_a_first_day_is_left_out(
    recurrence: str | None, bounds: str | None
) -> None:
    stated = statement(
        imprint("2023", "2023-08"), None, status="recurring", recurrence=recurrence, bounds=bounds
    )
    assert entries(story(stated)) == []


def test_an_entry_says_where_it_is_stated() -> None:
    words = "The dialogue, planned for December; it will be held."
    told = statement(imprint("2023", "2023-08", "https://example.org/a,b;c"))
    quoted = Statement(
        imprint=told.imprint,
        event=Event(
            title="Dialogue", status="scheduled", when=Period.parse("2022-12"),
            quote=Quote(Span(4, 12), "dialogue"),
        ),
        sentence=words,
    )  # fmt: skip
    (entry,) = entries(story(quoted))
    assert str(entry["DESCRIPTION"]).split("\n") == [
        "scheduled, Dec. 2022",
        f"“{words}”",
        "us-mexico@2023, published Aug. 2023; characters 4 to 12",
        "Source: https://example.org/a,b;c",
    ]
    assert entry["URL"] == "https://example.org/a,b;c"


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_a_document_says_makes_a_calendar(title: str, source: str) -> None:
    edition = imprint("2023", None, source)
    (entry,) = entries(story(statement(edition, title=title)))
    assert entry.decoded("DTSTAMP") == datetime(1970, 1, 1, tzinfo=UTC)


@given(
    st.sampled_from(
        ["2022", "2022-12", "2022-12-31", "2022-24", "2022-36", "19XX", "201X", "9999", "2022?",
         "2020/2022", "2020-05/..", "../2022-05-01", "[2022-01..2022-03]", "[..2022]",
         "2020-21/2022"]
    )
)  # fmt: skip
def test_the_ends_of_a_date_are_those_of_its_days(edtf: str) -> None:
    period = Period.parse(edtf)
    days = stretch_of(period)
    assert days is not None
    assert period.first <= days[0].toordinal() <= days[1].toordinal() <= period.last
    first, last = written_ends(period)
    for end, day in ((first, period.first), (last, period.last)):
        assert end is None or end.number == day
        assert end is None or date.fromordinal(day).isoformat().startswith(end.iso() or "-")


def test_an_edition_without_a_day_was_issued_at_the_beginning_of_time() -> None:
    assert issue_day(imprint("2023", None)) == EPOCH
    assert issue_day(imprint("2023", "2023-02/..")) == date(2023, 2, 1)


def test_the_calendar_of_a_database_has_every_dated_event(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    done("load", "--sample", "--db", database)
    done("ingest", EXAMPLE, "--db", database)
    said = done("export", "-o", tmp_path / "c.ics", "--db", database).stderr
    found = strictly_read((tmp_path / "c.ics").read_bytes())
    told = done("events", "--all", "--format", "csv", "--db", database).stdout.splitlines()
    assert len(found) == sum(1 for line in told[1:] if line.split(",")[1])
    assert f"; {len(told) - 1 - len(found)} events without a date left out." in said
    assert len({entry["UID"] for entry in found}) == len(found)
    bicentenary = next(each for each in found if "Celebrated the Bicentenary" in each["SUMMARY"])
    assert (bicentenary["SEQUENCE"], bicentenary["STATUS"]) == (1, "CONFIRMED")


def test_a_calendar_of_what_was_known_on_a_day_counts_the_editions_until_then(
    tmp_path: Path,
) -> None:
    database = tmp_path / "a.db"
    done("ingest", EXAMPLE, "--db", database)
    for day, status, sequence in (("2022-12", "TENTATIVE", 0), ("2023-12", "CONFIRMED", 1)):
        done("export", "-o", tmp_path / "c.ics", "--as-of", day, "--db", database)
        found = strictly_read((tmp_path / "c.ics").read_bytes())
        one = next(each for each in found if "Bicentenary" in each["SUMMARY"])
        assert (one["STATUS"], one["SEQUENCE"]) == (status, sequence)


def test_a_calendar_without_events_is_a_calendar() -> None:
    assert entries() == []
    assert calendars.days_of(story(statement(imprint("2023", "2023"), None))) is None
