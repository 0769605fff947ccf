"""Snapshot files: canonical writing, strict reading."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.decode.snapshotfile import MEDIA, decode, encode
from timeline.errors import MalformedError, UnreadableError
from timeline.model import (
    KINDS_OF_EVENT,
    KINDS_OF_FIGURE,
    STATUSES,
    Capture,
    Event,
    Figure,
    Imprint,
    Quote,
    Snapshot,
    Span,
)
from timeline.values import QUALIFIERS, Period, Quantity
from timeline.vocabulary import PLACES_OF_MEASURE, SALIENCES


def capture(data: bytes, origin: str = "2023.json") -> Capture:
    sha256 = hashlib.sha256(data).hexdigest()
    return Capture(data=data, sha256=sha256, origin=origin, media=MEDIA)


def file_of(**fields: Any) -> bytes:
    record = {"schema": "timeline/snapshot/1", "publication": "us-mexico", "edition": "2023"}
    return json.dumps({**record, **fields}).encode()


def figure(**fields: Any) -> dict[str, Any]:
    return {"measure": "ports of entry", "kind": "count", "value": "47", **fields}


def event(**fields: Any) -> dict[str, Any]:
    return {"title": "Dialogue", "status": "occurred", **fields}


def problems(data: bytes) -> tuple[str, ...]:
    with pytest.raises(MalformedError) as caught:
        decode(capture(data))
    return caught.value.problems


# ---------------------------------------------------------------- what is read and written


def test_a_minimal_file_is_an_edition_that_states_nothing() -> None:
    snapshot = decode(capture(file_of(), "folder/2023.json"))
    assert snapshot.imprint == Imprint(publication="us-mexico", label="2023")
    assert (snapshot.doc, snapshot.figures, snapshot.events) == ("2023", (), ())
    assert snapshot.sha256 == hashlib.sha256(file_of()).hexdigest()


def test_all_fields_of_a_file_are_read() -> None:
    record = figure(
        value="863000000000", step="1000000000", unit="USD", period="2022", as_of="2023-07",
        qualifier="more than", subject="United States", source="a ministry", direction="up",
    )  # fmt: skip
    found = decode(
        capture(
            file_of(
                published="[2023-07..2023-09]",
                coverage="partial",
                title="A sheet",
                source="a ministry, https://example.org",
                written="2023",
                notes={"basis": '"its tenses"'},
                figures=[record],
                events=[event(edtf="2022-09-12", actors=["council"], kind="meeting")],
            )
        )
    )
    assert found.imprint == Imprint(
        publication="us-mexico",
        label="2023",
        published=Period.parse("[2023-07..2023-09]"),
        title="A sheet",
        source="a ministry, https://example.org",
        coverage="partial",
        notes=(("basis", '"its tenses"'),),
    )
    assert found.written == Period.of(2023)
    assert found.figures == (
        Figure(
            quantity=Quantity(
                value=Decimal(863_000_000_000),
                unit="USD",
                step=Decimal(1_000_000_000),
                qualifier="more than",
            ),
            measure="ports of entry",
            kind="count",
            period=Period.of(2022),
            as_of=Period.of(2023, 7),
            subject="United States",
            source="a ministry",
            direction="up",
        ),
    )
    assert found.events == (
        Event(
            title="Dialogue",
            status="occurred",
            when=Period.of(2022, 9, 12),
            kind="meeting",
            actors=("council",),
        ),
    )


def test_spans_and_rules_are_neither_written_nor_kept() -> None:
    found = decode(
        capture(file_of(figures=[figure(start=3, end=5, text="47", passage=0, rules=["count"])]))
    )
    assert found.figures[0].quote is None
    assert (found.figures[0].passage, found.figures[0].rules) == (None, ())
    stated = Event(
        title="Dialogue", status="occurred", quote=Quote(Span(3, 5), "it"), passage=0, rules=("r",)
    )
    written = json.loads(
        encode(Snapshot(imprint=found.imprint, doc="d", sha256="", events=(stated,)))
    )
    assert written["events"] == [{"kind": "other", "status": "occurred", "title": "Dialogue"}]


def test_a_file_is_sorted_indented_and_says_nothing_that_is_not_stated() -> None:
    written = encode(decode(capture(file_of(title="Jóvenes", events=[event(edtf="2010/..")]))))
    assert written.decode() == (
        "{\n"
        '  "coverage": "complete",\n'
        '  "edition": "2023",\n'
        '  "events": [\n'
        "    {\n"
        '      "edtf": "2010/..",\n'
        '      "kind": "other",\n'
        '      "precision": "interval",\n'
        '      "status": "occurred",\n'
        '      "title": "Dialogue"\n'
        "    }\n"
        "  ],\n"
        '  "publication": "us-mexico",\n'
        '  "schema": "timeline/snapshot/1.1",\n'
        '  "title": "Jóvenes"\n'
        "}\n"
    )


def test_a_file_of_either_minor_version_is_read_and_what_is_rated_stays_rated() -> None:
    for version in ("timeline/snapshot/1", "timeline/snapshot/1.1"):
        rated = file_of(
            schema=version,
            figures=[figure(measure_from="heading")],
            events=[event(salience="minor"), event(title="Treaty")],
        )
        found = decode(capture(rated))
        assert [each.measure_from for each in found.figures] == ["heading"]
        assert [each.salience for each in found.events] == ["minor", None]
        assert decode(capture(encode(found))).events == found.events


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert decode(capture(b"\xef\xbb\xbf" + file_of())).imprint.label == "2023"


NASTY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.integers().map(Decimal)
PERIODS = st.sampled_from(
    ["2023", "2023-07", "2022-09-12", "2019~", "2008/2023", "2010/..", "../1999", "199X", "2023-33"]
).map(Period.parse)
FIGURES = st.builds(
    Figure,
    quantity=st.builds(
        Quantity,
        value=NUMBERS,
        unit=st.none() | NASTY,
        step=NUMBERS,
        value_high=st.none() | NUMBERS,
        low=st.none() | NUMBERS,
        per=st.none() | NASTY,
        qualifier=st.sampled_from(sorted(QUALIFIERS)),
    ),
    measure=NASTY,
    kind=st.sampled_from(KINDS_OF_FIGURE),
    whole=st.none() | NASTY,
    direction=st.sampled_from([None, "up", "down"]),
    measure_from=st.sampled_from([None, *PLACES_OF_MEASURE]),
    period=st.none() | PERIODS,
    as_of=st.none() | PERIODS,
)
EVENTS = st.builds(
    Event,
    title=NASTY,
    status=st.sampled_from(STATUSES),
    when=st.none() | PERIODS,
    kind=st.sampled_from(KINDS_OF_EVENT),
    salience=st.sampled_from([None, *SALIENCES]),
    actors=st.lists(NASTY, max_size=3).map(tuple),
    recurrence=st.sampled_from([None, "P1Y", "3/P1Y"]),
    bounds=st.none() | PERIODS,
)
SNAPSHOTS = st.builds(
    Snapshot,
    imprint=st.builds(
        Imprint,
        publication=st.just("a-sheet"),
        label=st.just("2023"),
        published=st.none() | PERIODS,
        title=st.none() | NASTY,
        source=st.none() | NASTY,
        coverage=st.sampled_from(["complete", "partial"]),
    ),
    doc=st.just("2023"),
    sha256=st.just(""),
    written=st.none() | PERIODS,
    figures=st.lists(FIGURES, max_size=3).map(tuple),
    events=st.lists(EVENTS, max_size=3).map(tuple),
)


@given(SNAPSHOTS)
def test_what_is_written_is_read_as_it_was_and_written_again_the_same(snapshot: Snapshot) -> None:
    written = encode(snapshot)
    read = decode(capture(written))
    assert (read.imprint, read.written) == (snapshot.imprint, snapshot.written)
    assert (read.figures, read.events) == (snapshot.figures, snapshot.events)
    assert encode(read) == written


def test_half_a_surrogate_pair_is_written_as_an_escape() -> None:
    imprint = Imprint(publication="a", label="1", title="\ud800")
    assert b'"title": "\\ud800"' in encode(Snapshot(imprint=imprint, doc="d", sha256=""))


# ---------------------------------------------------------------- what is refused

MALFORMED = [
    (file_of(figures=[figure(), figure(value="1e9")]),
     "figures[1].value: '1e9' is not a decimal number"),
    (file_of(figures=[figure(value="1,000")]), "figures[0].value: '1,000' is not a decimal number"),
    (file_of(figures=[figure(value="")]), "figures[0].value: '' is not a decimal number"),
    (file_of(figures=[figure(value="+1")]), "figures[0].value: '+1' is not a decimal number"),
    (file_of(figures=[figure(value="NaN")]), "figures[0].value: 'NaN' is not a decimal number"),
    (file_of(figures=[figure(value="47\n")]), "figures[0].value: '47\\n' is not a decimal number"),
    (file_of(edition="2023\n"),
     "edition: '2023\\n' is not a label of lower-case letters, digits, dots and hyphens"),
    (file_of(figures=[figure(value=47)]),
     "figures[0].value: 47 is a number; write a decimal number as a string"),
    (file_of(figures=[figure(value=4.7)]),
     "figures[0].value: 4.7 is a number; write a decimal number as a string"),
    (file_of(figures=[figure(value=float("nan"))]),
     "figures[0].value: NaN is a number; write a decimal number as a string"),
    (file_of(figures=[figure(step=float("-inf"))]),
     "figures[0].step: -Infinity is a number; write a decimal number as a string"),
    (file_of(figures=[figure(value=True)]), "figures[0].value: true is not a decimal number"),
    (file_of(figures=[figure(value=None)]), "figures[0].value: null is not a decimal number"),
    (file_of(figures=[{"measure": "m", "kind": "count"}]), "figures[0].value: missing"),
    (file_of(figures=[figure(kind="levels")]),
     "figures[0].kind: 'levels' is not one of level, count, share, rank, change, duration, rate"),
    (file_of(figures=[figure(measure="")]), "figures[0].measure: '' is not a text"),
    (file_of(figures=[figure(vaule="1")]), "figures[0].vaule: no such field"),
    (file_of(figures=[figure(start=-1)]), "figures[0].start: -1 is not a whole number from 0"),
    (file_of(figures=[figure(start=1.5)]), "figures[0].start: 1.5 is not a whole number from 0"),
    (file_of(figures={}), "figures: an object is not a list"),
    (file_of(figures=["47"]), "figures[0]: '47' is not an object"),
    (file_of(events=[event(edtf="2023-02-30")]),
     "events[0].edtf: '2023-02-30' is not an EDTF date"),
    (file_of(events=[event(edtf="2023/2020")]),
     "events[0].edtf: 2023/2020 ends before it begins, so it is not an EDTF date"),
    (file_of(events=[event(edtf=2023)]),
     "events[0].edtf: 2023 is a number; write an EDTF date as a string"),
    (file_of(events=[event(edtf="2023", precision="day")]),
     "events[0].precision: 'day' is not the precision of '2023', 'year'"),
    (file_of(events=[event(actors=["a", ""])]), "events[0].actors[1]: '' is not a text"),
    (file_of(events=[event(recurrence="yearly")]),
     "events[0].recurrence: 'yearly' is not a recurrence (P1Y, 3/P1Y)"),
    (file_of(events=[event(title="a\0b")]), "events[0].title: contains a NUL character"),
    (file_of(events=[event(title="\ud800")]), "events[0].title: contains half a surrogate pair"),
    (file_of(published="yesterday"), "published: 'yesterday' is not an EDTF date"),
    (file_of(edition="The 2023 one"),
     "edition: 'The 2023 one' is not a label of lower-case letters, digits, dots and hyphens"),
    (file_of(publication="US Mexico"),
     "publication: 'US Mexico' is not a slug of lower-case letters, digits and hyphens"),
    (file_of(coverage="half"), "coverage: 'half' is not one of complete, partial"),
    (file_of(notes={"a": 1}), "notes.a: 1 is a number; write a text as a string"),
    (file_of(comment="x"), "comment: no such field"),
    (file_of(**{"a b": "x"}), '"a b": no such field'),
    (file_of(schema="timeline/snapshot/2"),
     "schema: 'timeline/snapshot/2' is not 'timeline/snapshot/1' or 'timeline/snapshot/1.1'"),
    (b"{}", "schema: nothing is not 'timeline/snapshot/1' or 'timeline/snapshot/1.1'"),
    (file_of(events=[event(salience="high")]),
     "events[0].salience: 'high' is not one of core, minor"),
    (file_of(figures=[figure(measure_from="page")]),
     "figures[0].measure_from: 'page' is not one of clause, sentence, heading"),
    (b"[]", "the file: a list is not an object"),
    (b"null", "the file: null is not an object"),
    (b'{"schema": "timeline/snapshot/1", "publication": "a", "edition": "1", "edition": "2"}',
     "edition: given twice"),
    (file_of(figures=[figure()])[:-3] + b', "unit": "a", "unit": "b"}]}',
     "figures[0].unit: given twice"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "problem"), MALFORMED, ids=[case[1] for case in MALFORMED])
def test_a_broken_contract_is_refused_with_field_and_place(data: bytes, problem: str) -> None:
    assert problems(data) == (problem,)


def test_every_problem_is_collected_and_the_first_is_shown() -> None:
    data = file_of(figures=[figure(value="x"), figure(unit=3)], events=[event(status="was")])
    with pytest.raises(
        MalformedError, match=r"^2023\.json: events\[0\]\.status.* \(and 2 more\)\."
    ):
        decode(capture(data))
    assert [problem.split(":")[0] for problem in problems(data)] == [
        "events[0].status",
        "figures[0].value",
        "figures[1].unit",
    ]


UNREADABLE = [
    (b"", "2023.json: empty."),
    (b" \n", "2023.json: empty."),
    (b"\xff\xfe", "2023.json: not UTF-8 at byte 0."),
    (b'{"a": }', "2023.json: not JSON: Expecting value at line 1, column 7."),
    (b"[" * 100_000, "2023.json: nested too deeply."),
    (b"\0\1\2", "2023.json: not JSON: Expecting value at line 1, column 1."),
]


@pytest.mark.parametrize(("data", "message"), UNREADABLE, ids=[case[1] for case in UNREADABLE])
def test_bytes_that_are_no_json_are_refused_with_their_fault(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(capture(data))
    assert str(caught.value).startswith(message)


def test_a_number_of_any_length_is_refused_without_being_computed() -> None:
    assert problems(b'{"schema": "timeline/snapshot/1", "publication": "a", "edition": '
                    + b"9" * 10_000 + b"}")[0].startswith("edition: 9999")  # fmt: skip
