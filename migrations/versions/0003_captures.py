"""Keep who states which date of publication, when bytes were captured, and where passages stand.

Editions come from pages and archives now: one page states several dates, the same bytes are seen
again and again, and a passage leads back to an element or a page.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("capture") as table:
        table.add_column(sa.Column("claims", TEXT, nullable=False, server_default="[]"))
    with op.batch_alter_table("capture") as table:
        table.alter_column("claims", server_default=None)
    with op.batch_alter_table("passage") as table:
        table.add_column(sa.Column("locator", TEXT, nullable=True))
    op.create_table(
        "sighting",
        sa.Column("publication", TEXT, nullable=False),
        sa.Column("edition", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["publication", "edition", "sha256"],
            ["capture.publication", "capture.edition", "capture.sha256"],
            name="fk_sighting_capture",
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "edition", "sha256", "at", name="pk_sighting"),
    )


def downgrade() -> None:
    op.drop_table("sighting")
    with op.batch_alter_table("passage") as table:
        table.drop_column("locator")
    with op.batch_alter_table("capture") as table:
        table.drop_column("claims")
