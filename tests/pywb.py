"""A real web archive for tests: pywb on loopback, serving a WARC that a test makes.

pywb is GPL: it runs in an environment and a process of its own and is never imported. The folder
of its programs is what TIMELINE_TEST_PYWB names, else where `wayback` is found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import free_port

COLLECTION = "gov"


def _programs() -> Path:
    named = os.environ.get("TIMELINE_TEST_PYWB")
    found = Path(named) / "wayback" if named else shutil.which("wayback")
    if not found or not Path(found).exists():
        pytest.skip("no pywb here: TIMELINE_TEST_PYWB names the folder of its programs")
    return Path(str(found)).parent


@contextmanager
def archiving(folder: Path, file: Path) -> Iterator[str]:
    """Serve a WARC file; yield the address of its collection."""
    programs = _programs()
    manager = str(programs / "wb-manager")
    for command in ([manager, "init", COLLECTION], [manager, "add", COLLECTION, str(file)]):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (folder / "config.yaml").write_text(
        "debug: false\ncollections_root: collections\nenable_memento: true\nframed_replay: false\n"
    )
    port = free_port()
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [str(programs / "wayback"), "-b", "127.0.0.1", "-p", str(port), "-t", "4"],
            cwd=folder, stdout=log, stderr=log,
        )  # fmt: skip
    base = f"http://127.0.0.1:{port}/{COLLECTION}"
    try:
        _wait(base, running, folder / "log")
        yield base
    finally:
        running.terminate()
        running.wait(10)


def _wait(base: str, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{base}/cdx?url=http://nothing.example/", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if running.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(log.read_text())
