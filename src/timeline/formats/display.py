"""Values as people read them: figures, dates, recurrences, and text that is safe on a screen.

Numbers are printed in full, grouped by commas and never rounded. A document can hold control
characters that would move the cursor, colour a terminal or turn the direction of the text round;
`visible` shows them instead of obeying them, and everything printed for people goes through it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from timeline.model import Event, Figure, Imprint
from timeline.values import Period, decimal_text

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


# ---------------------------------------------------------------- figures


def grouped(number: Decimal) -> str:
    """Return all digits of a number, those before the point in threes: "863,000,000,000"."""
    whole, point, rest = decimal_text(number).partition(".")
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", whole) + point + rest


def amount(figure: Figure, *, unit: bool = True) -> str:
    """Return the quantity of a figure in words: "approximately 1,700,000,000 USD per day".

    Without `unit` the unit is left out, where another amount beside it shows it.
    """
    quantity = figure.quantity
    text = grouped(quantity.value)
    if quantity.value_high is not None:
        text += f" to {grouped(quantity.value_high)}"
    if quantity.low is not None or quantity.high is not None:
        low = "?" if quantity.low is None else grouped(quantity.low)
        high = "?" if quantity.high is None else grouped(quantity.high)
        text += f" ({low} to {high})"
    if quantity.unit == "rank":
        text = f"rank {text}"
    elif unit and quantity.unit is not None:
        one = quantity.value == 1 and quantity.value_high is None
        text += f" {quantity.unit if one else plural(quantity.unit)}"
    if quantity.qualifier != "exact":
        text = f"{quantity.qualifier} {text}"
    if figure.direction is not None:
        text = f"{figure.direction} {text}"
    if unit and quantity.per is not None:
        text += f" per {quantity.per}"
    return visible(text)


_UNCOUNTED: Final = {"percent", "rank", "degree Celsius", "degree Fahrenheit", "per mille"}
_IRREGULAR: Final = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet",
}  # fmt: skip


def plural(unit: str) -> str:
    """Return a singular unit as it follows a number above one: "port of entry", "ports of entry".

    Codes (USD, kWh), percent and symbols stay as they are.
    """
    if unit in _UNCOUNTED or re.search(r"[A-Z]", unit.split(" of ")[0].split(" ")[-1]):
        return unit
    head, of, rest = unit.partition(" of ")
    before, blank, noun = head.rpartition(" ")
    if noun in _IRREGULAR:
        noun = _IRREGULAR[noun]
    elif re.search(r"[^aeiou]y$", noun):
        noun = f"{noun[:-1]}ies"
    elif re.search(r"(s|x|z|ch|sh)$", noun):
        noun += "es"
    elif re.search(r"[a-z]$", noun):
        noun += "s"
    return before + blank + noun + of + rest


def reference(figure: Figure) -> str | None:
    """Return the time that a figure is about, None where the edition states none."""
    if figure.period is not None:
        return when(figure.period)
    if figure.as_of is not None:
        return f"as of {when(figure.as_of)}"
    return None if figure.period_text is None else visible(figure.period_text)


# ---------------------------------------------------------------- dates

_PARTS: Final = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4",
}  # fmt: skip
_MARKS: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def when(period: Period) -> str:
    """Return a period in words: "1948/.." is "since 1948", "2023-33" is "Q1 2023"."""
    text = period.edtf
    if text.startswith("["):
        return _stretch(*text[1:-1].split("..", 1), joined="between {} and {}", open_end="..")
    if "/" in text:
        return _stretch(*text.split("/"), joined="{} to {}", open_end="..")
    return _point(text)


def _stretch(start: str, end: str, *, joined: str, open_end: str) -> str:
    if end in ("", open_end):
        return f"since {_point(start)}"
    if start in ("", open_end):
        return f"until {_point(end)}"
    return joined.format(_point(start), _point(end))


def _point(text: str) -> str:
    mark = _MARKS.get(text[-1], "")
    body = text[:-1] if mark else text
    year, hyphen, part = body.rpartition("-")
    if hyphen and year and "-" not in year.lstrip("-") and int(part) in _PARTS:
        body = f"{_PARTS[int(part)]} {year}"
    elif "X" in body:
        body = body.replace("XX", "00s").replace("X", "0s")
    return mark + body


_RECURRENCE = re.compile(r"(?:(\d+)/)?P(\d+)([YMWD])")
_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def recurrence(text: str) -> str:
    """Return an ISO 8601 recurrence in words: "P6Y", "every 6 years"; "3/P1Y", "3 times a year"."""
    match = _RECURRENCE.fullmatch(text)
    if match is None:
        return visible(text)
    times, count, letter = match[1], int(match[2]), match[3]
    unit = _UNITS[letter] if count == 1 else f"{count} {_UNITS[letter]}s"
    if times is None:
        return f"every {unit}"
    return f"{times} times {'a' if count == 1 else 'every'} {unit}"


def event_date(event: Event) -> str | None:
    """Return when an event is: its date, else how often and within which bounds, else None."""
    if event.when is not None:
        return when(event.when)
    if event.recurrence is None:
        return None if event.bounds is None else when(event.bounds)
    bounds = "" if event.bounds is None else f", {when(event.bounds)}"
    return recurrence(event.recurrence) + bounds


# ---------------------------------------------------------------- editions


def issued(imprint: Imprint) -> str:
    """Return when an edition was published, in words."""
    return "undated" if imprint.published is None else when(imprint.published)


def edition(imprint: Imprint) -> str:
    """Return how an edition is cited: "us-mexico@2023, published 2023-08"."""
    dated = "undated" if imprint.published is None else f"published {issued(imprint)}"
    return visible(f"{imprint.reference}, {dated}")
