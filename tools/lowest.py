"""Print the oldest allowed release of every dependency, as constraints for pip.

The lower bounds of `pyproject.toml` are promises; `.ci/run` installs exactly them and runs the
tests. Tools of development keep their newest releases: nobody installs the old ones.
Run: python -m tools.lowest > constraints.txt
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*(?P<bounds>[<>=!~,.\w\s]*)")


def lowest(requirement: str) -> str:
    """Return the constraint that holds a requirement at its lower bound.

    Raises ValueError for a requirement without one: such a promise cannot be tested.
    """
    found = REQUIREMENT.fullmatch(requirement)
    bounds = [bound.strip() for bound in found["bounds"].split(",")] if found else []
    lower = [bound.removeprefix(">=") for bound in bounds if bound.startswith(">=")]
    if found is None or len(lower) != 1:
        raise ValueError(f"{requirement}: needs exactly one lower bound (name>=version)")
    return f"{found['name']}=={lower[0]}"


def constraints(pyproject: str) -> Iterator[str]:
    """Yield a constraint for each thing that a user of the package installs, in order."""
    project = tomllib.loads(pyproject)["project"]
    for requirement in project["dependencies"]:
        yield lowest(requirement)
    for extra, requirements in project["optional-dependencies"].items():
        if extra not in ("all", "dev"):
            yield from (lowest(requirement) for requirement in requirements)


if __name__ == "__main__":
    for line in constraints(PYPROJECT.read_text(encoding="utf-8")):
        print(line)
