"""Join the statements of one event through all editions of a publication.

Statements are compared within a block, so that an edition that comes in late touches only the
blocks of its own events. What comes out is a function of the set of statements: the order in
which editions were stored does not matter.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from timeline.alignment import candidates, title_stems
from timeline.model import Event, Happening, Statement
from timeline.records import event_record
from timeline.text import words
from timeline.values import OPEN_PAST

NO_DATE: Final = "-"
"""The block of events that have no date and do not recur."""

_ALIKE: Final = {10: 50, 7: 60}
"""From which likeness, 0 to 100, two titles of one block are one happening, by the length of the
block's name: a day tells more than a month; 75 for years and what has no date."""


def block(event: Event) -> str:
    """Return the block of an event; only events of one block can be one happening.

    The first point of the date in EDTF without qualifiers ("2022-12-12", "2018" for 2018/..);
    "../2020" for what has no start; "R:P1Y" for what only recurs; "-" for no date at all.
    """
    if event.when is None:
        return f"R:{event.recurrence}" if event.recurrence else NO_DATE
    text = event.when.edtf.strip("[]").translate(_NO_MARKS)
    start = text.partition("/" if "/" in text else "..")[0]
    return start if start.strip(".") else text


_NO_MARKS: Final = str.maketrans("", "", "~?%")


def happenings(publication: str, statements: Sequence[Statement]) -> tuple[Happening, ...]:
    """Return the happenings that the statements of one block make, in the order of their keys.

    Statements of other publications are left out. A key is made of the block and the title of
    the earliest statement, and is unique as long as all statements of the block are given.
    """
    own = [statement for statement in statements if statement.imprint.publication == publication]
    clusters = sorted(_clusters(own), key=lambda cluster: _order(cluster[0]))
    taken: Counter[str] = Counter()
    found = []
    for cluster in clusters:
        event = cluster[0].event
        name = f"{block(event)}:{'-'.join(words(event.title)) or 'untitled'}"
        taken[name] += 1
        found.append(
            Happening(
                key=name if taken[name] == 1 else f"{name}~{taken[name]}",
                newest=_newest(cluster),
                editions=tuple(dict.fromkeys(statement.imprint.label for statement in cluster)),
            )
        )
    return tuple(sorted(found, key=lambda happening: happening.key))


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


def _newest(cluster: Sequence[Statement]) -> Statement:
    """Return the first statement of the edition published last; undated ones count as oldest."""

    def vintage(statement: Statement) -> tuple[int, str]:
        published = statement.imprint.published
        return OPEN_PAST if published is None else published.last, statement.imprint.label

    # `max` keeps the first of equal ones, and a cluster is in the order of the text
    return max(cluster, key=vintage)


def _clusters(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Return groups of statements with similar titles, each in order.

    Equal titles are one group; groups are joined best pairs first, never two that one edition
    states both: it speaks of two happenings then.
    """
    titled: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=_order):
        titled[title_stems(statement.event.title)].append(statement)
    titles = sorted(titled, key=sorted)
    groups = [titled[title] for title in titles]
    group_of = list(range(len(groups)))
    for first, second in _similar(titles, groups):
        one, other = group_of[first], group_of[second]
        if one != other and _editions(groups[one]).isdisjoint(_editions(groups[other])):
            groups[one] = [*groups[one], *groups[other]]
            groups[other] = []
            group_of = [one if number == other else number for number in group_of]
    return [sorted(group, key=_order) for group in groups if group]


def _editions(group: Iterable[Statement]) -> set[str]:
    return {statement.imprint.label for statement in group}


def _similar(
    titles: Sequence[frozenset[str]], groups: Sequence[Sequence[Statement]]
) -> list[tuple[int, int]]:
    """Return the pairs of titles that can name one happening, the most alike first."""
    numbered = dict(enumerate(titles))
    pairs = {(min(pair), max(pair)) for pair in candidates(numbered, numbered)}
    scored = []
    for first, second in pairs:
        one, other = titles[first], titles[second]
        score = 200 * len(one & other) // (len(one) + len(other))
        if first != second and score >= _ALIKE.get(len(block(groups[first][0].event)), 75):
            scored.append((-score, first, second))
    return [(first, second) for _, first, second in sorted(scored)]
