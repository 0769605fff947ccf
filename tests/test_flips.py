"""A bit of a database's file that turned is found, or the file is refused with a clear message."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import country
from commands import done, dump, timeline

FLIPS = int(os.environ.get("TIMELINE_TEST_FLIPS", "15"))


def test_a_bit_that_turned_is_found_or_refused_or_changes_nothing(tmp_path: Path) -> None:
    base, target = tmp_path / "base.db", tmp_path / "a.db"
    country.ingest(tmp_path, str(base), ["2015", "2016"])
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")
    data, expected = base.read_bytes(), dump(base)
    dice = random.Random(7)
    missed = []
    for _ in range(FLIPS):
        place, bit = dice.randrange(len(data)), dice.randrange(8)
        shutil.copyfile(base, target)
        with target.open("r+b") as file:
            file.seek(place)
            file.write(bytes([data[place] ^ 1 << bit]))
        result = timeline("db", "verify", "--db", target)
        assert result.exit_code in (0, 1, 5), (place, bit, result.output)
        assert "Traceback" not in result.output
        if result.exit_code == 0 and dump(target) != expected:
            missed.append((place, bit))
    assert missed == []


def test_a_quick_look_finds_a_changed_value_and_leaves_out_what_follows(tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016"])
    assert done("db", "verify", "--quick", "--db", target).stdout == ""
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("DELETE FROM happening")
    assert done("db", "verify", "--quick", "--db", target).stdout == ""
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("UPDATE figure SET value = '999' WHERE edition = '2015' AND number = 0")
    found = timeline("db", "verify", "--quick", "--db", target)
    assert found.exit_code == 1
    assert "figure 0: value is '999', but was stored as '4200000000'" in found.stdout
