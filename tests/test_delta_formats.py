"""Deltas as people and programs read them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from timeline import formats
from timeline.formats import deltas, registry
from timeline.formats.deltarows import EVERYTHING, Wanted
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
        "  updated  trade: estimated 577,300,000,000 (2020) -> 863,000,000,000 USD (2022)"
        "  [requalified]\n"
        "\n"
        "Events: 1 added, 1 occurred\n"
        "  occurred  2022-12-12 scheduled -> occurred: Bicentenary\n"
        "  added     2023-09 scheduled: Next Dialogue\n"
        "\n"
        "Passages: 1 removed, 1 reworded, 1 split\n"
        '  reworded  "At [-55-]{+47+} ports."\n'
        '  removed   "Gone."\n'
        '  split     "A; b." -> "A." + "B."\n'
    )


def test_everything_shows_what_is_unchanged_and_not_covered_too() -> None:
    shown = registry.write_delta("text", DELTA, EVERYTHING)
    assert "  unchanged    trade: 1 USD\n" in shown
    assert "  not-covered  trade: 2 USD\n" in shown


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
    assert "  rescoped  trade in goods and services -> trade in goods: 5 -> 4 USD\n" in shown


def test_another_unit_is_shown_on_both_sides() -> None:
    row = Change(change="unit-changed", before=figure("5", "person"), after=figure("4", "percent"))
    assert "trade: 5 people -> 4 percent\n" in deltas.text(delta(figures=(row,)))


def test_a_delta_in_json_holds_the_full_records() -> None:
    written = json.loads(registry.write_delta("json", DELTA))
    assert list(written) == [
        "schema", "before", "after", "summary", "figures", "events", "passages",
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
    assert "\n## Events: 1 added, 1 occurred\n\n- **occurred** 2022-12-12 scheduled" in shown
    assert "- **updated** trade: estimated 577,300,000,000 (2020) -\\> 863" in shown


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
