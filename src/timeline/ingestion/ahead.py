"""Inputs -> editions decoded and read before their turn, by workers: the door of every source.

Whoever stores takes the inputs in their order, and beside each what a worker made of it. That is
what it would make itself; where it is not, because the database knows more than the worker did, it
is made anew (`timeline.edition.extraction`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from timeline.edition.expectation import read_as_expected
from timeline.edition.incoming import IncomingEdition
from timeline.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from timeline.ingestion.worker_pool import Workers

T = TypeVar("T")
Refusal = RefusedError | UsageError
Ahead = IncomingEdition | Refusal | None
"""What a worker made of an input, or why that is refused; None where nobody has begun."""
_AT_A_TIME: Final = 8
"""Inputs that a worker is handed: few enough that all have work, and that little is under way."""
_FULL: Final = 2 * 1024 * 1024
"""Bytes from which a worker is handed no further input."""


class Task(Protocol):
    """An input that a worker can decode."""

    @property
    def size(self) -> int:
        """The bytes that the worker is sent."""

    @property
    def wanted(self) -> bool:
        """Tell whether it is to be read, too, and not only decoded."""

    @property
    def seen_before(self) -> str | None:
        """When another capture of its publication was seen last, None for never."""

    def decode(self) -> IncomingEdition:
        """Return it as an edition, not read yet. Raises RefusedError, UsageError."""


def decode_ahead(
    inputs: Iterable[T],
    task_of: Callable[[T], Task | None],
    workers: Workers | None,
    *,
    at_a_time: int = _AT_A_TIME,
) -> Iterator[tuple[T, Ahead]]:
    """Yield each input, in order, with what a worker made of it.

    None is made of what has no task, and of anything without `workers`: then each input is taken
    when its turn has come. Raises what the workers say where they are lost.
    """
    if workers is None:
        yield from ((each, None) for each in inputs)
        return
    from timeline.ingestion.worker_pool import map_in_order

    under_way: deque[T] = deque()

    def chunks() -> Iterator[list[Task | None]]:
        tasks: list[Task | None] = []
        for each in inputs:
            under_way.append(each)
            tasks.append(task_of(each))
            if len(tasks) == at_a_time or sum(task.size for task in tasks if task) >= _FULL:
                yield tasks
                tasks = []
        if tasks:
            yield tasks

    for made in map_in_order(_decode_chunk, chunks(), workers):
        yield under_way.popleft(), made


def _decode_chunk(tasks: list[Task | None]) -> list[Ahead]:
    last: dict[str, IncomingEdition] = {}
    return [None if task is None else _decode_task(task, last) for task in tasks]


def _decode_task(task: Task, last: dict[str, IncomingEdition]) -> IncomingEdition | Refusal:
    """Decode an input and read it; `last` are those of the chunk that were read, by publication."""
    try:
        edition = task.decode()
        if task.wanted:
            publication = edition.imprint.publication
            edition = read_as_expected(edition, last.get(publication), task.seen_before)
            if edition.snapshot is not None:
                last[publication] = edition
    except (RefusedError, UsageError) as error:
        return error
    return edition
