"""Events as a calendar (iCalendar, RFC 5545): whole days, and nothing that the clock says.

The identifier of an event is that of its happening, so that a calendar that is written again brings
an event up to date; SEQUENCE counts the editions that changed it, and DTSTAMP is the day by which
its newest edition was published. A month or a year is an interval, an open end is not filled in. An
event recurs only where its first day and its rhythm are stated. What has no date is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from timeline.changes import event_change
from timeline.formats.calendar_days import day_of, issue_day, single_day, stretch_of
from timeline.formats.display import visible
from timeline.formats.evidence import address, evidence_lines, story_id, write_date
from timeline.model import UNCHANGED, Event, Story
from timeline.values import Period

if TYPE_CHECKING:
    import icalendar

_STATUSES: Final = {
    "occurred": "CONFIRMED", "ongoing": "CONFIRMED", "recurring": "CONFIRMED",
    "scheduled": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED",
}  # fmt: skip
_RHYTHM: Final = re.compile(r"P([1-9]\d{0,3})([YMWD])")
_FREQUENCIES: Final = {"Y": "YEARLY", "M": "MONTHLY", "W": "WEEKLY", "D": "DAILY"}


def write(stories: Iterable[Story]) -> Iterator[bytes]:
    """Yield the bytes of a calendar, its lines folded and ended by CR LF."""
    import icalendar  # late: only this format needs it

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//timeline-editions//timeline//EN")
    calendar.add("version", "2.0")
    told = list(stories)
    name = ", ".join(sorted({each.happening.newest.imprint.publication for each in told}))
    for kind in ("name", "x-wr-calname"):  # that of RFC 7986, and the one that programs know
        calendar.add(kind, name or "timeline")
    for story in told:
        days = days_of(story)
        if days is not None:
            calendar.add_component(_entry(icalendar.Event(), story, *days))
    yield calendar.to_ical()


def days_of(story: Story) -> tuple[date, date] | None:
    """Return the first and the last day of an event, both inclusive, None where it has no date.

    What only recurs has the day on which it began.
    """
    event, when = story.happening.newest.event, story.happening.when
    if when is not None:
        return stretch_of(when)
    first = _first_time(event)
    return None if first is None or _rule(event) is None else (first, first)


def revisions_of(story: Story) -> int:
    """Count the editions that say something else of an event than the one before them."""
    told = [each for each in story.statements if each.imprint.label not in story.unplaced]
    return sum(event_change(old.event, new.event)[0] != UNCHANGED for old, new in pairwise(told))


def _entry(entry: icalendar.Event, story: Story, first: date, last: date) -> icalendar.Event:
    from uuid import NAMESPACE_URL, uuid5  # late: only this format needs it

    statement = story.happening.newest
    event = statement.event
    source = address(statement.imprint)
    properties: dict[str, Any] = {
        "uid": str(uuid5(NAMESPACE_URL, story_id(story))),
        "sequence": revisions_of(story),
        "dtstamp": datetime.combine(issue_day(statement.imprint), time(), UTC),
        "dtstart": first,
        "dtend": last + timedelta(days=1) if last < date.max else None,
        "summary": visible(event.title),
        "description": "\n".join(_description(story)),
        "status": _STATUSES[event.status],
        "categories": [event.kind],
        "transp": "TRANSPARENT",
        "url": source,
        "rrule": _rule(event) if first == last else None,
    }
    for name, value in properties.items():
        if value is not None:
            entry.add(name, value)
    return entry


def _description(story: Story) -> Iterator[str]:
    """Yield when it is and what became of it as the edition has it, and where that stands."""
    event, when = story.happening.newest.event, write_date(story)
    yield event.status if when is None else f"{event.status}, {when}"
    yield from evidence_lines(story.happening.newest)


def _first_time(event: Event) -> date | None:
    """Return the day on which a recurring event is first held, None where no edition names it."""
    for period in (event.when, event.bounds):
        if period is not None:
            return single_day(period.edtf.split("/")[0])
    return None


def _rule(event: Event) -> dict[str, Any] | None:
    """Return how an event recurs, None where its rhythm or its first day is not stated.

    "3/P1Y", three times a year, has no rhythm. On the 29th to the 31st nothing recurs monthly, nor
    on 29 February yearly: a calendar would leave those out that the document does not.
    """
    first, rhythm = _first_time(event), _RHYTHM.fullmatch(event.recurrence or "")
    if first is None or rhythm is None:
        return None
    if (rhythm[2] == "M" and first.day > 28) or (first.month, first.day) == (2, 29):
        return None
    rule: dict[str, Any] = {"freq": _FREQUENCIES[rhythm[2]], "interval": int(rhythm[1])}
    until = _last_time(event.bounds)
    return rule if until is None else rule | {"until": until}


def _last_time(bounds: Period | None) -> date | None:
    return None if bounds is None else day_of(bounds.last)
