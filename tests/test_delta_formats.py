"""Deltas as people and programs read them."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from timeline import formats, schemas
from timeline.formats import deltas, registry, webpage
from timeline.formats.delimited import unescape
from timeline.formats.deltacsv import ROWS
from timeline.formats.deltarows import EVERYTHING, Wanted
from timeline.formats.display import EXACT
from timeline.formats.tables import NUMBERS
from timeline.model import (
    Change,
    Delta,
    Event,
    Figure,
    Imprint,
    Passage,
    PassageChange,
    Quote,
    Snapshot,
    Span,
)
from timeline.values import Period, Quantity

IMPRINT = Imprint(publication="us-mexico", label="2023", published=Period.parse("2023~"))
EVIL = "\x1b]0;x\x07\x9b2J\u202e\u2066\x00\r\x7f\u200f"
FORBIDDEN = set(EVIL) - set("]0;x2J")


def figure(
    value: str, unit: str = "USD", measure: str = "trade", *, qualifier: str = "exact", **rest: Any
) -> Figure:
    quantity = Quantity(value=Decimal(value), unit=unit, qualifier=qualifier)
    return Figure(quantity=quantity, measure=measure, kind="level", **rest)


def event(
    edtf: str = "2022-12-12", title: str = "Bicentenary", status: str = "scheduled", **rest: Any
) -> Event:
    return Event(title=title, status=status, when=Period.parse(edtf), **rest)


def passage(
    text: str, start: int = 0, kind: str = "sentence", path: tuple[str, ...] = ("Trade",)
) -> Passage:
    return Passage(Quote(Span(start, start + len(text)), text), kind, path, ("a label",))


def delta(**rows: Any) -> Delta:
    before = Snapshot(
        imprint=Imprint(publication="us-mexico", label="2021", published=Period.parse("2021~")),
        doc="2021",
        sha256="",
    )
    after = Snapshot(imprint=IMPRINT, doc="2023", sha256="")
    return Delta(before=before, after=after, **rows)


PORTS = [figure(n, "port of entry", "ports of entry") for n in ("55", "47")]
DELTA = delta(
    figures=(
        Change(change="changed", before=PORTS[0], after=PORTS[1], fields=(("value", "55", "47"),)),
        Change(
            change="updated",
            before=figure("577300000000", qualifier="estimated", period=Period.of(2020)),
            after=figure("863000000000", period=Period.of(2022)),
            flags=("requalified",),
            score=90,
            reason="same measure",
        ),
        Change(change="unchanged", before=figure("1"), after=figure("1")),
        Change(change="not-covered", before=figure("2"), after=None),
    ),
    events=(
        Change(change="occurred", before=event(), after=event(status="occurred")),
        Change(change="added", before=None, after=event("2023-09", title="Next Dialogue")),
    ),
    passages=(
        PassageChange(
            change="reworded",
            before=(passage("At 55 ports."),),
            after=(passage("At 47 ports."),),
            words=(("=", "At ", "At "), ("~", "55", "47"), ("=", " ports.", " ports.")),
        ),
        PassageChange(change="removed", before=(passage("Gone."),)),
        PassageChange(
            change="split", before=(passage("A; b."),), after=(passage("A."), passage("B."))
        ),
    ),
)  # fmt: skip


def test_a_delta_reads_as_one_line_a_change() -> None:
    assert registry.write_delta("text", DELTA) == (
        "us-mexico@2021, published about 2021 (complete) -> "
        "us-mexico@2023, published about 2023 (complete)\n"
        "\n"
        "Figures: 1 changed, 1 updated; 1 not covered, 1 unchanged\n"
        "  changed  ports of entry: 55 -> 47 ports of entry\n"
        "  updated  trade: estimated $577.3 billion (2020) -> $863 billion (2022)  [requalified]\n"
        "\n"
        "Events: 1 added, 1 occurred\n"
        "  occurred  Dec. 12, 2022, scheduled -> occurred: Bicentenary\n"
        "  added     Sept. 2023, scheduled: Next Dialogue\n"
        "\n"
        "Passages: 1 removed, 1 reworded, 1 split\n"
        '  reworded  "At [-55-]{+47+} ports."\n'
        '  removed   "Gone."\n'
        '  split     "A; b." -> "A." + "B."\n'
    )


def test_an_exact_delta_shows_every_digit_codes_of_currencies_and_iso_dates() -> None:
    shown = registry.write_delta("text", DELTA, style=EXACT)
    assert "  trade: estimated 577,300,000,000 (2020) -> 863,000,000,000 USD (2022)  " in shown
    assert "  occurred  2022-12-12 scheduled -> occurred: Bicentenary\n" in shown
    page = Outline(registry.write_delta("html", DELTA, style=EXACT))
    assert "estimated 577,300,000,000 USD (2020)" in page.of("td")


def test_what_is_written_for_programs_heeds_no_style() -> None:
    for name in ("json", "jsonl", "csv"):
        exact = registry.write_delta(name, DELTA, style=EXACT)
        assert registry.write_delta(name, DELTA) == exact


def test_everything_shows_what_is_unchanged_and_not_covered_too() -> None:
    shown = registry.write_delta("text", DELTA, EVERYTHING)
    assert "  unchanged    trade: $1\n" in shown
    assert "  not-covered  trade: $2\n" in shown


def test_a_delta_without_changes_says_so() -> None:
    same = delta(figures=(Change(change="unchanged", before=figure("1"), after=figure("1")),))
    assert registry.write_delta("text", same).splitlines()[2:] == [
        "Figures: no change; 1 unchanged",
        "",
        "Events: none",
        "",
        "Passages: none",
    ]


def test_a_long_stretch_of_kept_words_is_cut_in_the_middle() -> None:
    kept = "one two three four five six seven eight nine ten eleven twelve "
    row = PassageChange(change="reworded", words=(("=", kept, kept), ("+", "", "new")))
    shown = deltas.text(delta(passages=(row,)))
    assert '"one two three four five … eight nine ten eleven twelve {+new+}"' in shown


def test_a_rescoped_figure_shows_both_measures() -> None:
    row = Change(
        change="rescoped",
        before=figure("5", measure="trade in goods and services"),
        after=figure("4", measure="trade in goods"),
    )
    shown = deltas.text(delta(figures=(row,)))
    assert "  rescoped  trade in goods and services -> trade in goods: $5 -> $4\n" in shown


def test_another_unit_is_shown_on_both_sides() -> None:
    row = Change(change="unit-changed", before=figure("5", "person"), after=figure("4", "percent"))
    assert "trade: 5 people -> 4 percent\n" in deltas.text(delta(figures=(row,)))


def test_a_delta_in_json_holds_the_full_records() -> None:
    written = json.loads(registry.write_delta("json", DELTA))
    assert list(written) == [
        "schema", "before", "after", "summary", "figures", "events", "passages", "revisions",
    ]  # fmt: skip
    assert (written["before"]["edition"], written["after"]["published"]) == ("2021", "2023~")
    assert written["summary"]["figures"] == {
        "changed": 1, "not-covered": 1, "unchanged": 1, "updated": 1,
    }  # fmt: skip
    assert [row["change"] for row in written["figures"]] == ["changed", "updated"]
    assert written["figures"][0]["fields"] == {"value": ["55", "47"]}
    updated = written["figures"][1]
    assert (updated["before"]["value"], updated["after"]["period"]) == ("577300000000", "2022")
    assert (updated["flags"], updated["score"], updated["reason"]) == (
        ["requalified"],
        90,
        "same measure",
    )
    assert written["events"][1]["before"] is None
    assert written["passages"][1] == {
        "change": "removed",
        "noise": None,
        "before": [{"start": 0, "end": 5, "text": "Gone.", "kind": "sentence", "path": ["Trade"]}],
        "after": [],
        "words": [],
    }
    assert written["passages"][0]["words"][1] == {"mark": "~", "old": "55", "new": "47"}


def test_everything_in_json_adds_rows_and_changes_no_count() -> None:
    short = json.loads(registry.write_delta("json", DELTA))
    complete = json.loads(registry.write_delta("json", DELTA, EVERYTHING))
    assert complete["summary"] == short["summary"]
    assert [row["change"] for row in complete["figures"]] == [
        "changed",
        "updated",
        "unchanged",
        "not-covered",
    ]


def test_a_delta_in_markdown_has_headings_and_lists() -> None:
    shown = registry.write_delta("md", DELTA)
    assert "\n## Events: 1 added, 1 occurred\n\n- **occurred** Dec. 12, 2022, scheduled" in shown
    assert "- **updated** trade: estimated $577.3 billion (2020) -\\> $863 billion" in shown


# ---------------------------------------------------------------- noise

NOISY = delta(
    passages=(
        PassageChange(
            change="reworded",
            before=(passage("The council's 5 members."),),
            after=(passage("The council\u2019s 6 members."),),
            words=(
                ("=", "The council", "The council"),
                ("~", "'", "\u2019"),
                ("=", "s ", "s "),
                ("~", "5", "6"),
                ("=", " members.", " members."),
            ),
        ),
        PassageChange(
            change="unchanged",
            before=(passage("One  two\nthree."),),
            after=(passage("One two three."),),
            words=(
                ("=", "One", "One"),
                ("~", "  ", " "),
                ("=", "two", "two"),
                ("~", "\n", " "),
                ("=", "three.", "three."),
            ),
        ),
        PassageChange(change="added", after=(passage("Menu", kind="boilerplate", path=()),)),
    ),
)


def test_noise_is_counted_apart_and_folded() -> None:
    assert registry.write_delta("text", NOISY).splitlines()[6:] == [
        "Passages: 1 reworded",
        '  reworded  "The council\u2019s [-5-]{+6+} members."',
        "",
        "Noise: 1 of chrome, 1 of typography; --noise shows them",
    ]
    assert registry.write_delta("md", NOISY).endswith(
        "\n## Noise: 1 of chrome, 1 of typography; not listed\n"
    )
    assert next(registry.write_stats([NOISY])).splitlines()[3:] == [
        "  Passages: 1 reworded",
        "  Noise: 1 of chrome, 1 of typography",
    ]


def test_noise_that_is_asked_for_is_listed_and_marked_to_the_blank() -> None:
    assert registry.write_delta("text", NOISY, Wanted(noise=True)).splitlines()[6:] == [
        "Passages: 1 reworded",
        '  reworded  "The council[-\'-]{+\u2019+}s [-5-]{+6+} members."',
        "",
        "Noise: 1 of chrome, 1 of typography",
        '  unchanged  "One[-␣␣-]{+␣+}two[-⏎-]{+␣+}three."  [typography]',
        '  added      "Menu"  [chrome]',
    ]
    shown = registry.write_delta("md", NOISY, Wanted(noise=True))
    assert '- **added** "Menu" (chrome)\n' in shown


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a", "b", "[-a-]{+b+}"),
        ("", " ", "{+␣+}"),
        (" ", "\n", " "),
        ("-", "\u2014", "\u2014"),
        ("-", " - ", " [---]{+-+} "),
        ("  gone ", "", "  [-gone-] "),
        ("The ", "the ", "the "),
    ],
)
def test_a_changed_stretch_is_marked_where_its_words_changed(
    old: str, new: str, shown: str
) -> None:
    row = PassageChange(change="reworded", words=(("=", "x", "x"), ("~", old, new)))
    assert f'"x{shown}"' in deltas.text(delta(passages=(row,)))


def test_rows_of_noise_are_named_in_json_and_left_out_unless_asked_for() -> None:
    short = json.loads(registry.write_delta("json", NOISY))
    assert short["summary"]["noise"] == {"chrome": 1, "typography": 1}
    assert [row["noise"] for row in short["passages"]] == [None]
    for wanted in (EVERYTHING, Wanted(noise=True)):
        complete = json.loads(registry.write_delta("json", NOISY, wanted))
        assert [row["noise"] for row in complete["passages"]] == [None, "typography", "chrome"]


def test_quiet_rows_that_are_asked_for_bring_no_noise() -> None:
    shown = json.loads(registry.write_delta("json", NOISY, Wanted(quiet=True)))
    assert [row["change"] for row in shown["passages"]] == ["reworded"]


# ---------------------------------------------------------------- moved, split, merged

PARTED = delta(
    passages=(
        PassageChange(
            change="moved",
            before=(passage("It moves.", path=("Trade", "Ports")),),
            after=(passage("It moves.", 7, path=("Security",)),),
        ),
        PassageChange(change="moved", before=(passage("So."),), after=(passage("So.", 9),)),
        PassageChange(
            change="merged",
            before=(passage("A."), passage("B.", 3)),
            after=(passage("A; b.", 20),),
        ),
    ),
)


def test_a_moved_passage_is_shown_once_with_the_sections_it_left_and_came_to() -> None:
    assert registry.write_delta("text", PARTED).splitlines()[7:] == [
        '  moved   "It moves."  [Trade > Ports -> Security]',
        '  moved   "So."',
        '  merged  "A." + "B." -> "A; b."',
    ]
    assert '- **moved** "It moves." (Trade \\> Ports -\\> Security)\n' in registry.write_delta(
        "md", PARTED
    )


# ---------------------------------------------------------------- JSON lines


def test_json_lines_hold_one_row_a_line_with_the_editions_that_it_compares() -> None:
    lines = [json.loads(line) for line in registry.write_delta("jsonl", DELTA).splitlines()]
    whole = json.loads(registry.write_delta("json", DELTA))
    names = {"before_edition": "us-mexico@2021", "after_edition": "us-mexico@2023"}
    assert lines == [
        {"about": about, **names, **row}
        for about in ("figure", "event", "passage")
        for row in whole[f"{about}s"]
    ]
    schema = schemas.load("delta")
    for line in lines:
        part = {"$ref": f"#/$defs/{line['about']}Change", "$defs": schema["$defs"]}
        bare = {k: v for k, v in line.items() if k not in ("about", *names)}
        Draft202012Validator(part).validate(bare)


def test_a_delta_without_changes_has_no_line() -> None:
    assert registry.write_delta("jsonl", delta()) == ""


# ---------------------------------------------------------------- CSV


def csv_rows(found: Delta, wanted: Wanted = EVERYTHING) -> list[dict[str, str]]:
    text = registry.write_delta("csv", found, wanted)
    assert text.count("\r\n") == text.count("\n") - sum(
        row.count("\n") for row in text.split("\r\n")
    )
    return [*csv.DictReader(io.StringIO(text, newline=""))]


def stated(row: dict[str, str]) -> dict[str, str]:
    """Return the cells that state something, but those of the editions."""
    return {
        name: cell for name, cell in row.items() if cell and not name.endswith(("edition", "ished"))
    }


def test_csv_has_one_record_a_row_and_fixed_columns() -> None:
    rows = csv_rows(DELTA, Wanted())
    assert [(row["about"], row["change"]) for row in rows] == [
        ("figure", "changed"), ("figure", "updated"), ("event", "occurred"), ("event", "added"),
        ("passage", "reworded"), ("passage", "removed"), ("passage", "split"),
    ]  # fmt: skip
    assert tuple(rows[0]) == tuple(column.name for column in ROWS.columns)
    assert {(row["before_edition"], row["after_published"]) for row in rows} == {
        ("us-mexico@2021", "2023~")
    }
    assert stated(rows[1]) == {
        "about": "figure", "change": "updated", "flags": "requalified", "what": "trade",
        "before_value": "577300000000", "after_value": "863000000000",
        "before_unit": "USD", "after_unit": "USD",
        "before_qualifier": "estimated", "after_qualifier": "exact",
        "before_period": "2020", "after_period": "2022",
        "score": "90", "reason": "same measure",
    }  # fmt: skip
    assert stated(rows[2]) == {
        "about": "event", "change": "occurred", "what": "Bicentenary",
        "before_period": "2022-12-12", "after_period": "2022-12-12",
        "before_status": "scheduled", "after_status": "occurred",
    }  # fmt: skip
    assert stated(rows[4]) == {
        "about": "passage", "change": "reworded", "words": "At [-55-]{+47+} ports.",
        "before_text": "At 55 ports.", "after_text": "At 47 ports.",
        "before_section": "Trade", "after_section": "Trade",
        "before_start": "0", "after_start": "0", "before_end": "12", "after_end": "12",
    }  # fmt: skip
    assert rows[6]["after_text"] == "A.\nB."
    assert len(csv_rows(DELTA)) == 9


def test_csv_of_a_delta_without_changes_is_its_header() -> None:
    assert registry.write_delta("csv", delta()).startswith("before_edition,after_edition,")
    assert registry.write_delta("csv", delta()).count("\r\n") == 1


def test_a_spreadsheet_takes_no_cell_of_a_delta_for_a_formula() -> None:
    text = '=HYPERLINK("http://x")'
    found = delta(
        figures=(Change(change="added", before=None, after=figure("-5", "-x", "+1")),),
        passages=(PassageChange(change="added", after=(passage(text),)),),
    )
    first, second = csv_rows(found)
    assert (first["after_value"], first["after_unit"], first["what"]) == ("-5", "'-x", "'+1")
    assert second["after_text"] == f"'{text}"
    kinds = {column.name: column.kind for column in ROWS.columns}
    for row in csv_rows(evil_delta()):
        for name, cell in row.items():
            assert kinds[name] in NUMBERS or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert name != "what" or not cell or unescape(cell) in (EVIL, "m")


# ---------------------------------------------------------------- HTML


class Outline(HTMLParser):
    """The elements of a page in order, and its text; every element must be closed in order."""

    EMPTY = frozenset({"meta"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], data))

    def of(self, tag: str) -> list[str]:
        """Return the texts that stand in an element of this name."""
        return [text for each, text in self.texts if each == tag]


def test_a_page_is_whole_and_says_what_changed() -> None:
    page = registry.write_delta("html", DELTA)
    outline = Outline(page)
    tags = [tag for tag, _ in outline.elements]
    title = "What changed from us-mexico@2021 to us-mexico@2023"
    assert page.startswith("<!doctype html>\n")
    assert ("html", {"lang": "en"}) in outline.elements
    assert outline.of("title") == outline.of("h1") == [title]
    assert outline.of("h2") == [
        "Figures: 1 changed, 1 updated; 1 not covered, 1 unchanged",
        "Events: 1 added, 1 occurred",
        "Passages: 1 removed, 1 reworded, 1 split",
    ]
    assert tags.count("main") == tags.count("h1") == 1
    assert tags.count("table") == tags.count("caption") == 3
    assert {"col", "row"} == {a["scope"] for tag, a in outline.elements if tag == "th"}
    assert "estimated $577.3 billion (2020)" in outline.of("td")
    assert outline.of("del") == ["55", "Gone."]
    assert outline.of("ins") == ["47"]
    assert "At <del>55</del><ins>47</ins> ports." in page


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    outline = Outline(registry.write_delta("html", DELTA, EVERYTHING))
    assert {tag for tag, _ in outline.elements} & {"script", "link", "img", "iframe"} == set()
    names = {name for _, attributes in outline.elements for name in attributes}
    assert names <= {
        "aria-label", "aria-labelledby", "charset", "class", "content", "data-head", "dir",
        "http-equiv", "lang", "name", "role", "scope",
    }  # fmt: skip


def test_what_a_document_says_is_no_markup_of_the_page() -> None:
    text = "</p><script>alert('1')</script><b title=\"&amp;\">"
    found = delta(
        figures=(Change(change="added", before=None, after=figure("1", text, text)),),
        events=(Change(change="added", before=None, after=event(title=text)),),
        passages=(PassageChange(change="added", after=(passage(text, path=(text,)),)),),
    )
    outline = Outline(registry.write_delta("html", found))
    assert {"script", "b"}.isdisjoint(tag for tag, _ in outline.elements)
    assert outline.of("ins") == [text]
    assert outline.of("th")[-1] == text


def test_a_page_leads_from_a_value_to_its_sentence() -> None:
    after = Snapshot(imprint=IMPRINT, doc="", sha256="", passages=(passage("At 47 ports."),))
    stated = figure("47", "port", quote=Quote(Span(3, 11), "47 ports"), passage=0)
    row = Change(change="added", before=None, after=stated)
    found = Delta(before=delta().before, after=after, figures=(row,))
    outline = Outline(registry.write_delta("html", found))
    assert outline.of("summary") == ["Sentence"]
    assert outline.of("p")[-2:] == ["At 47 ports.", "Characters 3 to 11"]


def test_a_page_shows_split_and_moved_passages_and_noise() -> None:
    parted = Outline(registry.write_delta("html", PARTED))
    assert parted.of("p") == ["It moves.", "So.", "Earlier", "A.", "B.", "Later", "A; b."]
    assert "Trade > Ports → Security, characters 7 to 16" in parted.of("span")
    noisy = Outline(registry.write_delta("html", NOISY, EVERYTHING))
    assert noisy.of("h2")[-1] == "Noise: 1 of chrome, 1 of typography"
    assert noisy.of("span")[-1] == "chrome, characters 0 to 4"
    assert noisy.of("del") == ["'", "5", "␣␣", "⏎"]
    folded = Outline(registry.write_delta("html", NOISY))
    assert folded.of("h2")[-1].endswith("; not listed")
    assert folded.of("del") == ["5"]


def test_a_log_is_one_page_and_one_table() -> None:
    (page,) = registry.write_log("html", [DELTA, PARTED])
    outline = Outline(page)
    assert outline.of("h1") == ["What each edition of us-mexico changed"]
    assert outline.of("h2") == ["us-mexico@2021 → us-mexico@2023"] * 2
    links = [a["href"] for tag, a in outline.elements if tag == "a"]
    assert links == [f"#{a['id']}" for tag, a in outline.elements if tag == "h2"]
    table = "".join(map(str, registry.write_log("csv", [DELTA, PARTED])))
    assert table.count("before_edition") == 1
    assert table.count("us-mexico@2021") == 10


def brightness(color: str) -> float:
    """Source: WCAG 2.2, "relative luminance"."""
    digits = color * 2 if len(color) == 3 else color
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_colours_of_a_page_can_be_read(scheme: int) -> None:
    style = re.search(r"<style>(.*)</style>", webpage.page("", ""), re.DOTALL)
    assert style
    blocks = [dict(re.findall(r"--([\w-]+): #(\w+)", part)) for part in style[1].split(":root")[1:]]
    colors = blocks[scheme]
    pairs = [(name, "page") for name in ("text", "quiet", "link")]
    pairs += [(name, f"{name}-back") for name in ("in", "out", "other")]
    for front, back in pairs:
        low, high = sorted(brightness(colors[name]) for name in (front, back))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (front, back)


# ---------------------------------------------------------------- control characters


def evil_delta() -> Delta:
    one = Event(title=EVIL, status="occurred", actors=(EVIL,), recurrence=EVIL)
    stated = figure("1", EVIL, EVIL, subject=EVIL, period_text=EVIL)
    imprint = Imprint(publication="p", label="1", source=EVIL, title=EVIL)
    snapshot = Snapshot(imprint=imprint, doc=EVIL, sha256="")
    passage = Passage(Quote(Span(0, len(EVIL)), EVIL), "sentence", (EVIL,))
    return Delta(
        before=snapshot,
        after=snapshot,
        figures=(
            Change(change="added", before=None, after=stated),
            Change(change="updated", before=figure("1", EVIL, "m"), after=stated),
        ),
        events=(
            Change(change="dropped", before=one, after=None),
            Change(change="occurred", before=event(), after=one),
        ),
        passages=(
            PassageChange(change="moved", before=(passage,), after=(passage,)),
            PassageChange(
                change="reworded",
                before=(passage,),
                after=(passage,),
                words=(("=", EVIL, EVIL), ("~", EVIL, "a")),
            ),
        ),
    )


@pytest.mark.parametrize("name", [name for name in formats.DELTA_FORMATS if name != "csv"])
def test_no_control_character_of_a_document_reaches_a_delta(name: str) -> None:
    assert not FORBIDDEN & set(registry.write_delta(name, evil_delta(), EVERYTHING))
