"""A real disk runs full: a small file system in memory, which only root can mount."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import done, dump, refused, written

EDITIONS = range(2001, 2007)
_MEBIBYTE = 2**20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of its own, of eight mebibytes."""
    folder, mount = tmp_path / "disk", shutil.which("mount")
    folder.mkdir()
    size = f"size={8 * _MEBIBYTE}"
    command = [mount or "mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here: that takes root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def filled(disk: Path, *, leaving: int = 0) -> Path:
    """Fill a disk but for some bytes with one file, and return its path."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * (shutil.disk_usage(disk).free - leaving))
    return ballast


def sheets(folder: Path) -> Path:
    """Write editions of words that hardly repeat, and return their folder."""
    dice = random.Random(1)
    for year in EDITIONS:
        words = [f"{dice.randrange(10**9):x}".translate(_LETTERS) for _ in range(2_000)]
        lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
        sheet = "\n\n".join(f"The word of {line} reached ${year} million." for line in lines)
        written(folder / "words", f"{year}.md", f"# Words of the Year\n\n{sheet}\n")
    return folder / "words"


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def test_editions_that_fit_are_stored_and_the_rest_when_there_is_room(
    disk: Path, tmp_path: Path
) -> None:
    folder, target = sheets(tmp_path), disk / "a.db"
    done("db", "upgrade", "--db", target)
    ballast = filled(disk, leaving=2 * _MEBIBYTE)
    assert "the disk is full. Free some space" in refused(5, "ingest", folder, "--db", target)
    ballast.unlink()
    stored = dump(str(target)).count('"table":"edition"')
    assert 0 < stored < len(EDITIONS)
    assert done("db", "verify", "--db", target).stdout == ""

    larger = tmp_path / "a.db"
    done("db", "backup", larger, "--db", target)
    done("ingest", folder, "--db", larger)
    done("ingest", folder, "--db", tmp_path / "elsewhere.db")
    assert dump(str(larger)) == dump(str(tmp_path / "elsewhere.db"))


def test_an_export_that_does_not_fit_says_so_and_leaves_no_part(disk: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.db"
    done("ingest", sheets(tmp_path), "--db", target)
    filled(disk, leaving=4096)
    told = refused(2, "figures", "--db", target, "-o", disk / "figures.csv")
    assert "No space left" in told
    assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_a_backup_that_does_not_fit_says_so_and_leaves_no_part(disk: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.db"
    done("ingest", sheets(tmp_path), "--db", target)
    filled(disk, leaving=4096)
    told = refused(5, "db", "backup", disk / "b.db", "--db", target)
    assert "the disk is full" in told
    assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_a_reader_that_finds_no_room_says_so_and_reads_when_there_is_some(
    disk: Path, tmp_path: Path
) -> None:
    target = disk / "a.db"
    done("ingest", sheets(tmp_path) / "2001.md", "--db", target)
    ballast = filled(disk)
    assert "the disk is full. Free some space" in refused(5, "editions", "--db", target)
    ballast.unlink()
    assert "words-of-the-year" in done("editions", "--db", target).stdout
