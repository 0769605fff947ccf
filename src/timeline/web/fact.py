"""The page of one figure or event of an edition, to be cited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from timeline.formats import display
from timeline.formats.citations import (
    Citation,
    citation_record,
    write_bibtex,
    write_citation,
    write_csl,
)
from timeline.formats.items import item_entry
from timeline.formats.jsonlists import dumps
from timeline.formats.tables import fact_of
from timeline.formats.written_amounts import pluralize, write_amount
from timeline.model import Event, Figure, StatedFigure, Statement
from timeline.records import event_record, figure_record, imprint_record
from timeline.values import Quantity, decimal_text
from timeline.web import wording
from timeline.web.failures import PageNotFoundError
from timeline.web.page import File, Moved, Page, Question
from timeline.web.page_links import PageLinks, fact_path
from timeline.workflow.stored_edition import Fact, StoredEdition, happening_of, stored_edition
from timeline.workflow.suggestions import nearest

_STEPS: Final = {
    f"1{'0' * zeros}": f"the {word}"
    for zeros, word in enumerate((
        "ten", "hundred", "thousand", "ten thousand", "hundred thousand", "million", "ten million",
        "hundred million", "billion", "ten billion", "hundred billion", "trillion",
    ), start=1)
}  # fmt: skip
"""The last digit that is printed, in words."""
_MEASURED: Final = {
    "clause": "named in the clause of the value",
    "sentence": "named elsewhere in its sentence",
    "heading": "named in a heading",
}


def build(asked: Question) -> Page | Moved:
    """Return the page of a fact by its key; a shortened name of its edition leads to the full."""
    stored = stored_edition(asked.database, asked.parts["edition"])
    name = asked.parts["fact"]
    key = f"{stored.imprint.reference}#{name}"
    fact = next((each for each in stored.facts if each.key == key), None)
    if fact is None:
        near = nearest(key, (each.key for each in stored.facts))
        raise PageNotFoundError(fact_path(key), None if near is None else fact_path(near))
    if asked.parts["edition"] != stored.imprint.reference:
        return Moved(asked.links.to(fact_path(key), asked.query))
    item = fact.item
    whole, at = _sentence(stored, fact)
    sentence, span = wording.excerpt(whole, at)
    cited = _citation(fact, sentence)
    return Page(
        template="fact.html",
        title=f"{display.visible(item_entry(item)[0])}, {stored.imprint.reference}",
        values={
            "fact": fact,
            "item": item,
            "imprint": stored.imprint,
            "sentence": sentence,
            "span": span,
            "whole": whole if sentence != whole else None,
            "twins": [each for each in stored.facts if _is_twin(each, fact)],
            "details": tuple(_details(item)),
            "history": _history(asked, stored, fact),
            "here": fact_path(key),
            "address": asked.links.whole(fact_path(key)),
            "cites": {
                "line": write_citation(cited),
                "bibtex": write_bibtex(cited),
                "csl": write_csl(cited),
            },
        },
        files={"json": File("application/json", lambda: [_json(fact, cited, asked.links)])},
        command=wording.write_command("history", key) if isinstance(item, StatedFigure) else None,
    )


def _sentence(stored: StoredEdition, fact: Fact) -> tuple[str, tuple[int, int] | None]:
    """Return the words that state a fact, and where in them its own characters are."""
    stated = fact_of(fact.item)
    if stated.quote is None:
        return item_entry(fact.item)[0], None
    if stated.passage is None:
        return stated.quote.text, (0, len(stated.quote.text))
    passage = stored.snapshot.passages[stated.passage].quote
    start = max(stated.quote.span.start - passage.span.start, 0)
    return passage.text, (start, stated.quote.span.end - passage.span.start)


def _citation(fact: Fact, words: str) -> Citation:
    quote = fact_of(fact.item).quote
    return Citation(
        key=fact.key,
        imprint=fact.item.imprint,
        words=words,
        span=None if quote is None else quote.span,
        section=fact.item.section,
    )


def _is_twin(other: Fact, fact: Fact) -> bool:
    """Tell whether another fact is read from the same characters."""
    quotes = fact_of(other.item).quote, fact_of(fact.item).quote
    return other.key != fact.key and None not in quotes and quotes[0] == quotes[1]


def _history(asked: Question, stored: StoredEdition, fact: Fact) -> str | None:
    """Return the address of the history of a fact; figures without a place in time have none."""
    if isinstance(fact.item, Statement):
        happening = happening_of(asked.database, fact.item)
        return None if happening is None else asked.links.happening(happening)
    return None if stored.number is None else asked.links.series(fact.key)


def _json(fact: Fact, cited: Citation, links: PageLinks) -> str:
    item = fact.item
    record = event_record(item.event) if isinstance(item, Statement) else figure_record(item.figure)
    return dumps(
        {
            "key": fact.key,
            "item": fact.about,
            **imprint_record(item.imprint),
            "address": links.whole(fact_path(fact.key)),
            "sentence": item.sentence,
            "section": list(item.section),
            fact.about: record,
            "citation": citation_record(cited),
        },
        indent=2,
    ) + "\n"  # fmt: skip


# ---------------------------------------------------------------- what is known of it


def _details(item: StatedFigure | Statement) -> Iterator[tuple[str, str]]:
    """Yield what is known of a fact, in words, by what it is called; nothing for what is not."""
    stated = fact_of(item)
    known = _of_event(stated) if isinstance(stated, Event) else _of_figure(stated)
    yield from ((name, text) for name, text in known if text)
    if stated.quote is None:
        yield "Where", "no text: entered from a summary"
    else:
        span = stated.quote.span
        place = f"characters {span.start:,} to {span.end:,}"
        yield "Where", " › ".join((*item.section, place))
    if stated.rules:
        yield "Rule", ", ".join(stated.rules)


def _of_figure(figure: Figure) -> Iterator[tuple[str, str | None]]:
    yield "Value", exact_value(figure)
    period = display.write_reference_time(figure)
    yield "Period", period or "not stated"
    if period != figure.period_text:
        yield "Period as printed", figure.period_text
    named = _MEASURED.get(figure.measure_from or "")
    yield "Measure", f"{figure.measure} ({named})" if named else figure.measure
    yield "Kind", figure.kind
    yield "Scope", figure.scope
    yield "Share of", figure.whole
    yield "Compared with", figure.base
    yield "Subject", figure.subject
    yield "Counterpart", figure.counterpart
    yield "Attributed to", figure.source


def _of_event(event: Event) -> Iterator[tuple[str, str | None]]:
    yield "Status", wording.status_word(event.status)
    yield "Date", display.write_event_date(event) or "not stated"
    yield "Event", event.title
    yield "Kind", event.kind
    yield "Weight", event.salience
    yield "Actors", ", ".join(event.actors)


def exact_value(figure: Figure) -> str:
    """Return all digits with the unit in words: "863,000,000,000 US dollars, printed to …"."""
    quantity = figure.quantity
    text = wording.with_minus(write_amount(figure, display.EXACT, unit=False))
    unit = quantity.unit
    if unit is not None and unit != "rank":
        one = quantity.value == 1 and quantity.value_high is None
        text += f" {wording.currency(figure) or (unit if one else pluralize(unit))}"
    if quantity.per is not None:
        text += f" per {quantity.per}"
    step = _printed_to(quantity)
    return text if step is None else f"{text}, printed to {step}"


def _printed_to(quantity: Quantity) -> str | None:
    """Return the last digit that is printed: "the billion", "0.1"; None where all are."""
    step = decimal_text(quantity.step)
    return None if step == "1" or quantity.unit == "rank" else _STEPS.get(step, step)
