"""The tables of the index of words: what is searched, and which editions state it.

An entry is a text with words of its own: what a figure measures with its value, the title of an
event with its date, a passage. It is there once in a publication, however many editions state it.
All of it follows from the editions, so it is in no dump, and its numbers may differ from one
database to another. On PostgreSQL they come from a sequence for each kind (migration 0008), so that
publications can be written side by side.

SQLite searches it by FTS5 (`search_words`, kept by triggers), PostgreSQL by a column of lexemes
that it makes itself. Neither is part of the metadata; migration 0007 makes both.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from timeline.store.tables import metadata

_TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")
OF_ENGINE: Final = ("lexemes", "ix_search_entry_lexemes")
"""The column and the index that only PostgreSQL has."""

entry = Table(
    "search_entry",
    metadata,
    Column("publication", _TEXT, nullable=False),
    Column("key", BigInteger, nullable=False, doc="Hash of its kind and what it states."),
    Column("id", BigInteger, nullable=False, doc="Tells its kind; the later it came the higher."),
    Column("words", _TEXT, nullable=False, doc="A mark of the publication, then stems; blanks."),
    PrimaryKeyConstraint("publication", "key"),
    ForeignKeyConstraint(["publication"], ["publication.slug"], ondelete="CASCADE"),
    UniqueConstraint("id"),
    info={"transient": True},
)

place = Table(
    "search_place",
    metadata,
    Column("publication", _TEXT, nullable=False),
    Column("edition", _TEXT, nullable=False),
    Column("entry", BigInteger, nullable=False),
    Column("number", Integer, nullable=False, doc="Which figure, event or passage of the edition."),
    PrimaryKeyConstraint("publication", "edition", "entry", "number"),
    ForeignKeyConstraint(
        ["publication", "edition"],
        ["edition.publication", "edition.label"],
        ondelete="CASCADE",
        onupdate="CASCADE",
    ),
    Index(None, "entry"),
    info={"transient": True},
    sqlite_with_rowid=False,
)
