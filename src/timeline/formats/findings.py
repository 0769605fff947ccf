"""The list of findings: one row for each statement that a finding rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from timeline.formats import display
from timeline.formats.display import PEOPLE, Style
from timeline.formats.items import ITEM_COLUMNS, item_entry, item_name, item_reading, item_time
from timeline.formats.tables import Column, Item, Listing
from timeline.model import Finding


@dataclass(frozen=True, slots=True)
class Ground:
    """A finding with one of the statements that it rests on; `number` counts findings from 1."""

    number: int
    finding: Finding
    item: Item


def grounds(found: Iterable[Finding]) -> Iterator[Ground]:
    """Yield the statements of findings in order."""
    for number, finding in enumerate(found, 1):
        for item in finding.items:
            yield Ground(number, finding, item)


def _through(column: Column[Item]) -> Column[Ground]:
    return Column(column.name, column.about, lambda g: column.of(g.item), column.kind)


def list_findings(style: Style = PEOPLE) -> Listing[Ground]:
    """Return the listing of findings, with what is for people in a style."""
    return Listing(
        name="findings",
        columns=(
            Column("finding", "number of the finding; one finding can have several rows",
                   lambda g: g.number, "integer"),
            Column("about", "overdue, stale or contradiction", lambda g: g.finding.about),
            Column("message", "what was found", lambda g: g.finding.message),
            *map(_through, ITEM_COLUMNS),
        ),
        view=(
            Column("when", "", lambda g: item_time(g.item, style), share=1),
            Column("what", "", lambda g: item_name(g.item), share=3),
            Column("reading", "", lambda g: item_reading(g.item, style), share=2),
            Column("edition", "", lambda g: g.item.imprint.reference),
        ),
        entry=lambda g: item_entry(g.item, style),
        group=lambda g: f"{g.number}. {display.visible(g.finding.message)}",
        sort=lambda g: g.finding.about,
    )  # fmt: skip


FINDINGS: Final = list_findings()
