"""What servers and archives may say of waiting, of robots, of captures and in addresses."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import done, names, refused, timeline, written
from timeline.errors import FetchError
from timeline.sources import web
from timeline.sources.files import LIMIT
from timeline.sources.robots import Robots
from timeline.sources.web import Client, Limits
from webarchives import Archive
from webserver import Reply, Server, dripping, serving

URL = "https://ministry.example/sheet"
CDX = "/cdx/search/cdx?url=https%3A%2F%2Fministry.example%2Fsheet&output=json"
FIELDS = "&fl=timestamp%2Coriginal%2Cmimetype%2Cstatuscode%2Cdigest"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds for which a client waited, which pass at once."""
    seconds: list[float] = []
    monkeypatch.setattr(web.time, "sleep", seconds.append)
    return seconds


# ---------------------------------------------------------------- waiting

WAITS = {
    "9" * 5_000: [],
    "86401": [],
    "00000000007": [7.0],
    "Fri, 31 Dec 9999 23:59:59 -0100": [],
    "Mon, 01 Jan 0001 00:00:00 +2359": [],
    "Wed, 21 Oct 2015 07:28:00 GMT": [],
    "Wed, 99 Oct 2015 07:28:00 +99999999": [1.0],
    "-5": [1.0],
    "1.5": [1.0],
    "nan": [1.0],
    "²": [1.0],
}
"""What a server asks for, and how long is waited before the second request."""


@pytest.mark.parametrize("asked", WAITS)
def test_a_wait_of_any_form_and_size_is_bounded(
    asked: str, server: Server, slept: list[float]
) -> None:
    server.replies["/x"] = Reply(b"", 429, {"Retry-After": asked})
    with Client(allow_private=True) as client:
        assert client.get(server.url("/x")).status == 429
    assert slept[:1] == WAITS[asked]
    assert sum(slept) <= 5 * web.PATIENCE


def test_all_that_a_run_waits_for_servers_is_bounded(server: Server, slept: list[float]) -> None:
    server.replies["/x"] = Reply(b"", 503, {"Retry-After": "500"})
    with Client(allow_private=True, limits=Limits(patience=1_600)) as client:
        for _ in range(9):
            assert client.get(server.url("/x")).status == 503
    assert sum(slept) == 1_500
    assert Limits().patience <= 3_600


ENDLESS = {
    "a chunk's extension": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=", b"b" * 50_000,
    ),
    "trailers": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", b"X-A: b\r\n",
    ),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"b" * 50_000 + b"\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("what", ENDLESS)
def test_what_never_ends_beside_a_body_is_left_too(what: str) -> None:
    with dripping(*ENDLESS[what]) as url:
        start = time.monotonic()
        with (
            Client(allow_private=True, limits=Limits(silence=5, whole=0.8)) as client,
            pytest.raises(FetchError),
        ):
            client.get(url)
        assert time.monotonic() - start < 3


def test_a_name_that_nobody_answers_for_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: threading.Event().wait(3) or [])
    start = time.monotonic()
    with (
        Client(limits=Limits(silence=5, whole=0.5)) as client,
        pytest.raises(FetchError, match="was not complete"),
    ):
        client.get("http://slow.example/")
    assert time.monotonic() - start < 5


# ---------------------------------------------------------------- robots.txt


def test_half_a_megabyte_of_a_robots_txt_is_read(server: Server) -> None:
    rule = b"User-agent: *\nDisallow: /late\n"
    server.replies["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /early\n" + b"#\n" * 300_000 + rule + b"#" * 70_000_000
    )
    with Client(allow_private=True) as client:
        robots = Robots(client)
        assert not robots.allowed(server.url("/early"))
        assert robots.allowed(server.url("/late"))


def test_a_site_that_asks_for_fewer_requests_allows_nothing(
    server: Server, slept: list[float]
) -> None:
    server.replies["/robots.txt"] = Reply(b"", 429)
    with Client(allow_private=True) as client:
        assert not Robots(client).allowed(server.url("/x"))
    assert slept


# ---------------------------------------------------------------- one bad row, one bad page


def page(ships: int) -> bytes:
    said = f"In 2020, {ships} million ships came to the ports of the coast, more than ever before. "
    return f"<h1>Harbours</h1><p>{said * 3}</p>".encode()


def backfilled(server: Server, folder: Path, rows: bytes) -> str:
    """Go back through an archive whose list has two good rows; return what was said."""
    server.replies[CDX + FIELDS] = Reply(rows)
    for number, stamp in enumerate(("20200101000000", "20210101000000")):
        server.replies[f"/web/{stamp}id_/{URL}"] = Reply(page(number))
    result = timeline(
        "backfill", URL, "--archive", server.base, "--allow-private", "--db", folder / "a.db"
    )
    assert result.exit_code == 0, result.output
    assert len(names(folder / "a.db")) == 2
    return result.stderr


