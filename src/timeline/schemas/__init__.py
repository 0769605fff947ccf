"""The contracts as JSON Schema 2020-12: what an edition states, and what changed.

Each file stands alone. The format "edtf" is a date as `timeline.values.Period.parse` reads it.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

NAMES: Final = ("snapshot", "delta")
"""The contracts that there are, all at version 1.1; what is written by version 1 is read too."""


def text(name: str) -> str:
    """Return the schema file of one of `NAMES` as it stands."""
    return files(__name__).joinpath(f"{name}-1.json").read_text(encoding="utf-8")


def load(name: str) -> dict[str, Any]:
    """Return the schema of one of `NAMES`."""
    schema: dict[str, Any] = json.loads(text(name))
    return schema
