"""The list of who states which date of publication of an edition."""

from __future__ import annotations

from typing import Final

from timeline.formats import display
from timeline.formats.tables import Column, Listing
from timeline.model import StatedDate


def _entry(date: StatedDate) -> tuple[str, ...]:
    words = () if date.words is None else (display.visible(date.words),)
    believed = ", believed" if date.believed else ""
    return (f"{date.by}: {date.published.edtf}{believed}", *words)


def _believed(date: StatedDate) -> str:
    return "yes" if date.believed else "no"


DATES: Final[Listing[StatedDate]] = Listing(
    name="dates",
    columns=(
        Column("publication", "slug of the publication", lambda d: d.imprint.publication),
        Column("edition", "label of the edition", lambda d: d.imprint.label),
        Column("by", "who states it: user, editions.json, name, structured-data, meta, byline, "
               "commit, capture; text: the days within which it must have been written",
               lambda d: d.by),
        Column("published", "the stated date, EDTF", lambda d: d.published.edtf),
        Column("words", "the words that state it, or the name of the field", lambda d: d.words),
        Column("believed", "yes if it dates the edition, otherwise no", _believed),
        Column("source", "path or URL of the capture",
               lambda d: d.source),
    ),
    view=(
        Column("by", "", lambda d: d.by),
        Column("published", "", lambda d: d.published.edtf),
        Column("believed", "", _believed),
        Column("words", "", lambda d: d.words, share=1),
    ),
    entry=_entry,
)  # fmt: skip
