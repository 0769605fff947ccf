"""Words or a key -> a figure or an event through all editions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from timeline import chronology, series
from timeline.edition import derived
from timeline.edition_order import place_editions
from timeline.errors import KeyNotFoundError
from timeline.label_search import Search
from timeline.linking import link
from timeline.model import Happening, Imprint, Link, Series, StatedFigure, Story
from timeline.store import database as databases
from timeline.store import happening_lists, links, queries, statements
from timeline.workflow.references import require_publication
from timeline.workflow.remembering import Remember

if TYPE_CHECKING:
    from timeline.store.database import Connection

FIGURES, EVENTS = "figures", "events"
_KEY_OF_HAPPENING: Final = re.compile(r"[^\s:]*\d[^\s:]*:\S+|R:\S+|-:\S+")


def history(
    database: str,
    wanted: str,
    *,
    publication: str | None = None,
    only: Collection[str] = (),
    exact_label: bool = False,
) -> tuple[Series | Story, ...]:
    """Return the series, then the happenings, that match a key or words, the best first.

    A key names a figure in any edition ("us-mexico@2023#figure-120-132") or a happening. Words
    all have to occur in what names a figure, or in a title, in any order and with any endings;
    with `exact_label` they are a whole measure or title. `only` selects figures or events. What
    fits as well is sorted by publication. Figures of editions without a place are in no series.

    Raises KeyNotFoundError for an unknown key, UsageError for an unknown publication,
    DatabaseError.
    """
    with databases.reading(database) as connection:
        require_publication(connection, publication)
        of = series.key_publication(wanted)
        asked = Search(wanted, exact=exact_label)
        found: list[Series | Story] = []
        if of is not None and (not only or FIGURES in only):
            found += series.chosen(followed(connection, of), wanted)
        elif not only or FIGURES in only:
            found += _measured(connection, publication, asked)
        if (not only or EVENTS in only) and of is None:
            found += _stories(connection, publication, asked)
    if not found and (of or _KEY_OF_HAPPENING.fullmatch(wanted)):
        raise KeyNotFoundError(wanted)
    return tuple(found)


def story(database: str, publication: str, key: str) -> Story:
    """Return one happening with all that states it. Raises KeyNotFoundError, DatabaseError."""
    with databases.reading(database) as connection:
        require_publication(connection, publication)
        for happening in happening_lists.happenings_of_key(connection, key, publication):
            placed = _placed(connection, publication).get(publication, [])
            for each in derived.stories(connection, publication, happening.block):
                if each.happening.key == key:
                    return _in_order(each, placed)
    raise KeyNotFoundError(key)


def all_stories(database: str, publication: str, remember: Remember) -> Mapping[str, Story]:
    """Return the happenings of a publication by their keys, each with all that states it.

    Raises PublicationNotFoundError, DatabaseError.
    """

    def answer() -> dict[str, Story]:
        with databases.reading(database) as connection:
            require_publication(connection, publication)
            placed = _placed(connection, publication).get(publication, [])
            found = derived.all_stories(connection, publication)
        return {each.happening.key: _in_order(each, placed) for each in found}

    return remember(("stories", publication), answer, _statements_in)


def _statements_in(stories: Mapping[str, Story]) -> int:
    return sum(len(each.statements) for each in stories.values())


def _in_order(story: Story, placed: Sequence[Imprint]) -> Story:
    """Return a happening with what the order of the editions says of those that state it."""
    labels = {each.label for each in placed}
    editions = story.happening.editions
    return replace(
        story,
        returned=series.returns(editions, placed),
        unplaced=tuple(label for label in editions if label not in labels),
    )


def followed(
    connection: Connection, publication: str, labels: Collection[str] | None = None
) -> tuple[Series, ...]:
    """Return the series of a publication, of its editions in order or of `labels` alone."""
    stated: dict[str, list[StatedFigure]] = {}
    for row in statements.figures_of_publication(connection, publication):
        stated.setdefault(row.imprint.label, []).append(row)
    placed = [
        imprint
        for imprint in _placed(connection, publication).get(publication, [])
        if labels is None or imprint.label in labels
    ]
    editions = [(imprint, stated.get(imprint.label, [])) for imprint in placed]
    return series.series(editions, _links(connection, publication, [i.label for i in placed]))


def all_series(database: str, publication: str, remember: Remember) -> tuple[Series, ...]:
    """Return the series of the dated editions of a publication. Raises DatabaseError."""

    def answer() -> tuple[Series, ...]:
        with databases.reading(database) as connection:
            return followed(connection, publication)

    return remember(_named(publication), answer, _members_in)


def _members_in(found: Sequence[Series]) -> int:
    return sum(len(each.members) for each in found)


def _named(publication: str) -> tuple[str, str]:
    """Return the question of all series of a publication."""
    return "series", publication


Places = dict[str, tuple[set[int], set[int]]]
"""By the label of an edition, places among its figures and among its events."""


def taken_up_again(connection: Connection, publication: str, remember: Remember) -> Places:
    """Return which figures and events an edition states again that one before it had left out."""
    return remember(
        ("returned", publication),
        lambda: _taken_up_again(connection, publication, remember),
        lambda found: sum(len(figures) + len(events) for figures, events in found.values()),
    )


def _taken_up_again(connection: Connection, publication: str, remember: Remember) -> Places:
    found: Places = {}
    placed = _placed(connection, publication).get(publication, [])
    every = remember(_named(publication), lambda: followed(connection, publication), _members_in)
    for one in every:
        for member in one.members:
            if member.imprint.label in one.returned:
                label = member.imprint.label
                found.setdefault(label, (set(), set()))[0].add(member.number)
    for cluster in derived.clusters(connection, publication):
        again = series.returns(cluster.editions, placed)
        for label, number in chain.from_iterable(w.places for w in cluster.wordings):
            if label in again:
                found.setdefault(label, (set(), set()))[1].add(number)
    return found


def _placed(connection: Connection, publication: str | None) -> dict[str, list[Imprint]]:
    """Return the editions that have a place in the order, in it, by publication."""
    found: dict[str, list[Imprint]] = {}
    for imprint in place_editions(queries.imprints(connection, publication)):
        found.setdefault(imprint.publication, []).append(imprint)
    return found


def _links(connection: Connection, publication: str, order: list[str]) -> list[tuple[Link, ...]]:
    """Return the links about figures of each pair of neighbours; what is not stored is made."""
    stored = links.links(connection, publication, links.FIGURE)
    found = []
    for pair in links.missing((), order):
        if pair in stored:
            found.append(stored[pair])
            continue
        old, new = (queries.snapshot(connection, publication, label) for label in pair)
        found.append(link(old, new).figures)
    return found


def _measured(connection: Connection, publication: str | None, asked: Search) -> list[Series]:
    """Return the series that some words name, the best first.

    Where nothing is called that, those whose sentences or headings have the words.
    """
    named = {
        slug
        for slug, texts in statements.measures(connection, publication, asked)
        if asked.grade(*texts) is not None
    }
    slugs = named or {
        row.imprint.publication
        for row in statements.figures(connection, publication=publication, measure=asked)
    }
    graded = [
        each
        for slug in sorted(slugs)
        for each in series.searched(followed(connection, slug), asked, context=not named)
    ]
    return [one for _, one in sorted(graded, key=itemgetter(0))]


def _stories(connection: Connection, publication: str | None, asked: Search) -> list[Story]:
    """Return the happenings with a key, or words in any title of theirs, the best first."""
    keys = {
        (happening.newest.imprint.publication, happening.block)
        for happening in happening_lists.happenings_of_key(connection, asked.text, publication)
    }
    blocks = keys or {
        (slug, block)
        for slug, block, title in statements.titles(connection, publication, asked)
        if asked.grade(title) is not None
    }
    imprints = _placed(connection, publication) if blocks else {}
    found: dict[Happening, Story] = {}
    grades: dict[Happening, int] = {}
    for slug, block in sorted(blocks):
        for story in derived.stories(connection, slug, block):
            happening = story.happening
            grade = asked.best((each.event.title,) for each in story.statements)
            if keys:
                grade = 0 if happening.key == asked.text else None
            if grade is not None:
                found[happening] = _in_order(story, imprints.get(slug, []))
                grades[happening] = grade
    return [found[each] for each in sorted(chronology.ordered(found), key=grades.__getitem__)]
