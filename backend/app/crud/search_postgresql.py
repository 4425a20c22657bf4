"""Search on PostgreSQL, by an index of trigrams that tells which todos may have a text."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, String, Uuid, bindparam, column, func, select, table
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from app.core.reader import Reader
from app.crud.todo_queries import COLUMNS, COUNT, Place, directed, in_order, look_through, selected
from app.models import Todo

# In turn: how many todos are looked through for a text, in the order of the list, and below how many that may have it
# these are sorted. A text that is in many todos, or in few, is found by the first two.
ATTEMPTS = ((700, 1_500), (3_000, 20_000))

texts = table("todo_search_texts", column("todo_id", Uuid), column("text", String))


async def search(reader: Reader, place: Place, text: str, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """A frequent text soon fills a page, and the todos that have a rare one are soon sorted."""
    values = values | {"wanted": text}
    for looked_through, sortable in ATTEMPTS:
        rows = await reader.rows(look_through(place), values | {"looked_through": looked_through})
        if len(rows) == values["count"]:
            return rows
        [[size]] = await reader.rows(_size(), values | {"sortable": sortable})
        if size < sortable:
            return await reader.rows(_by_index(place), values) if size else []
    return await reader.rows(in_order(place), values)


@cache
def _size() -> Select[tuple[int]]:
    """How many todos may have the text, counted up to a limit."""
    found = _found().limit(bindparam("sortable", type_=Integer))
    return select(func.count()).select_from(found.subquery())


@cache
def _by_index(place: Place) -> Select[Any]:
    """The first of those of the found that have the text."""
    found = _found().cte("found").prefix_with("MATERIALIZED")
    query = selected(place, *COLUMNS).join(found, found.c.todo_id == Todo.id)
    return query.order_by(*directed(place.order, "key", "id")).limit(COUNT)


def _found() -> Select[Any]:
    """The ids of all todos, of all users, that have the trigrams of the text."""
    trigrams = func.todo_search_trigrams(texts.c.text, type_=TSVECTOR)
    query = func.todo_search_query(bindparam("wanted", type_=String), type_=TSQUERY)
    return select(texts.c.todo_id).where(trigrams.bool_op("@@")(query))
