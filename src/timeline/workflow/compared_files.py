"""Files to be compared: each with the date of its own, and whether their order fits those dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from timeline.decode import snapshotfile
from timeline.errors import BadValueError
from timeline.model import Delta, Snapshot
from timeline.sources import files
from timeline.sources.files import Listed, Place

UNKNOWN: Final = "unknown"
"""What users write for a date that nobody knows."""
_OPTION: Final = "--published"
Days = tuple[int, int]


def is_document(name: str) -> bool:
    """Tell whether the name of a file is that of a document, and not of a snapshot file."""
    return Path(name).suffix.lower() != ".json"


def assign_dates(
    documents: tuple[bool, bool], published: Sequence[str]
) -> tuple[str | None, str | None]:
    """Return which of some dates is that of the older side, and which of the newer.

    `documents` tells which side is one: nothing else is dated here. Raises BadValueError.
    """
    if not published:
        return None, None
    if len(published) != sum(documents):
        count = f"date{'s' if len(published) > 1 else ''}"
        expected = {
            0: f"a {count} of these: only documents are dated so. "
            "Use 'timeline amend' for a stored edition",
            1: "one date, and there is one document to date",
            2: "enough for two documents. Give it twice, first for BEFORE, then for AFTER",
        }[sum(documents)]
        raise BadValueError(_OPTION, " ".join(published), expected)
    dates = iter(published)
    old, new = (next(dates) if each else None for each in documents)
    return old, new


def read_file(name: str, published: str | None = None) -> Snapshot:
    """Return what a snapshot file or a document states, dated by a user or by its own words.

    `published` is EDTF, or says that the date is unknown. Raises UsageError, RefusedError.
    """
    if not is_document(name):
        return snapshotfile.decode(files.read(Place(path=name), files.SNAPSHOT))
    from timeline.edition import metadata  # late: stored editions are compared without it
    from timeline.workflow import extract

    (place,) = files.documents(name).places
    if published == UNKNOWN:
        listed = replace(place.listed or Listed(), undated=True, published=None)
        place, published = replace(place, listed=listed), None
    given = metadata.parse_stated(None, published, None, None)
    return extract.edition(place, given, own_date=True)[0]


# ---------------------------------------------------------------- which one is older


def doubt_order(delta: Delta, before: str, after: str) -> str | None:
    """Return what is to be said of the order of two sides, given as the user named them.

    That it is turned, or that nobody tells it; None where it is the order of their dates.
    """
    old, new = _days(delta.before), _days(delta.after)
    if old is not None and new is not None:
        if new[1] < old[0]:
            return (
                f"{after} is older than {before}, so the changes run backwards. "
                f"To tell them forwards: timeline diff {after} {before}"
            )
        if old[1] < new[0]:
            return None
    undated = [
        name
        for name, side in ((before, delta.before), (after, delta.after))
        if side.imprint.published is None and side.imprint.label.startswith("undated-")
    ]
    if not undated or delta.before.sha256 == delta.after.sha256:
        return None
    who = f"neither {before} nor {after} says" if len(undated) > 1 else f"{undated[0]} does not say"
    return (
        f"{who} when it was published, so {before} is taken for the older one. "
        f"To date a document: {_OPTION} EDTF"
    )


def _days(side: Snapshot) -> Days | None:
    """Return the first and last day on which a side can have been published, by what it states.

    Without a date of publication that is the one date of its title, else the days of writing.
    """
    if side.imprint.published is not None:
        return side.imprint.published.first, side.imprint.published.last
    title = next((p for p in side.passages if p.kind == "heading"), None)
    if title is not None:
        dates = [
            date.edtf for date in side.dates
            if date.edtf is not None and title.quote.span.start <= date.quote.span.start
            and date.quote.span.end <= title.quote.span.end
        ]  # fmt: skip
        if len(dates) == 1:
            return dates[0].first, dates[0].last
    return None if side.written is None else (side.written.first, side.written.last)