HEAD = ["timestamp", "original", "mimetype", "statuscode", "digest"]
GOOD = [[f"{year}0101000000", URL, "text/html", "200", str(year)] for year in (2020, 2021)]
BAD_ROWS = [
    ["20209999000000", URL, "text/html", "200", "C"],
    ["00000101000000", URL, "text/html", "200", "C"],
    ["20200303000000", 5, "text/html", "200", "C"],
    ["20200303000000", "http://[", "text/html", "200", "C"],
    ["20200303000000", "http://a/\ud800", "text/html", "200", "C"],
    ["20200303000000", "https://bob:secret@ministry.example/sheet", "text/html", "200", "C"],
    ["20200303000000"],
    7,
    None,
]


def test_no_row_of_a_list_of_captures_ends_a_backfill(server: Server, tmp_path: Path) -> None:
    said = backfilled(server, tmp_path, json.dumps([HEAD, *BAD_ROWS, *GOOD]).encode())
    assert f"{len(BAD_ROWS)} rows of the list that cannot be understood" in said
    assert "secret" not in said + done("db", "dump", "--db", tmp_path / "a.db").stdout


def test_no_line_of_a_list_of_captures_ends_a_backfill(server: Server, tmp_path: Path) -> None:
    bad = [b"{broken", b'{"a":' + b"[" * 100_000, b"\xff\xfe", b"[1]"]
    good = [json.dumps(dict(zip(HEAD, row, strict=True))).encode() for row in GOOD]
    said = backfilled(server, tmp_path, b"\n".join([good[0], *bad, good[1]]))
    assert "4 rows of the list that cannot be understood" in said


def test_no_link_of_a_time_map_ends_a_backfill(server: Server, tmp_path: Path) -> None:
    memento = '<{}/web/{}id_/https://x.example/>; rel="memento"; datetime="{}"'
    links = [
        '<ftp://x/>; rel="timemap"',
        memento.format("ftp://x", "20190101000000", "Tue, 01 Jan 2019 00:00:00 GMT"),
        memento.format(server.base, "20190101000000", "Mon, 01 Jan 1066 00:00:00 GMT"),
        memento.format("", "20200101000000", "Wed, 01 Jan 2020 00:00:00 GMT"),
    ]
    server.replies[f"/timemap/link/{URL}"] = Reply(", ".join(links).encode())
    server.replies["/web/20200101000000id_/https://x.example/"] = Reply(page(1))
    result = timeline(
        "backfill", URL, "--archive", server.base, "--allow-private", "--db", tmp_path / "a.db"
    )
    assert result.exit_code == 0, result.output
    assert len(names(tmp_path / "a.db")) == 1
    assert "3 rows of the list that cannot be understood" in result.stderr


BAD_CAPTURES = {
    "a picture": Reply(b"x", 200, {"Content-Type": "image/png"}),
    "packed in a way that was not asked for": Reply(b"x", 200, {"Content-Encoding": "br"}),
    "wrongly packed": Reply(b"xx", 200, {"Content-Encoding": "gzip"}),
    "packed and cut": Reply(gzip.compress(page(9))[:-9]),
    "endless": Reply(b"x" * (LIMIT + 1)),
}


@pytest.mark.parametrize("bad", BAD_CAPTURES)
def test_no_capture_ends_a_backfill(bad: str, server: Server, tmp_path: Path) -> None:
    rows = [HEAD, ["20190101000000", URL, "text/html", "200", "2019"], *GOOD]
    server.replies[CDX + FIELDS] = Reply(json.dumps(rows).encode())
    server.replies[f"/web/20190101000000id_/{URL}"] = BAD_CAPTURES[bad]
    for number, (stamp, *_) in enumerate(GOOD):
        server.replies[f"/web/{stamp}id_/{URL}"] = Reply(page(number))
    result = timeline(
        "backfill", URL, "--archive", server.base, "--allow-private", "--db", tmp_path / "a.db"
    )
    assert result.exit_code == 3, result.output
    assert result.stderr.count("Error: ") == 1
    assert len(names(tmp_path / "a.db")) == 2


def test_a_version_of_a_page_that_is_named_in_no_ascii_is_asked_for_by_that_name(
    server: Server, tmp_path: Path
) -> None:
    said = {"Content-Type": "text/html", "ETag": '"\xe9t\xe9"', "Last-Modified": "\xff"}
    server.replies["/a"] = Reply(page(1), 200, said)
    listed = f'[[watch]]\npublication = "a"\nurl = "{server.url("/a")}"\n'
    written(tmp_path, "w.toml", listed)
    for _ in range(2):
        done(
            "watch", "--once", "--list", tmp_path / "w.toml", "--allow-private", "--pace", "0",
            "--db", tmp_path / "a.db",
        )  # fmt: skip
    asked = [headers for path, headers in server.seen if path == "/a"]
    assert asked[1]["if-none-match"] == said["ETag"]


