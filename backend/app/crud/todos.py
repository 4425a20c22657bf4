"""One user's todos, changed one statement at a time: what two requests do at once cannot interleave."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Todo
from app.schemas.todo import TodoCreate, TodoUpdate

# How long a deleted todo can be restored.
RESTORE_WINDOW = timedelta(hours=24)


async def create_todo(session: AsyncSession, user_id: str, new: TodoCreate) -> Todo:
    now = datetime.now(UTC)
    todo = Todo(
        **new.model_dump(),
        user_id=user_id,
        created_at=now,
        updated_at=now,
        completed_at=now if new.done else None,
    )
    session.add(todo)
    await session.commit()
    return todo


async def get_todo(session: AsyncSession, user_id: str, todo_id: UUID) -> Todo | None:
    return await session.scalar(select(Todo).where(_visible(user_id), Todo.id == todo_id))


async def update_todo(session: AsyncSession, user_id: str, todo_id: UUID, changes: TodoUpdate) -> Todo | None:
    """Change the fields that were sent; no field, no change."""
    values = changes.model_dump(exclude_unset=True)
    if not values:
        return await get_todo(session, user_id, todo_id)
    now = datetime.now(UTC)
    if "done" in values:
        values["completed_at"] = case((Todo.done, Todo.completed_at), else_=now) if values["done"] else None
    return await _change(session, and_(_visible(user_id), Todo.id == todo_id), updated_at=now, **values)


async def delete_todo(session: AsyncSession, user_id: str, todo_id: UUID) -> bool:
    """Hide the todo until it is restored or purged; False if there is none."""
    statement = update(Todo).where(_visible(user_id), Todo.id == todo_id).values(deleted_at=datetime.now(UTC))
    result = await session.execute(statement)
    await session.commit()
    return result.rowcount == 1


async def restore_todo(session: AsyncSession, user_id: str, todo_id: UUID) -> Todo | None:
    """Undo a delete of the last 24 hours; a todo that is not deleted stays as it is."""
    restorable = Todo.deleted_at.is_(None) | (Todo.deleted_at > datetime.now(UTC) - RESTORE_WINDOW)
    return await _change(session, and_(Todo.user_id == user_id, Todo.id == todo_id, restorable), deleted_at=None)


async def complete_todos(session: AsyncSession, user_id: str, ids: list[UUID] | None) -> list[UUID]:
    """Complete those of `ids`, or of all todos for `None`, that are open; return their ids."""
    now = datetime.now(UTC)
    statement = update(Todo).where(_visible(user_id), Todo.done.is_(False))
    if ids is not None:
        statement = statement.where(Todo.id.in_(ids))
    statement = statement.values(done=True, completed_at=now, updated_at=now).returning(Todo.id)
    completed = list(await session.scalars(statement))
    await session.commit()
    return completed


async def purge_deleted(session: AsyncSession) -> int:
    """Remove, for all users, what can no longer be restored; return how many."""
    expired = Todo.deleted_at <= datetime.now(UTC) - RESTORE_WINDOW
    result = await session.execute(delete(Todo).where(expired))
    await session.commit()
    return result.rowcount


def _visible(user_id: str) -> ColumnElement[bool]:
    return and_(Todo.user_id == user_id, Todo.deleted_at.is_(None))


async def _change(session: AsyncSession, where: ColumnElement[bool], **values: Any) -> Todo | None:
    todo = await session.scalar(update(Todo).where(where).values(**values).returning(Todo))
    await session.commit()
    return todo
