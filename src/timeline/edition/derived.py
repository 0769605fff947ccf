"""Keep what follows from the editions up to date: links of neighbours, and happenings.

Whoever changes an edition asks for its blocks before, and calls `refresh` after, in the same
transaction. Only the pairs of neighbours that are new are linked, and only the happenings of blocks
that are touched, or that links lead to from there, are made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from timeline import series
from timeline.edition_order import Days, place_labels
from timeline.linking import link
from timeline.model import Happening, Imprint, Links, Snapshot, Story
from timeline.store import links, queries, retelling, statements, word_index, writes

if TYPE_CHECKING:
    from timeline.edition.incoming import ForeseenLinks
    from timeline.store.database import Connection


def blocks_of(connection: Connection, imprint: Imprint) -> set[str]:
    """Return the blocks that change with a stored edition, those its links lead to among them.

    Undated editions beside it may lose their place with it.
    """
    publication, label = imprint.publication, imprint.label
    own = {*statements.blocks_of(connection, publication, label)}
    pairs = links.neighbours(connection, publication)
    published = statements.published(connection, publication)
    for beside in {each for pair in pairs if label in pair for each in pair}:
        if published.get(beside) is None:
            own |= {*statements.blocks_of(connection, publication, beside)}
    return own | {*links.linked_blocks(connection, publication, label)}


class RecentSnapshot:
    """The edition that was stored last, so that linking the next one need not read it back."""

    def __init__(self) -> None:
        self._last: Snapshot | None = None
        self._foreseen: ForeseenLinks | None = None

    def foresee(self, links: ForeseenLinks | None) -> None:
        """Keep the links that were made for the edition that is stored next."""
        self._foreseen = links

    def link(self, old: Snapshot, new: Snapshot) -> Links:
        """Return the links of two neighbours, which are made unless they were foreseen."""
        found = self._foreseen
        if found is not None and found.before is old and found.after is new:
            return found.links
        return link(old, new)

    def keep(self, snapshot: Snapshot) -> None:
        """Keep what an edition states that was stored just now."""
        self._last = snapshot

    def find(self, connection: Connection, publication: str, label: str) -> Snapshot:
        """Return what a stored edition states; it is read where it is not the one at hand."""
        last = self.at_hand(connection, publication, label)
        return last or queries.snapshot(connection, publication, label)

    def at_hand(self, connection: Connection, publication: str, label: str) -> Snapshot | None:
        """Return what a stored edition states where that is the last one, else None."""
        last = self._last
        if last is not None and _names(last) == (publication, label):
            as_stored = queries.read_from(connection, publication, label)
            if as_stored == (last.imprint, last.sha256):
                return last
        return None


def unlink_neighbours(connection: Connection, imprint: Imprint) -> None:
    """Remove the links of an edition with its neighbours, before it leaves its publication."""
    pairs = links.neighbours(connection, imprint.publication)
    own = [pair for pair in pairs if imprint.label in pair]
    links.remove(connection, imprint.publication, own)


def refresh(
    connection: Connection,
    publication: str,
    blocks: Iterable[str],
    recent: RecentSnapshot,
    *,
    stored: Snapshot | None = None,
) -> None:
    """Link what are neighbours now, and make the happenings of these blocks anew.

    `stored` is an edition that was stored just now, which is then the recent one.
    """
    published = statements.published(connection, publication)
    placed = place_labels(published)
    linked = _relink(connection, publication, published, placed, recent, stored)
    changed = {*blocks} | linked.blocks
    again = {} if linked.last is None else _repeated(connection, *linked.last, linked.blocks)
    touched = _reached(connection, publication, changed - again.keys())
    if touched:
        made = happenings(connection, publication, touched, placed)
        writes.replace_happenings(connection, publication, touched, made)
    if linked.last is not None:
        told = [each for of, several in again.items() if of not in touched for each in several]
        retelling.retell(connection, linked.last[1], told)


def _repeated(
    connection: Connection, before: Snapshot, after: Snapshot, joined: Collection[str]
) -> dict[str, list[tuple[str, int]]]:
    """Return the happenings that the newest edition only repeats: by block, key and its number.

    Each event of the edition before is the newest statement of a happening of its own there, with
    no finer date of another edition. So what joins or parts these happenings has not changed, as
    long as they are not `joined` to others.
    """
    repeats = series.repeated(before, after)
    publication, label = _names(before)
    stored = retelling.find_newest_told(connection, publication, label, repeats.keys() - joined)
    found: dict[str, list[tuple[str, int]]] = {}
    for of, told in groupby(sorted(stored), key=attrgetter("block")):
        dated = {each.number: each for each in told if each.edtf == _date(before, each.number)}
        if dated.keys() == repeats[of].keys():
            found[of] = [(each.key, repeats[of][number]) for number, each in dated.items()]
    return found


def _date(snapshot: Snapshot, number: int) -> str | None:
    when = snapshot.events[number].when
    return None if when is None else when.edtf


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
    placed = place_labels(statements.published(connection, publication))
    return [
        Story(happening=happening, statements=own)
        for happening, own in series.gathered(publication, stated, linked, placed)
    ]


def all_stories(connection: Connection, publication: str) -> list[Story]:
    """Return all happenings of a publication with their statements, in the order of their keys."""
    stated = statements.events_of_blocks(connection, publication)
    linked = links.linked_events(connection, publication)
    placed = place_labels(statements.published(connection, publication))
    return [
        Story(happening=happening, statements=own)
        for happening, own in series.gathered(publication, stated, linked, placed)
    ]


def happenings(
    connection: Connection,
    publication: str,
    blocks: Collection[str] | None = None,
    placed: Sequence[str] | None = None,
) -> list[Happening]:
    """Return the happenings of a publication, as its editions make them; of these blocks, or all.

    The blocks have to be all that links lead to from any of them. `placed` are the labels of the
    editions that have a place, the oldest first, where they are at hand.
    """
    found = clusters(connection, publication, blocks, placed)
    told = statements.statements_at(connection, publication, [cluster.newest for cluster in found])
    return [cluster.to_happening(told[cluster.newest]) for cluster in found]


def clusters(
    connection: Connection,
    publication: str,
    blocks: Collection[str] | None = None,
    placed: Sequence[str] | None = None,
) -> tuple[series.Cluster, ...]:
    """Return where the happenings of a publication are stated, as `happenings` is asked."""
    wordings = statements.wordings(connection, publication, blocks)
    linked = links.linked_events(connection, publication, blocks)
    order = placed or place_labels(statements.published(connection, publication))
    return series.clusters(wordings, order, linked)


def rebuild(connection: Connection) -> None:
    """Make all that is derived anew, from what the editions state."""
    writes.remove_derived(connection)
    word_index.rebuild(connection)
    for publication in dict.fromkeys(each.publication for each in queries.imprints(connection)):
        everything = statements.all_blocks(connection, publication)
        refresh(connection, publication, everything, RecentSnapshot())


@dataclass(frozen=True, slots=True)
class _Relinked:
    """What linking has touched: `blocks`, by links that join events there and are new or gone.

    `last` are the two newest editions where the newest was linked to the other and that was all,
    and every edition has a place.
    """

    blocks: set[str]
    last: tuple[Snapshot, Snapshot] | None = None


def _relink(
    connection: Connection,
    publication: str,
    published: Mapping[str, Days],
    placed: Sequence[str],
    recent: RecentSnapshot,
    stored: Snapshot | None,
) -> _Relinked:
    """Link the neighbours that have not been linked; return what this touches.

    That is the blocks of an undated edition, too, that has got, lost or changed its place.
    """
    linked = links.neighbours(connection, publication)
    wanted = [*links.missing((), placed)]
    gone, new = set(linked) - set(wanted), [*links.missing(linked, placed)]
    blocks: set[str] = set()
    for label in {label for pair in (*gone, *new) for label in pair}:
        if published.get(label) is None:
            blocks |= {*statements.blocks_of(connection, publication, label)}
    for before, _ in gone:
        blocks |= links.linked_blocks(connection, publication, before)
    links.remove(connection, publication, gone)
    if not linked and len(new) > 1:  # a database from before there were links
        blocks |= {*statements.all_blocks(connection, publication)}
    old: Snapshot | None = None
    later: Snapshot | None = None
    for pair in new:
        at_hand = [each for each in (stored, later) if each is not None]
        old, later = (
            next((each for each in at_hand if _names(each) == (publication, label)), None)
            or recent.find(connection, publication, label)
            for label in pair
        )
        blocks |= _link_pair(connection, old, later, recent)
    if stored is not None:
        recent.keep(stored)
    is_last = new == wanted[-1:] and not gone and len(placed) == len(published)
    if is_last and old is not None and later is not None and later is stored:
        return _Relinked(blocks, (old, later))
    return _Relinked(blocks)


def _link_pair(
    connection: Connection, old: Snapshot, new: Snapshot, recent: RecentSnapshot
) -> set[str]:
    """Link two neighbours, and return the blocks of the events that this joins."""
    found = recent.link(old, new)
    joins = {each for each in found.events if series.joins(old, new, each)}
    pair = (old.imprint.label, new.imprint.label)
    links.add(
        connection, old.imprint.publication, pair,
        figures=found.figures, events=found.events, joins=joins,
    )  # fmt: skip
    before = (old.events[each.before] for each in joins)
    after = (new.events[each.after] for each in joins)
    return {series.block(event) for event in chain(before, after)}


def _names(snapshot: Snapshot) -> tuple[str, str]:
    return snapshot.imprint.publication, snapshot.imprint.label