def test_no_page_of_a_list_ends_a_watch(server: Server, tmp_path: Path) -> None:
    bad = {
        "/location": Reply(b"", 302, {"Location": "http://["}),
        "/type": Reply(b"x", 200, {"Content-Type": "image/png"}),
        "/gone": Reply(b"", 404),
        "/packed": Reply(b"x", 200, {"Content-Encoding": "gzip", "Content-Type": "text/html"}),
        "/wait": Reply(b"", 429, {"Retry-After": "9" * 5_000}),
    }
    server.replies |= {**bad, "/good": Reply(page(1))}
    listed = "".join(
        f'[[watch]]\npublication = "a"\nurl = "{server.url(path)}"\n' for path in (*bad, "/good")
    )
    result = timeline(
        "watch", "--once", "--list", written(tmp_path, "w.toml", listed), "--allow-private",
        "--pace", "0", "--db", tmp_path / "a.db",
    )  # fmt: skip
    assert result.exit_code == 4, result.output
    assert result.stderr.count("Error: ") == len(bad)
    assert len(names(tmp_path / "a.db")) == 1


# ---------------------------------------------------------------- credentials

SECRETS = ["http://bob:secret@h.example/x", "HTTP://bob:secret@[/x", "ftp://bob:secret@h/x",
           " http://bob:secret@h/x", "http://bob%3asecret@h/"]  # fmt: skip


@pytest.mark.parametrize("url", SECRETS)
def test_a_password_in_an_address_is_never_printed(url: str, tmp_path: Path) -> None:
    for arguments in (["ingest", url], ["backfill", url], ["backfill", URL, "--archive", url]):
        assert "secret" not in refused(2, *arguments, "--db", tmp_path / "a.db")
    listed = written(tmp_path, "w.toml", f'[[watch]]\npublication = "a"\nurl = "{url}"\n')
    assert "secret" not in refused(3, "watch", "--once", "--list", listed)


ODD_SECRETS = [*SECRETS, "http://bob:se/cret@h/x", "http://bob:se?cret@h/x",
               "http://bob:se#cret@h/x", "http://bob:se@cret@h/x", "http:\\\\bob:secret@h/x",
               "//bob:secret@h/x", "http:bob:secret@h", "https:/bob:secret@h/x"]  # fmt: skip
"""Addresses and what somebody may take for one, where a path or the name of an edition is asked."""


@pytest.mark.parametrize("address", ODD_SECRETS)
def test_a_password_is_not_printed_where_no_address_is_asked_for(
    address: str, tmp_path: Path
) -> None:
    target = ("--db", tmp_path / "a.db")
    said = ""
    for arguments in (
        ["ingest", address], ["load", address], ["diff", address, address], ["show", address],
        ["ingest", "a.md", "--git", address], ["backfill", address], ["log", address],
    ):  # fmt: skip
        said += timeline(*arguments, *target).output
    said += timeline("extract", address).output + timeline("events", "--db", address).output
    assert said.count("Error: ") == 9
    assert "cret" not in said.replace("bob%3asecret", "")


def test_a_host_with_a_port_is_printed_whole(server: Server, tmp_path: Path) -> None:
    said = refused(4, "ingest", server.url("/@x"), "--allow-private", "--db", tmp_path / "a.db")
    assert server.url("/@x") in said


def test_a_redirect_to_an_address_with_a_password_is_told_without_it(server: Server) -> None:
    server.replies["/x"] = Reply(b"", 302, {"Location": "http://bob:secret@127.0.0.1/"})
    with Client(allow_private=True) as client, pytest.raises(FetchError) as found:
        client.get(server.url("/x"))
    assert "secret" not in str(found.value)


def test_a_password_in_an_address_of_an_archive_file_or_a_list_is_not_stored(
    tmp_path: Path,
) -> None:
    archive = Archive()
    archive.page("2020-01-01", page(1).decode(), address="https://bob:secret@h.example/x")
    done("ingest", archive.written(tmp_path / "a.warc.gz"), "--db", tmp_path / "a.db")
    folder = tmp_path / "sheet"
    written(folder, "a.md", "# Harbours\n\nIn 2020, 31 ships came to the ports.\n")
    entry = {"file": "a.md", "published": "2021", "source": "https://bob:secret@h.example/x"}
    written(folder, "editions.json", json.dumps([entry]))
    done("ingest", folder, "--db", tmp_path / "a.db")
    stated = json.loads(
        done("snapshot", names(tmp_path / "a.db")[0], "--db", tmp_path / "a.db").stdout
    )
    stated |= {"publication": "loaded", "source": entry["source"]}
    done("load", written(tmp_path, "s.json", json.dumps(stated)), "--db", tmp_path / "a.db")
    assert len(names(tmp_path / "a.db")) == 3
    assert done("db", "verify", "--db", tmp_path / "a.db").stdout == ""
    told = done("db", "dump", "--db", tmp_path / "a.db").stdout
    assert "secret" not in told + "".join(names(tmp_path / "a.db"))
    assert "https://h.example/x" in told
