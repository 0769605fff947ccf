"""Pages as they are now: fetched, watched, and never taken for what they are not."""

from __future__ import annotations

import gzip
import json
import signal
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from commands import done, refused, running, timeline
from timeline.ingestion.web import FetchPolicy
from timeline.workflow.watch import watch as watched
from webserver import Reply, Server, dripping, serving

LINES = (
    "The two countries have worked together on the river since the treaty of 1944.",
    "The ministry counts 47 ports of entry on the border of the two countries.",
    "Trade in goods reached ${billions} billion in {year}, as the two ministries reported.",
)


def page(billions: int = 5, year: int = 2021, chrome: str = "Home") -> bytes:
    body = "".join(f"<p>{line.format(billions=billions, year=year)}</p>" for line in LINES)
    return (
        f"<html><head><title>Relations</title></head><body><nav><a href='/'>{chrome}</a></nav>"
        f"<main><h1>Relations</h1>{body}</main></body></html>"
    ).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.replies["/relations"] = Reply(page())
        yield running


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


def ingest(server: Server, database: Path, *more: str) -> tuple[int, str]:
    result = timeline(
        "ingest", server.url("/relations"), "--publication", "sheet", "--allow-private",
        "--pace", "0", "--db", database, *more,
    )  # fmt: skip
    return result.exit_code, result.stderr


def editions(database: Path) -> list[dict[str, Any]]:
    listed = done("editions", "--db", database, "--format", "json").stdout
    found: list[dict[str, Any]] = json.loads(listed)
    return found


def test_a_page_is_fetched_and_seen_again(server: Server, database: Path) -> None:
    status, told = ingest(server, database)
    assert status == 0
    assert "stored as sheet@" in told
    assert "2 figures" in told
    time.sleep(1.1)  # a capture has its time to the second
    server.replies["/relations"] = Reply(page(chrome="Start"))  # another menu
    status, told = ingest(server, database)
    assert status == 0
    assert "same text as sheet@" in told
    assert len(editions(database)) == 1
    assert done("db", "verify", "--db", database).exit_code == 0


def test_a_page_that_changed_is_another_edition(server: Server, database: Path) -> None:
    ingest(server, database)
    time.sleep(1.1)
    server.replies["/relations"] = Reply(page(billions=6, year=2022))
    ingest(server, database)
    assert len(editions(database)) == 2
    changed = done("diff", "sheet@-2", "sheet@-1", "--db", database).stdout
    assert "updated" in changed
    assert "$6 billion" in changed


def test_a_page_says_who_dates_it(server: Server, database: Path) -> None:
    dated = page().replace(
        b"</head>", b'<meta property="article:published_time" content="2022-05-04"></head>'
    )
    server.replies["/relations"] = Reply(dated)
    ingest(server, database)
    (edition,) = editions(database)
    assert (edition["edition"], edition["published"]) == ("2022-05-04", "2022-05-04")


def test_without_a_name_the_address_names_the_publication(server: Server, database: Path) -> None:
    result = timeline(
        "ingest", server.url("/relations"), "--allow-private", "--pace", "0", "--db", database
    )
    assert "from its URL" in result.stderr
    assert editions(database)[0]["publication"].endswith("-relations")


@pytest.mark.parametrize(
    ("reply", "status", "message"),
    [
        (Reply(b"", 404), 4, "answered 404 Not Found. Check the URL. An archive may have the page"),
        (Reply(b"", 403), 4, "answered 403 Forbidden. The site may refuse programs"),
        (Reply(b"", 500), 4, "answered 500 Internal Server Error. Try again later."),
        (Reply(b"GIF89a", 200, {"Content-Type": "image/gif"}), 3, "image/gif is not a document"),
        (Reply(b""), 3, ""),
        (Reply(page()[:40].replace(b"html", b"h\0ml")), 3, ""),
        (Reply(b"<h1>Just a moment...</h1><p>Checking you."), 3, "looks like a block page"),
        (Reply(b"<h1>404</h1><p>Page not found.</p>"), 3, "looks like an error page"),
        (Reply(b"<p>Loading</p>"), 3, "looks like a page without text"),
    ],
)  # fmt: skip
def test_what_is_no_edition_is_never_taken_for_one(
    reply: Reply, status: int, message: str, server: Server, database: Path
) -> None:
    ingest(server, database)
    before = editions(database)
    server.replies["/relations"] = reply
    found, told = ingest(server, database)
    assert found == status
    assert message in told
    assert editions(database) == before


