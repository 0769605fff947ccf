"""The dates of publication that a page states for machines: structured data, microdata, `<meta>`.

Sources: schema.org (datePublished, dateModified), the article vocabulary of the Open Graph
protocol, DCMI Metadata Terms (issued, date, created, modified), the inclusion guidelines of Google
Scholar (citation_publication_date).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from timeline.decode import chrome, datelines
from timeline.decode.elements import Element
from timeline.decode.markup import ParsedPage
from timeline.model import Claim
from timeline.values import OPEN_PAST, Period, year_of

_STRUCTURED, _META = "structured-data", "meta"
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
_OTHERS: Final = re.compile(
    r"(?:Video|Image|Audio|Media|Music|Movie|Clip|Episode|Photo|Comment|Review|Rating|Person|Organi[sz]ation"
    r"|Event|Product|Offer|ItemList|Breadcrumb|Book|Course|JobPosting|Answer|Question)"
)
"""Types of what a page shows or lists, and is not."""
_WRAPPED: Final = re.compile(
    r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|(?://\s*)?\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_DEEPEST: Final = 12
_FIRST_YEAR: Final = 1985
"""No page is much older than the web: an earlier date is that of something else, or of nothing."""


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
    return next((period for period, _, _ in datelines.dates_of(text)), None)


def claim_of(by: str, text: str, name: str, *, modified: bool) -> Iterator[Claim]:
    period = day(text)
    if period is not None:
        yield from plausible(Claim(by, until(period) if modified else period, name))


def plausible(claim: Claim) -> Iterator[Claim]:
    """Yield a claim, unless no page can have been published then: long before, or yet to come.

    Zero of the clock of computers, 1970-01-01, is the commonest of those.
    """
    last = claim.published.last
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    first = last if claim.published.first == OPEN_PAST else claim.published.first
    if year_of(last) >= _FIRST_YEAR and first <= tomorrow.toordinal():
        yield claim


def until(period: Period) -> Period:
    return Period.parse(f"[..{period.edtf}]")


# ---------------------------------------------------------------- structured data, meta


def structured(page: ParsedPage) -> Iterator[Claim]:
    objects = [each for block in page.structured for each in _objects(_parsed(block), 0)]
    names = {title for element in page.body.elements() if element.tag == "h1"
             for title in [_plain(element.text())]} | {_plain(page.title)}  # fmt: skip
    articles = {name: None for each in objects if (name := _headline(each))}
    own = [name for name in articles if name in names]
    for each in objects:
        name = _headline(each)
        if name and len(articles) > 1 and name not in own:
            continue
        for key, value in each.items():
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str):
                    yield from _property(key.lower().removeprefix("schema:"), text)
    yield from _microdata(page.body)


def _parsed(block: str) -> Any:
    """Return the data of a block, of which some stand in the comment of an older language."""
    try:
        return json.loads(_WRAPPED.sub("", block), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects that can be the page itself."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict) and not _is_other(value.get("@type")):
        yield value
        for key, inner in value.items():
            if key not in _NOT_OF_THE_PAGE and not isinstance(inner, str):
                yield from _objects(inner, depth + 1)


def _is_other(types: Any) -> bool:
    named = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _OTHERS.search(name) is not None for name in named)


def _headline(value: dict[str, Any]) -> str:
    name = value.get("headline")
    return _plain(name) if isinstance(name, str) else ""


def _plain(name: str) -> str:
    return " ".join(name.split()).lower()


def _microdata(body: Element) -> Iterator[Claim]:
    """Yield what the properties of elements say of the page, by microdata or RDFa."""
    for element in body.elements():
        if not element.attributes:
            continue
        name = (element.get("itemprop") or element.get("property")).lower().removeprefix("schema:")
        if (name in _PUBLISHED or name in _MODIFIED) and _is_of_page(element, body):
            text = element.get("datetime") or element.get("content") or element.text()
            yield from _property(name, text)


def _is_of_page(element: Element, body: Element) -> bool:
    """Tell whether a property is one of the page, not of a thing beside or within its document."""
    if chrome.within(element, "aside", "nav"):
        return False
    scope = element.parent
    while scope is not None and "itemscope" not in scope.attributes and scope.tag != "article":
        scope = scope.parent
    if scope is None or scope.tag in ("html", "body", "main"):
        return True
    if _OTHERS.search(scope.get("itemtype")) is not None:
        return False
    return scope.chars == 0 or scope.titles > 0 or 2 * scope.chars > body.chars


def _property(name: str, text: str) -> Iterator[Claim]:
    said = _PUBLISHED.get(name) or _MODIFIED.get(name)
    if said is not None:
        yield from claim_of(_STRUCTURED, text, said, modified=name in _MODIFIED)


def metas(page: ParsedPage) -> Iterator[Claim]:
    for name, content in page.metas:
        plain = name.removeprefix("schema:")
        if plain in _PUBLISHED or plain in _MODIFIED:
            yield from _property(plain, content)
        elif name in _PUBLISHED_METAS or name in _MODIFIED_METAS:
            yield from claim_of(_META, content, name, modified=name in _MODIFIED_METAS)


# ---------------------------------------------------------------- the byline
