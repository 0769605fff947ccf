"""Small slips of a user: each has a message that says what to do, and its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import SNAPSHOTS, done, refused, written
from timeline.errors import AddressRefusedError

SECRET = "geheim"


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    database = tmp_path / "a.db"
    done("load", SNAPSHOTS, "--db", database)
    return database


# ---------------------------------------------------------------- names


def test_two_names_without_a_database_are_neither_editions_nor_files(tmp_path: Path) -> None:
    nowhere = tmp_path / "no.db"
    assert refused(2, "diff", "a", "b", "--db", nowhere) == (
        f"No edition or file named 'a' (and there is no database at {nowhere}). Check the path, or "
        "name a database with --db."
    )


def test_two_names_that_no_edition_has_are_looked_for_in_the_database(loaded: Path) -> None:
    assert refused(2, "diff", "a", "b", "--db", loaded) == (
        f"No edition or file named 'a' (database: {loaded}). Check the path, or run "
        "'timeline editions' to see what is stored."
    )


@pytest.mark.parametrize("number", ["1000000001", "9" * 40, "0"])
@pytest.mark.parametrize(
    "asked",
    [
        ("events",), ("figures",), ("editions",), ("show", "us-mexico"), ("log", "us-mexico"),
        ("history", "trade"), ("export", "-o", "-"),
    ],
    ids=lambda asked: asked[0],
)  # fmt: skip
def test_a_limit_has_a_range(asked: tuple[str, ...], number: str, loaded: Path) -> None:
    message = refused(2, *asked, "--limit", number, "--db", loaded)
    assert f"'--limit': {number} is not in the range 1<=x<=1000000000." in message


@pytest.mark.parametrize("asked", [("events",), ("figures",), ("history", "trade")])
def test_the_highest_limit_is_none(asked: tuple[str, ...], loaded: Path) -> None:
    every = done(*asked, "--db", loaded).stdout
    assert done(*asked, "--limit", "1000000000", "--db", loaded).stdout == every


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("ingest", "a.txt", "--jobs", "9" * 20), "is not in the range 1<=x<=1000."),
        (("ingest", "https://a.example/", "--pace", "nan"), "'nan' is not a number of seconds."),
        (("ingest", "https://a.example/", "--pace", "inf"), "is not in the range 0<=x<=86400."),
        (("backfill", "https://a.example/", "--pace", "1e9"), "is not in the range 0<=x<=86400."),
        (("watch", "--every", "9" * 20), "is not in the range 1<=x<=525600."),
    ],
)
def test_a_number_that_no_machine_waits_for_is_refused(asked: tuple[str, ...], said: str) -> None:
    assert said in refused(2, *asked)


@pytest.mark.parametrize(
    ("value", "said"),
    [("[" * 100_000, "nested too deeply"), ("9" * 5_000, "a number has too many digits")],
)
def test_a_line_that_cannot_be_read_says_why_in_plain_words(
    value: str, said: str, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.jsonl", f'{{"doc": "a", "text": "x", "n": {value}}}\n')
    message = refused(3, "extract", "--from-jsonl", path)
    assert message.startswith(f"{path}: line 1: not JSON that can be read: ")
    assert said in message


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("host", "address", "kind", "said"),
    [
        ("127.0.0.1", "127.0.0.1", "loopback", "127.0.0.1 is a loopback address, which"),
        ("0.0.0.0", "0.0.0.0", "unspecified", "0.0.0.0 is an unspecified address, which"),
        ("a.example", "10.0.0.1", "private", "a.example is at 10.0.0.1, a private address, which"),
    ],
)
def test_a_refused_address_is_named_in_a_sentence(
    host: str, address: str, kind: str, said: str
) -> None:
    message = str(AddressRefusedError(host, address, kind))
    assert message == (
        f"{said} timeline does not fetch from. "
        "Use --allow-private if you mean a server of your own."
    )


# ---------------------------------------------------------------- databases


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        (f"host=localhost dbname=x password={SECRET}", "host=…"),
        (f"password='{SECRET} {SECRET}' dbname=x", "password=…"),
        (f" user = me password='{SECRET}", "user=…"),
        (f"application_name=x password={SECRET}", "application_name=…"),
        ("service=mine", "service=…"),
        (f"postgresql:/me:{SECRET}@host/x", "postgresql:…"),
        (f"postgres+psycopg:me:{SECRET}@host/x", "postgres+psycopg:…"),
    ],
)
@pytest.mark.parametrize("command", [("events",), ("load", "--sample"), ("db", "path")])
def test_a_connection_string_is_no_path(
    command: tuple[str, ...], target: str, shown: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert refused(2, *command, "--db", target) == (
        f"--db: {shown!r} is not a path, sqlite:///PATH or postgresql://USER@HOST/NAME"
    )
    assert [*tmp_path.iterdir()] == []


def test_a_file_may_have_an_equals_sign_in_its_name(tmp_path: Path) -> None:
    done("load", "--sample", "--db", tmp_path / "a=b.db")
    assert (tmp_path / "a=b.db").exists()


@pytest.mark.parametrize(
    "target",
    [
        "sqlite:///a.db?nosuch=1", "sqlite:///a.db?timeout=abc",
        f"sqlite://me:{SECRET}@host/a.db", f"sqlite:///a.db?password={SECRET}",
    ],
)  # fmt: skip
def test_an_sqlite_url_has_neither_user_nor_options(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    message = refused(2, "load", "--sample", "--db", target)
    assert message.endswith("is not sqlite:///PATH, without user or options")
    assert SECRET not in message
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ("127.0.0.1:1/x?nosuch=1", 5, 'invalid connection option "nosuch". Check what follows the'),
        ("127.0.0.1:1/x?connect_timeout=soon", 5, "bad value for connect_timeout: 'soon'. Check"),
        ("127.0.0.1:1/x?sslmode=bogus", 5, 'invalid sslmode value: "bogus"'),
        (f"127.0.0.1:1/x?sslpassword={SECRET}&a=b", 5, 'invalid connection option "a"'),
        (f"127.0.0.1:port/x?password={SECRET}", 2, "is not a path, sqlite:///PATH or postgresql"),
        (f"[::1/x?password={SECRET}", 2, "is not a path, sqlite:///PATH or postgresql"),
    ],
)
@pytest.mark.parametrize("command", [("events",), ("load", "--sample"), ("db", "upgrade")])
def test_an_option_of_a_url_that_is_unknown_is_named_without_the_password(
    command: tuple[str, ...], target: str, status: int, said: str
) -> None:
    pytest.importorskip("psycopg", reason="the extra 'postgresql' is not installed")
    message = refused(status, *command, "--db", f"postgresql://me:{SECRET}@{target}")
    assert said in message
    assert SECRET not in message


# ---------------------------------------------------------------- lists of pages

PAGE = 'url = "https://www.example.org/"'
LISTS = {
    "nested": ("x = " + "[" * 4_000 + "]" * 4_000, "over 5,000 in a line"),
    "nested in lines": ("x = " + "[\n" * 20_000, "nested too deeply"),
    "tables in tables": ("x = " + "{a=" * 1_500, "nested too deeply"),
    "a long key": ("a" + ".a" * 100_000 + " = 1", "over 5,000 in a line"),
    "a huge number": ("[[watch]]\npublication = " + "9" * 4_400, "a number has too many digits"),
    "a huge file": ("# comment\n" * 200_000, "over 1,000,000 characters"),
    "a number": (
        f"[[watch]]\npublication = 5\n{PAGE}",
        "publication may have only lower-case letters, digits and hyphens, 255 at most",
    ),
    "a long name": (f'[[watch]]\npublication = "{"p" * 256}"\n{PAGE}', "255 at most"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_pages_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    text, said = LISTS[name]
    path = written(tmp_path, "timeline.toml", text)
    message = refused(3, "watch", "--once", "--list", path, "--db", tmp_path / "a.db")
    assert message.startswith(f"{path}: ")
    assert said in message
    assert "Write for each page: [[watch]]" in message
