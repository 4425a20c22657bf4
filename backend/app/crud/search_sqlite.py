"""Search on SQLite, by an FTS5 index of trigrams, in which a todo is known by its number.

To count what may have a text, or to compare it with an order's index, takes a tenth of looking up the todos: each way
of searching looks up few.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Row,
    ScalarSelect,
    Select,
    String,
    bindparam,
    case,
    column,
    func,
    literal_column,
    select,
    table,
)

from app.core.reader import Reader
from app.crud.order import Order
from app.crud.todo_filter import contains
from app.crud.todo_queries import (
    COLUMNS,
    COUNT,
    LOOKED_THROUGH,
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

TRIGRAM = 3

# All todos of a user with so few are looked up.
FEW_TODOS = 700
# So many that may have the text are looked up and sorted.
FEW_FOUND = 2_000
# A text that is in so many is soon met.
MANY_FOUND = 15_000
SOON = 500
# In so many, what may have the text is looked for in the order's index.
WALKED = 3_000

# Only SQLite's todos have these.
NUMBER = literal_column("todos.number", Integer).label("number")
LATE = literal_column("todos.late", Boolean).label("late")
_LATE = Todo.user_id == USER_ID, LATE
LATE_BEYOND = select(
    select(NUMBER)
    .where(
        *_LATE,
        Todo.created_at <= bindparam("created_at", type_=Todo.created_at.type),
        bindparam("number", type_=Integer) < NUMBER,
    )
    .exists()
)

trigrams = table("todo_search", column("rowid", Integer))
MATCHES = literal_column("todo_search").op("MATCH")(bindparam("query", type_=String))
terms = table("todo_search_terms", column("term", String), column("doc", Integer))


async def search(reader: Reader, place: Place, text: str, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """Chooses the way by how many todos there are, and how many may have the text."""
    values = values | search_values(text)
    short = len(text.lower()) < TRIGRAM
    # To count what begins with one or two letters takes longer than to meet it.
    if short and len(rows := await _look_through(reader, place, values)) == values["count"]:
        return rows
    [[found, todos, highest]] = await reader.rows(_sizes(short), values)
    if found == 0:
        return []
    if todos <= FEW_TODOS:
        return await reader.rows(in_order(place), values)
    if found > MANY_FOUND and not short and len(rows := await _look_through(reader, place, values)) == values["count"]:
        return rows
    if place.order in (Order.CREATED, Order.CREATED_DESC) and not short:
        rows = await _numbered(reader, place, values)
        if rows is not None:
            return rows
    if found <= FEW_FOUND:
        return await reader.rows(_by_index(place, short), values)
    # Twice as many as would do if the text were evenly spread.
    walked = min(WALKED, 2 * values["count"] * highest // found)
    rows = await reader.rows(_walk(place, short), values | {"looked_through": walked})
    if len(rows) == values["count"] or todos <= walked:
        return rows
    return await reader.rows(in_order(place) if found > MANY_FOUND else _by_index(place, short), values)


async def _look_through(reader: Reader, place: Place, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    return await reader.rows(look_through(place), values | {"looked_through": SOON})


@cache
def _sizes(short: bool) -> Select[tuple[int, int, int]]:
    """How many todos may have the text, how many the user has, and the highest number: about how many there are.

    Of all users but the second; the first two no further than it matters.
    """
    mine = select(Todo.created_at).where(Todo.user_id == USER_ID).limit(WALKED + 1)
    highest = select(func.max(NUMBER)).select_from(Todo).scalar_subquery()
    return select(_count(_found(short).limit(MANY_FOUND + 1)), _count(mine), highest)


def _count(query: Select[Any]) -> ScalarSelect[int]:
    return select(func.count()).select_from(query.subquery()).scalar_subquery()


async def _numbered(reader: Reader, place: Place, values: Mapping[str, Any]) -> Sequence[Row[Any]] | None:
    """In the order of creation, which is that of the numbers but for late todos; None if one may be missing for it."""
    rows = await reader.rows(by_number(place), values)
    if len(rows) == values["count"]:
        # One that is missing has a number beyond all of these, but belongs before the last. Then the later numbered of
        # the two is late: it came in when there was a newer one.
        last = (max, min)[place.order.descending](rows, key=_place)
        numbers = {"created_at": last.key, "number": max(row.number for row in rows)}
        if last.late if place.order.descending else (await reader.rows(LATE_BEYOND, values | numbers))[0][0]:
            return None
    return sorted(rows, key=_place, reverse=place.order.descending)


def _place(row: Row[Any]) -> tuple[Any, Any]:
    return row.key, row.id


@cache
def by_number(place: Place) -> Select[Any]:
    """Those of the found that have the text, by their numbers."""
    number = trigrams.c.rowid
    # The sign keeps SQLite from asking the index for each todo rather than the other way round.
    found = selected(place, *COLUMNS, NUMBER, LATE).join(trigrams, literal_column("+todo_search.rowid") == NUMBER)
    found = found.where(MATCHES).order_by(*directed(place.order, number)).limit(COUNT)
    if place.is_first:
        return found
    return found.where(number <= _greatest_below() if place.order.descending else number >= _least_above())


def _greatest_below() -> ScalarSelect[int]:
    """The greatest number of a todo that follows in newest-first lists: of the next one, or of one that is late."""
    late = select(func.coalesce(func.max(NUMBER), 0)).where(
        *_LATE, Todo.created_at <= bindparam("key", type_=Todo.created_at.type)
    )
    return _next(Order.CREATED_DESC, func.max(NUMBER, late.scalar_subquery()))


def _least_above() -> ScalarSelect[int]:
    """No greater than any number of a todo that follows in oldest-first lists."""
    return _next(Order.CREATED, case((LATE, 0), else_=NUMBER))


def _next(order: Order, value: ColumnElement[int]) -> ScalarSelect[int]:
    """`value` of the todo that follows the page before."""
    following = select(value).where(Todo.user_id == USER_ID, follows(Todo.created_at, Todo.id, order))
    return following.order_by(*directed(order, Todo.created_at, Todo.id)).limit(1).scalar_subquery()


@cache
def _by_index(place: Place, short: bool) -> Select[Any]:
    """The first of those of the found that have the text."""
    # The last first where the last come first: what is sorted so far is seldom replaced then.
    found = _found(short)
    if place.order.descending:
        found = found.order_by(found.selected_columns.number.desc())
    found = found.cte("found").prefix_with("MATERIALIZED")
    first = selected(place, NUMBER, Todo.id).join(found, found.c.number == NUMBER)
    # Without what is only shown, which would take half the time.
    return _shown(place, first.order_by(*directed(place.order, "key", "id")).limit(COUNT))


@cache
def _walk(place: Place, short: bool) -> Select[Any]:
    """Those of the first todos that have the text; of the others only the order's index is read."""
    first = merged(place._replace(has_text=False), LOOKED_THROUGH, NUMBER, Todo.id).subquery()
    # The limit keeps SQLite from writing down all of `first`.
    found = first.select().where(first.c.number.in_(_found(short))).limit(LOOKED_THROUGH)
    return _shown(place, found).where(contains(PATTERN, Todo.title_key, Todo.notes)).limit(COUNT)


