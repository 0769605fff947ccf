"""Start `timeline --help` and `timeline events --help`, and a bare click program beside them.

Prints the seconds of the fastest start of each and the ratios. Run: python -m benchmarks.startup
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from benchmarks.table import Line, tell

STARTS = 15
CEILING = 1.5
BARE = """
import click

@click.command()
@click.option("--from", "since", help="Only what lies after this date.")
def program(since):
    "A bare program."

program(prog_name="bare")
"""
OURS = "from timeline.cli import main; main()"
PROGRAMS = {
    "bare click program": (BARE, "--help"),
    "timeline --help": (OURS, "--help"),
    "timeline events --help": (OURS, "events", "--help"),
}


def start(program: str, *arguments: str) -> float:
    """Return the seconds that a program takes to start, print and end."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(  # noqa: S603  the programs are those above
        [sys.executable, "-c", program, *arguments],
        env=environment, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    return time.perf_counter() - began


def main() -> None:
    """Print the times and the ratios, which are to be at most 1.5."""
    best = dict.fromkeys(PROGRAMS, float("inf"))
    for _ in range(STARTS):  # in turn, so that a busy machine is as hard on each
        for name, (program, *arguments) in PROGRAMS.items():
            best[name] = min(best[name], start(program, *arguments))
    bare = best.pop("bare click program")
    for name, seconds in best.items():
        tell(Line(name, seconds * 1000, "ms", "a bare click program", bare * 1000, most=CEILING))


if __name__ == "__main__":
    main()
