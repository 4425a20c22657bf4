from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from tests.support.tokens import bearer

BOB = bearer("bob")


def create(client: TestClient, **fields: object) -> dict[str, object]:
    response = client.post("/todos", json={"title": "Milk"} | fields)
    assert response.status_code == 201, response.text
    return response.json()


def test_creates_with_defaults_and_says_where(client: TestClient) -> None:
    response = client.post("/todos", json={"title": "  Milk  "})
    todo = response.json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/todos/{todo['id']}"
    assert client.get(response.headers["Location"]).json() == todo
    expected = {"title": "Milk", "notes": None, "done": False, "priority": "normal", "due_date": None}
    assert expected.items() <= todo.items()
    assert todo["created_at"] == todo["updated_at"]
    assert todo["completed_at"] is None


def test_keeps_every_field(client: TestClient) -> None:
    fields = {"title": "Ünïcode 🥛", "notes": "two\nlines", "done": True, "priority": "high", "due_date": "2026-12-31"}
    todo = create(client, **fields)
    assert client.get(f"/todos/{todo['id']}").json() == todo
    assert fields.items() <= todo.items()
    assert todo["completed_at"] == todo["created_at"]


def test_times_are_utc(client: TestClient) -> None:
    todo = create(client, done=True)
    for name in ("created_at", "updated_at", "completed_at"):
        text = client.get(f"/todos/{todo['id']}").json()[name]
        assert text.endswith("Z")
        assert datetime.fromisoformat(text).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "title"),
        ({"title": ""}, "title"),
        ({"title": " \u3000 "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\u0000b"}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": 7}, "title"),
        ({"title": "x", "notes": "a\u0000b"}, "notes"),
        ({"title": "x", "notes": "x" * 4001}, "notes"),
        ({"title": "x", "done": "yes"}, "done"),
        ({"title": "x", "done": None}, "done"),
        ({"title": "x", "priority": "urgent"}, "priority"),
        ({"title": "x", "due_date": "2026-02-30"}, "due_date"),
        ({"title": "x", "due_date": "20261231"}, "due_date"),
        ({"title": "x", "due_date": "2026-12-31T00:00:00Z"}, "due_date"),
        ({"title": "x", "due_date": 0}, "due_date"),
        ({"title": "x", "titel": "y"}, "titel"),
    ],
)
def test_refuses_wrong_fields_by_name(client: TestClient, fields: dict[str, object], name: str) -> None:
    response = client.post("/todos", json=fields)
    assert response.status_code == 422
    assert [(error["in"], error["name"]) for error in response.json()["errors"]] == [("body", name)]
    assert client.get("/todos").json()["items"] == []


