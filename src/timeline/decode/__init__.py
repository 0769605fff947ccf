"""Decoders: the bytes of a capture -> a document, or a snapshot for a snapshot file."""

from __future__ import annotations

from timeline.model import Capture, Document

HTML = ("text/html", "application/xhtml+xml")


def decode(capture: Capture) -> Document:
    """Return the document of a capture, by its media type.

    Raises UnreadableError for bytes that are empty or not of their kind, MissingExtraError where
    what reads the kind is not installed.
    """
    match capture.media.partition(";")[0].strip().lower():
        case "text/html" | "application/xhtml+xml":
            from timeline.decode import html  # late: texts are read without its parser

            return html.decode(capture)
        case "application/pdf":
            from timeline.decode import pdf

            return pdf.decode(capture)
        case "text/markdown":
            from timeline.decode import markdown

            return markdown.decode(capture)
        case _:
            from timeline.decode import plain

            return plain.decode(capture)
