"""What a chart of a series says in words, below the drawing."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.charts.observations import (
    Observation,
    Restated,
    by_time,
    count_rebased,
    find_restated,
)
from timeline.charts.strip_words import count_things
from timeline.formats.display import write_issue_date
from timeline.model import Series


def write_finding(series: Series, observations: Sequence[Observation]) -> str:
    """Return what a series tells: how often it was restated, and what cannot be compared."""
    times = by_time(observations)
    noun = "year" if all(each[0].when.precision == "year" for each in times) else "period"
    restated = find_restated(observations)
    rebased = count_rebased(observations)
    said = [_write_restated(restated, len(times), noun, series)]
    if rebased:
        more = f"{rebased} more" if restated else f"{rebased} of {count_things(len(times), noun)}"
        verb = "is" if rebased == 1 else "are"
        said[0] += f"; {more} {verb} stated in another price year, scope, unit or definition"
    if len(observations) < len(series.members):
        left_out = count_things(len(series.members) - len(observations), "statement")
        said.append(f"{left_out} without a period, or in another unit, in the table only")
    return ". ".join(said) + "."


def _write_restated(restated: Sequence[Restated], times: int, noun: str, series: Series) -> str:
    if not restated:
        editions = {member.imprint.label for member in series.members}
        stated = count_things(len(series.members), "value")
        return f"{stated} in {count_things(len(editions), 'edition')}, none restated"
    up = sum(each.last.level > each.first.level for each in restated)
    ways = [
        f"{way} for {count}"
        for way, count in (("upwards", up), ("downwards", len(restated) - up))
        if count
    ]
    return f"Restated {' and '.join(ways)} of {count_things(times, noun)}"


def write_key(observations: Sequence[Observation]) -> str:
    """Return what the shapes mean: which discs are of the newest edition."""
    newest = observations[-1]
    if all(one.edition == newest.edition for one in observations):
        return ""
    dated = write_issue_date(newest.stated.imprint)
    return f"Filled: the newest edition, {dated}. Hollow: earlier editions."
