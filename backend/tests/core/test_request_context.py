import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.core.settings import Settings
from app.main import create_app


@pytest.fixture
def failing_client(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings)

    @app.get("/fails/{name}")
    async def fails(name: str) -> None:
        raise RuntimeError("hunter2")

    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("given", ["a", "A-1_b.c", "x" * 128])
def test_keeps_a_sound_request_id(client: TestClient, given: str) -> None:
    response = client.get("/todos", headers={"X-Request-ID": given, "Authorization": ""})
    assert response.headers["X-Request-ID"] == response.json()["request_id"] == given


@pytest.mark.parametrize("given", ["", "a b", "x" * 129, 'a"b', "a\tb"])
def test_replaces_any_other(client: TestClient, given: str) -> None:
    made = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", made)


def test_a_fault_is_a_problem_that_keeps_its_cause_to_the_log(
    failing_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = failing_client.get("/fails/x", headers={"X-Request-ID": "my-id"})
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["X-Request-ID"] == response.json()["request_id"] == "my-id"
    assert "hunter2" not in response.text
    assert "hunter2" in caplog.text
    metrics = failing_client.get("/metrics").text
    assert 'http_requests_total{method="GET",route="/fails/{name}",status="500"} 1.0' in metrics
