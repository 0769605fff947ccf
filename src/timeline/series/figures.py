"""Join the figures of one measure through all editions of a publication.

A series has what SDMX calls the dimensions of an observation in common, all but the time: an
edition may state several periods of it. Figures of one edition are of one series where all that
names them is equal and each has a period of its own. From edition to edition the links of
neighbours lead on; where an edition leaves a series out, the next one that states a figure of the
same name takes it up again. Another scope or unit is another series, told as a relative.

What comes out is a function of the editions in order and their links.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from timeline.alignment import stems
from timeline.changes import name_what_sets_apart
from timeline.keys import figure_keys
from timeline.label_search import Search, figure_texts, rank_of_figure
from timeline.model import COMPLETE, Figure, Imprint, Link, RelatedSeries, Series, StatedFigure
from timeline.text import normal

Edition = tuple[Imprint, Sequence[StatedFigure]]
"""A dated edition and its figures, in the order of the text."""
_Group = list[StatedFigure]


@dataclass(slots=True)
class _Growing:
    """A series as far as it has been followed; `present` has the places of its editions."""

    members: _Group = field(default_factory=list)
    present: list[int] = field(default_factory=list)
    relatives: list[tuple[_Growing, str, str]] = field(default_factory=list)


def series(editions: Sequence[Edition], links: Sequence[Sequence[Link]]) -> tuple[Series, ...]:
    """Return the series of dated editions in order, in the order of their first members.

    `links` are those about figures between each edition and the next one.
    """
    grown: list[_Growing] = []
    by_name: dict[Hashable, _Growing] = {}
    before: dict[int, tuple[_Growing, Figure]] = {}
    for at, (imprint, figures) in enumerate(editions):
        groups = _groups(keyed(figures))
        back = {link.after: link for link in links[at - 1]} if at else {}
        apart = _parting_changes(figures, back, before)
        found = _followed(groups, back, before, apart)
        telling = _telling_names(groups)
        _taken_up(found, telling, by_name, at)
        now: dict[int, tuple[_Growing, Figure]] = {}
        for number, group in enumerate(groups):
            if number not in found:
                found[number] = _Growing()
                grown.append(found[number])
            found[number].members += group
            found[number].present.append(at)
            now |= {stated.number: (found[number], stated.figure) for stated in group}
        _relate(apart, back, before, now, imprint.label)
        by_name |= {name: found[number] for name, number in telling.items()}
        before = now
    return tuple(_series(growing, editions) for growing in grown)


def keyed(figures: Sequence[StatedFigure]) -> list[StatedFigure]:
    """Return the figures of one edition with their keys, by which people cite them."""
    if not figures:
        return []
    keys = figure_keys(figures[0].imprint, [stated.figure for stated in figures])
    return [
        StatedFigure(
            imprint=stated.imprint, figure=stated.figure, sentence=stated.sentence,
            section=stated.section, number=stated.number, key=key,
        )
        for stated, key in zip(figures, keys, strict=True)
    ]  # fmt: skip


def named(figure: Figure) -> tuple[Hashable, ...]:
    """Return all that tells one measure from another, in words without endings."""
    quantity = figure.quantity
    around = (figure.scope, figure.subject, figure.counterpart, figure.whole, figure.base)
    return (
        stems(figure.measure),
        *map(stems, around),
        quantity.unit,
        quantity.per,
        figure.kind,
        figure.direction,
    )


# ---------------------------------------------------------------- within one edition


def _groups(figures: Sequence[StatedFigure]) -> list[_Group]:
    """Return the figures of one edition by series: of one name and section, each of its time.

    Figures without a period, or with the period of another, stand alone: what their names leave
    out may be what tells them apart.
    """
    groups: dict[Hashable, _Group] = defaultdict(list)
    for stated in figures:
        groups[named(stated.figure), tuple(map(normal, stated.section[-1:]))].append(stated)
    found: list[_Group] = []
    for group in groups.values():
        times = [when(stated.figure) for stated in group]
        if None not in times and len(set(times)) == len(times):
            found.append(group)
        else:
            found += [[stated] for stated in group]
    return sorted(found, key=lambda group: group[0].number)


def when(figure: Figure) -> tuple[int, int] | None:
    """Return the first and last day that a figure is about, None where none is stated."""
    period = figure.period or figure.as_of
    return None if period is None else (period.first, period.last)


def _telling_names(groups: Sequence[_Group]) -> dict[Hashable, int]:
    """Return the groups whose name tells by itself what they are, and is found once.

    In a text such a name has two words: "states" and "migrants" are in every other sentence. One
    word tells what it is where it labels a field, among the fields of the same section.
    """
    found = [_telling(group[0]) for group in groups]
    counts = Counter(found)
    return {
        name: number for number, name in enumerate(found) if name is not None and counts[name] == 1
    }


def _telling(stated: StatedFigure) -> Hashable | None:
    figure = stated.figure
    if figure.quote is None or len(stems(figure.measure)) > 1:
        return named(figure)
    if normal(stated.sentence or "").startswith(f"{normal(figure.measure)}:"):
        return named(figure), tuple(map(normal, stated.section))
    return None


# ---------------------------------------------------------------- from edition to edition


def _parting_changes(
    figures: Sequence[StatedFigure],
    back: Mapping[int, Link],
    before: Mapping[int, tuple[_Growing, Figure]],
) -> dict[int, str]:
    """Return what makes linked figures two series, by the number of the later one."""
    stated = {each.number: each.figure for each in figures}
    changes = {
        link.after: name_what_sets_apart(before[link.before][1], stated[link.after])
        for link in back.values()
        if link.before in before and link.after in stated
    }
    return {number: change for number, change in changes.items() if change is not None}


def _followed(
    groups: Sequence[_Group],
    back: Mapping[int, Link],
    before: Mapping[int, tuple[_Growing, Figure]],
    apart: Collection[int],
) -> dict[int, _Growing]:
    """Return the series that links lead to, by the number of the group: one to one, most first.

    What is `apart` begins a series of its own, linked or not.
    """
    votes: dict[tuple[int, int], list[int]] = defaultdict(list)
    known: dict[int, _Growing] = {}
    for number, group in enumerate(groups):
        for stated in group:
            link = back.get(stated.number)
            if link is None or link.before not in before or stated.number in apart:
                continue
            growing, _ = before[link.before]
            known[id(growing)] = growing
            votes[id(growing), number].append(link.score)
    order = {identity: place for place, identity in enumerate(known)}
    found: dict[int, _Growing] = {}
    taken: set[int] = set()
    for identity, number in sorted(
        votes, key=lambda pair: (-len(votes[pair]), -sum(votes[pair]), pair[1], order[pair[0]])
    ):
        if number not in found and identity not in taken:
            taken.add(identity)
            found[number] = known[identity]
    return found


def _taken_up(
    found: dict[int, _Growing],
    telling: Mapping[Hashable, int],
    named_before: Mapping[Hashable, _Growing],
    at: int,
) -> None:
    """Add the series that an edition takes up again, after one or more that left them out."""
    taken = {id(growing) for growing in found.values()}
    for name, number in telling.items():
        growing = named_before.get(name)
        if (
            growing is not None
            and number not in found
            and growing.present[-1] < at - 1
            and id(growing) not in taken
        ):
            taken.add(id(growing))
            found[number] = growing


def _relate(
    apart: Mapping[int, str],
    back: Mapping[int, Link],
    before: Mapping[int, tuple[_Growing, Figure]],
    now: Mapping[int, tuple[_Growing, Figure]],
    label: str,
) -> None:
    """Remember which series a link relates without making them one, on both."""
    for number, change in apart.items():
        old, new = before[back[number].before][0], now[number][0]
        if old is not new:
            old.relatives.append((new, change, label))
            new.relatives.append((old, change, label))


def _series(growing: _Growing, editions: Sequence[Edition]) -> Series:
    imprints = [imprint for imprint, _ in editions]
    returned = returns([imprints[at].label for at in growing.present], imprints)
    relatives = {
        (change, other.members[0].key or "", label): None
        for other, change, label in growing.relatives
    }
    return Series(
        key=growing.members[0].key or "",
        members=tuple(growing.members),
        returned=returned,
        relatives=tuple(RelatedSeries(*row) for row in relatives),
    )


def returns(stating: Collection[str], editions: Sequence[Imprint]) -> tuple[str, ...]:
    """Return the labels of the editions that state a thing again, after one that left it out.

    `stating` are the labels of those that state it, `editions` all dated ones in order. An edition
    that covers a part alone leaves nothing out.
    """
    present = [at for at, imprint in enumerate(editions) if imprint.label in stating]
    return tuple(
        editions[there].label
        for here, there in pairwise(present)
        if any(editions[at].coverage == COMPLETE for at in range(here + 1, there))
    )


# ---------------------------------------------------------------- asking for a series

_KEY: Final = re.compile(r"(?P<publication>[^@#\s]+)@[^@#\s]+#figure-.+")


def key_publication(text: str) -> str | None:
    """Return the publication of what is written as the key of a figure, None for other words."""
    match = _KEY.fullmatch(text)
    return None if match is None else match["publication"]


def chosen(found: Sequence[Series], key: str) -> tuple[Series, ...]:
    """Return the series that a key names, that of any member, in their order."""
    return tuple(one for one in found if any(each.key == key for each in one.members))


def searched(
    found: Sequence[Series], asked: Search, *, context: bool = False
) -> list[tuple[int, Series]]:
    """Return the series of which a member in any edition fits what is asked for, with its grade.

    Members fit by what names them, with `context` by their sentence and their headings as well.
    """
    graded = []
    for one in found:
        ranks = [
            rank_of_figure(asked, each) if context else asked.rank(*figure_texts(each.figure))
            for each in one.members
        ]
        grades = [rank[0] for rank in ranks if rank is not None]
        if grades:
            graded.append((min(grades), one))
    return graded
