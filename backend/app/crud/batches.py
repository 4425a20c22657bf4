"""Changes of many todos, each one statement however many they are, and undone as a whole."""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, delete, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.crud.restore_window import restorable_since
from app.models import Batch, BatchAction, Todo


class Applied(NamedTuple):
    """How many todos changed, and the batch to undo it by."""

    count: int
    batch: UUID


async def apply_batch(session: AsyncSession, user_id: str, action: BatchAction, which: ColumnElement[bool]) -> Applied:
    """Do `action` to those todos of `which` that are not so already."""
    batch = Batch(id=uuid4(), user_id=user_id, action=action, made_at=datetime.now(UTC))
    count = await _update(session, and_(which, _not_yet(action)), _changes(batch))
    session.add(batch)
    await session.commit()
    return Applied(count, batch.id)


async def undo_batch(session: AsyncSession, user_id: str, batch_id: UUID) -> int | None:
    """Put back those of the batch's todos that are still as it left them; None if there is no such batch."""
    known = and_(Batch.user_id == user_id, Batch.id == batch_id, Batch.made_at > restorable_since())
    batch = await session.scalar(select(Batch).where(known))
    if batch is None:
        return None
    count = await _update(session, and_(Todo.user_id == user_id, _still(batch)), _reversal(batch.action))
    await session.commit()
    return count


async def purge_batches(session: AsyncSession) -> None:
    """Forget, for all users, the batches that can no longer be undone."""
    await session.execute(delete(Batch).where(Batch.made_at <= restorable_since()))
    await session.commit()


async def _update(session: AsyncSession, where: ColumnElement[bool], values: dict[str, Any]) -> int:
    return (await session.execute(update(Todo).where(where).values(**values))).rowcount


def _not_yet(action: BatchAction) -> ColumnElement[bool]:
    match action:
        case BatchAction.COMPLETE:
            return Todo.done.is_(False)
        case BatchAction.REOPEN:
            return Todo.done.is_(True)
        case BatchAction.DELETE:
            return Todo.deleted_at.is_(None)


def _changes(batch: Batch) -> dict[str, Any]:
    at = batch.made_at
    match batch.action:
        case BatchAction.COMPLETE:
            return _changed(at) | {"done": True, "completed_at": at}
        case BatchAction.REOPEN:
            reopened = {"reopened_at": at, "reopened_from": Todo.completed_at}
            return _changed(at) | reopened | {"done": False, "completed_at": null()}
        case BatchAction.DELETE:
            return {"deleted_at": at}


def _still(batch: Batch) -> ColumnElement[bool]:
    match batch.action:
        case BatchAction.COMPLETE:
            return Todo.completed_at == batch.made_at
        case BatchAction.REOPEN:
            return and_(Todo.reopened_at == batch.made_at, Todo.done.is_(False))
        case BatchAction.DELETE:
            return Todo.deleted_at == batch.made_at


def _reversal(action: BatchAction) -> dict[str, Any]:
    now = datetime.now(UTC)
    match action:
        case BatchAction.COMPLETE:
            return _changed(now) | {"done": False, "completed_at": null()}
        case BatchAction.REOPEN:
            return _changed(now) | {"done": True, "completed_at": Todo.reopened_from, "reopened_at": null()}
        case BatchAction.DELETE:
            return {"deleted_at": null()}


def _changed(at: datetime) -> dict[str, Any]:
    return {"version": Todo.version + 1, "updated_at": at}
