"""add versions and batches"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # With defaults, because replicas of the release before go on inserting until the last of them is replaced.
    op.add_column("todos", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("todos", sa.Column("reopened_at", sa.DateTime(timezone=True)))
    op.add_column("todos", sa.Column("reopened_from", sa.DateTime(timezone=True)))
    op.create_table(
        "batches",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.String(255), nullable=False),
        sa.Column("action", sa.String(8), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_batches_user_id", "batches", ["user_id"])


def downgrade() -> None:
    op.drop_table("batches")
    for column in ("reopened_from", "reopened_at", "version"):
        op.drop_column("todos", column)
