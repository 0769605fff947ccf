"""Difflib's working functions raise while a test runs: nothing of the program may need them.

Pytest explains a comparison that failed by difflib; those calls alone go through.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

WORKING = (
    "SequenceMatcher", "Differ", "HtmlDiff", "ndiff", "unified_diff", "context_diff",
    "diff_bytes", "get_close_matches", "restore",
)  # fmt: skip
_ALLOWED = ("_pytest", "difflib")


@contextmanager
def forbidden() -> Iterator[None]:
    """Replace difflib's working functions by ones that raise."""
    with pytest.MonkeyPatch.context() as patched:
        for name in WORKING:
            patched.setattr(difflib, name, _guarded(name, getattr(difflib, name)))
        yield


def _guarded(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def refuse(*arguments: Any, **options: Any) -> Any:
        caller = sys._getframe(1).f_globals["__name__"]
        if caller.partition(".")[0] in _ALLOWED:
            return original(*arguments, **options)
        raise RuntimeError(f"difflib.{name} must not run, and {caller} calls it")

    return refuse
