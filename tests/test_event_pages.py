"""The list of events page by page is the list, wherever a page begins; on both engines."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from editions import event, one_happening, snapshot
from timeline.model import Capture, Happening, Statement
from timeline.store import database, writes
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, year_of
from timeline.vocabulary import CORE, MINOR
from timeline.web.event_list import EventList
from timeline.web.paging import ROWS
from timeline.workflow import event_pages
from timeline.workflow import queries as questions

DATES = (
    None, "1998", "2001-05-03", "2001-05-03", "2001-05", "1990/2003", "1990/..", "../1995",
    "1960/2001-05", "[2001..2004]", "2003", "2003-11-11",
)  # fmt: skip
WORDS = ("Port opened", "Ports opened", "Bridge closed", "Council met")
BYTES = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"all": "1"},
    {"from": "2001"},
    {"from": "2001-05-03", "to": "2003", "all": "1"},
    {"to": "2001"},
    {"status": "scheduled"},
    {"status": "recurring"},
    {"kind": "law", "from": "1995"},
    {"status": "cancelled", "kind": "law", "to": "1900"},
    {"q": "port opening"},
    {"q": "port", "from": "2001", "status": "occurred"},
    {"as-of": "2023"},
)


def made(publication: str, count: int) -> Iterator[Happening]:
    dice = random.Random(publication)
    stated_in = replace(snapshot("2022").imprint, publication=publication)
    for number in range(count):
        when = dice.choice(DATES)
        status = dice.choice(("occurred", "scheduled", "cancelled"))
        told = event(dice.choice(WORDS), when, status, dice.choice(("law", "other")))
        if when is None and dice.random() < 0.7:
            bounds = dice.choice((None, Period.parse("2002/2003"), Period.parse("1950/..")))
            told = replace(told, status="recurring", recurrence="P1Y", bounds=bounds)
        told = replace(told, salience=dice.choice((None, CORE, MINOR)))
        newest = Statement(imprint=stated_in, event=told, number=number)
        yield one_happening(newest, key=f"{when}:{number}")


@pytest.fixture
def listed(target: str) -> str:
    with database.writing(target) as connection, connection.begin():
        for slug, count in (("north", 250), ("south", 120)):
            one = snapshot("2022")
            one = replace(one, imprint=replace(one.imprint, publication=slug), sha256="0" * 64)
            writes.add_edition(connection, one, BYTES, text=None, text_key="x", blocks=[])
            writes.replace_happenings(connection, slug, [], made(slug, count))
    return target


def asked(target: str, publication: str | None, query: dict[str, str]) -> list[Happening]:
    return [
        *questions.events(
            target,
            publication=publication,
            since=query.get("from"),
            until=query.get("to"),
            status=query.get("status"),
            kind=query.get("kind"),
            search=query.get("q"),
            as_of=query.get("as-of"),
        )
    ]


def is_minor(happening: Happening) -> bool:
    return happening.newest.event.salience == MINOR


def test_the_pages_of_a_list_are_the_list(listed: str) -> None:
    for query in FILTERS:
        for publication in (None, "north"):
            pages = EventList(listed, publication, query)
            found = asked(listed, publication, query)
            shown = [each for each in found if not (pages.only_core and is_minor(each))]
            read: list[Happening] = []
            for number in range(1, -(-len(shown) // ROWS) + 1):
                read += pages.page(number)
            assert read == shown, (query, publication)


def test_a_page_begins_wherever_its_size_says(listed: str) -> None:
    for since, until in ((None, None), ("2001-05-03", None), ("2001", "2003")):
        wanted = event_pages.list_filter(since=since, until=until, publication="north", core=True)
        whole = [
            *questions.events(listed, since=since, until=until, publication="north", core=True)
        ]
        for size in (1, 3, 7, 50, 1_000):
            starts = event_pages.page_starts(listed, wanted, size)
            pages = [event_pages.events_of_page(listed, wanted, each, size) for each in starts]
            assert [len(page) for page in pages[:-1]] == [size] * (len(pages) - 1)
            assert [each for page in pages for each in page] == whole


def test_the_totals_are_those_of_the_list(listed: str) -> None:
    for query in FILTERS:
        pages = EventList(listed, None, query)
        found = asked(listed, None, query)
        shown = [each for each in found if not (pages.only_core and is_minor(each))]
        totals = pages.totals()
        assert totals.shown == len(shown) == sum(totals.by_status.values())
        assert totals.minor == len(found) - len(shown)
        for status, count in totals.by_status.items():
            assert count == sum(each.newest.event.status == status for each in shown)
        days = [
            day
            for each in shown
            if each.when is not None
            for day in (each.when.first, each.when.last)
            if day not in (OPEN_PAST, OPEN_FUTURE)
        ]
        assert totals.years == ((year_of(min(days)), year_of(max(days))) if days else None)


def test_a_place_in_the_list_passes_over_as_many_events_as_it_says(listed: str) -> None:
    whole = asked(listed, None, {"from": "2001"})
    for offset in (0, 1, 99, 100, 250, len(whole) - 1, len(whole), len(whole) + 5):
        found = questions.events(listed, since="2001", offset=offset, limit=10)
        assert [*found] == whole[offset : offset + 10]
