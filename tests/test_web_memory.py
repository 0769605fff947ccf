"""What the pages remember: answers that stay true, and not too many of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import done
from timeline.web.memory import remembered


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "t.db"
    done("load", "--sample", "--db", str(path))
    return str(path)


def test_an_answer_is_asked_for_once_until_the_database_changes(
    database: str, tmp_path: Path
) -> None:
    asked = []

    def answer() -> int:
        asked.append(1)
        return len(asked)

    assert [remembered(database, "a", answer) for _ in range(3)] == [1, 1, 1]
    text = tmp_path / "2021.txt"
    text.write_text("The treaty of Lyon was signed on 3 May 2021.\n", encoding="utf-8")
    done("ingest", str(text), "--publication", "lyon", "--db", database)
    assert remembered(database, "a", answer) == 2


def test_long_lists_push_out_older_ones_but_not_themselves(database: str) -> None:
    long, longer = tuple(range(150_000)), tuple(range(300_000))
    kept = [remembered(database, name, lambda: long, len) for name in ("a", "b")]
    assert kept == [long, long]
    assert remembered(database, "b", tuple, len) == long
    assert remembered(database, "a", tuple, len) == ()
    assert remembered(database, "c", lambda: longer, len) == longer
    assert remembered(database, "c", tuple, len) == longer
