"""What means harm ends in its message, its exit status, and within its limits."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from commands import done, names, refused
from pdfs import with_content
from webserver import Reply, Server, serving

MEMORY: Final = 1_500 * 2**20
"""Bytes of address space that the program may ask for."""
SECONDS: Final = 60
"""Of the processor, so that a busy machine makes no program slow; six times that on the clock."""


def bounded() -> None:
    """Set the limits of the process that is about to run the program."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def limited(*arguments: object, given: bytes | None = None) -> tuple[int, str]:
    """Run the program by itself, within its memory; return exit status and standard error."""
    ran = subprocess.run(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        input=given, capture_output=True, timeout=6 * SECONDS, check=False, preexec_fn=bounded,
    )  # fmt: skip
    return ran.returncode, ran.stderr.decode()


def pdf_bomb() -> bytes:
    """Return a PDF of two kilobytes whose page is a gigabyte of blanks."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(b" " * 2**20) for _ in range(2**10)) + packing.flush()
    return with_content(zlib.compress(packed, 9), "/FlateDecode/FlateDecode")


def wide_table(columns: int) -> bytes:
    """Return a table of Markdown with a row of heads and a row of numbers."""
    heads, rules, numbers = "| head " * columns, "|---" * columns, "| 7 " * columns
    return f"{heads}|\n{rules}|\n{numbers}|\n".encode()


def long_table(rows: int) -> bytes:
    """Return a table of Markdown with two columns."""
    return b"| Place | Ships |\n|---|---|\n" + b"| Orle | 7 |\n" * rows


FILES: Final[dict[str, tuple[Callable[[], bytes], int, str]]] = {
    "nested.html": (
        lambda: b"<html><body>" + b"<div>" * 20_000 + b"text" + b"</div>" * 20_000, 3, "nest",
    ),
    "unclosed.html": (lambda: b"<b><i><u>" * 40_000 + b"text", 3, ""),
    "attributes.html": (lambda: b"<p " + b"a=1 " * 400_000 + b">text</p>", 3, "attributes"),
    "nul.txt": (lambda: b"Trade\0reached $5 billion in 2020.", 3, "binary data"),
    "nul.html": (lambda: b"<p>Trade\0reached $5 billion in 2020.</p>", 3, "binary data"),
    "broken.txt": (lambda: b"Trade reached \xff\xfe $5 billion.", 3, "not UTF-8"),
    "broken.html": (lambda: b"<p>Trade reached \xff\xfe $5 billion in 2020.</p>", 0, ""),
    "entities.html": (
        lambda: b'<!DOCTYPE html [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        b"<p>&a;&b; Trade reached $5 billion in 2020.</p>",
        0, "",
    ),
    "huge.txt": (lambda: b"x" * (65 * 2**20), 3, "larger than 64 MiB"),
    "line.txt": (lambda: b"in 2020 trade reached $5 billion and " * 1_500, 0, ""),
    "line.html": (lambda: b"<p>" + b"in 2020 trade reached $5 billion and " * 1_500, 0, ""),
    "digits.txt": (lambda: b"1" * 1_000_000, 0, ""),
    "commas.txt": (lambda: b"1,234," * 170_000, 0, ""),
    "not-a.pdf": (lambda: b"%PDF-1.7\n" + b"1 0 obj<<" * 100_000, 3, ""),
    "bomb.pdf": (lambda: pdf_bomb(), 3, "cannot be read within 256 MiB"),
    "bomb.warc.gz": (lambda: gzip.compress(b"WARC/1.0\r\n" + b"\0" * 2**28, mtime=0), 3, ""),
    "heads.warc": (lambda: b"WARC/1.0\r\n" + b"X-A: b\r\n" * 8_000_000, 3, "has no end"),
    "folded.warc": (lambda: b"WARC/1.0\r\nX-A: b\r\n" + b" b\r\n" * 9_000_000, 3, "has no end"),
    "length.warc": (
        lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + b"9" * 4_000 + b"\r\n\r\n",
        3, "does not state its length",
    ),
    "ticks.md": (lambda: b"`" * 400_000, 0, ""),
    "pictures.md": (lambda: b"![" * 50_000, 0, ""),
    "shares.txt": (lambda: b"5% " * 21_845, 0, "7 figures"),
    "wide.md": (lambda: wide_table(100_000), 3, "a table of over 5,000 columns"),
    "long.md": (lambda: long_table(100_000), 3, "tables of over 100,000 cells"),
    "long.html": (lambda: b"<table>" + b"<tr><td>a<td>5" * 60_000, 3, "tables of over 100,000"),
    "ragged.md": (lambda: wide_table(4_000) + b"| 7 |\n" * 20_000, 0, ""),
    "not-a.warc": (lambda: b"\x7fELF" * 1_000, 3, "not a WARC file"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_within_its_limits(name: str, tmp_path: Path) -> None:
    make, status, message = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    found, told = limited("ingest", path, "--published", "2021", "--db", tmp_path / "t.db")
    assert found == status, told
    assert message in told
    assert "Traceback" not in told
    if status:
        assert not (tmp_path / "t.db").exists()


def test_a_bomb_in_a_folder_leaves_the_other_files_alone(tmp_path: Path) -> None:
    folder = tmp_path / "sheet"
    folder.mkdir()
    (folder / "2021.pdf").write_bytes(pdf_bomb())
    (folder / "2022.txt").write_text("Trade reached $5 billion in 2021.", "utf-8")
    (folder / "2024.md").write_bytes(wide_table(100_000))
    (folder / "2023.pdf").write_bytes(
        with_content(zlib.compress(b"q " * 3_000_000), "/FlateDecode")
    )
    found, told = limited("ingest", folder, "--db", tmp_path / "t.db")
    assert found == 3, told
    assert told.count("cannot be read within 256 MiB and 30 seconds") == 2
    assert "2024.md: a table of over 5,000 columns" in told
    assert names(tmp_path / "t.db") == ["sheet@2022"]


def test_a_list_of_editions_leads_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "sheet"
    folder.mkdir()
    (folder / "2020.txt").write_text("Trade reached $5 billion in 2019.")
    (tmp_path / "secret.txt").write_text("Trade reached $6 billion in 2019.")
    for name in ("../secret.txt", "/etc/passwd", "a/../../secret.txt"):
        (folder / "editions.json").write_text(json.dumps([{"file": name, "edition": "1"}]))
        assert "is not inside the folder" in refused(3, "ingest", folder, "--db", tmp_path / "t.db")


def test_what_a_source_says_is_never_code_in_a_page(tmp_path: Path) -> None:
    attack = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>'
    for year in (2020, 2021):
        text = f"# Trade {attack}\n\nTrade with {attack} reached ${year - 2000} billion in {year}."
        (tmp_path / f"{year}.txt").write_text(text)
    page = done("diff", tmp_path / "2020.txt", tmp_path / "2021.txt", "--format", "html").stdout
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert" in page


# ---------------------------------------------------------------- from the network


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def _stream(total: int) -> Callable[[Any], None]:
    def write(out: Any) -> None:
        for _ in range(total >> 20):
            out.write(b"x" * 2**20)

    return write


REPLIES: Final[dict[str, tuple[Callable[[], Reply], int, str]]] = {
    "file": (lambda: Reply(b"", 302, {"Location": "file:///etc/passwd"}), 4, "not an http"),
    "bomb": (
        lambda: Reply(
            gzip.compress(b"\0" * 2**28, mtime=0), 200,
            {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        ),
        3, "larger than 64 MiB",
    ),
    "large": (lambda: Reply(_stream(200 * 2**20)), 3, "larger than 64 MiB"),
    "nested": (lambda: Reply(b"<div>" * 20_000 + b"text"), 3, "nest"),
    "header": (lambda: Reply(b"x", 200, {"X-Long": "y" * 200_000}), 4, "cannot be reached"),
    "image": (lambda: Reply(b"GIF89a", 200, {"Content-Type": "image/gif"}), 3, "not a document"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPLIES)
def test_a_hostile_answer_ends_within_its_limits(name: str, server: Server, tmp_path: Path) -> None:
    make, status, message = REPLIES[name]
    server.replies["/page"] = make()
    public = "--allow-private"
    found, told = limited("ingest", server.url("/page"), public, "--db", tmp_path / "t.db")
    assert found == status, told
    assert message in told
    assert "Traceback" not in told
