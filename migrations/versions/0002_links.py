"""Keep which figures and events of two successive editions are the same.

Until now that was worked out anew for every question. A happening is told by all editions that
link to it, and keeps the finest date that was stated. Editions stored before have no neighbours:
the next change of a publication links them all, and questions link what they need meanwhile.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def words(name: str) -> sa.Column[Any]:
    return sa.Column(name, TEXT, nullable=False)


def number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def edition(side: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["publication", side],
        ["edition.publication", "edition.label"],
        name=f"fk_neighbour_edition_{side}",
        ondelete="CASCADE",
        onupdate="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "neighbour",
        words("publication"),
        words("before"),
        words("after"),
        edition("before"),
        edition("after"),
        sa.PrimaryKeyConstraint("publication", "before", "after", name="pk_neighbour"),
    )
    op.create_index("ix_neighbour_publication_after", "neighbour", ["publication", "after"])
    op.create_table(
        "link",
        words("publication"),
        words("before"),
        words("after"),
        words("about"),
        number("before_number"),
        number("after_number"),
        number("score"),
        words("reason"),
        number("joins"),
        sa.ForeignKeyConstraint(
            ["publication", "before", "after"],
            ["neighbour.publication", "neighbour.before", "neighbour.after"],
            name="fk_link_neighbour",
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication", "before", "about", "before_number", name="pk_link"),
        sa.UniqueConstraint(
            "publication",
            "after",
            "about",
            "after_number",
            name="uq_link_publication_after_about_after_number",
        ),
    )
    with op.batch_alter_table("happening") as table:
        table.add_column(sa.Column("dated", TEXT, nullable=False, server_default=""))
        table.add_column(sa.Column("newest_edtf", TEXT, nullable=True))
        table.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE happening SET dated = edition, newest_edtf = edtf")
    with op.batch_alter_table("happening") as table:
        table.alter_column("dated", server_default=None)
        table.alter_column("number", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("happening") as table:
        table.drop_column("number")
        table.drop_column("newest_edtf")
        table.drop_column("dated")
    op.drop_table("link")
    op.drop_table("neighbour")
