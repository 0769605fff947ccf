"""A cluster reads files and archives, or any executor: the same database as from one process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import timeline
from commands import SHEET, dump
from conftest import free_port
from timeline.edition import derived
from timeline.errors import ClusterError
from timeline.model import Links, Snapshot
from webarchives import Archive

WORKERS, EDITIONS = 3, 56


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions that differ, with one that no worker can decode."""
    folder = tmp_path_factory.mktemp("dask") / "sheet"
    folder.mkdir()
    for year in range(1950, 1950 + EDITIONS):
        text = SHEET.replace("$800 billion", f"${year} billion") * 3
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    (folder / "2000.txt").write_bytes(b"\xff\xfe\x00")
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Captures of a page that states no date, each text seen twice, with one that is no PDF."""
    made = Archive()
    for year in range(1950, 1950 + EDITIONS // 2):
        text = SHEET.replace("$800 billion", f"${year} billion") * 3
        made.page(f"{year}-01-01", text)
        if year == 1970:
            made.page(f"{year}-07-01", "%PDF-1.4 that is none", media="application/pdf")
        else:
            made.page(f"{year}-07-01", text.replace(" goods ", " " * (year % 3 + 1) + "goods "))
    return made.written(tmp_path_factory.mktemp("dask") / "pages.warc.gz")


@pytest.fixture(scope="module")
def serial(folder: Path) -> str:
    database = folder.parent / "serial.db"
    timeline.ingest(str(database), [str(folder)])
    return dump(database)


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program of Dask, and end it with the block."""
    quiet = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "critical"}
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, env=quiet, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and three workers, each a process of one thread."""
    pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
    address = f"tcp://127.0.0.1:{free_port()}"
    port = address.rpartition(":")[2]
    local = ("--host", "127.0.0.1")
    with ExitStack() as stack:
        scheduler = ("distributed.cli.dask_scheduler", *local, "--port", port, "--no-dashboard")
        stack.enter_context(started(*scheduler))
        worker = ("distributed.cli.dask_worker", address, *local, "--no-nanny", "--no-dashboard")
        room = ("--nthreads", "1", "--local-directory", str(tmp_path))
        yield address, [stack.enter_context(started(*worker, *room)) for _ in range(WORKERS)]


@pytest.mark.parametrize("source", ["folder", "archive"])
def test_a_cluster_of_which_one_worker_dies_and_one_is_slow_stores_what_one_process_stores(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    source: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    from distributed import Client

    path: Path = request.getfixturevalue(source)
    serial = timeline.ingest(str(tmp_path / "serial.db"), [str(path)])

    address, (dying, slow, _) = cluster
    with Client(address) as client:
        client.wait_for_workers(WORKERS, timeout=60)
    told: list[str] = []

    def report(outcome: object) -> None:
        told.append(str(outcome))
        if len(told) == 9:
            dying.kill()
            slow.send_signal(signal.SIGSTOP)
            threading.Timer(2, slow.send_signal, [signal.SIGCONT]).start()

    database = tmp_path / "cluster.db"
    outcomes = timeline.ingest(str(database), [str(path)], dask=address, report=report)
    assert dying.wait() == -signal.SIGKILL
    assert len([each for each in outcomes if each.action != "summary"]) == EDITIONS
    assert [each.action for each in outcomes].count("refused") == 1
    assert list(map(repr, outcomes)) == list(map(repr, serial))
    assert dump(database) == dump(tmp_path / "serial.db")


def test_an_executor_of_the_caller_stores_what_one_process_stores_and_links_too(
    folder: Path, serial: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def link(old: Snapshot, new: Snapshot) -> Links:
        made.append(new.imprint.label)
        return whole_link(old, new)

    whole_link = derived.link
    monkeypatch.setattr(derived, "link", link)
    database = tmp_path / "threads.db"
    with ThreadPoolExecutor(3) as executor:
        timeline.ingest(str(database), [str(folder)], executor=executor, jobs=3)
    assert dump(database) == serial
    assert len(made) < EDITIONS / 4


def test_a_cluster_that_is_not_there_is_told_in_a_word(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
    monkeypatch.setattr("timeline.ingestion.cluster._WAIT", 1)
    with pytest.raises(ClusterError, match="the Dask cluster cannot be used"):
        timeline.ingest(str(tmp_path / "a.db"), [str(folder)], dask="tcp://127.0.0.1:1")
    assert not (tmp_path / "a.db").exists()
