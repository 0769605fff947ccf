"""Web archive files in: which pages are taken, which editions they make, where files break off."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import brotli
import pytest

import timeline as library
from commands import SHEET, done, dump, names, refused, timeline, written
from timeline.edition.page_names import (
    earlier_name_of,
    earlier_names_of,
    full_name_of,
    publication_of,
)
from timeline.errors import RefusedError
from timeline.sources import warc
from webarchives import ADDRESS, Archive, digest_of

OTHER = SHEET.replace("$800 billion", "$850 billion")
AGAIN = SHEET.replace(" goods ", "  goods ")
NAME = "example-org-mexico"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def dated(database: Path) -> list[tuple[str, str | None, int]]:
    """Return label, date and number of captures of each edition."""
    return [
        (
            each.imprint.label,
            None if each.imprint.published is None else each.imprint.published.edtf,
            each.captures,
        )
        for each in library.editions(str(database))
    ]


@pytest.mark.parametrize("zipped", [True, False])
def test_captures_of_a_page_are_runs_of_equal_text(
    tmp_path: Path, database: Path, zipped: bool
) -> None:
    archive = Archive(zipped=zipped)
    for at, text in (
        ("2022-05-01", SHEET), ("2022-06-07", SHEET), ("2022-07-01", OTHER),
        ("2022-08-01", AGAIN), ("2022-09-01", SHEET),
    ):  # fmt: skip
        archive.page(at, text).request(at)
    path = archive.written(tmp_path / ("a.warc.gz" if zipped else "a.warc"))
    result = done("ingest", path, "--db", database)
    assert dated(database) == [
        ("2022-05-01", "[..2022-05-01]", 1),
        ("2022-07-01", "[2022-06-07..2022-07-01]", 1),
        ("2022-08-01", "[2022-07-01..2022-08-01]", 2),
    ]
    assert names(database)[0] == f"{NAME}@2022-05-01"
    assert f"The publication is '{NAME}', from its URL" in result.stderr
    assert "5 captures of 1 publication: 3 with a new text or date, 2 with a known" in result.stderr
    (first, *_) = library.editions(str(database))
    assert first.imprint.source == ADDRESS
    done("db", "verify", "--db", database)
    before = dump(database)
    assert "5 already stored" in done("ingest", path, "--db", database).stderr
    assert dump(database) == before


def test_what_is_no_page_is_counted_and_skipped(tmp_path: Path, database: Path) -> None:
    archive = (
        Archive()
        .page("2022-05-01", SHEET)
        .page("2022-05-02", "gone", status="404 Not Found")
        .page("2022-05-03", "", status="301 Moved Permanently")
        .page("2022-05-04", b"\xff\xd8", media="image/jpeg")
        .page("2022-05-05", OTHER, WARC_Truncated="length")
        .page("2022", OTHER, address=ADDRESS)
        .request("2022-05-01")
    )
    path = archive.written(tmp_path / "a.warc.gz")
    assert (
        "skipped: 1 cut short at capture, 1 malformed, 1 not text, HTML or PDF, "
        "2 with a status other than 200."
    ) in done("ingest", path, "--db", database).stderr
    assert names(database) == [f"{NAME}@2022-05-01"]


def test_one_address_is_one_publication_and_a_prefix_chooses(
    tmp_path: Path, database: Path
) -> None:
    path = (
        Archive()
        .page("2022-05-01", SHEET)
        .page("2022-05-02", OTHER, address="http://example.org/canada?lang=en")
        .page("2022-05-03", OTHER, address="http://EXAMPLE.org/mexico")
        .written(tmp_path / "a.warc.gz")
    )
    done("ingest", path, "--db", database)
    assert names(database) == [
        f"{publication_of('http://example.org/canada?lang=en')}@2022-05-02",
        f"{NAME}@2022-05-01",
        f"{NAME}@2022-05-03",
    ]
    other = tmp_path / "b.db"
    message = refused(2, "ingest", path, "--publication", "sheet", "--db", other)
    assert "for 2 URLs" in message and "--url-prefix" in message
    assert not other.exists()
    done("ingest", path, "--publication", "sheet", "--url-prefix", "https://example.org/can",
         "--db", other)  # fmt: skip
    assert names(other) == ["sheet@2022-05-02"]


def test_long_addresses_keep_their_publications_apart() -> None:
    first, second = (publication_of(f"https://example.org/{'a' * 80}/{page}") for page in "xy")
    assert first != second
    assert len(first) <= 60
    assert publication_of("http://www.example.org/b/#top") == "example-org-b"
    assert publication_of("http://example.org/мексика") != publication_of(
        "http://example.org/канада"
    )


@pytest.mark.parametrize(
    "other",
    ["p-x", "p?x", "p/X", "P/x", "p/x/y", "p/x.html", "p_x", "p/x?", "p%2Fx", "p/x?a=1", "p"],
)
def test_pages_whose_addresses_differ_are_different_publications(other: str) -> None:
    names = {publication_of(f"https://example.org/{path}") for path in ("p/x", other)}
    assert len(names) == (1 if other == "p/x?" else 2)
    assert publication_of("https://a.example.org") != publication_of("https://a-example.org")
    assert publication_of("https://example.com.uk") != publication_of("https://example.com/uk")


@pytest.mark.parametrize(
    "address",
    ["http://example.org/p/x", "https://WWW.example.org:443/p/x/", "http://example.org:80/p/x#a",
     "http://example.org./p/x", "http://example.org.:80/p/x?", "http://example.org/%70/%78?#a"],
)  # fmt: skip
def test_one_page_has_one_name_however_its_address_is_written(address: str) -> None:
    assert publication_of(address) == publication_of("https://example.org/p/x")
    assert publication_of("http://münchen.example/a") == publication_of(
        "http://xn--mnchen-3ya.example/a"
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("%C3%A9t%C3%A9", "%c3%a9t%c3%A9", True),
        ("%C3%A9t%C3%A9", "été", True),
        ("%7Ereed/a%2Db", "~reed/a-b", True),
        ("a?q=%7e%5F", "a?q=~_", True),
        ("a%2Fb", "a/b", False),
        ("a?q=1%262", "a?q=1&2", False),
        ("a%3Fb", "a?b", False),
        ("a%252Db", "a%2Db", False),
        ("%41b", "ab", False),
        ("50%zz", "50%25zz", False),
    ],
)
def test_escapes_that_need_not_be_make_no_other_page(one: str, other: str, same: bool) -> None:
    names = [publication_of(f"https://example.org/{path}") for path in (one, other)]
    assert (names[0] == names[1]) is same


def test_an_address_with_escapes_keeps_the_name_that_an_older_database_has(
    tmp_path: Path, database: Path
) -> None:
    address = "http://example.org/%7Ereed/sheet"
    (older, _) = earlier_names_of(address)
    assert older != publication_of(address)
    pages = Archive().page("2022-05-01", SHEET, address=address).written(tmp_path / "a.warc")
    done("ingest", pages, "--publication", older, "--url-prefix", address, "--db", database)
    later = Archive().page("2022-06-01", OTHER, address=address).written(tmp_path / "b.warc")
    done("ingest", later, "--db", database)
    assert {name.partition("@")[0] for name in names(database)} == {older}


def test_a_publication_of_an_older_database_keeps_its_name(tmp_path: Path, database: Path) -> None:
    address = "http://example.org/trade/mexico"
    older = earlier_name_of(address)
    first = Archive().page("2022-05-01", SHEET, address=address).written(tmp_path / "a.warc")
    done("ingest", first, "--publication", older, "--url-prefix", address, "--db", database)
    again = (
        Archive()
        .page("2022-06-01", OTHER, address=address)
        .page("2022-06-01", OTHER, address="http://example.org/trade-mexico")
        .written(tmp_path / "b.warc")
    )
    done("ingest", again, "--db", database, "--force")
    found = {name.partition("@")[0] for name in names(database)}
    assert found == {older, full_name_of("http://example.org/trade-mexico")}


def test_revisits_are_sightings_of_what_they_refer_to(tmp_path: Path, database: Path) -> None:
    path = (
        Archive()
        .revisit("2022-06-01", digest_of(SHEET))
        .page("2022-05-01", SHEET)
        .not_modified("2022-07-01")
        .page("2022-08-01", OTHER)
        .revisit("2022-09-01", digest_of(SHEET))
        .revisit("2022-10-01", "sha1:UNKNOWN")
        .written(tmp_path / "a.warc.gz")
    )
    assert "skipped: 1 revisits of unknown captures" in done(
        "ingest", path, "--db", database
    ).stderr  # fmt: skip
    assert dated(database) == [
        ("2022-05-01", "[..2022-05-01]", 1),
        ("2022-08-01", "[2022-07-01..2022-08-01]", 1),
        ("2022-09-01", "[2022-08-01..2022-09-01]", 1),
    ]
    later = (
        Archive()
        .revisit("2022-10-01", "sha1:OTHER", refers=(ADDRESS, "2022-08-01T10:00:00Z"))
        .written(tmp_path / "b.warc.gz")
    )
    done("ingest", later, "--db", database)
    assert dated(database)[-1] == ("2022-10-01", "[2022-09-01..2022-10-01]", 1)


def packed_twice(data: bytes) -> bytes:
    """Return data as a server packs them that names "br, gzip": in the order of the names."""
    return gzip.compress(brotli.compress(data))


def test_the_encodings_of_http_are_undone(tmp_path: Path, database: Path) -> None:
    archive = Archive()
    for day, encode in enumerate(
        [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)], start=1
    ):
        archive.page(f"2022-05-0{day}", SHEET, encode=encode)
    archive.page("2022-05-04", SHEET, encode=("x-gzip", gzip.compress))
    archive.page(
        "2022-05-05", SHEET, encode=("gzip, br", lambda b: brotli.compress(gzip.compress(b)))
    )
    archive.page("2022-05-10", SHEET, encode=("br, gzip", packed_twice))
    archive.page("2022-05-11", SHEET, encode=("gzip, gzip", gzip.compress))  # named twice
    archive.page("2022-05-12", SHEET, encode=("br\r\nContent-Encoding: gzip", packed_twice))
    archive.page("2022-05-06", gzip.compress(SHEET.encode()))  # no head says so
    archive.page("2022-05-07", SHEET, encode=("utf-8", bytes))
    archive.page("2022-05-08", SHEET, encode=("gzip", bytes))  # undone by whoever kept it
    archive.page("2022-05-09", SHEET, encode=("compress", lambda data: b"\x1f\x9d\0" + data))
    result = done("ingest", archive.written(tmp_path / "a.warc.gz"), "--db", database)
    assert dated(database) == [("2022-05-01", "[..2022-05-01]", 1)]
    assert "10 with a known text" in result.stderr
    assert "1 encoded as compress" in result.stderr


def served(fields: str, body: bytes) -> bytes:
    """Return an answer of HTTP with these fields."""
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{fields}\r\n".encode() + body


CUT = {
    "Content-Length": served(f"Content-Length: {len(SHEET) + 9}\r\n", SHEET.encode()),
    "a chunk": served("Transfer-Encoding: chunked\r\n", b"fff\r\n" + SHEET.encode()),
    "the last chunk": served(
        "Transfer-Encoding: chunked\r\n", f"{len(SHEET):x}\r\n{SHEET}\r\n".encode()
    ),
    "gzip": served("Content-Encoding: gzip\r\n", gzip.compress(SHEET.encode())[:-9]),
    "zlib": served("Content-Encoding: deflate\r\n", zlib.compress(SHEET.encode())[:-9]),
    "Brotli": served("Content-Encoding: br\r\n", brotli.compress(SHEET.encode())[:-9]),
}


@pytest.mark.parametrize("name", CUT)
def test_a_body_that_was_cut_short_is_no_edition(name: str, tmp_path: Path, database: Path) -> None:
    path = (
        Archive()
        .answer("2022-05-01", CUT[name])
        .page("2022-05-02", OTHER)
        .written(tmp_path / "a.warc.gz")
    )
    assert "1 cut short at capture" in done("ingest", path, "--db", database).stderr
    assert names(database) == [f"{NAME}@2022-05-02"]


def test_chunks_are_put_together(tmp_path: Path, database: Path) -> None:
    body = f"{len(SHEET):X};a=b\r\n{SHEET}\r\n0\r\n\r\n".encode()
    archive = Archive().answer("2022-05-01", served("Transfer-Encoding: chunked\r\n", body))
    archive.answer("2022-05-02", served("Transfer-Encoding: chunked\r\n", SHEET.encode()))
    result = done("ingest", archive.written(tmp_path / "a.warc"), "--db", database)
    assert "1 with a known text" in result.stderr


@pytest.mark.parametrize(
    "media",
    ["", "text/html, text/html", "application/octet-stream", "image/x, text/html", "unknown"],
)
def test_a_page_whose_type_says_nothing_is_known_by_how_it_begins(
    media: str, tmp_path: Path, database: Path
) -> None:
    page = f"<!DOCTYPE html><html><body><h1>Sheet</h1><p>{SHEET}</p></body></html>"
    path = Archive().page("2022-05-01", page, media=media).written(tmp_path / "a.warc")
    done("ingest", path, "--db", database)
    assert names(database) == [f"{NAME}@2022-05-01"]


@pytest.mark.parametrize("later", ["2022-06-01", "2022-05-01T10:00:01Z"])
def test_a_page_of_an_archive_that_has_lost_its_text_is_quarantined(
    later: str, tmp_path: Path, database: Path
) -> None:
    whole = f"{SHEET}\n\n" + "The council met in the town and spoke of the harbour. " * 20
    path = (
        Archive()
        .page("2022-05-01", whole)
        .page(later, whole[: len(whole) // 6])
        .written(tmp_path / "a.warc")
    )
    assert "lost its text" in refused(3, "ingest", path, "--db", database)
    assert names(database) == [f"{NAME}@2022-05-01"]
    done("ingest", path, "--db", database, "--force")
    assert len(names(database)) == 2


def test_a_revisit_of_another_address_is_a_page_of_its_own(tmp_path: Path, database: Path) -> None:
    path = (
        Archive()
        .page("2022-05-01", SHEET, address="https://example.org/canada")
        .revisit("2022-06-01", digest_of(SHEET))
        .written(tmp_path / "a.warc")
    )
    done("ingest", path, "--db", database)
    assert names(database) == ["example-org-canada@2022-05-01", f"{NAME}@2022-06-01"]


def test_a_digest_that_says_nothing_makes_no_two_pages_equal(
    tmp_path: Path, database: Path
) -> None:
    path = (
        Archive()
        .page("2022-05-01", SHEET, address="https://example.org/canada", WARC_Payload_Digest="-")
        .revisit("2022-06-01", "-")
        .written(tmp_path / "a.warc")
    )
    result = done("ingest", path, "--db", database)
    assert names(database) == ["example-org-canada@2022-05-01"]
    assert "1 revisits of unknown captures" in result.stderr


def test_a_page_that_is_still_compressed_is_binary_data(tmp_path: Path, database: Path) -> None:
    page = f"<html><body><h1>Sheet</h1><p>{NOISE}</p></body></html>".encode()
    path = (
        Archive()
        .page("2022-05-01", brotli.compress(page), media="text/html")
        .written(tmp_path / "a.warc")
    )
    assert "binary data" in refused(3, "ingest", path, "--db", database)


def test_a_text_is_read_by_the_charset_that_it_was_served_with(
    tmp_path: Path, database: Path
) -> None:
    text = "Der Handel mit Österreich erreichte 2022 5 Milliarden €.".encode("cp1252")
    archive = Archive().page("2022-05-01", text, media="text/plain; charset=Windows-1252")
    done("ingest", archive.written(tmp_path / "a.warc.gz"), "--db", database)
    assert "Österreich" in dump(database)


def test_a_resource_is_a_page(tmp_path: Path, database: Path) -> None:
    path = Archive().resource("2022-05-01", SHEET, "text/markdown").written(tmp_path / "a.warc")
    done("ingest", path, "--db", database)
    assert names(database) == [f"{NAME}@2022-05-01"]


def test_a_page_that_cannot_be_read_leaves_the_others_alone(tmp_path: Path, database: Path) -> None:
    path = (
        Archive().page("2022-05-01", "  ").page("2022-05-02", SHEET).written(tmp_path / "a.warc.gz")
    )
    assert "the file is empty" in refused(3, "ingest", path, "--db", database)
    assert names(database) == [f"{NAME}@2022-05-02"]


def test_a_bomb_is_skipped(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LIMIT", 2**20)
    path = (
        Archive()
        .page("2022-05-01", "a" * 2**24, encode=("gzip", gzip.compress))
        .page("2022-05-02", SHEET)
        .written(tmp_path / "a.warc.gz")
    )
    assert "1 larger than 1 MiB" in done("ingest", path, "--db", database).stderr


# ---------------------------------------------------------------- files that are not whole

NOISE = "".join(f"{random.Random(5).random()} " for _ in range(400))


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("lost", [3, 60, 150])
def test_what_is_whole_before_a_file_breaks_off_is_stored(
    tmp_path: Path, database: Path, zipped: bool, lost: int
) -> None:
    archive = Archive(zipped=zipped).page("2022-05-01", SHEET)
    whole = len(archive.data)
    path = tmp_path / "a.warc.gz"
    data = archive.page("2022-06-01", f"{OTHER}\n{NOISE}").data
    path.write_bytes(data[:-lost] if lost > 4 or zipped else data[: whole + 20])
    message = refused(3, "ingest", path, "--db", database)
    assert "breaks off at byte" in message
    assert f"{ADDRESS} of 2022-0" in message
    assert names(database)[0] == f"{NAME}@2022-05-01"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not a WARC file"),
        (b"<html>", "not a WARC file"),
        (gzip.compress(b"hello", mtime=0), "not a WARC file"),
        (b"\x1f\x8bnonsense", "not a WARC file"),
        (b"filedesc://a.arc 0.0.0.0 20100101000000 text/plain 76\n", "ARC files"),
        (gzip.compress(b"filedesc://a.arc 0.0.0.0 2010 text/plain 76\n", mtime=0), "ARC files"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, database: Path, data: bytes, what: str) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    assert what in refused(3, "ingest", path, "--db", database)
    assert not database.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Content-Length: ", b"Content-Length: x"),
        (b"Content-Length: ", b"Content-Length: -"),
        (b"Content-Length: ", b"Content-Length: 9999"),
        (b"WARC-Target-URI: ", b"X-Target: "),
        (b"WARC-Date: 2022", b"WARC-Date: 20x2"),
        (b"WARC-Type: response", b"WARC-Type: \xff"),
        (b"HTTP/1.1 200 OK", b"nonsense"),
        (b"\r\n\r\n", b"\n"),
    ],
)
def test_malformed_records_are_refused_or_skipped(
    tmp_path: Path, database: Path, old: bytes, new: bytes
) -> None:
    data = Archive(zipped=False).page("2022-05-01", SHEET).data
    path = tmp_path / "a.warc"
    path.write_bytes(data.replace(old, new, 1))
    result = timeline("ingest", path, "--db", database)
    assert result.exit_code in (0, 3), result.output
    assert result.stderr.count("\n") <= 3


def test_damaged_bytes_never_surprise(tmp_path: Path) -> None:
    data = Archive(zipped=False).page("2022-05-01", SHEET).page("2022-06-01", OTHER).data
    dice = random.Random(1)
    path = tmp_path / "a.warc"
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(3):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        path.write_bytes(bytes(damaged))
        with suppress(RefusedError):
            list(warc.records(str(path)))


# ---------------------------------------------------------------- around it


def test_without_the_extra_the_message_says_what_to_install(tmp_path: Path) -> None:
    path = Archive().page("2022-05-01", SHEET).written(tmp_path / "a.warc.gz")
    program = (
        "import sys; sys.modules['warcio'] = None; sys.modules['warcio.archiveiterator'] = None; "
        "from timeline.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, "ingest", str(path), "--db", str(tmp_path / "a.db")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 2, result.stderr
    assert "pip install 'timeline-editions[archives]'" in result.stderr


def test_a_missing_extra_leaves_the_others_alone(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    archive = Archive().page("2022-05-01", b"%PDF-1.4", media="application/pdf")
    archive.page("2022-05-02", SHEET).written(tmp_path / "a.warc.gz")
    message = refused(2, "ingest", tmp_path / "a.warc.gz", "--db", database)
    assert "timeline-editions[pdf]" in message
    assert names(database) == [f"{NAME}@2022-05-02"]


def test_archives_files_and_folders_go_together(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "sheet"
    folder.mkdir()
    (folder / "2021.md").write_text(SHEET)
    Archive().page("2022-05-01", OTHER).written(folder / "pages.warc.gz")
    done("ingest", folder, "--db", database)
    assert names(database) == [f"{NAME}@2022-05-01", "sheet@2021"]
    refused(3, "extract", folder / "pages.warc.gz")
    message = refused(2, "ingest", folder / "pages.warc.gz", "--label", "x", "--db", database)
    assert "named after their days" in message


def test_a_capture_has_a_claim_and_a_sighting(tmp_path: Path, database: Path) -> None:
    path = Archive().page("2022-05-01", SHEET).page("2022-05-02", SHEET)
    done("ingest", path.written(tmp_path / "a.warc.gz"), "--db", database)
    rows = [json.loads(line) for line in dump(database).splitlines()]
    (capture,) = (row for row in rows if row["table"] == "capture")
    assert capture["claims"] == [["capture", "[..2022-05-01]", None]]
    assert [row["at"] for row in rows if row["table"] == "sighting"] == [
        "2022-05-01T10:00:00Z", "2022-05-02T10:00:00Z",
    ]  # fmt: skip


def test_a_run_that_a_person_dates_keeps_the_date(tmp_path: Path, database: Path) -> None:
    path = Archive().page("2022-05-01", SHEET).page("2022-06-01", OTHER)
    path.written(tmp_path / "a.warc.gz")
    done("ingest", tmp_path / "a.warc.gz", "--db", database)
    done("amend", f"{NAME}@2022-06-01", "--published", "2022-05-20", "--db", database)
    done("amend", f"{NAME}@2022-05-01", "--label", "first", "--db", database)
    expected = [("first", "[..2022-05-01]", 1), ("2022-05-20", "2022-05-20", 1)]
    assert dated(database) == expected
    later = Archive().page("2022-05-02", SHEET).page("2022-06-02", OTHER)
    done("ingest", later.written(tmp_path / "b.warc.gz"), "--db", database)
    done("ingest", tmp_path / "a.warc.gz", "--db", database)
    assert dated(database) == expected
    result = done("amend", f"{NAME}@2022-05-20", "--published", "unknown", "--db", database)
    assert "[2022-05-02..2022-06-01]" in result.output
    assert dated(database)[1][1] == "[2022-05-02..2022-06-01]"


# ---------------------------------------------------------------- pages that state their dates


def page(text: str, date: str | None = None, *, extra: str = "") -> str:
    """Return a page of HTML, with the date in its <meta> where there is one."""
    meta = "" if date is None else f'<meta property="article:published_time" content="{date}">'
    return (
        f"<!DOCTYPE html><html><head><title>Trade Sheet</title>{meta}</head><body><main>"
        f"<h1>Trade Sheet</h1><p>{text}</p></main><footer>{extra}</footer></body></html>"
    )


TEXT, NEWER = "In 2021, trade in goods came to $5 billion.", "In 2022, trade came to $6 billion."


def test_what_a_page_states_comes_before_the_time_of_capture(
    tmp_path: Path, database: Path
) -> None:
    pages = [
        ("2022-05-01", page(TEXT)),
        ("2022-06-01", page(TEXT, "2022-05-20")),
        ("2022-07-01", page(TEXT, extra="Visited 3 times")),
        ("2022-08-01", page(NEWER, "2022-07-20")),
        ("2022-09-01", page(NEWER, "2022-08-20")),
        ("2022-09-02", page(NEWER, "2022-08-20")),
    ]
    expected = [
        ("2022-05-01", "[..2022-05-01]", 1),
        ("2022-05-20", "2022-05-20", 2),
        ("2022-07-20", "2022-07-20", 1),
        ("2022-08-20", "2022-08-20", 1),
    ]
    dumps = set()
    for number, order in enumerate((pages, pages[::-1], pages[3:] + pages[:3])):
        archive = Archive()
        for at, text in order:
            archive.page(at, text, media="text/html; charset=utf-8")
        target = tmp_path / f"{number}.db"
        done("ingest", archive.written(tmp_path / "a.warc.gz"), "--db", target)
        assert dated(target) == expected
        dumps.add(dump(target))
        done("db", "verify", "--db", target)
    assert len(dumps) == 1


def test_a_page_that_was_captured_before_the_date_it_states_is_told(
    tmp_path: Path, database: Path
) -> None:
    archive = Archive().page("2022-05-01", page(TEXT, "2022-08-20"), media="text/html")
    result = done("ingest", archive.written(tmp_path / "a.warc.gz"), "--db", database)
    assert "but capture says by 2022-05-01" in result.stderr
    rows = done("show", f"{NAME}@2022-08-20", "--dates", "--db", database).stdout
    assert "capture" in rows


def test_the_bytes_of_a_file_that_a_page_is_seen_to_have_are_one_capture(tmp_path: Path) -> None:
    """Whichever of the two the edition is read from."""
    page = "<h1>Ports</h1><meta name='date' content='2022-06-03'>\n<p>There are 47 ports.</p>"
    first = Archive().page("2022-07-01", page, media="text/html").written(tmp_path / "p.warc.gz")
    for number in range(6):
        database = tmp_path / f"{number}.db"
        named = ("--publication", "sheet", "--db", database)
        text = "# Ports\n\nThere are 47 ports." + "\n" * number
        again = Archive().page("2022-07-02", text).written(tmp_path / f"{number}.warc.gz")
        file = written(tmp_path, f"{number}.md", text)
        done("ingest", first, *named)
        told = done("ingest", file, *named, "--published", "2022-06-03").stderr
        assert "same text as sheet@2022-06-03" in told
        done("ingest", again, *named)
        assert dated(database) == [("2022-06-03", "2022-06-03", 2)]
        done("db", "verify", "--db", database)
