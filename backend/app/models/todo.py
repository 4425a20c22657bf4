"""The table of todos."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ColumnElement, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.priority import Priority, PriorityRank
from app.models.utc_datetime import UtcDateTime


def _order_index(name: str, key: str | ColumnElement[Any], *included: str) -> Index:
    """For the open or the done ones of a user in one order; a list of both is merged from the two."""
    visible = text("deleted_at IS NULL")
    columns = "user_id", "done", key, "id"
    return Index(
        f"ix_todos_{name}", *columns, postgresql_where=visible, sqlite_where=visible, postgresql_include=included
    )


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
    # The title as todos are ordered by it, in lower case. Triggers of the database keep it.
    title_key: Mapped[str] = mapped_column(Text, server_default="")
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
        _order_index("created", "created_at"),
        _order_index("due", text("coalesce(due_date, '9999-12-31')"), "due_date"),
        _order_index("due_desc", text("coalesce(due_date, '0001-01-01')"), "due_date"),
        _order_index("priority", "priority"),
        _order_index("title", "title_key"),
    )