def _shown(place: Place, rows: Select[Any]) -> Select[Any]:
    """The todos of `rows`, which have `number` and `key`."""
    rows = rows.subquery()
    query = select(*COLUMNS, rows.c.key).select_from(rows).join(Todo, rows.c.number == NUMBER)
    return query.order_by(*directed(place.order, rows.c.key, Todo.id))


def _found(short: bool) -> Select[tuple[int]]:
    """The numbers of all todos, of all users, that have the trigrams of the text."""
    if short:
        begins_so = terms.c.term >= bindparam("first"), terms.c.term < bindparam("beyond")
        return select(terms.c.doc.label("number")).where(*begins_so).distinct()
    return select(trigrams.c.rowid.label("number")).where(MATCHES)


def search_values(wanted: str) -> dict[str, str]:
    """What `_found` of `wanted` is asked with."""
    lower = wanted.lower()
    # Every third and the last: together they cover the text.
    last = max(len(lower) - TRIGRAM, 0)
    trigrams = {lower[start : start + TRIGRAM] for start in (*range(0, last, TRIGRAM), last)}
    # FTS5's string, in which a quotation mark is doubled.
    query = " AND ".join('"{}"'.format(trigram.replace('"', '""')) for trigram in sorted(trigrams))
    return {"first": lower, "beyond": _successor(lower), "query": query}


def _successor(beginning: str) -> str:
    """The least text after all that begin so, as their bytes in UTF-8 compare."""
    following = ord(beginning[-1]) + 1
    # The code points in between belong to UTF-16 alone.
    return beginning[:-1] + chr(0xE000 if following == 0xD800 else following)
