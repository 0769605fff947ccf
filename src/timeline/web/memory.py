"""Answers that are kept as long as the database does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from timeline.store import database as databases

T = TypeVar("T")

_MOST: Final = 64
"""Answers that are kept; the one that was asked for the longest time ago goes first."""
_MOST_ROWS: Final = 200_000
"""Rows of all answers that are kept, but for the last answer, however long a list that is."""
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock: Final = Lock()


def remembered(database: str, question: Hashable, answer: Callable[[], T]) -> T:
    """Return the answer to a question about a database, from memory if nothing has changed since.

    What changes while it is answered is seen by the next one. Raises what `answer` raises, and
    DatabaseError.
    """
    key = (database, databases.state(database), question)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            known: T = _kept[key]
            return known
    found = answer()
    with _lock:
        _kept[key] = found
        rows = sum(map(_rows, _kept.values()))
        while len(_kept) > 1 and (len(_kept) > _MOST or rows > _MOST_ROWS):
            rows -= _rows(_kept.popitem(last=False)[1])
    return found


def _rows(answer: object) -> int:
    return len(answer) if isinstance(answer, tuple) else 1
