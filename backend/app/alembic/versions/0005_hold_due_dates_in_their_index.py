"""hold due dates in their index

PostgreSQL tells from an index alone in which order todos are only where the index has the column itself: what these
are ordered by is made of it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEYS = {"due": "coalesce(due_date, '9999-12-31')", "due_desc": "coalesce(due_date, '0001-01-01')"}


def upgrade() -> None:
    _make_anew("due_date")


def downgrade() -> None:
    _make_anew()


def _make_anew(*included: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, key in KEYS.items():
        op.drop_index(f"ix_todos_{name}", "todos")
        op.create_index(
            f"ix_todos_{name}",
            "todos",
            ["user_id", "done", sa.text(key), "id"],
            postgresql_where=sa.text("deleted_at IS NULL"),
            postgresql_include=included,
        )
