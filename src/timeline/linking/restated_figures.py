"""Statements of one figure in an edition, and the times of its values.

An edition that states one value two or three times has one figure with several statements. Which
of several values of a series is the latest one, and how far back the others lie, is known only
from all of them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.alignment import Pair
from timeline.linking.prose_figures import ProseFigure
from timeline.linking.topics import Words
from timeline.values import day_number

APART: Final = 100
"""What speaks against two times that cannot be those of one figure: more than all else for it."""
_SAME_TIME, _LATEST, _UNSAID = 6, 3, 50
_LONG, _STEP, _MANY = 2, 12, 8
"""Years from which on a change is over more than one; days by which two lags are the same; how
many figures of one value are looked at."""


@dataclass(slots=True)
class RestatedFigure:
    """The statements of one figure of an edition, the first one leading.

    `words` are those of what is measured, in any statement; `days`, `year` and `end`, its last day,
    say what time it is about, and `start` which year a change goes back to, each None where no
    statement says so. `age` is how many years before the latest year of its edition it holds, `lag`
    how many days before the latest value of its series, `span` how many years a change goes back.
    One that `repeats` has the label and the time of another value of its section; `rivals` are the
    sections that state such values. What is `linked` is done with.
    """

    members: list[ProseFigure]
    lead: ProseFigure
    words: Words
    days: tuple[int, int] | None
    year: int | None
    end: int | None
    start: int | None
    age: int | None = None
    span: int | None = None
    lag: int | None = None
    repeats: bool = False
    rivals: frozenset[tuple[str, ...]] = frozenset()
    linked: bool = False


def restated_figures(found: Sequence[ProseFigure], latest: int | None) -> list[RestatedFigure]:
    """Return the figures of an edition in the order of their first statements.

    `latest` is the latest year that the edition is about.
    """
    by_value: dict[Hashable, list[list[ProseFigure]]] = defaultdict(list)
    stated: list[list[ProseFigure]] = []
    for statement in found:
        alike = by_value[statement.block, statement.size]
        for members in alike[-_MANY:]:
            if _restates(members[0], statement):
                members.append(statement)
                break
        else:
            alike.append([statement])
            stated.append(alike[-1])
    groups = [_restated(members) for members in stated]
    _set_times(groups, latest)
    return groups


def _restated(members: list[ProseFigure]) -> RestatedFigure:
    """Return the figure of some statements; one that has a time of its own says when it was."""
    lead = members[0]
    if len(members) == 1:
        end = _end(lead.days, lead.year)
        return RestatedFigure(members, lead, lead.topic, lead.days, lead.year, end, lead.start)
    days = next((m.days for m in members if m.days is not None), None)
    year = next((m.year for m in members if m.days is not None), None) or next(
        (m.year for m in members if m.year is not None), None
    )
    start = next((m.start for m in members if m.start is not None and m.days), None) or next(
        (m.start for m in members if m.start is not None), None
    )
    words = frozenset[str]().union(*(member.topic for member in members))
    return RestatedFigure(members, lead, words, days, year, _end(days, year), start)


def _end(days: Pair | None, year: int | None) -> int | None:
    return days[1] if days else None if year is None else day_number(year, 12, 31)


def _restates(one: ProseFigure, other: ProseFigure) -> bool:
    shared = one.measure & other.measure
    alike = 2 * len(shared) >= min(len(one.measure), len(other.measure))
    more, less = one.measure - shared - other.context, other.measure - shared - one.context
    return alike and not (more and less) and (
        one.days is None or other.days is None or _within(one.days, other.days)
        or _within(other.days, one.days)
    )  # fmt: skip


def _within(one: Pair, other: Pair) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _set_times(groups: Sequence[RestatedFigure], latest: int | None) -> None:
    """Say of each value how long before the latest one it holds: what is undated is the latest.

    Two values of one time cannot be of one series: the label of the second leaves something out.
    """
    for members in _series(groups, latest):
        newest = max((group.end for group in members if group.end is not None), default=None)
        sections: dict[Hashable, dict[tuple[str, ...], RestatedFigure]] = defaultdict(dict)
        for group in members:
            year = latest if group.year is None else group.year
            if year is not None and latest is not None:
                group.age = max(latest - year, 0)
            if group.end is not None and newest is not None:
                group.lag = newest - group.end
            time = year if group.days is None else group.days[1], group.start
            first = sections[time].setdefault(group.lead.section, group)
            group.repeats = first is not group or group.lead.doubtful
        for rivals in sections.values():
            for group in rivals.values():
                group.rivals = frozenset(rivals)


def _series(
    groups: Sequence[RestatedFigure], latest: int | None
) -> Iterable[Sequence[RestatedFigure]]:
    """Return the figures of an edition by what they measure, with how far their changes go back."""
    series: dict[Hashable, list[RestatedFigure]] = defaultdict(list)
    for group in groups:
        lead = group.lead
        end = latest if group.year is None else group.year
        if group.start is not None and end is not None:
            group.span = end - group.start
        where = None if lead.topic else lead.paragraph
        series[lead.block, lead.topic, lead.whole, where, _is_long(group.span)].append(group)
    return series.values()


def _is_long(span: int | None) -> bool | None:
    return None if span is None else span >= _LONG


def times_speak(old: RestatedFigure, new: RestatedFigure) -> int:
    """Return what the times of two groups speak for or against."""
    if spans_differ(old, new):
        return -APART
    spans = {_is_long(old.span), _is_long(new.span)}
    unsaid = _UNSAID if spans == {True, None} else 0
    if old.days is not None and old.days == new.days:
        return _SAME_TIME - unsaid
    if old.age is None or new.age is None:
        return -unsaid
    if abs((old.lag or 0) - (new.lag or 0)) > _STEP or abs(old.age - new.age) > 1:
        return -APART
    both_say = (old.days is None) == (new.days is None)
    latest = _LATEST if old.lag == new.lag == 0 and both_say else 0
    return (_SAME_TIME if old.age == new.age else 0) + latest - unsaid


def spans_differ(old: RestatedFigure, new: RestatedFigure) -> bool:
    """Tell whether one change is over a year and the other is not, or both have other starts."""
    spans = {_is_long(old.span), _is_long(new.span)}
    if spans == {True, False}:
        return True
    return spans == {True} and old.span != new.span and old.start != new.start
