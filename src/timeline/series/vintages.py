"""Tell what each edition says of a series or a happening, and what became of it since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from timeline.changes import event_change, label_in, name_figure_change
from timeline.model import Series, StatedFigure, Statement, Story, Vintage
from timeline.series.figures import when

FIRST, RETURNED, UNDATED = "first", "returned", "undated"


def vintages(found: Sequence[Series | Story]) -> Iterator[Vintage]:
    """Yield the members of series and happenings, each compared with what was said before it."""
    for one in found:
        if isinstance(one, Series):
            yield from _of_series(one)
        else:
            yield from _of_story(one)


def _of_series(series: Series) -> Iterator[Vintage]:
    related = _related(series)
    last: StatedFigure | None = None
    of_time: dict[tuple[int, int] | None, StatedFigure] = {}  # what was last said of a period
    for label, stated in groupby(series.members, key=lambda member: member.imprint.label):
        members = [*stated]
        for member in members:
            yield Vintage(
                key=series.key,
                name=label_in(member.figure, series.newest.figure),
                change=_change(series, member, of_time.get(when(member.figure), last)),
                item=member,
                related=related.get(label, ()),
            )
        of_time |= {when(member.figure): member for member in members}
        last = members[-1]


def _change(series: Series, member: StatedFigure, before: StatedFigure | None) -> str:
    """Return what became of a figure: since its period was last told, else since the last one."""
    if before is None:
        return FIRST
    if member.imprint.label in series.returned:
        return RETURNED
    return name_figure_change(before.figure, member.figure)


def _related(series: Series) -> dict[str, tuple[str, ...]]:
    """Return the relatives by the edition whose row tells of them: theirs, or the last before."""
    labels = [member.imprint.label for member in series.members]
    told: dict[str, dict[str, None]] = {}
    for relative in series.relatives:
        label = relative.edition if relative.edition in labels else labels[-1]
        told.setdefault(label, {})[f"{relative.change}: {relative.key}"] = None
    return {label: tuple(of) for label, of in told.items()}


def _of_story(story: Story) -> Iterator[Vintage]:
    before: Statement | None = None
    for statement in story.statements:
        label = statement.imprint.label
        if label in story.unplaced:
            change = UNDATED
        elif before is None:
            change = FIRST
        elif label in story.returned and label != before.imprint.label:
            change = RETURNED
        else:
            change = event_change(before.event, statement.event)[0]
        yield Vintage(
            key=story.happening.key,
            name=story.happening.newest.event.title,
            change=change,
            item=statement,
        )
        before = statement
