"""The dates of publication that a page states, and the lines that hold nothing but such a date.

What a page calls published is a date; what it calls modified says only that its text was out by
then, since a page is modified when its site moves: such a claim is one of all days up to that one
("[..2025-01-03]"). What it states for machines is read by `timeline.decode.pagedata`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from timeline.decode import chrome, datelines
from timeline.decode.elements import BLOCKS, Element
from timeline.decode.markup import ParsedPage
from timeline.decode.pagedata import day, metas, plausible, structured, until
from timeline.model import Claim
from timeline.values import OPEN_PAST, Period

_BYLINE: Final = "byline"
_CREATED: Final = frozenset({"dcterms.created", "dc.date.created"})
"""When a text was begun is a date of publication only where nothing else is."""

_LONGEST: Final = 120
_LONGEST_PAIR: Final = 80
_LINES: Final = 100
"""More lines of a page do not say when it was published."""
_AROUND_TITLE: Final = 4
"""So many lines above and below the title may be a byline."""
_UPDATE: Final = re.compile(
    r"(?:updat|modifi|revis|review|chang|amend|edit|correct)", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_NUMERIC: Final = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d")
"""A day in figures, of which only a `datetime` tells which number is that of the month."""
_ENDS: Final = re.compile(r"[a-z)\d][.!?][\"'”’)]?$")
_OF_LISTS: Final = frozenset("li td th dd dt".split())
"""In these a date alone is one of the document, not of its publication."""
_MEMBERS: Final = frozenset("li td th tr".split())
"""In these a date is one of the page only where a word says so."""
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that a page states, and the lines of it that hold nothing but such a date."""

    claims: tuple[Claim, ...]
    lines: frozenset[Element]


def dates(page: ParsedPage) -> Dates:
    """Return the dates of publication that a page states, each once, the surest claimant first."""
    bylines = list(_bylines(page))
    if not any(claim.published.first > OPEN_PAST for _, claim in bylines):
        bylines += [(None, claim) for claim in _opening(page)]
    found = [*structured(page), *metas(page), *(claim for _, claim in bylines)]
    if any(c.text not in _CREATED and c.published.first > OPEN_PAST for c in found):
        found = [claim for claim in found if claim.text not in _CREATED]
    return Dates(
        tuple(dict.fromkeys(found)), frozenset(line for line, _ in bylines if line is not None)
    )


def _bylines(page: ParsedPage) -> Iterator[tuple[Element | None, Claim]]:
    """Yield the lines that state a date, with what they state.

    A part of a line, up to a `<br>`, has no element of its own.
    """
    lines = list(_lines(page.body))
    near = _near(lines)
    inside, ending = _read_lines(page, frozenset(lines))
    asks = any(_YEAR.search(lines[number].text()) for number in near)
    listed = _listed(inside) if asks else frozenset()
    asked = (
        (line, number in near and not _is_beside(line, inside))
        for number, line in enumerate(lines)
        if line.tag not in _HEADINGS
        and line.chars <= _LONGEST
        and (
            number in near
            or (_is_of_update(line) and (line not in inside or line in ending or _is_byline(line)))
        )
    )
    for line, beside_title in islice(asked, _LINES):
        if line in listed:
            continue
        for claim in _of_line(_words(line), line, beside_title=beside_title):
            yield line, claim
        if beside_title and _breaks(line):
            yield from ((None, claim) for claim in _of_parts(line))
        term = _term(line)
        if term is not None:
            text = f"{_words(term)} {_words(line)}"
            for claim in _of_line(text, line, beside_title=beside_title) if _is_led(text) else ():
                yield term, claim
                yield line, claim


def _opening(page: ParsedPage) -> Iterator[Claim]:
    """Yield the day of the one dateline that opens the text below the title."""
    lines = list(_lines(page.body))
    near = _near(lines)
    opened = [
        (number, found)
        for number, line in enumerate(lines)
        if line.tag == "p" and (found := datelines.opening_day(line.text().lstrip())) is not None
    ]
    if len(opened) == 1 and opened[0][0] in near:
        period, words = opened[0][1]
        yield from plausible(Claim(_BYLINE, period, words))


