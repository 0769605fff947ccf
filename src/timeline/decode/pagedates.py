"""The dates of publication that a page states: structured data, `<meta>`, and its byline.

What a page calls published is a date; what it calls modified says only that its text was out by
then, since a page is modified when its site moves: such a claim is one of all days up to that one
("[..2025-01-03]"). Sources: schema.org (datePublished, dateModified), the article vocabulary of
the Open Graph protocol, DCMI Metadata Terms (issued, date, created, modified), the inclusion
guidelines of Google Scholar (citation_publication_date).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from timeline.decode import chrome
from timeline.decode.markup import BLOCKS, Element, Page
from timeline.model import Claim
from timeline.rules import anchoring
from timeline.rules import dates as date_rules
from timeline.rules.engine import anchors_of
from timeline.values import Period

_STRUCTURED, _META, _BYLINE = "structured-data", "meta", "byline"
_PUBLISHED: Final = {"datepublished": "datePublished", "dateissued": "dateIssued"}
_MODIFIED: Final = {"datemodified": "dateModified"}
_PUBLISHED_METAS: Final = frozenset(
    "article:published_time article:published og:published_time og:article:published_time "
    "dcterms.issued dcterms.date dcterms.created dcterms.available dc.date dc.date.issued "
    "dc.date.created dc.date.published citation_publication_date citation_date "
    "citation_online_date pubdate pub_date publishdate publish-date publish_date publication_date "
    "publication-date published-date date date-published sailthru.date parsely-pub-date "
    "bt:pubdate".split()
)
_MODIFIED_METAS: Final = frozenset(
    "article:modified_time og:updated_time og:modified_time dcterms.modified dc.date.modified "
    "last-modified lastmod last-updated revised".split()
)
_NOT_OF_THE_PAGE: Final = frozenset(
    "comment comments itemListElement hasPart isPartOf mentions citation review image video "
    "relatedLink author publisher breadcrumb potentialAction".split()
)
"""Properties of structured data that lead to other things than the page."""
_DEEPEST: Final = 12

_LONGEST: Final = 120
_LINES: Final = 100
"""More lines of a page do not say when it was published."""
_AROUND_TITLE: Final = 4
"""So many lines above and below the title may be a byline."""
_LEAD: Final = re.compile(
    r"(?P<modified>(?:page\s+)?(?:last\s+)?(?:updated|modified|revised|reviewed|changed))"
    r"|(?P<published>(?:first\s+)?(?:published|posted|issued|released)|(?:publication|release|issue)\s+date"
    r"|date(?:\s+(?:of\s+publication|published|issued|posted))?|(?:for\s+)?immediate\s+release)",
    re.IGNORECASE,
)  # fmt: skip
_UPDATE: Final = re.compile(r"(?:updat|modifi|revis|review|chang)ed", re.IGNORECASE)
_FILLING: Final = re.compile(
    r"(?:on|at|by|as\s+of|[a-z]{3,9}day|mon|tue|wed|thu|fri|sat|sun|\W)*", re.IGNORECASE
)
_BY: Final = re.compile(r"by\b.{0,80}[-–—|,•·]\s*", re.IGNORECASE)
_ASIDE: Final = re.compile(
    r"\s*,?\s*(?:at\s+)?\d{1,2}:\d\d.{0,20}|\W*(?:by\b.{0,80})?|\s*[|•·].{0,80}",
    re.IGNORECASE | re.DOTALL,
)
"""What may follow a date that stands alone: an hour, who wrote, a bar and more of its kind."""
_OF_LISTS: Final = frozenset("li td th dd dt".split())
"""In these a date alone is one of the document, not of its publication."""
_HEADINGS: Final = frozenset("h1 h2 h3".split())


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that a page states, and the lines of it that hold nothing but such a date."""

    claims: tuple[Claim, ...]
    lines: frozenset[Element]


def dates(page: Page) -> Dates:
    """Return the dates of publication that a page states, each once, the surest claimant first."""
    bylines = list(_bylines(page.body))
    found = [*_structured(page), *_metas(page), *(claim for _, claim in bylines)]
    return Dates(tuple(dict.fromkeys(found)), frozenset(line for line, _ in bylines))


# ---------------------------------------------------------------- values


def day(text: str) -> Period | None:
    """Return the date that a value of a page states, as it is printed there; None for none.

    ISO 8601, with or without a time, in whatever zone; dates in words, as HTTP and people write
    them. Of "03/04/2021" nobody can tell the month.
    """
    text = text.strip()[:80]
    found = re.match(r"(\d{4})(?:([-/.]?)(\d\d?)(?:\2(\d\d?))?)?(?=$|[T\s])", text, re.ASCII)
    try:
        if found is not None:
            return Period.parse("-".join(part.zfill(2) for part in found.group(1, 3, 4) if part))
    except ValueError:
        return None
    return next((period for period, _, _ in _dates(text)), None)


