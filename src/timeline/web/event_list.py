"""What a chronology lists: how many events there are, and those of a page.

Most lists are read off the indexes of the database. One of what has some words, or of what was
known on a day, is found as a whole, and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.model import EventCount, FoundEvent, Happening
from timeline.store.happening_pages import ListFilter, PageStart
from timeline.values import OPEN_FUTURE, OPEN_PAST, year_of
from timeline.vocabulary import MINOR, STATUSES
from timeline.web.memory import remembered
from timeline.web.paging import ROWS
from timeline.workflow import event_pages, queries


@dataclass(frozen=True, slots=True)
class EventTotals:
    """How many happenings there are: all that are shown, the minor ones left out, by status."""

    shown: int
    minor: int
    by_status: Mapping[str, int]
    years: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class EventList:
    """The events of a publication, None for all, that the filters of an address ask for."""

    database: str
    publication: str | None
    query: Mapping[str, str]

    @property
    def only_core(self) -> bool:
        """Tell whether minor events are left out; a list of what recurs holds nothing else."""
        return "all" not in self.query and self.query.get("status") != "recurring"

    def totals(self) -> EventTotals:
        """Count the events. Raises BadValueError for a date, PublicationNotFoundError."""
        return remembered(self.database, ("totals", *self._named()), self._totals)

    def page(self, number: int) -> tuple[Happening, ...]:
        """Return the events of a page that there is, by its number from 1."""
        here = slice((number - 1) * ROWS, number * ROWS)
        if "as-of" in self.query:
            listed = [h for h, found in self._known() if self._lists(found)]
            return tuple(listed[here])
        if "q" in self.query:
            matches = [*filter(self._lists, self._matches())]
            return event_pages.events_at(self.database, matches[here])
        start = PageStart() if number == 1 else self._starts()[number - 1]
        return event_pages.events_of_page(self.database, self._filter(), start, ROWS)

    def all(self, *, core: bool) -> Iterator[Happening]:
        """Yield all of them, the core ones alone or the minor ones too."""
        query = self.query
        return queries.events(
            self.database,
            since=query.get("from"),
            until=query.get("to"),
            publication=self.publication,
            status=query.get("status"),
            kind=query.get("kind"),
            search=query.get("q"),
            as_of=query.get("as-of"),
            core=core,
        )

    def _totals(self) -> EventTotals:
        if "as-of" in self.query:
            counts = [_count(found) for _, found in self._known()]
        elif "q" in self.query:
            counts = [_count(each) for each in self._matches()]
        else:
            counts = [*event_pages.count_events(self.database, self._filter())]
        shown = [each for each in counts if not (each.minor and self.only_core)]
        by_status = {
            status: count
            for status in STATUSES
            if (count := sum(each.count for each in shown if each.status == status))
        }
        total = sum(each.count for each in shown)
        minor = sum(each.count for each in counts) - total
        return EventTotals(total, minor, by_status, _years(shown))

    def _named(self) -> tuple[object, ...]:
        return self.publication, *sorted(self.query.items())

    def _filter(self) -> ListFilter:
        return event_pages.list_filter(
            since=self.query.get("from"),
            until=self.query.get("to"),
            publication=self.publication,
            status=self.query.get("status"),
            kind=self.query.get("kind"),
            core=self.only_core,
        )

    def _starts(self) -> tuple[PageStart, ...]:
        return remembered(
            self.database,
            ("starts", *self._named()),
            lambda: event_pages.page_starts(self.database, self._filter(), ROWS),
            len,
        )

    def _matches(self) -> tuple[FoundEvent, ...]:
        return remembered(
            self.database,
            ("matches", *self._named()),
            lambda: event_pages.matching_events(self.database, self._filter(), self.query["q"]),
            len,
        )

    def _known(self) -> tuple[tuple[Happening, FoundEvent], ...]:
        return remembered(
            self.database,
            ("known", *self._named()),
            lambda: tuple((each, _found(each)) for each in self.all(core=False)),
            len,
        )

    def _lists(self, found: FoundEvent) -> bool:
        return not (found.minor and self.only_core)


def _found(happening: Happening) -> FoundEvent:
    when, newest = happening.when, happening.newest
    first, last = (None, None) if when is None else (when.first, when.last)
    return FoundEvent(
        publication=newest.imprint.publication,
        key=happening.key,
        first=first,
        last=last,
        status=newest.event.status,
        minor=newest.event.salience == MINOR,
    )


def _count(found: FoundEvent) -> EventCount:
    ends = (found.first, found.last)
    days = [day for day in ends if day not in (None, OPEN_PAST, OPEN_FUTURE)]
    return EventCount(
        status=found.status,
        minor=found.minor,
        count=1,
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _years(counts: list[EventCount]) -> tuple[int, int] | None:
    """Return the first and the last year of what has a date that is not open."""
    firsts = [each.first for each in counts if each.first is not None]
    lasts = [each.last for each in counts if each.last is not None]
    return (year_of(min(firsts)), year_of(max(lasts))) if firsts and lasts else None
