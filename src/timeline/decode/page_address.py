"""The address that a page gives as its own: where it was read, else what its head says.

Source: RFC 6596, for the canonical link; the Open Graph protocol, for "og:url".
"""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urlsplit

from timeline.model import Capture

_HEAD: Final = 200_000
"""Bytes within which a page names itself."""
_TAG: Final = re.compile(r"<(link|meta)\b([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"([a-z][a-z-]{0,20})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_PAGES: Final = ("text/html", "application/xhtml+xml")
_OF_A_SITE: Final = 2
"""Labels of a host that tell one site from another: those before them name its parts."""
_PUBLIC: Final = frozenset("ac co com edu gov go gob gouv gc govt ne net nic or org".split())
"""Second labels below which countries give names away: "agency.gov.uk"."""


def site_of(capture: Capture) -> str | None:
    """Return the site that a page belongs to, "agency.gov.uk", None where nothing tells it."""
    address = capture.origin
    if "://" not in address:
        address = _stated(capture) or ""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    labels = host.rstrip(".").split(".")
    if len(labels) < _OF_A_SITE or labels[-1].isdigit():
        return host or None
    country = len(labels[-1]) == _OF_A_SITE and labels[-2] in _PUBLIC
    return ".".join(labels[-_OF_A_SITE - (1 if country else 0) :])


def _stated(capture: Capture) -> str | None:
    """Return the address in the head of a page: its canonical link, else what it is shared as."""
    if capture.media.partition(";")[0].strip().lower() not in _PAGES:
        return None
    shared = None
    for tag, inner in _TAG.findall(capture.data[:_HEAD].decode("latin-1")):
        values = {name.lower(): "".join(value) for name, *value in _ATTRIBUTE.findall(inner)}
        if tag.lower() == "link" and "canonical" in values.get("rel", "").lower().split():
            return html.unescape(values.get("href", "")).strip() or shared
        if values.get("property", values.get("name", "")).lower() == "og:url":
            shared = shared or html.unescape(values.get("content", "")).strip()
    return shared