def _dates(text: str) -> Iterator[tuple[Period, int, int]]:
    """Yield the dates of a text that name a day or a month, with where they begin and end."""
    found = date_rules.mentions(text, anchors_of(text, (date_rules.TABLE,)))
    for each in anchoring.expressions(text, found, None):
        if each.type == "DATE" and each.edtf and each.edtf.precision in ("day", "month"):
            yield each.edtf, each.quote.span.start, each.quote.span.end


def _claim(by: str, text: str, name: str, *, modified: bool) -> Iterator[Claim]:
    period = day(text)
    if period is not None:
        yield Claim(by, _until(period) if modified else period, name)


def _until(period: Period) -> Period:
    return Period.parse(f"[..{period.edtf}]")


# ---------------------------------------------------------------- structured data, meta


def _structured(page: Page) -> Iterator[Claim]:
    for block in page.structured:
        try:
            value = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _of_object(value, 0)
    for element in page.body.elements():
        name = element.get("itemprop").lower() if element.attributes else ""
        if name in _PUBLISHED or name in _MODIFIED:
            text = element.get("datetime") or element.get("content") or element.text()
            yield from _property(name, text)


def _of_object(value: Any, depth: int) -> Iterator[Claim]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _of_object(item, depth + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                yield from _property(key.lower().removeprefix("schema:"), inner)
            elif key not in _NOT_OF_THE_PAGE:
                yield from _of_object(inner, depth + 1)


def _property(name: str, text: str) -> Iterator[Claim]:
    said = _PUBLISHED.get(name) or _MODIFIED.get(name)
    if said is not None:
        yield from _claim(_STRUCTURED, text, said, modified=name in _MODIFIED)


def _metas(page: Page) -> Iterator[Claim]:
    for name, content in page.metas:
        plain = name.removeprefix("schema:")
        if plain in _PUBLISHED or plain in _MODIFIED:
            yield from _property(plain, content)
        elif name in _PUBLISHED_METAS or name in _MODIFIED_METAS:
            yield from _claim(_META, content, name, modified=name in _MODIFIED_METAS)


# ---------------------------------------------------------------- the byline


def _bylines(body: Element) -> Iterator[tuple[Element, Claim]]:
    """Yield the lines that state a date, with what they state."""
    lines = list(_lines(body))
    titles = [number for number, line in enumerate(lines) if line.tag == "h1"]
    near = {
        each
        for title in (titles or [-1])[:2]
        for each in range(title - _AROUND_TITLE, title + _AROUND_TITLE + 1)
    }
    asked = (
        (line, number in near)
        for number, line in enumerate(lines)
        if line.tag not in _HEADINGS and (number in near or _is_of_update(line))
    )
    for line, beside_title in islice(asked, _LINES):
        for claim in _of_line(line, beside_title=beside_title):
            yield line, claim


def _is_of_update(line: Element) -> bool:
    text = line.text()
    return _UPDATE.search(text) is not None and any(map(str.isdigit, text))


def _lines(body: Element) -> Iterator[Element]:
    """Yield the short blocks of a page, in order, whatever is around them."""
    for element in body.elements():
        if element.tag not in BLOCKS or not 0 < element.chars <= _LONGEST:
            continue
        if not any(isinstance(e, Element) and e.tag in BLOCKS and e.chars for e in element.content):
            yield element


def _of_line(line: Element, *, beside_title: bool) -> Iterator[Claim]:
    """Yield the dates that a line states: published only beside the title, modified anywhere."""
    text = " ".join(line.text().split())
    found = list(_dates(text))
    if not found:
        times = [e for e in line.elements() if e.tag == "time" and e.chars == line.chars]
        period = day(times[0].get("datetime")) if beside_title and times else None
        if period is not None:
            yield Claim(_BYLINE, period, text)
        return
    named = chrome.is_byline(line) or any(chrome.is_byline(e) for e in line.elements())
    before = 0
    for period, start, end in found:
        lead = _lead(text[before:start])
        before = end
        if lead == "modified":
            yield Claim(_BYLINE, _until(period), text)
        elif beside_title and (
            lead == "published"
            or named
            or (lead == "" and line.tag not in _OF_LISTS and _ASIDE.fullmatch(text[end:]))
        ):
            yield Claim(_BYLINE, period, text)
            return


def _lead(text: str) -> str | None:
    """Tell what stands before a date: "modified", "published", nothing (""), or None: else."""
    leads = list(_LEAD.finditer(text))
    if not leads:
        return "" if _FILLING.fullmatch(text) or _BY.fullmatch(text) else None
    last = leads[-1]
    if not _FILLING.fullmatch(text[last.end() :]):
        return None
    return "modified" if last["modified"] else "published"
