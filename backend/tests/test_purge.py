from datetime import UTC, datetime

from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from app.core.settings import Settings
from app.crud.restore_window import RESTORE_WINDOW
from app.main import create_app


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM todos"))


def test_a_start_removes_what_can_no_longer_be_restored(client: TestClient, settings: Settings, engine: Engine) -> None:
    kept, old, recent = (client.post("/todos", json={"title": "x"}).json()["id"] for _ in range(3))
    for todo_id in (old, recent):
        client.delete(f"/todos/{todo_id}")
    expired = datetime.now(UTC) - RESTORE_WINDOW
    with engine.begin() as connection:
        # SQLite's UUIDs have no hyphens.
        where = "WHERE replace(CAST(id AS TEXT), '-', '') = :id"
        connection.execute(
            text(f"UPDATE todos SET deleted_at = :at {where}"),
            {
                "at": expired if engine.name == "postgresql" else f"{expired:%Y-%m-%d %H:%M:%S.%f}",
                "id": old.replace("-", ""),
            },
        )
    assert client.post(f"/todos/{old}").status_code == 404
    with TestClient(create_app(settings)) as second:
        while count(engine) == 3:
            assert second.get("/readyz").status_code == 200
    assert count(engine) == 2
    assert client.post(f"/todos/{recent}").status_code == 200
    assert client.get(f"/todos/{kept}").status_code == 200
