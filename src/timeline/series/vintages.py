"""Tell what each edition says of a series or a happening, and what became of it since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    for place, member in enumerate(series.members):
        label = member.imprint.label
        earlier = [each for each in series.members[:place] if each.imprint.label != label]
        yield Vintage(
            key=series.key,
            name=label_in(member.figure, series.newest.figure),
            change=_change(series, member, earlier),
            item=member,
            related=related.get(label, ()),
        )


def _change(series: Series, member: StatedFigure, earlier: Sequence[StatedFigure]) -> str:
    """Return what became of a figure: since its period was last told, else since the last one."""
    label = member.imprint.label
    if not earlier:
        return FIRST
    if label in series.returned:
        return RETURNED
    time = when(member.figure)
    same = [each for each in earlier if when(each.figure) == time]
    return name_figure_change((same or earlier)[-1].figure, member.figure)


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
        if statement.imprint.published is None:
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
