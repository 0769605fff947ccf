"""Nothing is decoded or extracted while a transaction is open, by whatever way it comes in."""

from __future__ import annotations

import importlib
import json
import pkgutil
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

import timeline as library
from commands import SHEET, done, dump, names, timeline, written
from repositories import commit, git, repository
from timeline import edition, ingestion, workflow
from timeline.decode import decode
from timeline.edition.extraction import Extraction, Extractions, NotExtractedError, run_transaction
from timeline.errors import DatabaseContendedError
from timeline.model import Capture, Imprint
from timeline.reading.extract import read
from timeline.store import database as databases
from webarchives import Archive
from webserver import Reply, serving

OTHER = SHEET.replace("$800 billion", "$850 billion")
AGAIN = SHEET.replace(" goods ", "  goods ")


@dataclass
class Watch:
    """What is seen of the work on documents: how often, and what is done before each."""

    open: set[int] = field(default_factory=set)
    extracted: int = 0
    decoded: int = 0
    before: Callable[[], None] | None = None

    def require_none_open(self, work: str) -> None:
        assert not self.open, f"{work} while a transaction is open"

    def interfere(self) -> None:
        """Let another program do something once, while a document is read."""
        act, self.before = self.before, None
        if act is not None:
            act()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Fail where a document is decoded or extracted while a transaction is open."""
    seen = Watch()

    def watched_read(*arguments: Any, **named: Any) -> Any:
        seen.require_none_open("extracted")
        seen.extracted += 1
        seen.interfere()
        return read(*arguments, **named)

    def watched_decode(capture: Capture) -> Any:
        seen.require_none_open("decoded")
        seen.decoded += 1
        return decode(capture)

    for room in (edition, ingestion, workflow):  # what is imported later would keep the watch
        for found in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            importlib.import_module(found.name)
    for name in [name for name in sys.modules if name.startswith("timeline.")]:
        module = sys.modules[name]
        if getattr(module, "read", None) is read:
            monkeypatch.setattr(module, "read", watched_read)
        if getattr(module, "decode", None) is decode:
            monkeypatch.setattr(module, "decode", watched_decode)
    with following(seen.open):
        yield seen


@contextmanager
def following(open_now: set[int]) -> Iterator[None]:
    """Keep which connections have a transaction open."""

    def opened(connection: Connection) -> None:
        open_now.add(id(connection))

    def closed(connection: Connection) -> None:
        open_now.discard(id(connection))

    heard = (("begin", opened), ("commit", closed), ("rollback", closed))
    for name, listener in heard:
        event.listen(Engine, name, listener)
    try:
        yield
    finally:
        for name, listener in heard:
            event.remove(Engine, name, listener)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def test_an_open_transaction_is_seen(database: Path, watch: Watch) -> None:
    databases.upgrade(str(database))
    with databases.writing(str(database)) as connection:
        assert not watch.open
        with connection.begin():
            assert watch.open
        assert not watch.open


# ---------------------------------------------------------------- every way in


def test_files_and_what_is_said_of_them_anew(tmp_path: Path, database: Path, watch: Watch) -> None:
    sheet = written(tmp_path, "sheet.txt")
    named = ("--publication", "sheet", "--db", database)
    done("ingest", sheet, *named)
    done("ingest", sheet, *named, "--published", "2023")
    done("ingest", written(tmp_path, "again.txt", AGAIN), *named, "--published", "2023")
    done("ingest", written(tmp_path, "third.txt", f"\n{SHEET}"), *named, "--published", "2023")
    assert timeline("ingest", written(tmp_path, "2023.txt", OTHER), *named).exit_code == 3
    done("ingest", tmp_path / "2023.txt", *named, "--replace")
    assert watch.extracted >= 5  # what is only named anew is not read again
    seen = watch.extracted
    done("ingest", tmp_path / "2023.txt", *named)
    assert watch.extracted == seen  # what is known is not extracted


def test_a_folder_with_strangers_in_it(tmp_path: Path, database: Path, watch: Watch) -> None:
    folder = tmp_path / "sheet"
    for year, title in ((2021, "Harbour Sheet"), (2022, "Coast Survey"), (2023, "Harbour Sheet")):
        written(folder, f"{year}.md", f"# {title}\n\nIn {year}, trade came to $5 billion.\n")
    timeline("ingest", folder, "--db", database)
    assert watch.extracted >= 3


def test_several_processes(tmp_path: Path, database: Path, watch: Watch) -> None:
    folder = tmp_path / "sheet"
    for year in range(2000, 2012):
        written(folder, f"{year}.md", SHEET.replace("800", str(year)))
    done("ingest", folder, "--jobs", "2", "--db", database)
    assert len(names(database)) == 12
    assert watch.extracted == watch.decoded == 0  # the others do that
    written(folder, "2012.md", SHEET)
    done("amend", "sheet@2000", "--published", "1999", "--db", database)
    done("ingest", folder, "--jobs", "2", "--db", database)
    assert watch.extracted > 0  # what the names of files say of known bytes is weighed here


def test_a_web_archive_whose_captures_come_in_any_order(
    tmp_path: Path, database: Path, watch: Watch
) -> None:
    texts = {"2022-08-01": SHEET, "2022-05-01": SHEET, "2022-07-01": OTHER, "2022-06-01": AGAIN}
    archive = Archive()
    for day, text in texts.items():
        archive.page(day, text)
    dated = "<h1>Relations</h1><meta name='date' content='2022-06-03'><p>Trade was $5 billion.</p>"
    archive.page("2022-07-15", dated, media="text/html")
    archive.not_modified("2022-09-01")
    done("ingest", archive.written(tmp_path / "a.warc.gz"), "--db", database)
    assert watch.extracted > len(names(database))
    done("db", "upgrade", "--db", database)


def test_a_run_that_gives_its_label_to_a_file(tmp_path: Path, database: Path, watch: Watch) -> None:
    archive = Archive().page("2022-05-01", SHEET).page("2022-06-01", OTHER)
    named = ("--publication", "sheet", "--force", "--db", database)
    done("ingest", archive.written(tmp_path / "a.warc.gz"), *named)
    done("ingest", written(tmp_path, "2022-06-01.txt", "In 2022, there were 4 ports.\n"), *named)
    assert "sheet@2022-06-01t100000z" in names(database)
    done("ingest", written(tmp_path, "loose.txt", "In 2021, there were 3 ports.\n"), *named)
    more = Archive().page("2022-07-01", "In 2021, there were 3 ports.\n")
    done("ingest", more.written(tmp_path / "b.warc.gz"), *named)
    assert watch.extracted >= 6


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_version_control(
    tmp_path: Path, database: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    repo = repository(tmp_path / "repo")
    for day, text in (("2022-01-01", SHEET), ("2022-02-01", OTHER), ("2022-03-01", AGAIN)):
        commit(repo, day, text=text)
    done("ingest", "--git", repo, "sheet.md", "--db", database)
    git(repo, "checkout", "-q", "HEAD~1")
    done("ingest", "--git", repo, "sheet.md", "--db", database)
    assert watch.extracted == 3


def page(billions: int) -> bytes:
    said = (
        "The two countries have worked together on the river for many years. The ministry counts "
        "47 ports of entry on their border, and says that the bridges are to be renewed. "
        f"In 2022, trade came to ${billions} billion."
    )
    return f"<title>Relations</title><main><h1>Relations</h1><p>{said}</p></main>".encode()


def test_pages_that_are_fetched_and_watched(tmp_path: Path, database: Path, watch: Watch) -> None:
    with serving() as server:
        listed = tmp_path / "timeline.toml"
        listed.write_text(f'[[watch]]\npublication = "sheet"\nurl = "{server.url("/a")}"\n')
        how = ("--allow-private", "--ignore-robots", "--pace", "0", "--db", database)
        server.replies["/a"] = Reply(page(5))
        done("ingest", server.url("/a"), "--publication", "sheet", *how)
        for billions in (6, 6, 5):
            server.replies["/a"] = Reply(page(billions))
            done("watch", "--once", "--list", listed, *how)
    assert watch.extracted >= 2


def test_what_a_web_archive_holds(database: Path, watch: Watch) -> None:
    url, asked = "https://ministry.example/a", "url=https%3A%2F%2Fministry.example%2Fa&output=json"
    fields = "&fl=timestamp%2Coriginal%2Cmimetype%2Cstatuscode%2Cdigest"
    rows = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
    with serving() as server:
        for number, billions in enumerate((5, 6, 5, 5)):
            stamp = f"202{number}0301100000"
            rows.append([stamp, url, "text/html", "200", f"DIGEST{billions}"])
            server.replies[f"/web/{stamp}id_/{url}"] = Reply(page(billions))
        server.replies[f"/cdx/search/cdx?{asked}{fields}"] = Reply(json.dumps(rows).encode())
        done("backfill", url, "--archive", server.base, "--allow-private", "--db", database)
    assert len(names(database)) == 3
    assert watch.extracted >= 3


def test_snapshot_files_and_corrections(tmp_path: Path, database: Path, watch: Watch) -> None:
    done("ingest", written(tmp_path, "2021.txt"), "--publication", "sheet", "--db", database)
    kept = tmp_path / "kept.json"
    done("snapshot", "sheet@2021", "-o", kept, "--db", database)
    done("load", kept, "--db", tmp_path / "b.db")
    done("load", "--sample", "--db", database)
    archive = Archive()
    for day, text in (("2022-05-01", SHEET), ("2022-06-01", OTHER), ("2022-07-01", SHEET)):
        archive.page(day, text)
    named = ("--publication", "sheet", "--force", "--db", database)
    done("ingest", archive.written(tmp_path / "a.warc.gz"), *named)
    seen = watch.extracted
    done("amend", "sheet@2021", "--published", "2020", "--db", database)
    done("amend", "sheet@2022-06-01", "--published", "2022-06-15", "--db", database)
    done("amend", "sheet@2022-05-01", "--label", "spring", "--db", database)
    assert watch.extracted >= seen + 2
    done("forget", "sheet@2022-06-15", "--db", database)
    done("db", "upgrade", "--db", database)


# ---------------------------------------------------------------- two programs at once


def ingest_more(database: Path, path: Path, **said: str) -> None:
    """Do what another program does in the meantime."""
    (outcome,) = library.ingest(str(database), [str(path)], publication="sheet", **said)
    assert outcome.error is None


def test_what_another_program_stored_in_the_meantime_is_known(
    tmp_path: Path, database: Path, watch: Watch
) -> None:
    sheet = written(tmp_path, "2021.txt")
    watch.before = lambda: ingest_more(database, sheet)
    told = done("ingest", sheet, "--publication", "sheet", "--db", database).stderr
    assert "already stored as sheet@2021; nothing changed." in told
    assert names(database) == ["sheet@2021"]


def test_a_label_that_another_program_took_in_the_meantime_is_taken(
    tmp_path: Path, database: Path, watch: Watch
) -> None:
    sheet, other = written(tmp_path, "2021.txt"), written(tmp_path, "other.txt", OTHER)
    watch.before = lambda: ingest_more(database, other, published="2021")
    result = timeline("ingest", sheet, "--publication", "sheet", "--db", database)
    assert result.exit_code == 3
    assert "sheet@2021 is already stored with other content" in result.stderr


def test_captures_that_two_programs_store_at_once_are_grouped_as_those_of_one(
    tmp_path: Path, database: Path, watch: Watch
) -> None:
    one = Archive().page("2022-05-01", SHEET).page("2022-07-01", SHEET)
    two = Archive().page("2022-06-01", OTHER).page("2022-08-01", OTHER)
    first, second = one.written(tmp_path / "1.warc.gz"), two.written(tmp_path / "2.warc.gz")

    def other() -> None:
        library.ingest(str(database), [str(second)], publication="sheet")

    named = ("--publication", "sheet", "--force")
    watch.before = other
    done("ingest", first, *named, "--db", database)
    whole = tmp_path / "whole.db"
    done("ingest", second, first, *named, "--db", whole)
    assert dump(database) == dump(whole)
    done("db", "verify", "--db", database)


def test_what_others_change_again_and_again_is_given_up(watch: Watch) -> None:
    capture = Capture(data=b"In 2021.", sha256="0" * 64, origin="a", media="text/plain")
    rounds = iter(range(1000))

    @contextmanager
    def begin() -> Iterator[Any]:
        yield None

    def work(_: Connection) -> None:
        imprint = Imprint(publication="sheet", label=f"{next(rounds)}")
        raise NotExtractedError([Extraction(capture, (), imprint, "a")])

    with pytest.raises(DatabaseContendedError, match=r"a\.db: other programs keep changing it"):
        run_transaction(begin, Extractions(), work, where="a.db")
    assert watch.extracted == next(rounds)
