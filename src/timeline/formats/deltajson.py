"""A delta as JSON: the delta contract, with the full record of each item that a row is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from timeline.formats.jsonlists import dumps
from timeline.model import (
    NOT_COVERED,
    UNCHANGED,
    Change,
    Delta,
    Passage,
    PassageChange,
    Snapshot,
)
from timeline.records import (
    DELTA_SCHEMA,
    Record,
    event_record,
    figure_record,
    imprint_record,
    passage_record,
)

T = TypeVar("T")

QUIET: Final = frozenset({UNCHANGED, NOT_COVERED})
"""The changes that are only counted unless everything is asked for."""


def record(delta: Delta, everything: bool = False) -> Record:
    """Return a delta in the keys and order of the contract; `summary` always counts all rows."""
    return {
        "schema": DELTA_SCHEMA,
        "before": _edition(delta.before),
        "after": _edition(delta.after),
        "summary": delta.summary(),
        "figures": [
            _change(row, figure_record)
            for row in delta.figures
            if everything or row.change not in QUIET
        ],
        "events": [
            _change(row, event_record)
            for row in delta.events
            if everything or row.change not in QUIET
        ],
        "passages": [
            _passage(row) for row in delta.passages if everything or row.change not in QUIET
        ],
    }


def write(delta: Delta, everything: bool = False) -> str:
    """Return a delta as indented JSON."""
    return dumps(record(delta, everything), indent=2) + "\n"


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
        "before": [_place(passage) for passage in row.before],
        "after": [_place(passage) for passage in row.after],
        "words": [{"mark": mark, "old": old, "new": new} for mark, old, new in row.words],
    }


def _place(passage: Passage) -> dict[str, Any]:
    whole = passage_record(passage)
    return {key: whole[key] for key in ("start", "end", "text", "kind", "path")}
