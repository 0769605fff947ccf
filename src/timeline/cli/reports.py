"""What became of each input, in one line each on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from timeline.cli.common import Settings
from timeline.cli.progress import Progress
from timeline.cli.signals import status_when_told

if TYPE_CHECKING:
    from timeline.edition.outcome import Outcome


class Reporter:
    """Tells outcomes as they come; how a publication was chosen is told once for each."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._told: set[str] = set()
        self.stored = 0

    def __call__(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._settings.fail(str(outcome.error))
            return
        if outcome.note is not None:
            self._settings.note(f"{outcome.where}: {outcome.note}")
            return
        if outcome.archive is not None and outcome.action in ("known", "sighted"):
            return  # the note at the end of an archive counts them
        self.stored += outcome.action not in ("known", "skipped")
        self._settings.note(f"{outcome.where}: {_said(outcome)}")
        for doubt in outcome.doubts:
            self._settings.note(f"{outcome.where}: {doubt}")
        imprint = outcome.imprint
        if outcome.chosen and imprint is not None and imprint.publication not in self._told:
            self._told.add(imprint.publication)
            self._settings.note(
                f"The publication is {imprint.publication!r}, from {outcome.chosen}. "
                "Use --publication to choose another, and --label to choose a label."
            )


@contextmanager
def reporting(settings: Settings, progress: Progress) -> Iterator[Callable[[Outcome], None]]:
    """Yield what tells each outcome and counts it.

    Raises click.exceptions.Exit where the process is told to end: all that was told is stored.
    """
    reporter = Reporter(settings)

    def report(outcome: Outcome) -> None:
        progress.clear()
        reporter(outcome)
        progress.step()

    try:
        yield report
    except BaseException as error:
        if (told := status_when_told(error)) is None:
            raise
        progress.clear()
        count = _number(reporter.stored, "edition")
        settings.say(f"Interrupted: {count} stored. Run the same command again to continue.")
        raise click.exceptions.Exit(told) from None


def _said(outcome: Outcome) -> str:
    imprint = outcome.imprint
    if imprint is None:
        return "skipped: not a file of this kind."
    name = imprint.reference
    match outcome.action:
        case "known":
            return f"already stored as {name}; nothing changed."
        case "sighted":
            return f"same text as {name}; stored as another capture of it."
        case "updated" if outcome.was is not None:
            return _update(outcome)
        case action:
            date = imprint.published.edtf if imprint.published else None
            dated = f"published {date}" if date else "undated; use --published to date it"
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
        changes.append("its details")
    return f"already stored; updated {new.reference}: {', '.join(changes)}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def status(outcomes: Sequence[Outcome]) -> int:
    """Return the exit status: 0, or the highest of the errors."""
    return max((o.error.exit_status for o in outcomes if o.error is not None), default=0)
