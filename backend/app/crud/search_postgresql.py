"""Search on PostgreSQL, by an index of trigrams that tells which todos may have a text."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, String, Uuid, bindparam, column, func, select, table
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from app.core.reader import Reader
from app.crud.order import Order
from app.crud.todo_queries import COLUMNS, COUNT, USER_ID, Place, directed, follows, in_order, look_through, selected
from app.models import Todo

# In turn: how many todos are looked through for a text, in the order of the list, and below how many that may have it
# these are sorted. A text that is in many todos, or in few, is found by the first two.
ATTEMPTS = ((700, 1_500), (3_000, 20_000))

# So many of those that may have it are looked up in the order of their creation, which stands beside the text.
CREATED = 200

texts = table(
    "todo_search_texts",
    column("todo_id", Uuid),
    column("text", String),
    column("user_id", String),
    column("created_at", Todo.created_at.type),
)


async def search(reader: Reader, place: Place, text: str, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """A frequent text soon fills a page, and the todos that have a rare one are soon sorted."""
    values = values | {"wanted": text}
    by_creation = place.order in (Order.CREATED, Order.CREATED_DESC)
    for looked_through, sortable in ATTEMPTS:
        rows = await reader.rows(look_through(place), values | {"looked_through": looked_through})
        if len(rows) == values["count"]:
            return rows
        [[size]] = await reader.rows(_size(), values | {"sortable": sortable})
        if size == 0:
            return []
        if by_creation:
            rows = await reader.rows(_by_creation(place), values | {"looked_up": CREATED})
            if len(rows) == values["count"] or size <= CREATED:
                return rows
            by_creation = False
        if size < sortable:
            return await reader.rows(_by_index(place), values)
    return await reader.rows(in_order(place), values)


@cache
def _size() -> Select[tuple[int]]:
    """How many todos may have the text, counted up to a limit."""
    found = _found().limit(bindparam("sortable", type_=Integer))
    return select(func.count()).select_from(found.subquery())


@cache
def _by_creation(place: Place) -> Select[Any]:
    """The same, of the first of the found."""
    found = _found(texts.c.created_at).where(texts.c.user_id == USER_ID)
    if not place.is_first:
        found = found.where(follows(texts.c.created_at, texts.c.todo_id, place.order))
    found = (
        found.order_by(*directed(place.order, texts.c.created_at, texts.c.todo_id))
        .limit(bindparam("looked_up", type_=Integer))
        .subquery()
    )
    query = selected(place, *COLUMNS).join(found, found.c.todo_id == Todo.id)
    return query.order_by(*directed(place.order, "key", "id")).limit(COUNT)


@cache
def _by_index(place: Place) -> Select[Any]:
    """The first of those of the found that have the text."""
    found = _found().cte("found").prefix_with("MATERIALIZED")
    query = selected(place, *COLUMNS).join(found, found.c.todo_id == Todo.id)
    return query.order_by(*directed(place.order, "key", "id")).limit(COUNT)


def _found(*more: ColumnElement[Any]) -> Select[Any]:
    """The ids of all todos, of all users, that have the trigrams of the text."""
    trigrams = func.todo_search_trigrams(texts.c.text, type_=TSVECTOR)
    query = func.todo_search_query(bindparam("wanted", type_=String), type_=TSQUERY)
    return select(texts.c.todo_id, *more).where(trigrams.bool_op("@@")(query))