def test_a_page_that_lost_most_of_its_text_is_quarantined_until_it_is_forced(
    server: Server, database: Path
) -> None:
    long = page().replace(b"</main>", b"<p>" + b"The council meets in the capital. " * 40 + b"</p>")
    server.replies["/relations"] = Reply(long)
    ingest(server, database)
    time.sleep(1.1)
    server.replies["/relations"] = Reply(page(billions=9))
    status, told = ingest(server, database)
    assert status == 3
    assert "words; the previous edition has" in told
    folder = database.parent / "aside"
    assert "42 words" in done("db", "quarantine", "--db", database, "--save", folder).stdout
    assert [each.read_bytes() for each in folder.iterdir()] == [page(billions=9)]
    assert len(editions(database)) == 1
    assert ingest(server, database, "--force")[0] == 0
    assert len(editions(database)) == 2


def test_robots_are_honoured_unless_the_user_says_otherwise(server: Server, database: Path) -> None:
    server.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /relations\n")
    status, told = ingest(server, database)
    assert status == 3
    assert "--ignore-robots" in told
    assert server.paths() == ["/robots.txt"]
    assert ingest(server, database, "--ignore-robots")[0] == 0


def test_robots_are_honoured_where_a_page_has_moved_to(server: Server, database: Path) -> None:
    server.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /archive\n")
    server.replies["/relations"] = Reply(b"", 302, {"Location": "/archive/relations"})
    server.replies["/archive/relations"] = Reply(page())
    status, told = ingest(server, database)
    assert status == 3
    assert "/archive/relations: the site's robots.txt asks programs not to fetch it" in told
    assert server.paths() == ["/robots.txt", "/relations"]
    assert ingest(server, database, "--ignore-robots")[0] == 0


def test_private_addresses_are_refused(server: Server, database: Path) -> None:
    message = refused(3, "ingest", server.url("/relations"), "--db", database)
    assert "loopback" in message
    assert not database.exists()
    assert server.seen == []


def test_an_address_that_is_none_is_refused_before_anything_is_read(database: Path) -> None:
    message = refused(2, "ingest", "http://user:pw@example.org/", "--db", database)
    assert "with a name or password" in message


# ---------------------------------------------------------------- watching


def listing(tmp_path: Path, *urls: str) -> str:
    pages = "".join(f'[[watch]]\npublication = "sheet"\nurl = "{url}"\n' for url in urls)
    path = tmp_path / "timeline.toml"
    path.write_text(pages)
    return str(path)


def watch(listed: str, database: Path, *more: str) -> tuple[int, str, str]:
    result = timeline(
        "watch", "--once", "--list", listed, "--allow-private", "--pace", "0", "--db", database,
        *more,
    )  # fmt: skip
    return result.exit_code, result.stdout, result.stderr


def conditional(body: bytes, tag: str) -> Any:
    def reply(headers: Mapping[str, str]) -> Reply:
        if headers.get("if-none-match") == tag:
            return Reply(b"", 304)
        return Reply(body, 200, {"Content-Type": "text/html", "ETag": tag})

    return reply


def test_what_has_not_changed_costs_nothing_and_says_nothing(
    server: Server, database: Path, tmp_path: Path
) -> None:
    listed = listing(tmp_path, server.url("/relations"))
    server.replies["/relations"] = conditional(page(), '"1"')
    status, out, told = watch(listed, database)
    assert (status, out) == (0, "")
    assert "stored as sheet@" in told
    time.sleep(1.1)
    assert watch(listed, database) == (0, "", "")
    assert server.seen[-1][1]["if-none-match"] == '"1"'
    time.sleep(1.1)
    server.replies["/relations"] = conditional(page(billions=6, year=2022), '"2"')
    status, out, told = watch(listed, database)
    assert status == 0
    assert "updated" in out
    assert watch(listed, database)[1] == ""
    # it was there on the day of the 304 too
    sightings = [line for line in done("db", "dump", "--db", database).stdout.splitlines()
                 if '"table":"sighting"' in line]  # fmt: skip
    assert len(sightings) >= 3


