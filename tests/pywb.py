"""A real web archive for tests: pywb on loopback, serving a WARC that a test makes.

pywb is GPL: it runs in an environment and a process of its own and is never imported. The folder
of its programs is what TIMELINE_TEST_PYWB names, else where `wayback` is found.
"""

from __future__ import annotations

import gc
import io
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import free_port, missing

COLLECTION = "gov"


@dataclass(frozen=True)
class Page:
    """One capture: `at` in ISO 8601 and UTC; a revisit says that the bytes were seen before."""

    url: str
    at: str
    body: bytes
    status: str = "200 OK"
    media: str = "text/html; charset=utf-8"
    revisit: bool = False


def warc(path: Path, pages: Iterable[Page], *, gzip: bool = True) -> Path:
    """Write captures as a WARC file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its buffers to be freed
        _write(path, pages, gzip=gzip)
        gc.collect()
    return path


def _write(path: Path, pages: Iterable[Page], *, gzip: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip)
        for page in pages:
            headers = StatusAndHeaders(
                page.status, [("Content-Type", page.media)], protocol="HTTP/1.1"
            )
            made = writer.create_warc_record(
                page.url,
                "response",
                payload=io.BytesIO(page.body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": page.at},
            )
            if page.revisit:
                digest = made.rec_headers.get_header("WARC-Payload-Digest")
                if digest is None:
                    writer.ensure_digest(made, block=False, payload=True)
                    digest = made.rec_headers.get_header("WARC-Payload-Digest")
                made = writer.create_revisit_record(
                    page.url, digest, page.url, page.at, http_headers=headers,
                    warc_headers_dict={"WARC-Date": page.at},
                )  # fmt: skip
            writer.write_record(made)


def _programs() -> Path:
    named = os.environ.get("TIMELINE_TEST_PYWB")
    found = Path(named) / "wayback" if named else shutil.which("wayback")
    if not found or not Path(found).exists():
        missing("no pywb here: TIMELINE_TEST_PYWB names the folder of its programs")
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
