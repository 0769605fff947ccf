"""Which processes live, as Linux lists them; elsewhere none is seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

LISTED: Final = Path("/proc/self/stat").is_file()


def _parents() -> dict[int, int]:
    """Return each living process with the one above it."""
    found: dict[int, int] = {}
    for entry in Path("/proc").iterdir() if LISTED else ():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                found[int(entry.name)] = int(fields[1])
    return found


def running_now() -> set[int]:
    return {*_parents()}


def children(process: int) -> set[int]:
    return {child for child, parent in _parents().items() if parent == process}


def until(true: Callable[[], bool], seconds: float = 30) -> bool:
    """Wait until something is true; return whether it came to be so."""
    deadline = time.monotonic() + seconds
    while not (held := true()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return held
