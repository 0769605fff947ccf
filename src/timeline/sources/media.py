"""Which media types a document can have, as servers state them."""

from __future__ import annotations

import re
from typing import Final

from timeline.sources.files import PAGE

DOCUMENTS: Final = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/pdf",
)
_SAYING_NOTHING: Final = frozenset(
    "|application/octet-stream|binary/octet-stream|application/unknown|unknown/unknown|*/*|text"
    "|html|unknown|none|null|text/html text/html|content/unknown".split("|")
)
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)


def media_of(content_type: str) -> str:
    """Return a media type in small letters, with its charset where it names one."""
    kind = content_type.partition(";")[0].strip().lower()
    charset = _CHARSET.search(content_type)
    return kind if charset is None else f"{kind}; charset={charset[1].lower()}"


def sniffed(content_type: str, data: bytes) -> str:
    """Return the media type of bytes: the stated one, or what they begin with if it says nothing.

    Of types that a server states twice, the first of a document counts.
    """
    stated = [media_of(each) for each in content_type.split(",")]
    known = next((each for each in stated if is_document(each)), stated[0])
    if known.partition(";")[0] not in _SAYING_NOTHING:
        return known
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    return "text/html" if PAGE.match(data) else known


def is_document(media: str) -> bool:
    """Tell whether a media type is one of a document."""
    return media.partition(";")[0].strip() in DOCUMENTS
