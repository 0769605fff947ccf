"""Small snapshots for tests of change, full of near-duplicates: the same few words and numbers."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from timeline.model import (
    COMPLETE,
    PARTIAL,
    Event,
    Figure,
    Happening,
    Imprint,
    Passage,
    Quote,
    Snapshot,
    Span,
    Statement,
)
from timeline.series import block
from timeline.values import Period, Quantity

_REQUIRED = os.environ.get("TIMELINE_TEST_REQUIRE_ALL") == "1"
EXAMPLES = int(os.environ.get("TIMELINE_TEST_EXAMPLES") or (500 if _REQUIRED else 100))
"""Of a law that many editions have to keep."""

PERIODS = [None, *map(Period.parse, ["2021", "2022", "2022~", "2022-01/2022-04", "2022-12-12"])]


def imprint(label: str = "2022", published: str | None = None, **kept: str) -> Imprint:
    return Imprint(
        publication="us-mexico",
        label=label,
        published=None if published is None else Period.parse(published),
        **kept,  # type: ignore[arg-type]
    )


def snapshot(
    label: str = "2022",
    *,
    figures: tuple[Figure, ...] = (),
    events: tuple[Event, ...] = (),
    texts: tuple[str, ...] = (),
    coverage: str = COMPLETE,
) -> Snapshot:
    return Snapshot(
        imprint=imprint(label, coverage=coverage),
        doc=label,
        sha256="",
        figures=figures,
        events=events,
        passages=passages(*texts),
    )


def passages(*texts: str, path: tuple[str, ...] = ()) -> tuple[Passage, ...]:
    found, start = [], 0
    for text in texts:
        found.append(Passage(Quote(Span(start, start + len(text)), text), "sentence", path))
        start += len(text) + 1
    return tuple(found)


def figure(
    measure: str,
    value: str,
    unit: str | None = "USD",
    *,
    step: str = "1",
    per: str | None = None,
    qualifier: str = "exact",
    kind: str = "level",
    scope: str | None = None,
    period: str | None = None,
    as_of: str | None = None,
    base: str | None = None,
) -> Figure:
    return Figure(
        quantity=Quantity(
            value=Decimal(value), unit=unit, step=Decimal(step), per=per, qualifier=qualifier
        ),
        measure=measure,
        kind=kind,
        scope=scope,
        base=base,
        period=None if period is None else Period.parse(period),
        as_of=None if as_of is None else Period.parse(as_of),
    )


def one_happening(newest: Statement, *editions: str, key: str = "k") -> Happening:
    """A happening that is told as its newest statement tells it."""
    return Happening(
        key=key,
        block=block(newest.event),
        newest=newest,
        stated_in=editions or (newest.imprint.label,),
        when=newest.event.when,
        dated=newest.imprint.label,
    )


def event(
    title: str,
    when: str | None,
    status: str = "occurred",
    kind: str = "other",
    recurrence: str | None = None,
) -> Event:
    return Event(
        title=title,
        status=status,
        kind=kind,
        when=None if when is None else Period.parse(when),
        recurrence=recurrence,
    )


FIGURES = st.builds(
    Figure,
    quantity=st.builds(
        Quantity,
        value=st.sampled_from(["1", "1.0", "1.2", "12", "-12", "0", "9" * 30 + "." + "9" * 30]).map(
            Decimal
        ),
        unit=st.sampled_from(["USD", "MXN", "percent", None, "person"]),
        step=st.sampled_from(["1", "0.1"]).map(Decimal),
        per=st.sampled_from([None, "day"]),
        qualifier=st.sampled_from(["exact", "nearly", "close to"]),
    ),
    measure=st.sampled_from(["trade", "Trade", "trade with Mexico", "goods trade", "exports"]),
    kind=st.sampled_from(["level", "share"]),
    scope=st.sampled_from([None, "goods", "goods and services"]),
    period=st.sampled_from(PERIODS),
    as_of=st.sampled_from(PERIODS[:2]),
    measure_from=st.sampled_from([None, "clause", "heading"]),
    rules=st.sampled_from([(), ("money",)]),
)

EVENTS = st.builds(
    Event,
    title=st.sampled_from(
        [
            "Summit Held",
            "Summit",
            "Trade Summit",
            "Trade Treaty Signed",
            "Trade Treaty to Be Signed",
        ]
    ),
    status=st.sampled_from(["occurred", "scheduled", "ongoing", "postponed", "cancelled"]),
    when=st.sampled_from(PERIODS),
    kind=st.sampled_from(["meeting", "treaty"]),
    salience=st.sampled_from([None, "core", "minor"]),
    actors=st.sampled_from([(), ("Mexico",), ("Mexico", 'the "Council"\n')]),
    recurrence=st.sampled_from([None, None, "P1Y", "P6M"]),
)

_SENTENCES = (
    "The council met in May.",
    "The  council met in May.",
    "the council met in May.",
    "The council met in June.",
    "Trade grew by 3.5% in 2022.",
    "Trade grew by \u22123.5% in 2022.",
    "Trade grew by 3.5% in 2023, as exports did.",
    "Trade",
    "x",
)
PASSAGES = st.builds(
    Passage,
    quote=st.sampled_from(_SENTENCES).map(lambda text: Quote(Span(0, len(text)), text)),
    kind=st.sampled_from(["sentence", "sentence", "item", "heading", "boilerplate"]),
    path=st.sampled_from([(), ("Trade",)]),
    block=st.integers(0, 1),
)


def snapshots(
    label: str, coverage: tuple[str, ...] = (COMPLETE, PARTIAL)
) -> st.SearchStrategy[Snapshot]:
    """Snapshots of one edition, with items that are equal, nearly equal and out of order."""
    return st.builds(
        Snapshot,
        imprint=st.sampled_from([imprint(label, coverage=name) for name in coverage]),
        doc=st.just(label),
        sha256=st.just(""),
        figures=st.lists(FIGURES, max_size=6).map(tuple),
        events=st.lists(EVENTS, max_size=6).map(tuple),
        passages=st.lists(PASSAGES, max_size=8).map(tuple),
    )


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Snapshot, Snapshot]:
    """Two snapshots of which the later repeats, drops, shuffles and adds what the earlier has."""
    before, after = draw(snapshots("2021")), draw(snapshots("2022"))

    def mixed(old: tuple, new: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(draw(st.lists(st.sampled_from(old + new), max_size=8))) if old + new else ()

    return before, Snapshot(
        imprint=after.imprint,
        doc=after.doc,
        sha256="",
        figures=mixed(before.figures, after.figures),
        events=mixed(before.events, after.events),
        passages=mixed(before.passages, after.passages),
    )


@st.composite
def windows(draw: st.DrawFn) -> tuple[Snapshot, Snapshot]:
    """Two snapshots of one field that states one measure for several periods, in any order."""
    values = st.sampled_from(
        [
            figure("growth", value, "percent", kind="rate", period=period)
            for value, period in (("3", "2014"), ("2", "2013"), ("2", "2012"), ("1", "2015"))
        ]
    )
    sides = []
    for label in ("2021", "2022"):
        figures = draw(st.lists(values, min_size=1, max_size=4))
        sides.append(
            snapshot(
                label,
                figures=tuple(replace(item, passage=0) for item in figures),
                texts=(f"Growth: as told in {label}",),
            )
        )
    return sides[0], sides[1]
