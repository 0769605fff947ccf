"""What is stored is what is read back, on both engines."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from editions import one_happening
from timeline.label_search import Search
from timeline.model import (
    PARTIAL,
    Capture,
    DateExpression,
    Diagnostic,
    Endpoint,
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
from timeline.store import (
    database,
    happening_lists,
    queries,
    rows,
    sightings,
    statements,
    tables,
    upkeep,
    writes,
)
from timeline.values import Period, Quantity, day_number

TEXT = "Trade in 2022\n\nTrade reached $863 billion in 2022. The council met on July 1, 2020."


def quote(text: str) -> Quote:
    start = TEXT.index(text)
    return Quote(Span(start, start + len(text)), text)


def capture(data: bytes) -> Capture:
    return Capture(
        data=data, sha256=hashlib.sha256(data).hexdigest(), origin="/a/b.txt", media="text/plain"
    )


def imprint(reference: str = "us-mexico@2022", published: str | None = None) -> Imprint:
    publication, _, label = reference.partition("@")
    return Imprint(
        publication=publication,
        label=label,
        published=Period.parse(published or label) if label.isdigit() or published else None,
    )


SHEET = Snapshot(
    imprint=Imprint(
        publication="us-mexico",
        label="2022",
        published=Period.parse("[2022-07..2022-09]"),
        title="Relations: a sheet of “words”",
        source="an archive",
        coverage=PARTIAL,
        notes=(("a", '"1"'), ("b", "[2]")),
    ),
    doc="2022",
    sha256=capture(TEXT.encode()).sha256,
    written=Period.parse("2022-07/.."),
    dates=(
        DateExpression(
            quote=quote("in 2022"),
            type="DATE",
            value="2022",
            edtf=Period.parse("2022"),
            resolved=None,
            endpoints=(Endpoint(Span(1, 3), "2022"),),
            rule="year",
        ),
    ),
    figures=(
        Figure(
            quantity=Quantity(
                value=Decimal(863_000_000_000), unit="USD", step=Decimal(1_000_000_000),
                value_high=Decimal("864.5"), low=Decimal(-1), high=Decimal("0.001"), per="year",
                qualifier="nearly",
            ),
            measure="Trade", kind="level", unit_text="dollar", direction="up", base="2021",
            scope="goods", whole="all", subject="US", counterpart="Mexico",
            period=Period.parse("2022"), period_text="in 2022", as_of=Period.parse("2022-12"),
            source="the ministry", quote=quote("$863 billion"), passage=1, rules=("money", "x"),
        ),
        Figure(quantity=Quantity(value=Decimal(3), unit=None), measure="rank", kind="rank"),
    ),
    events=(
        Event(
            title="Council Met", status="occurred", when=Period.parse("2020-07-01"),
            kind="meeting", actors=("council",), quote=quote("July 1, 2020"), passage=2,
            rules=("month day, year",),
        ),
        Event(
            title="Council Meets", status="recurring", recurrence="P1Y",
            bounds=Period.parse("2010/2020"),
        ),
    ),
    passages=(
        Passage(quote("Trade in 2022"), "heading"),
        Passage(quote("Trade reached $863 billion in 2022."), "sentence", ("Trade in 2022",)),
        Passage(
            quote("The council met on July 1, 2020."), "item", ("Trade in 2022",), ("row",), 1
        ),
    ),
    diagnostics=(Diagnostic("odd", "what", Span(0, 1)), Diagnostic("odder", "where")),
)  # fmt: skip
BLOCKS = ("2020-07-01", "R:P1Y")


def add(
    connection: Connection,
    snapshot: Snapshot,
    *,
    text: str | None = None,
    blocks: Sequence[str] | None = None,
) -> None:
    writes.add_edition(
        connection,
        snapshot,
        replace(capture((text or repr(snapshot)).encode()), sha256=snapshot.sha256),
        text=text,
        text_key="k",
        blocks=["-"] * len(snapshot.events) if blocks is None else blocks,
    )


def sheet(target: str) -> None:
    with database.writing(target) as connection, connection.begin():
        writes.add_edition(
            connection,
            SHEET,
            capture(TEXT.encode()),
            text=TEXT,
            text_key="key",
            blocks=BLOCKS,
            rules_version="7",
        )


# ---------------------------------------------------------------- editions


def test_an_edition_is_read_back_as_it_was_stored(target: str) -> None:
    sheet(target)
    with database.reading(target) as connection:
        assert queries.snapshot(connection, "us-mexico", "2022") == SHEET
        assert queries.text(connection, "us-mexico", "2022") == TEXT
        assert queries.rules_version(connection, "us-mexico", "2022") == "7"
        assert queries.capture_bytes(connection, "us-mexico", "2022") == (capture(TEXT.encode()),)
        assert list(upkeep.verify(connection)) == []
        (summary,) = queries.editions(connection)
        assert (summary.imprint, summary.written) == (SHEET.imprint, SHEET.written)
        assert (summary.figures, summary.events, summary.captures) == (2, 2, 1)
        assert summary.has_text
        assert summary.diagnostics == SHEET.diagnostics
        assert queries.counts(connection) == {
            "publications": 1, "editions": 1, "figures": 2, "events": 2, "happenings": 0
        }  # fmt: skip


WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12
)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=9).map(lambda n: n.normalize())
PERIODS = st.sampled_from(
    [None, *map(Period.parse, ("2022", "-0145", "2019-07-01", "199X", "../1999", "2021-33"))]
)
FIGURES = st.builds(
    Figure,
    quantity=st.builds(
        Quantity, value=NUMBERS, unit=st.none() | WORDS, value_high=st.none() | NUMBERS
    ),
    measure=WORDS,
    kind=st.just("level"),
    period=PERIODS,
    as_of=PERIODS,
    source=st.none() | WORDS,
    rules=st.lists(WORDS, max_size=2).map(tuple),
)
EVENTS = st.builds(
    Event,
    title=WORDS,
    status=st.just("occurred"),
    when=PERIODS,
    actors=st.lists(WORDS, max_size=2).map(tuple),
    bounds=PERIODS,
)
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(figures=st.lists(FIGURES, max_size=4), events=st.lists(EVENTS, max_size=4))
def test_whatever_is_stored_is_read_back(
    target: str, figures: list[Figure], events: list[Event]
) -> None:
    snapshot = Snapshot(
        imprint=imprint(), doc="d", sha256="0", figures=tuple(figures), events=tuple(events)
    )
    with database.writing(target) as connection, connection.begin() as transaction:
        add(connection, snapshot)
        assert queries.snapshot(connection, "us-mexico", "2022") == snapshot
        transaction.rollback()


@FEW
@given(
    st.lists(
        st.decimals(
            min_value=Decimal(-(10**30)), max_value=Decimal(10**30), places=12, allow_nan=False
        )
        | st.integers(-(10**30), 10**30).map(Decimal),
        min_size=1,
        max_size=12,
    )
)
def test_values_of_thirty_digits_stay_exact_and_are_sorted_by_the_database(
    target: str, values: list[Decimal]
) -> None:
    figures = tuple(
        Figure(quantity=Quantity(value=value, unit="USD"), measure="m", kind="level")
        for value in values
    )
    snapshot = Snapshot(imprint=imprint(), doc="d", sha256="0", figures=figures)
    with database.writing(target) as connection, connection.begin() as transaction:
        add(connection, snapshot)
        ordered = connection.execute(
            select(tables.figure.c.value).order_by(tables.figure.c.value_key)
        ).scalars()
        assert [Decimal(value) for value in ordered] == sorted(values)
        total = connection.execute(select(func.sum(tables.figure.c.value_number))).scalar_one()
        scale = float(max(map(abs, values))) or 1.0
        assert float(total) / scale == pytest.approx(float(sum(values)) / scale, abs=1e-9)
        transaction.rollback()


def test_sums_are_exact_on_postgresql(on_server: str) -> None:
    database.upgrade(on_server)
    figures = tuple(
        Figure(quantity=Quantity(value=Decimal(value), unit=None), measure="m", kind="level")
        for value in ("123456789012345678901234567890.1", "0.9")
    )
    with database.writing(on_server) as connection, connection.begin():
        add(connection, Snapshot(imprint=imprint(), doc="d", sha256="0", figures=figures))
        total = connection.execute(select(func.sum(tables.figure.c.value_number))).scalar()
    assert total == Decimal("123456789012345678901234567891.0")


def test_editions_are_in_the_order_of_their_dates_and_the_undated_ones_last(target: str) -> None:
    dates = {"c": "2021", "b": "2021", "a": None, "z": "2020", "d": "2021-01", "e": "-0145"}
    with database.writing(target) as connection, connection.begin():
        for label, published in dates.items():
            add(
                connection,
                Snapshot(imprint=imprint(f"p@{label}", published), doc="", sha256="0"),
            )
        add(connection, Snapshot(imprint=imprint("o@2030"), doc="", sha256="0"))
    with database.reading(target) as connection:
        found = [summary.imprint.reference for summary in queries.editions(connection)]
        assert found == ["o@2030", "p@e", "p@z", "p@d", "p@b", "p@c", "p@a"]
        of_one = queries.editions(connection, publication="o")
        assert [summary.imprint.label for summary in of_one] == ["2030"]


def test_another_sighting_is_kept_with_its_bytes(target: str) -> None:
    sheet(target)
    other = replace(capture(b"the same text, other bytes"), origin="http://a/b")
    with database.writing(target) as connection, connection.begin():
        writes.add_capture(connection, SHEET.imprint, other, text_key="key")
    with database.reading(target) as connection:
        stored = list(queries.captures(connection, "us-mexico"))
        assert stored == list(queries.captures(connection))
        assert {item.imprint for item in stored} == {SHEET.imprint}
        assert [item.sha256 for item in stored] == sorted([SHEET.sha256, other.sha256])
        assert {item.text_key for item in stored} == {"key"}
        kept = queries.capture_bytes(connection, "us-mexico", "2022")
        assert kept == (capture(TEXT.encode()), other)


@pytest.mark.parametrize(
    ("folder", "is_there"),
    [("/a/", True), ("/", False), ("/a", False), ("a/", False), ("", False), ("/%/", False)],
)
def test_a_file_is_found_by_the_folder_that_holds_it_and_by_none_above(
    target: str, folder: str, is_there: bool
) -> None:
    sheet(target)
    with database.reading(target) as connection:
        assert sightings.has_file_in(connection, "us-mexico", folder) is is_there
        assert not sightings.has_file_in(connection, "mexico", folder)


def test_an_edition_that_is_renamed_moved_and_dated_takes_all_it_holds_along(target: str) -> None:
    sheet(target)
    new = replace(SHEET.imprint, publication="mexico", label="b", published=None, title="New")
    with database.writing(target) as connection, connection.begin():
        writes.change_imprint(connection, SHEET.imprint, new)
    with database.reading(target) as connection:
        assert queries.snapshot(connection, "mexico", "b") == replace(SHEET, imprint=new)
        assert [item.imprint for item in queries.captures(connection)] == [new]
        assert queries.rules_version(connection, "mexico", "b") == "7"
        assert queries.counts(connection)["publications"] == 1
        assert list(upkeep.verify(connection)) == []


def test_an_edition_that_is_removed_leaves_nothing_behind(target: str) -> None:
    with database.reading(target) as connection:
        empty = list(upkeep.dump(connection))
    sheet(target)
    with database.writing(target) as connection, connection.begin():
        writes.remove_edition(connection, "us-mexico", "2022")
    with database.reading(target) as connection:
        assert list(upkeep.dump(connection)) == empty == []


def test_a_transaction_that_fails_leaves_nothing_behind(target: str) -> None:
    uneven = pytest.raises(ValueError, match="shorter")
    with uneven, database.writing(target) as connection, connection.begin():
        add(connection, SHEET, blocks=["one block for two events"])
    with database.reading(target) as connection:
        assert list(upkeep.dump(connection)) == []


# ---------------------------------------------------------------- events and happenings


def test_the_events_of_a_block_come_with_edition_sentence_and_section(target: str) -> None:
    sheet(target)
    older = replace(SHEET, imprint=imprint("us-mexico@2019"), sha256="1")
    with database.writing(target) as connection, connection.begin():
        add(connection, older, text=TEXT, blocks=BLOCKS)
    with database.reading(target) as connection:
        assert statements.blocks_of(connection, "us-mexico", "2022") == BLOCKS
        found = statements.events_of_blocks(connection, "us-mexico", ["2020-07-01", "none"])
        everything = statements.events_of_blocks(connection, "us-mexico", set(BLOCKS))
        assert statements.events_of_blocks(connection, "other", BLOCKS) == ()
    newer = Statement(
        imprint=SHEET.imprint,
        event=SHEET.events[0],
        sentence="The council met on July 1, 2020.",
        section=("Trade in 2022",),
    )
    assert found == (replace(newer, imprint=older.imprint), newer)
    assert [(s.imprint.label, s.number) for s in everything] == [
        ("2019", 0), ("2019", 1), ("2022", 0), ("2022", 1),
    ]  # fmt: skip


def happening(key: str, when: str | None, **event: Any) -> Happening:
    fields = {"title": key, "status": "occurred", **event}
    newest = Statement(
        imprint=SHEET.imprint,
        event=Event(when=None if when is None else Period.parse(when), **fields),
        sentence="S",
        section=("A", "B"),
        number=3,
    )
    return replace(one_happening(newest, "2019", "2022", key=key), block=key[0])


def listed(target: str, **filters: Any) -> list[str]:
    with database.reading(target) as connection:
        return [item.key for item in happening_lists.happenings(connection, **filters)]


HAPPENINGS = (
    happening("long ago", "-0145"),
    happening("treaty", "1848"),
    happening("since 1948", "1948/.."),
    happening("until 2019", "../2019"),
    happening("decade", "201X", kind="meeting"),
    happening("year", "2020"),
    happening("first day", "2020-01-01", status="scheduled"),
    happening("month", "2020-07"),
    happening("day", "2020-07-01"),
    happening("later", "2023-09"),
    happening("no date", None),
    happening("yearly", None, recurrence="P1Y", status="recurring"),
    happening("was yearly", None, recurrence="P1Y", bounds=Period.parse("2010/2015")),
)


@pytest.fixture
def chronology(target: str) -> str:
    sheet(target)
    items = HAPPENINGS[::-1]
    with database.writing(target) as connection, connection.begin():
        writes.replace_happenings(connection, "us-mexico", {item.block for item in items}, items)
    return target


def test_all_that_happened_is_in_the_order_of_time_with_the_undated_last(chronology: str) -> None:
    assert listed(chronology) == [
        "until 2019", "long ago", "treaty", "since 1948", "decade", "first day", "year", "day",
        "month", "later", "no date", "was yearly", "yearly",
    ]  # fmt: skip


def test_a_range_takes_what_overlaps_it_by_its_clipped_start(chronology: str) -> None:
    first, last = day_number(2020, 1, 1), day_number(2020, 12, 31)
    closing = ["no date", "yearly"]
    under_way = ["first day", "year", "since 1948"]
    assert listed(chronology, first=first, last=last) == [*under_way, "day", "month", *closing]
    assert listed(chronology, first=first) == [*under_way, "day", "month", "later", *closing]
    assert listed(chronology, first=day_number(2019, 12, 31), last=first) == [
        "decade", "until 2019", "since 1948", "first day", "year", *closing
    ]  # fmt: skip
    assert listed(chronology, last=day_number(1900, 1, 1)) == [
        "until 2019", "long ago", "treaty", *closing
    ]  # fmt: skip
    assert listed(chronology, first=day_number(2012, 1, 1), last=day_number(2012, 1, 1)) == [
        "decade", "until 2019", "since 1948", "no date", "was yearly", "yearly"
    ]  # fmt: skip
    assert listed(chronology, first=first, limit=4) == [*under_way, "day"]
    assert listed(chronology, first=first, limit=0) == []


def test_what_happened_is_filtered(chronology: str) -> None:
    assert listed(chronology, status="scheduled") == ["first day"]
    assert listed(chronology, kind="meeting") == ["decade"]
    assert listed(chronology, publication="other") == []
    assert len(listed(chronology, publication="us-mexico", edition="2022")) == len(HAPPENINGS)
    assert listed(chronology, publication="us-mexico", edition="202") == []


def test_a_happening_is_read_back_as_it_was_stored(chronology: str) -> None:
    with database.reading(chronology) as connection:
        found = {item.key: item for item in happening_lists.happenings(connection)}
    assert found == {item.key: item for item in HAPPENINGS}


@FEW
@given(first=st.integers(736_000, 739_500), length=st.integers(0, 900))
def test_a_range_is_what_comparing_every_happening_gives(
    chronology: str, first: int, length: int
) -> None:
    last = first + length
    dated = [item for item in HAPPENINGS if item.newest.event.when is not None]
    expected = [
        item.key for item in dated
        if (when := item.newest.event.when) is not None and when.overlaps(first, last)
    ]  # fmt: skip
    closing = {item.key for item in HAPPENINGS} - {item.key for item in dated}
    found = [key for key in listed(chronology, first=first, last=last) if key not in closing]
    assert sorted(found) == sorted(expected)


def test_replacing_the_happenings_of_a_block_leaves_the_others(chronology: str) -> None:
    before = listed(chronology)
    with database.writing(chronology) as connection, connection.begin():
        writes.replace_happenings(
            connection, "us-mexico", ["t", "none"], [happening("the treaty", "1848")]
        )
    assert listed(chronology) == ["the treaty" if key == "treaty" else key for key in before]


def test_any_number_of_blocks_fits_one_call(target: str) -> None:
    with database.writing(target) as connection, connection.begin():
        blocks = [f"{number}" for number in range(40_000)]
        writes.replace_happenings(connection, "p", blocks, [])
        assert statements.events_of_blocks(connection, "p", blocks) == ()


# ---------------------------------------------------------------- figures


def figure(measure: str, period: str | None = None, as_of: str | None = None) -> Figure:
    return Figure(
        quantity=Quantity(value=Decimal(1), unit=None),
        measure=measure,
        kind="level" if period else "count",
        period=None if period is None else Period.parse(period),
        as_of=None if as_of is None else Period.parse(as_of),
    )


def test_figures_are_sorted_and_filtered(target: str) -> None:
    newer = (figure("Trade in goods", "2022"), figure("ports", None, "2020"), figure("Aid"))
    older = (figure("trade in Goods", "2022"), figure("trade in goods", "2021"))
    with database.writing(target) as connection, connection.begin():
        for label, stated in (("2023", newer), ("2022", older)):
            made = imprint(f"p@{label}")
            add(connection, Snapshot(imprint=made, doc="", sha256="0", figures=stated))

    def found(**filters: Any) -> list[str]:
        with database.reading(target) as connection:
            return [
                f"{item.imprint.label} {item.figure.measure}"
                for item in statements.figures(connection, **filters)
            ]

    trade = ["2022 trade in goods", "2022 trade in Goods", "2023 Trade in goods"]
    assert found() == ["2023 Aid", "2023 ports", *trade]
    assert found(measure=Search("GOODS trade")) == trade
    assert found(measure=Search("good traded")) == trade
    assert found(measure=Search("rade")) == found(measure=Search("100%_")) == []
    assert found(measure=Search("trade"), edition="2022", publication="p") == trade[:2]
    assert found(measure=Search("trade"), limit=1) == trade[:1]
    assert found(measure=Search("goods, TRADE in", exact=True)) == []
    assert found(measure=Search("TRADE in  goods", exact=True)) == trade
    assert found(kind="count") == ["2023 Aid", "2023 ports"]
    assert found(first=day_number(2022, 12, 31)) == trade[1:]
    assert found(last=day_number(2021, 1, 1)) == ["2023 ports", trade[0]]
    assert found(limit=1) == ["2023 Aid"]
    assert found(publication="other") == []


def test_a_figure_comes_with_its_sentence(target: str) -> None:
    sheet(target)
    with database.reading(target) as connection:
        (item,) = statements.figures(connection, measure=Search("trade"))
    assert item.figure == SHEET.figures[0]
    assert item.sentence == "Trade reached $863 billion in 2022."
    assert item.section == ("Trade in 2022",)


# ---------------------------------------------------------------- the whole


def test_a_dump_is_the_same_on_every_engine_and_in_every_order(
    chronology: str, tmp_path: Any
) -> None:
    other = str(tmp_path / "other.db")
    with database.writing(other) as connection, connection.begin():
        moved = replace(capture(TEXT.encode()), origin="elsewhere")
        writes.add_edition(
            connection, SHEET, moved, text=TEXT, text_key="key", blocks=BLOCKS, rules_version="7"
        )
        writes.replace_happenings(connection, "us-mexico", (), HAPPENINGS)
    with database.reading(chronology) as one, database.reading(other) as two:
        lines = list(upkeep.dump(one))
        assert lines == list(upkeep.dump(two))
    assert len(lines) == 1 + 1 + 1 + 1 + 3 + 2 + 2 + len(HAPPENINGS)
    assert not any("/a/b.txt" in line for line in lines)


def test_what_was_tampered_with_is_found(target: str) -> None:
    sheet(target)
    with database.writing(target) as connection, connection.begin():
        edition, figures = tables.edition, tables.figure
        connection.execute(edition.update().values(text=rows.packed("T" + TEXT)))
        connection.execute(figures.update().where(figures.c.number == 1).values(passage=9))
        connection.execute(tables.capture.update().values(data=rows.packed("other")))
    with database.reading(target) as connection:
        found = list(upkeep.verify(connection))
    assert (
        f"us-mexico@2022: the bytes of capture {SHEET.sha256[:12]} are not those that were read"
        in found
    )
    assert "us-mexico@2022: passage 9 is missing" in found
    assert sum("is not in the text" in line for line in found) == 6


def test_reading_loads_neither_alembic_nor_pandas_nor_the_orm(tmp_path: Any) -> None:
    target = str(tmp_path / "timeline.db")
    sheet(target)
    program = (
        "import sys\n"
        "from timeline.store import database, happening_lists, queries, statements\n"
        f"with database.reading({target!r}) as connection:\n"
        "    list(happening_lists.happenings(connection)), list(statements.figures(connection))\n"
        "    queries.snapshot(connection, 'us-mexico', '2022')\n"
        "heavy = {'alembic', 'pandas', 'sqlalchemy.orm', 'psycopg', 'difflib'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
