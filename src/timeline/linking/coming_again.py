"""Tell what is held each time anew from what is held once, on another date than was said.

A budget is adopted each year, and the next report follows this one: what goes on with the editions
is another happening in each of them.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Event, Snapshot
from timeline.values import Period

_NEXT: Final = re.compile(r"\bnext\b", re.IGNORECASE)
_TURN: Final = re.compile(
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|\d{1,2}(?:st|nd|rd|th)|Q[1-4]"
    r"|(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Spring|Summer|Autumn|Winter)\b"
)
"""What tells one turn from the next of what comes again."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_DAYS: Final = 365
_NEARLY, _ABOUT = 12, 45
"""Days by which a plan, and what happened, may miss the same day of another year."""


def comes_again(before: Snapshot, old: Event, after: Snapshot, new: Event) -> bool:
    """Tell whether two events of like titles are two turns of what comes again.

    They are asked the same way round or the other. What is put off is the same happening.
    """
    if old.when is None or new.when is None:
        return False
    if _turns_differ(old.title, new.title):
        return True
    if "postponed" in (old.status, new.status):
        return False
    if new.when.first < old.when.first:
        before, old, after, new = after, new, before, old
    assert old.when is not None  # noqa: S101  both have a date
    assert new.when is not None  # noqa: S101
    planned = old.status == new.status == "scheduled"
    if planned and (_NEXT.search(old.title) or _NEXT.search(new.title)):
        out = after.imprint.published
        return new.when.first > old.when.last and (out is None or out.last >= old.when.first)
    years = _years_between(before, after)
    return years > 0 and _goes_on(old.when, new.when, years, planned=planned)


def _turns_differ(old: str, new: str) -> bool:
    """Tell whether two titles name other turns: results of the second quarter, and of the third."""
    one, other = ({*map(str.lower, _TURN.findall(title))} for title in (old, new))
    return bool(one - other and other - one)


def _goes_on(old: Period, new: Period, years: int, *, planned: bool) -> bool:
    """Tell whether two dates are as far apart as their editions, of plans to the day."""
    if planned and not old.precision == new.precision == "day":
        return False
    missed = abs(new.first - old.first - _DAYS * years)
    return missed <= (_NEARLY if planned else _ABOUT)


def _years_between(before: Snapshot, after: Snapshot) -> int:
    """Return how many years lie between two editions: by their titles, else by their dates."""
    titles = [_year_of_title(side) for side in (before, after)]
    if titles[0] is not None and titles[1] is not None:
        return titles[1] - titles[0]
    old, new = before.imprint.published, after.imprint.published
    if old is None or new is None:
        return 0
    return (new.first - old.first + _DAYS // 2) // _DAYS


def _year_of_title(side: Snapshot) -> int | None:
    """Return the year that the first heading names, None where it names none or two."""
    title = next((p.quote.text for p in side.passages if p.kind == "heading"), "")
    years = {*_YEAR.findall(title)}
    return int(years.pop()) if len(years) == 1 else None
