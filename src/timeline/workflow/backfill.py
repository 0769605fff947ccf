"""What a web archive holds of a page -> store, one capture at a time, the oldest first.

What is stored or was set aside is not asked for again, so that a run that was broken off goes on
where it stopped. Captures of equal bytes, as the archive says by their digests, are fetched once.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from timeline.edition import metadata
from timeline.edition.given_dates import period_given
from timeline.edition.metadata import CHOSEN
from timeline.edition.outcome import KNOWN, REFUSED, SIGHTED, SUMMARY, Outcome
from timeline.errors import (
    BadValueError,
    DatabaseBusyError,
    MissingExtraError,
    NetworkError,
    RefusedError,
)
from timeline.ingestion.ahead import Ahead, decode_ahead
from timeline.ingestion.capture import (
    CaptureDestination,
    find_shrunken,
    name_publication,
    store_capture,
    store_seen_again,
)
from timeline.ingestion.capture_tasks import CaptureTask, SightingsAhead
from timeline.ingestion.database import LazyDatabase
from timeline.ingestion.hiring import hire_workers
from timeline.ingestion.mementos import (
    FAILURES,
    MementoGroup,
    as_seen,
    fetch_ahead,
    fetch_memento,
    find_fetched,
    find_shown,
    name_memento,
)
from timeline.ingestion.web import FetchPolicy, Note, open_web
from timeline.sources.urls import checked
from timeline.store import fetches, sightings
from timeline.store.fetches import Visit
from timeline.store.turns import NOTHING
from timeline.values import OPEN_FUTURE, OPEN_PAST
from timeline.vocabulary import EVERY

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from timeline.edition.metadata import StatedMetadata
    from timeline.ingestion.worker_pool import Workers
    from timeline.sources.archive import Memento
    from timeline.sources.web import Client, Response

_MALFORMED: Final = "rows of the list that cannot be understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be fetched: captures of equal bytes in one group; `known` are stored already."""

    publication: str
    groups: tuple[tuple[Memento, ...], ...]
    known: int

    @property
    def fetches(self) -> int:
        """How many captures are fetched, where each is as the archive says."""
        return len(self.groups)

    @property
    def captures(self) -> int:
        """How many captures there are in the groups."""
        return sum(map(len, self.groups))


@dataclass(slots=True)
class _Run:
    """A run on its way: how each capture ended."""

    to: CaptureDestination
    client: Client
    workers: Workers | None
    done: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)

    def leave(self, reason: str) -> None:
        """Count what is skipped for a reason."""
        self.left[reason] += 1


def backfill(
    database: str,
    url: str,
    *,
    since: str | None = None,
    until: str | None = None,
    every: str | None = None,
    archive: str | None = None,
    publication: str | None = None,
    title: str | None = None,
    policy: FetchPolicy | None = None,
    jobs: int = 1,
    wait: float | None = None,
    dask: str | None = None,
    executor: Executor | None = None,
    report: Callable[[Outcome], None] = lambda _: None,
    planned: Callable[[Plan], None] = lambda _: None,
    note: Note = lambda _: None,
) -> tuple[Outcome, ...]:
    """Store the captures of a page that a web archive holds, and return what became of each.

    `since` and `until` are EDTF, and bound the time of capture; `every` takes the first capture
    of each day, week, month or year alone; `wait` is how many seconds a database that another
    program has locked is waited for (five by default). `archive` is the address of one other than
    web.archive.org. With `jobs` processes, a Dask cluster (`dask`) or an `executor`, as for
    `ingest`, captures are decoded and read while the next are fetched. `planned` is told what is
    to be fetched, `report` each outcome at once; a summary closes them.

    Raises UsageError, MissingExtraError, NetworkError, DatabaseError.
    """
    from timeline.sources import archive as archives

    given = metadata.parse_stated(publication, None, None, title)
    url = checked(url)
    _require_stretch(every)
    how = policy or FetchPolicy(pace=archives.PACE)
    outcomes: list[Outcome] = []
    with (
        open_web(how, note) as web,
        LazyDatabase(database, wait=wait) as opened,
        hire_workers(jobs, dask, executor) as workers,
    ):
        run = _Run(_destination(opened, url, given, how), web.client, workers)
        found = archives.mementos(
            web.client, url, archive or archives.WAYBACK, partial(run.leave, _MALFORMED)
        )
        chosen = _choose(found, since, until, every)
        plan = _plan(run.to, chosen)
        planned(plan)
        for outcome in _backfill_groups(run, url, plan, (len(found), len(chosen))):
            outcomes.append(outcome)
            report(outcome)
    return tuple(outcomes)


