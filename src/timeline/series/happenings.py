"""Join the statements of one event through all editions of a publication.

Two things make statements one happening: a link between neighbouring editions, whatever became of
the date (a plan that was held, a date told more finely), and a similar title in one block, whatever
lies between. What one edition tells several times is one happening too. So an edition that comes in
late touches only the blocks of its own events and those that links lead to. What comes out is a
function of the set of statements and links: the order in which editions were stored does not
matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from timeline.alignment import candidates, title_stems
from timeline.edition_order import place_editions
from timeline.model import Event, Happening, Imprint, Link, Snapshot, Statement, Wording
from timeline.series.retellings import tell_one_incident
from timeline.text import words
from timeline.values import Period
from timeline.vocabulary import CORE, MINOR

NO_DATE: Final = "-"
"""The block of events that have no date and do not recur."""

Place = tuple[str, int]
"""The label of an edition and the number of an event in it."""
Linked = tuple[Place, Place]
"""Two events of neighbouring editions that a link joins, the earlier edition's first."""
Gathered = tuple[tuple[Happening, tuple[Statement, ...]], ...]
"""Happenings with their statements, the oldest edition first."""
_Name = tuple[str, tuple[str, ...]]

_ALIKE: Final = {10: 50, 7: 60}
"""From which likeness, 0 to 100, two titles of one block are one happening, by the length of the
block's name: a day tells more than a month; 75 for years and what has no date."""
_ALMOST_A_YEAR: Final = 300
_PLANNED: Final = frozenset({"scheduled", "postponed"})


def block(event: Event) -> str:
    """Return the block of an event; within one block a similar title is the same happening.

    The first point of the date in EDTF without qualifiers ("2022-12-12", "2018" for 2018/..);
    "../2020" for what has no start; "R:P1Y" for what only recurs; "-" for no date at all.
    """
    if event.when is None:
        return f"R:{event.recurrence}" if event.recurrence else NO_DATE
    text = event.when.edtf.strip("[]").translate(_NO_MARKS)
    start = text.partition("/" if "/" in text else "..")[0]
    return start if start.strip(".") else text


_NO_MARKS: Final = str.maketrans("", "", "~?%")


# ---------------------------------------------------------------- statements of one happening


def happenings(
    publication: str,
    statements: Iterable[Statement],
    linked: Collection[Linked] = (),
    placed: Sequence[str] | None = None,
) -> tuple[Happening, ...]:
    """Return the happenings that statements make, in the order of their keys.

    The statements are all of some blocks, and of all blocks that links lead to from there; those
    of other publications are left out. `placed` are the labels of the editions that have a place,
    the oldest first; without it, those of dated ones.
    """
    return tuple(found for found, _ in gathered(publication, statements, linked, placed))


def gathered(
    publication: str,
    statements: Iterable[Statement],
    linked: Collection[Linked] = (),
    placed: Sequence[str] | None = None,
) -> Gathered:
    """Return the happenings with their statements, the oldest edition first."""
    stated: dict[Place, Statement] = {}
    imprints: dict[str, Imprint] = {}
    places: dict[tuple[str, str, Period | None, str | None], list[Place]] = defaultdict(list)
    for statement in statements:
        imprint, event = statement.imprint, statement.event
        if imprint.publication == publication:
            place = (imprint.label, statement.number)
            stated[place] = statement
            imprints[imprint.label] = imprint
            places[block(event), event.title, event.when, event.salience].append(place)
    wordings = (
        Wording(of, title, when, tuple(said), salience, _first_sentence(stated[at] for at in said))
        for (of, title, when, salience), said in places.items()
    )
    if placed is None:
        dated = (each for each in imprints.values() if each.published is not None)
        placed = [each.label for each in place_editions(dated)]
    order = _order(placed, imprints)
    found = []
    for cluster in clusters(wordings, placed, linked):
        own = [place for wording in cluster.wordings for place in wording.places]
        own.sort(key=lambda place: (order[place[0]], place[1]))
        members = tuple(stated[place] for place in own)
        found.append((cluster.to_happening(stated[cluster.newest]), members))
    return tuple(found)


