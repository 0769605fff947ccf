"""Put files in their place when they are whole, so that no reader and no crash sees a half.

A file grows beside its place under a name of its own, which its writer keeps locked. What a writer
that was killed left there is locked by nobody: the next one that writes the same file removes it.
"""

from __future__ import annotations

import fcntl
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_ENDING: Final = ".part"
_LONGEST: Final = 100
"""Characters of a name that the name of its part repeats."""
_BESIDE: Final = ("", "-journal", "-wal", "-shm")
"""What SQLite may leave beside a file that it writes."""


@contextmanager
def growing(path: Path, *, durable: bool = True) -> Iterator[Path]:
    """Yield where to write what is to be at a path; it is put there when the block is done.

    It has the rights of the file that it replaces, else those that a new file gets. What is
    `durable` outlives a loss of power. Where the block raises, nothing is left. Raises OSError.
    """
    remove_stale_parts(path)
    number, part = _new_part(path)
    try:
        os.fchmod(number, _mode(path))
        yield part
        if durable:
            _sync(part)
        part.replace(path)
        if durable:
            with suppress(OSError):  # a folder that may be written but not listed
                _sync(path.parent)
    except BaseException:
        _remove(part)
        raise
    finally:
        os.close(number)


def remove_stale_parts(path: Path) -> None:
    """Remove what killed writers left of a file; what another is writing now is locked, and stays.

    Where the folder cannot be read or written, nothing is removed.
    """
    own = re.escape(_prefix(path))
    stale = re.compile(rf"{own}[a-z0-9_]{{8}}{re.escape(_ENDING)}")
    with suppress(OSError):
        for each in path.parent.iterdir():
            if stale.fullmatch(each.name):
                with suppress(OSError), each.open("rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _remove(each)


def _new_part(path: Path) -> tuple[int, Path]:
    """Return a new file, locked; another writer may take it for stale before that.

    Raises OSError, which names the path where it is to be.
    """
    while True:
        try:
            number, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_ENDING)
        except OSError as error:
            error.filename = str(path)
            raise
        fcntl.flock(number, fcntl.LOCK_EX)
        if os.fstat(number).st_nlink:
            return number, Path(name)
        os.close(number)


def _mode(path: Path) -> int:
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _prefix(path: Path) -> str:
    return f".{path.name[:_LONGEST]}."


def _remove(part: Path) -> None:
    for ending in _BESIDE:
        with suppress(OSError):
            Path(f"{part}{ending}").unlink()


def _sync(place: Path) -> None:
    """Let the contents of a file, or the names in a folder, reach the disk."""
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
