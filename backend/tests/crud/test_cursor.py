import base64
import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from app.crud.cursor import Cursor, InvalidCursor, decode_cursor, encode_cursor
from app.crud.order import Order
from app.models import Priority
from app.schemas.query import CURSOR_MAX_LENGTH

ID = uuid4()
KEYS = [
    (Order.CREATED_DESC, datetime(2026, 1, 2, 3, 4, 5, 6, UTC)),
    (Order.DUE, date.max),
    (Order.PRIORITY, Priority.HIGH),
    (Order.TITLE, "🥛" * 200),
]


def forge(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(("order", "key"), KEYS)
def test_comes_back_as_it_was(order: Order, key: object) -> None:
    text = encode_cursor(order, Cursor(key, ID))
    assert decode_cursor(order, text) == (key, ID)
    assert len(text) <= CURSOR_MAX_LENGTH


@pytest.mark.parametrize(
    ("order", "text"),
    [
        (Order.CREATED, "x"),
        (Order.CREATED, "AAAA"),
        (Order.CREATED, forge()),
        (Order.CREATED, forge("created", "2026-01-01T00:00:00Z")),
        (Order.CREATED, forge("size", "2026-01-01T00:00:00Z", ID.hex)),
        (Order.CREATED, forge("created", "2026-01-01T00:00:00", ID.hex)),
        (Order.CREATED, forge("created", "0001-01-01T00:00:00+23:00", ID.hex)),
        (Order.CREATED, forge("created", 7, ID.hex)),
        (Order.CREATED, forge("created", "2026-01-01T00:00:00Z", 7)),
        (Order.DUE, forge("due", "soon", ID.hex)),
        (Order.PRIORITY, forge("priority", "urgent", ID.hex)),
        (Order.TITLE, forge("title", "\0", ID.hex)),
        (Order.TITLE, forge("title", "\ud800", ID.hex)),
        (Order.TITLE, forge("title", None, ID.hex)),
        (Order.TITLE, base64.urlsafe_b64encode(b"[" * 3000).decode()),
    ],
)
def test_refuses_what_it_did_not_make(order: Order, text: str) -> None:
    with pytest.raises(InvalidCursor):
        decode_cursor(order, text)
