"""What a reader of the newest editions should check: overdue, carried over, contradictory."""

from __future__ import annotations

from typing import Final

from timeline.chronology import CONTRADICTION, OVERDUE, STALE
from timeline.edition.given_dates import period_given
from timeline.formats.findings import FINDINGS, grounds
from timeline.formats.jsonlists import array
from timeline.model import Finding
from timeline.values import day_text
from timeline.web import findings
from timeline.web.memory import remembered
from timeline.web.page import File, Page, Question
from timeline.web.wording import write_command
from timeline.workflow import queries, status

_KINDS: Final = (OVERDUE, STALE, CONTRADICTION)


def build(asked: Question) -> Page:
    """Return the page of findings. Raises BadValueError, PublicationNotFoundError."""
    publication, on = asked.publication, asked.get("on")
    day = period_given("on", on)
    today = asked.today if day is None else day.first
    found = remembered(
        asked.database,
        ("status", publication, today),
        lambda: status.status(asked.database, publication=publication, today=day_text(today)),
    )
    by_kind = {kind: [each for each in found if each.about == kind] for kind in _KINDS}
    by_kind[OVERDUE].sort(key=findings.due)
    return Page(
        template="status.html",
        title="To check",
        values={
            "by_kind": by_kind,
            "day": today,
            "on": on or "",
            "publication": publication,
            "publications": queries.publications(asked.database),
        },
        files={
            "json": File("application/json", lambda: array(FINDINGS, grounds(_ordered(by_kind))))
        },
        command=write_command(
            "status", options={"today": day_text(today), "publication": publication}
        ),
    )


def _ordered(by_kind: dict[str, list[Finding]]) -> list[Finding]:
    return [each for kind in _KINDS for each in by_kind[kind]]
