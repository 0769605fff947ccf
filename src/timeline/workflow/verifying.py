"""Find what is not as it was stored, and say where, what is there and what was stored.

The seals of an edition say which columns were changed (`timeline.store.seals`). Which row it is,
and what was there, is known where its capture can be read again by the rules that found its items.
Nothing here trusts a value: what cannot be read is a finding. A capture is read again while the
database is open for reading, which holds nobody up, for all has to be of one state of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from timeline import series
from timeline.decode import decode, snapshotfile
from timeline.edition import derived
from timeline.edition_order import place_labels
from timeline.errors import TimelineError
from timeline.linking import link
from timeline.model import Snapshot
from timeline.reading.extract import RULES_VERSION, read
from timeline.store import (
    links,
    queries,
    rows,
    seals,
    sightings,
    statements,
    tables,
    word_index,
    writes,
)
from timeline.store import upkeep as stored
from timeline.store.seals import Seal, Stored

if TYPE_CHECKING:
    from timeline.store.database import Connection, Table

    Rows = list[tuple[Any, ...]]

_UNREADABLE: Final = (*rows.UNREADABLE, TimelineError)
_SHOWN: Final = 60
_EMPTY: Final = (None, "", "{}", "[]", "complete", "partial")


def verify(connection: Connection, *, quick: bool = False) -> Iterator[str]:
    """Yield a line for each finding; nothing when all is well.

    A `quick` look compares what was stored with its seals and hashes, and leaves out what follows
    from it.
    """
    stored.read_anything(connection)
    unlike = [*stored.unlike_tables(connection)]
    if unlike:
        yield from unlike
        return
    yield from stored.verify(connection, quick=quick)
    editions = stored.labels(connection)
    for publication, label in editions:
        yield from _Edition(connection, publication, label).findings(quick=quick)
    if quick:
        return
    if not word_index.is_searchable(connection):
        yield "database: the index of the search does not hold the words that it is made of"
    for publication in sorted({publication for publication, _ in editions}):
        try:
            yield from _links(connection, publication)
            yield from _chronology(connection, publication)
            yield from _words(connection, publication)
        except _UNREADABLE as error:
            yield (
                f"{publication}: cannot check whether its links and happenings follow from the "
                f"editions ({_message(error)})"
            )


# ---------------------------------------------------------------- editions


class _Edition:
    """One stored edition, compared with its seals."""

    def __init__(self, connection: Connection, publication: str, label: str) -> None:
        self._connection = connection
        self._key = (publication, label)
        self._name = f"{publication}@{label}"
        self._reason = ""

    def findings(self, *, quick: bool) -> Iterator[str]:
        try:
            kept = seals.seals(self._connection, *self._key)
        except _UNREADABLE:
            yield f"{self._name}: its seals are unreadable"
            return
        if not kept:
            yield f"{self._name}: has no seal: it was not stored by this program"
        for part in sorted(kept.keys() - {table.name for table in seals.PARTS}):
            yield f"{self._name}: has a seal of {part!r}, which no edition has"
        broken: set[tuple[str, str]] = set()
        for table in seals.PARTS if kept else ():
            there = [tuple(row) for row in seals.chosen(self._connection, table, *self._key)]
            found, sealed = Seal(table).add(there).stored(), kept.get(table.name)
            if sealed is None:
                yield f"{self._name}: the seal of its {_several(table)} is missing"
            elif sealed != found:
                changed = [n for n in found.digests if sealed.digests.get(n) != found.digests[n]]
                broken.update((table.name, name) for name in changed)
                yield from self._changed(table, there, sealed, found, changed)
        if quick:
            return
        try:
            yield from self._derived(broken)
        except _UNREADABLE as error:
            yield f"{self._name}: contains invalid data ({_message(error)})"

    def _changed(
        self, table: Table, there: Rows, sealed: Stored, found: Stored, changed: Sequence[str]
    ) -> Iterator[str]:
        """Yield what is known of the columns of a part whose seal is broken."""
        several = _several(table)
        if sealed.number != found.number:
            yield f"{self._name}: has {found.number} {several}, but {sealed.number} were stored"
            return
        if not changed:
            yield f"{self._name}: the seal of its {several} names columns that do not exist"
        for name in changed:
            place = seals.sealed(table).index(name)
            if len(there) == 1 and table.name not in _ITEMS:
                yield self._one(table, there[0], name, sealed)
                continue
            wanted = self._wanted(table, name, sealed)
            if wanted is None:
                why = f" (which one is unknown: {self._reason})" if self._reason else ""
                yield f"{self._name}: {name} of its {several} is not as it was stored{why}"
                continue
            for is_, was in zip(there, wanted, strict=True):
                if is_[place] != was[place]:
                    row = f"{table.name} {is_[0]}"
                    yield f"{self._name}: {row}: {_was(name, is_[place], was[place])}"

    def _one(self, table: Table, row: tuple[Any, ...], name: str, sealed: Stored) -> str:
        """Return what is known of a column of the only row of a part."""
        place = seals.sealed(table).index(name)
        of = f"{self._name}: the {table.name}"
        for value in self._guesses(table, name):
            other = (*row[:place], value, *row[place + 1 :])
            if Seal(table).add([other]).stored().digests[name] == sealed.digests.get(name):
                return f"{of}: {_was(name, row[place], value)}"
        return f"{of}: {name} is {_shown(row[place])}, but was not stored as that"

    def _guesses(self, table: Table, name: str) -> Iterator[Any]:
        """Yield values that may have been there: the seal tells whether one was."""
        yield from _EMPTY
        if table is tables.extraction:
            yield from map(str, range(1, int(RULES_VERSION) + 1))
        if table is tables.edition:
            yield from stored.copies(self._connection, *self._key, name)
            yield from (row[seals.sealed(table).index(name)] for row in self._again(table) or ())

    def _wanted(self, table: Table, name: str, sealed: Stored) -> Rows | None:
        """Return the rows of a part as its capture gives them, where they are those sealed."""
        again = self._again(table) if table.name in _ITEMS else None
        if again is None:
            return None
        if Seal(table).add(again).stored().digests[name] != sealed.digests.get(name):
            self._reason = "reading its capture again gives other values"
            return None
        return again

    def _again(self, table: Table) -> Rows | None:
        """Return the sealed columns of the rows that reading the capture again gives."""
        self._reason = ""
        try:
            snapshot, text = self._read
            if table is tables.edition:
                whole = iter([writes.edition_row(snapshot, text)])
            else:
                blocks = [series.block(event) for event in snapshot.events]
                whole = iter(writes.item_rows(self._connection, snapshot, blocks)[table])
            names = [column.name for column in table.c]
            places = [names.index(name) for name in seals.sealed(table)]
            return [tuple(row[place] for place in places) for row in whole]
        except _UNREADABLE as error:
            self._reason = _message(error)
        return None

    @cached_property
    def _read(self) -> tuple[Snapshot, str | None]:
        """Return what the capture of the edition states. Raises ValueError where it cannot."""
        imprint, sha256 = queries.read_from(self._connection, *self._key)
        source = sightings.stored_captures(self._connection, *self._key, sha256=sha256)[0]
        if source.capture.media == snapshotfile.MEDIA:
            return replace(snapshotfile.decode(source.capture), imprint=imprint), None
        version = queries.rules_version(self._connection, *self._key)
        if version != RULES_VERSION:
            raise ValueError(
                f"version {version} of the rules found them, and this is version {RULES_VERSION}"
            )
        document = replace(decode(source.capture), claims=source.claims)
        doc = stored.name_of_document(self._connection, *self._key)
        return read(document, imprint, doc=doc, sha256=sha256), document.text

    def _derived(self, broken: set[tuple[str, str]]) -> Iterator[str]:
        """Yield a line for each derived column that does not follow from the one it is of."""
        for table in (tables.edition, tables.figure, tables.event):
            for key, name, is_, wanted in stored.derived(self._connection, table, *self._key):
                if (table.name, table.c[name].info["of"]) in broken:
                    continue
                row = "the edition" if table is tables.edition else f"{table.name} {key}"
                yield f"{self._name}: {row}: {_was(name, is_, wanted)}"


_ITEMS: Final = frozenset({"passage", "figure", "event"})


def _several(table: Table) -> str:
    return f"{table.name}s" if table is not tables.extraction else "versions of the rules"


def _was(name: str, is_: Any, was: Any) -> str:
    return f"{name} is {_shown(is_)}, but was stored as {_shown(was)}"


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    text = f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2]}…'"


def _message(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


# ---------------------------------------------------------------- what follows from the editions


def _links(connection: Connection, publication: str) -> Iterator[str]:
    """Yield a line for each pair of neighbours whose links are not what linking them gives."""
    linked = links.neighbours(connection, publication)
    order = place_labels(statements.published(connection, publication))
    wanted = [*links.missing((), order)]
    for pair in sorted({*wanted, *linked}):
        named = f"{publication}: the links of {pair[0]} and {pair[1]}"
        if pair not in linked:
            yield f"{named} are missing"
        elif pair not in wanted:
            yield f"{named} join editions that are not neighbours"
        else:
            old, new = (queries.snapshot(connection, publication, label) for label in pair)
            made = link(old, new)
            joins = {each for each in made.events if series.joins(old, new, each)}
            due = links.link_rows(
                publication, pair, figures=made.figures, events=made.events, joins=joins
            )
            there = links.stored_rows(connection, publication, pair)
            if said := _unlike(there, due):
                yield f"{named} do not follow from the editions: {said}"


def _unlike(there: list[dict[str, Any]], due: list[dict[str, Any]]) -> str:
    """Return the first thing that differs between stored links and those that are due."""
    kept, made = ({(row["about"], row["before_number"]): row for row in of} for of in (there, due))
    for about, number in sorted(kept.keys() | made.keys(), key=str):
        one, other = kept.get((about, number)), made.get((about, number))
        if one is None or other is None:
            return f"that of {about} {number} is {'missing' if one is None else 'superfluous'}"
        for name in one:
            if one[name] != other[name]:
                which = f"{name} of that of {about} {number}"
                return f"{which} is {_shown(one[name])}, but should be {_shown(other[name])}"
    return ""


def _words(connection: Connection, publication: str) -> Iterator[str]:
    """Yield a line for each edition of a publication whose words are not those that are indexed."""
    for label, _ in queries.titles(connection, publication):
        if not word_index.is_as_stated(connection, publication, label):
            yield f"{publication}@{label}: its words are not those in the index of the search"
    if word_index.has_leftovers(connection, publication):
        yield f"{publication}: the index of the search holds words that no edition states"


def _chronology(connection: Connection, publication: str) -> Iterator[str]:
    """Yield a line for each happening that is not what the editions of a publication make."""
    made = {
        item.key: rows.happening_row(publication, item)
        for item in derived.happenings(connection, publication)
    }
    kept = statements.stored_happenings(connection, publication)
    names = [column.name for column in tables.happening.c]
    for key in sorted(made.keys() | kept.keys()):
        said = f"{publication}: the happening {key!r} does not follow from the editions"
        if key not in made or key not in kept:
            yield f"{said}: it is {'missing' if key in made else 'superfluous'}"
            continue
        for name, is_, was in zip(names, kept[key], made[key], strict=True):
            if is_ != was:
                yield f"{said}: {name} is {_shown(is_)}, but should be {_shown(was)}"
