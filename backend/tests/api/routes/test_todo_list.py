from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

TODOS = [
    {"title": "banana", "priority": "low", "due_date": "2026-03-01"},
    {"title": "Apple", "priority": "high", "due_date": None, "notes": "50% off_now"},
    {"title": "Éclair", "priority": "normal", "due_date": "2026-01-01", "done": True},
    {"title": "cherry", "priority": "high", "due_date": "2026-01-01"},
    {"title": "apple", "priority": "normal", "due_date": None},
]


@pytest.fixture
def filled(client: TestClient) -> TestClient:
    for todo in TODOS:
        assert client.post("/todos", json=todo).status_code == 201
    return client


def titles(client: TestClient, **query: object) -> list[str]:
    response = client.get("/todos", params=query)
    assert response.status_code == 200, response.text
    return [todo["title"] for todo in response.json()["items"]]


def pages(client: TestClient, **query: object) -> Iterator[list[dict[str, str]]]:
    while True:
        page = client.get("/todos", params=query).json()
        yield page["items"]
        if page["next_cursor"] is None:
            return
        query["cursor"] = page["next_cursor"]


def test_newest_first_by_default(filled: TestClient) -> None:
    assert titles(filled) == ["apple", "cherry", "Éclair", "Apple", "banana"]
    assert titles(filled, order="-created") == titles(filled)
    assert titles(filled, order="created") == titles(filled)[::-1]


def test_orders_by_title_in_either_case(filled: TestClient) -> None:
    assert [title.lower() for title in titles(filled, order="title")] == [
        "apple",
        "apple",
        "banana",
        "cherry",
        "éclair",
    ]
    assert titles(filled, order="-title") == titles(filled, order="title")[::-1]


def test_orders_by_due_date_with_undated_last(filled: TestClient) -> None:
    for order, dated in (("due", [{"Éclair", "cherry"}, {"banana"}]), ("-due", [{"banana"}, {"Éclair", "cherry"}])):
        listed = titles(filled, order=order)
        for group in dated:
            assert {listed.pop(0) for _ in group} == group
        assert set(listed) == {"Apple", "apple"}


def test_orders_by_rank_of_priority(filled: TestClient) -> None:
    items = filled.get("/todos", params={"order": "-priority"}).json()["items"]
    assert [todo["priority"] for todo in items] == ["high", "high", "normal", "normal", "low"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("APPLE", {"Apple", "apple"}),
        ("éCLAIR", {"Éclair"}),
        ("50%", {"Apple"}),
        ("off_", {"Apple"}),
        ("%", {"Apple"}),
        ("an", {"banana"}),
        ("'; DROP TABLE todos; --", set()),
    ],
)
def test_searches_title_and_notes_literally(filled: TestClient, text: str, found: set[str]) -> None:
    assert set(titles(filled, q=text)) == found


def test_filters_by_done(filled: TestClient) -> None:
    assert titles(filled, done="true") == ["Éclair"]
    assert len(titles(filled, done="false")) == 4
    assert titles(filled, done="true", q="apple") == []


@pytest.mark.parametrize("order", ["created", "-created", "due", "-due", "priority", "-priority", "title", "-title"])
def test_pages_add_up_to_the_list(filled: TestClient, order: str) -> None:
    whole = filled.get("/todos", params={"order": order}).json()["items"]
    for limit in (1, 2, 5, 100):
        read = list(pages(filled, order=order, limit=limit))
        assert [todo for page in read for todo in page] == whole
        assert all(len(page) == limit for page in read[:-1])


def test_pages_hold_still_while_todos_come_and_go(filled: TestClient) -> None:
    first = filled.get("/todos", params={"limit": 2}).json()
    last_seen = first["items"][-1]["id"]
    filled.delete(f"/todos/{last_seen}")
    filled.post("/todos", json={"title": "new"})
    assert titles(filled, cursor=first["next_cursor"]) == ["Éclair", "Apple", "banana"]


def test_a_cursor_belongs_to_its_order(filled: TestClient) -> None:
    cursor = filled.get("/todos", params={"limit": 1, "order": "title"}).json()["next_cursor"]
    response = filled.get("/todos", params={"cursor": cursor, "order": "due"})
    assert response.status_code == 404
    assert "order=title" in response.json()["detail"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("done", "yes"),
        ("q", ""),
        ("q", "a\0b"),
        ("q", "x" * 201),
        ("order", "size"),
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "9" * 30),
        ("limit", "many"),
        ("cursor", ""),
        ("cursor", "a b"),
        ("cursor", "x" * 5000),
    ],
)
def test_refuses_wrong_parameters_by_name(client: TestClient, name: str, value: str) -> None:
    response = client.get("/todos", params={name: value})
    assert response.status_code == 422
    assert [(error["in"], error["name"]) for error in response.json()["errors"]] == [("query", name)]
