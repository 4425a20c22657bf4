"""Pages of a user's todos, each read in the order of an index."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    ScalarSelect,
    Select,
    desc,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from app.crud.cursor import Cursor, encode_cursor
from app.crud.order import Order, sort_key
from app.crud.todo_filter import Filter, contains, filtered
from app.crud.todo_search import candidates
from app.models import Todo
from app.schemas.todo import TodoRead

# How many todos are looked through for a text, in the order of the list, before an index is asked for it.
LOOKED_THROUGH = 3_000
# From so many todos on that may have the text it is quicker to read on than to sort them all.
UNSORTABLE = 20_000

COLUMNS = [getattr(Todo, name) for name in TodoRead.model_fields]


class Page(NamedTuple):
    """`items` have the attributes of TodoRead."""

    items: Sequence[Row[Any]]
    next_cursor: str | None


async def list_todos(
    session: AsyncSession, user_id: str, wanted: Filter, order: Order, after: Cursor | None, limit: int
) -> Page:
    """At most `limit` todos that follow `after`."""
    place = Place(session.get_bind().dialect.name, user_id, wanted, order, after)
    # One more than asked for tells whether there is a next page.
    count = limit + 1
    if wanted.text is None:
        rows = (await session.execute(_in_order(place, count))).all()
    else:
        rows = await _search(session, place, wanted.text, count)
    page = rows[:limit]
    more = len(rows) > limit
    return Page(page, encode_cursor(order, Cursor(page[-1].key, page[-1].id)) if more else None)


class Place(NamedTuple):
    """Where in which list a page begins."""

    dialect: str
    user_id: str
    wanted: Filter
    order: Order
    after: Cursor | None


async def _search(session: AsyncSession, place: Place, text: str, count: int) -> Sequence[Row[Any]]:
    """A frequent text soon fills a page, and the todos that have a rare one are soon sorted."""
    rows = (await session.execute(_look_through(place, text, count))).all()
    if len(rows) == count:
        return rows
    found = candidates(text, place.dialect).limit(UNSORTABLE)
    rows = (await session.execute(_by_index(place, count, found))).all()
    if rows or await session.scalar(select(_size(found.subquery()))) < UNSORTABLE:
        return rows
    return (await session.execute(_in_order(place, count))).all()


def _look_through(place: Place, text: str, count: int) -> Select[Any]:
    """Those of the first todos that have the text."""
    all_ = place._replace(wanted=place.wanted._replace(text=None))
    rows = _in_order(all_, LOOKED_THROUGH, Todo.title_key).subquery()
    columns = [rows.c[name] for name in (*TodoRead.model_fields, "key")]
    query = select(*columns).where(contains(text, rows.c.title_key, rows.c.notes))
    return query.order_by(*_directed(place.order, rows.c.key, rows.c.id)).limit(count)


def _by_index(place: Place, count: int, candidates: Select[Any]) -> Select[Any]:
    """The first of those of the candidates that have the text; none where there are too many candidates."""
    found = candidates.cte("found").prefix_with("MATERIALIZED")
    query = _selected(place).join(found, found.c.todo_id == Todo.id).where(_size(found) < UNSORTABLE)
    return query.order_by(*_directed(place.order, "key", "id")).limit(count)


def _size(rows: FromClause) -> ScalarSelect[int]:
    return select(func.count()).select_from(rows).scalar_subquery()


def _in_order(place: Place, count: int, *more: ColumnElement[Any]) -> Any:
    """The first todos, merged from the open and the done ones where an index keeps these apart."""
    apart = place.wanted.done is None and sort_key(place.order).column is not Todo.created_at
    states = (False, True) if apart else (place.wanted.done,)
    parts = [_selected(place._replace(wanted=place.wanted._replace(done=state)), *more) for state in states]
    directed = _directed(place.order, "key", "id")
    if not apart:
        return parts[0].order_by(*directed).limit(count)
    # PostgreSQL finds the index of a part only where that has a limit of its own; SQLite merges only parts without.
    if place.dialect == "postgresql":
        parts = [part.order_by(*directed).limit(count) for part in parts]
    return union_all(*parts).order_by(*directed).limit(count)


def _selected(place: Place, *more: ColumnElement[Any]) -> Select[Any]:
    key = sort_key(place.order).column
    query = select(*COLUMNS, *more, key.label("key")).where(filtered(place.user_id, place.wanted))
    return query if place.after is None else query.where(_follows(key, place.order, place.after))


def _follows(key: ColumnElement[Any], order: Order, after: Cursor) -> ColumnElement[bool]:
    place = tuple_(key, Todo.id)
    last = tuple_(literal(after.key, key.type), literal(after.todo_id, Todo.id.type))
    return place < last if order.descending else place > last


def _directed(order: Order, *columns: Any) -> list[Any]:
    return [desc(column) for column in columns] if order.descending else list(columns)
