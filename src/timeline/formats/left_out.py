"""What of a document is not read, and why."""

from __future__ import annotations

from timeline.model import BOILERPLATE, Document

_CHROME = "put around the document by the site"
Record = dict[str, str | int | None]


def records(document: Document, doc: str) -> list[Record]:
    """Return what is left out: what the text does not hold, then the chrome in it by its place.

    Offsets are those of `extract --text`; what the text does not hold has none, but a locator.
    """
    gone: list[Record] = [
        {"doc": doc, "end": None, "locator": each.locator, "reason": each.reason, "start": None,
         "text": each.text}
        for each in document.left_out
    ]  # fmt: skip
    chrome: list[Record] = [
        {"doc": doc, "end": passage.quote.span.end, "locator": passage.locator, "reason": _CHROME,
         "start": passage.quote.span.start, "text": passage.quote.text}
        for passage in document.passages
        if passage.kind == BOILERPLATE
    ]  # fmt: skip
    return gone + chrome


def line(record: Record) -> str:
    """Return a record as a line for people."""
    start, end = record["start"], record["end"]
    place = record["locator"] if start is None else f"{start}-{end}"
    return f"{record['reason']} ({place}): {' '.join(str(record['text']).split())}\n"