def _require_stretch(every: str | None) -> None:
    """Raise BadValueError for what is no stretch of time."""
    if every not in (None, *EVERY):
        raise BadValueError("--every", every or "", f"one of {', '.join(EVERY)}")


def _destination(
    database: LazyDatabase, url: str, given: StatedMetadata, policy: FetchPolicy
) -> CaptureDestination:
    return CaptureDestination(
        database=database,
        given=given,
        publication=given.publication or name_publication(database, url),
        chosen=None if given.publication else CHOSEN,
        force=policy.force,
    )


def _choose(
    found: Sequence[Memento], since: str | None, until: str | None, every: str | None
) -> Sequence[Memento]:
    """Return the captures that are asked for."""
    from timeline.sources import archive as archives

    chosen = _within(found, since, until)
    return chosen if every is None else archives.thinned(chosen, every)


def _within(found: Sequence[Memento], since: str | None, until: str | None) -> tuple[Memento, ...]:
    start, end = period_given("--from", since), period_given("--to", until)
    first = OPEN_PAST if start is None else start.first
    last = OPEN_FUTURE if end is None else end.last
    if first > last:
        raise BadValueError("--to", until or "", f"on or after --from {since}")
    days = ((memento, period_given("", memento.at[:10])) for memento in found)
    return tuple(m for m, day in days if day is not None and first <= day.first <= last)


def _plan(to: CaptureDestination, chosen: Sequence[Memento]) -> Plan:
    """Return what is left to do: groups of which something is not stored yet."""
    from timeline.sources.archive import collapsed

    known: set[tuple[str, str]] = set()
    given: dict[str, str] = {}
    if to.database.exists():
        with to.database.transaction(NOTHING) as connection:
            known |= sightings.all_places(connection, to.publication)
            if not to.force:
                known |= fetches.set_aside_of(connection, to.publication)
            given = fetches.given_at(connection, to.publication)

    def is_known(memento: Memento) -> bool:
        at = given.get(memento.raw, memento.at)
        return bool({(memento.url, memento.at), (memento.url, at)} & known)

    groups = [group for group in collapsed(chosen) if not all(map(is_known, group))]
    return Plan(publication=to.publication, groups=tuple(groups), known=sum(map(is_known, chosen)))


def _backfill_groups(run: _Run, url: str, plan: Plan, counts: tuple[int, int]) -> Iterator[Outcome]:
    """Yield what became of each capture of a plan, then a summary.

    `counts` are how many captures the archive has, and how many of them are asked for.
    """
    for outcome in _store_groups(run, plan.groups):
        run.done[outcome.action] += 1
        yield outcome
    yield Outcome(where=url, action=SUMMARY, note=_summary(run, *counts, plan))


def _store_groups(run: _Run, groups: Sequence[tuple[Memento, ...]]) -> Iterator[Outcome]:
    failures = 0
    for group, ahead in _decode_ahead(run, groups):
        where = name_memento(group.mementos[0])
        try:
            yield from _store_group(run, group, ahead)
            failures = 0
        except (RefusedError, MissingExtraError, DatabaseBusyError) as error:
            yield Outcome(where=where, action=REFUSED, error=error)
        except NetworkError as error:
            failures += 1
            yield Outcome(where=where, action=REFUSED, error=error)
            if failures == FAILURES:
                return


