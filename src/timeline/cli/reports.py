"""What became of each input, in one line each on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.cli.common import Settings

if TYPE_CHECKING:
    from timeline.workflow.storing import Outcome


class Reporter:
    """Tells outcomes as they come; how a publication was chosen is told once for each."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._told: set[str] = set()

    def __call__(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._settings.fail(str(outcome.error))
            return
        self._settings.note(f"{outcome.where}: {_said(outcome)}")
        for doubt in outcome.doubts:
            self._settings.note(f"{outcome.where}: {doubt}")
        imprint = outcome.imprint
        if outcome.chosen and imprint is not None and imprint.publication not in self._told:
            self._told.add(imprint.publication)
            self._settings.note(
                f"The publication is {imprint.publication!r}, after {outcome.chosen}; "
                "choose another with --publication, and a label with --label."
            )


def _said(outcome: Outcome) -> str:
    imprint = outcome.imprint
    if imprint is None:
        return "left aside, not a file of this kind."
    name = imprint.reference
    match outcome.action:
        case "known":
            return f"already stored as {name}, nothing changed."
        case "sighted":
            return f"the same text as {name}: no change, kept as another capture of it."
        case "updated" if outcome.was is not None:
            return _update(outcome)
        case action:
            date = imprint.published.edtf if imprint.published else None
            dated = f"published {date}" if date else "undated, --published gives it a date"
            held = f"{_number(outcome.figures, 'figure')}, {_number(outcome.events, 'event')}"
            return f"{action} as {name} ({dated}): {held}."


def _update(outcome: Outcome) -> str:
    old, new = outcome.was, outcome.imprint
    if old is None or new is None:
        return ""
    before = old.published.edtf if old.published else "undated"
    after = new.published.edtf if new.published else "undated"
    changes = [f"published {before} -> {after}"] if before != after else []
    if old.reference != new.reference:
        changes.append(f"{old.reference} -> {new.reference}")
    if not changes:
        changes.append("what is said about it")
    return f"known bytes, updated {new.reference}: {', '.join(changes)}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def status(outcomes: Sequence[Outcome]) -> int:
    """Return the exit status: 0, or the highest of the errors."""
    return max((o.error.exit_status for o in outcomes if o.error is not None), default=0)
