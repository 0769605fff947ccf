"""Values as rows of the tables, and back.

An item's row is its key, its record (`timeline.records`) and the derived columns, in the order of
the table. Tuples, not dictionaries: the bulk of the time of storing an edition is spent here.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache, wraps
from types import NoneType
from typing import Any, Final, ParamSpec, TypeVar

from timeline.model import (
    Claim,
    DateExpression,
    Diagnostic,
    Endpoint,
    Event,
    Figure,
    Happening,
    Imprint,
    Passage,
    Quote,
    Span,
    Statement,
)
from timeline.records import (
    Record,
    date_record,
    diagnostic_record,
    event_of,
    event_record,
    figure_of,
    figure_record,
    passage_record,
)
from timeline.values import Period, decimal_key
from timeline.vocabulary import CLAIMANTS

Row = tuple[Any, ...]
Approximate = type[float] | type[Decimal]
"""What a sum is made of: float on SQLite, Decimal on PostgreSQL."""
_AT_ONCE: Final = 1_000  # values in one IN (…)
_LEVEL: Final = 4
"""Of zlib: takes half of the time of the usual 6, and makes almanacs a fiftieth longer."""
_NUMBERS: Final = frozenset({"start", "end", "passage", "number"})
"""Columns of an item that hold whole numbers, or nothing."""
_WHOLE: Final = frozenset({int, NoneType})
_Value = TypeVar("_Value", str, int)
_P = ParamSpec("_P")
_R = TypeVar("_R")
UNREADABLE: Final = (
    ValueError,
    LookupError,
    TypeError,
    ArithmeticError,
    AttributeError,
    zlib.error,
)
"""What is raised where a value in the database is not of its kind."""


# ---------------------------------------------------------------- parts of a row


class DamagedError(ValueError):
    """What a row holds is not of its kind: it was changed by other means."""


def reading(read: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function that reads what rows hold raise DamagedError for what is not of its kind."""

    @wraps(read)
    def checked(*arguments: _P.args, **named: _P.kwargs) -> _R:
        try:
            return read(*arguments, **named)
        except DamagedError:
            raise
        except UNREADABLE as error:
            raise DamagedError(" ".join(str(error).split()) or type(error).__name__) from error

    return checked


def require_texts(*values: object) -> None:
    """Raise DamagedError where bytes stand in a column of texts."""
    for value in values:
        if isinstance(value, bytes):
            raise DamagedError(f"{len(value)} bytes in the place of a text")


def _require_kinds(record: Mapping[str, Any]) -> None:
    """Raise DamagedError where columns of an item are no texts or no numbers, as they should."""
    if bytes not in map(type, record.values()) and _WHOLE.issuperset(
        type(record[name]) for name in _NUMBERS & record.keys()
    ):
        return
    for name, value in record.items():
        if isinstance(value, bytes) or (name in _NUMBERS and type(value) not in _WHOLE):
            raise DamagedError(f"{name} is {value!r}")


def json_text(value: object) -> str:
    """Return canonical JSON on one line."""
    return _ENCODER.encode(value)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@lru_cache(maxsize=4_096)
def list_text(items: tuple[str, ...]) -> str:
    """Return a JSON list; a few lists of headings and rules recur all through an edition."""
    return json_text(items)


@lru_cache(maxsize=4_096)
@reading
def list_of(text: str) -> tuple[str, ...]:
    """Return the items of a JSON list."""
    return tuple(json.loads(text))


def packed(text: str) -> bytes:
    """Return a text compressed."""
    return packed_bytes(text.encode("utf-8"))


def packed_bytes(data: bytes) -> bytes:
    """Return the bytes of a capture compressed."""
    return zlib.compress(data, _LEVEL)


@reading
def unpacked(data: bytes | None) -> str | None:
    """Return a compressed text, None where there is none."""
    return None if data is None else zlib.decompress(data).decode("utf-8")


@reading
def bytes_of(data: bytes) -> bytes:
    """Return the bytes of a capture, which are kept compressed."""
    return zlib.decompress(data)


def days(period: Period | None) -> tuple[int | None, int | None]:
    """Return the first and last day of a period, both None where there is none."""
    return (None, None) if period is None else (period.first, period.last)


@reading
def period_of(text: str | None) -> Period | None:
    """Return the period of an EDTF text, None where there is none."""
    return None if text is None else Period.parse(text)


def portions(values: Collection[_Value]) -> Iterator[list[_Value]]:
    """Yield distinct values in order, as many at a time as one statement can take."""
    distinct = set(values)
    damaged = bytes in map(type, distinct)
    ordered = sorted(
        distinct, key=(lambda value: (isinstance(value, bytes), value)) if damaged else None
    )
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


# ---------------------------------------------------------------- editions


def imprint_row(imprint: Imprint) -> Row:
    """Return what is said about an edition as the columns from `published` to `notes`."""
    published = None if imprint.published is None else imprint.published.edtf
    notes = json_text(dict(imprint.notes))
    return (published, imprint.title, imprint.source, imprint.coverage, notes)


@lru_cache(maxsize=4_096)
@reading
def imprint_of(publication: str, label: str, *row: str | None) -> Imprint:
    """Return the imprint of a publication, a label and the columns of `imprint_row`."""
    require_texts(publication, label, *row)
    published, title, source, coverage, notes = row
    return Imprint(
        publication=publication,
        label=label,
        published=period_of(published),
        title=title,
        source=source,
        coverage=coverage or "",
        notes=tuple(sorted(json.loads(notes or "{}").items())),
    )


