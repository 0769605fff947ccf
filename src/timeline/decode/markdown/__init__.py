"""Markdown -> a document: what its page would say, with no markup left in what is read.

The parser of CommonMark makes a page of the text (`rendering`), and the decoder of pages reads it
as one that no site has put anything around. Links keep their words, pictures nothing; what is
struck, a comment, and a block of code is no text. Front matter states a title and dates.
"""

from __future__ import annotations

from timeline.decode import html, markup, plain
from timeline.decode.markdown import front_matter
from timeline.decode.markdown.rendering import to_html
from timeline.decode.top_dates import claims_of_text
from timeline.errors import UnreadableError
from timeline.model import Capture, Document, Passage


def decode(capture: Capture) -> Document:
    """Return the document of a capture in Markdown, with the dates that its front matter states.

    Raises UnreadableError as for a text, and for one that is nothing but markup.
    """
    source, odd = plain.read_text(capture)
    front, source = front_matter.split_off(source)
    found = html.fragment(markup.parse(to_html(source), capture.origin))
    if not found.passages:
        raise UnreadableError(
            capture.origin, "no text outside its code and markup", "Give a file with text in it."
        )
    title = _title(found.passages, front.title, capture.origin)
    claims = front.claims or claims_of_text(found.passages)
    return Document(found.text, found.passages, title, odd, claims)


def _title(passages: tuple[Passage, ...], stated: str | None, where: str) -> str | None:
    """Return the title: a heading above all others, what front matter states, or the first heading.

    Under a title in front matter, headings of the highest level are often those of its chapters.
    """
    found = plain.title(passages)
    if stated is None:
        return found
    chapters = [p for p in passages if p.kind == "heading" and not p.path]
    if found is not None and len(chapters) == 1:
        return found
    return " ".join(markup.parse(to_html(stated), where).body.text().split()) or found