def test_says_everything_that_is_wrong_at_once(client: TestClient) -> None:
    response = client.post("/todos", json={"priority": "urgent", "done": 1})
    assert {error["name"] for error in response.json()["errors"]} == {"title", "priority", "done"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"title": "\\ud800"}', 422),
        (b'{"\\ud800": 1, "title": "x"}', 422),
        (b'{"title": "x", "notes": "\\udfff"}', 422),
        (b'{"title": "\xff"}', 400),
        (b'{"title": ', 400),
        (b"[" * 100_000, 400),
        (b'{"title": ' + b"9" * 5000 + b"}", 400),
        (b"null", 422),
        (b"[]", 422),
        (b"", 422),
    ],
)
def test_refuses_bodies_that_are_no_todo(client: TestClient, body: bytes, status: int) -> None:
    response = client.post("/todos", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == status, response.text
    assert response.json()["detail"]


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_takes_only_json(client: TestClient, media_type: str) -> None:
    response = client.post("/todos", content=b'{"title": "x"}', headers={"Content-Type": media_type})
    assert response.status_code == 415


def test_changes_only_what_is_sent(client: TestClient) -> None:
    todo = create(client, notes="n", due_date="2026-12-31", priority="low")
    changed = client.patch(f"/todos/{todo['id']}", json={"title": "Bread", "notes": None}).json()
    assert changed == todo | {"title": "Bread", "notes": None, "updated_at": changed["updated_at"]}
    assert changed["updated_at"] > todo["updated_at"]
    assert client.patch(f"/todos/{todo['id']}", json={}).json() == changed


@pytest.mark.parametrize("name", ["title", "done", "priority"])
def test_does_not_clear_what_a_todo_must_have(client: TestClient, name: str) -> None:
    todo = create(client)
    assert client.patch(f"/todos/{todo['id']}", json={name: None}).status_code == 422


def test_completed_at_follows_done(client: TestClient) -> None:
    path = f"/todos/{create(client)['id']}"
    completed = client.patch(path, json={"done": True}).json()
    assert completed["completed_at"] == completed["updated_at"]
    again = client.patch(path, json={"done": True}).json()
    assert again["completed_at"] == completed["completed_at"]
    assert client.patch(path, json={"done": False}).json()["completed_at"] is None


def test_a_deleted_todo_is_gone_and_can_be_restored_as_it_was(client: TestClient) -> None:
    todo = create(client, done=True, notes="n")
    path = f"/todos/{todo['id']}"
    assert client.delete(path).status_code == 204
    assert client.get("/todos").json()["items"] == []
    for method in ("GET", "DELETE"):
        assert client.request(method, path).status_code == 404
    assert client.patch(path, json={"title": "x"}).status_code == 404
    assert client.post("/todos/complete", json={"ids": [todo["id"]]}).json() == {"completed": []}
    restored = client.post(path)
    assert restored.status_code == 200
    assert restored.json() == todo == client.get(path).json()
    assert client.post(path).json() == todo


def test_completes_the_given_open_todos(client: TestClient) -> None:
    first, second, done = create(client), create(client), create(client, done=True)
    response = client.post("/todos/complete", json={"ids": [first["id"], done["id"], str(uuid4())]})
    assert response.json() == {"completed": [first["id"]]}
    assert client.get(f"/todos/{first['id']}").json()["completed_at"]
    assert client.get(f"/todos/{second['id']}").json()["done"] is False
    assert client.get(f"/todos/{done['id']}").json() == done


def test_completes_all_open_todos(client: TestClient) -> None:
    todos = [create(client) for _ in range(3)]
    bobs = client.post("/todos", json={"title": "Bob's"}, headers=BOB).json()
    response = client.post("/todos/complete", json={"all_open": True})
    assert sorted(response.json()["completed"]) == sorted(todo["id"] for todo in todos)
    assert client.get(f"/todos/{bobs['id']}", headers=BOB).json() == bobs


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"ids": []},
        {"ids": ["x"]},
        {"ids": [str(uuid4())] * 501},
        {"all_open": False},
        {"ids": [str(uuid4())], "all_open": True},
    ],
)
def test_refuses_unclear_bulk_requests(client: TestClient, body: object) -> None:
    todo = create(client)
    assert client.post("/todos/complete", json=body).status_code == 422
    assert client.get(f"/todos/{todo['id']}").json() == todo


def test_another_users_todo_is_like_none(client: TestClient) -> None:
    todo = create(client)
    path = f"/todos/{todo['id']}"
    attempts = [("GET", None), ("PATCH", {"title": "Mine"}), ("DELETE", None), ("POST", None)]
    for method, body in attempts:
        foreign = client.request(method, path, json=body, headers=BOB)
        missing = client.request(method, f"/todos/{uuid4()}", json=body, headers=BOB)
        assert foreign.status_code == missing.status_code == 404
        assert foreign.json()["detail"] == missing.json()["detail"]
    assert client.post("/todos/complete", json={"ids": [todo["id"]]}, headers=BOB).json() == {"completed": []}
    assert client.get("/todos", headers=BOB).json()["items"] == []
    assert client.get(path).json() == todo
    client.delete(path)
    assert client.post(path, headers=BOB).status_code == 404


@pytest.mark.parametrize("todo_id", ["1", "99999999999999999999", "-1", "x", "%00", "%ED%A0%80", "..%2f", "a" * 5000])
def test_an_id_that_is_none_is_not_found(client: TestClient, todo_id: str) -> None:
    for method in ("GET", "PATCH", "DELETE", "POST"):
        response = client.request(method, f"/todos/{todo_id}", json={} if method == "PATCH" else None)
        assert response.status_code == 404
        assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/todos", "GET, POST"), ("/todos/complete", "POST"), (f"/todos/{uuid4()}", "DELETE, GET, PATCH, POST")],
)
def test_names_the_methods_of_a_path(client: TestClient, path: str, allowed: str) -> None:
    response = client.put(path, json={})
    assert response.status_code == 405
    assert response.headers["Allow"] == allowed
