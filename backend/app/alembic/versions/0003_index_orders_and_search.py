"""index orders and search

What search and the order by title need is derived from a todo by triggers: replicas of the release before, which know
nothing of it, go on writing until the last of them is replaced.
"""

import sqlalchemy as sa
from alembic import op

from app.alembic import search_postgresql, search_sqlite

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEYS = {
    "created": sa.text("created_at"),
    "due": sa.text("coalesce(due_date, '9999-12-31')"),
    "due_desc": sa.text("coalesce(due_date, '0001-01-01')"),
    "priority": sa.text("priority"),
    "title": sa.text("title_key"),
}


def upgrade() -> None:
    op.add_column("todos", sa.Column("title_key", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE todos SET title_key = lower(title)")
    visible = sa.text("deleted_at IS NULL")
    for name, key in KEYS.items():
        columns = ["user_id", "done", key, "id"]
        op.create_index(f"ix_todos_{name}", "todos", columns, postgresql_where=visible, sqlite_where=visible)
    for statement in _search().UPGRADE:
        op.execute(statement)


def downgrade() -> None:
    for statement in _search().DOWNGRADE:
        op.execute(statement)
    for name in KEYS:
        op.drop_index(f"ix_todos_{name}", "todos")
    op.drop_column("todos", "title_key")


def _search():
    return search_sqlite if op.get_bind().dialect.name == "sqlite" else search_postgresql
