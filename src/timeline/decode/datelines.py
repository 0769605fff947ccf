"""Lines that say when a page was published or modified, and nothing else.

Such a line is made of pieces: a lead ("Published", "Page last reviewed on"), a date, a day of the
week, an hour, who wrote, an office behind a bar, a time of reading. A word that belongs to none of
these makes it a sentence, which is the document's own, whatever date it holds: "The law was
published on March 3, 2021." Without a lead it is one date alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.decode import page_words
from timeline.reading.dates import patterns as date_rules
from timeline.reading.dates import resolve
from timeline.reading.language import word_classes
from timeline.reading.matching.engine import anchors_of
from timeline.values import Period

MODIFIED, PUBLISHED = "modified", "published"
Dated = tuple[Period, int, int]
"""A date of a line, with where it begins and ends."""

_SAID: Final = (
    "published posted issued released uploaded updated modified revised reviewed changed amended "
    "edited corrected"
)
_NOUNS: Final = "publication release issue posting update revision modification change review"
_SEPARATORS: Final = re.compile(r"[\s|•·–—;/,.:()\[\]>-]*")
_BAR: Final = re.compile(r"[|•·]")
_OF_PAGE: Final = "published posted uploaded updated modified revised reviewed changed"
"""What is done to a page: others of these words are said of the site of a mine, and of its laws."""
_PAGE: Final = r"(?:(?:this|the)\s)?(?:web\s?page|page|web\s?site)\s(?:was\s|is\s|has\sbeen\s)?"
_SITE: Final = r"(?:(?:this|the)\s)?site\s(?:was\s|is\s|has\sbeen\s)?"
_LEAD: Final = re.compile(
    rf"{_PAGE}(?:content\s)?(?:first\s|last\s|originally\s|most\srecently\s)?"
    rf"(?:{'|'.join(_OF_PAGE.split())})(?:\s(?:on|at)\b)?"
    rf"|{_SITE}(?:last|most\srecently)\s(?:{'|'.join(_OF_PAGE.split())})(?:\s(?:on|at)\b)?"
    r"|site\s(?:updated|modified)(?:\son\b)?"
    r"|(?:content\s|article\s|date\s)?(?:first\s|last\s|originally\s|most\srecently\s)?"
    rf"(?P<said>{'|'.join(_SAID.split())})(?:\sonline)?\b"
    rf"(?:\s?(?:on|at)\b)?"
    r"|(?:date|day)(?:\sof)?(?:\sthe)?(?:\slast|\sfirst|\slatest)?"
    rf"\s(?P<of>{'|'.join(_NOUNS.split())})\b"
    rf"|(?:last\s|latest\s)?(?P<noun>{'|'.join(_NOUNS.split())})(?:\sdate)\b"
    r"|(?:last|latest)\s(?P<last>update|revision|modification|change|review)s?\b"
    r"|submitted(?=\sby\b)|date(?=\s?:)|(?:for\s)?immediate\srelease\b",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    rf"next\s(?:{'|'.join(_NOUNS.split())})(?:\sdate)?\s?:?\s?", re.IGNORECASE
)
"""Leads the date of another edition, in a line that says when this one was published."""
_CHANGED: Final = re.compile(r"updat|modif|revis|review|chang|amend|edit|correct", re.IGNORECASE)
_WEEKDAY: Final = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)",
    re.IGNORECASE,
)
_HOUR: Final = re.compile(
    r"(?:at\s)?\d{1,2}(?:[:.]\d\d(?::\d\d)?)(?:\s?[ap]\.?m\b\.?)?(?:\s?\(?[A-Z]{2,5}\b\)?)?"
    r"(?:[+-]\d\d:?\d\d)?|(?:at\s)?\d{1,2}\s?[ap]\.?m\b\.?(?:\s?\(?[A-Z]{2,5}\b\)?)?",
)
_READING: Final = re.compile(
    r"(?:(?:estimated\s)?reading\stime:?\s)?\d{1,3}[\s-]min(?:ute)?s?(?:\sread)?\b"
    r"|(?:\d{1,5}|no)\s(?:comments?|views?|shares?|replies|likes)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_][\w.’'&-]*")
_SMALL: Final = page_words.SMALL | {"&"}
_OFFICES: Final = page_words.OFFICES
_BY: Final = re.compile(r"(?<=[\w,.] )by\s")
_AUTHOR: Final = re.compile(r"(?:(?:written|edited|story)\s)?by\b:?\s?", re.IGNORECASE)
_MOST_WORDS: Final = 10
_STOP: Final = re.compile(r"[a-z)\d][.!?][\"'”’)]?\s*$")
_ACTED: Final = re.compile(
    r"(?:amended|edited|revised|changed|corrected|reviewed)\sby\b", re.IGNORECASE
)
"""What is done to laws and budgets by those who make them, more than to a page by its author."""
_LASTING: Final = re.compile(
    r"\b(?:page|website|web\ssite|site|last|latest|updated?|modified|modification|date"
    r"|published|posted)\b",
    re.IGNORECASE,
)
_FEW_WORDS: Final = 4
_SHORTEST: Final = 3
"""Characters that a date has at least: "May"."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a line says of its page: the dates in order, each with "modified", "published" or ""."""

    stated: tuple[tuple[str, Period], ...]


