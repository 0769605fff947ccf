"""Ten times as much, up to a million: does time grow as much, and does memory stay flat?

Stores figures of up to 10,000 editions of 100 publications, and exports happenings as CSV. Prints
the exponent of time, fitted to all sizes from 1,000 on: 1 is as fast for each of many as for each
of few. What is done first is done once before, and not counted; small exports are repeated, so that
a clock can tell them. Memory is that of the whole command.
Run: python -m benchmarks.scale [ROWS], 100,000 at least
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.made import editions
from benchmarks.store import export, fill, store
from benchmarks.table import Line, seconds_of, tell
from timeline.workflow.export import export as export_pieces

SMALLEST, PER_EDITION, PUBLICATIONS = 1_000, 100, 100
EXPONENT: Final = 1.05
FLAT: Final = 1.2
"""Times the memory of a tenth of the rows that are asked for at most."""
_REPEATED: Final = 100_000
"""Rows that are exported to measure a size, in one export or in several."""


def exponent_of(seconds: Mapping[int, float]) -> float:
    """Return the slope of a line through the logarithms, by least squares."""
    points = [(math.log(size), math.log(spent)) for size, spent in seconds.items()]
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return float(above / sum((x - mean_x) ** 2 for x, _ in points))


def told(what: str, seconds: Mapping[int, float]) -> None:
    """Tell the times of all sizes, and the exponent."""
    sizes = ", ".join(f"{size:,}: {spent:.3g} s" for size, spent in seconds.items())
    tell(Line(f"exponent of {what} ({sizes})", exponent_of(seconds), "", most=EXPONENT))


def export_seconds(path: str, output: str, size: int) -> float:
    """Return the seconds of the processor that one export takes in this process."""

    times = max(_REPEATED // size, 1)

    def write_all() -> None:
        for _ in range(times):
            with Path(output).open("w", encoding="utf-8", newline="") as file:
                file.writelines(str(piece) for piece in export_pieces(path))

    return seconds_of(write_all) / times


def main() -> None:
    """Print the exponents and the memory."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    sizes = [10**power for power in range(3, 10) if SMALLEST <= 10**power <= most]
    stored: dict[int, float] = {}
    exported: dict[int, float] = {}
    memory: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as place:
        store(f"{place}/first.db", editions(1, PER_EDITION))
        for size in sizes:
            found = editions(size // PER_EDITION, PER_EDITION, publications=PUBLICATIONS)
            stored[size] = store(f"{place}/figures-{size}.db", found)
        told("storing figures", stored)
        fill(f"{place}/first-happening.db", 1)
        export_seconds(f"{place}/first-happening.db", f"{place}/first.csv", _REPEATED)
        for size in sizes:
            path = f"{place}/happenings-{size}.db"
            fill(path, size)
            exported[size] = export_seconds(path, f"{place}/{size}.csv", size)
            memory[size] = export(path, f"{place}/{size}.csv").memory
    told("exporting happenings", exported)
    less, more = (memory[size] for size in sizes[-2:])
    what = f"memory of the export of {sizes[-1]:,}"
    tell(Line(what, more, "MiB", f"of {sizes[-2]:,}", less, most=FLAT))


if __name__ == "__main__":
    main()
