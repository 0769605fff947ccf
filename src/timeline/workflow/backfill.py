"""What a web archive holds of a page -> store, one capture at a time, the oldest first.

What is stored or was set aside is not asked for again, so that a run that was broken off goes on
where it stopped. Captures of equal bytes, as the archive says by their digests, are fetched once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from timeline.decode.error_pages import stand_in
from timeline.edition import metadata
from timeline.edition.metadata import CHOSEN, period_given, publication_of
from timeline.edition.outcome import KNOWN, REFUSED, SIGHTED, SUMMARY, Outcome
from timeline.errors import BadValueError, NetworkError, RefusedError
from timeline.ingestion import capture as captures
from timeline.ingestion.database import LazyDatabase
from timeline.ingestion.web import Manners, Note, capture_of, web
from timeline.sources.urls import checked
from timeline.store import fetches, sightings
from timeline.values import OPEN_FUTURE, OPEN_PAST
from timeline.vocabulary import EVERY

if TYPE_CHECKING:
    from timeline.edition.metadata import Options
    from timeline.sources.archive import Memento
    from timeline.sources.web import Answer, Client

_FAILURES: Final = 5
"""Captures in a row that cannot be had: the archive is left for another time."""


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

    writer: LazyDatabase
    given: Options
    publication: str
    force: bool
    done: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)


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
    manners: Manners | None = None,
    report: Callable[[Outcome], None] = lambda _: None,
    planned: Callable[[Plan], None] = lambda _: None,
    note: Note = lambda _: None,
) -> tuple[Outcome, ...]:
    """Store the captures of a page that a web archive holds, and return what became of each.

    `since` and `until` are EDTF, and bound the time of capture; `every` takes the first capture
    of each day, week, month or year alone. `archive` is the address of an archive other than
    web.archive.org. `planned` is told what is to be fetched, `report` each outcome at once; a
    summary closes them.

    Raises UsageError, MissingExtraError, NetworkError where the archive cannot be asked,
    DatabaseError.
    """
    from timeline.sources import archive as archives

    given = metadata.options(publication, None, None, title)
    url = checked(url)
    if every not in (None, *EVERY):
        raise BadValueError("--every", every or "", f"one of {', '.join(EVERY)}")
    manners = manners or Manners(pace=archives.PACE)
    outcomes: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        report(outcome)

    with web(manners, note) as reached, LazyDatabase(database) as writer:
        run = _Run(writer, given, given.publication or publication_of(url), manners.force)
        found = archives.mementos(reached.client, url, archive or archives.WAYBACK)
        chosen = _within(found, since, until)
        if every is not None:
            chosen = archives.thinned(chosen, every)
        plan = _plan(run, chosen)
        planned(plan)
        for outcome in _fetched(run, reached.client, plan.groups):
            run.done[outcome.action] += 1
            tell(outcome)
    tell(Outcome(where=url, action=SUMMARY, note=_summary(run, len(found), len(chosen), plan)))
    return tuple(outcomes)


def _within(found: Sequence[Memento], since: str | None, until: str | None) -> tuple[Memento, ...]:
    start, end = period_given("--from", since), period_given("--to", until)
    first = OPEN_PAST if start is None else start.first
    last = OPEN_FUTURE if end is None else end.last
    if first > last:
        raise BadValueError("--to", until or "", f"on or after --from {since}")
    days = ((memento, metadata.period_given("", memento.at[:10])) for memento in found)
    return tuple(m for m, day in days if day is not None and first <= day.first <= last)


def _plan(run: _Run, chosen: Sequence[Memento]) -> Plan:
    """Return what is left to do: groups of which something is not stored yet."""
    from timeline.sources.archive import collapsed

    known: set[tuple[str, str]] = set()
    if run.writer.exists():
        with run.writer.transaction() as connection:
            known |= sightings.seen(connection, run.publication)
            if not run.force:
                known |= fetches.set_aside_of(connection, run.publication)
    groups = [
        group
        for group in collapsed(chosen)
        if any((memento.url, memento.at) not in known for memento in group)
    ]
    done = sum((memento.url, memento.at) in known for memento in chosen)
    return Plan(publication=run.publication, groups=tuple(groups), known=done)


def _fetched(run: _Run, client: Client, groups: Sequence[Sequence[Memento]]) -> Iterator[Outcome]:
    failures = 0
    for group in groups:
        try:
            yield from _group(run, client, group)
            failures = 0
        except NetworkError as error:
            failures += 1
            yield Outcome(where=_where(group[0]), action=REFUSED, error=error)
            if failures == _FAILURES:
                return


def _group(run: _Run, client: Client, group: Sequence[Memento]) -> Iterator[Outcome]:
    """Store captures of equal bytes: the first that can be had, and that the others were seen."""
    from timeline.sources.archive import given

    sha256 = _stored(run, group)
    for memento in group:
        where = _where(memento)
        if sha256 is None:
            answer = given(client.get(memento.raw))
            if answer.status != 200:
                run.left[f"answered with status {answer.status} by the archive"] += 1
                continue
            try:
                outcome = _kept(run, memento, answer)
            except RefusedError as error:
                yield Outcome(where=where, action=REFUSED, error=error)
                return
            sha256 = _stored(run, [memento])
            yield outcome
        else:
            again = captures.seen_again(
                run.writer, where, sha256, (memento.url, memento.at),
                publication=run.publication, archive=memento.raw, title=run.given.title,
            )  # fmt: skip
            if again is not None:
                yield again


def _stored(run: _Run, group: Sequence[Memento]) -> str | None:
    """Return the hash of the bytes of a group where one of it is stored."""
    if not run.writer.exists():
        return None
    with run.writer.transaction() as connection:
        found = (
            sightings.bytes_seen(connection, memento.url, memento.at, run.publication)
            for memento in group
        )
        return next((sha256 for sha256 in found if sha256 is not None), None)


def _kept(run: _Run, memento: Memento, answer: Answer) -> Outcome:
    return captures.store(
        run.writer,
        _where(memento),
        capture_of(memento.url, answer, memento.at),
        run.given,
        publication=run.publication,
        chosen=None if run.given.publication else CHOSEN,
        source=memento.url,
        archive=memento.raw,
        replacing=False,
        force=run.force,
        doubt=(lambda _: None) if run.force else stand_in,
    )


def _where(memento: Memento) -> str:
    return f"{memento.url} of {memento.at}"


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
