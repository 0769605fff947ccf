"""Give a leaning date its place, once its year or the date that it counts from is known.

A month without its year becomes one, "two weeks later" counts from a day. Which year, which day:
that `timeline.rules.anchoring` says.
"""

from __future__ import annotations

from datetime import date, timedelta

from timeline.model import Endpoint
from timeline.rules.calendar import Partial, Relative, timex_value
from timeline.values import Period, day_text, year_of


def weekend(relative: Relative, origin: Period) -> tuple[str, Period | None]:
    """Return the weekend of the week that is so many from that of a day."""
    if origin.precision != "day":
        return relative_timex(relative), None
    day = date.fromordinal(origin.last)
    saturday = day + timedelta(days=5 - day.weekday(), weeks=relative.amount)
    week = saturday.isocalendar()
    return f"{week.year}-W{week.week:02}-WE", Period.parse(
        f"{saturday}/{saturday + timedelta(days=1)}"
    )


def placed(ends: tuple[Endpoint, ...], own: Period | None) -> tuple[Endpoint, ...]:
    """Return the ends of a range with their values, which the context gave it."""
    if not ends or ends[0].value:
        return ends
    if own is None:
        return ()
    days = own.edtf.split("/")
    return tuple(Endpoint(end.span, timex_value(day)) for end, day in zip(ends, days, strict=True))


def complete(partial: Partial, year: int) -> Period | None:
    try:
        if partial.part is not None:
            return Period.parse(f"{Period.of(year).edtf}-{partial.part}")
        first = Period.of(year, partial.month, partial.day)
        if partial.last_day is None and partial.last_month is not None:
            over = partial.month is not None and partial.last_month < partial.month
            return Period.between(first, Period.of(year + over, partial.last_month))
        if partial.last_day is None:
            return first
        last_month = partial.last_month or partial.month
        return Period.between(first, Period.of(year, last_month, partial.last_day))
    except ValueError:
        return None


def partial_timex(partial: Partial) -> str:
    if partial.part is not None:
        return timex_value(f"XXXX-{partial.part}")
    return f"XXXX-{partial.month:02}" + (f"-{partial.day:02}" if partial.day else "")


def relative_timex(relative: Relative) -> str:
    if relative.unit == "wd":
        return f"XXXX-WXX-{relative.amount}"
    if relative.amount == 0:
        return "PRESENT_REF"
    return "PAST_REF" if relative.amount < 0 else "FUTURE_REF"


def shifted(relative: Relative, origin: Period) -> tuple[str, Period | None]:
    """Count from a date in units no finer than it is known."""
    sign = -1 if origin.first < 1 and origin.edtf.startswith("-") else 1
    year, month, _ = (int(part) for part in day_text(origin.first).lstrip("-").split("-"))
    year *= sign
    match relative.unit:
        case "Y" if origin.precision == "quarter":
            own = Period.parse(f"{Period.of(year + relative.amount).edtf}{origin.edtf[-3:]}")
        case "Y":
            own = Period.of(year + relative.amount)
        case "M" if origin.precision in ("month", "day"):
            over, index = divmod(month - 1 + relative.amount, 12)
            own = Period.of(year + over, index + 1)
        case "W" if origin.precision == "day":
            day = date.fromordinal(origin.first) + timedelta(weeks=relative.amount)
            monday = day - timedelta(days=day.isoweekday() - 1)
            iso = day.isocalendar()
            own = Period.parse(f"{monday}/{monday + timedelta(days=6)}")
            return f"{iso.year}-W{iso.week:02}", own
        case "D" if origin.precision == "day":
            own = Period.parse(day_text(origin.first + relative.amount))
        case _:
            return relative_timex(relative), None
    return timex_value(own.edtf), own


def first_of(value: str, year: int | None) -> Period | None:
    """Return the first months ("P4M") of a year."""
    if year is None or not value.endswith("M") or not 1 <= (count := int(value[1:-1])) <= 12:
        return None
    return Period.between(Period.of(year, 1), Period.of(year, count))


def counted_back(value: str, *, published: Period | None) -> Period | None:
    """Return the approximate stretch of "the last eight years" ("P8Y") before publication."""
    if published is None or not value.endswith("Y"):
        return None
    first, end = year_of(published.first), year_of(published.last)
    if first != end:
        return None
    return Period.parse(f"{Period.of(end - int(value[1:-1])).edtf}~/{Period.of(end).edtf}~")