def _first_sentence(stated: Iterable[Statement]) -> str | None:
    return min((each.sentence for each in stated if each.sentence is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The wordings of one happening.

    `key` and `block` are of the earliest statement, at the place `first`; `newest` is the place
    of the statement that tells it; `stated_in` are labels of editions, the oldest first, one for
    each statement; `when` is the finest date that the newest statement allows, and `dated` the
    label of the edition that states it.
    """

    key: str
    block: str
    wordings: tuple[Wording, ...]
    first: Place
    newest: Place
    stated_in: tuple[str, ...]
    when: Period | None
    dated: str

    @property
    def editions(self) -> tuple[str, ...]:
        """The labels of all that state it, once each."""
        return tuple(dict.fromkeys(self.stated_in))

    def to_happening(self, newest: Statement) -> Happening:
        """Return the happening, as its newest statement tells it.

        It is core where any edition calls it so, and minor where all do.
        """
        rated = {wording.salience for wording in self.wordings}
        salience = CORE if CORE in rated else MINOR if rated == {MINOR} else None
        event = replace(newest.event, salience=salience)
        return Happening(
            key=self.key,
            block=self.block,
            newest=newest if event == newest.event else replace(newest, event=event),
            stated_in=self.stated_in,
            when=self.when,
            dated=self.dated,
        )


def clusters(
    wordings: Iterable[Wording], placed: Sequence[str], linked: Collection[Linked] = ()
) -> tuple[Cluster, ...]:
    """Return which wordings of one publication are one happening, in the order of their keys.

    The wordings are all of some blocks, and of all blocks that links lead to from there.
    `placed` are the labels of the editions that have a place, the oldest first.
    """
    wordings = tuple(wordings)
    order = _order(placed, (label for each in wordings for label, _ in each.places))
    groups = _groups(wordings, order, linked)
    found = [_cluster(group, order, frozenset(placed)) for group in groups]
    taken: Counter[str] = Counter()
    named = []
    for cluster in sorted(found, key=lambda one: (order[one.first[0]], one.first[1])):
        taken[cluster.key] += 1
        again = taken[cluster.key]
        named.append(cluster if again == 1 else replace(cluster, key=f"{cluster.key}~{again}"))
    return tuple(sorted(named, key=lambda one: one.key))


def _order(placed: Sequence[str], labels: Iterable[str]) -> dict[str, int]:
    """Return the place of each edition, the oldest first, those that have none last."""
    others = sorted({*labels} - {*placed})
    return {label: number for number, label in enumerate((*placed, *others))}


def _cluster(
    wordings: Sequence[Wording], order: Mapping[str, int], placed: Collection[str]
) -> Cluster:
    labels = (label for wording in wordings for label, _ in wording.places)
    stated_in = tuple(sorted(labels, key=order.__getitem__))
    editions = tuple(dict.fromkeys(stated_in))
    newest = next((e for e in reversed(editions) if e in placed), editions[-1])
    number, earliest = _first_told(wordings, editions[0])
    latest_number, latest = _first_told(wordings, newest)
    when, dated = _dated(wordings, latest, newest, order)
    return Cluster(
        key=f"{earliest.block}:{'-'.join(words(earliest.title)) or 'untitled'}",
        block=earliest.block,
        wordings=tuple(wordings),
        first=(editions[0], number),
        newest=(newest, latest_number),
        stated_in=stated_in,
        when=when,
        dated=dated,
    )


def _first_told(wordings: Sequence[Wording], label: str) -> tuple[int, Wording]:
    """Return the first place at which an edition tells one of some wordings, and that wording."""
    found = (
        (number, place)
        for place, wording in enumerate(wordings)
        for edition, number in wording.places
        if edition == label
    )
    number, place = min(found)
    return number, wordings[place]


def _dated(
    wordings: Sequence[Wording], told: Wording, newest: str, order: Mapping[str, int]
) -> tuple[Period | None, str]:
    """Return the finest date that the newest wording allows, and the last edition that states it.

    A day that an earlier edition told stays where the newest says "in 2022".
    """
    allowed = told.when
    if allowed is None or "/" in allowed.edtf:
        return allowed, newest
    finer = []
    for wording in wordings:
        when = wording.when
        if when is None or "/" in when.edtf or not allowed.contains(when):
            continue
        rank, number, label = max((order[label], n, label) for label, n in wording.places)
        if when.last - when.first < allowed.last - allowed.first:
            finer.append((when.last - when.first, -rank, -number, when, label))
    return min(finer)[3:] if finer else (allowed, newest)


def _groups(
    wordings: Iterable[Wording], order: Mapping[str, int], linked: Collection[Linked]
) -> list[list[Wording]]:
    """Return groups of wordings of one happening.

    Equal titles of one block are one group, and so are wordings that tell of one incident; groups
    are joined by links, then by likeness, best pairs first, never two that one edition states
    both: it speaks of two happenings then.
    """
    titled: dict[_Name, list[Wording]] = defaultdict(list)
    for wording in wordings:
        titled[_name(wording.block, wording.title)].append(wording)
    names = sorted(titled)
    groups = [titled[name] for name in names]
    editions = [{label for each in group for label, _ in each.places} for group in groups]
    group_of = list(range(len(groups)))
    members = {number: [number] for number in group_of}
    similar = _similar(names)
    again = [pair for pair in similar if _told_again(*(groups[number] for number in pair))]
    pairs = (*again, *_joined(groups, order, linked), *similar)
    for place, pair in enumerate(pairs):
        one, other = sorted(group_of[number] for number in pair)
        free = place < len(again) or editions[one].isdisjoint(editions[other])
        if one != other and free:
            groups[one] += groups[other]
            editions[one] |= editions[other]
            groups[other] = []
            members[one] += members.pop(other)
            for number in members[one]:
                group_of[number] = one
    return [group for group in groups if group]


def _told_again(group: Sequence[Wording], others: Sequence[Wording]) -> bool:
    return any(tell_one_incident(one, other) for one, other in product(group, others))


def _name(of: str, title: str) -> _Name:
    """Return what is equal for statements that are one happening, links or not."""
    return of, tuple(sorted(title_stems(title)))


def _joined(
    groups: Sequence[Sequence[Wording]], order: Mapping[str, int], linked: Collection[Linked]
) -> Iterator[tuple[int, int]]:
    """Yield the groups that links join, in the order of the editions and their texts."""
    wanted = {place for pair in linked for place in pair}
    found = {
        place: number
        for number, group in enumerate(groups if wanted else ())
        for wording in group
        for place in wording.places
        if place in wanted
    }
    pairs = [(one, other) for one, other in linked if one in found and other in found]
    pairs.sort(key=lambda pair: [(order[label], number) for label, number in pair])
    yield from ((found[one], found[other]) for one, other in pairs)


def joins(before: Snapshot, after: Snapshot, link: Link) -> bool:
    """Tell whether a link makes events of two editions one happening, where no title does so.

    Dates of which one lies within the other do. So does a plan with another date, where it had
    not passed when the later edition was published, and the next one of what is held each year is
    not meant. Two dates in the past may be two happenings of one name, and none is to be lost.
    """
    old, new = before.events[link.before], after.events[link.after]
    if _name(block(old), old.title) == _name(block(new), new.title):
        return False
    if old.when is None or new.when is None:
        return block(old) == block(new)
    if old.when.contains(new.when) or new.when.contains(old.when):
        return True
    if old.status not in _PLANNED:
        return False
    if new.status not in _PLANNED:
        return True
    published = after.imprint.published
    passed = published is not None and old.when.last < published.first
    yearly = "meeting" in (old.kind, new.kind) or old.recurrence or new.recurrence
    apart = abs(new.when.first - old.when.first)
    return not passed and not (yearly and apart >= _ALMOST_A_YEAR)


def _similar(names: Sequence[_Name]) -> list[tuple[int, int]]:
    """Return the pairs of titles of one block that can name one happening, most alike first."""
    blocks: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
    for number, (of, title) in enumerate(names):
        blocks[of][number] = frozenset(title)
    scored = []
    for of, titles in blocks.items():
        least = _ALIKE.get(len(of), 75)
        for first, second in {(min(pair), max(pair)) for pair in candidates(titles, titles)}:
            one, other = titles[first], titles[second]
            score = 200 * len(one & other) // (len(one) + len(other))
            if first != second and score >= least:
                scored.append((-score, first, second))
    return [(first, second) for _, first, second in sorted(scored)]
