"""What a strip says in words, below the drawing."""

from __future__ import annotations

from timeline.charts.scales import name_year
from timeline.values import year_of


def write_years(first: int, last: int) -> str:
    """Return the years of two days: "2018 to 2036", "2022"."""
    years = dict.fromkeys(name_year(year_of(day)) for day in (first, last))
    return " to ".join(years)


def count_things(number: int, noun: str) -> str:
    """Return a number with its noun: "No events", "1 event", "1,200 events"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s") if number else f"No {noun}s"


def write_overdue(number: int) -> str:
    """Return how many plans are overdue, nothing for none."""
    if not number:
        return ""
    return "1 plan is overdue." if number == 1 else f"{number} plans are overdue."


def write_labelled(labelled: int, points: int) -> str:
    """Return how many points have a label, nothing where all have."""
    if labelled == points:
        return ""
    return f"{labelled} of {points} labelled; the others are ticks at the top."


def write_columns(column: str, left_out: int) -> str:
    """Return what the columns count: those of "a year", of "2 years"."""
    verb = "is" if left_out == 1 else "are"
    rest = f" {left_out:,} with a less exact date {verb} in the list only." if left_out else ""
    parts = "filled, occurred; outlined, planned or cancelled"
    return f"Each column counts the events of {column}: {parts}.{rest}"


def write_outside(earlier: int, later: int) -> str:
    """Return what lies outside the window, nothing where all is shown."""
    sides = [f"{n:,} {word}" for n, word in ((earlier, "earlier"), (later, "later")) if n]
    return f"Not shown: {' and '.join(sides)}." if sides else ""


def write_more(left_out: int, shown: int) -> str:
    """Return the line below the bands: "and 7 more in the list"."""
    return f"and {left_out} more in the list" if shown else f"{left_out} in the list"
