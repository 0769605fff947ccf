"""Give each temporal expression its place in the calendar, from its preposition and its context.

A month or a day without its year takes the running year of a narrative, or the date of
publication in a text about its own time. Which of the two a text is follows from the text itself:
its dates in full lie near the date of publication, or are few; else it is a narrative.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final

from timeline.model import DateExpression, Quote
from timeline.rules.calendar import SPEECH, DateValue, Partial, Relative, timex_value
from timeline.rules.engine import Mention
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, day_text

_NEAR_DAYS: Final = 4 * 365
"""A text whose median date is this near its publication tells of its own time, unless it names
the year nearly always."""
_JUST_BEFORE: Final = 200
"""How far a date in full reaches on, in characters, in a text about its own time."""
_FEW_DATES: Final = 4
"""A text with fewer dates in full than this has no running date to go by."""

# The preposition that governs a date; an article and "the year" may stand between.
_SIGNAL: Final = re.compile(
    r"\b(?P<word>[Ss]ince|[Aa]s~of|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Bb]efore|[Aa]fter)"
    r"~(?P<article>the~)?(?P<noun>year~|(?:end|beginning)~of~)?$".replace("~", r"\s+")
)
_YEAR: Final = re.compile(r"-?\d{4}")
_BACK: Final = re.compile(r"\b(?:was|were|had|did|[a-z]{2,}ed|met|held|took|began|became|made)\b")
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|to\s+be|expected|scheduled|planned|due|plans?|next|upcoming|set\s+to)\b"
)


def signal(text: str, start: int, *, year: bool = False) -> str | None:
    """Return the preposition that governs the date at `start`, lower case.

    A year behind a bare article belongs to the noun after it ("by the 1972 agreement"): None.
    """
    match = _SIGNAL.search(text, max(0, start - 32), start)
    if match is None or (year and match["article"] and not match["noun"]):
        return None
    return " ".join(match["word"].lower().split())


def expressions(
    text: str, found: Sequence[Mention[DateValue]], published: Period | None
) -> tuple[DateExpression, ...]:
    """Return what an edition's text says of time, with prepositions and context applied.

    "since 2002" resolves to 2002/.., "as of" and "by July 2023" to ../2023-07. A stretch of "the
    year" takes the last year named before it; "the last eight years" counts back from the year of
    publication. What cannot be placed keeps its TIMEX3 value and has no period.
    """
    speech = _Context(text, found, published)
    result = []
    for mention in found:
        value = mention.value
        if value is None:
            continue
        timex, own = speech.place(mention, value)
        result.append(
            DateExpression(
                quote=Quote(mention.span, mention.span.of(text)),
                type=value.type,
                value=timex,
                edtf=own,
                resolved=_resolved(text, mention.span.start, own),
                endpoints=value.endpoints,
                recurrence=value.every,
                rule=mention.rule,
            )
        )
    return tuple(result)


def leans_on_speech(found: Sequence[Mention[DateValue]]) -> bool:
    """Tell whether any expression counts from the time of the text itself."""
    for mention in found:
        if mention.rule == "past of" and mention.value is not None:
            return True
        lean = mention.value.lean if mention.value is not None else None
        if isinstance(lean, Relative) and lean.origin == SPEECH:
            return True
    return False


def _resolved(text: str, start: int, own: Period | None) -> Period | None:
    if own is None or "/" in own.edtf:
        return own
    match signal(text, start, year=own.precision == "year"):
        case "since":
            return own.since()
        case "as of" | "by" | "until" | "till":
            return own.until()
        case _:
            return own


class _Context:
    """The running date of a text while its expressions are placed one after another."""

    def __init__(
        self, text: str, found: Sequence[Mention[DateValue]], published: Period | None
    ) -> None:
        self._text = text
        self._published = None
        if published is not None and published.first != OPEN_PAST and published.last != OPEN_FUTURE:
            self._published = published
        self._narrates = self._is_narrative(found)
        self._running: Period | None = None
        self._told_at = 0

    def _is_narrative(self, found: Sequence[Mention[DateValue]]) -> bool:
        if self._published is None:
            return True
        years = [
            m.value.period for m in found if m.value and m.value.period and m.value.lean is None
        ]
        days = [(period.first + period.last) // 2 for period in years if "/" not in period.edtf]
        leans = [m.value.lean for m in found if m.value and m.value.lean is not None]
        spoken = sum(isinstance(lean, Relative) and lean.origin == SPEECH for lean in leans)
        if len(days) < max(_FEW_DATES, spoken):
            return False
        far = abs(median(days) - self._published.last) > _NEAR_DAYS
        return far or 2 * len(leans) < len(days)

    def place(self, mention: Mention[DateValue], value: DateValue) -> tuple[str, Period | None]:
        """Return the TIMEX3 value and the period of an expression, and move the running date."""
        own, timex = value.period, value.value
        match value.lean:
            case Partial() as partial:
                own = self._partial(partial, mention.span.start)
                timex = _partial_timex(partial) if own is None else timex_value(own.edtf)
            case Relative() as relative:
                timex, own = self._relative(relative, mention.span.start)
            case None if mention.rule == "first of the year":
                own = _first_of(value.value, value.year or self._year())
            case None if mention.rule == "past of":
                own = _counted_back(value.value, published=self._published)
            case None:
                pass
        if own is not None and own.precision in ("year", "month", "day", "season", "quarter"):
            self._running = Period.parse(own.edtf.rstrip("~?%"))
            self._told_at = mention.span.end
        elif own is not None and mention.rule == "early, mid, late year":
            self._running = Period.parse(timex)
        return timex, own

    def _year(self) -> int | None:
        match = None if self._running is None else _YEAR.match(self._running.edtf)
        return int(match[0]) if match else None

    def _partial(self, partial: Partial, start: int) -> Period | None:
        if partial.of is not None:
            _, year_named = self._relative(partial.of, start)
            match = None if year_named is None else _YEAR.match(year_named.edtf)
            return _complete(partial, int(match[0])) if match else None
        if self._narrates or self._published is None or self._tells_of_another_time(start):
            year = self._year()
            if year is None:
                return self._near(partial, start) if self._published else None
            return _complete(partial, year + self._turns_over(partial) + (partial.turn or 0))
        return self._near(partial, start)

    def _tells_of_another_time(self, start: int) -> bool:
        """Tell whether a date in full just before is years away from publication."""
        if self._running is None or self._published is None or start - self._told_at > _JUST_BEFORE:
            return False
        return abs(self._running.last - self._published.last) > _NEAR_DAYS

    def _turns_over(self, partial: Partial) -> int:
        """A January told after a December is next year's."""
        if self._running is None or self._running.precision not in ("month", "day"):
            return 0
        last = int(self._running.edtf.lstrip("-").split("-")[1])
        return int(partial.month is not None and partial.month <= 2 and last >= 11)

    def _near(self, partial: Partial, start: int) -> Period | None:
        """Return the last one before publication, or the next where the words look ahead.

        Where they look neither ahead nor back, the next one needs to be much nearer.
        """
        if self._published is None:
            return None
        year = int(day_text(self._published.last)[:4])
        around = [p for p in (_complete(partial, year + n) for n in (-1, 0, 1)) if p is not None]
        limit = self._published.first if partial.turn == -1 else self._published.last + 1
        past = next((p for p in reversed(around) if p.first < limit), None)
        coming = next((p for p in around if p.last >= self._published.first), None)
        window = self._text[max(0, start - 70) : start + 50]
        if partial.turn == 0:
            return _complete(partial, year)
        if partial.turn is not None:
            return past if partial.turn == -1 else coming
        if coming is None or past is None or _AHEAD.search(window):
            return coming or past
        far = self._published.first - past.first > 2 * (coming.first - self._published.first)
        return coming if far and not _BACK.search(window) else past

    def _relative(self, relative: Relative, start: int) -> tuple[str, Period | None]:
        origin = self._running
        if relative.origin == SPEECH:
            origin = self._running if self._narrates else self._published
            if self._narrates and relative.unit == "D" and relative.amount == 0:
                return "PRESENT_REF", None
        if (
            origin is None
            or "/" in origin.edtf
            or (origin.first < 1 and relative.unit in ("W", "wd"))
        ):
            return _relative_timex(relative), None
        if relative.unit == "wd":
            return self._weekday(relative, origin, start)
        return _shifted(relative, origin)

    def _weekday(self, relative: Relative, origin: Period, start: int) -> tuple[str, Period | None]:
        if origin.precision != "day" or self._narrates:
            return _relative_timex(relative), None
        day = date.fromordinal(origin.last)
        ahead = relative.turn == 1 or (
            relative.turn is None
            and _AHEAD.search(self._text, max(0, start - 50), start) is not None
        )
        gap = (relative.amount - day.isoweekday()) % 7
        if ahead:
            day += timedelta(days=gap or 7)
        else:
            back = (day.isoweekday() - relative.amount) % 7
            day -= timedelta(days=back or (7 if relative.turn == -1 else 0))
        return day.isoformat(), Period.parse(day.isoformat())


