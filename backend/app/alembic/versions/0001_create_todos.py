"""create todos"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "todos",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.String(255), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("notes", sa.Text()),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("due_date", sa.Date()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True)),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("priority BETWEEN 0 AND 2", name="ck_todos_priority"),
        sa.CheckConstraint("done = (completed_at IS NOT NULL)", name="ck_todos_completed_at"),
    )
    op.create_index("ix_todos_user_id_created_at", "todos", ["user_id", "created_at", "id"])
    deleted = sa.text("deleted_at IS NOT NULL")
    op.create_index("ix_todos_deleted_at", "todos", ["deleted_at"], postgresql_where=deleted, sqlite_where=deleted)


def downgrade() -> None:
    op.drop_table("todos")