def dates_of(text: str) -> Iterator[Dated]:
    """Yield the dates of a text that name a day or a month."""
    if len(text) < _SHORTEST:
        return
    found = date_rules.mentions(text, anchors_of(text, (date_rules.TABLE,)))
    for each in resolve.expressions(text, found, None):
        if each.type == "DATE" and each.edtf and each.edtf.precision in ("day", "month"):
            yield each.edtf, each.quote.span.start, each.quote.span.end


def read(text: str, dates: Sequence[Dated], *, named: bool = False) -> Dateline | None:
    """Return what a line states, None where it holds more than that, or is a sentence.

    One that says who did it and ends as sentences do is a sentence. In a line that is `named` as a
    dateline, whatever name a bar parts from the date is that of an author or a place.
    """
    if _ACTED.search(text) or (_BY.search(text) and _STOP.search(text)):
        return None
    stated: list[tuple[str, Period]] = []
    starts = {start: (period, end) for period, start, end in dates}
    place, lead, leads = _behind_place(text, starts), "", 0
    while place < len(text):
        if place in starts:
            period, place = starts[place]
            stated.append((lead, period))
            lead = ""
            continue
        separators = _SEPARATORS.match(text, place)
        if separators is not None and separators.end() > place:
            place = separators.end()
            continue
        other = _NEXT.match(text, place)
        if other is not None and stated and not lead and other.end() in starts:
            place = starts[other.end()][1]
            continue
        found = _LEAD.match(text, place)
        if found is not None and found.end() > place:
            if lead:
                return None
            lead = MODIFIED if _CHANGED.search(found[0]) else PUBLISHED
            leads += 1
            place = found.end()
            continue
        if text.startswith("on ", place) and (lead or stated):
            place += 3
            continue
        limit = min((s for s in starts if s > place), default=len(text))
        end = _piece(text, place, limit, least=0 if named else 1)
        if end is None:
            return None
        place = end
    if not stated or lead or leads not in (0, len(stated)) or (not leads and len(stated) > 1):
        return None
    return Dateline(tuple(stated))


def read_among(text: str, dates: Sequence[Dated]) -> Dateline | None:
    """Return what a line states whose one date stands alone between bars, beside short remarks.

    "Bulletin No. 3/2025 · 12 November 2025 · 4 min read".
    """
    parts = _BETWEEN_BARS.split(text)
    if len(dates) != 1 or not 1 < len(parts) <= _MOST_PARTS or _STOP.search(text):
        return None
    dated = [(part, found) for part in parts if (found := list(dates_of(part)))]
    others = [part for part in parts if all(part != each for each, _ in dated)]
    if len(dated) != 1 or any(len(part.split()) > _MOST_OF_REMARK for part in others):
        return None
    return read(*dated[0])


_BETWEEN_BARS: Final = re.compile(r"\s[|•·]\s")
_MOST_PARTS: Final = 4
_MOST_OF_REMARK: Final = 5