def _complete(partial: Partial, year: int) -> Period | None:
    try:
        if partial.part is not None:
            return Period.parse(f"{Period.of(year).edtf}-{partial.part}")
        first = Period.of(year, partial.month, partial.day)
        if partial.last_day is None:
            return first
        return Period.between(first, Period.of(year, partial.month, partial.last_day))
    except ValueError:
        return None


def _partial_timex(partial: Partial) -> str:
    if partial.part is not None:
        return timex_value(f"XXXX-{partial.part}")
    return f"XXXX-{partial.month:02}" + (f"-{partial.day:02}" if partial.day else "")


def _relative_timex(relative: Relative) -> str:
    if relative.unit == "wd":
        return f"XXXX-WXX-{relative.amount}"
    if relative.amount == 0:
        return "PRESENT_REF"
    return "PAST_REF" if relative.amount < 0 else "FUTURE_REF"


def _shifted(relative: Relative, origin: Period) -> tuple[str, Period | None]:
    """Count from a date in units no finer than it is known."""
    sign = -1 if origin.first < 1 and origin.edtf.startswith("-") else 1
    year, month, _ = (int(part) for part in day_text(origin.first).lstrip("-").split("-"))
    year *= sign
    match relative.unit:
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
            return _relative_timex(relative), None
    return timex_value(own.edtf), own


def _first_of(value: str, year: int | None) -> Period | None:
    """Return the first months ("P4M") of a year."""
    if year is None or not value.endswith("M") or not 1 <= (count := int(value[1:-1])) <= 12:
        return None
    return Period.parse(f"{year:04}-01/{year:04}-{count:02}")


def _counted_back(value: str, *, published: Period | None) -> Period | None:
    """Return the approximate stretch of "the last eight years" ("P8Y") before publication."""
    if published is None or not value.endswith("Y"):
        return None
    first, end = (int(day_text(day)[:4]) for day in (published.first, published.last))
    if first != end:
        return None
    return Period.parse(f"{end - int(value[1:-1])}~/{end}~")
