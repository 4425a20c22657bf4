from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from tests.support.tokens import bearer

BOB = bearer("bob", lifetime=3600)
# More than a page of a list.
MANY = 120


def create(client: TestClient, title: str, **fields: object) -> dict[str, object]:
    response = client.post("/todos", json={"title": title} | fields)
    assert response.status_code == 201, response.text
    return response.json()


def apply(client: TestClient, action: str, **which: object) -> dict[str, object]:
    response = client.post("/todos/bulk", json={"action": action} | which)
    assert response.status_code == 200, response.text
    return response.json()


def undo(client: TestClient, batch: object) -> int:
    response = client.post(f"/todos/bulk/{batch}/undo")
    assert response.status_code == 200, response.text
    return response.json()["count"]


def listed(client: TestClient, **query: object) -> list[dict[str, object]]:
    items, cursor = [], {}
    while True:
        page = client.get("/todos", params={"limit": 100, **query, **cursor}).json()
        items += page["items"]
        if page["next_cursor"] is None:
            return items
        cursor = {"cursor": page["next_cursor"]}


def without_change_marks(todos: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{name: todo[name] for name in todo if name not in ("version", "updated_at")} for todo in todos]


def test_completes_all_that_the_filter_shows_and_undoes_all_of_it(client: TestClient) -> None:
    for number in range(MANY):
        create(client, f"Milk {number}")
    other = create(client, "Bread")
    before = listed(client)
    answer = client.post("/todos/bulk", json={"action": "complete", "filter": {"done": False, "q": "MILK"}})
    assert answer.json()["count"] == MANY
    assert len(answer.content) < 100
    assert listed(client, done="false") == [other]
    assert len(listed(client, done="true")) == MANY
    assert undo(client, answer.json()["batch"]) == MANY
    assert without_change_marks(listed(client)) == without_change_marks(before)


@pytest.mark.parametrize(("action", "count"), [("complete", 1), ("reopen", 1), ("delete", 2)])
def test_undo_puts_everything_back_as_it_was(client: TestClient, action: str, count: int) -> None:
    create(client, "open")
    create(client, "done", done=True)
    before = listed(client)
    answer = apply(client, action, filter={})
    assert answer["count"] == count
    assert len(listed(client)) == (0 if action == "delete" else 2)
    assert undo(client, answer["batch"]) == count
    assert without_change_marks(listed(client)) == without_change_marks(before)
    assert undo(client, answer["batch"]) == 0


def test_changes_the_named_todos_only(client: TestClient) -> None:
    first, second, done = create(client, "1"), create(client, "2"), create(client, "3", done=True)
    answer = apply(client, "complete", ids=[first["id"], done["id"], str(uuid4())])
    assert answer["count"] == 1
    changed = client.get(f"/todos/{first['id']}").json()
    assert changed["completed_at"] == changed["updated_at"]
    assert changed["version"] == first["version"] + 1
    assert client.get(f"/todos/{second['id']}").json() == second
    assert client.get(f"/todos/{done['id']}").json() == done
    client.delete(f"/todos/{second['id']}")
    assert apply(client, "complete", ids=[second["id"]])["count"] == 0


def test_batches_are_undone_in_any_order(client: TestClient) -> None:
    create(client, "a")
    create(client, "b", done=True)
    before = listed(client)
    completed = apply(client, "complete", filter={})
    deleted = apply(client, "delete", filter={})
    assert undo(client, completed["batch"]) == 1
    assert undo(client, deleted["batch"]) == 2
    assert without_change_marks(listed(client)) == without_change_marks(before)


@pytest.mark.parametrize(("action", "state"), [("complete", True), ("reopen", False)])
def test_undo_leaves_what_was_changed_again_since(client: TestClient, action: str, state: bool) -> None:
    todo = create(client, "a", done=not state)
    kept = create(client, "b", done=not state)
    answer = apply(client, action, filter={})
    for done in (not state, state):
        client.patch(f"/todos/{kept['id']}", json={"done": done})
    client.patch(f"/todos/{todo['id']}", json={"title": "renamed"})
    assert undo(client, answer["batch"]) == 1
    assert client.get(f"/todos/{todo['id']}").json()["done"] is not state
    assert client.get(f"/todos/{kept['id']}").json()["done"] is state


def test_reaches_no_other_users_todos_or_batches(client: TestClient) -> None:
    mine = create(client, "mine")
    bobs = client.post("/todos", json={"title": "Bob's"}, headers=BOB).json()
    assert apply(client, "delete", ids=[bobs["id"]])["count"] == 0
    answer = apply(client, "complete", filter={})
    assert answer["count"] == 1
    assert client.get(f"/todos/{bobs['id']}", headers=BOB).json() == bobs
    assert client.post(f"/todos/bulk/{answer['batch']}/undo", headers=BOB).status_code == 404
    assert client.get(f"/todos/{mine['id']}").json()["done"] is True


def test_an_unknown_batch_is_not_found(client: TestClient) -> None:
    assert client.post(f"/todos/bulk/{uuid4()}/undo").status_code == 404
    assert client.post("/todos/bulk/x/undo").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"action": "complete"},
        {"action": "complete", "ids": []},
        {"action": "complete", "ids": ["x"]},
        {"action": "complete", "ids": [str(uuid4())] * 501},
        {"action": "complete", "ids": [str(uuid4())], "filter": {}},
        {"action": "complete", "filter": None},
        {"action": "complete", "filter": {"done": None}},
        {"action": "complete", "filter": {"done": "true"}},
        {"action": "complete", "filter": {"q": ""}},
        {"action": "complete", "filter": {"order": "title"}},
        {"action": "purge", "filter": {}},
        {"filter": {}},
    ],
)
def test_refuses_unclear_requests(client: TestClient, body: object) -> None:
    todo = create(client, "a")
    assert client.post("/todos/bulk", json=body).status_code == 422
    assert client.get(f"/todos/{todo['id']}").json() == todo
