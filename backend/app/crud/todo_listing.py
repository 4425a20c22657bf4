"""Pages of a user's todos, each read in the order of an index."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select

from app.core.reader import Reader
from app.crud import search_postgresql, search_sqlite
from app.crud.cursor import Cursor, encode_cursor
from app.crud.order import Order
from app.crud.todo_filter import Filter, pattern, visible
from app.crud.todo_queries import COLUMNS, TODO_ID, USER_ID, Place, in_order
from app.models import Todo

_ONE = select(*COLUMNS).where(visible(USER_ID), Todo.id == TODO_ID)


class Page(NamedTuple):
    """`items` have the attributes of TodoRead."""

    items: Sequence[Row[Any]]
    next_cursor: str | None


async def read_todo(reader: Reader, user_id: str, todo_id: UUID) -> Row[Any] | None:
    """It has the attributes of TodoRead."""
    rows = await reader.rows(_ONE, {"user_id": user_id, "todo_id": todo_id})
    return rows[0] if rows else None


async def list_todos(
    reader: Reader, user_id: str, wanted: Filter, order: Order, after: Cursor | None, limit: int
) -> Page:
    """At most `limit` todos that follow `after`."""
    place = Place(reader.dialect, wanted.done, wanted.text is not None, order, after is None)
    # One more than asked for tells whether there is a next page.
    values = {"user_id": user_id, "count": limit + 1} | (after._asdict() if after else {})
    if wanted.text is None:
        rows = await reader.rows(in_order(place), values)
    else:
        search = search_sqlite.search if reader.dialect == "sqlite" else search_postgresql.search
        rows = await search(reader, place, wanted.text, values | {"pattern": pattern(wanted.text)})
    page = rows[:limit]
    more = len(rows) > limit
    return Page(page, encode_cursor(order, Cursor(page[-1].key, page[-1].id)) if more else None)