def _breaks(line: Element) -> bool:
    return any(isinstance(item, Element) and item.tag == "br" for item in line.content)


def _of_parts(line: Element) -> Iterator[Claim]:
    """Yield what the parts of a line between its `<br>` state that say what their date is."""
    part: list[Element | str] = []
    for item in [*line.content, Element("br", {})]:
        if isinstance(item, str) or item.tag != "br":
            part.append(item)
            continue
        piece = Element("p", {}, line.parent, content=part)
        if _is_led(_words(piece)):
            yield from _of_line(_words(piece), piece, beside_title=True)
        part = []


def _term(line: Element) -> Element | None:
    """Return the term before a description, None where there is none."""
    if line.tag != "dd" or line.parent is None:
        return None
    before = [item for item in line.parent.content if isinstance(item, Element)]
    place = before.index(line)
    return before[place - 1] if place and before[place - 1].tag == "dt" else None


def _is_beside(line: Element, inside: Mapping[Element, None]) -> bool:
    """Tell whether a line stands beside the document, or at the foot of the page."""
    return chrome.within(line, "aside", "nav") or (
        line not in inside and chrome.within(line, "footer")
    )


def _read_lines(
    page: ParsedPage, lines: frozenset[Element]
) -> tuple[dict[Element, None], frozenset[Element]]:
    """Return the lines of the document, and those of them that say at its end when it was changed.

    What the site has put around the document, or within it, holds none of its lines.
    """
    root, marked = chrome.main_of(page.body)
    inside: list[Element] = []
    after = 0
    stack: list[Element | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            after = len(inside) if item.strip() else after
        elif (
            item is not root
            and not chrome.is_byline(item)
            and chrome.left_out(item, page.body.chars, marked=marked)
        ):
            continue
        elif item in lines:
            inside.append(item)
        else:
            stack.extend(reversed(item.content))
    ending: set[Element] = set()
    for line in reversed(inside[after:]):
        term = _term(line)
        text = _words(line) if term is None else f"{_words(term)} {_words(line)}"
        if line in ending or line.linked == line.chars:
            continue
        if line.chars > _LONGEST or line.tag == "li" or not _is_led(text):
            break
        ending.update((line,) if term is None else (line, term))
    return dict.fromkeys(inside), frozenset(ending)


def _listed(inside: Iterable[Element]) -> frozenset[Element]:
    """Return the lines whose dates are of a list: of a chronology, of news, of documents.

    A document has one date alone; where it says "published" once more, the first is its own only
    where it follows the title at once, and a sentence parts it from the others.
    """
    alone: dict[Element, Period] = {}
    led: dict[Element, Period] = {}
    own: list[Element] = []
    follows, parted = True, False
    read = 0
    for line in inside:
        text = _words(line) if line.chars <= _LONGEST_PAIR else ""
        if line.tag == "h1":
            follows, own = True, []
            continue
        found = None
        if _YEAR.fullmatch(text) and line.tag not in _OF_LISTS:
            alone[line] = Period.parse(text)
        if _YEAR.search(text) and line.tag not in ("td", "th") and read < _LINES:
            read += 1
            found = datelines.read(text, list(datelines.dates_of(text)))
        if found is None:
            parted = parted or line.chars > _LONGEST_PAIR or _ENDS.search(text) is not None
            follows = follows and _is_byline(line)
            continue
        for said, period in found.stated:
            if not said and line.tag not in _OF_LISTS:
                alone[line] = period
            elif said == datelines.PUBLISHED:
                if follows:
                    own.append(line)
                    follows = parted = False
                elif not parted:
                    own = []
                led[line] = period
    listed: set[Element] = set()
    if len(set(alone.values())) > 1:
        named = [line for line in alone if _is_byline(line)]
        listed.update(line for line in alone if named != [line])
    if len(set(led.values())) > 1:
        listed.update(line for line in led if line not in own)
    return frozenset(listed)


def _near(lines: Sequence[Element]) -> set[int]:
    """Return which lines stand beside the title: below it, up to the next heading.

    A heading without links that follows at once is a second title.
    """
    titles = [number for number, line in enumerate(lines) if line.tag == "h1"]
    near: set[int] = set()
    for title in (titles or [-1])[:2]:
        near.update(range(max(title - _AROUND_TITLE, 0), title))
        left = _AROUND_TITLE
        for number in range(title + 1, len(lines)):
            line = lines[number]
            left -= line.tag != "dt"
            if left < 0:
                break
            if line.tag in _HEADINGS and (number > title + 1 or line.links or title < 0):
                break
            near.add(number)
    return near


def _is_of_update(line: Element) -> bool:
    text = line.text()
    return _UPDATE.search(text) is not None and any(map(str.isdigit, text))


def _lines(body: Element) -> Iterator[Element]:
    """Yield the blocks of a page, in order, whatever is around them.

    What holds a lead in one block and the date in the next is a line as a whole.
    """
    pairs: dict[Element, bool] = {}
    for element in body.elements():
        if element.tag not in BLOCKS or not element.chars:
            continue
        if any(isinstance(e, Element) and e.tag in BLOCKS and e.chars for e in element.content):
            continue
        pair = element.parent
        if (
            pair is not None
            and pair.tag not in ("ul", "ol", "menu")
            and element.chars < pair.chars <= _LONGEST_PAIR
        ):
            if pair not in pairs:
                pairs[pair] = _is_of_update(pair) and _is_led(_words(pair))
                if pairs[pair]:
                    yield pair
            if pairs[pair]:
                continue
        yield element


def _is_led(text: str) -> bool:
    """Tell whether a text is a line of dates that are all said to be of the page."""
    found = datelines.read(text, list(datelines.dates_of(text)))
    return found is not None and all(said for said, _ in found.stated)


def _of_line(text: str, line: Element, *, beside_title: bool) -> Iterator[Claim]:
    """Yield the dates that a line states: published only beside the title, modified anywhere."""
    dated = list(datelines.dates_of(text))
    if not dated:
        return
    found = datelines.read(text, dated, named=_is_byline(line))
    if found is None and beside_title and _is_byline(line):
        parted = chrome.parted(line)
        found = datelines.read(parted, list(datelines.dates_of(parted)), named=True)
    if found is None and beside_title:
        found = datelines.read_among(text, dated)
    if found is None or (line.tag in _MEMBERS and not datelines.is_of_page(text)):
        return
    alone = beside_title and (line.tag not in _OF_LISTS or _is_byline(line))
    for said, period in found.stated:
        if said == datelines.MODIFIED:
            yield from plausible(Claim(_BYLINE, until(period), text))
        elif beside_title and (said or alone):
            yield from plausible(Claim(_BYLINE, period, text))


def _is_byline(line: Element) -> bool:
    return chrome.is_byline(line) or any(chrome.is_byline(e) for e in line.elements())


def _words(line: Element) -> str:
    """Return the text of a line, with the day of a `<time>` that is told in other words."""
    parts: list[str] = []
    stack: list[Element | str] = line.content[::-1]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.tag == "time" and (said := _in_other_words(item)) is not None:
            parts.append(f" {said.edtf} ")
        else:
            parts.append(" " if item.tag in BLOCKS or item.tag == "br" else "")
            stack.extend(reversed(item.content))
    return " ".join("".join(parts).split())


def _in_other_words(time: Element) -> Period | None:
    if not time.get("datetime") or time.chars > _LONGEST:
        return None
    if _YEAR.search(time.text()) and not _NUMERIC.search(time.text()):
        return None
    return day(time.get("datetime"))
