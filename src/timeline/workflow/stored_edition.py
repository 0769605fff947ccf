"""One stored edition with all that a reader of it may ask for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.edition import derived
from timeline.edition_order import place_editions
from timeline.keys import event_keys, figure_keys
from timeline.model import (
    Capture,
    Happening,
    Imprint,
    Snapshot,
    StatedDate,
    StatedFigure,
    Statement,
)
from timeline.series import block
from timeline.store import database as databases
from timeline.store import key_places, queries, word_search
from timeline.store.key_places import Place
from timeline.workflow.queries import items, stated_dates
from timeline.workflow.references import find

if TYPE_CHECKING:
    from timeline.store.queries import EditionCapture

FIGURE, EVENT = "figure", "event"
"""What a fact is."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or an event of one edition, with the key by which people cite it."""

    key: str
    item: StatedFigure | Statement

    @property
    def name(self) -> str:
        """The key without its edition: "figure-449-461"."""
        return self.key.partition("#")[2]

    @property
    def about(self) -> str:
        """What it is: a figure or an event."""
        return EVENT if isinstance(self.item, Statement) else FIGURE


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEdition:
    """An edition: what it states, its text and where it comes from.

    `text` and `rules_version` are None where it was loaded from a snapshot file; `facts` are in
    the order of the text; `placed` are the editions of its publication that have a place, in order.
    """

    snapshot: Snapshot
    text: str | None
    rules_version: str | None
    facts: tuple[Fact, ...]
    captures: tuple[EditionCapture, ...]
    dates: tuple[StatedDate, ...]
    placed: tuple[Imprint, ...]

    @property
    def imprint(self) -> Imprint:
        """What is said about the edition."""
        return self.snapshot.imprint

    @property
    def number(self) -> int | None:
        """Its place in the order of editions, from 1; None where it has none."""
        return self.placed.index(self.imprint) + 1 if self.imprint in self.placed else None

    @property
    def before(self) -> Imprint | None:
        """The edition before it, None for the first and for one without a place."""
        number = self.number
        return None if number is None or number == 1 else self.placed[number - 2]

    @property
    def after(self) -> Imprint | None:
        """The edition after it, None for the last and for one without a place."""
        number = self.number
        return None if number is None or number == len(self.placed) else self.placed[number]


def stored_edition(database: str, reference: str) -> StoredEdition:
    """Return a stored edition. Raises UsageError if it is not stored."""
    with databases.reading(database) as connection:
        imprint = find(connection, reference)
        publication, label = imprint.publication, imprint.label
        imprints = queries.imprints(connection, publication)
        snapshot = queries.snapshot(connection, publication, label)
        text = queries.text(connection, publication, label)
        version = queries.rules_version(connection, publication, label)
        captures = tuple(queries.captures(connection, publication, label=label))
    return StoredEdition(
        snapshot=snapshot,
        text=text,
        rules_version=version,
        facts=facts(snapshot),
        captures=captures,
        dates=stated_dates(imprint, captures, snapshot.written),
        placed=place_editions(imprints),
    )


def facts(snapshot: Snapshot) -> tuple[Fact, ...]:
    """Return what an edition states with its keys, in the order of its text."""
    figures, events = snapshot.figures, snapshot.events
    named: dict[int, tuple[int, str]] = {}
    for of, keys in (
        (figures, figure_keys(snapshot.imprint, figures)),
        (events, event_keys(snapshot.imprint, events)),
    ):
        named |= {id(each): (at, key) for at, (each, key) in enumerate(zip(of, keys, strict=True))}
    found = []
    for item in items(snapshot):
        stated = item.event if isinstance(item, Statement) else item.figure
        number, key = named[id(stated)]
        found.append(Fact(key, replace(item, number=number)))
    return tuple(found)


def figures_at(database: str, places: Sequence[Place]) -> tuple[StatedFigure, ...]:
    """Return the figures that stand at some places, in their order. Raises DatabaseError."""
    with databases.reading(database) as connection:
        found = word_search.items_at(connection, FIGURE, places)
    items = (found[place].item for place in places if place in found)
    return tuple(item for item in items if isinstance(item, StatedFigure))


def keys_at(database: str, about: str, places: Collection[Place]) -> dict[Place, str]:
    """Return the keys of some figures, or events, by publication, label and number.

    Raises DatabaseError.
    """
    with databases.reading(database) as connection:
        return key_places.item_keys(connection, about, places)


def happening_of(database: str, stated: Statement) -> Happening | None:
    """Return the happening that a statement of a stored edition is one of."""
    imprint = stated.imprint
    with databases.reading(database) as connection:
        stories = derived.stories(connection, imprint.publication, block(stated.event))
    for story in stories:
        for each in story.statements:
            if (each.imprint.label, each.number) == (imprint.label, stated.number):
                return story.happening
    return None


def stored_copy(
    database: str, reference: str, sha256: str | None = None
) -> tuple[Imprint, Capture | None]:
    """Return an edition and the capture that it was read from, or that with a hash, else None.

    Raises UsageError if the edition is not stored.
    """
    with databases.reading(database) as connection:
        imprint = find(connection, reference)
        wanted = sha256 or queries.read_from(connection, imprint.publication, imprint.label)[1]
        found = queries.capture_bytes(connection, imprint.publication, imprint.label, sha256=wanted)
    return imprint, found[0] if found else None
