"""The table of cases of the event rules: which clauses state a dated happening, and its status."""

from __future__ import annotations

import pytest

from extraction import params, read_text, several
from timeline.records import event_record


@pytest.mark.parametrize("row", params("events.tsv", "text", "published"))
def test_row(row: dict[str, str]) -> None:
    found = read_text(row["text"], row["published"] or None).events
    events = [event_record(event) for event in found]
    for field in ("edtf", "status", "kind", "recurrence"):
        assert [event[field] for event in events] == several(row[field]), field
    if row["title"]:
        assert [event["title"] for event in events] == several(row["title"])
