"""Search on PostgreSQL, by an index of trigrams that tells which todos may have a text.

A query takes as long to be sent and planned as to find a rare text: two do for nearly all.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    Uuid,
    bindparam,
    case,
    column,
    false,
    func,
    select,
    table,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from app.core.reader import Reader
from app.crud.order import Order
from app.crud.todo_filter import contains
from app.crud.todo_queries import (
    COLUMNS,
    COUNT,
    PATTERN,
    USER_ID,
    Place,
    directed,
    follows,
    in_order,
    look_through,
    merged,
    selected,
)
from app.models import Todo

# So many of the list's first todos are looked through for a text. If one in `SOON` has it, a page is soon filled from
# the first `FREQUENT`.
SAMPLE = 150
SOON = 20
FREQUENT = 3_000
# The index is asked for so many todos at most.
FOUND = 20_000
# So few are looked up and sorted. Others are looked for in the index of the order, in `WALKED` entries for each todo of
# the page.
FEW = 800
WALKED = 160
# So many are looked up in the order of their creation, which stands beside the text.
CREATED = 200

texts = table(
    "todo_search_texts",
    column("todo_id", Uuid),
    column("text", String),
    column("user_id", String),
    column("created_at", Todo.created_at.type),
)
few = bindparam("few", type_=Integer)
too_many = bindparam("too_many", type_=Integer)


async def search(reader: Reader, place: Place, text: str, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """Chooses the way by how many of the first todos have the text, and how many of all may have it."""
    values = values | {"wanted": text, "too_many": FOUND, "few": FEW, "walked": WALKED * values["count"]}
    count = values["count"]
    rows = await reader.rows(look_through(place), values | {"looked_through": SAMPLE})
    if len(rows) == count:
        return rows
    if len(rows) * SOON >= SAMPLE:
        rows = await reader.rows(look_through(place), values | {"looked_through": FREQUENT})
        if len(rows) == count:
            return rows
    if place.order in (Order.CREATED, Order.CREATED_DESC):
        size, rows = _sized(await reader.rows(_by_creation(place), values | {"looked_up": CREATED}))
        complete = size <= CREATED
    else:
        size, rows = _sized(await reader.rows(_by_order(place), values))
        complete = size <= FEW
    if size < FOUND:
        return rows if complete or len(rows) == count else await reader.rows(_by_index(place), values)
    rows = await reader.rows(look_through(place), values | {"looked_through": FREQUENT})
    return rows if len(rows) == count else await reader.rows(in_order(place), values)


def _sized(rows: Sequence[Row[Any]]) -> tuple[int, Sequence[Row[Any]]]:
    """How many todos may have the text, and those of the page."""
    return rows[0].size, [row for row in rows if row.id is not None]


@cache
def _by_creation(place: Place) -> Select[Any]:
    """Those of the first of the found that have the text."""
    found = _found(texts.c.user_id, texts.c.created_at)
    first = select(found.c.todo_id, found.c.created_at.label("key")).where(found.c.user_id == USER_ID)
    if not place.is_first:
        first = first.where(follows(found.c.created_at, found.c.todo_id, place.order))
    first = first.order_by(*directed(place.order, found.c.created_at, found.c.todo_id))
    first = first.limit(bindparam("looked_up", type_=Integer)).subquery()
    query = selected(place, *COLUMNS).join(first, first.c.todo_id == Todo.id)
    # By the columns of `first`, which is in this order: no more are looked up than the page takes.
    query = query.order_by(*directed(place.order, first.c.key, first.c.todo_id)).limit(COUNT)
    return _with_size(place, _size(found), query)


@cache
def _by_order(place: Place) -> Select[Any]:
    """Those of the found that have the text: the first of all if they are few, or of the order's first entries."""
    found = _found()
    size = _size(found)
    number = select(size.c.size).scalar_subquery()
    all_of_few = selected(place, *COLUMNS).join(found, found.c.todo_id == Todo.id).where(number <= few)
    walked = select(
        case((size.c.size.between(few + 1, too_many - 1), bindparam("walked", type_=Integer)), else_=0)
    ).scalar_subquery()
    entries = merged(place._replace(has_text=False), walked, Todo.id).subquery()
    # As a CASE, or PostgreSQL would look the found ones up one by one.
    among_found = case((entries.c.id.in_(select(found.c.todo_id)), true()), else_=false())
    entries = entries.select().where(among_found).subquery()
    some_of_many = select(*COLUMNS, entries.c.key).select_from(entries).join(Todo, Todo.id == entries.c.id)
    some_of_many = some_of_many.where(contains(PATTERN, Todo.title_key, Todo.notes))
    some_of_many = some_of_many.order_by(*directed(place.order, entries.c.key, entries.c.id))
    ways = [all_of_few.order_by(*directed(place.order, "key", "id")).limit(COUNT), some_of_many.limit(COUNT)]
    return _with_size(place, size, union_all(*ways))


@cache
def _by_index(place: Place) -> Select[Any]:
    """The first of those of the found that have the text."""
    found = _found()
    query = selected(place, *COLUMNS).join(found, found.c.todo_id == Todo.id)
    return query.order_by(*directed(place.order, "key", "id")).limit(COUNT)


def _found(*more: ColumnElement[Any]) -> CTE:
    """The ids of the todos, of all users, that have the trigrams of the text."""
    trigrams = func.todo_search_trigrams(texts.c.text, type_=TSVECTOR)
    query = func.todo_search_query(bindparam("wanted", type_=String), type_=TSQUERY)
    found = select(texts.c.todo_id, *more).where(trigrams.bool_op("@@")(query)).limit(too_many)
    return found.cte("found").prefix_with("MATERIALIZED")


def _size(found: CTE) -> CTE:
    return select(func.count().label("size")).select_from(found).cte("size").prefix_with("MATERIALIZED")


def _with_size(place: Place, size: CTE, todos: Any) -> Select[Any]:
    """`todos`, each with how many were found; one without a todo if there is none."""
    todos = todos.subquery()
    query = select(size.c.size, *todos.c).select_from(size.outerjoin(todos, true()))
    return query.order_by(*directed(place.order, todos.c.key, todos.c.id))
