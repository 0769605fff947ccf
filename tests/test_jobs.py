"""Reading in several processes: the same bytes in the same order, and no process left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import timeline
from commands import SHEET, done, dump, running
from processes import LISTED, children, running_now, until
from timeline.errors import EditionNotFoundError, LostProcessError
from timeline.ingestion.held_signals import hold_signals
from timeline.ingestion.worker_pool import map_in_workers, start_processes
from timeline.workflow import queries

PROSE = "The harbour lies below the town, and few know who built its oldest wall.\n\n" * 16
PROGRAM = [sys.executable, "-c", "from timeline.cli import main; main()", "extract"]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More lines than two processes have in hand, with two that are none among them."""
    path = tmp_path_factory.mktemp("jobs") / "documents.jsonl"
    lines = [
        json.dumps({"doc": f"{n:03}", "text": SHEET + PROSE * (n % 8), "published": "2023"})
        for n in range(60)
    ]
    lines[11] = "nonsense"
    lines[50] = '{"doc": 1}'
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def ran(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, check=False)


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_two_processes_print_what_one_prints(documents: Path, form: str) -> None:
    one = ran("--from-jsonl", str(documents), "--format", form)
    two = ran("--from-jsonl", str(documents), "--format", form, "--jobs", "2")
    assert one.returncode == two.returncode == 3
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert one.stdout.count(b'"doc"') == 58


def test_files_are_read_in_two_processes_as_in_one(tmp_path: Path) -> None:
    for year in range(1990, 2010):
        (tmp_path / f"{year}.txt").write_text(SHEET, encoding="utf-8")
    (tmp_path / "2000.txt").write_bytes(b"\xff\xfe\x00")
    one, two = ran(str(tmp_path)), ran(str(tmp_path), "--jobs", "2")
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert one.returncode == 3
    assert [json.loads(line)["doc"] for line in two.stdout.splitlines()][:2] == ["1990", "1991"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_lines_are_read_from_a_named_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "lines"
    os.mkfifo(pipe)
    with running("extract", "--from-jsonl", pipe) as process:
        pipe.write_text(json.dumps({"doc": "a", "text": SHEET}) + "\n")
        found, _ = process.communicate()
    assert json.loads(found)["doc"] == "a"


@pytest.mark.skipif(not LISTED, reason="no /proc to see processes in")
@pytest.mark.parametrize("started", [1, 2])
def test_an_interrupt_ends_every_process_and_says_so_in_a_word(started: int) -> None:
    with running("extract", "--from-jsonl", "-", "--jobs", "2") as process:
        assert process.stdin is not None
        line = json.dumps({"doc": "a", "text": SHEET * 1000}) + "\n"
        process.stdin.write(line * 4)
        process.stdin.flush()
        assert until(lambda: len(children(process.pid)) >= started)
        below = children(process.pid)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert until(lambda: not below & running_now())


def test_what_tells_to_end_is_heard_when_what_must_not_be_halved_is_done() -> None:
    before = signal.getsignal(signal.SIGINT)
    done = []

    def work() -> None:
        with hold_signals():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
            done.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done
    assert signal.getsignal(signal.SIGINT) is before
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def double(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def end(_: list[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_chunks_are_asked_for_no_further_ahead_than_the_processes_need() -> None:
    given: list[int] = []

    def chunks() -> Iterator[list[int]]:
        for number in range(100):
            given.append(number)
            yield [number, number]

    results = map_in_workers(double, chunks(), 2)
    assert [next(results) for _ in range(3)] == [0, 0, 2]
    assert len(given) < 8
    assert list(results)[-1] == 198


def test_a_process_that_is_killed_is_told_without_a_traceback() -> None:
    with pytest.raises(LostProcessError, match="fewer --jobs"):
        list(map_in_workers(end, [[1], [2]], 2))


def ingested(database: Path, folder: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "timeline", "ingest", str(folder), "--db", str(database)]
    return subprocess.run([*command, *more], capture_output=True, check=False)


def test_two_processes_store_what_one_stores(tmp_path: Path) -> None:
    folder = tmp_path / "sheet"
    folder.mkdir()
    for year in range(1990, 2015):
        text = SHEET.replace("$800 billion", f"${year} billion")
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    (folder / "2000.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "2001.html").write_text("<p>nothing", encoding="utf-8")
    (folder / "2002.csv").write_text("left aside", encoding="utf-8")
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    first = ingested(one, folder)
    second = ingested(two, folder, "--jobs", "2")
    assert first.returncode == second.returncode == 3
    assert first.stderr == second.stderr
    assert first.stderr.count(b": stored as sheet@") == 24
    assert dump(one) == dump(two)
    again = ingested(two, folder, "--jobs", "2")
    assert again.stderr.count(b"nothing changed") == 24
    assert dump(one) == dump(two)


def test_known_bytes_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "sheet"
    folder.mkdir()
    (folder / "2020.txt").write_text(SHEET, encoding="utf-8")
    database = tmp_path / "a.db"
    timeline.ingest(str(database), [str(folder)])

    def read(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("timeline.edition.extraction.read", read)
    (outcome,) = timeline.ingest(str(database), [str(folder)])
    assert outcome.action == "known"
    with pytest.raises(AssertionError, match="read again"):
        timeline.ingest(str(database), [str(folder)], published="2021")


def test_an_error_that_a_worker_process_raises_arrives_as_it_is(tmp_path: Path) -> None:
    done("load", "--sample", "--db", tmp_path / "t.db")
    asked = str(tmp_path / "t.db"), "us-mexico@2020"
    with pytest.raises(EditionNotFoundError) as here:
        queries.show(*asked)
    with start_processes(1) as workers, pytest.raises(EditionNotFoundError) as there:
        workers.executor.submit(queries.show, *asked).result()
    assert str(there.value) == str(here.value)
    assert there.value.nearest == here.value.nearest
    assert there.value.exit_status == 2
