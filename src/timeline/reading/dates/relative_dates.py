"""Temporal expressions that lean on another date: "in April", "last year", "two days later".

A `Partial` lacks its year, a `Relative` counts from another date; `timeline.reading.dates.resolve` gives
them their place in the calendar. The rules that use these functions are rows in
`timeline.reading.dates.patterns`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from typing import Final

from timeline.reading.dates import date_words, nearest_year
from timeline.reading.dates.timex import (
    DATE,
    DURATION,
    LAST,
    OVER,
    SPEECH,
    TEXT,
    TOLD,
    DateValue,
    Partial,
    Relative,
    holiday_name,
    month_number,
)
from timeline.reading.language.calendar_words import HOLIDAYS, SEASONS, WEEKDAYS
from timeline.reading.language.number_words import any_value
from timeline.reading.matching.engine import Mention
from timeline.values import Period

_TURNS: Final = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "that": 0, "same": 0,
    "current": 0, "next": 1, "following": 1, "coming": 1,
}  # fmt: skip
_UNITS: Final = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_FROM_TEXT: Final = date_words.FROM_TEXT


def _leaning(lean: Partial | Relative) -> DateValue:
    return DateValue(DATE, "", lean=lean)


def _turn(match: re.Match[str]) -> int | None:
    word = match.groupdict().get("turn")
    return None if not word else _TURNS[word.lower().split()[-1]]


def month_day(match: re.Match[str]) -> DateValue:
    return _leaning(Partial(month_number(match["m"]), int(re.sub(r"\D", "", match["d"]))))


def month_of_year(match: re.Match[str]) -> DateValue:
    """July 25 of that year, in June last year."""
    word = match["turn"].lower().split()[0]
    year = Relative("Y", _TURNS[word], TEXT if word in _FROM_TEXT else SPEECH)
    day = int(re.sub(r"\D", "", match["d"])) if match["d"] else None
    return _leaning(Partial(month_number(match["m"]), day, of=year))


_WEEKS: Final = {None: 1, "two": 2, "2": 2, "three": 3, "3": 3}


def weeks_of_month(match: re.Match[str]) -> DateValue:
    """The last two weeks of August (1918): counted from the edge of the month, a length of time.

    Days without a number are some, taken as a week, which is printed as no length.
    """
    count = _WEEKS[match["n"]]
    days = count if match["u"] == "days" and match["n"] else 7 * count
    month = month_number(match["m"])
    year = int(match["y"]) if match["y"] else None
    size = monthrange(year or _NO_LEAP, month)[1]
    first, last = (1, days) if match["e"][0] in "Ff" else (size - days + 1, size)
    value = f"P{count}W" if match["u"] != "days" else f"P{count if match['n'] else 'X'}D"
    if year is None:
        return DateValue(DURATION, value, lean=Partial(month, first, last_day=last))
    return DateValue(
        DURATION, value, Period.between(Period.of(year, month, first), Period.of(year, month, last))
    )


_NO_LEAP: Final = 2001


def month(match: re.Match[str]) -> DateValue:
    return _leaning(Partial(month_number(match["m"]), turn=_turn(match)))


def holiday(match: re.Match[str]) -> DateValue:
    """Thanksgiving Day, last Christmas."""
    name = holiday_name(match["name"])
    month, day, weekday = HOLIDAYS[name]
    return _leaning(Partial(month, None if weekday else day, turn=_turn(match), holiday=name))


def season(match: re.Match[str]) -> DateValue:
    return _leaning(Partial(part=SEASONS[match["s"].lower()], turn=_turn(match)))


_QUARTERS: Final = {"first": 33, "second": 34, "third": 35, "fourth": 36}


def quarter(match: re.Match[str]) -> DateValue:
    """The third quarter; last year's third quarter."""
    turn = _turn(match)
    of = None if turn is None else Relative("Y", turn, SPEECH)
    return _leaning(Partial(part=_QUARTERS[match["n"].lower()], of=of))


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
                 SPEECH if word == "ago" else TEXT, ago=word == "ago")
    )  # fmt: skip


_NAMED_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}


def named_day(match: re.Match[str]) -> DateValue:
    return _leaning(Relative("D", _NAMED_DAYS[match[0].lower()], SPEECH))


def weekday(match: re.Match[str]) -> DateValue:
    return _leaning(Relative("wd", WEEKDAYS[match["w"].lower()], SPEECH, _turn(match)))


def vague_duration(match: re.Match[str]) -> DateValue:
    """Several months, the next few years; a couple of years is two of them."""
    unit = match["u"].lower()
    name = "century" if unit == "centuries" else unit.removesuffix("s")
    many = "2" if match["two"] or match["pair"] else "X"
    if name == "quarter" and many == "2":
        return DateValue(DURATION, "P6M")
    return DateValue(DURATION, f"P{'T' if name == 'hour' else ''}{many}{_DURATIONS[name]}")


def month_after(match: re.Match[str]) -> DateValue:
    """The following January: the first one behind the date told before."""
    return _leaning(Partial(month_number(match["m"]), after=True))


def quarter_year_back(match: re.Match[str]) -> DateValue:
    """The year-ago third quarter."""
    part = _QUARTERS[match["n"].lower()]
    return _leaning(Partial(part=part, of=Relative("Y", -1, SPEECH)))


def year_back(match: re.Match[str]) -> DateValue:
    """Of "year-earlier profit" the quarter that is told of, a year before; otherwise that year."""
    return _leaning(Relative("Y", -1, SPEECH, ago=True))


