"""Pages of a user's todos, each read in the order of an index."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    bindparam,
    desc,
    func,
    select,
    tuple_,
    union_all,
)

from app.core.reader import Reader
from app.crud.cursor import Cursor, encode_cursor
from app.crud.order import Order, sort_key
from app.crud.todo_filter import Filter, contains, filtered, pattern, visible
from app.crud.todo_search import candidates, is_short, search_values
from app.models import Todo
from app.schemas.todo import TodoRead

# In turn: how many todos are looked through for a text, in the order of the list, and below how many that may have it,
# as an index finds, these are sorted. A text that is in many todos, or in few, is found by the first two.
ATTEMPTS = ((700, 1_500), (3_000, 20_000))

COLUMNS = [getattr(Todo, name) for name in TodoRead.model_fields]

USER_ID = bindparam("user_id", type_=Todo.user_id.type)
TODO_ID = bindparam("todo_id", type_=Todo.id.type)
COUNT = bindparam("count", type_=Integer)
PATTERN = bindparam("pattern", type_=String)
_ONE = select(*COLUMNS).where(visible(USER_ID), Todo.id == TODO_ID)


class Page(NamedTuple):
    """`items` have the attributes of TodoRead."""

    items: Sequence[Row[Any]]
    next_cursor: str | None


class Place(NamedTuple):
    """Where in which list a page begins; whose list, which text and after which todo are parameters of its queries."""

    dialect: str
    done: bool | None
    has_text: bool
    order: Order
    is_first: bool


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
    count = limit + 1
    values = {"user_id": user_id, "count": count} | (after._asdict() if after else {})
    if wanted.text is None:
        rows = await reader.rows(_in_order(place), values)
    else:
        searched = values | search_values(wanted.text) | {"pattern": pattern(wanted.text)}
        rows = await _search(reader, place, is_short(wanted.text), searched)
    page = rows[:limit]
    more = len(rows) > limit
    return Page(page, encode_cursor(order, Cursor(page[-1].key, page[-1].id)) if more else None)


async def _search(reader: Reader, place: Place, short: bool, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """A frequent text soon fills a page, and the todos that have a rare one are soon sorted."""
    for looked_through, sortable in ATTEMPTS:
        rows = await reader.rows(_look_through(place), values | {"looked_through": looked_through})
        if len(rows) == values["count"]:
            return rows
        [[size]] = await reader.rows(_size(place.dialect, short), values | {"sortable": sortable})
        if size < sortable:
            return await reader.rows(_by_index(place, short), values) if size else []
    return await reader.rows(_in_order(place), values)


# The queries are kept: to put one together takes as long as to run it.


@cache
def _look_through(place: Place) -> Select[Any]:
    """Those of the first todos that have the text."""
    first = _merged(place._replace(has_text=False), bindparam("looked_through", type_=Integer), Todo.title_key)
    rows = first.subquery()
    columns = [rows.c[name] for name in (*TodoRead.model_fields, "key")]
    query = select(*columns).where(contains(PATTERN, rows.c.title_key, rows.c.notes))
    return query.order_by(*_directed(place.order, rows.c.key, rows.c.id)).limit(COUNT)


@cache
def _size(dialect: str, short: bool) -> Select[tuple[int]]:
    """How many todos may have the text, counted up to a limit."""
    found = candidates(dialect, short).limit(bindparam("sortable", type_=Integer))
    return select(func.count()).select_from(found.subquery())


@cache
def _by_index(place: Place, short: bool) -> Select[Any]:
    """The first of those of the candidates that have the text."""
    found = candidates(place.dialect, short).cte("found").prefix_with("MATERIALIZED")
    query = _selected(place).join(found, found.c.todo_id == Todo.id)
    return query.order_by(*_directed(place.order, "key", "id")).limit(COUNT)


@cache
def _in_order(place: Place) -> Select[Any]:
    return _merged(place, COUNT)


def _merged(place: Place, count: ColumnElement[int], *more: ColumnElement[Any]) -> Any:
    """The first todos, merged from the open and the done ones where an index keeps these apart."""
    apart = place.done is None and sort_key(place.order).column is not Todo.created_at
    states = (False, True) if apart else (place.done,)
    parts = [_selected(place._replace(done=state), *more) for state in states]
    directed = _directed(place.order, "key", "id")
    if not apart:
        return parts[0].order_by(*directed).limit(count)
    # PostgreSQL finds the index of a part only where that has a limit of its own; SQLite merges only parts without.
    if place.dialect == "postgresql":
        parts = [part.order_by(*directed).limit(count) for part in parts]
    return union_all(*parts).order_by(*directed).limit(count)


def _selected(place: Place, *more: ColumnElement[Any]) -> Select[Any]:
    key = sort_key(place.order).column
    query = select(*COLUMNS, *more, key.label("key")).where(
        filtered(USER_ID, Filter(place.done, PATTERN if place.has_text else None))
    )
    return query if place.is_first else query.where(_follows(key, place.order))


def _follows(key: ColumnElement[Any], order: Order) -> ColumnElement[bool]:
    place = tuple_(key, Todo.id)
    last = tuple_(bindparam("key", type_=key.type), TODO_ID)
    return place < last if order.descending else place > last


def _directed(order: Order, *columns: Any) -> list[Any]:
    return [desc(column) for column in columns] if order.descending else list(columns)
