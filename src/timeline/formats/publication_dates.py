"""The list of what an edition says and since when: columns as in `timeline.formats.tables`."""

from __future__ import annotations

from typing import Final

from timeline.formats import display
from timeline.formats.tables import INTEGER, LIST, Column, Listing
from timeline.model import Event, Figure, Imprint, Origin, Passage


def _item(origin: Origin) -> str:
    return {Passage: "passage", Event: "event", Figure: "figure"}[type(origin.item)]


def _what(origin: Origin) -> str:
    match origin.item:
        case Passage() as passage:
            return passage.quote.text
        case Event() as event:
            return event.title
        case Figure() as figure:
            return f"{figure.measure}: {display.amount(figure)}"


def _published(imprint: Imprint) -> str | None:
    return None if imprint.published is None else imprint.published.edtf


def _entry(origin: Origin) -> tuple[str, ...]:
    said = f"{_item(origin)}: {display.visible(_what(origin))}"
    since = f"first stated by {origin.since.reference}, {display.issued(origin.since)}"
    if origin.worded == origin.since:
        return said, f"{since}, in this form"
    return (
        said,
        f"{since}; in this form since {origin.worded.reference}, {display.issued(origin.worded)}",
    )


ORIGINS: Final[Listing[Origin]] = Listing(
    name="items",
    columns=(
        Column("publication", "slug of the publication", lambda o: o.imprint.publication),
        Column("edition", "label of the edition", lambda o: o.imprint.label),
        Column("item", "passage, figure or event", _item),
        Column("what", "words of a passage, title of an event, or measure and value of a figure",
               _what),
        Column("since", "label of the edition that first stated it", lambda o: o.since.label),
        Column("since_published", "when that edition was published, EDTF",
               lambda o: _published(o.since)),
        Column("worded", "label of the first edition that states it in this form",
               lambda o: o.worded.label),
        Column("worded_published", "when that edition was published, EDTF",
               lambda o: _published(o.worded)),
        Column("section", "the headings above, outermost first", lambda o: o.section, LIST),
        Column("start", "its first character, from 0",
               lambda o: None if o.item.quote is None else o.item.quote.span.start, INTEGER),
        Column("end", "the character after its last",
               lambda o: None if o.item.quote is None else o.item.quote.span.end, INTEGER),
    ),
    view=(
        Column("first stated", "", lambda o: o.since.label),
        Column("in this form", "", lambda o: o.worded.label),
        Column("item", "", _item),
        Column("what", "", lambda o: " ".join(_what(o).split()), share=1),
    ),
    entry=_entry,
    group=lambda o: " > ".join(display.visible(head) for head in o.section) or None,
)  # fmt: skip
