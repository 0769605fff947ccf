"""Back through a web archive: a real pywb on loopback, and one that breaks off and asks to wait."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import done, names, refused, timeline
from pywb import archiving
from webarchives import Archive
from webserver import Reply, Server, serving

URL = "https://ministry.example/relations"
SLUG = "ministry-example-relations"
TEXTS = {
    "2019-03-01": "Trade reached $4 billion in 2018. The council met on May 2, 2018.",
    "2020-03-01": "Trade reached $5 billion in 2019. The council met on May 3, 2019.",
    "2020-09-01": "Trade reached $5 billion in 2019. The council met on May 3, 2019.",
    "2021-03-01": "Trade reached $4 billion in 2018. The council met on May 2, 2018.",
    "2021-04-01": "Trade reached $4 billion in 2018. The council met on May 2, 2018.",
    "2022-03-01": "Trade reached $7 billion in 2021. The council meets on May 3, 2023.",
}


def page(text: str) -> bytes:
    return f"<title>Relations</title><h1>Relations</h1><p>{text}</p>".encode()


@pytest.fixture(scope="module")
def warc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Archive()
    for day, text in TEXTS.items():
        made.page(day, page(text), address=URL, media="text/html")
    made.page("2020-05-01", b"moved", address=URL, media="text/html", status="301 Moved")
    made.page("2021-06-01", page("Are you a robot? Solve this."), address=URL, media="text/html")
    made.page(
        "2021-07-01",
        page("Another page."),
        address="https://ministry.example/more",
        media="text/html",
    )
    return made.written(tmp_path_factory.mktemp("warc") / "pages.warc.gz")


@pytest.fixture(scope="module")
def archive(warc: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with archiving(tmp_path_factory.mktemp("archive"), warc) as base:
        yield base


def backfill(database: Path, base: str, *more: str) -> tuple[int, str]:
    result = timeline(
        "backfill", URL, "--archive", base, "--allow-private", "--db", database, *more
    )
    return result.exit_code, result.stderr


def dump(database: Path) -> str:
    return done("db", "dump", "--db", database).stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_archive_gives_the_editions_that_its_file_gives(
    archive: str, warc: Path, tmp_path: Path, jobs: str
) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    status, told = backfill(one, archive, "--jobs", jobs)
    assert status == 3  # the captcha is kept aside
    assert "looks like a captcha" in told
    assert "7 captures to store, 5 to fetch" in told
    assert "the archive has 7 captures: 4 with a new text or date, 2 with a known text" in told
    timeline("ingest", warc, "--url-prefix", URL, "--db", other)
    assert dump(one) == dump(other)
    listed = json.loads(done("editions", "--db", one, "--format", "json").stdout)
    assert [(row["edition"], row["published"]) for row in listed] == [
        ("2019-03-01", "[..2019-03-01]"),
        ("2020-03-01", "[2019-03-01..2020-03-01]"),
        ("2021-03-01", "[2020-09-01..2021-03-01]"),
        ("2022-03-01", "[2021-04-01..2022-03-01]"),
    ]


def test_a_second_run_fetches_nothing(archive: str, tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    backfill(database, archive)
    before = dump(database)
    status, told = backfill(database, archive)
    assert status == 0
    assert "0 captures to store (7 already stored), 0 to fetch" in told
    assert dump(database) == before


def test_a_stretch_of_time_and_the_first_of_each_year_are_taken(
    archive: str, tmp_path: Path
) -> None:
    database = tmp_path / "t.db"
    assert (
        backfill(database, archive, "--from", "2020", "--to", "2021-04", "--every", "year")[0] == 0
    )
    listed = json.loads(done("editions", "--db", database, "--format", "json").stdout)
    assert [row["edition"] for row in listed] == ["2020-03-01", "2021-03-01"]
    backfill(database, archive)
    whole = tmp_path / "whole.db"
    backfill(whole, archive)
    assert dump(database) == dump(whole)  # whatever came first


def test_what_is_quarantined_is_shown_and_taken_by_force(archive: str, tmp_path: Path) -> None:
    database = tmp_path / "t.db"
    backfill(database, archive)
    aside = done("db", "quarantine", "--db", database, "--save", tmp_path / "aside").stdout
    assert aside.startswith(f"{SLUG}: {URL} of 2021-06-01T10:00:00Z: a captcha")
    (saved,) = (tmp_path / "aside").iterdir()
    assert saved.read_bytes() == page("Are you a robot? Solve this.")
    assert backfill(database, archive, "--force")[0] == 0
    assert "2021-06-01" in done("editions", "--db", database).stdout
    assert done("db", "quarantine", "--db", database).stdout == ""


def test_a_run_that_is_killed_at_any_moment_goes_on_where_it_stopped(
    archive: str, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.db"
    backfill(whole, archive)
    expected = dump(whole)
    dice = random.Random(5)
    for number in range(int(os.environ.get("TIMELINE_TEST_KILLS", "4"))):
        database = tmp_path / f"{number}.db"
        command = [
            sys.executable, "-m", "timeline", "backfill", URL, "--archive", archive,
            "--allow-private", "--db", str(database), "--pace", "0.1",
        ]  # fmt: skip
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
            time.sleep(dice.uniform(0.2, 2.5))
            running.send_signal(signal.SIGKILL)
        backfill(database, archive)
        assert dump(database) == expected
        assert done("db", "verify", "--db", database).exit_code == 0


# ---------------------------------------------------------------- an archive that is busy


@pytest.fixture
def busy() -> Iterator[Server]:
    with serving() as running:
        rows = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
        for number, (day, text) in enumerate(TEXTS.items()):
            stamp = f"{day.replace('-', '')}100000"
            rows.append([stamp, URL, "text/html", "200", f"DIGEST{number}"])
            running.replies[f"/web/{stamp}id_/{URL}"] = Reply(page(text))
        wanted = "/cdx/search/cdx?url=https%3A%2F%2Fministry.example%2Frelations&output=json"
        fields = "&fl=timestamp%2Coriginal%2Cmimetype%2Cstatuscode%2Cdigest"
        running.replies[wanted + fields] = Reply(json.dumps(rows).encode())
        yield running


def test_an_archive_that_asks_to_wait_is_waited_for(busy: Server, tmp_path: Path) -> None:
    asked = f"/web/20200301100000id_/{URL}"
    answers = iter(
        [Reply(b"slow down", 429, {"Retry-After": "1"}), Reply(page(TEXTS["2020-03-01"]))]
    )
    busy.replies[asked] = lambda _: next(answers)
    status, told = backfill(tmp_path / "t.db", busy.base)
    assert status == 0
    assert "waiting 1 s, as the server asks" in told
    assert busy.paths().count(asked) == 2


def test_a_capture_that_cannot_be_had_leaves_the_others_alone(busy: Server, tmp_path: Path) -> None:
    busy.replies[f"/web/20190301100000id_/{URL}"] = Reply(b"gone", 404)
    broken = f"/web/20200301100000id_/{URL}"
    busy.replies[broken] = Reply(lambda out: out.write(b"<h1>"), 200, {"Content-Length": "999"})
    status, told = backfill(tmp_path / "t.db", busy.base)
    assert status == 4
    assert "cannot be reached" in told
    assert "skipped: 1 answered with status 404 by the archive, 1 refused" in told
    busy.replies[broken] = Reply(page(TEXTS["2020-03-01"]))
    assert backfill(tmp_path / "t.db", busy.base)[0] == 0
    assert busy.paths().count(f"/web/20210301100000id_/{URL}") == 1


def test_what_an_archive_gives_in_place_of_a_capture_is_dated_by_that_one_or_skipped(
    busy: Server, tmp_path: Path
) -> None:
    login = f"/web/20190302100000id_/{URL}/login"
    busy.replies[login] = Reply(page("The council met on May 9, 2017, and asks for a password."))
    busy.replies[f"/web/20190301100000id_/{URL}"] = Reply(b"", 302, {"Location": login})
    other = f"/web/20200115100000id_/{URL.replace('https', 'http')}/"
    busy.replies[other] = Reply(page(TEXTS["2020-03-01"]))
    busy.replies[f"/web/20200301100000id_/{URL}"] = Reply(b"", 302, {"Location": other})
    busy.replies[f"/web/20220301100000id_/{URL}"] = Reply(
        page(TEXTS["2022-03-01"]),
        headers={"Content-Type": "text/html", "Memento-Datetime": "Tue, 15 Feb 2022 10:00:00 GMT"},
    )
    status, told = backfill(tmp_path / "t.db", busy.base)
    assert status == 0
    assert "skipped: 1 led elsewhere by the archive" in told
    assert names(tmp_path / "t.db") == [
        f"{SLUG}@{day}" for day in ("2020-01-15", "2021-03-01", "2022-02-15")
    ]
    asked = busy.paths()
    status, told = backfill(tmp_path / "t.db", busy.base)
    assert status == 0
    assert busy.paths()[len(asked) :].count(f"/web/20200301100000id_/{URL}") == 0
    assert busy.paths()[len(asked) :].count(f"/web/20220301100000id_/{URL}") == 0
    done("forget", f"{SLUG}@2020-01-15", "--db", tmp_path / "t.db", "--yes")
    backfill(tmp_path / "t.db", busy.base)
    assert f"{SLUG}@2020-01-15" in names(tmp_path / "t.db")


@pytest.mark.parametrize("asked", ["cdx", "memento"])
def test_an_archive_that_goes_on_asking_to_wait_is_no_archive_without_captures(
    asked: str, busy: Server, tmp_path: Path
) -> None:
    """Hours are not waited for; and what was not had is no success."""
    part = {"cdx": "/cdx/search", "memento": "20200301100000id_"}[asked]
    (path,) = (each for each in busy.replies if part in each)
    busy.replies[path] = Reply(b"", 429, {"Retry-After": "7200"})
    status, told = backfill(tmp_path / "t.db", busy.base)
    assert status == 4
    assert "the archive answered 429. Try again later." in told


def test_an_archive_file_gives_up_what_is_quarantined_by_force_too(
    warc: Path, tmp_path: Path
) -> None:
    database = tmp_path / "t.db"
    assert timeline("ingest", warc, "--url-prefix", URL, "--db", database).exit_code == 3
    assert "captcha" in done("db", "quarantine", "--db", database).stdout
    done("ingest", warc, "--url-prefix", URL, "--force", "--db", database)
    assert "2021-06-01" in done("editions", "--db", database).stdout
    assert done("db", "quarantine", "--db", database).stdout == ""


def test_an_archive_that_is_none_is_named(busy: Server, tmp_path: Path) -> None:
    message = refused(
        4, "backfill", "https://other.example/", "--archive", busy.base, "--allow-private",
        "--db", tmp_path / "t.db",
    )  # fmt: skip
    assert "Check the URL and --archive." in message
    assert not (tmp_path / "t.db").exists()


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--from", "soon"], "--from"),
        (["--from", "2022", "--to", "2021"], "--to"),
        (["--publication", "A B"], "--publication"),
    ],
)
def test_values_that_are_none_are_refused(
    flags: list[str], message: str, busy: Server, tmp_path: Path
) -> None:
    assert message in refused(
        2, "backfill", URL, "--archive", busy.base, "--allow-private", *flags,
        "--db", tmp_path / "t.db",
    )  # fmt: skip


def test_a_private_archive_is_refused_unless_allowed(busy: Server, tmp_path: Path) -> None:
    message = refused(3, "backfill", URL, "--archive", busy.base, "--db", tmp_path / "t.db")
    assert "--allow-private" in message
    assert busy.seen == []
