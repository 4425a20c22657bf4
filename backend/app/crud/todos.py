"""One user's todos, changed one statement at a time: what two requests do at once cannot interleave."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.crud.restore_window import restorable_since
from app.crud.todo_filter import visible
from app.models import Batch, Todo
from app.schemas.todo import TodoCreate, TodoUpdate


class IdTaken(Exception):
    """The id that a client chose is that of a deleted todo, or of another user's."""


class VersionConflict(Exception):
    """The todo was changed since the version that the client knows."""

    def __init__(self, current: Todo) -> None:
        super().__init__(f"The todo is at version {current.version}.")
        self.current = current


async def create_todo(session: AsyncSession, user_id: str, new: TodoCreate) -> tuple[Todo, bool]:
    """Return the todo, and whether it is new: sent again under the same id, it is the one that is stored.

    Raises IdTaken.
    """
    now = datetime.now(UTC)
    todo = Todo(
        **new.model_dump(),
        user_id=user_id,
        created_at=now,
        updated_at=now,
        completed_at=now if new.done else None,
        version=1,
    )
    session.add(todo)
    try:
        await session.commit()
    except IntegrityError:
        await session.rollback()
        stored = await get_todo(session, user_id, new.id)
        if stored is None:
            raise IdTaken from None
        return stored, False
    return todo, True


async def get_todo(session: AsyncSession, user_id: str, todo_id: UUID) -> Todo | None:
    return await session.scalar(select(Todo).where(visible(user_id), Todo.id == todo_id))


async def update_todo(
    session: AsyncSession, user_id: str, todo_id: UUID, changes: TodoUpdate, version: int | None
) -> Todo | None:
    """Change the fields that were sent; no field, no change.

    Raises VersionConflict if the todo is no longer at `version`; None is any version.
    """
    values = changes.model_dump(exclude_unset=True)
    if not values:
        todo = await get_todo(session, user_id, todo_id)
        if todo is not None and version not in (None, todo.version):
            raise VersionConflict(todo)
        return todo
    wanted = and_(visible(user_id), Todo.id == todo_id)
    if version is not None:
        wanted = and_(wanted, Todo.version == version)
    now = datetime.now(UTC)
    if "done" in values:
        values["completed_at"] = case((Todo.done, Todo.completed_at), else_=now) if values["done"] else None
        values["reopened_at"] = None
    changed = await _change(session, wanted, version=Todo.version + 1, updated_at=now, **values)
    if changed is None and version is not None and (current := await get_todo(session, user_id, todo_id)):
        raise VersionConflict(current)
    return changed


async def delete_todo(session: AsyncSession, user_id: str, todo_id: UUID) -> bool:
    """Hide the todo until it is restored or purged; False if there is none."""
    statement = update(Todo).where(visible(user_id), Todo.id == todo_id).values(deleted_at=datetime.now(UTC))
    result = await session.execute(statement)
    await session.commit()
    return result.rowcount == 1


async def restore_todo(session: AsyncSession, user_id: str, todo_id: UUID) -> Todo | None:
    """Undo a delete of the last 24 hours; a todo that is not deleted stays as it is."""
    restorable = Todo.deleted_at.is_(None) | (Todo.deleted_at > restorable_since())
    return await _change(session, and_(Todo.user_id == user_id, Todo.id == todo_id, restorable), deleted_at=None)


async def delete_all(session: AsyncSession, user_id: str) -> None:
    """Remove for good all that is kept of the user."""
    for table in (Todo, Batch):
        await session.execute(delete(table).where(table.user_id == user_id))
    await session.commit()


async def purge_deleted(session: AsyncSession) -> int:
    """Remove, for all users, what can no longer be restored; return how many."""
    result = await session.execute(delete(Todo).where(Todo.deleted_at <= restorable_since()))
    await session.commit()
    return result.rowcount


async def _change(session: AsyncSession, where: ColumnElement[bool], **values: Any) -> Todo | None:
    todo = await session.scalar(update(Todo).where(where).values(**values).returning(Todo))
    await session.commit()
    return todo
