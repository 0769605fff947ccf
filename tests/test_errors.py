"""Bad input: one line that says what to do, the exit status of the table, nothing half done."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest

from commands import (
    EXAMPLE,
    SHEET,
    SNAPSHOTS,
    done,
    dump,
    listed,
    names,
    refused,
    running,
    timeline,
    written,
)
from timeline import errors
from timeline.cli.program import program

SNAPSHOT = {
    "schema": "timeline/snapshot/1",
    "publication": "p",
    "edition": "2020",
    "published": "2020",
    "figures": [{"measure": "trade", "kind": "level", "value": "1"}],
    "events": [],
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def loaded(database: Path) -> Path:
    done("load", SNAPSHOTS, "--db", database)
    return database


# ---------------------------------------------------------------- inputs

REFUSED_BYTES = {
    "empty": (b"", "the file is empty. Give a file with text in it."),
    "blank": (b" \n\t\n", "the file is empty. Give a file with text in it."),
    "binary": (b"PK\x03\x04\x00\x00", "binary data, not text. Give text, Markdown, HTML"),
    "wrong encoding": (
        "Trade with México\n".encode("latin-1"),
        "not UTF-8 (byte 0xe9 in line 1). Convert it first, for example: iconv",
    ),
    "UTF-16 without a mark": ("Trade".encode("utf-16-le"), "binary data, not text."),
}


@pytest.mark.parametrize("name", REFUSED_BYTES)
def test_a_file_that_is_no_text_is_refused_and_the_others_are_stored(
    name: str, tmp_path: Path, database: Path
) -> None:
    data, said = REFUSED_BYTES[name]
    bad = written(tmp_path, "2019.txt", data)
    message = refused(3, "ingest", bad, written(tmp_path, "2020.md"), "--db", database)
    assert message.startswith(f"{bad}: {said}")
    assert names(database) == ["trade-sheet@2020"]


def test_a_missing_file_is_named_and_the_others_are_stored(tmp_path: Path, database: Path) -> None:
    message = refused(
        2, "ingest", tmp_path / "no.txt", written(tmp_path, "2020.md"), "--db", database
    )
    assert message == f"{tmp_path}/no.txt: no such file or folder. Check the path."
    assert names(database) == ["trade-sheet@2020"]


@pytest.mark.parametrize("command", ["ingest", "load", "extract"])
def test_a_missing_file_exits_2_and_makes_no_database(
    command: str, tmp_path: Path, database: Path
) -> None:
    refused(2, command, tmp_path / "no.txt", "--db", database)
    assert not database.exists()


def test_lines_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    missing = tmp_path / "no.jsonl"
    assert refused(2, "extract", "--from-jsonl", missing).startswith(f"{missing}: no such file")
    assert "cannot be read (Is a directory)" in refused(3, "extract", "--from-jsonl", tmp_path)


def test_a_file_of_another_kind_is_refused(tmp_path: Path, database: Path) -> None:
    message = refused(3, "ingest", written(tmp_path, "a.docx"), "--db", database)
    assert (
        ".docx files are not supported. Give text (.txt), Markdown (.md), a page (.html)" in message
    )
    assert not database.exists()


def test_a_folder_without_editions_is_refused(tmp_path: Path, database: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no text, Markdown, HTML or PDF file" in refused(
        3, "ingest", tmp_path / "empty", "--db", database
    )
    assert "no snapshot file" in refused(3, "load", tmp_path / "empty", "--db", database)


def unprivileged(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run one command line in a process to which the rights of files apply, whoever runs it."""
    command = [sys.executable, "-m", "timeline", *map(str, arguments)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("no setpriv here: root may read and write every file")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_file_without_rights_is_refused(tmp_path: Path, database: Path) -> None:
    path = written(tmp_path, "2020.md")
    path.chmod(0)
    ran = unprivileged("ingest", path, "--db", database)
    assert (ran.returncode, "cannot be read (Permission denied)" in ran.stderr) == (3, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "not a list"),
        ("[1]", "[0]: not an object"),
        ("[{}]", "[0].file: the name of a file is missing"),
        ('[{"file": "../a.md"}]', "[0].file: '../a.md' is not inside the folder"),
        ('[{"file": "a.md", "published": "2023-02-30"}]', "[0].published: '2023-02-30' is not an"),
        ('[{"file": "a.md", "published": 2023}]', "[0].published: not a text"),
        ('[{"file": "a.md", "edition": "A 1"}]', "[0].edition: 'A 1' may have only"),
        ('[{"file": "a.md", "coverage": "half"}]', "[0].coverage: 'half' is not complete or"),
        ('[{"file": "a.md"}, {"file": "a.md"}]', "[1].file: 'a.md' is listed twice"),
        ('[{"file": "a.md", "title": "\\ud800"}]', "not UTF-8"),
        ('[{"file": "a.md", "n": NaN}]', "not JSON (NaN is not JSON)"),
        ("[", "not JSON"),
        ("[" * 100_000, "not JSON that can be read: it is nested too deeply. Write a list"),
        (
            f'[{{"file": "a.md", "n": {"9" * 5_000}}}]',
            "not JSON that can be read: a number",
        ),
        (f'[{{"file": "a.md", "edition": "{"a" * 256}"}}]', "[0].edition: 'aaaa"),
        (f'[{{"file": "b/{"a" * 256}"}}]', "[0].file: 'b/aaaa"),
    ],
)
def test_a_list_of_editions_that_cannot_be_understood_is_refused(
    text: str, said: str, tmp_path: Path, database: Path
) -> None:
    written(tmp_path / "s", "a.md")
    path = written(tmp_path / "s", "editions.json", text)
    for argument in (tmp_path / "s", tmp_path / "s" / "a.md"):
        assert refused(3, "ingest", argument, "--db", database).startswith(f"{path}: {said}")
    assert not database.exists()


