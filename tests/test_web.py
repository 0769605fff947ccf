"""Fetching pages, from a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from timeline.errors import (
    AddressError,
    AddressRefusedError,
    FetchError,
    TimelineError,
    UnreadableError,
)
from timeline.sources import addresses
from timeline.sources.addresses import kind
from timeline.sources.robots import Robots
from timeline.sources.urls import checked
from timeline.sources.web import Client, Limits
from webserver import Reply, Server, dripping, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True, limits=Limits(silence=2, whole=3, size=1_000_000)) as open_one:
        yield open_one


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", None),
        ("2606:4700::1111", None),
        ("::ffff:8.8.8.8", "translated"),
        ("::ffff:0:8.8.8.8", "translated"),
        ("::ffff:0:7f00:1", "loopback"),
        ("::8.8.8.8", "translated"),
        ("2a00:1450::5efe:8.8.8.8", "translated"),
        ("2a00:1450::200:5efe:10.0.0.1", "private"),
        ("fec0::1", "private"),
        ("3fff::1", "private"),
        ("5f00::1", "private"),
        ("100:0:0:1::1", "private"),
        ("64:ff9b::808:808", None),
        ("127.0.0.1", "loopback"),
        ("127.9.9.9", "loopback"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::127.0.0.1", "loopback"),
        ("64:ff9b::7f00:1", "loopback"),
        ("2002:7f00:1::1", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("fd00:ec2::254", "private"),
        ("169.254.169.254", "link-local"),
        ("::ffff:169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("100.64.0.1", "carrier-grade"),
        ("100.127.255.254", "carrier-grade"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "private"),
        ("192.0.0.192", "private"),
        ("192.0.2.1", "private"),
    ],
)
def test_only_public_addresses_are_public(address: str, expected: str | None) -> None:
    assert kind(address) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/A b?q=ä#part", "https://example.org/A%20b?q=%C3%A4"),
        ("http://münchen.example/ü%20", "http://xn--mnchen-3ya.example/%C3%BC%20"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ],
)
def test_an_address_is_sent_in_ascii(url: str, expected: str) -> None:
    assert checked(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x", "file:///etc/passwd", "example.org", "http://", "http://a b/",
        "http://user:secret@example.org/", "http://example.org:99999/", "http://[::1/", "",
        "gopher://example.org", "http://exa\nmple.org\r\nX: y/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(AddressError):
        checked(url)


def test_a_page_is_fetched_with_its_headers_and_the_program_says_its_name(
    server: Server, client: Client
) -> None:
    server.replies["/page?q=1"] = Reply(b"<p>hello", 200, {"Content-Type": "Text/HTML; charset=x"})
    answer = client.get(server.url("/page?q=1#part"))
    assert (answer.status, answer.data) == (200, b"<p>hello")
    assert answer.headers["content-type"] == "Text/HTML; charset=x"
    assert answer.url == server.url("/page?q=1")
    assert server.seen[0][1]["user-agent"].startswith("timeline-editions/")


def test_redirects_are_followed_and_end(server: Server, client: Client) -> None:
    server.replies["/a"] = Reply(b"", 302, {"Location": "b?x=1"})
    server.replies["/b?x=1"] = Reply(b"there", 200)
    assert client.get(server.url("/a")).url == server.url("/b?x=1")
    server.replies["/loop"] = Reply(b"", 301, {"Location": "/loop"})
    with pytest.raises(FetchError, match="more than 10 redirects"):
        client.get(server.url("/loop"))


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://user@10.0.0.1/"],
)
def test_a_redirect_leaves_the_web_for_nothing(target: str, server: Server, client: Client) -> None:
    server.replies["/a"] = Reply(b"", 302, {"Location": target})
    with pytest.raises(FetchError, match="it redirects to"):
        client.get(server.url("/a"))


def test_private_addresses_are_not_fetched_from(server: Server) -> None:
    with Client() as careful:
        for url in (
            server.url("/"),
            server.base.replace("127.0.0.1", "localhost"),
            "http://169.254.169.254/latest/meta-data/",
            "http://[::ffff:10.0.0.1]/",
            "http://0x7f000001/",
            "http://2130706433/",
        ):
            with pytest.raises(AddressRefusedError, match="--allow-private") as found:
                careful.get(url)
            assert found.value.exit_status == 3
    assert server.seen == []


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://10.0.0.1:8080/"]
)
def test_a_redirect_of_a_public_server_to_a_private_address_is_refused(
    target: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This server alone counts as public here."""
    monkeypatch.setattr(
        addresses, "kind", lambda address: None if address == "127.0.0.1" else kind(address)
    )
    server.replies["/start"] = Reply(b"", 302, {"Location": "/next"})
    server.replies["/next"] = Reply(b"", 307, {"Location": target})
    with Client() as careful, pytest.raises(AddressRefusedError, match="--allow-private"):
        careful.get(server.url("/start"))
    assert server.paths() == ["/start", "/next"]


