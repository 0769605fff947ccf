"""Put happenings in the order of time, and find what a reader of them should know.

A plan whose date has passed is overdue; a figure that an edition carries on while newer ones are
to be expected is stale; one measure with two values for one period in one edition contradicts
itself. Each finding rests on statements, and is left out where it could be a false alarm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from timeline.alignment import stems, title_stems
from timeline.changes import states_another_value
from timeline.model import (
    COMPLETE,
    Event,
    Figure,
    Finding,
    Happening,
    Imprint,
    Series,
    StatedFigure,
    Statement,
)
from timeline.text import normal
from timeline.values import OPEN_FUTURE, OPEN_PAST, QUALIFIERS, Period

OVERDUE, STALE, CONTRADICTION = "overdue", "stale", "contradiction"
PLANNED: Final = frozenset({"scheduled", "postponed"})
TOLD: Final = frozenset({"occurred", "ongoing", "cancelled"})
"""The status of a plan, and of what can have become of one."""
_ASIDE: Final = frozenset({"be", "last"})
_FIELD: Final = re.compile(r"([^\W\d_][^:.;()\n]{2,60}?) ?:\s")
_YEAR: Final = 366
_DAYS: Final = 27
_ALMOST_A_YEAR: Final = 300


# ---------------------------------------------------------------- the order of time


def ordered(
    happenings: Iterable[Happening], first: int | None = None, last: int | None = None
) -> list[Happening]:
    """Return the happenings that overlap a range of days, both inclusive, in the order of time.

    By the start clipped to the range, then by end, publication, title and key. What recurs or has
    no date of its own closes the list, unless the stretch within which it recurs lies outside.
    """
    begin = OPEN_PAST if first is None else first
    end = OPEN_FUTURE if last is None else last
    dated, closing = [], []
    for happening in happenings:
        event = happening.newest.event
        name = (happening.newest.imprint.publication, event.title, happening.key)
        if happening.when is None:
            if event.bounds is None or event.bounds.overlaps(begin, end):
                closing.append((name, happening))
        elif happening.when.overlaps(begin, end):
            start = max(happening.when.first, begin)
            dated.append(((start, happening.when.last, *name), happening))
    closing.sort(key=lambda pair: pair[0])
    dated.sort(key=lambda pair: pair[0])
    return [happening for _, happening in (*dated, *closing)]


# ---------------------------------------------------------------- plans


def overdue(
    happenings: Sequence[Happening],
    editions: Sequence[Imprint],
    today: int,
    *,
    asked: bool = True,
) -> Iterator[Finding]:
    """Yield the plans whose last day lies before `today`, a day number, and of which nobody told.

    `editions` are those of the publication that have a place, in order; `happenings` are all. A
    later edition is silent where it covers all, was published after the plan's last day and does
    not state the plan. Where none is, the plan is overdue only if a reader has `asked` for the day.
    Where a later edition tells under another title or date that it was held, called off or put
    off, it is not overdue.
    """
    place = {e.label: number for number, e in enumerate(editions)}
    telling = [
        (place[e.label], e.published.first)
        for e in editions
        if e.published is not None and e.coverage == COMPLETE
    ]
    told = [(place.get(each.stated_in[0], -1), each) for each in happenings]
    for happening in happenings:
        newest = happening.newest
        when = newest.event.when  # it may be coarser than what an earlier edition planned
        if newest.event.status not in PLANNED or when is None or when.last >= today:
            continue
        stated = place.get(newest.imprint.label, len(editions))
        silent = any(number > stated and first > when.last for number, first in telling)
        reports = (other for first, other in told if first > stated)
        if not (silent or asked) or any(_reports(other, happening) for other in reports):
            continue
        why = "later editions are silent" if silent else "no later edition"
        yield Finding(about=OVERDUE, message=f"overdue: {why}", items=(newest,))


def days_of_reports(plan: Period) -> tuple[int, int]:
    """Return the first and last day on which what became of a plan can have been, at most."""
    return plan.first - _ALMOST_A_YEAR + 1, plan.last + 2 * _YEAR - 1


def _reports(other: Happening, plan: Happening) -> bool:
    """Tell whether a happening is what became of a plan.

    Within the time of the plan, half of the words that name it have to be the same, or the label of
    the field that tells of both; outside it all of them, less than a year from it, or less than two
    years later for what is held once. After what was next, the next one is told.
    """
    new, old = other.newest.event, plan.newest.event
    if new.when is None or old.when is None or not new.when.overlaps(*days_of_reports(old.when)):
        return False
    first, second = (title_stems(event.title) - _ASIDE for event in (new, old))
    same = first == second != frozenset()
    once = not any(map(_held_again, (new, old)))
    if new.status in PLANNED:
        goes_on = once or all("next" in stems(event.title) for event in (new, old))
        return same and goes_on and 0 <= new.when.first - old.when.first < 2 * _YEAR
    if new.status not in TOLD:
        return False
    if old.when.contains(new.when) or new.when.contains(old.when):
        short = new.when.last - new.when.first <= _YEAR
        half = min(len(first), len(second)) <= 2 * len(first & second)
        field = _field(plan.newest)
        of_one_field = field is not None and field == _field(other.newest)
        return short and (of_one_field or (half and not first.isdisjoint(second)))
    late, early = new.when.first - old.when.last, old.when.first - new.when.last
    return same and early < _ALMOST_A_YEAR and late < (2 * _YEAR if once else _ALMOST_A_YEAR)


def _field(statement: Statement) -> str | None:
    """Return the label of the field that a statement stands in, None for other sentences."""
    found = _FIELD.match(statement.sentence or "")
    return None if found is None else normal(found[1])


def _held_again(event: Event) -> bool:
    return event.kind == "meeting" or bool(event.recurrence) or "next" in stems(event.title)


# ---------------------------------------------------------------- figures that were carried on

_LATEST: Final = re.compile(
    r"""\b (?:latest|most[ ]recent) [ ] (?:\w{1,20} [ ]){0,3}
    (?:for[ ]which [ ] (?:\w{1,20} [ ]){1,4})? available \b""",
    re.VERBOSE | re.IGNORECASE,
)
_CHANGES: Final = frozenset({"change"})
_OF_ELECTIONS: Final = stems("votes seats elections")
"""What names the result of an election: it holds until the next one."""


def stale(series: Sequence[Series], edition: Imprint) -> Iterator[Finding]:
    """Yield the figures of an edition that newer ones should have replaced.

    A figure was carried on where an earlier edition stated the same for the same period. Newer
    data are due when as much time has passed as the period takes (a year at least, and the least
    that lies between two periods of the series), and as much as they took to be published when the
    figure was new; and the edition has moved on where another series has a newer period in it than
    before. What was history when it was first stated stays. An edition that calls a figure the
    latest available says itself that it is old.
    """
    if edition.published is None:
        return
    moved = any(_moved_on(one, edition.label) for one in series)
    for one in series:
        current = [m for m in one.members if m.imprint.label == edition.label]
        dated = [m for m in current if _time(m.figure) is not None]
        if not dated or one.newest.imprint.label != edition.label:
            continue
        member = max(dated, key=lambda m: _days(m.figure))
        period = _time(member.figure)
        if period is None:
            continue
        if _LATEST.search(member.sentence or "") and edition.published.first > period.last + _YEAR:
            yield _finding(STALE, "the edition itself calls it the latest available", [member])
            continue
        first = _first_stated(one, member)
        if first is None or not moved or not _renewed(member.figure):
            continue
        due = _due(period, first.imprint, _rhythm(one))
        if due is not None and edition.published.first > due:
            told = f"carried over from {first.imprint.reference}, while other figures were updated"
            yield _finding(STALE, told, [first, member])


def _renewed(figure: Figure) -> bool:
    """Tell whether a figure is of a kind that is measured again and again, not of some days."""
    named = stems(figure.measure) | stems(figure.unit_text)
    if figure.period is not None and figure.period.last - figure.period.first < _DAYS:
        return False
    return figure.kind not in _CHANGES and named.isdisjoint(_OF_ELECTIONS)


def _rhythm(series: Series) -> int:
    """Return the fewest days between two periods of a series, 0 where it has one."""
    ends = sorted({_days(m.figure)[0] for m in series.members if _time(m.figure) is not None})
    return min((later - earlier for earlier, later in pairwise(ends)), default=0)


def _finding(about: str, message: str, items: Sequence[StatedFigure | Statement]) -> Finding:
    return Finding(about=about, message=message, items=tuple(items))


def _time(figure: Figure) -> Period | None:
    return figure.period or figure.as_of


def _days(figure: Figure) -> tuple[int, int]:
    time = _time(figure)
    return (0, 0) if time is None else (time.last, time.first)


def _moved_on(series: Series, label: str) -> bool:
    """Tell whether an edition states a newer period of a series than those before it."""
    labels = [m.imprint.label for m in series.members]
    first = labels.index(label) if label in labels else 0
    here = [_days(m.figure) for m in series.members if m.imprint.label == label]
    before = [_days(m.figure) for m in series.members[:first]]
    return bool(here and before) and max(here) > max(before)


def _first_stated(series: Series, member: StatedFigure) -> StatedFigure | None:
    """Return the first of the earlier statements of a figure that say the same, if any do."""
    for each in series.members:
        if each.imprint.label == member.imprint.label:
            return None
        if (each.figure.quantity.value, _days(each.figure)) == (
            member.figure.quantity.value,
            _days(member.figure),
        ):
            return each
    return None


def _due(period: Period, stated_in: Imprint, rhythm: int) -> int | None:
    """Return the day after which newer data were due, None where the figure was history at once."""
    if stated_in.published is None:
        return None
    length = max(period.last - period.first + 1, _YEAR, rhythm)
    late = stated_in.published.last - period.last
    return None if late > 2 * _YEAR + length else period.last + max(late, 0) + length


# ---------------------------------------------------------------- two values for one period


def contradictions(figures: Iterable[StatedFigure]) -> Iterator[Finding]:
    """Yield the pairs of figures of one edition that give one measure two values for one period.

    All that names them is equal, in two words at least, both state the period, and they stand in
    two passages of one section: what one sentence tells of twice has a difference that its measure
    leaves out, and two sections can be about two regions.
    """
    stated: dict[Hashable, list[StatedFigure]] = defaultdict(list)
    for row in figures:
        figure = row.figure
        plain = figure.kind not in _CHANGES and len(stems(figure.measure)) > 1
        hedged = QUALIFIERS[figure.quantity.qualifier] > QUALIFIERS["estimated"]
        if plain and figure.period is not None and not hedged:
            stated[_named(figure), row.section].append(row)
    for rows in stated.values():
        first = rows[0]
        for other in rows[1:]:
            if None is not other.figure.passage == first.figure.passage:
                break
            if states_another_value(first.figure, other.figure):
                yield _finding(CONTRADICTION, "two values for one period", [first, other])
                break


def _named(figure: Figure) -> Hashable:
    quantity, period = figure.quantity, figure.period
    around = (figure.scope, figure.subject, figure.counterpart, figure.whole, figure.source)
    return (
        stems(figure.measure),
        *map(stems, around),
        quantity.unit,
        quantity.per,
        figure.kind,
        None if period is None else (period.first, period.last),
    )
