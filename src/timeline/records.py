"""Values as flat records of the extraction contract, and back.

One place knows how a value is written: decimals as digits, periods as EDTF, no nesting. The
store's columns, the JSON of `extract` and of snapshot files, CSV and the comparison of two items
all read these records, so a field added here reaches them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from timeline.measurement import in_base
from timeline.model import (
    DateExpression,
    Diagnostic,
    Event,
    Figure,
    Imprint,
    Passage,
    Quote,
    Revision,
    Snapshot,
    Span,
)
from timeline.values import Period, Quantity, decimal_text, parse_decimal

Record = dict[str, Any]

SNAPSHOT_SCHEMA: Final = "timeline/snapshot/1.1"
DELTA_SCHEMA: Final = "timeline/delta/1.1"
SNAPSHOT_SCHEMAS: Final = ("timeline/snapshot/1", SNAPSHOT_SCHEMA)
"""The versions of the contract that are read; the last is the one that is written."""

PLACE: Final = ("start", "end", "text", "passage", "rules")
"""The keys that say where and how an item was found."""
JUDGED: Final = ("measure_from", "salience")
"""The keys that rate an item. They and `PLACE` are no content: all others are."""


def _edtf(period: Period | None) -> str | None:
    return None if period is None else period.edtf


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else decimal_text(number)


def _place(quote: Quote | None) -> Record:
    if quote is None:
        return {"start": None, "end": None, "text": None}
    return {"start": quote.span.start, "end": quote.span.end, "text": quote.text}


def figure_record(figure: Figure) -> Record:
    """Return a figure in the keys and order of the contract."""
    quantity = figure.quantity
    return {
        **_place(figure.quote),
        "value": decimal_text(quantity.value),
        "value_high": _digits(quantity.value_high),
        "low": _digits(quantity.low),
        "high": _digits(quantity.high),
        "step": decimal_text(quantity.step),
        "unit": quantity.unit,
        "unit_text": figure.unit_text,
        "per": quantity.per,
        "qualifier": quantity.qualifier,
        "direction": figure.direction,
        "base": figure.base,
        "kind": figure.kind,
        "measure": figure.measure,
        "measure_from": figure.measure_from,
        "scope": figure.scope,
        "whole": figure.whole,
        "subject": figure.subject,
        "counterpart": figure.counterpart,
        "period": _edtf(figure.period),
        "period_text": figure.period_text,
        "as_of": _edtf(figure.as_of),
        "source": figure.source,
        "passage": figure.passage,
        "rules": list(figure.rules),
    }


def revision_record(revision: Revision) -> Record:
    """Return a revision in the keys and order of the contract: both values in one unit.

    A fall is below zero where the other edition states a rise.
    """
    old, new = revision.before.quantity, revision.after.quantity
    values = [old.value, new.value]
    unit = new.unit
    if old.unit != new.unit:
        values = [in_base(each.value, each.unit)[0] for each in (old, new)]
        unit = in_base(new.value, new.unit)[1]
    if revision.before.direction != revision.after.direction:
        values = [
            -value if figure.direction == "down" else value
            for value, figure in zip(values, (revision.before, revision.after), strict=True)
        ]
    return {
        "series": revision.series,
        "measure": revision.after.measure,
        "unit": unit,
        "period": _edtf(revision.after.period or revision.after.as_of),
        "before": decimal_text(values[0]),
        "after": decimal_text(values[1]),
        "basis": None if revision.basis is None else list(revision.basis),
    }


def event_record(event: Event) -> Record:
    """Return an event in the keys and order of the contract."""
    return {
        **_place(event.quote),
        "title": event.title,
        "edtf": _edtf(event.when),
        "precision": None if event.when is None else event.when.precision,
        "status": event.status,
        "kind": event.kind,
        "salience": event.salience,
        "actors": list(event.actors),
        "recurrence": event.recurrence,
        "bounds": _edtf(event.bounds),
        "passage": event.passage,
        "rules": list(event.rules),
    }


def date_record(date: DateExpression) -> Record:
    """Return a temporal expression in the keys and order of the contract."""
    ends = [{"start": e.span.start, "end": e.span.end, "value": e.value} for e in date.endpoints]
    return {
        **_place(date.quote),
        "type": date.type,
        "value": date.value,
        "edtf": _edtf(date.edtf),
        "resolved": _edtf(date.resolved),
        "endpoints": ends or None,
        "rule": date.rule,
    }


def passage_record(passage: Passage) -> Record:
    """Return a passage in the keys and order of the contract."""
    return {
        **_place(passage.quote),
        "kind": passage.kind,
        "path": list(passage.path),
        "labels": list(passage.labels),
    }


def _located(passage: Passage) -> Record:
    """Return a passage with where it is in its capture, which a plain text leaves out."""
    where = {} if passage.locator is None else {"locator": passage.locator}
    return passage_record(passage) | where


def diagnostic_record(diagnostic: Diagnostic) -> Record:
    """Return a diagnostic in the keys and order of the contract."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "message": diagnostic.message,
    }


