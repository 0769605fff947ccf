"""Bring happenings up to date that an edition only repeats: it is the newest one that states them.

What follows from all their statements stays: key, block, title, date and rating.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from timeline.model import Snapshot
from timeline.records import event_record
from timeline.store import rows, tables

_happening: Final = tables.happening.c


class NewestTold(NamedTuple):
    """A happening, of which an edition is the newest that states it; `edtf` is its own date."""

    block: str
    key: str
    number: int
    edtf: str | None


def find_newest_told(
    connection: Connection, publication: str, label: str, blocks: Collection[str]
) -> list[NewestTold]:
    """Return the happenings of some blocks of which an edition is the newest that states them."""
    found: list[NewestTold] = []
    for some in rows.portions(blocks):
        asked = {"publication": publication, "label": label, "blocks": some}
        found += (NewestTold(*row) for row in connection.execute(_NEWEST_TOLD, asked))
    return found


def retell(connection: Connection, snapshot: Snapshot, repeated: Iterable[tuple[str, int]]) -> None:
    """Let an edition be the newest that states happenings, each once: by key and number."""
    told = [_changed(snapshot, key, number) for key, number in repeated]
    if told:
        connection.execute(_RETOLD, told)


_NEWEST_TOLD: Final = select(
    _happening.block, _happening.key, _happening.number, _happening.edtf
).where(
    _happening.publication == bindparam("publication"),
    _happening.edition == bindparam("label"),
    _happening.block.in_(bindparam("blocks", expanding=True)),
)
_IMPRINT: Final = (
    "edition_published", "edition_title", "edition_source", "edition_coverage", "edition_notes",
)  # fmt: skip
_CHANGED: Final = (
    "start", "end", "text", "passage", "rules", "section", "edition", *_IMPRINT, "dated", "number",
)  # fmt: skip
_RETOLD: Final = (
    update(tables.happening)
    .where(
        _happening.publication == bindparam("of_publication"),
        _happening.key == bindparam("of_key"),
    )
    .values(
        {name: bindparam(f"new_{name}") for name in _CHANGED}
        | {"editions": _happening.editions + bindparam("more_editions")}
    )
)


def _changed(snapshot: Snapshot, key: str, number: int) -> dict[str, Any]:
    event, imprint = snapshot.events[number], snapshot.imprint
    place = itemgetter("start", "end", "text", "passage")(event_record(event))
    values = (
        *place, rows.list_text(event.rules), rows.list_text(snapshot.section(event)),
        imprint.label, *rows.imprint_row(imprint), imprint.label, number,
    )  # fmt: skip
    new = {f"new_{name}": value for name, value in zip(_CHANGED, values, strict=True)}
    more = rows.labels_text([imprint.label])[1:]
    return new | {"of_publication": imprint.publication, "of_key": key, "more_editions": more}
