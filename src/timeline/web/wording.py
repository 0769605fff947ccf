"""Words of the pages that templates share: lengths of lists, lateness, texts cut at a word."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from timeline.formats.display import write_event_date
from timeline.formats.tables import write_dated_amount
from timeline.formats.written_amounts import write_amount
from timeline.model import Event, Figure, Happening
from timeline.values import Period, day_text, decimal_text

_ELLIPSIS: Final = "…"
_HTML_TIME: Final = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")
_MINUS: Final = re.compile(r"(?<!\w)-(?=[\d$€£])")
_WORD: Final = 30
"""How far before the end a text is cut at a blank; a longer word is cut within."""


def clip(text: str, longest: int) -> str:
    """Return a text of at most so many characters, cut at a word and ended by "…"."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    blank = cut.rfind(" ", len(cut) - _WORD)
    return (cut[:blank] if blank > 0 else cut).rstrip(" ,;:.–-") + _ELLIPSIS


def excerpt(
    text: str, span: tuple[int, int] | None, longest: int = 400, around: int = 120
) -> tuple[str, tuple[int, int] | None]:
    """Return a long text as what stands around a place in it, cut at words; and the new place.

    What is cut is told by "…". A text of at most `longest` characters stays.
    """
    if len(text) <= longest:
        return text, span
    if span is None:
        return clip(text, longest), None
    start, end = max(span[0] - around, 0), min(span[1] + around, len(text))
    if start > 0:
        start = text.find(" ", start, span[0]) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", span[1], end), span[1]) if " " in text[span[1] : end] else end
    before = _ELLIPSIS if start > 0 else ""
    shift = len(before) - start
    cut = f"{before}{text[start:end]}{_ELLIPSIS if end < len(text) else ''}"
    return cut, (span[0] + shift, span[1] + shift)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 event", "2,000 events"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def lateness(last: int, today: int) -> str:
    """Return how long ago a day was: "3 years 1 month", "5 days"; both are day numbers."""
    year, month, day = (int(part) for part in day_text(last).split("-"))
    year_now, month_now, day_now = (int(part) for part in day_text(today).split("-"))
    months = (year_now - year) * 12 + month_now - month - (day_now < day)
    if months < 1:
        return count(today - last, "day")
    years, rest = divmod(months, 12)
    parts = [count(number, name) for number, name in ((years, "year"), (rest, "month")) if number]
    return " ".join(parts)


def long_day(number: int) -> str:
    """Return a day as it stands in running text: "28 November 2026"."""
    year, month, day = day_text(number).rsplit("-", 2)
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SIGNS: Final = {
    "updated": "→", "changed": "→", "redated": "→", "restated": "±", "rescoped": "↕",
    "unit-changed": "↕", "rounded": "≈", "added": "+", "returned": "+", "dropped": "–",
    "removed": "–", "moved": "↔", "occurred": "●",
}  # fmt: skip


def change_sign(name: str) -> str:
    """Return the sign of a change, empty for one that has none."""
    return _SIGNS.get(name, "")


def change_word(name: str) -> str:
    """Return a change as a word: "Unit changed"."""
    return name.replace("-", " ").capitalize()


def status_word(name: str) -> str:
    """Return a status, or what was found of a plan or a figure, as a word."""
    return {"stale": "Carried over", "contradiction": "Contradicts"}.get(name, name.capitalize())


def amount(figure: Figure, unit: bool = True) -> str:
    """Return the quantity of a figure in words, without its qualifier."""
    if figure.quantity.qualifier != "exact":
        figure = replace(figure, quantity=replace(figure.quantity, qualifier="exact"))
    return with_minus(write_amount(figure, unit=unit))


def with_minus(text: str) -> str:
    """Return an amount with a true minus for its hyphen."""
    return _MINUS.sub("−", text)


_CURRENCIES: Final = {"USD": "US dollars", "EUR": "euros", "GBP": "pounds sterling"}


def currency(figure: Figure) -> str | None:
    """Return what a sign such as "$" stands for, None where the unit is written out."""
    return _CURRENCIES.get(figure.quantity.unit or "")


def exact(figure: Figure) -> str:
    """Return the value of a figure with all its digits."""
    return decimal_text(figure.quantity.value)


def html_time(period: Period) -> str | None:
    """Return a year, month or day that HTML can read, else None: HTML has no bounds or doubts."""
    return period.edtf if _HTML_TIME.fullmatch(period.edtf) else None


def marked(text: str, span: tuple[int, int] | None) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it is the marked one."""
    start, end = span or (0, 0)
    for piece, found in ((text[:start], False), (text[start:end], True), (text[end:], False)):
        if piece:
            yield piece, found


def happening_date(happening: Happening) -> str | None:
    """Return when a happening is, in words, by the finest date that is stated for it."""
    return write_event_date(replace(happening.newest.event, when=happening.when))


_FILTER_WORDS: Final = {"q": "with", "as-of": "as known on", "all": "minor events too"}
_FILE_WORDS: Final = {
    "ics": "calendar", "xlsx": "spreadsheet", "jsonld": "JSON-LD", "atom": "feed",
    "svg": "drawing",     "timeline.json": "TimelineJS", "triangle.csv": "triangle",
    "bin": "stored copy", "md": "Markdown",
}  # fmt: skip


def filter_words(name: str, value: str) -> str:
    """Return a filter in words: "From 2018", "As known on 2023-01-01"."""
    said = _FILTER_WORDS.get(name, name)
    return said.capitalize() if name == "all" else f"{said.capitalize()} {clip(value, 40)}"


def file_word(ending: str) -> str:
    """Return what people call a file with an ending: "CSV", "calendar"."""
    return _FILE_WORDS.get(ending, ending.upper())


def without(query: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the filters without one of them."""
    return {key: value for key, value in query.items() if key != name}


def with_filter(query: Mapping[str, str], name: str, value: str) -> dict[str, str]:
    """Return the filters with one more."""
    return {**query, name: value}


def with_filters(query: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Return the filters with others in their place."""
    return {**query, **others}


def reason(message: str) -> str:
    """Return why something was found: "overdue: no later edition" without its first word."""
    return message.partition(": ")[2] or message


def event_anchor(event: Event) -> str:
    """Return where an event stands in the page of its edition."""
    return "" if event.quote is None else f"event-{event.quote.span.start}-{event.quote.span.end}"


def label(reference: str) -> str:
    """Return the label of a reference: "2023" of "us-mexico@2023"."""
    return reference.partition("@")[2]


def write_command(*words: str, options: Mapping[str, str | None] | None = None) -> str:
    """Return a command to be typed, without the options that are None.

    What a shell would take for more than a word stands in quotes.
    """
    given = [(f"--{name}", value) for name, value in (options or {}).items() if value]
    return shlex.join(("timeline", *words, *(part for pair in given for part in pair)))


_LONG: Final = 240
_ENDS: Final = 100


def shorten(text: str) -> str:
    """Return an unchanged stretch between changes, cut in its middle where it is long."""
    if len(text) <= _LONG:
        return text
    head, tail = clip(text, _ENDS), text[-_ENDS:]
    return f"{head} {tail[tail.find(' ') + 1 :]}"


def marked_all(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it is in one of the spans, which are sorted."""
    at = 0
    for start, end in spans:
        if start > at:
            yield text[at:start], False
        yield text[max(at, start) : end], True
        at = max(at, end)
    if at < len(text):
        yield text[at:], False


def dated_amount(figure: Figure) -> str:
    """Return how much and when: "estimated $577.3 billion (2020)"."""
    return _MINUS.sub("−", write_dated_amount(figure))
