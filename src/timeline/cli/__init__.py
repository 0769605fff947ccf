"""The command line: arguments -> workflow -> formats -> output.

One module a command, imported when it is called, so that `timeline --help` stays fast.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line of this process and leave with its exit status."""
    from timeline.cli.program import program

    program.main(prog_name="timeline")