def test_a_file_that_is_listed_and_not_there_is_named(tmp_path: Path, database: Path) -> None:
    folder = listed(tmp_path / "s", {"file": "2019.md"}, {"file": "2020.md"})
    written(folder, "2020.md")
    message = refused(3, "ingest", folder, "--db", database)
    assert message.endswith("lists 2019.md, which does not exist. Correct the list.")
    assert names(database) == ["s@2020"]


def test_control_characters_in_the_name_of_a_file_reach_no_terminal(tmp_path: Path) -> None:
    result = timeline("extract", tmp_path / "a\x1b[31m.txt")
    assert "\x1b" not in result.stderr
    assert "␛[31m" in result.stderr


# ---------------------------------------------------------------- snapshot files


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("[]", "the file: a list is not an object"),
        (json.dumps({**SNAPSHOT, "figurs": []}), "figurs: no such field"),
        (json.dumps(SNAPSHOT).replace('"1"', "1"), "figures[0].value: 1 is a number; write"),
        (json.dumps(SNAPSHOT).replace('"1"', '"1e9"'), "figures[0].value: '1e9' is not"),
        (json.dumps(SNAPSHOT).replace('"1"', "NaN"), "NaN"),
        (json.dumps({**SNAPSHOT, "published": "2020-13"}), "published: '2020-13' is not"),
        (json.dumps(SNAPSHOT).replace('"edition"', '"publication": "q", "edition"'), "publication"),
    ],
)
def test_a_malformed_snapshot_is_refused_with_field_and_place(
    text: str, said: str, tmp_path: Path, database: Path
) -> None:
    bad = written(tmp_path, "bad.json", text)
    message = refused(3, "load", bad, SNAPSHOTS, "--db", database)
    assert message.startswith(f"{bad}: ")
    assert said in message
    assert len(names(database)) == 4


# ---------------------------------------------------------------- questions

