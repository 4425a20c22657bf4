"""The orders that a list of todos can have."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Date, func, literal_column

from app.models import Priority, Todo


class Order(StrEnum):
    """A leading `-` turns the order round; todos without a due date are last either way."""

    CREATED = "created"
    CREATED_DESC = "-created"
    DUE = "due"
    DUE_DESC = "-due"
    PRIORITY = "priority"
    PRIORITY_DESC = "-priority"
    TITLE = "title"
    TITLE_DESC = "-title"

    @property
    def descending(self) -> bool:
        return self.startswith("-")


@dataclass(frozen=True)
class SortKey:
    """What todos are compared by, and how its value goes into a cursor and comes back.

    `decode` raises ValueError for what `encode` cannot have made.
    """

    column: ColumnElement[Any]
    encode: Callable[[Any], str]
    decode: Callable[[str], Any]


def sort_key(order: Order) -> SortKey:
    match order:
        case Order.CREATED | Order.CREATED_DESC:
            return SortKey(Todo.created_at, datetime.isoformat, _decode_time)
        case Order.DUE | Order.DUE_DESC:
            # Literally, as it stands in the index.
            undated = literal_column(f"'{date.min if order.descending else date.max}'", Date)
            return SortKey(func.coalesce(Todo.due_date, undated), date.isoformat, date.fromisoformat)
        case Order.PRIORITY | Order.PRIORITY_DESC:
            return SortKey(Todo.priority, str, Priority)
        case Order.TITLE | Order.TITLE_DESC:
            return SortKey(Todo.title_key, str, _decode_title)


def _decode_time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.utcoffset() != timedelta(0):
        raise ValueError("a time that is not in UTC")
    return time


def _decode_title(text: str) -> str:
    text.encode()
    if "\0" in text:
        raise ValueError("NUL")
    return text
