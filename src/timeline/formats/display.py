"""Values as people read them: dates, recurrences, editions, and text that is safe on a screen.

A document can hold control characters that would move the cursor, colour a terminal or turn the
direction of the text round; `visible` shows them instead of obeying them, and everything printed
for people goes through it. Numbers are written by `amounts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from timeline.model import Event, Figure, Imprint
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, year_of


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers and dates are printed for people; CSV and JSON are exact whatever it says.

    `exact` writes every digit of a number and the code of its currency ("863,000,000,000 USD"
    for "$863 billion"); `iso` writes dates as year, month and day ("2020-07-01").
    """

    exact: bool = False
    iso: bool = False


PEOPLE: Final = Style()
EXACT: Final = Style(exact=True, iso=True)

# C0 and C1 controls, DEL, line and paragraph separators, the marks that turn the direction of
# the text, and halves of surrogate pairs, which no encoding can write.
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BLANKS: Final = "\t\n\x0b\x0c\r\x85\u2028\u2029"


def visible(text: str) -> str:
    """Return a text as one line in which every control character can be seen.

    Line breaks and tabs become blanks; the other C0 controls become their pictures (ESC: ␛);
    C1 controls and marks of direction become their code (`\\x9b`, `\\u202e`).
    """
    if text.isprintable():  # so are most, and this is quick to tell
        return text
    return _CONTROL.sub(lambda match: _picture(match[0]), text)


