from datetime import datetime, timedelta
from uuid import UUID, uuid1, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from tests.support.tokens import bearer

BOB = bearer("bob", lifetime=3600)


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
        ({"title": "\u200b\u2060 \ufeff"}, "title"),
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
    assert changed == todo | {"title": "Bread", "notes": None, "updated_at": changed["updated_at"], "version": 2}
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
    restored = client.post(path)
    assert restored.status_code == 200
    assert restored.json() == todo == client.get(path).json()
    assert client.post(path).json() == todo


def test_another_users_todo_is_like_none(client: TestClient) -> None:
    todo = create(client)
    path = f"/todos/{todo['id']}"
    attempts = [("GET", None), ("PATCH", {"title": "Mine"}), ("DELETE", None), ("POST", None)]
    for method, body in attempts:
        foreign = client.request(method, path, json=body, headers=BOB)
        missing = client.request(method, f"/todos/{uuid4()}", json=body, headers=BOB)
        assert foreign.status_code == missing.status_code == 404
        assert foreign.json()["detail"] == missing.json()["detail"]
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
    [("/todos", "DELETE, GET, POST"), ("/todos/bulk", "POST"), (f"/todos/{uuid4()}", "DELETE, GET, PATCH, POST")],
)
def test_names_the_methods_of_a_path(client: TestClient, path: str, allowed: str) -> None:
    response = client.put(path, json={})
    assert response.status_code == 405
    assert response.headers["Allow"] == allowed
    assert client.request("TRACE", path).status_code == 405


def test_a_todo_sent_again_under_its_id_is_stored_once(client: TestClient) -> None:
    todo_id = str(uuid4())
    first = create(client, id=todo_id)
    again = client.post("/todos", json={"id": todo_id, "title": "Milk"})
    assert first["id"] == todo_id
    assert again.status_code == 200
    assert again.json() == first
    assert again.headers["Location"] == f"/todos/{todo_id}"
    client.patch(f"/todos/{todo_id}", json={"title": "Bread"})
    assert client.post("/todos", json={"id": todo_id, "title": "Milk"}).json()["title"] == "Bread"
    assert len(client.get("/todos").json()["items"]) == 1


def test_the_id_of_a_deleted_todo_is_refused(client: TestClient) -> None:
    todo = create(client)
    client.delete(f"/todos/{todo['id']}")
    assert client.post("/todos", json={"id": todo["id"], "title": "Milk"}).status_code == 409


def test_an_id_that_is_anothers_is_refused(client: TestClient) -> None:
    todo = create(client)
    response = client.post("/todos", json={"id": todo["id"], "title": "Mine"}, headers=BOB)
    assert response.status_code == 409
    assert response.headers["Content-Type"] == "application/problem+json"
    assert client.get("/todos", headers=BOB).json()["items"] == []
    assert client.get(f"/todos/{todo['id']}").json() == todo


@pytest.mark.parametrize(
    "todo_id", ["", "x", None, 1, str(UUID(int=0)), str(uuid1()), str(uuid4()).upper(), uuid4().hex, f"{{{uuid4()}}}"]
)
def test_refuses_ids_that_are_no_random_uuid(client: TestClient, todo_id: object) -> None:
    response = client.post("/todos", json={"id": todo_id, "title": "Milk"})
    assert response.status_code == 422
    assert [error["name"] for error in response.json()["errors"]] == ["id"]


def test_each_change_is_a_new_version(client: TestClient) -> None:
    todo = create(client)
    path = f"/todos/{todo['id']}"
    assert todo["version"] == 1
    for version, fields in ((2, {"title": "Bread"}), (3, {"done": True}), (3, {})):
        changed = client.patch(path, json=fields)
        assert changed.json()["version"] == version
        assert changed.headers["ETag"] == client.get(path).headers["ETag"] == f'"{version}"'
    client.delete(path)
    assert client.post(path).headers["ETag"] == '"3"'


@pytest.mark.parametrize("fields", [{"title": "Mine"}, {}])
def test_a_change_of_an_older_version_is_refused_with_the_current_one(
    client: TestClient, fields: dict[str, object]
) -> None:
    response = client.post("/todos", json={"title": "Milk"})
    path, read = response.headers["Location"], response.headers["ETag"]
    current = client.patch(path, json={"title": "Theirs"}, headers={"If-Match": read}).json()
    refused = client.patch(path, json=fields, headers={"If-Match": read})
    assert refused.status_code == 412
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["ETag"] == '"2"'
    assert refused.json()["current"] == current == client.get(path).json()
    client.delete(path)
    assert client.patch(path, json=fields, headers={"If-Match": read}).status_code == 404


@pytest.mark.parametrize("tag", ["*", 'W/"1"', '"x"', '"9999999999"', ""])
def test_refuses_if_match_that_is_no_version(client: TestClient, tag: str) -> None:
    path = f"/todos/{create(client)['id']}"
    response = client.patch(path, json={"title": "x"}, headers={"If-Match": tag})
    assert response.status_code == 422
    assert [(error["in"], error["name"]) for error in response.json()["errors"]] == [("header", "if-match")]


def test_deletes_for_good_all_that_is_kept_of_the_user(client: TestClient, engine: Engine) -> None:
    kept = client.post("/todos", json={"title": "Bob's"}, headers=BOB).json()
    hidden = create(client)
    client.delete(f"/todos/{hidden['id']}")
    create(client)
    client.post("/todos/bulk", json={"action": "complete", "filter": {}})
    for query in ("", "?all=false", "?all="):
        assert client.delete(f"/todos{query}").status_code == 422
    assert client.delete("/todos?all=true").status_code == 204
    assert client.get("/todos").json()["items"] == []
    assert client.post(f"/todos/{hidden['id']}").status_code == 404
    assert client.get("/todos", headers=BOB).json()["items"] == [kept]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM todos")) == 1
        assert connection.scalar(text("SELECT count(*) FROM batches WHERE user_id = 'alice'")) == 0
