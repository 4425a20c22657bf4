"""Opaque cursors: the place after one todo in one order."""

import base64
import json
from typing import Any, NamedTuple
from uuid import UUID

from app.crud.order import Order, sort_key


class InvalidCursor(ValueError):
    """The cursor was not made by this API for this order."""


class Cursor(NamedTuple):
    """The sort key's value and the id, which breaks ties, of a page's last todo."""

    key: Any
    todo_id: UUID


def encode_cursor(order: Order, cursor: Cursor) -> str:
    """URL-safe text, without padding."""
    parts = [order.value, sort_key(order).encode(cursor.key), cursor.todo_id.hex]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def decode_cursor(order: Order, text: str) -> Cursor:
    """Raises InvalidCursor."""
    try:
        made_for, key, todo_id = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        cursor = Cursor(sort_key(Order(made_for)).decode(key), UUID(hex=todo_id))
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise InvalidCursor("There is no page at this cursor; take it from `next_cursor`.") from None
    if made_for != order:
        raise InvalidCursor(f"The cursor is for order={made_for}, the request for order={order}.")
    return cursor
