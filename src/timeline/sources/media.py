"""Which media types a document can have, as servers state them."""

from __future__ import annotations

import re
from typing import Final

DOCUMENTS: Final = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/pdf",
)
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)


def media_of(content_type: str) -> str:
    """Return a media type in small letters, with its charset where it names one."""
    kind = content_type.partition(";")[0].strip().lower()
    charset = _CHARSET.search(content_type)
    return kind if charset is None else f"{kind}; charset={charset[1].lower()}"


def is_document(media: str) -> bool:
    """Tell whether a media type is one of a document."""
    return media.partition(";")[0].strip() in DOCUMENTS
