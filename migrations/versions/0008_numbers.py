"""Let PostgreSQL give the numbers of entries, so that publications are written side by side."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ROOM = 1 << 40
SEQUENCES = {"search_entry_figure": 0, "search_entry_event": 1, "search_entry_passage": 2}
"""What each kind of entry is numbered by, and which room of numbers is its own."""
# Whoever may add entries needs their numbers.
GRANT = """
    DO $$
    DECLARE who text;
    BEGIN
        FOR who IN
            SELECT CASE grantee WHEN 'PUBLIC' THEN grantee ELSE quote_ident(grantee) END
            FROM information_schema.role_table_grants
            WHERE table_schema = current_schema() AND table_name = 'search_entry'
            AND privilege_type = 'INSERT'
        LOOP
            EXECUTE 'GRANT USAGE ON SEQUENCE {name} TO ' || who;
        END LOOP;
    END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, room in SEQUENCES.items():
        first, last = room * ROOM + 1, (room + 1) * ROOM - 1
        op.execute(f"CREATE SEQUENCE {name} MINVALUE {first} MAXVALUE {last}")
        op.execute(
            f"SELECT setval('{name}', coalesce(max(id) + 1, {first}), false) "  # noqa: S608
            f"FROM search_entry WHERE id BETWEEN {first} AND {last}"
        )
        op.execute(GRANT.format(name=name))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for name in SEQUENCES:
        op.execute(f"DROP SEQUENCE {name}")
