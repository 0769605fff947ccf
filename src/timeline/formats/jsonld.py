"""Events as JSON-LD in the words of schema.org.

The context stands inside the file, so that no reader has to fetch one.
`startDate` has the precision that is printed ("2023-09"), and is left out where ISO 8601 has none
for it. Each event cites the sentence and the edition that state it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from timeline.formats.calendar_days import written_ends
from timeline.formats.evidence import address, edition_id, story_id, write_date
from timeline.formats.jsonlists import dumps
from timeline.model import Imprint, Statement, Story
from timeline.values import Period

SCHEMA: Final = "https://schema.org/"
CONTEXT: Final = {
    "@vocab": SCHEMA,
    "eventStatus": {"@type": "@id"},
    "url": {"@type": "@id"},
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
    "datePublished": {"@type": "Date"},
}
_STATUSES: Final = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def write(stories: Iterable[Story]) -> Iterator[str]:
    """Yield the JSON-LD of events, dated or not."""
    graph = [_event(story) for story in stories]
    yield dumps({"@context": CONTEXT, "@graph": graph}, indent=2) + "\n"


def _event(story: Story) -> dict[str, Any]:
    statement, when = story.happening.newest, story.happening.when
    start, end = _dates(when)
    return _stated(
        {
            "@type": "Event",
            "@id": story_id(story),
            "name": statement.event.title,
            "startDate": start,
            "endDate": end,
            "temporalCoverage": None if when is None else when.edtf,
            "eventStatus": SCHEMA + _STATUSES.get(statement.event.status, "EventScheduled"),
            "description": ", ".join(filter(None, (statement.event.status, write_date(story)))),
            "keywords": statement.event.kind,
            "subjectOf": _quotation(statement),
        }
    )


def _quotation(statement: Statement) -> dict[str, Any]:
    """Return the words that state an event, as part of their edition."""
    stated = statement.event.quote
    return _stated(
        {
            "@type": "Quotation",
            "text": statement.sentence or (None if stated is None else stated.text),
            "isPartOf": _edition(statement.imprint),
        }
    )


def _edition(imprint: Imprint) -> dict[str, Any]:
    return _stated(
        {
            "@type": "CreativeWork",
            "@id": edition_id(imprint),
            "name": imprint.title or imprint.reference,
            "version": imprint.label,
            "datePublished": _dates(imprint.published)[0],
            "creditText": imprint.source,
            "url": address(imprint),
        }
    )


def _dates(when: Period | None) -> tuple[str | None, str | None]:
    """Return the first and the last date of a period, None where there is none to write."""
    ends = (None, None) if when is None else written_ends(when)
    first, last = (None if end is None else end.iso() for end in ends)
    return first, last


def _stated(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}
