"""Captures that workers decode and read before their turn: the same database and the same words."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import timeline
from commands import SHEET, dump, names, running
from repositories import commit, repository
from timeline.edition import extraction
from timeline.edition.incoming import IncomingEdition
from timeline.edition.outcome import Outcome
from timeline.errors import UnreadableError
from timeline.ingestion.ahead import decode_ahead
from timeline.ingestion.web import FetchPolicy
from timeline.ingestion.worker_pool import Workers
from timeline.model import Imprint
from timeline.reading.extract import read
from timeline.values import Period
from timeline.workflow.backfill import backfill
from timeline.workflow.watch import Seen, watch
from webarchives import ADDRESS, Archive, digest_of
from webserver import Reply, Server, serving

OTHER = "https://www.example.org/spain/"
PAGE = """<html><head><title>Trade Sheet</title>{head}</head><body><article><h1>Trade Sheet</h1>
<h2>Trade</h2><p>In {year}, trade in goods came to ${amount} billion, after $700 billion in the
year before.{space} The council met on May 2, {year}, and meets again in June next year. The treaty
entered into force on July 1, 2020, and both sides apply it in all their ports and markets.</p>
</article></body></html>"""


def page(amount: int, *, space: str = "", head: str = "", year: int = 2018) -> str:
    return PAGE.format(amount=amount, space=space, head=head, year=year)


def issued(day: str) -> str:
    return f'<meta property="article:published_time" content="{day}T08:00:00Z">'


def pages() -> Archive:
    """All that captures can be: undated and dated, the same again, out of order, none at all."""
    made = Archive()
    for year in range(2000, 2008):
        made.page(f"{year}-03-01", page(year), media="text/html")
        made.page(f"{year}-04-01", page(year, space=" " * (year % 3)), media="text/html")
        made.page(f"{year}-05-01", page(year + 100), address=OTHER, media="text/html")
    same = page(2004)
    made.page("2008-03-01", page(800), media="text/html")
    made.page("2009-03-01", same, media="text/html")
    made.page("2009-04-01", same, media="text/html")
    made.page("2009-04-01T11:00:00Z", page(801), media="text/html")
    made.page("2010-02-01", page(803, head=issued("2010-01-15")), media="text/html")
    made.page("2010-03-01", page(803), media="text/html")
    made.page("2010-04-01", "%PDF-1.4 that is none", media="application/pdf")
    made.page("2010-05-01", "<h1>Are you a robot?</h1><p>Solve this.</p>", media="text/html")
    made.page("2010-06-01", "<title>Recipes</title><h1>Soups</h1><p>Boil it.", media="text/html")
    made.page("1999-06-01", page(1), media="text/html")
    made.page("2006-12-01", page(2), media="text/html")
    made.page("2011-01-01", page(1), address=OTHER, media="text/html")
    made.page("2011-02-01", "not here", status="404 Not Found")
    made.revisit("2012-01-01", digest_of(same))
    made.revisit("2012-02-01", digest_of("nobody has it"))
    made.page("2013-01-01", page(900), media="text/html")
    return made


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web archive file that breaks off in its last page."""
    path = pages().written(tmp_path_factory.mktemp("ahead") / "pages.warc.gz")
    path.write_bytes(path.read_bytes()[:-40])
    return path


def told(outcomes: tuple[Outcome, ...]) -> list[tuple[object, ...]]:
    """Return what the user learns, with the classes of the errors."""
    return [(type(each.error), str(each.error), replace(each, error=None)) for each in outcomes]


