"""Seal what is stored of each edition, so that a value that is changed by other means is found.

The seals of the editions that are there are made when all migrations have run, of their rows as
they are then (`timeline.store.seals.add_missing`).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "seal",
        sa.Column("publication", TEXT, nullable=False),
        sa.Column("edition", TEXT, nullable=False),
        sa.Column("part", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digests", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["publication", "edition"],
            ["edition.publication", "edition.label"],
            name="fk_seal_edition",
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "edition", "part", name="pk_seal"),
    )


def downgrade() -> None:
    op.drop_table("seal")
