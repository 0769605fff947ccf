"""Who decodes and reads what is ingested: processes of this machine, a cluster, an executor."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from timeline.ingestion.worker_pool import Workers


def hire_workers(
    jobs: int, dask: str | None, executor: Executor | None
) -> AbstractContextManager[Workers | None]:
    """Return those who are to decode and read; None where this process does that itself.

    Raises MissingExtraError, ClusterError.
    """
    if dask is not None:
        from timeline.ingestion.cluster import join_cluster

        return join_cluster(dask)
    if executor is None and jobs == 1:
        return nullcontext()
    from timeline.ingestion.worker_pool import Workers, start_processes

    return start_processes(jobs) if executor is None else nullcontext(Workers(executor, jobs))