@pytest.fixture
def own_readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The dates under which this process reads captures itself; workers are other processes."""
    dates = []

    def counted(document: Any, imprint: Imprint, **more: str) -> Any:
        dates.append("" if imprint.published is None else imprint.published.edtf)
        return read(document, imprint, **more)

    monkeypatch.setattr(extraction, "read", counted)
    return dates


def test_two_processes_store_of_an_archive_what_one_stores(
    archive: Path, tmp_path: Path, own_readings: list[str]
) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    first = timeline.ingest(str(one), [str(archive)])
    serial = len(own_readings)
    own_readings.clear()
    second = timeline.ingest(str(two), [str(archive)], jobs=2)
    assert told(first) == told(second)
    assert dump(one) == dump(two)
    assert {each.action for each in first} == {"stored", "sighted", "refused", "summary"}
    assert len(own_readings) < serial / 4, own_readings
    again = (
        timeline.ingest(str(one), [str(archive)]),
        timeline.ingest(str(two), [str(archive)], jobs=2),
    )
    assert told(again[0]) == told(again[1])
    assert dump(one) == dump(two)


def test_two_processes_store_of_a_repository_what_one_stores(
    tmp_path: Path, own_readings: list[str]
) -> None:
    folder = repository(tmp_path / "work")
    for number in range(14):
        text = SHEET.replace("$800 billion", f"${800 + number % 9} billion")
        commit(folder, f"2022-{1 + number // 2:02}-{1 + 14 * (number % 2):02}", text=text)
    commit(folder, "2022-10-01", text=SHEET.replace(" goods ", "  goods "))
    commit(folder, "2022-11-01", text="version https://git-lfs.github.com/spec/v1\n")
    (folder / "sheet.md").write_bytes(b"\xff\xfe\x00")
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    first = timeline.ingest(str(one), ["sheet.md"], git=str(folder))
    own_readings.clear()
    second = timeline.ingest(str(two), ["sheet.md"], git=str(folder), jobs=2)
    assert told(first) == told(second)
    assert dump(one) == dump(two)
    assert own_readings == []


class Here(Executor):
    """Does at once, in this process, what workers would do, and keeps what they made."""

    def __init__(self) -> None:
        self.made: list[Any] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        self.made += future.result()
        return future


def test_what_is_known_of_a_capture_is_not_read_ahead(archive: Path, tmp_path: Path) -> None:
    database, workers = str(tmp_path / "a.db"), Here()
    timeline.ingest(database, [str(archive)], executor=workers)
    made = [each for each in workers.made if each is not None]
    assert 0 < len(made) < len(workers.made)  # equal bytes are decoded once
    unread = [each for each in made if getattr(each, "snapshot", None) is None]
    assert unread  # equal text is read once
    workers.made.clear()
    timeline.ingest(database, [str(archive)], executor=workers)
    left = [each for each in workers.made if each is not None]
    assert len(left) == 2  # what was refused is looked at again


def test_a_wrong_guess_is_read_anew(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    first = timeline.ingest(str(one), [str(archive)])
    monkeypatch.setattr(
        "timeline.edition.expectation.date_first_seen", lambda *_: Period.parse("1066")
    )
    second = timeline.ingest(str(two), [str(archive)], executor=Here())
    assert told(first) == told(second)
    assert dump(one) == dump(two)


def test_an_edition_that_another_process_stored_meanwhile_makes_no_difference(
    archive: Path, tmp_path: Path
) -> None:
    """While the first chunk is under way, the same archive is stored by somebody else."""
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    timeline.ingest(str(one), [str(archive)])

    class Meddling(Here):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            if not self.made:
                timeline.ingest(str(two), [str(archive)])
            return super().submit(fn, *args, **kwargs)

    timeline.ingest(str(two), [str(archive)], executor=Meddling())
    assert dump(one) == dump(two)


def test_what_an_edition_states_depends_on_the_date_of_its_imprint_alone() -> None:
    """So a reading holds under every other label, source or publication."""
    from timeline.decode import decode
    from timeline.model import Capture

    data = page(2004).encode()
    document = decode(Capture(data=data, sha256="0", origin=ADDRESS, media="text/html"))
    day = Period.parse("[2019..2020-03-01]")
    plain = Imprint(publication="a", label="b", published=day)
    named = Imprint(
        publication="c", label="d", published=day, title="Soups", source="e", notes=(("f", "1"),)
    )
    stated = [read(document, each, doc="g", sha256="0") for each in (plain, named)]
    assert stated[0].figures
    assert stated[0].events
    assert replace(stated[0], imprint=named) == stated[1]


# ---------------------------------------------------------------- what is fetched

RELATIONS = "https://ministry.example/relations"


def raw(stamp: str) -> str:
    return f"/web/{stamp}id_/{RELATIONS}"


@pytest.fixture
def web_archive() -> Iterator[Server]:
    """An archive of a page that gives other captures, none, and what is no page, among them."""
    stamps = [f"{year}0{month}01100000" for year in range(2010, 2015) for month in (1, 4, 7)]
    rows = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
    with serving() as server:
        for number, stamp in enumerate(stamps):
            digest = f"D{number - 1 if number in (4, 9) else number}"  # equal bytes, fetched once
            rows.append([stamp, RELATIONS, "text/html", "200", digest])
            server.replies[raw(stamp)] = Reply(page(100 + number // 2).encode())
        server.replies[raw(stamps[3])] = Reply(b"gone", 404)
        server.replies[raw(stamps[6])] = Reply(b"", 302, {"Location": raw(stamps[8])})
        server.replies[raw(stamps[7])] = Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
        server.replies[raw(stamps[10])] = Reply(b"<h1>Are you a robot?</h1><p>Solve this.</p>")
        server.replies[raw(stamps[11])] = Reply(b"", 500)
        wanted = "/cdx/search/cdx?url=https%3A%2F%2Fministry.example%2Frelations&output=json"
        fields = "&fl=timestamp%2Coriginal%2Cmimetype%2Cstatuscode%2Cdigest"
        server.replies[wanted + fields] = Reply(json.dumps(rows).encode())
        yield server


OPEN = FetchPolicy(allow_private=True, pace=0)


def backfilled(database: Path, archive: Server, jobs: int) -> list[tuple[object, ...]]:
    outcomes = backfill(str(database), RELATIONS, archive=archive.base, policy=OPEN, jobs=jobs)
    return told(outcomes)


def test_two_processes_store_of_an_archive_on_the_web_what_one_stores(
    web_archive: Server, tmp_path: Path, own_readings: list[str]
) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    first = backfilled(one, web_archive, 1)
    asked = web_archive.paths()
    serial = len(own_readings)
    web_archive.seen.clear()
    own_readings.clear()
    assert backfilled(two, web_archive, 2) == first
    assert dump(one) == dump(two)
    assert set(web_archive.paths()) == set(asked)
    assert len(own_readings) < serial / 2, own_readings
    assert backfilled(two, web_archive, 2) == backfilled(one, web_archive, 1)
    assert dump(one) == dump(two)


def test_an_archive_that_fails_again_and_again_is_left_by_two_processes_as_by_one(
    web_archive: Server, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    for path in [*web_archive.replies]:
        if path > "/web/2011":
            web_archive.replies[path] = Reply(b"", 500)
    first = backfilled(one, web_archive, 1)
    web_archive.seen.clear()
    assert backfilled(two, web_archive, 2) == first
    assert len(web_archive.paths()) <= 1 + 3 + 5
    assert dump(one) == dump(two)


@pytest.fixture
def ministries() -> Iterator[Server]:
    with serving() as server:
        for number in range(7):
            body = page(300 + number, space=" " * number).encode()
            server.replies[f"/{number}"] = Reply(
                body, headers={"ETag": "a", "Content-Type": "text/html"}
            )
        server.replies["/5"] = Reply(b"", 500)
        yield server


def test_two_processes_store_of_pages_what_one_stores(
    ministries: Server, tmp_path: Path, own_readings: list[str]
) -> None:
    """Only what the user learns is compared: the times at which pages were fetched differ."""
    urls = [ministries.url(f"/{number}") for number in range(7)]
    databases = tmp_path / "one.db", tmp_path / "two.db"
    found = []
    for jobs, database in enumerate(databases, start=1):
        own_readings.clear()
        outcomes = timeline.ingest(str(database), urls, policy=OPEN, jobs=jobs)
        found.append([(each.where, each.action, str(each.error)) for each in outcomes])
    assert found[0] == found[1]
    assert own_readings == []
    assert names(databases[0]) == names(databases[1])


def learnt(seen: Seen) -> tuple[object, ...]:
    """Return what the user learns; a page that is as it was may be seen twice in one second."""
    outcome = seen.outcome
    same = "same" if seen.silent else outcome.action
    return outcome.where, same, str(outcome.error), seen.delta is None


def test_a_list_of_pages_is_watched_by_two_processes_as_by_one(
    ministries: Server, tmp_path: Path
) -> None:
    lines = [
        f'[[watch]]\npublication = "m{number}"\nurl = "{ministries.url(f"/{number}")}"\n'
        for number in range(7)
    ]
    listed = tmp_path / "timeline.toml"
    listed.write_text("\n".join(lines), encoding="utf-8")
    found = []
    for jobs in (1, 2):
        database = str(tmp_path / f"{jobs}.db")
        ministries.replies["/2"] = Reply(page(302).encode())
        rounds = [[*watch(database, str(listed), policy=OPEN, jobs=jobs)]]
        time.sleep(1.1)  # what is seen twice is told apart by the second
        ministries.replies["/2"] = Reply(page(999).encode())
        rounds += [[*watch(database, str(listed), policy=OPEN, jobs=jobs)]]
        found.append([list(map(learnt, seen)) for seen in rounds])
    assert found[0] == found[1]
    assert [action for _, action, *_ in found[0][1]].count("stored") == 1


def test_a_backfill_that_is_killed_leaves_no_worker_and_goes_on_where_it_stopped(
    web_archive: Server, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    backfilled(one, web_archive, 1)
    asked = (
        "backfill", RELATIONS, "--archive", web_archive.base, "--allow-private", "--jobs", 2,
        "--pace", 0.3, "--db", two,
    )  # fmt: skip
    with running(*asked) as process:
        assert process.stderr is not None
        for _ in range(4):
            next(process.stderr)
        process.kill()
        process.stderr.read()  # ends when no worker is there to write to it
    assert 0 < len(names(two)) < len(names(one))
    backfilled(two, web_archive, 2)
    assert dump(one) == dump(two)


# ---------------------------------------------------------------- what is under way


@dataclass(frozen=True)
class Large:
    """A task of so many bytes that is always refused."""

    size: int
    wanted: bool = True
    seen_before: None = None

    def decode(self) -> IncomingEdition:
        raise UnreadableError("a.pdf", "not a PDF file", "Download it again.")


@pytest.mark.parametrize(("size", "together"), [(0, 8), (2**18, 8), (2**20, 2), (2**30, 1)])
def test_a_worker_is_handed_eight_inputs_or_fewer_large_ones(size: int, together: int) -> None:
    handed: list[int] = []
    taken: list[int] = []

    class Counting(Here):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            handed.append(len(args[0]))
            return super().submit(fn, *args, **kwargs)

    def inputs() -> Iterator[int]:
        for number in range(64):
            taken.append(number)
            yield number

    found = decode_ahead(inputs(), lambda _: Large(size), Workers(Counting(), 2))
    number, made = next(found)
    assert number == 0
    assert isinstance(made, UnreadableError)
    assert len(taken) <= 4 * together
    assert [number for number, _ in found] == [*range(1, 64)]
    assert set(handed) == {together}
