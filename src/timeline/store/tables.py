"""The tables of the store.

The publication, a slug, leads every primary key, so that the tables can be spread by it. Keys
are natural: there is no number that another database would give otherwise. An item's columns are
the keys of its record (`timeline.records`) in their order; those that follow are derived from
them, so that SQL can sort, select and add, and are left out of a dump.

Text is compared by code point on both databases. Columns of lists hold JSON. A change here needs
a migration and its revision in `REVISIONS`; `timeline db check` compares the two. The `where` of
an index of some rows alone is in its `info`: SQLAlchemy would load each engine that it names.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""Every revision of the tables, oldest first."""
HEAD: Final = REVISIONS[-1]

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")
_APPROXIMATE: Final = Float().with_variant(Numeric(), "postgresql")


def _words(name: str, doc: str | None = None) -> Column[Any]:
    """A text that is always there."""
    return Column(name, _TEXT, nullable=False, doc=doc)


def _maybe(name: str, doc: str | None = None) -> Column[Any]:
    """A text that may not be stated."""
    return Column(name, _TEXT, doc=doc)


def _number(name: str, doc: str | None = None, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Integer, nullable=nullable, doc=doc)


def _made_of(name: str) -> dict[str, Any]:
    """Mark a column that is derived from another one of its row."""
    return {"derived": True, "of": name}


def _derived(name: str, of: str, doc: str) -> Column[Any]:
    return Column(name, _TEXT, nullable=False, info=_made_of(of), doc=doc)


def _days(name: str) -> tuple[Column[Any], Column[Any]]:
    """The first and last day of a period as day numbers, both inclusive, for ranges in SQL."""
    return (
        Column(f"{name}_first", Integer, info=_made_of(name), doc=f"First day of {name}."),
        Column(f"{name}_last", Integer, info=_made_of(name), doc=f"Last day of {name}."),
    )


def _place() -> tuple[Column[Any], ...]:
    return (
        _number("start", "Where the quote begins in the edition's text.", nullable=True),
        _number("end", "Where the quote ends, exclusive.", nullable=True),
        _maybe("text", "The quote; nothing where the edition was loaded without its text."),
    )


def _of_edition(*key: str) -> tuple[PrimaryKeyConstraint, ForeignKeyConstraint]:
    """The key of what an edition holds: it goes, and is renamed, with its edition."""
    return (
        PrimaryKeyConstraint("publication", "edition", *key),
        ForeignKeyConstraint(
            ["publication", "edition"],
            ["edition.publication", "edition.label"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
    )


def _of_publication(*key: str) -> tuple[PrimaryKeyConstraint, ForeignKeyConstraint]:
    return (
        PrimaryKeyConstraint("publication", *key),
        ForeignKeyConstraint(["publication"], ["publication.slug"], ondelete="CASCADE"),
    )


def _event() -> tuple[Column[Any], ...]:
    """The record of an event: the same for what one edition states and for a happening."""
    return (
        *_place(),
        _words("title"),
        _maybe("edtf", "When, as EDTF; nothing for what only recurs or has no date."),
        _maybe("precision"),
        _words("status"),
        _words("kind"),
        _maybe("salience", "core or minor; nothing where it was stored before it was judged."),
        _words("actors", "JSON list."),
        _maybe("recurrence", "ISO 8601 duration."),
        _maybe("bounds", "EDTF: the stretch within which it recurs."),
        _number("passage", "Number of the passage that states it.", nullable=True),
        _words("rules", "JSON list of the rules that found it."),
        *_days("edtf"),
        *_days("bounds"),
    )


def _imprint(prefix: str = "") -> tuple[Column[Any], ...]:
    """What is said about an edition, beside its publication and label."""
    return (
        _maybe(f"{prefix}published", "EDTF; nothing where it is not known."),
        _maybe(f"{prefix}title"),
        _maybe(f"{prefix}source", "Where the edition comes from, for its readers."),
        _words(f"{prefix}coverage", "complete or partial."),
        _words(f"{prefix}notes", "JSON object of further keys."),
    )


publication = Table("publication", metadata, _words("slug"), PrimaryKeyConstraint("slug"))

edition = Table(
    "edition",
    metadata,
    _words("publication"),
    _words("label"),
    *_imprint(),
    *_days("published"),
    _words("doc", "Name of the document that was read."),
    _words("sha256", "Of the capture that the edition was read from, in hex."),
    _maybe("written", "EDTF: when its text must have been written."),
    *_days("written"),
    _words("diagnostics", "JSON list."),
    Column("dates", LargeBinary, doc="Its temporal expressions: JSON list, zlib."),
    Column("text", LargeBinary, doc="The decoded text: UTF-8, zlib; nothing without a text."),
    *_of_publication("label"),
)

capture = Table(
    "capture",
    metadata,
    _words("publication"),
    _words("edition"),
    _words("sha256", "Of the bytes as read, in hex."),
    Column("origin", _TEXT, nullable=False, info={"derived": True}, doc="Path or address."),
    _words("media", "MIME type."),
    _words("text_key", "Equal for captures whose texts have equal normal forms."),
    Column("data", LargeBinary, nullable=False, info={"derived": True}, doc="The bytes, zlib."),
    _words("claims", "JSON list of who states which date of publication in which words."),
    *_of_edition("sha256"),
    # Whether a text is known is asked for every file that comes in.
    Index(None, "publication", "sha256"),
    Index(None, "publication", "text_key"),
)

sighting = Table(
    "sighting",
    metadata,
    _words("publication"),
    _words("edition"),
    _words("sha256"),
    _words("at", "When these bytes were captured: ISO 8601, in UTC."),
    Column("origin", _TEXT, nullable=False, info={"derived": True}, doc="Path or address."),
    PrimaryKeyConstraint("publication", "edition", "sha256", "at"),
    ForeignKeyConstraint(
        ["publication", "edition", "sha256"],
        ["capture.publication", "capture.edition", "capture.sha256"],
        ondelete="CASCADE",
        onupdate="CASCADE",
    ),
)

visit = Table(
    "visit",
    metadata,
    _words("publication"),
    _words("url"),
    _words("at", "When it was last fetched, or captured by an archive: ISO 8601, in UTC."),
    _words("sha256", "Of the bytes that it gave."),
    _maybe("etag", "What to ask with whether it has changed (RFC 9110)."),
    _maybe("last_modified", "The same."),
    PrimaryKeyConstraint("publication", "url"),
    info={"transient": True},
)

quarantine = Table(
    "quarantine",
    metadata,
    _words("publication", "What it was fetched for; it may have no stored edition."),
    _words("origin", "Address."),
    _words("at", "When it was captured: ISO 8601, in UTC."),
    _words("sha256", "Of the bytes, in hex."),
    _words("media", "MIME type."),
    _words("reason", "Why it does not look like an edition, in words."),
    Column("data", LargeBinary, nullable=False, info={"derived": True}, doc="The bytes, zlib."),
    PrimaryKeyConstraint("publication", "origin", "at"),
)

extraction = Table(
    "extraction",
    metadata,
    _words("publication"),
    _words("edition"),
    _words("rules_version", "Which version of the rules found the edition's items."),
    *_of_edition(),
)

seal = Table(
    "seal",
    metadata,
    _words("publication"),
    _words("edition"),
    _words("part", "The table whose rows of the edition it is of."),
    _number("number", "How many rows there are."),
    _words("digests", "JSON object: of each column, over these rows."),
    *_of_edition("part"),
    info={"transient": True},
)

passage = Table(
    "passage",
    metadata,
    _words("publication"),
    _words("edition"),
    _number("number", "Place in the edition, from 0."),
    *_place(),
    _words("kind"),
    _words("path", "JSON list of the headings above, outermost first."),
    _words("labels", "JSON list of row and column heads."),
    _number("block", "Number of the paragraph."),
    _maybe("locator", "Where it is in the capture: an XPath, or page=3."),
    *_of_edition("number"),
)

figure = Table(
    "figure",
    metadata,
    _words("publication"),
    _words("edition"),
    _number("number", "Place in the edition, from 0."),
    *_place(),
    _words("value", "Exact digits, as all decimals here: text, no exponent."),
    _maybe("value_high"), _maybe("low"), _maybe("high"),
    _words("step", "The printed precision."),
    _maybe("unit"),
    _maybe("unit_text"),
    _maybe("per"),
    _words("qualifier"),
    _maybe("direction"),
    _maybe("base"),
    _words("kind"),
    _words("measure"),
    _maybe("measure_from", "clause, sentence or heading: where its words stand."),
    _maybe("scope"),
    _maybe("whole"),
    _maybe("subject"),
    _maybe("counterpart"),
    _maybe("period", "EDTF."),
    _maybe("period_text"),
    _maybe("as_of", "EDTF."),
    _maybe("source"),
    _number("passage", "Number of the passage that states it.", nullable=True),
    _words("rules", "JSON list of the rules that found it."),
    _derived("value_key", "value", "Sorts and compares as the values do."),
    Column(
        "value_number", _APPROXIMATE, nullable=False, info=_made_of("value"),
        doc="For sums. Approximate on SQLite (REAL), exact on PostgreSQL (NUMERIC).",
    ),
    _derived("measure_key", "measure", "The measure without case."),
    *_days("period"),
    *_days("as_of"),
    *_of_edition("number"),
    Index(None, "period_first", "period_last"),
    Index(None, "as_of_first", "as_of_last"),
)  # fmt: skip

event = Table(
    "event",
    metadata,
    _words("publication"),
    _words("edition"),
    _number("number", "Place in the edition, from 0."),
    *_event(),
    _words("block", "Equal for events that can be one happening."),
    *_of_edition("number"),
    Index(None, "publication", "block"),
    Index(None, "edtf_first", "edtf_last"),
)


def _to_edition(side: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["publication", side],
        ["edition.publication", "edition.label"],
        name=f"fk_neighbour_edition_{side}",
        ondelete="CASCADE",
        onupdate="CASCADE",
    )


neighbour = Table(
    "neighbour",
    metadata,
    _words("publication"),
    _words("before", "Label of a dated edition."),
    _words("after", "Label of the next one; what the two state has been linked."),
    PrimaryKeyConstraint("publication", "before", "after"),
    _to_edition("before"),
    _to_edition("after"),
    Index(None, "publication", "after"),
)

link = Table(
    "link",
    metadata,
    _words("publication"),
    _words("before"),
    _words("after"),
    _words("about", "figure or event."),
    _number("before_number", "Which of the earlier edition."),
    _number("after_number", "Which of the later edition is the same."),
    _number("score", "How sure it is, 0 to 100."),
    _words("reason", "Why, in words."),
    _number("joins", "1 if it joins two events that their titles do not join, otherwise 0."),
    PrimaryKeyConstraint("publication", "before", "about", "before_number"),
    ForeignKeyConstraint(
        ["publication", "before", "after"],
        ["neighbour.publication", "neighbour.before", "neighbour.after"],
        ondelete="CASCADE",
        onupdate="CASCADE",
    ),
    UniqueConstraint("publication", "after", "about", "after_number"),
    Index("ix_link_joins", "publication", "before", info={"where": "joins = 1"}),
)  # fmt: skip

happening = Table(
    "happening",
    metadata,
    _words("publication"),
    _words("key", "Stable and unique within the publication."),
    _words("block", "Equal for events that can be one happening."),
    *_event(),
    _maybe("sentence", "The passage that states it in the newest edition."),
    _words("section", "JSON list of the headings above, outermost first."),
    _words("edition", "Label of the newest edition that states it."),
    *_imprint("edition_"),
    _words("editions", "Labels of all that state it, oldest first, one a statement, in blanks."),
    _words("dated", "Label of the edition whose date it has."),
    _maybe("newest_edtf", "The date that the newest edition states: it may be coarser."),
    _number("number", "Which event of the newest edition it is."),
    *_of_publication("key"),
    Index(None, "publication", "block"),
    # In the order of the list, of all and of one publication: its first rows need no sort.
    Index("ix_happening_list", "edtf_first", "edtf_last", "publication", "title", "key"),
    Index("ix_happening_publication_list", "publication", "edtf_first", "edtf_last", "title"),
)


def recorded(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns of an item of an edition without its key and what is derived."""
    key = set(table.primary_key)
    return tuple(
        column for column in table.c if column not in key and not column.info.get("derived")
    )


LASTING_DAYS: Final = 366
"""Happenings of more days than this have an index of their own: all others that overlap a range
begin within so many days before it."""
LASTING: Final = f"edtf_last - edtf_first > {LASTING_DAYS}"
Index(
    "ix_happening_lasting",
    happening.c.edtf_first,
    happening.c.edtf_last,
    info={"where": LASTING},
)
