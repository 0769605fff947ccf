"""Keep what follows from the editions up to date: links of neighbours, and happenings.

Whoever changes an edition asks for its blocks before, and calls `refresh` after, in the same
transaction. Only the pairs of neighbours that are new are linked, and only the happenings of blocks
that are touched, or that links lead to from there, are made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from timeline import series
from timeline.linking import link
from timeline.model import Happening, Imprint, Snapshot, Story
from timeline.store import links, queries, statements, writes

if TYPE_CHECKING:
    from timeline.store.database import Connection


def blocks_of(connection: Connection, imprint: Imprint) -> set[str]:
    """Return the blocks that change with a stored edition, those its links lead to among them."""
    publication, label = imprint.publication, imprint.label
    own = statements.blocks_of(connection, publication, label)
    return {*own, *links.linked_blocks(connection, publication, label)}


def part(connection: Connection, imprint: Imprint) -> None:
    """Remove the links of an edition with its neighbours, before it leaves its publication."""
    pairs = links.neighbours(connection, imprint.publication)
    own = [pair for pair in pairs if imprint.label in pair]
    links.remove(connection, imprint.publication, own)


def refresh(
    connection: Connection,
    publication: str,
    blocks: Iterable[str],
    *,
    known: Snapshot | None = None,
) -> None:
    """Link what are neighbours now, and make the happenings of these blocks anew.

    `known` is an edition that was stored just now, so that it need not be read back.
    """
    touched = _reached(connection, publication, (*blocks, *_relink(connection, publication, known)))
    if touched:
        made = happenings(connection, publication, touched)
        writes.replace_happenings(connection, publication, touched, made)


def _reached(connection: Connection, publication: str, blocks: Iterable[str]) -> set[str]:
    """Return these blocks, and all that links lead to from there, over others too."""
    found: set[str] = set()
    new = set(blocks)
    while new:
        found |= new
        new = links.crossing(connection, publication, new) - found
    return found


def stories(connection: Connection, publication: str, block: str) -> list[Story]:
    """Return the happenings of a block, and of those that links lead to, with their statements."""
    blocks = _reached(connection, publication, [block])
    stated = statements.events_of_blocks(connection, publication, blocks)
    linked = links.linked_events(connection, publication, blocks)
    return [
        Story(happening=happening, statements=own)
        for happening, own in series.gathered(publication, stated, linked)
    ]


def happenings(
    connection: Connection, publication: str, blocks: Collection[str] | None = None
) -> list[Happening]:
    """Return the happenings of a publication, as its editions make them; of these blocks, or all.

    The blocks have to be all that links lead to from any of them.
    """
    found = clusters(connection, publication, blocks)
    told = statements.statements_at(connection, publication, [cluster.newest for cluster in found])
    return [cluster.told(told[cluster.newest]) for cluster in found]


def clusters(
    connection: Connection, publication: str, blocks: Collection[str] | None = None
) -> tuple[series.Cluster, ...]:
    """Return where the happenings of a publication are stated; of these blocks, or of all."""
    wordings = statements.wordings(connection, publication, blocks)
    linked = links.linked_events(connection, publication, blocks)
    return series.clusters(wordings, statements.published(connection, publication), linked)


def rebuild(connection: Connection) -> None:
    """Make all that is derived anew, from what the editions state."""
    for publication in dict.fromkeys(e.imprint.publication for e in queries.editions(connection)):
        pairs = links.neighbours(connection, publication)
        links.remove(connection, publication, pairs)
        everything = statements.all_blocks(connection, publication)
        refresh(connection, publication, everything)


def _relink(connection: Connection, publication: str, known: Snapshot | None) -> set[str]:
    """Link the neighbours that have not been linked; return the blocks that this touches."""
    stored = links.neighbours(connection, publication)
    order = links.dated(connection, publication)
    wanted = [*links.missing((), order)]
    gone, new = set(stored) - set(wanted), [*links.missing(stored, order)]
    blocks: set[str] = set()
    for before, _ in gone:
        blocks |= links.linked_blocks(connection, publication, before)
    links.remove(connection, publication, gone)
    if not stored and len(new) > 1:  # a database from before there were links
        blocks |= {*statements.all_blocks(connection, publication)}
    later: Snapshot | None = None
    for pair in new:
        old, later = (_stated(connection, publication, label, (known, later)) for label in pair)
        found = link(old, later)
        joins = {each for each in found.events if series.joins(old, later, each)}
        links.add(
            connection, publication, pair, figures=found.figures, events=found.events, joins=joins
        )
        blocks |= links.linked_blocks(connection, publication, pair[1])
    if known is not None:
        connection.info[_LAST] = known
    return blocks


_LAST: Final = "timeline: the edition that was stored last"


def _stated(
    connection: Connection, publication: str, label: str, at_hand: Sequence[Snapshot | None]
) -> Snapshot:
    """Return what an edition states; what is at hand, or was stored last, is not read back."""
    for each in at_hand:
        if each is not None and _names(each) == (publication, label):
            return each
    last: Snapshot | None = connection.info.get(_LAST)
    if last is None or _names(last) != (publication, label):
        return queries.snapshot(connection, publication, label)
    as_stored = queries.read_from(connection, publication, label)
    same = as_stored == (last.imprint, last.sha256)
    return last if same else queries.snapshot(connection, publication, label)


def _names(snapshot: Snapshot) -> tuple[str, str]:
    return snapshot.imprint.publication, snapshot.imprint.label