def one_unit(match: re.Match[str]) -> DateValue:
    unit = match["u"].lower()
    time = "T" if unit in ("hour", "minute") else ""
    return DateValue(DURATION, f"P{time}1{_DURATIONS[unit]}")


_HALVES: Final = {"year": "P{}Y6M", "hour": "PT{}H30M", "minute": "PT{}M30S"}


def half_more(match: re.Match[str]) -> DateValue:
    """Two and a half years, 5 1/2 hours, a minute and a half."""
    unit = (match["u"] or match["u2"]).lower()
    number = any_value(match["n"]) if match["n"] else 1
    if unit in _HALVES:
        return DateValue(DURATION, _HALVES[unit].format(number))
    return DateValue(DURATION, f"P{number}.5{_DURATIONS[unit]}")


_LOOKS_AHEAD: Final = re.compile(
    r"\b(?:will|shall|may|might|could|can|would|to|should|expected|hopes?|plans?)\s(?:[a-z]+\s){0,4}$"
)
_WILL_BEHIND: Final = re.compile(r"\s(?:will|may|to)\s")


def soon(match: re.Match[str]) -> DateValue | None:
    """Soon, of what is still to come; what soon happened lies in the past."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    if _LOOKS_AHEAD.search(before) or _WILL_BEHIND.match(match.string, match.end()):
        return future_reference(match)
    return None


_DURATIONS: Final = {
    "minute": "M",
    "hour": "H",
    "quarter": "Q",
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


def quarter_told(match: re.Match[str]) -> DateValue:
    """The quarter, the latest quarter: the one that a text about its own time tells of."""
    return _leaning(Relative("Q", -1 if match["back"] else 0, SPEECH))


def period_of_year(match: re.Match[str]) -> DateValue:
    """The 1988 quarter, the 1988 period: of that year the quarter that a text tells of."""
    year = int(match["y"])
    return DateValue(DATE, "", lean=Relative("Q", 0, SPEECH), year=year)


def year_end(match: re.Match[str]) -> DateValue:
    """By year-end; since year-end, of the year before; at year-end, of the last that was."""
    told = match["at"] is not None and _AHEAD.search(match.string, 0, match.start()) is None
    amount = -1 if match["past"] is not None else 0
    return _leaning(Relative("Y", amount, SPEECH, turn=LAST if told else None))


_AHEAD: Final = re.compile(
    r"\b(?:will|would|should|may|could|to\s+(?:be|reach|stand)|expect\w*|forecast\w*|project\w*|target\w*|plan\w*|due)\b(?:[^.;\n]|\.\d)*$"
)
"""Words of what is still to come, in the sentence of a date."""


def year_to_date(match: re.Match[str]) -> DateValue:
    """In the year to date: the year of the text, which still runs."""
    return _leaning(Relative("Y", 0, SPEECH))


def quarter_of_month(match: re.Match[str]) -> DateValue:
    """The March quarter, of the year that is told of.

    Raises ValueError for a month that ends no quarter of the calendar.
    """
    number, rest = divmod(month_number(match["m"]), 3)
    if rest:
        raise ValueError("no quarter of the calendar ends with this month")
    return _leaning(Partial(part=_QUARTERS["first"] - 1 + number))


def quarter_by_number(word: str, *, back: bool) -> DateValue:
    """Of "in the second quarter and 0.3% in the third" the third one; with `back`, of the year before."""
    of = Relative("Y", -1, TEXT) if back else None
    return _leaning(Partial(part=_QUARTERS[word], of=of))


def year_told(match: re.Match[str]) -> DateValue:
    """The full year: the one whose quarter is told of, or that of the text."""
    return _leaning(Relative("y", 0, SPEECH))


def quarter_of_now(match: re.Match[str]) -> DateValue:
    """This quarter, the current quarter, next quarter."""
    return _leaning(Relative("q", _turn(match) or 0, SPEECH))


def quarter_before(match: re.Match[str]) -> DateValue:
    """The previous quarter: the one before the quarter that is told of; that quarter."""
    return _leaning(Relative("q", 0 if match["turn"].lower() == "that" else -1, TEXT))


def edge_told(match: re.Match[str]) -> DateValue:
    """The end of the year: of the one that is told of, or of the time of the text."""
    word, unit = match["turn"].lower(), _UNITS[match["u"].lower()]
    origin = TOLD if word == "the" and unit == "M" else SPEECH
    ends = word == "the" and unit == "Y" and _ENDS.match(match[0]) is not None
    over = ends and nearest_year.ended_before(match.string, match.start())
    return _leaning(Relative(unit, _TURNS.get(word, 0), origin, turn=OVER if over else None))


_ENDS: Final = re.compile(r"(?:the\s+)?(?:end|close)\b")


def weekend(match: re.Match[str]) -> DateValue:
    """Over the weekend, last weekend: the one before; this weekend, next weekend."""
    word = (match["turn"] or "the").lower()
    amount = {"this": 0, "coming": 0, "next": 1}.get(word, -1)
    return _leaning(Relative("WE", amount, SPEECH))


def unit_or_more(match: re.Match[str]) -> DateValue:
    """For weeks, within days: so many that nobody says."""
    unit = "century" if match["u"] == "centuries" else match["u"].removesuffix("s")
    return DateValue(DURATION, f"PX{_DURATIONS[unit]}")


def leans_on_speech(found: Sequence[Mention[DateValue]]) -> bool:
    """Tell whether any expression counts from the time of the text itself."""
    for mention in found:
        if mention.rule == "past of" and mention.value is not None:
            return True
        lean = mention.value.lean if mention.value is not None else None
        if isinstance(lean, Relative) and lean.origin == SPEECH:
            return True
    return False