USAGE = [
    (["events", "--from", "20x"], "--from: '20x' is not an EDTF date, such as 2023"),
    (["events", "--from", "2023-02-30"], "--from: '2023-02-30' is not an EDTF date"),
    (["figures", "--to", "2023-13"], "--to: '2023-13' is not an EDTF date"),
    (["events", "--from", "2022", "--to", "2021"], "--to: '2021' is not on or after --from 2022"),
    (["events", "--publication", "us-mexcio"], "No publication named 'us-mexcio'. Did you mean"),
    (["events", "--edition", "us-mexico@1999"], "No edition named 'us-mexico@1999'. Did you mean"),
    (
        ["show", "us-mexico@20"],
        "'us-mexico@20' matches several editions: us-mexico@2019, us-mexico@2021, us-m",
    ),
    (["show", "nothing"], "No edition named 'nothing'. Run 'timeline editions' to list them all."),
    (["diff", "us-mexico@2021", "us-mexico@-9"], "No edition named 'us-mexico@-9'."),
    (["snapshot", "us-mexico@1999"], "No edition named 'us-mexico@1999'."),
    (["ingest", str(EXAMPLE), "--published", "soon"], "--published: 'soon' is not an EDTF date"),
    (
        ["ingest", str(EXAMPLE), "--publication", "U S"],
        "--publication: 'U S' is not a name of lower-case letters",
    ),
    (
        ["ingest", str(EXAMPLE), "--label", "A"],
        "--label: 'A' is not a label of lower-case letters, digits, dots",
    ),
    (["ingest", str(EXAMPLE), "--title", " "], "--title: ' ' is not usable text"),
    (["amend", "us-mexico@2019"], "Nothing to amend. Use --published, --label, --publication"),
    (["events", "--status", "done"], "Invalid value for '--status': 'done' is not one of"),
    (["events", "--limit", "0"], "Invalid value for '--limit'"),
    (["events", "--fromm", "2020"], "No such option '--fromm'. Did you mean '--from'?"),
    (["evnts"], "No such command 'evnts'. Did you mean 'events'? See 'timeline --help'."),
    (["db", "vrify"], "No such command 'vrify'. Did you mean 'verify'? See 'timeline db --help'."),
    (["zzzz"], "No such command 'zzzz'. See 'timeline --help'."),
    (["diff", "us-mexico@2021"], "Missing argument 'AFTER'. See 'timeline diff --help'."),
    (["load"], "Give a PATH or --sample. See 'timeline load --help'."),
    (["extract"], "Give either FILE or --from-jsonl. See 'timeline extract --help'."),
    (["export", "-o", "/no/such/folder/a.csv"], "/no/such/folder/a.csv: cannot be written (No"),
    (
        ["export", "-o", "/"],
        "/: cannot be written (Is a directory). Choose another file with --output.",
    ),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE, ids=[" ".join(a)[:50] for a, _ in USAGE])
def test_a_mistaken_question_exits_2_and_says_what_to_do(
    arguments: list[str], said: str, loaded: Path
) -> None:
    before = dump(loaded)
    assert refused(2, *arguments, "--db", loaded).startswith(said)
    assert dump(loaded) == before


def test_a_command_with_commands_of_its_own_lists_them_when_called_alone() -> None:
    result = timeline("db")
    assert result.exit_code == 2
    assert "verify" in result.stderr
    assert result.stdout == ""


# ---------------------------------------------------------------- databases


@pytest.mark.parametrize(
    "arguments",
    [
        ["events"], ["figures"], ["editions"], ["show", "a"], ["diff", "a@1", "a@2"],
        ["export", "-o", "-"], ["snapshot", "a"], ["amend", "a", "--label", "b"], ["forget", "a"],
        ["db", "check"], ["db", "verify"], ["db", "dump"], ["db", "backup", "b.db"],
    ],
    ids=lambda arguments: " ".join(arguments),
)  # fmt: skip
def test_without_a_database_a_question_names_where_it_looked(
    arguments: list[str], database: Path
) -> None:
    message = refused(5, *arguments, "--db", database)
    assert message.startswith(f"No database at {database}. Run 'timeline ingest PATH'")
    assert not database.exists()


