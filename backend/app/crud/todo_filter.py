"""Which of a user's todos are meant."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_

from app.models import Todo


class Filter(NamedTuple):
    """`None` filters nothing. `text` is looked for in title and notes, in either case."""

    done: bool | None = None
    text: str | None = None


def visible(user_id: str) -> ColumnElement[bool]:
    """The user's todos that are not deleted."""
    return and_(Todo.user_id == user_id, Todo.deleted_at.is_(None))


def filtered(user_id: str, wanted: Filter) -> ColumnElement[bool]:
    """The visible todos that `wanted` lets through."""
    conditions = [visible(user_id)]
    if wanted.done is not None:
        conditions.append(Todo.done.is_(wanted.done))
    if wanted.text is not None:
        conditions.append(contains(wanted.text))
    return and_(*conditions)


def contains(text: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(text, autoescape=True) for column in (Todo.title, Todo.notes)))
