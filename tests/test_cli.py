"""The command line: what each command prints, where, and under which options."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest
from jsonschema import Draft202012Validator

from commands import EXAMPLE, SHEET, SNAPSHOTS, done, names, refused, timeline, written
from timeline import __version__, schemas
from timeline.cli.program import COMMANDS, program
from timeline.values import Period

PROGRAM = [sys.executable, "-m", "timeline"]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the bundled editions and the example; nobody may write to it."""
    database = str(tmp_path_factory.mktemp("loaded") / "a.db")
    done("load", "--sample", "--db", database)
    done("ingest", EXAMPLE, "--db", database)
    return database


def rows(*arguments: object) -> list[dict[str, object]]:
    """Return what a list holds, by its JSON lines."""
    return [json.loads(line) for line in done(*arguments, "--format", "jsonl").stdout.splitlines()]


# ---------------------------------------------------------------- the program


def test_the_installed_script_answers() -> None:
    script = shutil.which("timeline", path=str(Path(sys.executable).parent))
    if script is None:
        pytest.skip("the package is not installed beside this Python: no script to run")
    ran = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"timeline {__version__}\n"


def test_the_list_of_commands_says_what_each_says_itself() -> None:
    context = click.Context(program)
    for commands in COMMANDS.values():
        for name, summary in commands.items():
            command = program.get_command(context, name)
            assert command is not None
            assert (command.help or "").splitlines()[0] == summary


