"""Keep what was fetched and is no edition, with the reason, and when pages were last asked for.

The few links that join events are found without reading all others.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def upgrade() -> None:
    joins = sa.text("joins = 1")
    op.create_index(
        "ix_link_joins",
        "link",
        ["publication", "before"],
        sqlite_where=joins,
        postgresql_where=joins,
    )
    op.create_table(
        "visit",
        *words("publication", "url", "at", "sha256"),
        sa.Column("etag", TEXT, nullable=True),
        sa.Column("last_modified", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("publication", "url", name="pk_visit"),
    )
    op.create_table(
        "quarantine",
        *words("publication", "origin", "at", "sha256", "media", "reason"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("publication", "origin", "at", name="pk_quarantine"),
    )


def downgrade() -> None:
    op.drop_table("quarantine")
    op.drop_table("visit")
    op.drop_index("ix_link_joins", "link")
