"""What became of an input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from timeline.errors import TimelineError
from timeline.model import Imprint

STORED, REPLACED, UPDATED, SIGHTED, KNOWN, REFUSED = (
    "stored", "replaced", "updated", "sighted", "known", "refused",
)  # fmt: skip
SUMMARY: Final = "summary"
SKIPPED: Final = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one input.

    `action` is stored, replaced (it took a label from other content), updated (known bytes,
    something new said of them), sighted (known text in other bytes), known or refused; `was` the
    reference of an updated edition before; `doubts` tell what is odd about its date; `error` says
    why an input was refused; `archive` is the file or repository that holds the input with others,
    and `note` sums up what became of them.
    """

    where: str
    action: str
    imprint: Imprint | None = None
    was: Imprint | None = None
    chosen: str | None = None
    figures: int = 0
    events: int = 0
    doubts: tuple[str, ...] = ()
    error: TimelineError | None = None
    archive: str | None = None
    note: str | None = None
