"""Who remembers the answers to questions that one piece of work asks again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, Protocol, TypeVar

T = TypeVar("T")

ORDINARY: Final = 1_000
"""Items that an answer counts for, where nobody says how many it has."""


class Remember(Protocol):
    """Returns the answer to a question, from memory where it has been answered before."""

    def __call__(
        self,
        question: Hashable,
        answer: Callable[[], T],
        items: Callable[[T], int] = lambda _: ORDINARY,
    ) -> T:
        """Return the answer; `items` says how many items it has, which are so many to be kept."""


def ask_anew(
    question: Hashable, answer: Callable[[], T], items: Callable[[T], int] = lambda _: ORDINARY
) -> T:
    """Return the answer without a look into any memory."""
    del question, items
    return answer()
