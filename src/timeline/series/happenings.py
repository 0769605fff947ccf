"""Join the statements of one event through all editions of a publication.

Two things make statements one happening: a link between neighbouring editions, whatever became of
the date (a plan that was held, a date told more finely), and a similar title in one block, whatever
lies between. So an edition that comes in late touches only the blocks of its own events and those
that links lead to. What comes out is a function of the set of statements and links: the order in
which editions were stored does not matter.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from timeline.alignment import candidates, title_stems
from timeline.model import Event, Happening, Link, Snapshot, Statement
from timeline.records import event_record
from timeline.text import words
from timeline.values import OPEN_PAST

NO_DATE: Final = "-"
"""The block of events that have no date and do not recur."""

Place = tuple[str, int]
"""The label of an edition and the number of an event in it."""
Linked = tuple[Place, Place]
"""Two events of neighbouring editions that a link joins, the earlier edition's first."""
Gathered = tuple[tuple[Happening, tuple[Statement, ...]], ...]
"""Happenings with their statements, the oldest edition first."""

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


def happenings(
    publication: str, statements: Iterable[Statement], linked: Collection[Linked] = ()
) -> tuple[Happening, ...]:
    """Return the happenings that statements make, in the order of their keys.

    The statements are all of some blocks, and of all blocks that links lead to from there; those
    of other publications are left out. A key is made of the block and the title of the earliest
    statement.
    """
    return tuple(found for found, _ in gathered(publication, statements, linked))


def gathered(
    publication: str, statements: Iterable[Statement], linked: Collection[Linked] = ()
) -> Gathered:
    """Return the happenings with their statements, the oldest edition first."""
    own = [statement for statement in statements if statement.imprint.publication == publication]
    clusters = sorted(_clusters(own, linked), key=lambda cluster: _order(cluster[0]))
    taken: Counter[str] = Counter()
    found = []
    for cluster in clusters:
        event = cluster[0].event
        name = f"{block(event)}:{'-'.join(words(event.title)) or 'untitled'}"
        taken[name] += 1
        newest = _newest(cluster)
        dated = _dated(newest, cluster)
        happening = Happening(
            key=name if taken[name] == 1 else f"{name}~{taken[name]}",
            block=block(event),
            newest=newest,
            editions=tuple(dict.fromkeys(statement.imprint.label for statement in cluster)),
            when=dated.event.when,
            dated=dated.imprint.label,
        )
        found.append((happening, tuple(cluster)))
    return tuple(sorted(found, key=lambda pair: pair[0].key))


def _order(statement: Statement) -> tuple[bool, int, int, str, int, str]:
    """Sort oldest edition first, undated ones last, then by place in the text, then by content."""
    published = statement.imprint.published
    quote = statement.event.quote
    return (
        published is None,
        0 if published is None else published.first,
        0 if published is None else published.last,
        statement.imprint.label,
        -1 if quote is None else quote.span.start,
        json.dumps(event_record(statement.event)),
    )


def _dated(newest: Statement, cluster: Sequence[Statement]) -> Statement:
    """Return the statement with the finest date that the newest one allows, of equals the newest.

    A day that an earlier edition told stays where the newest says "in 2022".
    """
    allowed = newest.event.when
    finest = newest
    for statement in reversed(cluster):
        when, best = statement.event.when, finest.event.when
        if when is None or allowed is None or best is None or "/" in f"{when.edtf}{allowed.edtf}":
            continue
        if allowed.contains(when) and when.last - when.first < best.last - best.first:
            finest = statement
    return finest


def _newest(cluster: Sequence[Statement]) -> Statement:
    """Return the first statement of the edition published last; undated ones count as oldest."""

    def vintage(statement: Statement) -> tuple[int, str]:
        published = statement.imprint.published
        return OPEN_PAST if published is None else published.last, statement.imprint.label

    # `max` keeps the first of equal ones, and a cluster is in the order of the text
    return max(cluster, key=vintage)


def _clusters(statements: Iterable[Statement], linked: Collection[Linked]) -> list[list[Statement]]:
    """Return groups of statements of one happening, each in order.

    Equal titles of one block are one group; groups are joined by links, then by likeness, best
    pairs first, never two that one edition states both: it speaks of two happenings then.
    """
    titled: dict[tuple[str, tuple[str, ...]], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=_order):
        event = statement.event
        titled[block(event), tuple(sorted(title_stems(event.title)))].append(statement)
    names = sorted(titled)
    groups = [titled[name] for name in names]
    editions = [{statement.imprint.label for statement in group} for group in groups]
    group_of = list(range(len(groups)))
    members = {number: [number] for number in group_of}
    for first, second in (*_joined(groups, linked), *_similar(names)):
        one, other = sorted((group_of[first], group_of[second]))
        if one != other and editions[one].isdisjoint(editions[other]):
            groups[one] += groups[other]
            editions[one] |= editions[other]
            groups[other] = []
            members[one] += members.pop(other)
            for number in members[one]:
                group_of[number] = one
    return [sorted(group, key=_order) for group in groups if group]


def _joined(
    groups: Sequence[Sequence[Statement]], linked: Collection[Linked]
) -> Iterator[tuple[int, int]]:
    """Yield the groups that links join, in the order of the editions and their texts."""
    found = {
        (statement.imprint.label, statement.number): (number, statement)
        for number, group in enumerate(groups)
        for statement in group
    }
    rows = [(found[one], found[other]) for one, other in linked if one in found and other in found]
    rows.sort(key=lambda row: (_order(row[0][1]), _order(row[1][1])))
    yield from ((first, second) for (first, _), (second, _) in rows)


def joins(before: Snapshot, after: Snapshot, link: Link) -> bool:
    """Tell whether a link between events of two editions makes the two one happening.

    Dates of which one lies within the other do. So does a plan with another date, where it had
    not passed when the later edition was published, and the next one of what is held each year is
    not meant. Two dates in the past may be two happenings of one name, and none is to be lost.
    """
    old, new = before.events[link.before], after.events[link.after]
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


def _similar(names: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[int, int]]:
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
