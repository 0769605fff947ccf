"""Times of day: "10:57 a.m.", "Monday night", "this morning", "tonight".

A value is TIMEX3's: the day, "T", and the hour or the part of the day (TimeML 1.2.1, section 2.2:
TMO, TAF, TEV, TNI, TMI). Which day it is, `timeline.reading.dates.resolve` says.
The rules that use these functions are rows in `timeline.reading.dates.patterns`.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.dates.timex import (
    SPEECH,
    TEXT,
    TIME,
    DateValue,
    Partial,
    Relative,
    month_number,
)
from timeline.reading.language.calendar_words import WEEKDAYS
from timeline.values import Period

_PARTS: Final = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00",
    "midnight": "T24:00", "tonight": "TNI",
}  # fmt: skip
_TURNS: Final = {
    "this": (0, SPEECH), "that": (0, TEXT), "last": (-1, SPEECH), "yesterday": (-1, SPEECH),
    "tomorrow": (1, SPEECH), "next": (1, TEXT), "following": (1, TEXT), "same": (0, TEXT),
}  # fmt: skip


def clock(match: re.Match[str]) -> DateValue | None:
    """An hour, with the day of the week or of the month behind it where there is one."""
    groups = match.groupdict()
    hour, minute = int(match["h"]), int(match["min"] or 0)
    half = (groups.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of twelve")
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    lean: Partial | Relative = _day(groups.get("w"))
    if groups.get("m"):
        lean = Partial(month_number(match["m"]), int(re.sub(r"\D", "", match["d"])))
    return DateValue(TIME, f"T{hour:02}:{minute:02}", lean=lean)


def part_of_weekday(match: re.Match[str]) -> DateValue:
    return DateValue(TIME, _PARTS[(match["p"] or match["q"]).lower()], lean=_day(match["w"]))


def part_of_day(match: re.Match[str]) -> DateValue:
    amount, origin = _TURNS[match["turn"].lower().split()[-1]] if match["turn"] else (0, SPEECH)
    part = match["p"].lower()
    if match["turn"] and match["turn"].lower() == "last" and part != "night":
        amount = -1
    return DateValue(TIME, _PARTS[part], lean=Relative("D", amount, origin))


def part_of_date(match: re.Match[str]) -> DateValue:
    """The night of 18 April 1775, the morning of April 19."""
    month = month_number(match["m"] or match["m2"])
    day = int(re.sub(r"\D", "", match["d"] or match["d2"]))
    part = _PARTS[match["p"].lower()]
    if match["y"] is None:
        return DateValue(TIME, part, lean=Partial(month, day))
    return DateValue(TIME, part, Period.of(int(match["y"]), month, day))


def tonight(match: re.Match[str]) -> DateValue:
    return DateValue(TIME, _PARTS["tonight"], lean=Relative("D", 0, SPEECH))


def _day(weekday: str | None) -> Relative:
    if weekday is None:
        return Relative("D", 0, SPEECH)
    return Relative("wd", WEEKDAYS[weekday.lower()], SPEECH)