def imprint_record(imprint: Imprint) -> Record:
    """Return what is said about an edition, in the keys of the contract."""
    return {
        "publication": imprint.publication,
        "edition": imprint.label,
        "title": imprint.title,
        "published": _edtf(imprint.published),
        "source": imprint.source,
        "coverage": imprint.coverage,
        "notes": dict(imprint.notes),
    }


def snapshot_record(snapshot: Snapshot) -> Record:
    """Return all that an edition states, as `timeline extract` prints it."""
    return {
        "schema": SNAPSHOT_SCHEMA,
        "doc": snapshot.doc,
        **imprint_record(snapshot.imprint),
        "written": _edtf(snapshot.written),
        "sha256": snapshot.sha256,
        "dates": [date_record(date) for date in snapshot.dates],
        "figures": [figure_record(figure) for figure in snapshot.figures],
        "events": [event_record(event) for event in snapshot.events],
        "passages": [_located(passage) for passage in snapshot.passages],
        "diagnostics": [diagnostic_record(item) for item in snapshot.diagnostics],
    }


def content(record: Record) -> Record:
    """Return the fields of an item's record that are its content: no span, rule name or rating."""
    return {key: value for key, value in stated(record).items() if key not in JUDGED}


def stated(record: Record) -> Record:
    """Return the fields of an item's record that need no text: no span, no rule names."""
    return {key: value for key, value in record.items() if key not in PLACE}


# ---------------------------------------------------------------- and back


def _quote(record: Mapping[str, Any]) -> Quote | None:
    if record.get("start") is None:
        return None
    return Quote(Span(record["start"], record["end"]), record["text"])


def _period(record: Mapping[str, Any], key: str) -> Period | None:
    text = record.get(key)
    return None if text is None else Period.parse(text)


def _decimal(record: Mapping[str, Any], key: str) -> Decimal | None:
    text = record.get(key)
    return None if text is None else parse_decimal(text)


def figure_of(record: Mapping[str, Any]) -> Figure:
    """Return the figure of a record; keys that are left out are not stated.

    Raises ValueError where a value is not of its kind.
    """
    step = _decimal(record, "step")
    quantity = Quantity(
        value=parse_decimal(record["value"]),
        unit=record.get("unit"),
        step=Decimal(1) if step is None else step,
        value_high=_decimal(record, "value_high"),
        low=_decimal(record, "low"),
        high=_decimal(record, "high"),
        per=record.get("per"),
        qualifier=record.get("qualifier") or "exact",
    )
    return Figure(
        quantity=quantity,
        measure=record["measure"],
        kind=record["kind"],
        unit_text=record.get("unit_text"),
        direction=record.get("direction"),
        base=record.get("base"),
        scope=record.get("scope"),
        whole=record.get("whole"),
        subject=record.get("subject"),
        counterpart=record.get("counterpart"),
        period=_period(record, "period"),
        period_text=record.get("period_text"),
        as_of=_period(record, "as_of"),
        source=record.get("source"),
        measure_from=record.get("measure_from"),
        quote=_quote(record),
        passage=record.get("passage"),
        rules=tuple(record.get("rules") or ()),
    )


def event_of(record: Mapping[str, Any]) -> Event:
    """Return the event of a record; raises ValueError where a value is not of its kind."""
    return Event(
        title=record["title"],
        status=record["status"],
        when=_period(record, "edtf"),
        kind=record.get("kind") or "other",
        salience=record.get("salience"),
        actors=tuple(record.get("actors") or ()),
        recurrence=record.get("recurrence"),
        bounds=_period(record, "bounds"),
        quote=_quote(record),
        passage=record.get("passage"),
        rules=tuple(record.get("rules") or ()),
    )
