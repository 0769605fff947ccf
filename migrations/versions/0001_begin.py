"""Begin: publications, editions with their captures, and what they state."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# PostgreSQL would sort by a language; SQLite sorts by code point, and so do we.
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
APPROXIMATE = sa.Float().with_variant(sa.Numeric(), "postgresql")


def words(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, TEXT, nullable=nullable)


def number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "publication", words("slug"), sa.PrimaryKeyConstraint("slug", name="pk_publication")
    )
    op.create_table(
        "edition",
        words("publication"),
        words("label"),
        words("published", nullable=True),
        words("title", nullable=True),
        words("source", nullable=True),
        words("coverage"),
        words("notes"),
        number("published_first", nullable=True),
        number("published_last", nullable=True),
        words("doc"),
        words("sha256"),
        words("written", nullable=True),
        number("written_first", nullable=True),
        number("written_last", nullable=True),
        words("diagnostics"),
        sa.Column("dates", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["publication"], ["publication.slug"], name="fk_edition_publication", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("publication", "label", name="pk_edition"),
    )
    op.create_table(
        "happening",
        words("publication"),
        words("key"),
        words("block"),
        number("start", nullable=True),
        number("end", nullable=True),
        words("text", nullable=True),
        words("title"),
        words("edtf", nullable=True),
        words("precision", nullable=True),
        words("status"),
        words("kind"),
        words("actors"),
        words("recurrence", nullable=True),
        words("bounds", nullable=True),
        number("passage", nullable=True),
        words("rules"),
        number("edtf_first", nullable=True),
        number("edtf_last", nullable=True),
        number("bounds_first", nullable=True),
        number("bounds_last", nullable=True),
        words("sentence", nullable=True),
        words("section"),
        words("edition"),
        words("edition_published", nullable=True),
        words("edition_title", nullable=True),
        words("edition_source", nullable=True),
        words("edition_coverage"),
        words("edition_notes"),
        words("editions"),
        sa.ForeignKeyConstraint(
            ["publication"],
            ["publication.slug"],
            name="fk_happening_publication",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "key", name="pk_happening"),
    )
    op.create_index(
        "ix_happening_lasting",
        "happening",
        ["edtf_first", "edtf_last"],
        sqlite_where=sa.text("edtf_last - edtf_first > 366"),
        postgresql_where=sa.text("edtf_last - edtf_first > 366"),
    )
    op.create_index(
        "ix_happening_list", "happening", ["edtf_first", "edtf_last", "publication", "title", "key"]
    )
    op.create_index("ix_happening_publication_block", "happening", ["publication", "block"])
    op.create_index(
        "ix_happening_publication_list",
        "happening",
        ["publication", "edtf_first", "edtf_last", "title"],
    )
    op.create_table(
        "capture",
        words("publication"),
        words("edition"),
        words("sha256"),
        words("origin"),
        words("media"),
        words("text_key"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication", "edition"],
            ["edition.publication", "edition.label"],
            name="fk_capture_edition",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "edition", "sha256", name="pk_capture"),
    )
    op.create_index("ix_capture_publication_sha256", "capture", ["publication", "sha256"])
    op.create_index("ix_capture_publication_text_key", "capture", ["publication", "text_key"])
    op.create_table(
        "event",
        words("publication"),
        words("edition"),
        number("number"),
        number("start", nullable=True),
        number("end", nullable=True),
        words("text", nullable=True),
        words("title"),
        words("edtf", nullable=True),
        words("precision", nullable=True),
        words("status"),
        words("kind"),
        words("actors"),
        words("recurrence", nullable=True),
        words("bounds", nullable=True),
        number("passage", nullable=True),
        words("rules"),
        number("edtf_first", nullable=True),
        number("edtf_last", nullable=True),
        number("bounds_first", nullable=True),
        number("bounds_last", nullable=True),
        words("block"),
        sa.ForeignKeyConstraint(
            ["publication", "edition"],
            ["edition.publication", "edition.label"],
            name="fk_event_edition",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "edition", "number", name="pk_event"),
    )
    op.create_index("ix_event_edtf_first_edtf_last", "event", ["edtf_first", "edtf_last"])
    op.create_index("ix_event_publication_block", "event", ["publication", "block"])
    op.create_table(
        "extraction",
        words("publication"),
        words("edition"),
        words("rules_version"),
        sa.ForeignKeyConstraint(
            ["publication", "edition"],
            ["edition.publication", "edition.label"],
            name="fk_extraction_edition",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "edition", name="pk_extraction"),
    )
    op.create_table(
        "figure",
        words("publication"),
        words("edition"),
        number("number"),
        number("start", nullable=True),
        number("end", nullable=True),
        words("text", nullable=True),
        words("value"),
        words("value_high", nullable=True),
        words("low", nullable=True),
        words("high", nullable=True),
        words("step"),
        words("unit", nullable=True),
        words("unit_text", nullable=True),
        words("per", nullable=True),
        words("qualifier"),
        words("direction", nullable=True),
        words("base", nullable=True),
        words("kind"),
        words("measure"),
        words("scope", nullable=True),
        words("whole", nullable=True),
        words("subject", nullable=True),
        words("counterpart", nullable=True),
        words("period", nullable=True),
        words("period_text", nullable=True),
        words("as_of", nullable=True),
        words("source", nullable=True),
        number("passage", nullable=True),
        words("rules"),
        words("value_key"),
        sa.Column("value_number", APPROXIMATE, nullable=False),
        words("measure_key"),
        number("period_first", nullable=True),
        number("period_last", nullable=True),
        number("as_of_first", nullable=True),
        number("as_of_last", nullable=True),
        sa.ForeignKeyConstraint(
            ["publication", "edition"],
            ["edition.publication", "edition.label"],
            name="fk_figure_edition",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "edition", "number", name="pk_figure"),
    )
    op.create_index("ix_figure_as_of_first_as_of_last", "figure", ["as_of_first", "as_of_last"])
    op.create_index("ix_figure_period_first_period_last", "figure", ["period_first", "period_last"])
    op.create_table(
        "passage",
        words("publication"),
        words("edition"),
        number("number"),
        number("start", nullable=True),
        number("end", nullable=True),
        words("text", nullable=True),
        words("kind"),
        words("path"),
        words("labels"),
        number("block"),
        sa.ForeignKeyConstraint(
            ["publication", "edition"],
            ["edition.publication", "edition.label"],
            name="fk_passage_edition",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "edition", "number", name="pk_passage"),
    )


def downgrade() -> None:
    op.drop_table("passage")
    op.drop_index("ix_figure_period_first_period_last", table_name="figure")
    op.drop_index("ix_figure_as_of_first_as_of_last", table_name="figure")
    op.drop_table("figure")
    op.drop_table("extraction")
    op.drop_index("ix_event_publication_block", table_name="event")
    op.drop_index("ix_event_edtf_first_edtf_last", table_name="event")
    op.drop_table("event")
    op.drop_table("capture")
    op.drop_index("ix_happening_publication_list", table_name="happening")
    op.drop_index("ix_happening_publication_block", table_name="happening")
    op.drop_index("ix_happening_list", table_name="happening")
    op.drop_index(
        "ix_happening_lasting",
        table_name="happening",
        sqlite_where=sa.text("edtf_last - edtf_first > 366"),
        postgresql_where=sa.text("edtf_last - edtf_first > 366"),
    )
    op.drop_table("happening")
    op.drop_table("edition")
    op.drop_table("publication")
