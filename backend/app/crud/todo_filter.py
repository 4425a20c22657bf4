"""Which of a user's todos are meant."""

import re
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true

from app.models import Todo


class Filter(NamedTuple):
    """`None` filters nothing. `text` is looked for in title and notes, in either case; a parameter is a `pattern`."""

    done: bool | None = None
    text: str | ColumnElement[str] | None = None


def visible(user_id: str | ColumnElement[str]) -> ColumnElement[bool]:
    """The user's todos that are not deleted."""
    return and_(Todo.user_id == user_id, Todo.deleted_at.is_(None))


def filtered(user_id: str | ColumnElement[str], wanted: Filter) -> ColumnElement[bool]:
    """The visible todos that `wanted` lets through."""
    conditions = [visible(user_id)]
    if wanted.done is not None:
        conditions.append(Todo.done.is_(wanted.done))
    if wanted.text is not None:
        conditions.append(contains(wanted.text, Todo.title_key, Todo.notes))
    return and_(*conditions)


def pattern(text: str) -> str:
    """What LIKE finds `text` by, with `/` before what it would take for more than itself."""
    return "%" + re.sub("[/%_]", r"/\g<0>", text) + "%"


def contains(
    text: str | ColumnElement[str], title_key: ColumnElement[str], notes: ColumnElement[str | None]
) -> ColumnElement[bool]:
    """Whether title or notes have `text` in them, in either case."""
    # As a subquery, which is run once: SQLite would call Python's lower() for each todo.
    wanted = select(func.lower(pattern(text) if isinstance(text, str) else text)).scalar_subquery()
    in_title = title_key.like(wanted, escape="/")
    # Todos without notes are spared SQLite's call of Python's lower().
    in_notes = and_(notes.is_not(None), func.lower(notes).like(wanted, escape="/"))
    # As a CASE, of which PostgreSQL guesses that it lets half of the rows through. It takes such a LIKE for rare, and
    # would read and sort all todos rather than the first ones in an index's order.
    return case((or_(in_title, in_notes), true()), else_=false())
