"""Happenings -> each with what every edition states of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.edition import derived
from timeline.model import Happening, Story
from timeline.store import database as databases

if TYPE_CHECKING:
    from timeline.store.database import Connection


def with_statements(database: str, found: Sequence[Happening]) -> list[Story]:
    """Return happenings with their statements, in their order.

    Those of other editions than a happening names are left out: it may be as it was once known.
    Raises DatabaseError.
    """
    with databases.reading(database) as connection:
        slugs = dict.fromkeys(each.newest.imprint.publication for each in found)
        stories = {key: story for slug in slugs for key, story in _by_key(connection, slug)}
    return [_story(each, stories.get(_key(each))) for each in found]


def _by_key(connection: Connection, publication: str) -> Iterator[tuple[tuple[str, str], Story]]:
    for story in derived.all_stories(connection, publication):
        yield _key(story.happening), story


def _key(happening: Happening) -> tuple[str, str]:
    return happening.newest.imprint.publication, happening.key


def _story(happening: Happening, story: Story | None) -> Story:
    told = () if story is None else story.statements
    own = tuple(each for each in told if each.imprint.label in happening.editions)
    return Story(happening=happening, statements=own or (happening.newest,))