def test_bare_it_says_what_it_is_which_database_it_sees_and_what_next(
    loaded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = done().stdout
    assert first.startswith("timeline turns editions of an official document into ")
    assert "Database: timeline.db, which does not exist yet.\n" in first
    assert "Next:     timeline load --sample or timeline ingest FOLDER\n" in first
    assert list(tmp_path.iterdir()) == []
    then = done("--db", loaded).stdout
    assert f"Database: {loaded}, with 2 publications, 7 editions, " in then
    assert "Next:     timeline events --from 2020\n" in then


def test_bare_it_says_what_is_wrong_with_the_database(tmp_path: Path) -> None:
    result = done("--db", written(tmp_path, "a.txt"))
    assert "is not a timeline database" in result.stdout


def test_the_database_is_named_before_or_after_the_command_or_by_a_variable(
    loaded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = done("editions", "--db", loaded).stdout
    assert done("--db", loaded, "editions").stdout == expected
    assert done("--db", "/no/such", "editions", "--db", loaded).stdout == expected
    monkeypatch.setenv("TIMELINE_DB", loaded)
    assert done("editions").stdout == expected
    assert done("--db", loaded, "db", "verify").exit_code == 0
    monkeypatch.setenv("TIMELINE_DB", "/no/such")
    assert done("editions", "--db", loaded).stdout == expected


def test_an_empty_variable_names_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIMELINE_DB", "")
    assert done("db", "path").stdout == f"{tmp_path}/timeline.db\n"


def test_data_goes_to_standard_output_and_all_else_to_standard_error(tmp_path: Path) -> None:
    result = done("ingest", EXAMPLE, "--db", tmp_path / "a.db")
    assert result.stdout == ""
    assert result.stderr.count("stored as") == 3
    assert done("ingest", EXAMPLE, "--db", tmp_path / "b.db", "--quiet").output == ""
    nothing = done("events", "--from", "3000", "--kind", "law", "--db", tmp_path / "a.db")
    assert (nothing.stdout, nothing.stderr[:14]) == ("", "No happenings.")


def test_colours_come_only_where_they_are_asked_for(
    loaded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    diff = ("diff", "us-mexico@2021", "us-mexico@2022", "--db", loaded)
    plain = done(*diff).stdout
    assert "\x1b" not in plain
    painted = done(*diff, "--color", "always").stdout
    assert "\x1b[33mchanged\x1b[0m" in painted
    assert click.unstyle(painted) == plain
    table = done("editions", "--db", loaded, "--color", "always").stdout
    assert table.startswith("\x1b[1medition ")
    monkeypatch.setenv("NO_COLOR", "1")
    assert done(*diff).stdout == plain
    assert "\x1b" not in done(*diff, "--color", "always", "-o", os.devnull).stdout


# ---------------------------------------------------------------- questions


def test_the_difference_of_two_partial_editions_is_no_heap_of_additions(loaded: str) -> None:
    assert done("diff", "us-mexico@2021", "us-mexico@2022", "--db", loaded).stdout == (
        "us-mexico@2021, published about 2021 (partial) -> us-mexico@2022, published about 2022 "
        "(partial)\n"
        "\n"
        "Figures: 1 changed, 1 requalified; 6 not covered, 1 unchanged\n"
        "  changed      land ports of entry on the border: 55 -> 47 ports of entry\n"
        "  requalified  U.S. citizens living in Mexico: "
        "1.6 million -> estimated 1.6 million people\n"
        "\n"
        "Events: no change; 2 not covered\n"
        "\n"
        "Passages: none\n"
    )


NOTHING = [
    (["figures", "--to", "1700"], "No figures. Searched: --to 1700 in", "All figures are from "),
    (
        ["events", "--kind", "law", "--status", "cancelled"],
        "No happenings. Searched: --status cancelled --kind law in",
        "Events by status: ",
    ),
    (
        ["figures", "--measure", "ports entrances", "--publication", "us-mexico"],
        "No figures. Searched: --measure 'ports entrances' --publication us-mexico in",
        "'land ports of entry on the border'",
    ),
    (
        ["figures", "--edition", "us-mexico@2022", "--kind", "rank"],
        "No figures. Searched: --edition us-mexico@2022 --kind rank in",
        "Figures by kind: ",
    ),
    (
        ["events", "--as-of", "1990"],
        "No happenings. Searched: --as-of 1990 in",
        "The first edition was published ",
    ),
    (
        ["blame", "us-mexico@2023", "--only", "passages"],
        "No items. Searched: us-mexico@2023 --only passages in",
        "",
    ),
]


@pytest.mark.parametrize(("asked", "searched", "near"), NOTHING)
def test_an_answer_without_a_row_names_what_was_searched_and_what_there_is(
    asked: list[str], searched: str, near: str, loaded: str
) -> None:
    said = done(*asked, "--db", loaded).stderr
    assert said.startswith(f"{searched} {loaded}.")
    assert near in said
    assert done(*asked, "--quiet", "--db", loaded).stderr == ""


def test_an_export_of_nothing_says_so(loaded: str, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    said = done(
        "export", "--publication", "us-mexico", "--kind", "anniversary", "--status", "cancelled",
        "-o", target, "--db", loaded,
    ).stderr  # fmt: skip
    assert said.startswith(
        "No happenings. Searched: --publication us-mexico --status cancelled --kind anniversary in "
    )
    assert said.endswith(f"{target}: chronology written as csv.\n")
    assert len(target.read_text().splitlines()) == 1


def test_a_question_to_an_empty_database_says_how_to_fill_it(tmp_path: Path) -> None:
    done("db", "upgrade", "--db", tmp_path / "a.db")
    for asked in ("events", "figures", "editions"):
        said = done(asked, "--db", tmp_path / "a.db").stderr
        assert said.endswith("Run 'timeline ingest FOLDER' or 'timeline load --sample'.\n")


def test_a_difference_of_some_subjects_says_nothing_of_the_others(
    loaded: str, tmp_path: Path
) -> None:
    two = ("diff", "us-mexico-example@2022", "us-mexico-example@2023", "--db", loaded)
    for only in ("figures", "events", "passages"):
        for more in ([], ["--stat"], ["--format", "md"], ["--format", "html"]):
            said = done(*two, "--only", only, *more).stdout
            heads = [name for name in ("Figures:", "Events:", "Passages:") if name in said]
            assert heads == [f"{only.capitalize()}:"], more
    said = done(*two, "--only", "figures", "--only", "events", "--stat").stdout
    assert [line.split(":")[0].strip() for line in said.splitlines()[1:]] == ["Figures", "Events"]
    said = done(*two, "--change", "restated", "--change", "merged").stdout
    assert "Figures: none restated or merged\n" in said


def test_a_name_of_no_file_and_no_edition_is_named_as_one(loaded: str, tmp_path: Path) -> None:
    nowhere = tmp_path / "none.db"
    for where in (f"database: {loaded}", f"and there is no database at {nowhere}"):
        said = refused(2, "diff", "alpha", "beta", "--db", where.rpartition(" ")[2])
        assert said.startswith(f"No edition or file named 'alpha' ({where}).")
    said = refused(2, "diff", "us-mexica", "us-mexico", "--db", loaded)
    assert "No edition or file named 'us-mexica'" in said
    assert refused(5, "diff", "alpha@1", "beta@2", "--db", nowhere).startswith("No database at")


def test_a_whole_edition_after_a_partial_one_adds_nothing(loaded: str) -> None:
    delta = json.loads(
        done("diff", "us-mexico@2022", "us-mexico@2023", "--format", "json", "--db", loaded).stdout
    )
    assert "added" not in delta["summary"]["figures"]
    assert delta["summary"]["figures"]["not-covered"] > 50


def test_a_difference_is_in_the_form_of_its_schema_and_exits_1_where_asked(loaded: str) -> None:
    schema = Draft202012Validator(schemas.load("delta"))
    two = ("us-mexico-example@2022", "us-mexico-example@2023", "--db", loaded)
    for flags in ([], ["--all"]):
        schema.validate(json.loads(done("diff", *two, "--format", "json", *flags).stdout))
    assert timeline("diff", *two, "--exit-code").exit_code == 1
    same = ("us-mexico@2021", "us-mexico@2021", "--db", loaded)
    assert timeline("diff", *same, "--exit-code").exit_code == 0


def test_files_are_compared_without_a_database(tmp_path: Path) -> None:
    before, after = EXAMPLE / "2022.md", EXAMPLE / "2023.md"
    said = done("diff", before, after, "--db", tmp_path / "no.db").stdout
    assert "will celebrate" in said
    assert not (tmp_path / "no.db").exists()
    files = (SNAPSHOTS / "us-mexico" / "2021.json", SNAPSHOTS / "us-mexico" / "2022.json")
    assert "55 -> 47 ports of entry" in done("diff", *files).stdout
    assert "will celebrate" in done("diff", "-", after, given=before.read_text()).stdout


def test_a_difference_comes_in_every_format_and_by_the_ending_of_its_file(
    loaded: str, tmp_path: Path
) -> None:
    two = ("us-mexico-example@2022", "us-mexico-example@2023", "--db", loaded)
    for ending in ("txt", "json", "jsonl", "csv", "md", "html", "htm"):
        form = {"txt": "text", "htm": "html"}.get(ending, ending)
        path = tmp_path / f"changes.{ending}"
        assert done("diff", *two, "-o", path).stderr == f"{path}: written as {form}.\n"
        assert path.read_bytes() == done("diff", *two, "--format", form).stdout_bytes
    data = done("diff", *two, "--format", "csv").stdout_bytes
    assert data.count(b"\r\n") == data.count(b"\n") == 21


def test_other_chrome_and_typography_are_no_change_and_are_shown_on_request(
    tmp_path: Path,
) -> None:
    plan = "The council{0}s next meeting on the border {1} its ports and{2}its rivers {1} is open."
    old, new = plan.format("'", "-", " "), plan.format("’", "–", "\n")
    one = f"# Sheet\n\n{old}\n\nMenu\n"
    other = f"Skip to main content\n\n# Sheet\n\n{new}\n\nPrivacy policy\n"
    files = written(tmp_path, "old.md", one), written(tmp_path, "new.md", other)
    result = timeline("diff", *files, "--exit-code")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2:] == [
        "Figures: none",
        "",
        "Events: none",
        "",
        "Passages: no change; 1 unchanged",
        "",
        "Noise: 3 of chrome, 1 of typography; --noise shows them",
    ]
    shown = done("diff", *files, "--noise", "--only", "passages").stdout
    assert shown.splitlines()[4:] == [
        "Noise: 3 of chrome, 1 of typography",
        '  added      "Skip to main content"  [chrome]',
        (
            "  unchanged  \"The council[-'-]{+’+}s next meeting on the border [---]{+–+}"
            ' its ports and its rivers [---]{+–+} is open."  [typography]'
        ),
        '  removed    "Menu"  [chrome]',
        '  added      "Privacy policy"  [chrome]',
    ]
    painted = done("diff", *files, "--noise", "--only", "passages", "--color", "always").stdout
    assert "\x1b[1mNoise: 3 of chrome, 1 of typography\x1b[0m\n" in painted
    assert '  \x1b[31mremoved\x1b[0m    "Menu"  [chrome]\n' in painted
    assert click.unstyle(painted) == shown
    everything = json.loads(done("diff", *files, "--format", "json", "--all").stdout)
    assert [row["noise"] for row in everything["passages"]] == [
        "chrome", None, "typography", "chrome", "chrome",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("no.txt", "here.txt", "no.txt: no such file or folder. Check the path."),
        ("here.txt", "no/2021", "no/2021: no such file or folder. Check the path."),
        ("here.txt", "no.json", "no.json: no such file or folder. Check the path."),
        (
            "-",
            "-",
            "AFTER: '-' is not possible twice: standard input can be read only once. Name a file.",
        ),
        (
            ".",
            "here.txt",
            "BEFORE or AFTER: '.' is not a file but a folder. Name a file in the folder.",
        ),
    ],
)
def test_what_cannot_be_compared_is_named(
    before: str, after: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "here.txt")
    assert refused(2, "diff", before, after) == said


def test_the_events_that_a_reader_of_the_sheet_looks_for_are_there(loaded: str) -> None:
    found = {
        (row["edtf"], row["status"])
        for row in rows("events", "--publication", "us-mexico", "--db", loaded)
    }
    assert found >= {
        ("2020-07-01", "occurred"), ("2010", "occurred"), ("2021", "occurred"),
        ("2022-09-12", "occurred"), ("2023-09", "scheduled"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "flags",
    [
        ["--from", "2020"], ["--to", "2020"], ["--from", "2021-06", "--to", "2022"],
        ["--from", "202X"], ["--from", "[2022-09..2023-01]", "--to", "2023-09"],
        ["--from", "2021-23"],
    ],
)  # fmt: skip
def test_what_overlaps_the_range_is_listed_and_nothing_else(flags: list[str], loaded: str) -> None:
    given = dict(zip(flags[::2], map(Period.parse, flags[1::2]), strict=True))
    first = given["--from"].first if "--from" in given else -(10**9)
    last = given["--to"].last if "--to" in given else 10**9

    def dated(*flags: str) -> list[dict[str, object]]:
        return [row for row in rows("events", *flags, "--db", loaded) if row["edtf"]]

    expected = [row for row in dated() if Period.parse(str(row["edtf"])).overlaps(first, last)]
    listed = dated(*flags)
    assert expected
    assert {row["title"] for row in listed} == {row["title"] for row in expected}
    starts = [max(Period.parse(str(row["edtf"])).first, first) for row in listed]
    assert starts == sorted(starts)


def test_what_recurs_or_has_no_date_closes_the_list(loaded: str) -> None:
    dates = [row["edtf"] for row in rows("events", "--from", "2022", "--db", loaded)]
    assert None in dates
    assert all(date is None for date in dates[dates.index(None) :])
    table = done("events", "--from", "2022", "--all", "--db", loaded).stdout
    assert "\nRecurring, or without a date of its own\n" in table


def test_filters_choose_rows(loaded: str) -> None:
    base = ("events", "--db", loaded)
    assert {r["status"] for r in rows(*base, "--status", "scheduled")} == {"scheduled"}
    assert {r["kind"] for r in rows(*base, "--kind", "treaty")} == {"treaty"}
    assert {r["publication"] for r in rows(*base, "--publication", "us-mexico")} == {"us-mexico"}
    assert len(rows(*base, "--limit", "3")) == 3
    by_name = rows(*base, "--edition", "us-mexico@2022")
    assert by_name == rows(*base, "--edition", "2022", "--publication", "us-mexico")
    assert by_name
    figures = rows(
        "figures", "--measure", "PORTS land", "--edition", "us-mexico@2023", "--db", loaded
    )
    assert "47" in {row["value"] for row in figures}
    assert all({"land", "ports"} <= set(str(row["measure"]).split()) for row in figures)


def test_an_edition_is_shown_in_the_order_of_its_text(loaded: str) -> None:
    items = rows("show", "us-mexico-example@2023", "--db", loaded)
    starts = [row["start"] for row in items]
    assert starts == sorted(starts, key=lambda start: int(str(start)))
    assert {row["item"] for row in items} == {"event", "figure"}
    text = done("show", "us-mexico-example", "--format", "text", "--db", loaded).stdout
    assert '"It has 47 land ports of entry' in text or "47 land ports of entry" in text
    assert "characters" in text


@pytest.mark.parametrize("form", ["table", "text", "csv", "json", "jsonl", "md"])
@pytest.mark.parametrize("command", ["events", "figures", "editions", "show us-mexico@2023"])
def test_every_list_comes_in_every_format(command: str, form: str, loaded: str) -> None:
    assert done(*command.split(), "--format", form, "--db", loaded).stdout.endswith("\n")


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl", "md", "txt"])
def test_the_ending_of_a_file_chooses_the_format(ending: str, loaded: str, tmp_path: Path) -> None:
    path = tmp_path / f"chronology.{ending}"
    result = done("export", "-o", path, "--db", loaded)
    assert result.stdout == ""
    form = {"txt": "text"}.get(ending, ending)
    on_screen = done("export", "-o", "-", "--format", form, "--db", loaded).stdout_bytes
    assert path.read_bytes() == on_screen


ENDINGS = [
    (
        ["export"],
        "c.odt",
        "no format has the ending .odt. The formats are table (.txt), text (.txt), csv",
    ),
    (["export"], "c.csv.gz", "has the ending .gz"),
    (["export", "--format", "csv"], "c.xyz", "no format has the ending .xyz"),
    (
        ["export", "--format", "csv"],
        "c.json",
        ".json is not the ending of the format csv. The formats are",
    ),
    (["export"], "c.vl.json", "what was asked for cannot be written as vega-lite."),
    (["events"], "c.triangle.csv", "what was asked for cannot be written as triangle."),
    (["figures"], "c.ics", "what was asked for cannot be written as ics. The formats are"),
    (["events", "--format", "json"], "c.jsonl", ".jsonl is not the ending of the format json."),
    (["figures"], "c.tsv", "Choose another file with --output."),
    (["history", "trade"], "c.pdf", "has the ending .pdf"),
    (["blame", "us-mexico-example"], "c.xml", "has the ending .xml"),
    (["status"], "c.ics", "what was asked for cannot be written as ics. The formats are"),
    (["log", "us-mexico-example"], "c.json", "cannot be written as json"),
    (["log", "us-mexico-example", "--stat"], "c.html", "cannot be written as html"),
    (["diff", "us-mexico-example@2022", "us-mexico-example@2023"], "c.ics", "html (.html/.htm)"),
    (["snapshot", "us-mexico-example"], "c.csv", "The formats are json (.json)."),
    (["schema", "delta"], "c.yaml", "The formats are json (.json)."),
    (["db", "dump"], "c.sql", "The formats are jsonl (.jsonl/.ndjson)."),
]


@pytest.mark.parametrize(("asked", "name", "said"), ENDINGS)
def test_a_file_whose_ending_is_of_no_format_or_of_another_is_not_written(
    asked: list[str], name: str, said: str, loaded: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    message = refused(2, *asked, "-o", path, "--db", loaded)
    assert message.startswith(f"{path}: ")
    assert said in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (["export", "--format", "table"], "c.TXT"),
        (["export", "--format", "text"], "c.txt"),
        (["export", "--format", "json"], "c"),
        (["export", "--format", "csv"], ".csv"),
        (["export", "--format", "md"], "of 2024.05.md"),
    ],
)
def test_a_file_whose_ending_fits_the_format_or_is_none_is_written(
    asked: list[str], name: str, loaded: str, tmp_path: Path
) -> None:
    done(*asked, "-o", tmp_path / name, "--db", loaded)
    said = done(*asked, "-o", "-", "--db", loaded).stdout
    assert (tmp_path / name).read_text() == said


def test_what_is_extracted_is_written_as_the_ending_says(tmp_path: Path) -> None:
    sheet = written(tmp_path, "sheet.txt")
    for name, options in (("a.jsonl", []), ("a.json", []), ("a.txt", ["--text"])):
        done("extract", sheet, *options, "-o", tmp_path / name)
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 1
    assert (tmp_path / "a.json").read_text().startswith("[\n")
    for name, options in (("a.txt", []), ("a.csv", []), ("b.json", ["--text"])):
        assert "The formats are" in refused(2, "extract", sheet, *options, "-o", tmp_path / name)
    done("extract", sheet, "--explain", "-o", tmp_path / "why.txt")
    done("extract", sheet, "--explain", "-o", tmp_path / "why.json")
    assert (tmp_path / "why.json").read_text().startswith("[\n")


def test_an_export_is_csv_where_nothing_says_otherwise(loaded: str, tmp_path: Path) -> None:
    data = done("export", "-o", "-", "--from", "2022", "--db", loaded).stdout_bytes
    assert data.count(b"\r\n") == data.count(b"\n")
    found = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [row["title"] for row in found] == [
        row["title"] for row in rows("events", "--from", "2022", "--db", loaded)
    ]
    done("export", "-o", tmp_path / "chronology", "--from", "2022", "--db", loaded)
    assert (tmp_path / "chronology").read_bytes() == data


def test_a_file_that_is_written_anew_keeps_its_rights_and_its_links(
    loaded: str, tmp_path: Path
) -> None:
    target, link = tmp_path / "a.csv", tmp_path / "link.csv"
    target.write_text("before")
    target.chmod(0o640)
    link.symlink_to(target)
    done("export", "-o", link, "--db", loaded)
    assert link.is_symlink()
    assert target.read_text().startswith("publication,")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "link.csv"]


def test_a_new_file_has_the_rights_that_the_user_gives_new_files(
    loaded: str, tmp_path: Path
) -> None:
    before = os.umask(0o027)
    try:
        done("editions", "-o", tmp_path / "a.csv", "--db", loaded)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o640


def test_control_characters_of_a_document_never_reach_a_terminal(tmp_path: Path) -> None:
    text = "# A\x1b[31mB\n\nThe \x1b]0;x\x07treaty entered into force on July 1, 2020.\n"
    database, path = tmp_path / "a.db", written(tmp_path, "2021.md", text)
    done("ingest", path, "--publication", "p", "--db", database)
    for arguments in (
        ["events", "--db", str(database)],
        ["events", "--format", "csv", "--db", str(database)],
        ["extract", "--text", str(path)],
    ):
        output = on_terminal(arguments)
        assert "treaty" in output.lower()
        assert "\x1b" not in output
        assert "\x07" not in output
    assert done("extract", "--text", path).stdout == text.removeprefix("# ").rstrip()


def on_terminal(arguments: list[str]) -> str:
    """Return what a command prints when its standard output is a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NO_COLOR": "1"}
    with subprocess.Popen([*PROGRAM, *arguments], stdout=theirs, env=environment):
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65_536):
                parts.append(part)
        except OSError:  # the end, as Linux tells it of a terminal
            pass
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


# ---------------------------------------------------------------- extract, schema, completion


def test_extraction_prints_one_object_a_file_with_places_that_read_again(tmp_path: Path) -> None:
    result = done("extract", EXAMPLE)
    texts = done("extract", EXAMPLE, "--text").stdout
    snapshots = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["doc"] for each in snapshots] == ["2021", "2022", "2023"]
    assert [each["published"] for each in snapshots] == ["2021-11", "2022-10", "2023-08"]
    start = 0
    for each in snapshots:
        for item in [*each["dates"], *each["figures"], *each["events"], *each["passages"]]:
            assert texts[start + item["start"] : start + item["end"]] == item["text"]
        start += len(done("extract", EXAMPLE / f"{each['doc']}.md", "--text").stdout)
    assert json.loads(done("extract", EXAMPLE, "--format", "json").stdout) == snapshots
    Draft202012Validator(schemas.load("snapshot")).validate(snapshots[0])


def test_extraction_answers_documents_line_by_line_and_takes_their_text_verbatim() -> None:
    documents = [
        {"doc": "b", "text": "A\r\nTrade came to $5 billion in 2020.", "published": "2021"},
        {"doc": "a", "text": "", "published": None},
    ]
    lines = "".join(f"{json.dumps(each)}\n" for each in documents)
    found = done("extract", "--from-jsonl", "-", given=lines).stdout.splitlines()
    first, second = map(json.loads, found)
    assert (first["doc"], second["doc"]) == ("b", "a")
    assert first["figures"][0]["value"] == "5000000000"
    place = first["figures"][0]
    assert documents[0]["text"][place["start"] : place["end"]] == place["text"]  # type: ignore[index]
    assert second["figures"] == []


def test_a_line_that_is_no_document_is_named_and_the_others_are_answered() -> None:
    lines = '{"doc": "a", "text": "x"}\nnonsense\n{"doc": 1}\n{"doc": "b", "text": "y"}\n'
    result = timeline("extract", "--from-jsonl", "-", given=lines)
    assert result.exit_code == 3
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert "Error: standard input: line 2: not JSON" in result.stderr
    assert "Error: standard input: line 3: doc: not a string (and 1 more)" in result.stderr


def test_the_date_of_extraction_is_the_option_else_the_list_else_the_name(tmp_path: Path) -> None:
    path = written(tmp_path, "2024-03-07.txt", SHEET)
    assert json.loads(done("extract", path).stdout)["published"] == "2024-03-07"
    given = done("extract", path, "--published", "2020~").stdout
    assert json.loads(given)["published"] == "2020~"
    assert json.loads(done("extract", "-", given=SHEET).stdout)["published"] is None


@pytest.mark.parametrize("name", ["snapshot", "delta"])
def test_a_contract_is_printed_as_it_is(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(done("schema", name).stdout))
    assert done("schema", name).stdout == schemas.text(name)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_names_the_program(shell: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("no bash on this system, whose version click asks for")
    assert "_TIMELINE_COMPLETE" in done("completion", shell).stdout


def test_the_shell_completes_names_of_commands() -> None:
    environment = {
        **os.environ, "_TIMELINE_COMPLETE": "bash_complete", "COMP_WORDS": "timeline ev",
        "COMP_CWORD": "1",
    }  # fmt: skip
    ran = subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, check=False)
    assert ran.stdout == "plain,events\n"


# ---------------------------------------------------------------- the database


def test_a_backup_is_a_database_and_takes_no_name_that_is_taken(
    loaded: str, tmp_path: Path
) -> None:
    copy = tmp_path / "b.db"
    done("db", "backup", copy, "--db", loaded)
    assert names(copy) == names(loaded)
    refused(5, "db", "backup", copy, "--db", loaded)


def test_what_is_damaged_is_found_and_exits_1(loaded: str, tmp_path: Path) -> None:
    copy = tmp_path / "b.db"
    done("db", "backup", copy, "--db", loaded)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE happening SET title = 'Another' WHERE publication = 'us-mexico'")
    connection.close()
    result = timeline("db", "verify", "--db", copy)
    assert result.exit_code == 1
    assert "does not follow from the editions" in result.stdout


def test_upgrading_makes_a_database_that_is_as_it_should_be(fresh: str) -> None:
    done("db", "upgrade", "--db", fresh)
    done("db", "check", "--db", fresh)
    assert done("db", "dump", "--db", fresh).stdout == ""


def test_the_package_runs_as_a_module() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "timeline", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"timeline {__version__}\n"


# ---------------------------------------------------------------- minor events


def test_a_list_for_people_shows_core_events_and_counts_the_others(loaded: str) -> None:
    asked = ("events", "--publication", "us-mexico", "--from", "2020", "--db", loaded)
    for form in ("table", "text", "md"):
        shown = done(*asked, "--format", form).stdout
        assert shown.endswith("\n\n16 minor events not shown; --all shows them.\n")
        assert "Fulbright Awards" not in shown and "Summit Resumed" in shown
        everything = done(*asked, "--format", form, "--all").stdout
        assert "Fulbright Awards" in everything and "not shown" not in everything


def test_csv_and_json_hold_minor_events_in_a_column(loaded: str) -> None:
    asked = ("events", "--publication", "us-mexico", "--db", loaded)
    found = rows(*asked)
    assert found == rows(*asked, "--all")
    assert {row["salience"] for row in found} == {"core", "minor"}
    table = [*csv.DictReader(io.StringIO(done(*asked, "--format", "csv").stdout))]
    assert [row["salience"] for row in table] == [row["salience"] for row in found]


def test_the_limit_counts_the_events_that_are_shown(loaded: str) -> None:
    asked = ("events", "--publication", "us-mexico", "--limit", "2", "--format", "md")
    shown = done(*asked, "--db", loaded).stdout.splitlines()
    assert [line.split(" | ")[0] for line in shown[2:4]] == ["| 1970", "| 1972"]
    assert shown[4:] == ["", "3 minor events not shown; --all shows them."]
    everything = done(*asked, "--all", "--db", loaded).stdout.splitlines()
    assert [line.split(" | ")[0] for line in everything[2:]] == ["| 1822", "| since 1948"]


def test_what_is_minor_altogether_is_counted_or_listed_by_its_status(loaded: str) -> None:
    asked = ("events", "--publication", "us-mexico", "--kind", "treaty", "--db", loaded)
    only = done(*asked, "--to", "1970", "--from", "1970", "--format", "md").stdout
    assert only.endswith("| snapshot |\n\n2 minor events not shown; --all shows them.\n")
    none = done("events", "--kind", "programme", "--to", "2015", "--db", loaded)
    assert none.stdout.endswith("minor events not shown; --all shows them.\n")
    assert none.stderr == ""
    recurring = done("events", "--status", "recurring", "--db", loaded).stdout
    assert "every 6 years" in recurring and "not shown" not in recurring


def test_an_export_for_people_leaves_minor_events_out_too(loaded: str, tmp_path: Path) -> None:
    page, everything = tmp_path / "core.md", tmp_path / "all.md"
    done("export", "-o", page, "--publication", "us-mexico", "--db", loaded)
    done("export", "-o", everything, "--publication", "us-mexico", "--all", "--db", loaded)
    assert page.read_text().endswith("\n18 minor events not shown; --all shows them.\n")
    assert len(everything.read_text().splitlines()) > len(page.read_text().splitlines())
    none = tmp_path / "none.txt"
    kind = ("--kind", "programme", "--to", "2015")
    assert "No happenings" not in done("export", "-o", none, *kind, "--db", loaded).stderr