def test_one_page_that_fails_leaves_the_others_alone(
    server: Server, database: Path, tmp_path: Path
) -> None:
    listed = listing(tmp_path, server.url("/nothing"), server.url("/relations"))
    status, _, told = watch(listed, database)
    assert status == 4
    assert "404 Not Found" in told
    assert "stored as sheet@" in told


def test_the_changes_are_counted_on_request(server: Server, database: Path, tmp_path: Path) -> None:
    listed = listing(tmp_path, server.url("/relations"))
    watch(listed, database)
    time.sleep(1.1)
    server.replies["/relations"] = Reply(page(billions=6, year=2022))
    out = watch(listed, database, "--stat")[1]
    assert "Figures: 1 updated; 1 unchanged" in out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "lists no pages"),
        ("watch = 3", "lists no pages"),
        ("[[watch]]\npublication = 'A B'\nurl = 'http://a.example'", "watch[0]: publication"),
        ("[[watch]]\npublication = 'a'\n", "watch[0]: url is missing"),
        ("[[watch]]\npublication = 'a'\nurl = 'ftp://a.example'", "not an http"),
        ("[[watch]]\npublication = 'a'\nurl = 'http://a.example'\nx = 3", "'x' is not a known key"),
        ("[other]", "'other' is not a known key"),
        ("[[watch", "not TOML"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_understood_is_refused(
    text: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(text)
    assert message in refused(3, "watch", "--once", "--list", path, "--db", tmp_path / "t.db")


def test_watching_leaves_a_server_that_drips_and_goes_on_with_the_next_address(
    server: Server, database: Path, tmp_path: Path
) -> None:
    server.replies["/relations"] = Reply(page())
    with dripping(b"HTTP/1.1 200 OK\r\n", b"X-Slow: a\r\n") as url:
        listed = tmp_path / "timeline.toml"
        listed.write_text(
            "".join(
                f'[[watch]]\npublication = "{name}"\nurl = "{each}"\n'
                for name, each in (("slow", url), ("sheet", server.url("/relations")))
            )
        )
        policy = FetchPolicy(allow_private=True, ignore_robots=True, pace=0, patience=0.7)
        start = time.monotonic()
        slow, sheet = (seen.outcome for seen in watched(str(database), str(listed), policy=policy))
        assert time.monotonic() - start < 5
    assert "the answer was not complete after 0.7 s" in str(slow.error)
    assert slow.error is not None
    assert slow.error.exit_status == 4
    assert sheet.action == "stored"


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no such file" in refused(
        2, "watch", "--once", "--list", tmp_path / "none.toml", "--db", tmp_path / "t.db"
    )


def test_a_packed_page_is_read(server: Server, database: Path) -> None:
    packed = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
    server.replies["/relations"] = Reply(gzip.compress(page(), mtime=0), 200, packed)
    assert ingest(server, database)[0] == 0


@pytest.mark.parametrize(
    ("media", "packed"),
    [
        ("text/html, text/html; charset=utf-8", False),
        ("application/octet-stream", False),
        ("", True),
        ("text/html", True),
    ],
)
def test_a_page_whose_head_says_nothing_of_it_is_known_by_its_bytes(
    media: str, packed: bool, server: Server, database: Path
) -> None:
    body = b"<!DOCTYPE html>" + page()
    server.replies["/relations"] = Reply(
        gzip.compress(body) if packed else body, headers={"Content-Type": media}
    )
    assert ingest(server, database)[0] == 0
    assert len(editions(database)) == 1
    server.replies["/relations"] = Reply(
        gzip.compress(page(6))[:-20], headers={"Content-Type": media}
    )
    status, told = ingest(server, database)
    assert (status, "cut short at capture" in told) == (3, True)


def test_watching_goes_on_until_it_is_interrupted(
    server: Server, database: Path, tmp_path: Path
) -> None:
    listed = listing(tmp_path, server.url("/relations"))
    command = ["watch", "--list", listed, "--allow-private", "--db", database]
    with running(*command) as process:
        assert process.stderr is not None
        assert any("stored as sheet@" in line for line in process.stderr)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()
    assert process.returncode == 130
    assert told.endswith("Interrupted.\n")
