"""The bytes that an edition was read from, to be saved: what strangers sent is never shown."""

from __future__ import annotations

import re
from typing import Final

from timeline.web.failures import PageNotFoundError
from timeline.web.page import Moved, Question, Raw
from timeline.web.page_links import capture_path
from timeline.workflow.stored_edition import stored_copy

_ENDINGS: Final = {
    "text/plain": "txt", "text/markdown": "md", "text/html": "html.txt",
    "application/xhtml+xml": "html.txt", "application/pdf": "pdf", "application/json": "json",
}  # fmt: skip
"""By the type of the bytes; a page is saved as a text, so that opening it runs nothing."""


def build(asked: Question) -> Raw | Moved:
    """Return the stored copy of an edition, or the one that `sha256` asks for."""
    wanted = asked.get("sha256")
    imprint, capture = stored_copy(asked.database, asked.parts["edition"], wanted)
    path = capture_path(imprint)
    if asked.parts["edition"] != imprint.reference:
        return Moved(asked.links.to(path, asked.query))
    if capture is None:
        raise PageNotFoundError(f"{path}?sha256={wanted}", path)
    media = capture.media.partition(";")[0].strip().lower()
    name = re.sub(r"[^A-Za-z0-9@._-]", "-", imprint.reference)
    return Raw(capture.data, f"{name}.{_ENDINGS.get(media, 'bin')}")