def test_a_database_of_a_newer_program_is_left_alone(loaded: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(loaded)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for arguments in (["events"], ["ingest", str(EXAMPLE)], ["db", "upgrade"]):
        message = refused(5, *arguments, "--db", loaded)
        assert "revision 9999. It was written by a newer version of timeline" in message


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt")
    for arguments in (["events"], ["load", "--sample"]):
        message = refused(5, *arguments, "--db", path)
        assert "is not a timeline database" in message
    assert path.read_text() == SHEET


def test_a_locked_database_is_named_and_nothing_is_stored(loaded: Path) -> None:
    with closing(sqlite3.connect(loaded, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        edition = next(EXAMPLE.glob("*.md"))
        message = refused(5, "ingest", edition, "--wait", "0.1", "--db", loaded)
        other.execute("ROLLBACK")
    assert "is locked by another program. Try again when that program has finished;" in message
    assert len(names(loaded)) == 4


def test_a_read_only_database_answers_and_is_not_written(loaded: Path) -> None:
    loaded.chmod(0o444)
    assert unprivileged("events", "--db", loaded).returncode == 0
    ran = unprivileged("ingest", EXAMPLE, "--db", loaded)
    assert (ran.returncode, "cannot be written" in ran.stderr) == (5, True)
    assert len(names(loaded)) == 4


def test_a_database_in_no_folder_is_refused(tmp_path: Path) -> None:
    message = refused(5, "load", "--sample", "--db", tmp_path / "no" / "a.db")
    assert "its folder does not exist" in message


def test_an_address_that_is_none_is_refused_without_its_password() -> None:
    message = refused(2, "events", "--db", "mysql://me:secret@host/x")
    assert "secret" not in message
    assert "is not a path, sqlite:///PATH or postgresql://" in message


def test_a_server_that_does_not_answer_exits_5_without_its_password() -> None:
    message = refused(5, "events", "--db", "postgresql://me:secret@127.0.0.1:1/x")
    assert "secret" not in message
    assert "no connection" in message


# ---------------------------------------------------------------- exit statuses


def test_a_fault_of_ours_exits_70_and_says_how_to_report_it(
    loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("timeline.workflow.queries.editions", fail)
    message = refused(70, "editions", "--db", loaded)
    assert "ZeroDivisionError: a fault. Please report it" in message
    result = timeline("editions", "--verbose", "--db", loaded)
    assert result.exit_code == 70
    assert "Traceback" in result.stderr


@pytest.mark.parametrize("raised", [KeyboardInterrupt, click.Abort])
def test_an_interruption_exits_130(
    raised: type[BaseException], loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("timeline.workflow.queries.editions", stop)
    result = timeline("editions", "--db", loaded)
    assert (result.exit_code, result.stderr) == (130, "Interrupted.\n")


def test_an_interrupted_process_exits_130_and_stores_nothing_half() -> None:
    with running("extract", "-") as process:
        assert process.stdin is not None
        process.stdin.write("It met. " * 100_000)  # more than a pipe holds: it reads when this ends
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in said


def test_a_broken_pipe_is_quiet(loaded: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -c 'from timeline.cli import main; main()'"
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} --db '{loaded}' db dump | head -1 > /dev/null"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_full_disk_under_standard_output_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-c", "from timeline.cli import main; main()", "schema"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.startswith("Error: standard output: cannot be written (No space left")


def test_an_output_is_written_whole_or_not_at_all(loaded: Path, tmp_path: Path) -> None:
    target = written(tmp_path, "kept.csv", "before")
    refused(2, "events", "--edition", "nothing", "-o", target, "--db", loaded)
    assert target.read_text() == "before"
    assert {path.name for path in tmp_path.iterdir() if "kept" in path.name} == {"kept.csv"}


def test_every_error_has_an_exit_status_of_the_table() -> None:
    classes = [each for each in vars(errors).values() if isinstance(each, type)]
    kinds = [each for each in classes if issubclass(each, errors.TimelineError)]
    assert {each.exit_status for each in kinds} == {2, 3, 4, 5, 70}


def test_every_command_answers_bad_options_with_2_and_never_1() -> None:
    context = click.Context(program)
    for name in program.list_commands(context):
        assert timeline(name, "--no-such-option").exit_code == 2


# ---------------------------------------------------------------- streams and names


def shell(line: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command line with the redirections of a shell; "$@" are the arguments."""
    program = (sys.executable, "-m", "timeline", *map(str, arguments))
    return subprocess.run(
        ["sh", "-c", f'"$@" {line}', "sh", *program],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("line", [">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (["events"], 0),
        (["figures", "--limit", "2", "--format", "csv"], 0),
        (["diff", "us-mexico@2021", "us-mexico@2022", "--exit-code"], 1),
        (["log", "us-mexico"], 0),
        (["status", "--today", "2024", "--exit-code"], 1),
        (["export", "-o", "-"], 0),
        (["db", "dump"], 0),
        (["events", "--from", "soon"], 2),
        (["show", "us-mexico@1999"], 2),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else str(value),
)
def test_a_closed_standard_stream_changes_no_exit_status(
    line: str, asked: list[str], status: int, loaded: Path
) -> None:
    found = shell(line, *asked, "--db", loaded)
    assert found.returncode == status
    assert "Traceback" not in found.stderr
    assert status == 2 or found.stderr == ""


@pytest.mark.parametrize("line", ["2>&-", "2>/dev/full", "<&- >&- 2>&-"])
def test_where_nobody_can_be_told_the_exit_status_tells(line: str, loaded: Path) -> None:
    assert shell(line, "events", "--from", "soon", "--db", loaded).returncode == 2
    assert shell(line, "show", "us-mexico@1", "--db", loaded).returncode == 2
    assert shell(line, "ingest", "/no/such/file.txt", "--db", loaded).returncode == 2
    assert shell(line, "--version").returncode == 0
    assert shell(line, "ingest", EXAMPLE, "--db", loaded).returncode == 0


def test_a_closed_standard_input_is_named(tmp_path: Path) -> None:
    for asked in (["ingest", "-", "--db", tmp_path / "a.db"], ["extract", "-"], ["load", "-"]):
        found = shell("<&-", *asked)
        assert found.returncode == 3, found.stderr
        assert "standard input: it is closed. Give a file" in found.stderr


def test_a_help_that_cannot_be_written_is_no_fault() -> None:
    found = shell(">/dev/full", "--help")
    assert found.returncode == 2
    assert found.stderr == "Error: standard output: No space left on device.\n"


LONG = "a" * 300
TOO_LONG = [
    (["ingest", f"{LONG}.txt"], 3, "(File name too long). Give it a name of at most 255 bytes."),
    (["ingest", LONG], 3, "File name too long"),
    (["ingest", "b/" * 3_000], 3, "File name too long"),
    (["load", f"{LONG}.json"], 3, "File name too long"),
    (["extract", LONG], 3, "File name too long"),
    (["diff", LONG, "us-mexico"], 2, "No edition or file named"),
    (["diff", "b/" * 3_000, "us-mexico"], 2, "no such file or folder"),
    (["ingest", "--git", LONG, "a.md"], 2, "no such file or folder"),
    (["events", "-o", f"{LONG}.csv"], 2, "cannot be written (File name too long)"),
    (["events", "--db", LONG], 5, "has a name of over 255 bytes. Name another file."),
    (["ingest", EXAMPLE, "--db", f"sqlite:///a/{LONG}"], 5, "has a name of over 255 bytes."),
    (["db", "upgrade", "--db", LONG], 5, "has a name of over 255 bytes."),
    (["db", "backup", LONG], 5, "has a name of over 255 bytes."),
    (["ingest", EXAMPLE, "--label", LONG], 2, "'--label': It is longer than 255 bytes."),
    (["ingest", EXAMPLE, "--publication", LONG], 2, "'--publication': It is longer than 255"),
    (["amend", "us-mexico@2021", "--label", LONG], 2, "'--label': It is longer than 255 bytes."),
    (["amend", "us-mexico@2021", "--publication", LONG], 2, "It is longer than 255 bytes."),
    (["show", LONG], 2, "No edition"),
    (["events", "--publication", LONG], 2, "No publication"),
    (["forget", f"us-mexico@{LONG}"], 2, "No edition"),
    (["watch", "--once", "--list", LONG], 3, "File name too long"),
]


@pytest.mark.parametrize(("asked", "status", "said"), TOO_LONG)
def test_a_name_that_is_too_long_is_no_fault(
    asked: list[str], status: int, said: str, loaded: Path
) -> None:
    at = [] if "--db" in asked else ["--db", str(loaded)]
    assert said in refused(status, *asked, *at)


def test_a_name_that_is_too_long_leaves_the_other_files_alone(tmp_path: Path) -> None:
    sheet = written(tmp_path, "2020.md")
    result = timeline("ingest", LONG, sheet, "--publication", "p", "--db", tmp_path / "a.db")
    assert result.exit_code == 3
    assert names(tmp_path / "a.db") == ["p@2020"]
