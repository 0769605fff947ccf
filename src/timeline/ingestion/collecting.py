"""Let Python look for unused objects seldom, while editions are read and stored.

What is read and written refers to itself hardly anywhere, so it goes without that look; word lists
and what is remembered of texts are many, all in use, and would be looked through again and again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = 50_000
"""New objects before Python looks for unused ones; by itself it does after some hundred."""


def collect_seldom() -> None:
    """Let this process look for unused objects seldom from now on."""
    gc.set_threshold(_SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let this process look for unused objects seldom, as long as the block runs."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
