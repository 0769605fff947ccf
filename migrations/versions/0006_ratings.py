"""Rate what is stated: where the words of a measure stand, and how much an event matters.

Rows that are there stay NULL: nobody has judged them. Reading a document again does.
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
COLUMNS = (("figure", "measure_from"), ("event", "salience"), ("happening", "salience"))
SEAL = sa.table("seal", sa.column("part"), sa.column("digests"))


def upgrade() -> None:
    for table, column in COLUMNS:
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column(column, TEXT, nullable=True))


def downgrade() -> None:
    connection = op.get_bind()
    for table, column in COLUMNS:
        with op.batch_alter_table(table) as changed:
            changed.drop_column(column)
        of = SEAL.c.part == table
        for kept in set(connection.execute(sa.select(SEAL.c.digests).where(of)).scalars()):
            digests = {name: it for name, it in json.loads(kept).items() if name != column}
            text = json.dumps(digests, separators=(",", ":"), sort_keys=True)
            connection.execute(
                sa.update(SEAL).where(of, SEAL.c.digests == kept).values(digests=text)
            )