def safe(text: str) -> str:
    """Return a finished output with its line ends, every other control character shown.

    For what is written as it stands (CSV) when it goes to a terminal.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(visible(line) for line in lines)


def _picture(character: str) -> str:
    if character in _BLANKS:
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


# ---------------------------------------------------------------- dates

_MONTHS: Final = (
    "Jan.", "Feb.", "March", "April", "May", "June",
    "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_PARTS: Final = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4",
}  # fmt: skip
_MARKS: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}
_POINT: Final = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def write_period(period: Period, style: Style = PEOPLE) -> str:
    """Return a period in words: "1948/.." is "since 1948", "2023-09" is "Sept. 2023"."""
    text = period.edtf
    if text.startswith("["):
        start, end = text[1:-1].split("..", 1)
        return _stretch(start, end, style, joined="between {} and {}")
    if "/" in text:
        start, end = text.split("/")
        return _stretch(start, end, style, joined="{} to {}")
    return _point(text, style)


def _stretch(start: str, end: str, style: Style, *, joined: str) -> str:
    if end in ("", ".."):
        return f"since {_point(start, style)}"
    if start in ("", ".."):
        return f"until {_point(end, style)}"
    ends = None if style.iso else _ends_of_one_year(start, end)
    return joined.format(*(ends or (_point(start, style), _point(end, style))))


def _ends_of_one_year(start: str, end: str) -> tuple[str, str] | None:
    """Return "July", "Sept. 2023", or "May 3", "5, 2023"; None where the year is not said once."""
    first, last = _POINT.fullmatch(start), _POINT.fullmatch(end)
    if first is None or last is None or first[1] != last[1]:
        return None
    if first[2] is None or last[2] is None or max(first[2], last[2]) > "12":
        return None
    if (first[3] is None) != (last[3] is None):
        return None
    left = _month_day(first)
    if first[3] is not None and first[2] == last[2]:
        return left, f"{int(last[3])}, {_year(last[1])}"
    return left, _point_in_words(end)


def _point(text: str, style: Style) -> str:
    mark = _MARKS.get(text[-1], "")
    body = text[:-1] if mark else text
    return mark + (_point_in_digits(body) if style.iso else _point_in_words(body))


def _point_in_digits(body: str) -> str:
    year, hyphen, part = body.rpartition("-")
    if hyphen and year and "-" not in year.lstrip("-") and int(part) in _PARTS:
        return f"{_PARTS[int(part)]} {year}"
    return body.replace("XX", "00s").replace("X", "0s")


def _point_in_words(body: str) -> str:
    """Return "Sept. 12, 2022", "Sept. 2022", "autumn 2022", "146 BC", "1990s", "20th century"."""
    found = _POINT.fullmatch(body)
    if found is None:
        return _unspecified(body)
    year = _year(found[1])
    if found[2] is None:
        return year
    if int(found[2]) in _PARTS:
        return f"{_PARTS[int(found[2])]} {year}"
    return f"{_month_day(found)}{' ' if found[3] is None else ', '}{year}"


def _month_day(found: re.Match[str]) -> str:
    month = _MONTHS[int(found[2]) - 1]
    return month if found[3] is None else f"{month} {int(found[3])}"


def write_year(day: int) -> str:
    """Return the year of a day number as people count: "2023", "146 BC"."""
    return _year(str(year_of(day)))


def _year(text: str) -> str:
    """Return an astronomical year as people count: "-0145" is "146 BC", "0079" is "AD 79"."""
    year = int(text)
    if year < 1:
        return f"{1 - year} BC"
    return str(year) if year > 999 else f"AD {year}"


def _unspecified(body: str) -> str:
    """Return "1990s" for "199X", "20th century" for "19XX"; before the year 1000 both ends."""
    period = Period.parse(body)
    first, last = year_of(period.first), year_of(period.last)
    if first < 1000:
        return f"{_year(str(first))} to {_year(str(last))}"
    if not body.endswith("XX"):
        return f"{first}s"
    number = first // 100 + 1
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} century"


_RECURRENCE = re.compile(r"(?:(\d+)/)?P(\d+)([YMWD])")
_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def write_recurrence(text: str) -> str:
    """Return an ISO 8601 recurrence in words: "P6Y", "every 6 years"; "3/P1Y", "3 times a year"."""
    match = _RECURRENCE.fullmatch(text)
    if match is None:
        return visible(text)
    times, count, letter = match[1], int(match[2]), match[3]
    unit = _UNITS[letter] if count == 1 else f"{count} {_UNITS[letter]}s"
    if times is None:
        return f"every {unit}"
    return f"{times} times {'a' if count == 1 else 'every'} {unit}"


def write_event_date(event: Event, style: Style = PEOPLE) -> str | None:
    """Return when an event is: its date, else how often and within which bounds, else None."""
    if event.when is not None:
        return write_period(event.when, style)
    if event.recurrence is None:
        return None if event.bounds is None else write_period(event.bounds, style)
    bounds = "" if event.bounds is None else f", {write_period(event.bounds, style)}"
    return write_recurrence(event.recurrence) + bounds


def write_reference_time(figure: Figure, style: Style = PEOPLE) -> str | None:
    """Return the time that a figure is about, None where the edition states none."""
    if figure.period is not None:
        return write_period(figure.period, style)
    if figure.as_of is not None:
        return f"as of {write_period(figure.as_of, style)}"
    return None if figure.period_text is None else visible(figure.period_text)


def write_holding_time(figure: Figure, style: Style = PEOPLE) -> str | None:
    """Return "for 2022", "since May 2020", "as of July 1, 2022"; None where none is stated."""
    time, period = write_reference_time(figure, style), figure.period
    closed = period is not None and period.first > OPEN_PAST and period.last < OPEN_FUTURE
    return f"for {time}" if closed else time


# ---------------------------------------------------------------- editions


def write_issue_date(imprint: Imprint, style: Style = PEOPLE) -> str:
    """Return when an edition was published, in words."""
    return "undated" if imprint.published is None else write_period(imprint.published, style)


def cite_edition(imprint: Imprint, style: Style = PEOPLE) -> str:
    """Return how an edition is cited: "us-mexico@2023, published Aug. 2023"."""
    dated = (
        "undated" if imprint.published is None else f"published {write_issue_date(imprint, style)}"
    )
    return visible(f"{imprint.reference}, {dated}")
