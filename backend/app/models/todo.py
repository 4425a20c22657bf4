"""The table of todos."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.priority import Priority, PriorityRank
from app.models.utc_datetime import UtcDateTime


class Todo(Base):
    """One user's todo. `user_id` is the token's subject: users live in the frontend's own tables."""

    __tablename__ = "todos"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(200))
    notes: Mapped[str | None] = mapped_column(Text)
    done: Mapped[bool]
    priority: Mapped[Priority] = mapped_column(PriorityRank)
    due_date: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Counts the changes of what clients see.
    version: Mapped[int] = mapped_column(server_default=text("1"))
    # When a batch reopened it, and the `completed_at` that it had before.
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reopened_from: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("priority BETWEEN 0 AND 2", name="ck_todos_priority"),
        CheckConstraint("done = (completed_at IS NOT NULL)", name="ck_todos_completed_at"),
        Index("ix_todos_user_id_created_at", "user_id", "created_at", "id"),
        Index(
            "ix_todos_deleted_at",
            "deleted_at",
            postgresql_where=deleted_at.is_not(None),
            sqlite_where=deleted_at.is_not(None),
        ),
    )
