"""Happenings -> each with what every edition states of it."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Happening, Story
from timeline.workflow.history import all_stories
from timeline.workflow.remembering import Remember


def with_statements(database: str, found: Sequence[Happening], remember: Remember) -> list[Story]:
    """Return happenings with their statements, in their order.

    Those of other editions than a happening names are left out: it may be as it was once known.
    Raises DatabaseError.
    """
    slugs = dict.fromkeys(each.newest.imprint.publication for each in found)
    stories = {slug: all_stories(database, slug, remember) for slug in slugs}
    return [_story(each, stories[each.newest.imprint.publication].get(each.key)) for each in found]


def _story(happening: Happening, story: Story | None) -> Story:
    if story is None:
        return Story(happening=happening, statements=(happening.newest,))
    own = tuple(each for each in story.statements if each.imprint.label in happening.editions)
    return Story(
        happening=happening, statements=own or (happening.newest,), unplaced=story.unplaced
    )
