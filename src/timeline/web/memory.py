"""Answers that are kept as long as the database does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from timeline.edition_order import place_editions
from timeline.model import EditionSummary, Imprint
from timeline.store import database as databases
from timeline.workflow import queries
from timeline.workflow.remembering import ORDINARY, Remember

T = TypeVar("T")

_MOST: Final = 64 * ORDINARY
"""Items of all answers that are kept; what was asked for the longest time ago goes first."""


class _Kept:
    """The answers that are kept, each with its number of items; `total` is that of all."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._total = 0
        self._lock = Lock()

    def find(self, key: Hashable) -> tuple[int, Any] | None:
        """Return a kept answer, which is now the one that was asked for last."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def add(self, key: Hashable, items: int, answer: object) -> None:
        """Keep an answer, and let go of the oldest others where there is no room for all."""
        with self._lock:
            replaced, _ = self._answers.pop(key, (0, None))
            self._answers[key] = items, answer
            self._total += items - replaced
            while len(self._answers) > 1 and self._total > _MOST:
                _, (gone, _) = self._answers.popitem(last=False)
                self._total -= gone


_kept: Final = _Kept()


def remembered(
    database: str,
    question: Hashable,
    answer: Callable[[], T],
    items: Callable[[T], int] = lambda _: ORDINARY,
) -> T:
    """Return the answer to a question about a database, from memory if nothing has changed since.

    `items` counts those of an answer. What changes while it is answered is seen by the next one.
    Raises what `answer` raises, and DatabaseError.
    """
    return remember_for(database)(question, answer, items)


def remember_for(database: str) -> Remember:
    """Return what remembers answers about a database in the state that it has now.

    Whoever answers has to begin to read after this. Raises DatabaseError.
    """
    state = databases.state(database)

    def remember(
        question: Hashable,
        answer: Callable[[], T],
        items: Callable[[T], int] = lambda _: ORDINARY,
    ) -> T:
        key = (database, state, question)
        known = _kept.find(key)
        if known is not None:
            told: T = known[1]
            return told
        found = answer()
        _kept.add(key, items(found), found)
        return found

    return remember


def remembered_editions(
    database: str, publication: str | None = None
) -> tuple[EditionSummary, ...]:
    """Return the editions of a publication, or all, as `queries.editions` does; remembered."""
    return remembered(
        database,
        ("editions", publication),
        lambda: queries.editions(database, publication=publication),
        len,
    )


def placed_editions(database: str, publication: str | None = None) -> frozenset[Imprint]:
    """Return which of the editions of a publication, or of all, have a place in their order."""
    listed = remembered_editions(database, publication)
    return frozenset(place_editions(each.imprint for each in listed))