def dates_text(dates: Sequence[DateExpression]) -> bytes | None:
    """Return the temporal expressions of an edition as one compressed JSON list."""
    return packed(json_text([date_record(date) for date in dates])) if dates else None


@reading
def dates_of(data: bytes | None) -> tuple[DateExpression, ...]:
    """Return the temporal expressions of an edition."""
    return tuple(_date(record) for record in json.loads(unpacked(data) or "[]"))


def _date(record: Record) -> DateExpression:
    return DateExpression(
        quote=Quote(Span(record["start"], record["end"]), record["text"]),
        type=record["type"],
        value=record["value"],
        edtf=period_of(record["edtf"]),
        resolved=period_of(record["resolved"]),
        endpoints=tuple(
            Endpoint(Span(end["start"], end["end"]), end["value"])
            for end in record["endpoints"] or ()
        ),
        rule=record["rule"],
    )


def diagnostics_text(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the diagnostics of an edition as a JSON list."""
    return json_text([diagnostic_record(item) for item in diagnostics])


@reading
def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of an edition."""
    return tuple(
        Diagnostic(
            item["code"],
            item["message"],
            None if item["start"] is None else Span(item["start"], item["end"]),
        )
        for item in json.loads(text)
    )


def claims_text(claims: Iterable[Claim]) -> str:
    """Return claims as a JSON list of [by, EDTF, words], in the order of the claimants."""
    ordered = sorted(claims, key=lambda claim: (CLAIMANTS.index(claim.by), claim.published.edtf))
    return json_text([[claim.by, claim.published.edtf, claim.text] for claim in ordered])


@reading
def claims_of(text: str) -> tuple[Claim, ...]:
    """Return the claims of a JSON list."""
    return tuple(Claim(by, Period.parse(edtf), words) for by, edtf, words in json.loads(text))


# ---------------------------------------------------------------- items


def passage_rows(imprint: Imprint, passages: Sequence[Passage]) -> Iterator[Row]:
    """Yield the rows of an edition's passages."""
    for number, passage in enumerate(passages):
        record = passage_record(passage)
        record["path"], record["labels"] = list_text(passage.path), list_text(passage.labels)
        yield (
            imprint.publication,
            imprint.label,
            number,
            *record.values(),
            passage.block,
            passage.locator,
        )


@reading
def passage_of(record: Mapping[str, Any]) -> Passage:
    """Return the passage of a row."""
    _require_kinds(record)
    return Passage(
        Quote(Span(record["start"], record["end"]), record["text"]),
        record["kind"],
        list_of(record["path"]),
        list_of(record["labels"]),
        record["block"],
        record["locator"],
    )


def figure_rows(
    imprint: Imprint, figures: Sequence[Figure], approximate: Approximate
) -> Iterator[Row]:
    """Yield the rows of an edition's figures."""
    publication, label = imprint.publication, imprint.label
    for number, figure in enumerate(figures):
        record = figure_record(figure)
        record["rules"] = list_text(figure.rules)
        value = figure.quantity.value
        yield (
            publication, label, number, *record.values(),
            decimal_key(value), approximate(value), figure.measure.casefold(),
            *days(figure.period), *days(figure.as_of),
        )  # fmt: skip


@reading
def stored_figure(record: Record) -> Figure:
    """Return the figure of a row."""
    _require_kinds(record)
    record["rules"] = list_of(record["rules"])
    return figure_of(record)


def _event_columns(event: Event) -> Row:
    record = event_record(event)
    record["actors"], record["rules"] = list_text(event.actors), list_text(event.rules)
    return (*record.values(), *days(event.when), *days(event.bounds))


def event_rows(imprint: Imprint, events: Sequence[Event], blocks: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of an edition's events; `blocks` is parallel to them."""
    for number, (event, block) in enumerate(zip(events, blocks, strict=True)):
        columns = _event_columns(event)
        yield (imprint.publication, imprint.label, number, *columns, block)


@reading
def stored_event(record: Record) -> Event:
    """Return the event of a row."""
    _require_kinds(record)
    record["actors"], record["rules"] = list_of(record["actors"]), list_of(record["rules"])
    return event_of(record)


# ---------------------------------------------------------------- happenings

_BLANK: Final = " "


def labels_text(labels: Sequence[str]) -> str:
    """Return labels with a blank around each, so that one can be searched: " 2021 2022 "."""
    return f"{_BLANK}{_BLANK.join(labels)}{_BLANK}"


def happening_row(publication: str, happening: Happening) -> Row:
    """Return the row of a happening, with all that a listing shows of it."""
    newest = happening.newest
    stated = newest.event.when
    return (
        publication, happening.key, happening.block,
        *_event_columns(replace(newest.event, when=happening.when)),
        newest.sentence, list_text(newest.section),
        newest.imprint.label, *imprint_row(newest.imprint), labels_text(happening.stated_in),
        happening.dated, None if stated is None else stated.edtf, newest.number,
    )  # fmt: skip


@reading
def happening_of(record: Record) -> Happening:
    """Return the happening of a row."""
    imprint = imprint_of(
        record["publication"],
        record["edition"],
        record["edition_published"],
        record["edition_title"],
        record["edition_source"],
        record["edition_coverage"],
        record["edition_notes"],
    )
    when = period_of(record["edtf"])
    record["edtf"] = record["newest_edtf"]
    return Happening(
        key=record["key"],
        block=record["block"],
        newest=Statement(
            imprint=imprint,
            event=stored_event(record),
            sentence=record["sentence"],
            section=list_of(record["section"]),
            number=record["number"],
        ),
        stated_in=tuple(record["editions"].split()),
        when=when,
        dated=record["dated"],
    )