def _store_group(run: _Run, group: MementoGroup, ahead: Ahead) -> Iterator[Outcome]:
    """Store captures of equal bytes: the first that can be had, and that the others were seen."""
    sha256 = _find_stored(run.to, group.mementos)
    for memento in group.mementos:
        where = name_memento(memento)
        if sha256 is None:
            answer = fetch_memento(run.client, group, memento)
            shown = find_shown(memento, answer)
            if isinstance(shown, str):
                run.leave(shown)
                continue
            outcome = _store_answer(run.to, shown, answer, where, ahead)
            ahead = None
            if shown.at != memento.at:
                _keep_replacement(run.to, memento, shown, answer)
            yield outcome
            if outcome.error is not None:
                return
            sha256 = _find_stored(run.to, [shown])
        else:
            # How the publication was chosen is told with its first capture.
            told, place = replace(run.to, chosen=None), (memento.url, memento.at)
            again = store_seen_again(told, where, sha256, place, archive=memento.raw)
            if again is not None:
                yield again


def _find_stored(to: CaptureDestination, group: Sequence[Memento]) -> str | None:
    """Return the hash of the bytes of a group where one of it is stored."""
    if not to.database.exists():
        return None
    with to.database.transaction(NOTHING) as connection:
        found = (
            sightings.find_bytes(connection, memento.url, memento.at, to.publication)
            for memento in group
        )
        return next((sha256 for sha256 in found if sha256 is not None), None)


def _store_answer(
    to: CaptureDestination, memento: Memento, answer: Response, where: str, ahead: Ahead
) -> Outcome:
    """Store a capture that was fetched, or return why it is refused."""
    try:
        seen = as_seen(memento, answer)
        return store_capture(to, seen, doubt=find_shrunken(to, memento.at), ahead=ahead)
    except (RefusedError, MissingExtraError) as error:
        return Outcome(where=where, action=REFUSED, error=error)


def _keep_replacement(
    to: CaptureDestination, memento: Memento, shown: Memento, answer: Response
) -> None:
    """Remember which capture the archive gives in place of one, so that it is asked for once."""
    if to.database.exists():
        sha256 = hashlib.sha256(answer.data).hexdigest()
        last = Visit(publication=to.publication, url=memento.raw, at=shown.at, sha256=sha256)
        with to.database.transaction() as connection:
            fetches.keep_visit(connection, last)


# ---------------------------------------------------------------- before their turn


def _decode_ahead(
    run: _Run, groups: Sequence[tuple[Memento, ...]]
) -> Iterator[tuple[MementoGroup, Ahead]]:
    """Yield each group with what workers made of it while the next ones were fetched."""
    under_way = SightingsAhead(run.to.database, run.to.given)

    def task_of(group: MementoGroup) -> CaptureTask | None:
        seen = find_fetched(group)
        return None if seen is None else under_way.task_of(seen, run.to.publication)

    def is_stored(mementos: tuple[Memento, ...]) -> bool:
        with suppress(DatabaseBusyError):
            return _find_stored(run.to, mementos) is not None
        return False

    if run.workers is None:
        found: Iterable[MementoGroup] = map(MementoGroup, groups)
    else:
        found = fetch_ahead(run.client, groups, is_stored)
    return decode_ahead(found, task_of, run.workers, at_a_time=1)


def _summary(run: _Run, held: int, chosen: int, plan: Plan) -> str:
    done = run.done
    new = done.total() - done[SIGHTED] - done[KNOWN] - done[REFUSED]
    said = f"the archive has {held} captures"
    if chosen != held:
        said += f", {chosen} of them selected"
    parts = [f"{count} {reason}" for reason, count in sorted(run.left.items())]
    if done[REFUSED]:
        parts.append(f"{done[REFUSED]} refused")
    rest = f"; skipped: {', '.join(parts)}." if parts else "."
    return (
        f"{said}: {new} with a new text or date, {done[SIGHTED]} with a known text, "
        f"{plan.known + done[KNOWN]} already stored{rest}"
    )
