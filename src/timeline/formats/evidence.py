"""Where an event is stated, in words and as an address, for files of other programs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from timeline.formats.display import cite_edition, visible, write_event_date
from timeline.formats.tables import origin
from timeline.model import Imprint, Statement, Story

TAG: Final = "tag:timeline-editions,2026:"
"""What the identifiers begin with: tag URIs (RFC 4151) of this program, whatever its version."""
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def edition_id(imprint: Imprint) -> str:
    """Return the identifier of an edition: "tag:timeline-editions,2026:us-mexico@2023"."""
    return TAG + quote(imprint.reference, safe="@")


def story_id(story: Story) -> str:
    """Return the identifier of a happening, by its publication and its key."""
    happening = story.happening
    return TAG + quote(f"{happening.newest.imprint.publication}/{happening.key}", safe="/:")


def address(imprint: Imprint) -> str | None:
    """Return the address that an edition comes from, None where its source is none."""
    source = imprint.source or ""
    return source if _ADDRESS.fullmatch(source) and source.isascii() else None


def write_date(story: Story) -> str | None:
    """Return when an event is, as the edition says that has the finest date; None for no date."""
    return write_event_date(replace(story.happening.newest.event, when=story.happening.when))


def evidence_lines(statement: Statement) -> tuple[str, ...]:
    """Return the words of the document, the edition that has them, and where that comes from."""
    imprint, stated = statement.imprint, statement.event.quote
    words = statement.sentence or (None if stated is None else stated.text)
    edition = cite_edition(imprint)
    if stated is not None:
        edition += f"; characters {stated.span.start} to {stated.span.end}"
    else:
        edition += f"; {origin(statement.event)}"
    return (
        *([] if words is None else [f"“{visible(words)}”"]),
        edition,
        *([] if imprint.source is None else [f"Source: {visible(imprint.source)}"]),
    )
