"""Write editions and happenings; the caller opens the transaction and commits.

The happenings of a publication are derived from its events. Whoever writes an edition, changes
its imprint or removes it replaces, in the same transaction, the happenings of the blocks that its
events are in (`statements.blocks_of`), before and after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, exists, insert, select, update

from timeline.model import Capture, Claim, Happening, Imprint, Snapshot
from timeline.store import queries, rows, seals, sightings, tables, word_index
from timeline.store.bulk import add_rows


def add_edition(
    connection: Connection,
    snapshot: Snapshot,
    capture: Capture,
    *,
    text: str | None,
    text_key: str,
    blocks: Sequence[str],
    rules_version: str | None = None,
    claims: Iterable[Claim] = (),
) -> None:
    """Store an edition with the capture that it was read from.

    `text` is None for what was loaded without one. `text_key` is equal for captures whose texts
    have equal normal forms. `blocks` is parallel to the events. `rules_version` is that of the
    rules that found the items, None for items that a file stated.

    Raises IntegrityError where the edition is stored already.
    """
    imprint = snapshot.imprint
    _keep_publication(connection, imprint.publication)
    parts: dict[Table, Iterable[rows.Row]] = {tables.edition: [edition_row(snapshot, text)]}
    if rules_version is not None:
        parts[tables.extraction] = [(imprint.publication, imprint.label, rules_version)]
    made = {table: seals.Seal(table) for table in seals.PARTS}
    for table, values in (parts | item_rows(connection, snapshot, blocks)).items():
        add_rows(connection, table, made[table].through(values))
    first = _capture_row(imprint, capture, text_key, claims)
    whole = [tuple(first[column.name] for column in tables.capture.c)]
    add_rows(connection, tables.capture, made[tables.capture].through(whole))
    seals.keep(connection, imprint.publication, imprint.label, made)
    _see(connection, imprint, capture)
    word_index.add(connection, snapshot)


def item_rows(
    connection: Connection, snapshot: Snapshot, blocks: Sequence[str]
) -> dict[Table, Iterable[rows.Row]]:
    """Return the rows of passages, figures and events; `blocks` is parallel to the events."""
    imprint = snapshot.imprint
    approximate = Decimal if connection.dialect.name == "postgresql" else float
    return {
        tables.passage: rows.passage_rows(imprint, snapshot.passages),
        tables.figure: rows.figure_rows(imprint, snapshot.figures, approximate),
        tables.event: rows.event_rows(imprint, snapshot.events, blocks),
    }


def edition_row(snapshot: Snapshot, text: str | None) -> rows.Row:
    """Return the row of an edition; `text` is None for what was loaded without one."""
    imprint, written = snapshot.imprint, snapshot.written
    return (
        imprint.publication,
        imprint.label,
        *rows.imprint_row(imprint),
        *rows.days(imprint.published),
        snapshot.doc,
        snapshot.sha256,
        None if written is None else written.edtf,
        *rows.days(written),
        rows.diagnostics_text(snapshot.diagnostics),
        rows.dates_text(snapshot.dates),
        None if text is None else rows.packed(text),
    )


def add_capture(
    connection: Connection,
    imprint: Imprint,
    capture: Capture,
    *,
    text_key: str,
    claims: Iterable[Claim] = (),
) -> None:
    """Store another capture of the stored edition that the imprint names, and when it was seen.

    `claims` are the dates of publication that are stated for the capture, by itself or others.

    Raises IntegrityError where the same bytes are stored for it already.
    """
    row = _capture_row(imprint, capture, text_key, claims)
    connection.execute(insert(tables.capture), row)
    seals.add(connection, tables.capture, [row])
    _see(connection, imprint, capture)


def _capture_row(
    imprint: Imprint, capture: Capture, text_key: str, claims: Iterable[Claim]
) -> dict[str, Any]:
    return {
        "publication": imprint.publication,
        "edition": imprint.label,
        "sha256": capture.sha256,
        "origin": capture.origin,
        "media": capture.media,
        "text_key": text_key,
        "data": rows.packed_bytes(capture.data),
        "claims": rows.claims_text(claims),
    }


def _see(connection: Connection, imprint: Imprint, capture: Capture) -> None:
    if capture.at is not None:
        seen = [(capture.at, capture.origin)]
        sightings.add(connection, imprint.publication, imprint.label, capture.sha256, seen)


def change_imprint(connection: Connection, old: Imprint, new: Imprint) -> None:
    """Re-date, relabel, move or re-title an edition; all that it holds goes with it.

    Its happenings do not: see above. Raises IntegrityError where the new name is taken.
    """
    _keep_publication(connection, new.publication)
    row = (
        new.publication,
        new.label,
        *rows.imprint_row(new),
        *rows.days(new.published),
    )
    names = tables.edition.c.keys()[: len(row)]
    before = [*seals.chosen(connection, tables.edition, old.publication, old.label)]
    if new.publication != old.publication:
        word_index.remove(connection, old.publication, old.label)
    connection.execute(
        update(tables.edition)
        .where(tables.edition.c.publication == old.publication, tables.edition.c.label == old.label)
        .values(dict(zip(names, row, strict=True)))
    )
    after = seals.chosen(connection, tables.edition, new.publication, new.label)
    seals.change(connection, new.publication, new.label, tables.edition, gone=before, come=after)
    if new.publication != old.publication:
        moved = queries.unchecked_snapshot(connection, new.publication, new.label)
        word_index.add(connection, moved)
    _drop_publication_if_empty(connection, old.publication)


def remove_edition(connection: Connection, publication: str, label: str) -> None:
    """Remove an edition and all that it holds; its happenings are the caller's, see above."""
    word_index.remove(connection, publication, label)
    connection.execute(
        delete(tables.edition).where(
            tables.edition.c.publication == publication, tables.edition.c.label == label
        )
    )
    _drop_publication_if_empty(connection, publication)


def replace_happenings(
    connection: Connection,
    publication: str,
    blocks: Collection[str],
    happenings: Iterable[Happening],
) -> None:
    """Put happenings of these blocks in the place of all that are there."""
    for some in rows.portions(blocks):
        connection.execute(_HAPPENINGS_GONE, {"publication": publication, "blocks": some})
    add_rows(
        connection,
        tables.happening,
        (rows.happening_row(publication, item) for item in happenings),
    )


_HAPPENINGS_GONE: Final = delete(tables.happening).where(
    tables.happening.c.publication == bindparam("publication"),
    tables.happening.c.block.in_(bindparam("blocks", expanding=True)),
)


def remove_derived(connection: Connection) -> None:
    """Remove all links and happenings, also where the database does not watch over its keys."""
    for table in (tables.link, tables.neighbour, tables.happening):
        connection.execute(delete(table))


def _keep_publication(connection: Connection, publication: str) -> None:
    if connection.execute(_PUBLICATION, {"slug": publication}).first() is None:
        connection.execute(insert(tables.publication), {"slug": publication})


_PUBLICATION: Final = select(tables.publication.c.slug).where(
    tables.publication.c.slug == bindparam("slug")
)


def _drop_publication_if_empty(connection: Connection, publication: str) -> None:
    left = exists().where(tables.edition.c.publication == publication)
    connection.execute(
        delete(tables.publication).where(tables.publication.c.slug == publication, ~left)
    )
