import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, Select, insert, select

from app.crud import search_postgresql, search_sqlite
from app.crud.order import Order
from app.crud.search_sqlite import LATE_BEYOND, by_number
from app.crud.todo_queries import Place, in_order
from app.models import Priority, Todo
from tests.support.tokens import bearer

LETTERS = "abAB é\"'\\%_/*:&|!()-.ßİΣσς\u0130\ud7ff\ue000\U0001f95b"


def search_as(monkeypatch: pytest.MonkeyPatch, postgresql: Mapping[str, int], sqlite: Mapping[str, int]) -> None:
    for module, values in ((search_postgresql, postgresql), (search_sqlite, sqlite)):
        for name, value in values.items():
            monkeypatch.setattr(module, name, value)


NO_SAMPLE = {"SAMPLE": 0, "FREQUENT": 0, "CREATED": 0}

# What stands for a search's circumstances, in PostgreSQL and in SQLite.
WAYS: Mapping[str, tuple[Mapping[str, int], Mapping[str, int]]] = {
    "the user has many todos, and the text is rare": (NO_SAMPLE, {"FEW_TODOS": 0}),
    "the text is neither rare nor frequent": (NO_SAMPLE | {"FEW": 0}, {"FEW_TODOS": 0, "FEW_FOUND": 0}),
    "many todos have the text": ({"SAMPLE": 700}, {"FEW_TODOS": 0, "FEW_FOUND": 0, "MANY_FOUND": 0}),
    "many todos have the text, but not the first ones": (
        NO_SAMPLE | {"FOUND": 0},
        {"FEW_TODOS": 0, "FEW_FOUND": 0, "MANY_FOUND": 0, "SOON": 0, "WALKED": 0},
    ),
    "those that have the text come late in the order": (
        NO_SAMPLE | {"FEW": 0, "WALKED": 1},
        {"FEW_TODOS": 0, "FEW_FOUND": 0, "WALKED": 5},
    ),
}


def random_text(source: random.Random, longest: int) -> str:
    return "".join(source.choices(LETTERS, k=source.randint(1, longest)))


def found(client: TestClient, wanted: str, **query: str) -> list[str]:
    """Page by page."""
    ids: list[str] = []
    cursor: dict[str, str] | None = {}
    while cursor is not None:
        # With a token of its own: on a busy machine one of the test's beginning runs out.
        response = client.get("/todos", params={"q": wanted, "limit": "9"} | query | cursor, headers=bearer())
        assert response.status_code == 200, response.text
        page = response.json()
        ids += [todo["id"] for todo in page["items"]]
        cursor = page["next_cursor"] and {"cursor": page["next_cursor"]}
    return ids


def plan(engine: Engine, query: Select[Any], values: Mapping[str, Any]) -> list[str]:
    """The steps in which SQLite runs it."""
    statement = query.params(values).compile(engine, compile_kwargs={"literal_binds": True})
    with engine.connect() as connection:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]


@pytest.mark.slow
def test_every_way_finds_the_same(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    source = random.Random(20261125)
    for _ in range(60):
        client.post("/todos", json={"title": f"x{random_text(source, 12)}", "notes": random_text(source, 30)})
    needles = [random_text(source, longest) for longest in (1, 2, 3, 4, 6) for _ in range(12)]
    read = {
        (needle, order): found(client, needle, order=order)
        for needle in needles
        for order in ("due", "-title", "-created")
    }
    assert 10 < sum(map(bool, read.values())) < len(read)
    for way, (postgresql, sqlite) in WAYS.items():
        with monkeypatch.context() as patch:
            search_as(patch, postgresql, sqlite)
            assert (way, {(needle, order): found(client, needle, order=order) for needle, order in read}) == (way, read)


# PostgreSQL uses no index of a table as small as this.
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
@pytest.mark.parametrize("order", [Order.CREATED, Order.CREATED_DESC])
def test_reads_the_late_todos_from_their_index(engine: Engine, order: Order) -> None:
    now = datetime.now(UTC)
    bounds = {"key": now, "todo_id": UUID(int=0), "created_at": now, "number": 1}
    values = {"user_id": "alice", "count": 20, "pattern": "%milk%", "query": '"mil"'} | bounds
    is_late = LATE_BEYOND if order == Order.CREATED else by_number(Place("sqlite", None, True, order, False))
    steps = plan(engine, is_late, values)
    assert any("INDEX ix_todos_late (user_id=? AND late=? AND created_at<?)" in step for step in steps), steps


@pytest.mark.parametrize("late", [0, 4, 40, 120])
def test_finds_late_todos_in_their_place(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch, late: int
) -> None:
    search_as(monkeypatch, NO_SAMPLE | {"CREATED": 20}, {"FEW_TODOS": 0})
    source = random.Random(late)
    places: list[float] = list(range(120))
    for place in source.sample(range(120), late):
        # As old as another one, or between two.
        places[place] = source.randrange(120) + source.choice([0, 0.5])
    start = datetime.now(UTC)
    with engine.begin() as connection:
        for place in places:
            at = start + timedelta(seconds=place)
            values = {
                "id": UUID(int=source.getrandbits(128), version=4),
                "user_id": source.choice(["alice", "alice", "bob"]),
                "title": source.choice(["Milk", "Milk", "Bread"]),
                "done": False,
                "priority": Priority.LOW,
                "created_at": at,
                "updated_at": at,
            }
            connection.execute(insert(Todo), values)
    wanted = select(Todo.id).where(Todo.user_id == "alice", Todo.title == "Milk").order_by(Todo.created_at, Todo.id)
    with engine.connect() as connection:
        oldest_first = [str(todo_id) for todo_id in connection.scalars(wanted)]
    assert found(client, "milk", order="created") == oldest_first
    assert found(client, "milk", order="-created") == oldest_first[::-1]


def test_the_index_follows_every_change(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    search_as(monkeypatch, *WAYS["the user has many todos, and the text is rare"])
    todo = client.post("/todos", json={"title": "Milk", "notes": "two litres"}).json()
    path = f"/todos/{todo['id']}"
    assert found(client, "milk") == found(client, "LITRE") == [todo["id"]]
    client.patch(path, json={"title": "Bread", "notes": None})
    assert found(client, "milk") == found(client, "LITRE") == []
    assert found(client, "brea") == found(client, "d") == [todo["id"]]
    client.delete(path)
    assert found(client, "brea") == []
    client.post(path)
    assert found(client, "brea") == [todo["id"]]
    client.delete("/todos?all=true")
    assert found(client, "brea") == []


# PostgreSQL uses no index of a table as small as this.
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("done", [None, True, False])
@pytest.mark.parametrize("later_page", [False, True])
def test_reads_every_order_from_an_index(engine: Engine, order: Order, done: bool | None, later_page: bool) -> None:
    keys = {"created": datetime.now(UTC), "priority": Priority.LOW, "title": "a", "due": datetime.now(UTC).date()}
    key = keys[order.value.removeprefix("-")]
    values = {"user_id": "alice", "count": 20, "key": key, "todo_id": UUID(int=0)}
    steps = plan(engine, in_order(Place("sqlite", done, False, order, not later_page)), values)
    reads = [step for step in steps if "todos" in step]
    assert reads
    assert all("INDEX ix_todos_" in step for step in reads), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps
