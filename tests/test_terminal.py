"""What people see on a terminal: tables, signs, colours, the pager, how far a command is."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from itertools import pairwise
from pathlib import Path

import click
import pytest
from rich.cells import cell_len

from commands import done, written
from terminals import TIMELINE, on_screen, shown
from timeline.formats.plain import cells

SHEET = """\
# Relations with Tarn

## Trade

In {before}, exports of wool to Tarn came to ${value} billion.

## Visits

The 日本 Harbour Council met in Tarn on May 3, {before}. The Wool Treaty 🇲🇽 was signed in {before}.
The Lagoon Bridge is scheduled to open in June {after}.
"""
COLORS = re.compile(r"\x1b\[(?:0|1|3[0-7])(?:;(?:0|1|3[0-7]))*m")
LISTS = (
    "events", "events --all", "figures", "editions", "show tarn@2021", "history wool",
    "history wool --triangle", "blame tarn@2022", "status --format table --today 2030",
)  # fmt: skip


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of four editions, which no test may change."""
    folder = tmp_path_factory.mktemp("terminal")
    for year, value in ((2019, 3), (2020, 9), (2021, 6), (2022, 12)):
        text = SHEET.format(before=year - 1, after=year + 1, value=value)
        written(folder, f"tarn/{year}.md", text)
    done("ingest", folder / "tarn", "--db", folder / "timeline.db")
    return folder


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("events", 120),
        ("figures", 200),
        *((line, columns) for line in LISTS for columns in (40, 80)),
    ],
)
def test_no_line_of_a_list_is_wider_than_the_terminal(
    stored: Path, line: str, columns: int
) -> None:
    screen = on_screen(*line.split(), columns=columns, folder=stored)
    assert screen.status == 0
    assert len(screen.lines) > 2
    assert [each for each in screen.lines if cells(click.unstyle(each)) > columns] == []


def test_columns_stand_below_one_another_whatever_the_script(stored: Path) -> None:
    lines = on_screen("events", folder=stored, columns=120, NO_COLOR="1").lines
    place = lines[0].index("edition")
    events = [line for line in lines if "tarn@" in line]
    assert {"日本" in line for line in events} == {True, False}
    assert {cells(line[: line.index("tarn@")]) for line in events} == {place}


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("日本語", 6), ("한글", 4), ("\u1112\u1161\u11ab", 2), ("ｗｉｄｅ", 8), ("e\u0301", 1),
        ("हिन्दी", 3), ("ก็", 1), ("עברית", 5), ("🇲🇽", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2),
        ("❤", 1), ("❤️", 2), ("1️⃣", 2), ("a\u200bb", 2), ("●◊━╌✕▲=≠", 8),
    ],
)  # fmt: skip
def test_widths_are_measured_as_the_table_is_padded(text: str, size: int) -> None:
    assert cells(text) == cell_len(text) == size


def test_the_chronology_has_a_heading_for_each_year(stored: Path) -> None:
    lines = on_screen("events", folder=stored, NO_COLOR="1").lines
    years = [line[:4] for line in lines if re.match(r"\d{4} ─", line)]
    assert years == sorted(set(years))
    assert {"2018", "2019", "2020", "2021"} <= set(years)


def test_what_began_before_the_first_day_asked_for_stands_under_its_year(tmp_path: Path) -> None:
    text = "# Tarn\n\nThe wool programme has run since 1948. The treaty was signed in 2022.\n"
    done("ingest", written(tmp_path, "2023.md", text), "--db", tmp_path / "timeline.db")
    screen = on_screen("events", "--all", "--from", "2020", folder=tmp_path, NO_COLOR="1")
    headings = [line for line in screen.lines if "──" in line][1:]
    assert "since 1948" in screen.text
    assert [line[:4] for line in headings] == ["2020", "2022"]


def test_a_search_has_the_best_first_and_so_no_years(stored: Path) -> None:
    found = on_screen("events", "--search", "treaty", folder=stored).lines
    assert len(found) > 3
    assert [line for line in found if re.match(r"\d{4} ─", click.unstyle(line))] == []


def test_a_status_is_a_word_with_a_sign(stored: Path) -> None:
    text = on_screen("events", folder=stored, NO_COLOR="1").text
    assert "● occurred" in text
    assert "◊ scheduled" in text
    assert "→ updated" in on_screen("history", "wool", folder=stored, NO_COLOR="1").text
    asked = ("status", "--format", "table", "--today", "2030")
    found = on_screen(*asked, folder=stored, NO_COLOR="1").text
    assert "▲ 1. overdue" in found


def test_where_the_columns_do_not_fit_each_row_is_a_paragraph(stored: Path) -> None:
    lines = on_screen("figures", columns=40, folder=stored, NO_COLOR="1").lines
    assert lines[0] == "exports of wool to Tarn"
    assert lines[1].startswith("  $3 billion · 2018")


def test_three_values_of_one_unit_are_drawn_with_the_last_in_words(stored: Path) -> None:
    assert "\n▁▅▃█ $12 billion (2021)\n" in on_screen(
        "history", "wool", folder=stored, NO_COLOR="1"
    ).text  # fmt: skip


def test_a_pipe_gets_no_signs_and_no_headings_of_years(stored: Path) -> None:
    piped = done("events", "--db", stored / "timeline.db").stdout
    assert "occurred" in piped
    assert not set("●◊─\x1b") & set(piped)


@pytest.mark.parametrize("line", ["events", "history wool", "status --format table --today 2030"])
def test_colours_are_of_the_sixteen_that_each_terminal_has(stored: Path, line: str) -> None:
    text = on_screen(*line.split(), folder=stored).text
    assert text.count("\x1b") == len(COLORS.findall(text)) > 0


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [((), {"NO_COLOR": "1"}), (("--color", "never"), {}), ((), {"TERM": "dumb"})],
)
def test_colours_can_be_left_out(
    stored: Path, arguments: tuple[str, ...], variables: dict[str, str]
) -> None:
    text = on_screen("events", *arguments, folder=stored, **variables).text
    assert "● occurred" in text
    assert "\x1b" not in text


# ---------------------------------------------------------------- the pager

MARKS = "sed 's/^/| /'"


def test_what_is_longer_than_the_screen_goes_to_the_pager(stored: Path) -> None:
    screen = on_screen("events", rows=10, folder=stored, PAGER=MARKS)
    assert screen.status == 0
    assert {line[:2] for line in screen.lines} == {"| "}
    assert "| " not in on_screen("events", rows=100, folder=stored, PAGER=MARKS).text


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (("--no-pager",), {"PAGER": MARKS}),
        (("--quiet",), {"PAGER": MARKS}),
        ((), {"PAGER": MARKS, "TERM": "dumb"}),
        ((), {"PAGER": ""}),
        ((), {"PAGER": "cat"}),
        ((), {"PAGER": "no-such-pager -x"}),
        ((), {"PAGER": "unfinished '"}),
    ],
)
def test_the_pager_can_be_left_out(
    stored: Path, arguments: tuple[str, ...], variables: dict[str, str]
) -> None:
    screen = on_screen("events", *arguments, rows=10, folder=stored, **variables)
    assert screen.status == 0
    assert screen.text.count("occurred") > 5
    assert "| " not in screen.text


def test_a_reader_can_leave_early_and_the_exit_status_stays(stored: Path) -> None:
    diff = ("diff", "tarn@2021", "tarn@2022", "--exit-code")
    screen = on_screen(*diff, rows=5, folder=stored, PAGER="head -n 1")
    assert (len(screen.lines), screen.status) == (1, 1)
    screen = on_screen("events", rows=5, folder=stored, PAGER="true")
    assert screen == ("", 0)


def test_less_shows_colours_and_is_left_with_a_key(stored: Path) -> None:
    if shutil.which("less") is None:
        pytest.skip("no less on this system")
    screen = on_screen("events", rows=8, keys=[(":\x1b[K", "q")], folder=stored)
    assert screen.status == 0
    assert "\x1b[32m● occurred" in screen.text
    assert "ESC" not in screen.text
    assert screen.text.count("●") < 8


READER = """\
trap 'echo noticed; exit 0' INT
cat > /dev/null
echo ready
for turn in 1 2 3 4 5 6 7 8 9; do sleep 1; done
"""


def test_an_interrupt_while_someone_reads_is_for_the_pager(stored: Path, tmp_path: Path) -> None:
    pager = f"sh {written(tmp_path, 'reader.sh', READER)}"
    screen = on_screen("events", rows=8, keys=[("ready", "\x03")], folder=stored, PAGER=pager)
    assert screen.lines == ["ready", "^Cnoticed"]
    assert screen.status == 0


def test_a_list_that_is_piped_in_is_not_waited_for_in_a_pager(stored: Path) -> None:
    command = f"{shlex.join(TIMELINE)} events < /dev/null"
    screen = shown("/bin/sh", "-c", command, rows=5, folder=stored, PAGER=MARKS)
    assert "| " not in screen.text
    assert "occurred" in screen.text


# ---------------------------------------------------------------- how far a command is

STEPS = """
import sys, time
from timeline.cli.common import Settings
from timeline.cli.progress import Progress
progress = Progress(Settings())
if total := int(sys.argv[1]):
    progress.start(total)
for _ in range(3):
    time.sleep(0.6)
    progress.step()
progress.clear()
print("done")
"""


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_bar_tells_how_long_the_rest_may_take_in_one_line(columns: int) -> None:
    screen = shown(sys.executable, "-c", STEPS, 3, columns=columns)
    drawn = [part for part in re.split(r"\r\x1b\[K", screen.text) if "[" in part]
    assert [re.sub(r"[#.]{5,}", "", part) for part in drawn] == [
        "[] 1 of 3, about 1 s left", "[] 2 of 3, about 1 s left",
    ]  # fmt: skip
    assert max(map(len, drawn)) < columns
    assert screen.text.endswith("\r\x1b[Kdone\n")
    assert [one.count("#") < two.count("#") for one, two in pairwise(drawn)] == [True]


def test_where_nobody_knows_how_much_there_is_the_line_only_counts() -> None:
    assert "\r\x1b[K2 so far\r\x1b[K" in shown(sys.executable, "-c", STEPS, 0).text


def test_a_dumb_terminal_gets_no_bar() -> None:
    assert shown(sys.executable, "-c", STEPS, 3, TERM="dumb").text == "done\n"
