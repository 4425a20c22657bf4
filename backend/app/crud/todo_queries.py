"""Queries of a user's todos in one order, put together once: that takes as long as to run them."""

from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, String, bindparam, desc, select, tuple_, union_all

from app.crud.order import Order, sort_key
from app.crud.todo_filter import Filter, contains, filtered
from app.models import Todo
from app.schemas.todo import TodoRead

COLUMNS = [getattr(Todo, name) for name in TodoRead.model_fields]

USER_ID = bindparam("user_id", type_=Todo.user_id.type)
TODO_ID = bindparam("todo_id", type_=Todo.id.type)
COUNT = bindparam("count", type_=Integer)
LOOKED_THROUGH = bindparam("looked_through", type_=Integer)
PATTERN = bindparam("pattern", type_=String)


class Place(NamedTuple):
    """Where in which list a page begins; whose list, which text and after which todo are parameters of its queries."""

    dialect: str
    done: bool | None
    has_text: bool
    order: Order
    is_first: bool


@cache
def in_order(place: Place) -> Select[Any]:
    """The first `COUNT`."""
    return merged(place, COUNT, *COLUMNS)


@cache
def look_through(place: Place) -> Select[Any]:
    """Those of the first `LOOKED_THROUGH` that have the text, `COUNT` at most."""
    first = merged(place._replace(has_text=False), LOOKED_THROUGH, *COLUMNS, Todo.title_key).subquery()
    columns = [first.c[name] for name in (*TodoRead.model_fields, "key")]
    query = select(*columns).where(contains(PATTERN, first.c.title_key, first.c.notes))
    return query.order_by(*directed(place.order, first.c.key, first.c.id)).limit(COUNT)


def merged(place: Place, count: ColumnElement[int], *columns: Any) -> Any:
    """The first todos, merged from the open and the done where an index keeps these apart; `columns` with the id."""
    # Only the index by which both are in one order of creation has the deleted ones, too: of each todo it is looked up
    # whether it is.
    apart = place.done is None and (sort_key(place.order).column is not Todo.created_at or len(columns) < len(COLUMNS))
    states = (False, True) if apart else (place.done,)
    parts = [selected(place._replace(done=state), *columns) for state in states]
    order = directed(place.order, "key", "id")
    if not apart:
        return parts[0].order_by(*order).limit(count)
    # PostgreSQL finds the index of a part only where that has a limit of its own; SQLite merges only parts without.
    if place.dialect == "postgresql":
        parts = [part.order_by(*order).limit(count) for part in parts]
    return union_all(*parts).order_by(*order).limit(count)


def selected(place: Place, *columns: Any) -> Select[Any]:
    """All that follow, in no order, with what the order compares as `key`."""
    key = sort_key(place.order).column
    query = select(*columns, key.label("key")).where(
        filtered(USER_ID, Filter(place.done, PATTERN if place.has_text else None))
    )
    return query if place.is_first else query.where(follows(key, Todo.id, place.order))


def directed(order: Order, *columns: Any) -> list[Any]:
    """For ORDER BY."""
    return [desc(column) for column in columns] if order.descending else list(columns)


def follows(key: ColumnElement[Any], todo_id: ColumnElement[UUID], order: Order) -> ColumnElement[bool]:
    """Whether a todo comes after the page before."""
    place = tuple_(key, todo_id)
    last = tuple_(bindparam("key", type_=key.type), TODO_ID)
    return place < last if order.descending else place > last
