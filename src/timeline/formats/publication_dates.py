"""The list of what an edition says and since when: columns as in `timeline.formats.tables`."""

from __future__ import annotations

from typing import Final

from timeline.formats import display
from timeline.formats.display import EXACT, PEOPLE, Style
from timeline.formats.tables import EDTF, INTEGER, LIST, Column, Listing, edtf_text
from timeline.formats.written_amounts import write_amount
from timeline.model import Event, Figure, Imprint, Origin, Passage


def _item(origin: Origin) -> str:
    return {Passage: "passage", Event: "event", Figure: "figure"}[type(origin.item)]


def _what(origin: Origin, style: Style) -> str:
    match origin.item:
        case Passage() as passage:
            return passage.quote.text
        case Event() as event:
            return event.title
        case Figure() as figure:
            return f"{figure.measure}: {write_amount(figure, style)}"


def _when(origin: Origin, style: Style) -> str | None:
    """Return the time that a figure is about, and when an event is; a passage has none."""
    match origin.item:
        case Figure() as figure:
            return display.write_reference_time(figure, style)
        case Event() as event:
            return display.write_event_date(event, style)
    return None


def _period(origin: Origin) -> str | None:
    match origin.item:
        case Figure() as figure:
            return edtf_text(figure.period or figure.as_of)
        case Event() as event:
            return edtf_text(event.when)
    return None


def _dated(origin: Origin, style: Style) -> str:
    when = _when(origin, style)
    return _what(origin, style) + ("" if when is None else f" ({when})")


def _published(imprint: Imprint) -> str | None:
    return None if imprint.published is None else imprint.published.edtf


def _entry(origin: Origin, style: Style) -> tuple[str, ...]:
    said = f"{_item(origin)}: {display.visible(_dated(origin, style))}"
    issued = display.write_issue_date(origin.since, style)
    since = f"first stated by {origin.since.reference}, {issued}"
    if origin.worded == origin.since:
        return said, f"{since}, in this form"
    worded = f"{origin.worded.reference}, {display.write_issue_date(origin.worded, style)}"
    return said, f"{since}; in this form since {worded}"


def list_origins(style: Style = PEOPLE) -> Listing[Origin]:
    """Return the listing of what an edition says and since when, for people in a style."""
    return Listing(
        name="items",
        columns=(
            Column("publication", "slug of the publication", lambda o: o.imprint.publication),
            Column("edition", "label of the edition", lambda o: o.imprint.label),
            Column("item", "passage, figure or event", _item),
            Column("what",
                   "words of a passage, title of an event, or measure and value of a figure",
                   lambda o: _what(o, EXACT)),
            Column("period", "time a figure is about, or date of an event; EDTF", _period, EDTF),
            Column("since", "label of the edition that first stated it", lambda o: o.since.label),
            Column("since_published", "when that edition was published, EDTF",
                   lambda o: _published(o.since), EDTF),
            Column("worded", "label of the first edition that states it in this form",
                   lambda o: o.worded.label),
            Column("worded_published", "when that edition was published, EDTF",
                   lambda o: _published(o.worded), EDTF),
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
            Column("what", "", lambda o: " ".join(_what(o, style).split()), share=3),
            Column("when", "", lambda o: _when(o, style), share=1),
        ),
        entry=lambda o: _entry(o, style),
        group=lambda o: " > ".join(display.visible(head) for head in o.section) or None,
    )  # fmt: skip


ORIGINS: Final = list_origins()
