"""Changes as an Atom feed (RFC 4287): one entry an edition, the newest first.

The identifier of an entry is that of its edition, and it was updated on the day by which the
edition was published, so that the same editions give the same feed at any time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from timeline.formats import deltas
from timeline.formats.calendar_days import EPOCH, issue_day
from timeline.formats.deltarows import CHANGES, Wanted
from timeline.formats.display import PEOPLE, Style, cite_edition, visible
from timeline.formats.evidence import TAG, address, edition_id
from timeline.formats.webpage import escape
from timeline.model import Delta

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_REFUSED: Final = re.compile("[\ufffe\uffff]")
_TITLE: Final = "What the editions changed"


def write(found: Iterable[Delta], wanted: Wanted = CHANGES, style: Style = PEOPLE) -> Iterator[str]:
    """Yield the text of a feed."""
    from xml.etree.ElementTree import Element, indent, tostring  # late: only this format needs it

    compared = sorted(found, key=_order, reverse=True)
    slugs = sorted({delta.after.imprint.publication for delta in compared})
    feed = Element("feed", xmlns=_NAMESPACE)
    _add(feed, "id", f"{TAG}changes/{'+'.join(slugs)}")
    _add(feed, "title", f"{_TITLE}: {', '.join(slugs)}" if slugs else _TITLE)
    newest = max((issue_day(delta.after.imprint) for delta in compared), default=EPOCH)
    _add(feed, "updated", f"{newest.isoformat()}T00:00:00Z")
    _add(_add(feed, "author"), "name", "timeline")
    for delta in compared:
        _add_entry(_add(feed, "entry"), delta, wanted, style)
    indent(feed)
    yield f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _order(delta: Delta) -> tuple[object, str]:
    return issue_day(delta.after.imprint), delta.after.imprint.reference


def _add_entry(entry: Element, delta: Delta, wanted: Wanted, style: Style) -> None:
    before, after = delta.before.imprint, delta.after.imprint
    _add(entry, "id", edition_id(after))
    _add(entry, "title", f"{after.title or after.publication}: {before.label} to {after.label}")
    _add(entry, "updated", f"{issue_day(after).isoformat()}T00:00:00Z")
    source = address(after)
    if source is not None:
        _add(entry, "link", rel="alternate", href=source)
    _add(entry, "summary", ". ".join(deltas.counts(delta, wanted, style)))
    compared = f"<p>{escape(cite_edition(before))} to {escape(cite_edition(after))}</p>"
    from_where = "" if after.source is None else f"<p>Source: {escape(after.source)}</p>"
    content = f"{compared}{deltas.fragment(delta, wanted, style)}{from_where}"
    _add(entry, "content", content, type="html")


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Add an element with a text, of which no character is one that XML refuses; return it."""
    element = parent.makeelement(name, attributes)
    element.text = None if text is None else _REFUSED.sub("\ufffd", visible(text))
    parent.append(element)
    return element
