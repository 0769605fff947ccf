"""The closed lists of words that options offer, apart from the model, so that help starts fast."""

from __future__ import annotations

from typing import Final

KINDS_OF_FIGURE: Final = ("level", "count", "share", "rank", "change", "duration", "rate")
KINDS_OF_EVENT: Final = (
    "meeting", "programme", "treaty", "agreement", "initiative", "institution", "law",
    "appropriation", "investment", "membership", "anniversary", "statistic-milestone", "other",
)  # fmt: skip
CORE: Final = "core"
MINOR: Final = "minor"
SALIENCES: Final = (CORE, MINOR)
"""How much an event matters to a chronology: minor is what recurs, runs on, or is background."""
CLAUSE: Final = "clause"
SENTENCE: Final = "sentence"
HEADING: Final = "heading"
PLACES_OF_MEASURE: Final = (CLAUSE, SENTENCE, HEADING)
"""Where the words of a measure stand, the nearest first: see `timeline schema`."""
STATUSES: Final = ("occurred", "scheduled", "ongoing", "recurring", "postponed", "cancelled")

EVERY: Final = ("day", "week", "month", "year")
"""Of which the first capture can be taken alone."""
FINDINGS: Final = ("overdue", "stale", "contradiction")
"""What a status tells of."""
SUBJECTS: Final = ("figures", "events", "passages")
"""What a delta tells of."""
SEARCHED: Final = ("figure", "event", "passage")
"""What a search in the whole store finds, in the order in which equals are listed."""
CHANGES: Final = (
    "added", "cancelled", "changed", "coarsened", "corrected", "dropped", "merged", "moved",
    "not-covered", "occurred", "redated", "refined", "removed", "requalified", "rescheduled",
    "rescoped", "restated", "reworded", "rounded", "split", "unchanged", "unit-changed", "updated",
)  # fmt: skip
"""The names of changes, of figures, events and passages."""

CLAIMANTS: Final = (
    "user", "editions.json", "name", "structured-data", "meta", "byline", "commit", "capture",
)  # fmt: skip
"""Who states a date of publication: the first of these that does is believed."""

NOISES: Final = ("chrome", "typography")
"""What differs between two editions and is no change of the document."""
