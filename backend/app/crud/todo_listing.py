"""Pages of a user's todos, each read in the order of an index."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from app.crud.cursor import Cursor, encode_cursor
from app.crud.order import Order, sort_key
from app.crud.todo_filter import Filter, contains, filtered
from app.crud.todo_search import candidates
from app.models import Todo
from app.schemas.todo import TodoRead

# How many of the newest todos are looked through first for a text.
SAMPLE = 1000
# The share of them from which on a text is frequent: todos that are read in order soon fill a page.
FREQUENT = 1 / 16
# Up to so many todos it is quicker to sort all that may have the text.
SORTABLE = 1000

COLUMNS = [getattr(Todo, name) for name in TodoRead.model_fields]


class Page(NamedTuple):
    """`items` have the attributes of TodoRead."""

    items: Sequence[Row[Any]]
    next_cursor: str | None


async def list_todos(
    session: AsyncSession, user_id: str, wanted: Filter, order: Order, after: Cursor | None, limit: int
) -> Page:
    """At most `limit` todos that follow `after`."""
    # One more than asked for tells whether there is a next page.
    count = limit + 1
    if wanted.text is None or await _is_frequent(session, user_id, wanted):
        query = _in_order(user_id, wanted, order, after, count)
    else:
        query = _by_index(session, user_id, wanted, order, after, count)
    rows = (await session.execute(query)).all()
    page = rows[:limit]
    more = len(rows) > limit
    return Page(page, encode_cursor(order, Cursor(page[-1].key, page[-1].id)) if more else None)


async def _is_frequent(session: AsyncSession, user_id: str, wanted: Filter) -> bool:
    """Whether to read in order: the user has few todos, or many of all todos may have the text."""
    newest = select(contains(wanted.text).label("has_text")).where(filtered(user_id, wanted._replace(text=None)))
    sample = newest.order_by(Todo.created_at.desc(), Todo.id.desc()).limit(SAMPLE).subquery()
    share = select(func.count(), func.count().filter(sample.c.has_text)).select_from(sample)
    size, hits = (await session.execute(share)).one()
    if size < SAMPLE or hits >= size * FREQUENT:
        return True
    some = _candidates(session, wanted).limit(SORTABLE).subquery()
    return await session.scalar(select(func.count()).select_from(some)) == SORTABLE


def _candidates(session: AsyncSession, wanted: Filter) -> Select[Any]:
    return candidates(wanted.text, session.get_bind().dialect.name)


def _by_index(
    session: AsyncSession, user_id: str, wanted: Filter, order: Order, after: Cursor | None, count: int
) -> Select[Any]:
    found = _candidates(session, wanted).cte("found").prefix_with("MATERIALIZED")
    query = _selected(user_id, wanted, order, after).where(Todo.id.in_(select(found.c.todo_id)))
    return _sorted(query, sort_key(order).column, Todo.id, order, count)


def _in_order(user_id: str, wanted: Filter, order: Order, after: Cursor | None, count: int) -> Select[Any]:
    """The first todos, merged from the open and the done ones where an index keeps these apart."""
    key = sort_key(order).column
    apart = wanted.done is None and key is not Todo.created_at
    parts = [
        _sorted(_selected(user_id, wanted._replace(done=state), order, after), key, Todo.id, order, count)
        for state in ((False, True) if apart else (wanted.done,))
    ]
    if len(parts) == 1:
        return parts[0]
    merged = union_all(*(select(part.subquery()) for part in parts)).subquery()
    return _sorted(select(merged), merged.c.key, merged.c.id, order, count)


def _selected(user_id: str, wanted: Filter, order: Order, after: Cursor | None) -> Select[Any]:
    key = sort_key(order).column
    query = select(*COLUMNS, key.label("key")).where(filtered(user_id, wanted))
    return query if after is None else query.where(_follows(key, order, after))


def _follows(key: ColumnElement[Any], order: Order, after: Cursor) -> ColumnElement[bool]:
    place = tuple_(key, Todo.id)
    last = tuple_(literal(after.key, key.type), literal(after.todo_id, Todo.id.type))
    return place < last if order.descending else place > last


def _sorted(
    query: Select[Any], key: ColumnElement[Any], todo_id: ColumnElement[Any], order: Order, count: int
) -> Select[Any]:
    columns = (key, todo_id)
    return query.order_by(*(column.desc() if order.descending else column for column in columns)).limit(count)
