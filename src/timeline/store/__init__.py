"""The relational store: every edition, what it states, and the bytes it was read from.

`database` opens it, `saving` writes, `queries` and `statements` ask, `upkeep` prints and verifies
the whole. No function here commits: one edition is one transaction, and its caller opens it.
"""

from __future__ import annotations

from typing import Final

DEFAULT: Final = "timeline.db"
"""The database in the working folder that is used where none is named."""
