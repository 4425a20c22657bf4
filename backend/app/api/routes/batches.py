"""Changes of many todos at once, and their undoing. The answers stay small however many todos there are."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, HTTPException
from pydantic import MISSING
from sqlalchemy import ColumnElement, and_

from app.api.dependencies import JSON_BODY, Session, UserId
from app.core.openapi import problems
from app.crud import batches
from app.crud.todo_filter import Filter, filtered, visible
from app.models import Todo
from app.schemas.batch import BatchRequest, BatchResult, BatchUndone

router = APIRouter(prefix="/todos/bulk", tags=["batches"])


@router.post(
    "",
    summary="Complete, reopen or delete many todos",
    description="Ids of todos that are not there are passed over.",
    dependencies=JSON_BODY,
    responses=problems(401, 413, 415, 422, 503),
)
async def apply(session: Session, user_id: UserId, wanted: BatchRequest) -> BatchResult:
    applied = await batches.apply_batch(session, user_id, wanted.action, _which(user_id, wanted))
    return BatchResult(**applied._asdict())


@router.post(
    "/{batch_id:uuid}/undo",
    summary="Undo a batch",
    description="Within 24 hours. What was changed again since stays as it is.",
    responses=problems(401, 404, 503),
)
async def undo(session: Session, user_id: UserId, batch_id: UUID) -> BatchUndone:
    count = await batches.undo_batch(session, user_id, batch_id)
    if count is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such batch, or it is too old to be undone.")
    return BatchUndone(count=count)


def _which(user_id: str, wanted: BatchRequest) -> ColumnElement[bool]:
    if wanted.filter is MISSING:
        return and_(visible(user_id), Todo.id.in_(wanted.ids))
    sent = wanted.filter.model_dump()
    return filtered(user_id, Filter(sent.get("done"), sent.get("q")))
