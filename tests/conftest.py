"""Both databases for the tests: SQLite files, and a real PostgreSQL server; and no difflib.

The server is the one that TIMELINE_TEST_POSTGRES names (a URL whose user may create databases),
else one that is made in a temporary folder for the run. A test that lacks a part of the machine, or
the shared texts, is skipped and says so; with TIMELINE_TEST_REQUIRE_ALL=1 it fails.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from no_difflib import forbidden

USER = "timeline"

REQUIRED = os.environ.get("TIMELINE_TEST_REQUIRE_ALL") == "1"

# A slow machine is no failure; and where everything is required, or a number of examples, a run
# judges the change that it is for and is the same each time: elsewhere new examples are tried.
settings.register_profile("here", deadline=None)
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same" if REQUIRED or "TIMELINE_TEST_EXAMPLES" in os.environ else "here")

# A run that a shell started in the background ignores interrupts, and one of nohup hang-ups, and so
# would what they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Let no test pass that needs difflib."""
    with forbidden():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a test that is skipped fail where everything is required."""
    report = yield
    if REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped with TIMELINE_TEST_REQUIRE_ALL: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a developer has set from what the tests ask the program."""
    for name in ("TIMELINE_DB", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def _programs() -> Path | None:
    """Return the folder of the server's programs, the newest version's."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent

    def version(folder: Path) -> tuple[int, ...]:
        return tuple(int(part) for part in folder.parent.name.split(".") if part.isdigit())

    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max((f for f in folders if (f / "initdb").exists()), key=version, default=None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(command: list[str], folder: Path) -> None:
    """Run a program of the server; it refuses to be root, so root becomes its user."""
    if os.geteuid() == 0:
        command = [shutil.which("runuser") or "/usr/sbin/runuser", "-u", "postgres", "--", *command]
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        command, cwd=folder, env=environment, text=True, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        pytest.fail(f"{command}: {done.stdout}")


@contextmanager
def _own_server(programs: Path) -> Iterator[str]:
    """Run a server in a temporary folder; the log is a file so that no pipe is held open."""
    folder = Path(tempfile.mkdtemp(prefix="timeline-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data, port = folder / "data", free_port()
        pg_ctl = [str(programs / "pg_ctl"), "-D", str(data), "-w"]
        _run(
            [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", USER,
             "--locale=C", "-E", "UTF8"],
            folder,
        )  # fmt: skip
        options = (
            f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 "
            "-c fsync=off -c full_page_writes=off -c max_connections=40"
        )
        _run([*pg_ctl, "-l", str(folder / "log"), "-o", options, "start"], folder)
        try:
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run([*pg_ctl, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server on which tests may create databases."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("no psycopg here: install the extra 'postgresql'")
    given = os.environ.get("TIMELINE_TEST_POSTGRES")
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL here: neither TIMELINE_TEST_POSTGRES nor initdb")
    with _own_server(programs) as url:
        yield url


@contextmanager
def _new_database(server: str) -> Iterator[str]:
    """Yield the URL of a fresh database on a server and drop it afterwards."""
    from sqlalchemy import create_engine, make_url
    from sqlalchemy.pool import NullPool

    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"timeline_{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield url.set(database=name).render_as_string(hide_password=False)
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        engine.dispose()


@pytest.fixture
def on_server(postgresql: str) -> Iterator[str]:
    """The URL of a database on the server, with no table in it."""
    with _new_database(postgresql) as url:
        yield url


@pytest.fixture(scope="module")
def module_server(postgresql: str) -> Iterator[str]:
    """The URL of a database on the server that the tests of a module share."""
    with _new_database(postgresql) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a database, with no table in it: a path that leads nowhere, or a URL."""
    if request.param == "sqlite":
        return str(tmp_path / "timeline.db")
    url: str = request.getfixturevalue("on_server")
    return url


@pytest.fixture
def target(fresh: str) -> str:
    """An empty database with all tables, on each engine in turn."""
    from timeline.store import database

    database.upgrade(fresh)
    return fresh
