"""What an edition will probably be, so that it can be read before its turn: values in, values out.

An edition that states its date, or is a file, is what it says. What an undated capture is depends
on the captures before it, which may not be stored yet: here that is guessed by those that stand
before it in the source. A wrong guess costs another reading, and changes nothing in the result.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.edition.extraction import extract_incoming, with_foreseen_links
from timeline.edition.incoming import IncomingEdition
from timeline.edition.runs import date_first_seen, stated_of
from timeline.model import Imprint

_DAY = len("2022-06-07")


def read_as_expected(
    edition: IncomingEdition, last: IncomingEdition | None, seen_before: str | None
) -> IncomingEdition:
    """Return an edition with what it states and its links, as far as that will be asked for.

    `last` is the edition of its publication that was read last; `seen_before` is when another
    capture of the publication was seen last, ISO 8601 in UTC.
    """
    expected = expect_imprint(edition, last, seen_before)
    if expected is None:
        return edition
    read = extract_incoming(edition, expected)
    return read if last is None else with_foreseen_links(last, read)


def expect_imprint(
    edition: IncomingEdition, last: IncomingEdition | None, seen_before: str | None
) -> Imprint | None:
    """Return the imprint that an edition will probably get, None for a text seen again.

    That need not be read, unless it is the one that the run of equal text is read from: among
    undated captures the one whose hash comes first.
    """
    if not _is_undated(edition):
        return edition.imprint
    capture, title = edition.capture, edition.stated.title
    if last is not None and last.snapshot is not None and last.text_key == edition.text_key:
        if not _is_undated(last) or last.capture.sha256 <= capture.sha256:
            return None
        return replace(last.snapshot.imprint, title=title)
    before, day = (at and at[:_DAY] for at in (seen_before, capture.at))
    published = date_first_seen(before, day or "", capture.origin)
    source = capture.origin if "://" in capture.origin else None
    return replace(edition.imprint, label=day or "", published=published, source=source)


def _is_undated(edition: IncomingEdition) -> bool:
    """Tell whether only the time at which it was seen says when an edition came out."""
    return edition.capture.at is not None and stated_of(edition.claims) is None
