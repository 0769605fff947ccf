"""The database that what is ingested goes into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from timeline.edition import derived
from timeline.edition.derived import RecentSnapshot
from timeline.edition.extraction import Extractions, run_transaction
from timeline.errors import DatabaseLockedError
from timeline.store import database as databases
from timeline.store.turns import EVERYTHING, begin

if TYPE_CHECKING:
    from timeline.store.database import Connection


R = TypeVar("R")


class LazyDatabase:
    """A database that is opened late: inputs that are all refused leave no empty one behind.

    `wait` is how many seconds a lock of another program is waited for, by default five; `recent`
    is the edition that was stored last.
    """

    def __init__(self, database: str, *, wait: float | None = None) -> None:
        self._database = database
        self._wait = wait
        self._stack = ExitStack()
        self._connection: Connection | None = None
        self.recent = RecentSnapshot()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)  # the database says what its errors mean

    def exists(self) -> bool:
        """Tell whether there is something that could be known."""
        return self._connection is not None or databases.exists(self._database)

    @contextmanager
    def transaction(self, writes: str = EVERYTHING) -> Iterator[Connection]:
        """Open a transaction, all of which holds or, where an error leaves it, nothing.

        `writes` is as for `begin`: a publication, everything, or nothing.
        Raises DatabaseLockedError where another program does not let go in time; the next
        transaction may begin all the same.
        """
        try:
            with databases.translating(self._database):
                if self._connection is None:
                    self._connection = self._stack.enter_context(self._open())
                with begin(self._connection, writes):
                    yield self._connection
        except DatabaseLockedError:
            self._connection = None
            self._stack.close()
            raise

    def _open(self) -> AbstractContextManager[Connection]:
        return databases.writing(self._database, wait=self._wait, derive=derived.rebuild)

    def new_extractions(self) -> Extractions:
        """Return the place for what is extracted for the next input."""
        return Extractions(self.recent)

    def transact(
        self,
        work: Callable[[Connection, Extractions], R],
        extractions: Extractions | None = None,
        *,
        writes: str = EVERYTHING,
    ) -> R:
        """Do work in a transaction; what it needs is extracted while none is open.

        `extractions` holds what was extracted for the input before; `writes` is as for
        `transaction`. Raises DatabaseContendedError.
        """
        extracted = extractions or self.new_extractions()
        return run_transaction(
            partial(self.transaction, writes),
            extracted,
            lambda connection: work(connection, extracted),
            where=databases.describe(self._database),
        )
