"""Temporal expressions that lean on another date: "in April", "last year", "two days later".

A `Partial` lacks its year, a `Relative` counts from another date; `timeline.rules.anchoring` gives
them their place in the calendar. The rules that use these functions are rows in
`timeline.rules.dates`.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.rules.calendar import (
    DATE,
    DURATION,
    SPEECH,
    TEXT,
    DateValue,
    Partial,
    Relative,
    month_number,
)
from timeline.rules.numbers import any_value
from timeline.values import SEASONS

WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split(), start=1
    )
}


_TURNS: Final = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "that": 0, "same": 0,
    "next": 1, "following": 1, "coming": 1,
}  # fmt: skip
_UNITS: Final = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_FROM_TEXT: Final = frozenset("previous preceding that same following".split())


def _leaning(lean: Partial | Relative) -> DateValue:
    return DateValue(DATE, "", lean=lean)


def _turn(match: re.Match[str]) -> int | None:
    word = match.groupdict().get("turn")
    return None if not word else _TURNS[word.lower()]


def month_day(match: re.Match[str]) -> DateValue:
    return _leaning(Partial(month_number(match["m"]), int(re.sub(r"\D", "", match["d"]))))


def month_of_year(match: re.Match[str]) -> DateValue:
    """July 25 of that year, in June last year."""
    word = match["turn"].lower().split()[0]
    year = Relative("Y", _TURNS[word], TEXT if word in _FROM_TEXT else SPEECH)
    day = int(re.sub(r"\D", "", match["d"])) if match["d"] else None
    return _leaning(Partial(month_number(match["m"]), day, of=year))


def month_days(match: re.Match[str]) -> DateValue:
    first, last = (int(re.sub(r"\D", "", match[name])) for name in ("a", "b"))
    if not 1 <= first < last <= 31:
        raise ValueError("days that do not follow")
    return _leaning(Partial(month_number(match["m"]), first, last_day=last))


def month(match: re.Match[str]) -> DateValue:
    return _leaning(Partial(month_number(match["m"]), turn=_turn(match)))


def season(match: re.Match[str]) -> DateValue:
    return _leaning(Partial(part=SEASONS[match["s"].lower()], turn=_turn(match)))


_QUARTERS: Final = {"first": 33, "second": 34, "third": 35, "fourth": 36}


def quarter(match: re.Match[str]) -> DateValue:
    return _leaning(Partial(part=_QUARTERS[match["n"].lower()], turn=_turn(match)))


def turned(match: re.Match[str]) -> DateValue:
    """Last year, this month, the following week, that day."""
    word = match["turn"].lower().split()[0]
    origin = TEXT if word in _FROM_TEXT else SPEECH
    if word == "next" and match["u"].lower() == "day":
        origin = TEXT  # the next day: of what was told
    return _leaning(Relative(_UNITS[match["u"].lower()], _TURNS[word], origin))


def ago(match: re.Match[str]) -> DateValue:
    """Two years ago, three days later, a month earlier."""
    number = 1 if match["n"].lower() in ("a", "an") else int(any_value(match["n"]))
    word = match["w"].lower()
    unit = match["u"].lower().rstrip("s")
    amount, unit = (number * 10, "year") if unit == "decade" else (number, unit)
    return _leaning(
        Relative(_UNITS[unit], amount if word in ("later", "afterwards") else -amount,
                 SPEECH if word == "ago" else TEXT)
    )  # fmt: skip


_NAMED_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}


def named_day(match: re.Match[str]) -> DateValue:
    return _leaning(Relative("D", _NAMED_DAYS[match[0].lower()], SPEECH))


def weekday(match: re.Match[str]) -> DateValue:
    return _leaning(Relative("wd", WEEKDAYS[match["w"].lower()], SPEECH, _turn(match)))


def vague_duration(match: re.Match[str]) -> DateValue:
    return DateValue(DURATION, f"PX{_DURATIONS[match['u'].lower().rstrip('s')]}")


def one_unit(match: re.Match[str]) -> DateValue:
    return DateValue(DURATION, f"P1{_DURATIONS[match['u'].lower()]}")


_DURATIONS: Final = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}


def past_reference(match: re.Match[str]) -> DateValue:
    return DateValue(DATE, "PAST_REF")


def future_reference(match: re.Match[str]) -> DateValue:
    return DateValue(DATE, "FUTURE_REF")
