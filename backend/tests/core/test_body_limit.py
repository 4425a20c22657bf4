import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.core.body_limit import MAX_BODY_BYTES

JSON = {"Content-Type": "application/json"}


def body(size: int) -> bytes:
    empty = json.dumps({"title": "x", "pad": ""}).encode()
    return empty.replace(b'""', b'"' + b"x" * (size - len(empty)) + b'"')


def in_chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), 65536):
        yield content[start : start + 65536]


@pytest.mark.parametrize("declared", [True, False])
def test_reads_up_to_the_limit_and_no_further(client: TestClient, declared: bool) -> None:
    for size, status in ((MAX_BODY_BYTES, 422), (MAX_BODY_BYTES + 1, 413), (2 * MAX_BODY_BYTES, 413)):
        content = body(size)
        response = client.post("/todos", content=content if declared else in_chunks(content), headers=JSON)
        assert response.status_code == status
        assert response.headers["Content-Type"] == "application/problem+json"
