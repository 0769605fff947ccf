"""The list of who states which date of publication of an edition."""

from __future__ import annotations

from typing import Final

from timeline.formats import display
from timeline.formats.display import PEOPLE, Style
from timeline.formats.tables import EDTF, Column, Listing
from timeline.model import StatedDate


def _entry(date: StatedDate, style: Style) -> tuple[str, ...]:
    words = () if date.words is None else (display.visible(date.words),)
    believed = ", believed" if date.believed else ""
    return (f"{date.by}: {_published(date, style)}{believed}", *words)


def _published(date: StatedDate, style: Style) -> str:
    return date.published.edtf if style.iso else display.write_period(date.published)


def _believed(date: StatedDate) -> str:
    return "yes" if date.believed else "no"


def list_dates(style: Style = PEOPLE) -> Listing[StatedDate]:
    """Return the listing of stated dates of publication, for people in a style."""
    return Listing(
        name="dates",
        columns=(
            Column("publication", "slug of the publication", lambda d: d.imprint.publication),
            Column("edition", "label of the edition", lambda d: d.imprint.label),
            Column("by", "who states it: user, editions.json, name, structured-data, meta, byline, "
                   "commit, capture; text: the days within which it must have been written",
                   lambda d: d.by),
            Column("published", "the stated date, EDTF", lambda d: d.published.edtf, EDTF),
            Column("words", "the words that state it, or the name of the field", lambda d: d.words),
            Column("believed", "yes if it dates the edition, otherwise no", _believed),
            Column("source", "path or URL of the capture",
                   lambda d: d.source),
        ),
        view=(
            Column("by", "", lambda d: d.by),
            Column("published", "", lambda d: _published(d, style)),
            Column("believed", "", _believed),
            Column("words", "", lambda d: d.words, share=1),
        ),
        entry=lambda d: _entry(d, style),
    )  # fmt: skip


DATES: Final = list_dates()
