import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from app.core import database

OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.mark.parametrize("settings", ["postgres"], indirect=True)
def test_a_connection_that_was_ended_while_idle_costs_no_request(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "ALIVE_SECONDS", 0)
    for send in (lambda: client.get("/todos"), lambda: client.post("/todos", json={"title": "Milk"})):
        assert send().status_code < 300
        with engine.connect() as connection:
            assert connection.execute(text(f"SELECT pg_terminate_backend(pid) {OTHERS}")).all()
        assert send().status_code < 300


@pytest.mark.parametrize("settings", ["postgres"], indirect=True)
def test_reading_leaves_nothing_open(client: TestClient, engine: Engine) -> None:
    client.get("/todos")
    # A change on the same connection is one of a transaction again.
    client.post("/todos", json={"title": "Milk"})
    assert [todo["title"] for todo in client.get("/todos").json()["items"]] == ["Milk"]
    with engine.connect() as connection:
        states = text(f"SELECT state {OTHERS}")
        assert set(connection.scalars(states)) == {"idle"}
