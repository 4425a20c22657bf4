from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import make_url

from app.core.settings import Settings
from app.main import create_app
from tests.support.postgres import free_port
from tests.support.tokens import SECRET, bearer, token


def test_is_alive_and_ready_without_a_token(client: TestClient) -> None:
    client.headers.pop("Authorization")
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_tells_whether_a_token_is_believed(client: TestClient) -> None:
    assert client.get("/readyz", headers=bearer()).status_code == 200
    for refused in (
        {"Authorization": f"Bearer {token(key='another-secret-of-the-tests-that-is-long')}"},
        bearer(lifetime=-1),
    ):
        response = client.get("/readyz", headers=refused)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_is_alive_but_not_ready_without_its_database(tmp_path: Path) -> None:
    away = make_url(f"postgresql://user:hunter2@127.0.0.1:{free_port()}/db").render_as_string(hide_password=False)
    for url in (away, f"sqlite:///{tmp_path}/nowhere/todos.db"):
        with TestClient(create_app(Settings(database_url=url, api_token_secret=SECRET))) as client:
            assert client.get("/healthz").status_code == 200
            for path in ("/readyz", "/todos"):
                response = client.get(path, headers=bearer())
                assert response.status_code == 503
                assert response.headers["Content-Type"] == "application/problem+json"
                assert response.headers["Retry-After"]
                assert "hunter2" not in response.text
