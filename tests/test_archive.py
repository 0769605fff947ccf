"""Web archives: a real pywb on loopback, and a server that answers as web.archive.org does."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from pywb import archiving
from timeline.errors import FetchError
from timeline.sources.archive import Memento, collapsed, mementos, replayed, thinned
from timeline.sources.web import Client, Response
from webarchives import Archive
from webserver import Reply, Server, serving

URL = "https://ministry.example/relations"
TIMES = "2021-03-01T10:00:00Z", "2021-04-01T10:00:00Z", "2022-03-01T10:00:00Z"
FIRST, LAST = (
    f"<h1>Relations</h1><p>Trade reached ${billions} billion.</p>".encode() for billions in (5, 6)
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("archive")
    made = Archive()
    made.page(TIMES[0], FIRST, address=URL, media="text/html")
    made.page(TIMES[1], FIRST, address=URL, media="text/html")
    made.page("2021-05-01", b"gone", address=URL, media="text/html", status="404 Not Found")
    made.page(TIMES[2], LAST, address=URL, media="text/html")
    made.page(TIMES[2], b"Other.", address=f"{URL}/other", media="text/html")
    with archiving(folder, made.written(folder / "pages.warc.gz")) as base:
        yield base


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True) as open_one:
        yield open_one


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_the_captures_of_a_page_are_those_that_the_archive_has(
    archive: str, client: Client
) -> None:
    found = mementos(client, URL, archive)
    assert [each.at for each in found] == [*TIMES]
    assert [each.url for each in found] == [URL] * 3
    assert found[0].digest == found[1].digest != found[2].digest
    assert [len(group) for group in collapsed(found)] == [2, 1]
    assert client.get(found[2].raw).data == LAST


def test_a_page_that_the_archive_does_not_have_has_no_captures(
    archive: str, client: Client
) -> None:
    assert mementos(client, "https://ministry.example/nothing", archive) == ()


def test_a_timemap_gives_the_same_captures(archive: str, client: Client, server: Server) -> None:
    """An archive without CDX; what its TimeMap says is what pywb says."""
    said = client.get(f"{archive}/timemap/link/{URL}")
    first, last = said.data.decode().strip().split(",\n")[0], said.data
    assert "original" in first or b"original" in last
    server.replies[f"/timemap/link/{URL}"] = Reply(
        said.data, 200, {"Content-Type": "application/link-format"}
    )
    found = mementos(client, URL, server.base)
    # a TimeMap lists what answered with an error too; its bytes say so when they are fetched
    assert {each.at for each in found} >= {*TIMES}
    assert client.get(found[0].raw).data == FIRST


def test_a_timemap_in_parts_is_followed(client: Client, server: Server) -> None:
    here = f"/timemap/link/{URL}"

    def link(year: int) -> str:
        when = f"Tue, 01 Mar {year} 10:00:00 GMT"
        place = server.url(f"/{year}0301100000/{URL}")
        return f'<{place}>; rel="memento"; datetime="{when}"'

    server.replies[here] = Reply(
        f'<{URL}>; rel="original",\n<{server.url(here)}>; rel="self timemap",\n'
        f'<{server.url("/page2")}>; rel="timemap"; from="Tue, 01 Mar 2022 10:00:00 GMT",\n'
        f"{link(2021)}".encode()
    )
    server.replies["/page2"] = Reply(f'<{URL}>; rel="original",\n{link(2022)}'.encode())
    found = mementos(client, URL, server.base)
    assert [each.at[:4] for each in found] == ["2021", "2022"]
    assert found[0].raw == server.url(f"/20210301100000id_/{URL}")


def test_the_form_of_web_archive_org_is_read(client: Client, server: Server) -> None:
    rows = [
        ["timestamp", "original", "mimetype", "statuscode", "digest"],
        ["20210301100000", URL, "text/html", "200", "AAA"],
        ["20210401100000", URL, "warc/revisit", "-", "AAA"],
        ["20210501100000", URL, "text/html", "302", "BBB"],
        ["20220301100000", URL, "text/html", "200", "CCC"],
        ["2022", URL, "text/html", "200", "broken"],
    ]

    class Any(dict[str, Reply]):
        def get(self, path: str, _: object = None) -> Reply:  # type: ignore[override]
            found = path.startswith("/cdx/search/cdx?")
            return Reply(json.dumps(rows).encode()) if found else Reply(b"", 404)

    server.replies = Any()  # type: ignore[assignment]
    found = mementos(client, URL, server.base)
    assert [each.digest for each in found] == ["AAA", "AAA", "CCC"]
    assert found[0].raw == server.url(f"/web/20210301100000id_/{URL}")
    assert "url=https%3A%2F%2Fministry.example%2Frelations" in server.paths()[0]


def test_rows_that_cannot_be_understood_are_counted_and_skipped(
    client: Client, server: Server
) -> None:
    other = URL.replace("https:", "http:")
    rows = [
        ["timestamp", "original", "statuscode", "digest"],
        ["20210301100000", URL, "200", "-"],
        ["20210401100000", URL, "200", "-"],
        ["20210401100000", other, "200", "BBB"],
        ["20211399100000", URL, "200", "AAA"],
        ["20210501100000", URL],
        "no row",
    ]
    reply = Reply(json.dumps(rows).encode())

    class Any(dict[str, Reply]):
        def get(self, path: str, _: object = None) -> Reply:  # type: ignore[override]
            return reply

    server.replies = Any()  # type: ignore[assignment]
    malformed: list[None] = []
    found = mementos(client, URL, server.base, lambda: malformed.append(None))
    assert len(malformed) == 3
    assert [(each.url, each.digest) for each in found] == [(URL, None), (other, "BBB"), (URL, None)]
    assert len(collapsed(found)) == 3  # what is not said is not equal


def test_a_capture_that_the_archive_gives_in_place_of_another_has_its_own_time() -> None:
    def replied(place: str) -> Memento | None:
        return replayed(asked, Response(url=place, status=200, headers={}, data=b"", at=""))

    asked = Memento(at=TIMES[0], url=URL, raw=f"https://a.example/web/20210301100000id_/{URL}")
    assert replied(asked.raw) == asked
    other = replied(f"https://a.example/web/20220415093000id_/{URL}")
    assert other is not None and other.at == "2022-04-15T09:30:00Z"
    assert replied("https://a.example/sorry") is None


@pytest.mark.parametrize("body", [b"<html>hello", b"[[1,2],[3]]", b"\xff\xfe", b"null"])
def test_what_is_no_list_of_captures_is_refused(
    body: bytes, client: Client, server: Server
) -> None:
    class Any(dict[str, Reply]):
        def get(self, *_: object) -> Reply:  # type: ignore[override]
            return Reply(body)

    server.replies = Any()  # type: ignore[assignment]
    with pytest.raises(FetchError, match="--archive"):
        mementos(client, URL, server.base)


def test_the_first_of_each_month_is_kept() -> None:
    days = ["2021-01-03", "2021-01-31", "2021-02-01", "2022-02-01", "2022-02-28"]
    found = [Memento(at=f"{day}T00:00:00Z", url=URL, raw=URL) for day in days]
    kept = {every: [m.at[:10] for m in thinned(found, every)] for every in ("month", "year")}
    assert kept == {
        "month": ["2021-01-03", "2021-02-01", "2022-02-01"],
        "year": ["2021-01-03", "2022-02-01"],
    }
