import random
from datetime import UTC, datetime
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.crud import todo_listing
from app.crud.order import Order
from app.crud.todo_listing import Place, _in_order
from app.models import Priority

LETTERS = "abAB é\"'\\%_/*:&|!()-.ßİΣσς\u0130\ud7ff\ue000\U0001f95b"


@pytest.fixture
def always_by_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the user had many todos, and the text were rare."""
    monkeypatch.setattr(todo_listing, "ATTEMPTS", [(0, 20_000)])


@pytest.fixture
def always_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if many todos had the text, but not the first ones."""
    monkeypatch.setattr(todo_listing, "ATTEMPTS", [(0, 0)])


def random_text(source: random.Random, longest: int) -> str:
    return "".join(source.choices(LETTERS, k=source.randint(1, longest)))


def found(client: TestClient, wanted: str, **query: str) -> list[str]:
    response = client.get("/todos", params={"q": wanted, "limit": "100"} | query)
    assert response.status_code == 200, response.text
    return [todo["id"] for todo in response.json()["items"]]


@pytest.mark.parametrize("another_way", ["always_by_index", "always_in_order"])
def test_every_way_finds_the_same(client: TestClient, request: pytest.FixtureRequest, another_way: str) -> None:
    source = random.Random(20261125)
    for _ in range(60):
        client.post("/todos", json={"title": f"x{random_text(source, 12)}", "notes": random_text(source, 30)})
    needles = [random_text(source, longest) for longest in (1, 2, 3, 4, 6) for _ in range(24)]
    read = {(needle, order): found(client, needle, order=order) for needle in needles for order in ("due", "-title")}
    assert 20 < sum(map(bool, read.values())) < len(read)
    request.getfixturevalue(another_way)
    assert {(needle, order): found(client, needle, order=order) for needle, order in read} == read


@pytest.mark.usefixtures("always_by_index")
def test_the_index_follows_every_change(client: TestClient) -> None:
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
    query = _in_order(Place("sqlite", done, False, order, not later_page))
    with engine.connect() as connection:
        statement = query.params(values).compile(engine, compile_kwargs={"literal_binds": True})
        steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    reads = [step for step in steps if "todos" in step]
    assert reads
    assert all("INDEX ix_todos_" in step for step in reads), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps
