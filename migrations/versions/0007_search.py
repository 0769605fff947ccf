"""Index the words of figures, events and passages.

What is stored is indexed when all migrations have run (`timeline.store.word_index.add_missing`).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
# The tokens are ours: words without blanks, in lower case, put together by timeline.
FTS5 = (
    """CREATE VIRTUAL TABLE search_words USING fts5(
        words, content='search_entry', content_rowid='id', detail='none', columnsize=0,
        tokenize="ascii tokenchars '.,%@'"
    )""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_words(search_words, rowid, words)
        VALUES ('delete', old.id, old.words);
    END""",
)
GIN = (
    """ALTER TABLE search_entry ADD COLUMN lexemes tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED""",
    "CREATE INDEX ix_search_entry_lexemes ON search_entry USING gin (lexemes)",
)


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("publication", TEXT, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["publication"],
            ["publication.slug"],
            name="fk_search_entry_publication",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "key", name="pk_search_entry"),
        sa.UniqueConstraint("id", name="uq_search_entry_id"),
    )
    op.create_table(
        "search_place",
        sa.Column("publication", TEXT, nullable=False),
        sa.Column("edition", TEXT, nullable=False),
        sa.Column("entry", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication", "edition"],
            ["edition.publication", "edition.label"],
            name="fk_search_place_edition",
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "publication", "edition", "entry", "number", name="pk_search_place"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_place_entry", "search_place", ["entry"])
    for statement in GIN if op.get_bind().dialect.name == "postgresql" else FTS5:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER search_entry_added")
        op.execute("DROP TRIGGER search_entry_removed")
        op.execute("DROP TABLE search_words")
    op.drop_table("search_place")
    op.drop_table("search_entry")
