"""Events as JSON for TimelineJS: each a slide, with its date as printed and where it is stated.

A year stays a year; what has no date is left out. Texts are escaped: TimelineJS reads them as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.formats.calendar_days import WrittenDate, written_ends
from timeline.formats.display import visible
from timeline.formats.evidence import address, evidence_lines, story_id, write_date
from timeline.formats.jsonlists import dumps
from timeline.formats.webpage import escape
from timeline.model import Story
from timeline.values import Period


def write(stories: Iterable[Story]) -> Iterator[str]:
    """Yield the JSON of a timeline with a slide a dated event."""
    slides = [_slide(story, when) for story in stories if (when := story.happening.when)]
    yield dumps({"scale": "human", "events": slides}, indent=2) + "\n"


def _slide(story: Story, when: Period) -> dict[str, Any]:
    statement = story.happening.newest
    event = statement.event
    dates = [_date(each) for each in written_ends(when) if each is not None]
    source = address(statement.imprint)
    told = [f"<p>{escape(line)}</p>" for line in evidence_lines(statement)]
    if source is not None:
        told[-1] = f'<p><a href="{escape(source)}">{escape(source)}</a></p>'
    return {
        **dict(zip(("start_date", "end_date"), dates, strict=False)),
        "display_date": write_date(story) or "",
        "text": {"headline": escape(visible(event.title)), "text": "".join(told)},
        "group": event.status,
        "unique_id": story_id(story),
        "autolink": False,
    }


def _date(written: WrittenDate) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), written.numbers(), strict=False))
