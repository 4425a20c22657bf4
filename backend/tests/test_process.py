import json
import signal
import sqlite3
import threading
import time
from pathlib import Path

import httpx2
import pytest

from tests.support.postgres import free_port
from tests.support.process import environment, run_backend, started_backend, wait_until_ready
from tests.support.tokens import SECRET, bearer, token

pytestmark = pytest.mark.slow


def test_a_wrong_environment_ends_with_2_and_every_name() -> None:
    result = run_backend(env=environment(None, API_TOKEN_SECRET="hunter2", PORT="x"))
    assert result.returncode == 2
    assert all(name in result.stderr for name in ("DATABASE_URL", "API_TOKEN_SECRET", "PORT"))
    assert "Traceback" not in result.stderr
    assert "hunter2" not in result.stderr + result.stdout


def test_an_unreachable_database_ends_with_1_and_its_name() -> None:
    url = f"postgresql://user:hunter2@127.0.0.1:{free_port()}/db"
    result = run_backend(env=environment(url))
    assert result.returncode == 1
    assert "DATABASE_URL: cannot use postgresql://user@127.0.0.1" in result.stderr
    assert "Traceback" not in result.stderr
    assert "hunter2" not in result.stderr + result.stdout


def test_a_wrong_database_password_is_not_shown(postgres_server) -> None:
    url = postgres_server.set(password="hunter2").render_as_string(hide_password=False)
    result = run_backend(env=environment(url))
    assert result.returncode == 1
    assert "password authentication failed" in result.stderr
    assert "hunter2" not in result.stderr + result.stdout


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_ends_with_0_after_answering_what_it_has_begun(database_url: str, tmp_path: Path, end: signal.Signals) -> None:
    with started_backend(database_url, tmp_path) as backend:
        wait_until_ready(backend)
        asked = threading.Event()

        def slow_body():
            yield b'{"title": '
            asked.set()
            time.sleep(1)
            yield b'"Milk"}'

        answers = []
        headers = bearer() | {"Content-Type": "application/json"}
        request = threading.Thread(
            target=lambda: answers.append(httpx2.post(f"{backend.url}/todos", content=slow_body(), headers=headers))
        )
        request.start()
        asked.wait()
        time.sleep(0.2)
        backend.process.send_signal(end)
        request.join()
        assert answers[0].status_code == 201
        assert backend.process.wait(20) == 0


def test_a_request_that_takes_too_long_does_not_hold_up_the_end(tmp_path: Path) -> None:
    with started_backend(f"sqlite:///{tmp_path}/todos.db", tmp_path, SHUTDOWN_GRACE_SECONDS="0") as backend:
        wait_until_ready(backend)
        backend.process.terminate()
        assert backend.process.wait(20) == 0


def test_logs_lines_of_json_without_secrets(tmp_path: Path) -> None:
    sent = token()
    with started_backend(f"sqlite:///{tmp_path}/todos.db", tmp_path, LOG_LEVEL="debug") as backend:
        wait_until_ready(backend)
        headers = {"Authorization": f"Bearer {sent}", "X-Request-ID": "my-id"}
        httpx2.post(f"{backend.url}/todos?q=my-search", json={"title": "my-title"}, headers=headers)
        httpx2.get(f"{backend.url}/todos", headers={"Authorization": "Bearer my-token"})
    text = backend.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    request = next(line for line in lines if line.get("request_id") == "my-id")
    expected = {"level": "info", "method": "POST", "path": "/todos", "route": "/todos", "status": 201}
    assert expected.items() <= request.items()
    for secret in (sent, SECRET, "my-token", "my-title", "my-search"):
        assert secret not in text


def test_logs_text(tmp_path: Path) -> None:
    with started_backend(f"sqlite:///{tmp_path}/todos.db", tmp_path, LOG_FORMAT="text") as backend:
        wait_until_ready(backend)
        httpx2.get(f"{backend.url}/nowhere", headers={"X-Request-ID": "my-id"})
    assert "INFO    Request request_id=my-id method=GET path=/nowhere" in backend.log.read_text()


def test_survives_the_loss_of_its_table(tmp_path: Path) -> None:
    file = tmp_path / "todos.db"
    with started_backend(f"sqlite:///{file}", tmp_path) as backend:
        wait_until_ready(backend)
        with sqlite3.connect(file) as connection:
            connection.execute("DROP TABLE todos")
        response = httpx2.get(f"{backend.url}/todos", headers=bearer())
        assert response.status_code == 503
        assert response.headers["Content-Type"] == "application/problem+json"
        assert "todos" not in response.json()["detail"].replace("/todos", "")
