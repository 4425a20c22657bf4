"""The todos of the user whom the token names. Another user's todo is a 404 like one that never was."""

from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Header, HTTPException, Query, Request, Response

from app.api.dependencies import JSON_BODY, Read, Session, UserId
from app.core.openapi import problems
from app.core.problems import ProblemResponse
from app.crud import todos
from app.crud.cursor import InvalidCursor, decode_cursor
from app.crud.order import Order
from app.crud.todo_filter import Filter
from app.crud.todo_listing import list_todos, read_todo
from app.models import Todo
from app.schemas.query import Cursor, Done, Limit
from app.schemas.text import SearchText
from app.schemas.todo import TodoCreate, TodoPage, TodoRead, TodoUpdate
from app.schemas.version import TaggedVersion, entity_tag

router = APIRouter(prefix="/todos", tags=["todos"])
# The converter sends a path that is no UUID on to the 404, and `/todos/bulk` to its own route.
BY_ID = "/{todo_id:uuid}"


@router.get("", summary="List todos", response_model=TodoPage, responses=problems(401, 404, 422, 503))
async def list_(
    reader: Read,
    user_id: UserId,
    done: Annotated[Done | None, Query(description="Only done ones, or only open ones.")] = None,
    q: Annotated[SearchText | None, Query(description="Only those with this text in title or notes.")] = None,
    order: Annotated[Order, Query(description=Order.__doc__)] = Order.CREATED_DESC,
    limit: Annotated[Limit, Query(description="The most todos on the page.")] = 50,
    cursor: Annotated[Cursor | None, Query(description="The page before's `next_cursor`.")] = None,
) -> object:
    try:
        after = None if cursor is None else decode_cursor(order, cursor)
    except InvalidCursor as error:
        raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from None
    return (await list_todos(reader, user_id, Filter(done, q), order, after, limit))._asdict()


@router.post(
    "",
    summary="Create a todo",
    description="Sent again with the `id` of a todo of the user, it answers what is stored, with status 200.",
    response_model=TodoRead,
    status_code=HTTPStatus.CREATED,
    dependencies=JSON_BODY,
    responses={HTTPStatus.OK: {"model": TodoRead, "description": "It was stored before."}}
    | problems(401, 409, 413, 415, 422, 503),
)
async def create(session: Session, user_id: UserId, new: TodoCreate, request: Request, response: Response) -> Todo:
    try:
        todo, is_new = await todos.create_todo(session, user_id, new)
    except todos.IdTaken:
        raise HTTPException(HTTPStatus.CONFLICT, "The id is in use; send the todo with another one.") from None
    if not is_new:
        response.status_code = HTTPStatus.OK
    response.headers["Location"] = request.app.url_path_for("read", todo_id=todo.id)
    return _tagged(response, todo)


@router.delete(
    "",
    summary="Delete all todos of the user",
    description="For good: nothing that is kept of the user's todos is left, and there is no undo.",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(401, 422, 503),
)
async def delete_all(
    session: Session,
    user_id: UserId,
    all_: Annotated[Literal["true"], Query(alias="all", description="Says that it is meant.")],
) -> None:
    await todos.delete_all(session, user_id)


@router.get(BY_ID, summary="Read a todo", response_model=TodoRead, responses=problems(401, 404, 503))
async def read(reader: Read, user_id: UserId, todo_id: UUID, response: Response) -> Any:
    return _tagged(response, await read_todo(reader, user_id, todo_id))


@router.patch(
    BY_ID,
    summary="Change a todo",
    description="With `If-Match`, only if the todo is still at that version.",
    response_model=TodoRead,
    dependencies=JSON_BODY,
    responses=problems(401, 404, 412, 413, 415, 422, 503),
)
async def update(
    session: Session,
    user_id: UserId,
    todo_id: UUID,
    changes: TodoUpdate,
    request: Request,
    response: Response,
    # Not `| None`: the document would then allow a header that says `null`.
    if_match: Annotated[TaggedVersion, Header(description="The `ETag` of the todo as it was read.")] = None,
) -> object:
    try:
        return _tagged(response, await todos.update_todo(session, user_id, todo_id, changes, if_match))
    except todos.VersionConflict as conflict:
        current = TodoRead.model_validate(conflict.current)
        detail = "The todo was changed since that version; `current` is how it is now."
        headers = {"ETag": entity_tag(current.version)}
        return ProblemResponse(request.url.path, 412, detail, current=current, headers=headers)


@router.delete(BY_ID, summary="Delete a todo", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 404, 503))
async def delete(session: Session, user_id: UserId, todo_id: UUID) -> None:
    if not await todos.delete_todo(session, user_id, todo_id):
        raise _not_found()


@router.post(
    BY_ID,
    summary="Undo a delete",
    description="Within 24 hours. A todo that is not deleted stays as it is.",
    response_model=TodoRead,
    responses=problems(401, 404, 503),
)
async def restore(session: Session, user_id: UserId, todo_id: UUID, response: Response) -> Todo:
    return _tagged(response, await todos.restore_todo(session, user_id, todo_id))


def _tagged(response: Response, todo: Any) -> Any:
    if todo is None:
        raise _not_found()
    response.headers["ETag"] = entity_tag(todo.version)
    return todo


def _not_found() -> HTTPException:
    return HTTPException(HTTPStatus.NOT_FOUND, "There is no such todo.")
