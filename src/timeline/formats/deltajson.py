"""A delta as JSON: the delta contract, with the full record of each item that a row is about.

As JSON lines there is one row a line, with what it is about and the two editions it compares;
the revisions follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from timeline.formats.deltarows import CHANGES, DeltaRow, Wanted, rows
from timeline.formats.jsonlists import dumps
from timeline.model import Change, Delta, Passage, PassageChange, Snapshot
from timeline.records import (
    DELTA_SCHEMA,
    Record,
    event_record,
    figure_record,
    imprint_record,
    passage_record,
    revision_record,
)

T = TypeVar("T")

_RECORDS: Final[dict[str, Callable[[Any], Record]]] = {
    "figure": figure_record,
    "event": event_record,
}


def record(delta: Delta, wanted: Wanted = CHANGES) -> Record:
    """Return a delta in the keys and order of the contract; `summary` always counts all rows."""
    return {
        "schema": DELTA_SCHEMA,
        "before": _edition(delta.before),
        "after": _edition(delta.after),
        "summary": delta.summary(),
        "figures": [_change(r, figure_record) for r in delta.figures if wanted.shows(r)],
        "events": [_change(r, event_record) for r in delta.events if wanted.shows(r)],
        "passages": [_passage(row) for row in delta.passages if wanted.shows(row)],
        "revisions": [revision_record(revision) for revision in delta.revisions],
    }


def write(delta: Delta, wanted: Wanted = CHANGES) -> str:
    """Return a delta as indented JSON."""
    return dumps(record(delta, wanted), indent=2) + "\n"


def lines(delta: Delta, wanted: Wanted = CHANGES) -> str:
    """Return one JSON object a row and line; nothing where no row is printed."""
    revised = (
        {**_about("revision", delta.before, delta.after), **revision_record(revision)}
        for revision in delta.revisions
    )
    told = (*map(_line, rows(delta, wanted)), *revised)
    return "".join(f"{dumps(row)}\n" for row in told)


def _line(row: DeltaRow) -> Record:
    return {**_about(row.about, row.before.snapshot, row.after.snapshot), **_row(row)}


def _about(about: str, before: Snapshot, after: Snapshot) -> Record:
    return {
        "about": about,
        "before_edition": before.imprint.reference,
        "after_edition": after.imprint.reference,
    }


def _row(row: DeltaRow) -> Record:
    change: Any = row.change
    if isinstance(change, PassageChange):
        return _passage(change)
    return _change(change, _RECORDS[row.about])


def _edition(snapshot: Snapshot) -> Record:
    return {
        **imprint_record(snapshot.imprint),
        "written": None if snapshot.written is None else snapshot.written.edtf,
        "doc": snapshot.doc,
        "sha256": snapshot.sha256,
    }


def _change(row: Change[T], of: Callable[[T], Record]) -> Record:
    return {
        "change": row.change,
        "flags": list(row.flags),
        "fields": {name: [old, new] for name, old, new in row.fields},
        "before": None if row.before is None else of(row.before),
        "after": None if row.after is None else of(row.after),
        "score": row.score,
        "reason": row.reason,
    }


def _passage(row: PassageChange) -> Record:
    return {
        "change": row.change,
        "noise": row.noise,
        "before": [_place(passage) for passage in row.before],
        "after": [_place(passage) for passage in row.after],
        "words": [{"mark": mark, "old": old, "new": new} for mark, old, new in row.words],
    }


def _place(passage: Passage) -> dict[str, Any]:
    whole = passage_record(passage)
    return {key: whole[key] for key in ("start", "end", "text", "kind", "path")}