def test_a_name_is_checked_each_time_and_connected_to_as_it_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public at first and private the next time gains nothing."""
    real = socket.getaddrinfo
    answers = iter(["93.184.216.34", "127.0.0.1", "169.254.169.254"])

    def turning(host: str, port: int, **more: Any) -> Any:
        return real(next(answers) if host == "turns.example" else host, port, **more)

    reached: list[str] = []

    def connect(_: Any, host: str, port: int, *more: Any) -> Any:
        reached.append(host)
        raise __import__("httpcore").ConnectError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    with Client() as careful:
        with pytest.raises(FetchError):
            careful.get("http://turns.example/")
        for _ in range(2):
            with pytest.raises(AddressRefusedError):
                careful.get("http://turns.example/")
    assert reached == ["93.184.216.34"]  # the address that was checked, not the name


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        (Reply(b"x" * 1_000_001), UnreadableError, "larger than"),
        (
            Reply(gzip.compress(b"\0" * 50_000_000), 200, {"Content-Encoding": "gzip"}),
            UnreadableError,
            "larger than",
        ),
        (
            Reply(b"no gzip", 200, {"Content-Encoding": "gzip"}),
            UnreadableError,
            "the gzip data is damaged",
        ),
        (
            Reply(gzip.compress(b"x" * 9_999)[:-9], 200, {"Content-Encoding": "gzip"}),
            FetchError,
            "breaks off",
        ),
        (Reply(zlib.compress(b"x"), 200, {"Content-Encoding": "br"}), UnreadableError, "'br'"),
        (
            Reply(lambda out: out.write(b"x" * 10), 200, {"Content-Length": "99"}),
            FetchError,
            "peer closed",
        ),
    ],
)
def test_an_answer_that_is_not_as_it_should_be_ends_in_its_message(
    reply: Reply, error: type[TimelineError], message: str, server: Server, client: Client
) -> None:
    server.replies["/x"] = reply
    with pytest.raises(error, match=message):
        client.get(server.url("/x"))


@pytest.mark.parametrize("named", ["gzip", "x-gzip", "gzip, gzip", "identity, GZIP"])
def test_a_packed_answer_is_unpacked(named: str, server: Server, client: Client) -> None:
    server.replies["/x"] = Reply(gzip.compress(b"plain"), 200, {"Content-Encoding": named})
    assert client.get(server.url("/x")).data == b"plain"


def test_a_server_that_says_nothing_and_one_that_never_ends_are_left(
    server: Server, client: Client
) -> None:
    def silent(_: Any) -> None:
        time.sleep(4)

    def endless(out: Any) -> None:
        for _ in range(200):
            out.write(b"x")
            out.flush()
            time.sleep(0.05)

    server.replies["/silent"] = Reply(silent)
    server.replies["/endless"] = Reply(endless)
    with pytest.raises(FetchError, match="no answer within 2 s"):
        client.get(server.url("/silent"))
    with pytest.raises(FetchError, match="not complete after 3 s"):
        client.get(server.url("/endless"))


DRIPS = {
    "a status line": (b"HTTP/1.1 200 O", b"K"),
    "the name of a header": (b"HTTP/1.1 200 OK\r\nX-", b"a"),
    "the value of a header": (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
    "header after header": (b"HTTP/1.1 200 OK\r\n", b"X-Slow: a\r\n"),
    "answers before the answer": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "a body": (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"a"),
    "a chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", b"a"),
    "the length of a chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
}


def test_all_of_an_answer_is_left_within_two_minutes_with_time_to_say_so() -> None:
    assert Limits().whole <= 110


@pytest.mark.parametrize("what", DRIPS)
def test_a_server_that_drips_is_left_when_the_time_for_all_is_over(what: str) -> None:
    limits = Limits(silence=5, whole=0.8)
    with dripping(*DRIPS[what]) as url, Client(allow_private=True, limits=limits) as hasty:
        start = time.monotonic()
        with pytest.raises(FetchError, match=rf"{url}: .*not complete after 0\.8 s") as found:
            hasty.get(url)
        assert time.monotonic() - start < 2.5
    assert found.value.exit_status == 4


def test_a_greeting_that_drips_where_tls_begins_is_left_too() -> None:
    limits = Limits(silence=5, whole=0.8)
    greeting = (b"\x16\x03\x03\x40\x00", b"\x02")
    with dripping(*greeting) as url, Client(allow_private=True, limits=limits) as hasty:
        start = time.monotonic()
        with pytest.raises(FetchError, match=r"not complete after 0\.8 s"):
            hasty.get(url.replace("http:", "https:"))
        assert time.monotonic() - start < 2.5


def test_redirects_share_the_time_and_waiting_between_them_takes_none(server: Server) -> None:
    def slow(out: Any) -> None:
        time.sleep(0.4)

    for number in range(9):
        target = {"Location": f"/{number + 1}", "Connection": "close"}
        server.replies[f"/{number}"] = Reply(slow, 302, target)
    with (
        Client(allow_private=True, limits=Limits(whole=1.0)) as hasty,
        pytest.raises(FetchError, match="not complete after 1 s"),
    ):
        hasty.get(server.url("/0"))
    assert len(server.seen) <= 4
    server.replies["/a"] = Reply(b"", 302, {"Location": "/b"})
    server.replies["/b"] = Reply(b"there")
    with Client(allow_private=True, limits=Limits(whole=0.9, pace=1.0)) as patient:
        assert patient.get(server.url("/a")).data == b"there"


def test_a_robots_txt_that_drips_takes_the_time_of_its_page(server: Server) -> None:
    def slow(out: Any) -> None:
        for _ in range(7):
            out.write(b"#\n")
            out.flush()
            time.sleep(0.1)

    server.replies["/robots.txt"] = Reply(slow, 200, {"Connection": "close"})
    server.replies["/x"] = Reply(slow, 200, {"Connection": "close"})
    with Client(allow_private=True, limits=Limits(silence=5, whole=1.0)) as hasty:
        robots = Robots(hasty)
        start = time.monotonic()

        def heed(url: str) -> None:
            robots.allowed(url)

        with pytest.raises(FetchError, match="not complete after 1 s"):
            hasty.get(server.url("/x"), heed=heed)
        assert time.monotonic() - start < 2
        server.replies["/x"] = Reply(b"there")
        assert hasty.get(server.url("/x")).data == b"there"


def test_a_server_that_cannot_be_reached_is_named(client: Client) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match=f"127.0.0.1:{port}") as found:
        client.get(f"http://127.0.0.1:{port}/")
    assert found.value.exit_status == 4
    with pytest.raises(FetchError, match="its name is not known"):
        client.get("http://nowhere.invalid/")


def test_a_server_that_asks_to_wait_is_asked_again_after_that_time(server: Server) -> None:
    answers = iter([Reply(b"", 429, {"Retry-After": "1"}), Reply(b"", 503, {}), Reply(b"done")])
    server.replies["/x"] = lambda _: next(answers)
    told: list[str] = []
    with Client(allow_private=True, note=told.append) as patient:
        start = time.monotonic()
        assert patient.get(server.url("/x")).data == b"done"
    assert time.monotonic() - start >= 2
    assert len(told) == 2
    assert "waiting 1 s" in told[0]


def test_a_server_that_asks_to_wait_for_hours_is_left_for_another_time(
    server: Server, client: Client
) -> None:
    server.replies["/x"] = Reply(b"", 429, {"Retry-After": "7200"})
    assert client.get(server.url("/x")).status == 429
    assert len(server.seen) == 1


def test_requests_to_one_host_keep_their_distance(server: Server) -> None:
    server.replies["/x"] = Reply(b"x")
    with Client(allow_private=True, limits=Limits(pace=0.3)) as slow:
        start = time.monotonic()
        for _ in range(3):
            slow.get(server.url("/x"))
    assert time.monotonic() - start >= 0.6


def test_what_a_site_asks_to_leave_alone_is_left(server: Server, client: Client) -> None:
    server.replies["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /private\nAllow: /private/sheet$\n"
        b"User-agent: timeline-editions\nDisallow: /drafts/*.html\n"
    )
    robots = Robots(client)
    assert robots.allowed(server.url("/private"))  # its own group counts, not that for all
    assert not robots.allowed(server.url("/drafts/a.html"))
    assert server.paths() == ["/robots.txt"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_a_site_without_rules_allows_all_and_one_that_cannot_say_nothing(
    status: int, allowed: bool, server: Server, client: Client
) -> None:
    server.replies["/robots.txt"] = Reply(b"Disallow: /", status)
    assert Robots(client).allowed(server.url("/x")) is allowed
