"""Pages of a user's todos."""

from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.crud.cursor import Cursor, encode_cursor
from app.crud.order import Order, SortKey, sort_key
from app.crud.todo_filter import Filter, filtered
from app.models import Todo


class Page(NamedTuple):
    items: list[Todo]
    next_cursor: str | None


async def list_todos(
    session: AsyncSession, user_id: str, wanted: Filter, order: Order, after: Cursor | None, limit: int
) -> Page:
    """At most `limit` todos that follow `after`."""
    key = sort_key(order)
    query = select(Todo, key.column).where(filtered(user_id, wanted))
    if after is not None:
        query = query.where(_follows(key, order, after))
    for column in (key.column, Todo.id):
        query = query.order_by(column.desc() if order.descending else column.asc())
    # One more than asked for tells whether there is a next page.
    rows = (await session.execute(query.limit(limit + 1))).all()
    page = rows[:limit]
    more = len(rows) > limit
    last = encode_cursor(order, Cursor(page[-1][1], page[-1][0].id)) if more else None
    return Page([todo for todo, _ in page], last)


def _follows(key: SortKey, order: Order, after: Cursor) -> object:
    if order.descending:
        beyond, tie = key.column < after.key, Todo.id < after.todo_id
    else:
        beyond, tie = key.column > after.key, Todo.id > after.todo_id
    return or_(beyond, and_(key.column == after.key, tie))