def _behind_place(text: str, starts: Collection[int]) -> int:
    """Return where the day begins that a place or an office opens, "Velden, 3 May 2020"; 0 without.

    The name of an office can be longer: "National Statistical Office of Orland, 3 May 2020".
    """
    found = _PLACE.match(text)
    if found is not None and found.end() in starts:
        return found.end()
    found = _OFFICE.match(text)
    if found is None or found.end() not in starts:
        return 0
    head = _SMALL_WORD.split(found["name"], maxsplit=1)[0].split()[-1]
    return found.end() if head.lower() in _OFFICES else 0


_PLACE: Final = re.compile(
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"[A-Z][\w’'.-]+(?:\s(?:[A-Z][\w’'.-]+|de|la|of|the)){0,3}(?:\s\([A-Z][\w\s’'-]{1,30}\))?,\s"
)
_OFFICE: Final = re.compile(
    r"(?P<name>[A-Z][\w’'.-]+(?:\s(?:[A-Z][\w’'.-]+|de|la|of|the|for|and|&)){1,9})(?:,\s|\s[|•·–—]\s)"
)
_SMALL_WORD: Final = re.compile(r"\s(?:de|la|of|for|and|&)\s")


def opening_day(text: str) -> tuple[Period, str] | None:
    """Return the day of a place and a day that open a paragraph, with their words; None without.

    "Velden, 3 May 2020 (News) – The council met on Monday."
    """
    found = _OPENING.match(text)
    if found is None:
        return None
    line = found["line"]
    for period, start, end in dates_of(line):
        led = line[:start].strip(" ,(")
        day = period.precision == "day" and bool(led) and not line[end:].strip(" )")
        return (period, line) if day and all(map(_is_of_place, led.split())) else None
    return None


_OPENING: Final = re.compile(
    r"(?P<line>[A-Z][^–—:;!?\n]{3,60}?\b(?:19|20)\d\d\)?)"
    r"(?:\s?\([^()\n]{1,40}\))?(?:\s?[–—]\s?|\s-{1,2}\s)(?=[\"“‘]?[A-Z])"
)


def _is_of_place(word: str) -> bool:
    """Tell whether a word can stand in the name of a place, before the day of a dateline."""
    bare = word.strip(",/.()")
    named = bare[:1].isupper() and bare.lower() not in _NO_PLACES
    return not bare or named or bare in _SMALL


_NO_PLACES: Final = word_classes.PREPOSITIONS | word_classes.DETERMINERS


def _piece(text: str, place: int, limit: int, *, least: int) -> int | None:
    """Return where an hour, a name or the like ends that begins at a place, None for none."""
    for pattern in (_WEEKDAY, _READING, _HOUR):
        found = pattern.match(text, place, limit)
        if found is not None:
            return found.end()
    author = _AUTHOR.match(text, place, limit)
    if author is not None:
        return _name(text, author.end(), limit, least=0)
    before, after = text[max(0, place - 3) : place], _BAR.search(text, place, limit)
    if _BAR.search(before) and place > 3:
        return _name(text, place, limit, least=0)
    if after is not None and after.start() < limit:
        return _name(text, place, after.start(), least=least)
    return None


def _name(text: str, place: int, limit: int, *, least: int) -> int | None:
    """Return where a name ends: words with a capital, or of offices, of which `least` at least."""
    offices = count = 0
    end = place
    while (found := _WORD.match(text, end, limit)) is not None:
        word = found[0].rstrip(".")
        if word == "on":
            break
        is_office = word.lower() in _OFFICES
        if not (is_office or word[0].isupper() or word.lower() in _SMALL):
            return None
        offices += is_office
        count += 1
        end = found.end()
        while end < limit and text[end] in " ,":
            end += 1
        if text[end : end + 1] and _LEAD.match(text, end, limit):
            break
    return end if 0 < count <= _MOST_WORDS and offices >= least else None


def is_of_page(text: str) -> bool:
    """Tell whether a line speaks of a page: "Amended 4 May 2022" may speak of a law."""
    return _LASTING.search(text) is not None


def says_no_more(text: str) -> bool:
    """Tell whether a line that is named as a dateline is one by its words as well.

    Without a date it says who wrote, for what and how many have answered.
    """
    dates = list(dates_of(text))
    if dates:
        return read(text, dates, named=True) is not None
    author = _AUTHOR.match(text)
    if author is not None and _name(text, author.end(), len(text), least=0) is not None:
        return True
    return len(text.split()) <= _FEW_WORDS or _STOP.search(text) is None
