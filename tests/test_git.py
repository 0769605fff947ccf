"""Version control in: each commit that changed a file is a capture of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import timeline as library
from commands import SHEET, done, dump, names, refused
from repositories import commit, git, repository
from timeline.sources import git as source

OTHER = SHEET.replace("$800 billion", "$850 billion")
AGAIN = SHEET.replace(" goods ", "  goods ")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture(autouse=True)
def _own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a developer's git is told from the tests."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def dated(database: Path) -> list[tuple[str, str | None]]:
    return [
        (e.imprint.label, None if e.imprint.published is None else e.imprint.published.edtf)
        for e in library.editions(str(database))
    ]


def test_each_change_of_the_text_is_an_edition_of_its_day(tmp_path: Path, database: Path) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "2022-01-01")
    commit(repo, "2022-02-01", text=OTHER)
    commit(repo, "2022-03-01", "other.md", "Nothing.\n")
    commit(repo, "2022-04-01", text=AGAIN)
    commit(repo, "2022-05-01", text=SHEET)
    result = done("ingest", "--git", repo, "sheet.md", "--db", database)
    days = ["2022-01-01", "2022-02-01", "2022-04-01"]
    assert dated(database) == [(day, day) for day in days]
    assert names(database)[0] == "sheet@2022-01-01"
    assert "sheet.md: 4 commits: 3 with a new text, 1 with a known text, 0 already" in result.stderr
    assert "The publication is 'sheet', from the file's name" in result.stderr
    done("db", "verify", "--db", database)


def test_texts_and_pages_in_utf_16_are_read_by_their_mark(tmp_path: Path, database: Path) -> None:
    repo = repository(tmp_path / "repo")
    page = f"<h1>Sheet</h1><p>{OTHER}</p>"
    for name, text in (("sheet.md", SHEET), ("page.html", page)):
        for day, codec in ((1, "utf-16-le"), (2, "utf-16-be"), (3, "utf-8")):
            (repo / name).write_bytes(f"\ufeff{text}".encode(codec))
            git(repo, "add", "-A")
            git(repo, "commit", "-q", "-m", "change", at=f"2022-01-0{day}T10:00:00Z")
        done("ingest", "--git", repo, name, "--db", database)
    assert names(database) == ["page@2022-01-01", "sheet@2022-01-01"]


def test_a_second_run_reads_what_is_new_alone(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "2022-01-01")
    done("ingest", "--git", repo, "sheet.md", "--db", database)
    before = dump(database)
    read: list[str] = []
    real = source.Blobs.capture
    monkeypatch.setattr(
        source.Blobs, "capture", lambda self, v: (read.append(v.commit), real(self, v))[1]
    )
    assert "1 already stored" in done("ingest", "--git", repo, "sheet.md", "--db", database).stderr
    assert (dump(database), read) == (before, [])
    newest = commit(repo, "2022-02-01", text=OTHER)
    done("ingest", "--git", repo, "sheet.md", "--db", database)
    assert read == [newest]
    once = tmp_path / "b.db"
    done("ingest", "--git", repo, "sheet.md", "--db", once)
    assert dump(database) == dump(once)


def test_renames_are_followed_and_keep_the_publication(tmp_path: Path, database: Path) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "2022-01-01", "Old name ü.txt")
    done("ingest", "--git", repo, "Old name ü.txt", "--db", database)
    (repo / "docs").mkdir()
    git(repo, "mv", "Old name ü.txt", "docs/sheet.md")
    git(repo, "commit", "-q", "-m", "move", at="2022-02-01T10:00:00Z")
    commit(repo, "2022-03-01", "docs/sheet.md", OTHER)
    done("ingest", "--git", repo, "docs/sheet.md", "--db", database)
    assert names(database) == ["old-name-u@2022-01-01", "old-name-u@2022-03-01"]
    other = tmp_path / "b.db"
    done("ingest", "--git", repo / "docs", "sheet.md", "--db", other)
    assert names(other) == ["sheet@2022-01-01", "sheet@2022-03-01"]


def test_a_merge_counts_when_it_came_to_the_branch(tmp_path: Path, database: Path) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "2022-01-01")
    git(repo, "checkout", "-q", "-b", "side")
    commit(repo, "2022-02-01", text="Draft.\n")
    commit(repo, "2022-03-01", text=OTHER)
    git(repo, "checkout", "-q", "main")
    commit(repo, "2022-04-01", "other.md", "Nothing.\n")
    git(repo, "merge", "-q", "--no-ff", "-m", "merge", "side", at="2022-05-01T10:00:00Z")
    done("ingest", "--git", repo, "sheet.md", "--db", database)
    assert dated(database) == [("2022-01-01", "2022-01-01"), ("2022-05-01", "2022-05-01")]


def test_commits_of_one_day_have_the_time_in_their_labels(tmp_path: Path, database: Path) -> None:
    """Two of one second, and one of a clock that went back, keep their order."""
    repo = repository(tmp_path / "repo")
    for day, text in (("2022-01-02", SHEET), ("2022-01-02", OTHER), ("2022-01-01", SHEET)):
        commit(repo, day, text=text)
    done("ingest", "--git", repo, "sheet.md", "--db", database)
    assert dated(database) == [(f"2022-01-02t10000{second}z", "2022-01-02") for second in range(3)]


def test_a_file_that_is_gone_is_read_as_long_as_it_was_there(
    tmp_path: Path, database: Path
) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "2022-01-01")
    commit(repo, "2022-01-02", "other.md", "Nothing.\n")
    git(repo, "rm", "-q", "sheet.md")
    git(repo, "commit", "-q", "-m", "gone", at="2022-02-01T10:00:00Z")
    done("ingest", "--git", repo, "sheet.md", "--db", database)
    assert dated(database) == [("2022-01-01", "2022-01-01")]


def test_links_pointers_and_empty_files_are_told(tmp_path: Path, database: Path) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "2022-01-01", text="version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
    commit(repo, "2022-02-01")
    commit(repo, "2022-03-01", text="  \n")
    message = refused(3, "ingest", "--git", repo, "sheet.md", "--db", database)
    assert "the file is empty" in message
    assert dated(database) == [("2022-02-01", "2022-02-01")]


def test_what_cannot_be_asked_is_refused(tmp_path: Path, database: Path) -> None:
    ask = ("ingest", "--db", database, "--git")
    assert "no such file or folder" in refused(2, *ask, tmp_path / "nowhere", "a.md")
    assert "not a Git repository" in refused(2, *ask, tmp_path, "a.md")
    repo = repository(tmp_path / "repo")
    assert "no commits yet" in refused(2, *ask, repo, "a.md")
    commit(repo, "2022-01-01", "docs/sheet.md")
    assert "no commit of the current branch" in refused(2, *ask, repo, "a.md")
    assert "no commit of the current branch" in refused(2, *ask, repo, "--", "--all")
    assert "no commit of the current branch" in refused(2, *ask, repo, "*.md")
    assert "Name a file" in refused(2, *ask, repo, "docs")
    assert "outside" in refused(2, *ask, repo, "../a.md")
    assert "named after their days" in refused(2, *ask, repo, "docs/sheet.md", "--label", "x")
    assert not database.exists()


def test_without_git_the_message_says_so(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "'git' is not installed" in refused(
        2, "ingest", "--git", tmp_path, "a.md", "--db", database
    )


def test_a_repository_of_another_user_is_named(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "2022-01-01")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    message = refused(2, "ingest", "--git", repo, "sheet.md", "--db", database)
    assert "safe.directory" in message


def test_a_bare_and_a_shallow_clone_are_read(tmp_path: Path, database: Path) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "2022-01-01")
    commit(repo, "2022-02-01", text=OTHER)
    git(tmp_path, "clone", "-q", "--bare", "--depth", "1", f"file://{repo}", "bare")
    result = done("ingest", "--git", tmp_path / "bare", "sheet.md", "--db", database)
    assert dated(database) == [("2022-02-01", "2022-02-01")]
    assert "The clone is shallow" in result.stderr
