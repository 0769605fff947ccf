"""Filled databases go through every revision and back, on both engines, and survive a kill."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import country
from commands import SNAPSHOTS, done, dump, unclaimed, without_claims, written
from timeline.store import database, migration, tables
from timeline.store.address import Address


def brought_to(target: str, revision: str) -> None:
    """Bring a database down to a revision."""
    address = Address.parse(target)
    with database.opened(address, write=True, foreign_keys=False) as old, old.begin():
        migration.downgrade(old, revision)


def filled(folder: Path, target: str) -> None:
    """Store two publications, with text and without."""
    country.ingest(folder, target)
    done("load", "--sample", "--db", target)


def backups(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.backup*"))


def test_a_filled_database_of_any_revision_goes_up_down_and_up_and_holds_the_same(
    target: str, tmp_path: Path
) -> None:
    filled(tmp_path, target)
    expected = without_claims(dump(target))
    held = []
    for revision in (*reversed(tables.REVISIONS[:-1]), "0001"):
        brought_to(target, revision)
        done("db", "upgrade", "--db", target)
        done("db", "check", "--db", target)
        held.append(dump(target))
        assert without_claims(held[-1]) == expected, f"from revision {revision}"
    assert held[-1] == held[-2], "down and up again"
    assert done("db", "verify", "--db", target).stdout == ""


@pytest.mark.parametrize("writer", ["ingest", "load"])
def test_a_file_that_a_writer_upgrades_is_verified_in_all_its_publications(
    writer: str, tmp_path: Path
) -> None:
    target = str(tmp_path / "a.db")
    filled(tmp_path, target)
    expected = unclaimed(target)
    brought_to(target, "0001")
    sheet = written(tmp_path, "2020.md", "# Other\n\nIn 2019, 31 ships came.\n")
    given = {
        "ingest": ("ingest", sheet, "--publication", "other"),
        "load": ("load", SNAPSHOTS / "us-mexico" / "2023.json"),
    }[writer]
    done(*given, "--db", target)
    assert done("db", "verify", "--db", target).stdout == ""
    done("db", "check", "--db", target)
    assert backups(tmp_path) == ["a.db.revision-0001.backup"]
    if writer == "ingest":
        done("forget", "other@2020", "--db", target)
    assert unclaimed(target) == expected.replace('{"slug":"other","table":"publication"}\n', "")


def test_a_migration_that_is_killed_at_any_moment_has_happened_or_not(tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    filled(tmp_path, str(base))
    expected = unclaimed(base)
    brought_to(str(base), "0001")
    dice = random.Random(3)
    for number in range(6):
        folder = tmp_path / str(number)
        folder.mkdir()
        target = folder / "a.db"
        target.write_bytes(base.read_bytes())
        command = [sys.executable, "-m", "timeline", "db", "upgrade", "--db", str(target)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
            while not backups(folder) and running.poll() is None:
                time.sleep(0.002)
            time.sleep(dice.uniform(0, 0.3))
            running.send_signal(signal.SIGKILL)
        with database.opened(Address.parse(str(target)), write=True) as connection:
            revision = database.revision(Address.parse(str(target)), connection)
        assert revision in ("0001", tables.HEAD)
        if revision == tables.HEAD:
            assert done("db", "verify", "--db", target).stdout == ""
        done("db", "upgrade", "--db", target)
        assert unclaimed(target) == expected
        assert done("db", "verify", "--db", target).stdout == ""
        assert backups(folder) == ["a.db.revision-0001.backup"]
