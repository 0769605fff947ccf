"""A line of a benchmark: what was measured, beside what, and what is asked for.

Each benchmark prints its lines. `python -m benchmarks` also collects them, by the file that the
variable of the environment names.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

LINES: Final = "TIMELINE_BENCH_LINES"


@dataclass(frozen=True, slots=True)
class Line:
    """A measurement. `ours` and `beside`, the floor or peer of the same run, are in `unit`.

    What counts is the ratio of the two, or `ours` where nothing stands beside it: it is to be at
    most `most`, or at least `least`. A line without either is only told.
    """

    what: str
    ours: float
    unit: str
    floor: str | None = None
    beside: float | None = None
    most: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours by the floor's, or the peer's by ours where the more the better."""
        if self.beside is None:
            return None
        return self.ours / self.beside if self.least is None else self.beside / self.ours

    @property
    def met(self) -> bool | None:
        """Whether what is asked for is met; None where nothing is."""
        counted = self.ours if self.ratio is None else self.ratio
        if self.most is not None:
            return counted <= self.most
        return None if self.least is None else counted >= self.least

    def cells(self) -> tuple[str, ...]:
        """Return the line as cells of the table."""
        beside = "" if self.beside is None else f"{write_number(self.beside)} {self.unit}"
        ratio = "" if self.ratio is None else write_number(self.ratio)
        of = self.unit if self.ratio is None else "times"
        bound, word = (self.most, "at most") if self.least is None else (self.least, "at least")
        asked = "" if bound is None else f"{word} {write_number(bound)} {of}".rstrip()
        met = {None: "", True: "met", False: "missed"}[self.met]
        ours = f"{write_number(self.ours)} {self.unit}".rstrip()
        return self.what, ours, self.floor or "", beside, ratio, asked, met


def write_number(number: float) -> str:
    """Return a number with three digits that count, without an exponent."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def tell(line: Line) -> None:
    """Print a line, and keep it for the table where one is made."""
    what, ours, floor, beside, ratio, asked, met = line.cells()
    said = f"{what}: {ours}"
    said += f"; {floor} {beside}, ratio {ratio}" if beside else ""
    said += f"; {asked} asked for: {met}" if asked else ""
    print(said, flush=True)
    if (path := os.environ.get(LINES)) is not None:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(line)) + "\n")


# ---------------------------------------------------------------- measuring


def seconds_of(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that this process takes for some work.

    They are nearly the same on a busy machine, unlike those of a clock.
    """
    began = time.process_time()
    work()
    return time.process_time() - began


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program took: seconds of the processor, and its most memory in MiB."""

    seconds: float
    memory: float


_APART: Final = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""A small process that starts another: what a large one starts is counted as large as that."""


def run_apart(*command: str) -> Ran:
    """Run a program, and return what it took."""
    done = subprocess.run(  # noqa: S603  the programs are those of the benchmarks
        [sys.executable, "-c", _APART, *command], check=True, capture_output=True, text=True
    )
    seconds, memory = json.loads(done.stdout)
    return Ran(seconds, memory / 1024)


def own_memory() -> float:
    """Return the most memory that this process had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
