"""The door to Dask: the workers of a cluster that is running."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from typing import Final

from timeline.errors import ClusterError, MissingExtraError
from timeline.ingestion.worker_pool import Workers
from timeline.sources.urls import clip_address

_WAIT: Final = 10
"""Seconds that a scheduler, and then its first worker, are waited for."""


@contextmanager
def join_cluster(address: str) -> Iterator[Workers]:
    """Let the workers of a Dask cluster work, which is not ended with the block.

    `address` is that of its scheduler ("tcp://HOST:8786"). A worker that dies costs nothing but
    time: the scheduler hands its chunks to others. The workers need this program, and no files.

    Raises MissingExtraError, ClusterError.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise MissingExtraError("Dask", "dask") from None
    shown = clip_address(address)
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        problem = str(error).replace(address.rpartition("//")[2], shown.rpartition("//")[2])
        raise ClusterError(shown, problem) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_WAIT)
        except TimeoutError:
            raise ClusterError(shown, "it has no workers") from None
        yield Workers(
            client.get_executor(pure=False),
            sum(client.nthreads().values()),
            share_files=False,
            losses=(KilledWorker, CancelledError),
            lost=partial(ClusterError, shown, "it lost its workers, or its scheduler"),
        )
