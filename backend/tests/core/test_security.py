import base64
import json
import time
from uuid import uuid4

import jwt
import pytest
from fastapi.testclient import TestClient

from app.core.security import InvalidToken, verify_token
from tests.support.tokens import SECRET, claims, token

KEY = SECRET.encode()
NOW = int(time.time())


def unsigned() -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims())
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


def test_tells_the_user() -> None:
    assert verify_token(token(sub="user-1"), KEY) == "user-1"
    assert verify_token(token(sub="x" * 255, aud=["other", "todo-backend"], iat=NOW + 1), KEY) == "x" * 255


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "x",
        "a.b.c",
        "é.é.é",
        unsigned(),
        token(key="another-secret-that-is-long-enough-too"),
        token(algorithm="HS384"),
        token(algorithm="HS512"),
        token(exp=NOW - 1),
        token(exp=NOW - 3600, iat=NOW - 3660),
        token(iat=NOW + 60),
        token(iat="now"),
        token(iat=True),
        token(exp="later"),
        token(aud="todo-frontend"),
        token(iss="todo-backend"),
        token(nbf=NOW + 60),
        token(sub=""),
        token(sub="  "),
        token(sub="x" * 256),
        token(sub="a\0b"),
        token(sub="\ud800"),
        *(token(**{name: None}) for name in ("sub", "iss", "aud", "iat", "exp")),
        jwt.encode(claims() | {"sub": 7}, KEY, "HS256"),
        token()[:-2] + "AA",
    ],
)
def test_refuses_every_other_token(wrong: str) -> None:
    with pytest.raises(InvalidToken) as caught:
        verify_token(wrong, KEY)
    assert not wrong or wrong not in str(caught.value)


def test_every_todo_route_wants_a_token(client: TestClient) -> None:
    client.headers.pop("Authorization")
    routes = [("GET", "/todos"), ("POST", "/todos"), ("POST", "/todos/complete")]
    routes += [(method, f"/todos/{uuid4()}") for method in ("GET", "PATCH", "DELETE", "POST")]
    for method, path in routes:
        for authorization in ("", "Bearer", "Bearer x", f"Basic {token()}", f"bearer  {token(sub='')}"):
            headers = {"Authorization": authorization, "Content-Type": "application/json"}
            response = client.request(method, path, headers=headers, content=b'{"title": "x"}')
            assert response.status_code == 401, (method, path, authorization)
            assert response.headers["WWW-Authenticate"].startswith("Bearer")
            assert response.json()["detail"]
