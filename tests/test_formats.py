"""Lists and deltas as people and programs read them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal
from itertools import cycle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions import one_happening
from timeline import formats
from timeline.formats import display, plain, registry
from timeline.formats.items import ITEMS
from timeline.formats.tables import EDITIONS, FIGURES, HAPPENINGS, Item, Listing
from timeline.model import (
    Diagnostic,
    EditionSummary,
    Event,
    Figure,
    Happening,
    Imprint,
    Quote,
    Span,
    StatedFigure,
    Statement,
)
from timeline.values import Period, Quantity

IMPRINT = Imprint(
    publication="us-mexico", label="2023", published=Period.parse("2023~"), source="a ministry"
)


def whole(name: str, listing: Listing[Any], items: Iterable[Any], width: int = 80) -> str:
    return "".join(registry.write_list(name, listing, items, width))


def figure(value: str, unit: str | None = "USD", **fields: Any) -> Figure:
    of_quantity = {"value_high", "low", "high", "per", "qualifier", "step"}
    numbers = {k: v for k, v in fields.items() if k in of_quantity}
    for key in {"value_high", "low", "high"} & set(numbers):
        numbers[key] = Decimal(numbers[key])
    rest = {k: v for k, v in fields.items() if k not in of_quantity}
    quantity = Quantity(value=Decimal(value), unit=unit, **numbers)
    return Figure(quantity=quantity, **{"measure": "trade", "kind": "level", **rest})


def event(edtf: str | None = "2022-12-12", **fields: Any) -> Event:
    when = None if edtf is None else Period.parse(edtf)
    return Event(**{"title": "Bicentenary", "status": "scheduled", "when": when, **fields})


def happening(stated: Event, *editions: str, **fields: Any) -> Happening:
    newest = Statement(imprint=IMPRINT, event=stated, **fields)
    return one_happening(newest, *editions)


# ---------------------------------------------------------------- control characters


def test_control_characters_are_shown_and_not_obeyed() -> None:
    assert display.visible("a\x1b[31mb\x07\x7f\x9b\u202ec\ud800") == "a␛[31mb␇␡\\x9b\\u202ec\\ud800"
    assert display.visible("two\r\nlines\tand \u2028more") == "two  lines and  more"
    assert display.safe("a,b\r\n\x1b\r\n") == "a,b\n␛\n"


EVIL = "\x1b]0;x\x07\x9b2J\u202e\u2066\x00\r\x7f\u200f"
FORBIDDEN = set(EVIL) - set("]0;x2J")


def evil_items() -> list[tuple[Any, Any]]:
    imprint = Imprint(publication="p", label="1", source=EVIL, title=EVIL)
    quote = Quote(Span(0, len(EVIL)), EVIL)
    stated = Figure(
        quantity=Quantity(value=Decimal(1), unit=EVIL, per=EVIL),
        measure=EVIL, kind="count", subject=EVIL, period_text=EVIL, quote=quote,
    )  # fmt: skip
    one = Event(title=EVIL, status="occurred", actors=(EVIL,), recurrence=EVIL)
    texts: dict[str, Any] = {"sentence": EVIL, "section": (EVIL, EVIL)}
    statement = Statement(imprint=imprint, event=one, **texts)
    row = StatedFigure(imprint=imprint, figure=stated, **texts)
    edition = EditionSummary(
        imprint=imprint, written=None, figures=0, events=0, captures=0, has_text=True,
        diagnostics=(Diagnostic("odd", EVIL),),
    )  # fmt: skip
    return [
        (HAPPENINGS, one_happening(statement)),
        (FIGURES, row),
        (EDITIONS, edition),
        (ITEMS, row),
        (ITEMS, statement),
    ]


@pytest.mark.parametrize("name", ["table", "text", "md", "json", "jsonl"])
def test_no_control_character_of_a_document_reaches_a_list(name: str) -> None:
    for listing, item in evil_items():
        assert not FORBIDDEN & set(whole(name, listing, [item]))


def test_json_escapes_mean_the_same_text() -> None:
    listing, item = evil_items()[0]
    record = json.loads(whole("json", listing, [item]))[0]
    assert (record["title"], record["actors"]) == (EVIL, [EVIL])


# ---------------------------------------------------------------- lists

ROWS = [
    happening(event("2020-07-01", title="USMCA Enters Into Force", status="occurred"), "2022"),
    happening(event("2022-12-12", title="Bicentenary of Diplomatic Relations"), "2022", "2023"),
    happening(event(None, title="Dialogue", status="recurring", recurrence="P1Y")),
]


def test_a_table_is_aligned_and_closes_with_what_has_no_date() -> None:
    assert whole("table", HAPPENINGS, ROWS, 79) == (
        "when           status     what                      edition (+others)  origin\n"
        "-------------  ---------  ------------------------  -----------------  --------\n"
        "July 1, 2020   occurred   USMCA Enters Into Force   us-mexico@2023     snapshot\n"
        "Dec. 12, 2022  scheduled  Bicentenary of            us-mexico@2023 +1  snapshot\n"
        "                          Diplomatic Relations\n"
        "\n"
        "Recurring, or without a date of its own\n"
        "every year     recurring  Dialogue                  us-mexico@2023     snapshot\n"
    )


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.integers(78, 200))
def test_a_table_keeps_to_its_width(titles: list[str], width: int) -> None:
    rows = [happening(event(title=title)) for title in titles]
    for line in whole("table", HAPPENINGS, rows, width).splitlines():
        assert plain.cells(line) <= width


def test_wide_and_combining_characters_are_counted_as_a_terminal_shows_them() -> None:
    assert [plain.cells(text) for text in ("abc", "日本", "e\u0301", "Jóvenes")] == [3, 4, 1, 7]


@given(st.text(max_size=80), st.integers(2, 30))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    lines = plain.wrap(text, width, lines=1_000)
    assert all(plain.cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_cell_that_is_too_long_is_cut_with_an_ellipsis() -> None:
    assert plain.wrap("aaaa bbbb cccc dddd", 4, lines=2) == ["aaaa", "bbb…"]
    assert plain.wrap("abcdefghij", 4, lines=3) == ["abcd", "efgh", "ij"]


def test_a_text_list_shows_the_sentence_and_where_it_stands() -> None:
    stated = event(quote=Quote(Span(10, 20), "in December"), passage=1, status="occurred")
    rows = [happening(stated, "2022", "2023", sentence="They met\nin December.")]
    assert whole("text", HAPPENINGS, rows) == (
        "Dec. 12, 2022  occurred  Bicentenary\n"
        '    "They met in December."\n'
        "    [us-mexico@2023, published about 2023; characters 10 to 20]\n"
        "    stated by 2 editions, 2022 to 2023\n"
    )


def test_what_is_loaded_shows_its_source_instead_of_a_sentence() -> None:
    rows = [StatedFigure(imprint=IMPRINT, figure=figure("47", "port of entry", measure="ports"))]
    assert whole("text", FIGURES, rows) == (
        "ports: 47 ports of entry\n"
        "    [us-mexico@2023, published about 2023; snapshot file: a ministry]\n"
    )


def test_markdown_shows_a_text_as_it_stands() -> None:
    rows = [happening(event(title="a|b *c* <d> [e](f) `g` _h_ #i"))]
    last = whole("md", HAPPENINGS, rows).splitlines()[-1]
    assert "a\\|b \\*c\\* \\<d\\> \\[e\\](f) \\`g\\` \\_h\\_ \\#i" in last


def test_json_lists_hold_decimals_as_strings_and_counts_as_numbers() -> None:
    row = StatedFigure(
        imprint=IMPRINT,
        figure=figure("863000000000", quote=Quote(Span(3, 9), "$863 b"), passage=2),
        section=("Trade",),
    )
    record = json.loads(whole("json", FIGURES, [row]))[0]
    assert (record["value"], record["start"], record["passage"]) == ("863000000000", 3, 2)
    assert (record["section"], record["rules"], record["period"]) == (["Trade"], [], None)
    assert (record["source"], record["attributed_to"]) == ("a ministry", None)
    assert list(record) == [column.name for column in FIGURES.columns]
    assert json.loads(whole("jsonl", FIGURES, [row])) == record


@pytest.mark.parametrize(
    ("name", "expected"), [("table", ""), ("text", ""), ("json", "[]\n"), ("jsonl", ""), ("md", "")]
)
def test_a_list_of_nothing_is_nothing(name: str, expected: str) -> None:
    assert whole(name, FIGURES, []) == expected


@pytest.mark.parametrize("name", ["text", "csv", "json", "jsonl", "md"])
def test_a_list_without_end_is_written_as_its_items_come(name: str) -> None:
    pieces = registry.write_list(name, HAPPENINGS, cycle(ROWS))
    assert all(next(pieces) for _ in range(3))


def test_an_iterator_is_a_list_too() -> None:
    for name in sorted({*formats.LIST_FORMATS} - {"xlsx", "parquet"}):  # in these, text is packed
        assert "USMCA" in whole(name, HAPPENINGS, iter(ROWS))


def test_every_name_has_its_writer() -> None:
    assert tuple(registry.LISTS) == formats.LIST_FORMATS
    assert tuple(registry.DELTAS) == formats.DELTA_FORMATS


def test_open_ends_have_no_first_or_last_day() -> None:
    columns = {column.name: column for column in HAPPENINGS.columns}
    since = happening(event("1948/.."))
    assert columns["first_day"].of(since) == "1948-01-01"
    assert columns["last_day"].of(since) is None


def test_an_edition_says_what_it_holds_and_where_from() -> None:
    edition = EditionSummary(
        imprint=IMPRINT, written=None, figures=3, events=2, captures=1, has_text=False
    )
    assert whole("text", EDITIONS, [edition]) == (
        "us-mexico@2023  about 2023\n    3 figures, 2 events, complete; snapshot file: a ministry\n"
    )


def test_items_stand_under_their_section() -> None:
    items: list[Item] = [
        Statement(imprint=IMPRINT, event=event(), section=("Trade", "Ports")),
        StatedFigure(imprint=IMPRINT, figure=figure("47", "port"), section=("Trade", "Ports")),
    ]
    shown = whole("table", ITEMS, items).splitlines()
    assert shown[3] == "Trade > Ports"
    assert [line.split()[0] for line in shown[4:]] == ["event", "figure"]


def test_formats_load_no_heavy_library_until_csv_is_written() -> None:
    code = (
        "import sys; import timeline.formats.registry; "
        "print(sorted({'pandas', 'numpy', 'rich', 'sqlalchemy', 'jsonschema'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
