import base64
import json
import time
from collections.abc import Callable
from functools import partial
from uuid import uuid4

import jwt
import pytest
from fastapi.testclient import TestClient

from app.core.security import InvalidToken, verify_token
from tests.support.tokens import SECRET, claims, token

KEY = SECRET.encode()


def now() -> int:
    return int(time.time())


def unsigned() -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims())
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


def test_tells_the_user() -> None:
    assert verify_token(token(sub="user-1"), KEY) == "user-1"
    assert verify_token(token(sub="x" * 255, aud=["other", "todo-backend"], iat=now() + 1), KEY) == "x" * 255


@pytest.mark.parametrize(
    "make",
    [
        lambda: "",
        lambda: "x",
        lambda: "a.b.c",
        lambda: "é.é.é",
        unsigned,
        lambda: token(key="another-secret-that-is-long-enough-too"),
        lambda: token(algorithm="HS384"),
        lambda: token(algorithm="HS512"),
        lambda: token(exp=now() - 1),
        lambda: token(exp=now() - 3600, iat=now() - 3660),
        lambda: token(iat=now() + 60),
        lambda: token(iat="now"),
        lambda: token(iat=True),
        lambda: token(exp="later"),
        lambda: token(aud="todo-frontend"),
        lambda: token(iss="todo-backend"),
        lambda: token(nbf=now() + 60),
        lambda: token(sub=""),
        lambda: token(sub="  "),
        lambda: token(sub="x" * 256),
        lambda: token(sub="a\0b"),
        lambda: token(sub="\ud800"),
        *(partial(token, **{name: None}) for name in ("sub", "iss", "aud", "iat", "exp")),
        lambda: jwt.encode(claims() | {"sub": 7}, KEY, "HS256"),
        lambda: token()[:-2] + "AA",
    ],
)
def test_refuses_every_other_token(make: Callable[[], str]) -> None:
    # Made here: made with the list of cases, it might have expired by now, and be refused for that alone.
    wrong = make()
    with pytest.raises(InvalidToken) as caught:
        verify_token(wrong, KEY)
    assert not wrong or wrong not in str(caught.value)


def test_every_todo_route_wants_a_token(client: TestClient) -> None:
    client.headers.pop("Authorization")
    routes = [("GET", "/todos"), ("POST", "/todos"), ("POST", "/todos/bulk"), ("POST", f"/todos/bulk/{uuid4()}/undo")]
    routes += [(method, f"/todos/{uuid4()}") for method in ("GET", "PATCH", "DELETE", "POST")]
    for method, path in routes:
        for authorization in ("", "Bearer", "Bearer x", f"Basic {token()}", f"bearer  {token(sub='')}"):
            headers = {"Authorization": authorization, "Content-Type": "application/json"}
            response = client.request(method, path, headers=headers, content=b'{"title": "x"}')
            assert response.status_code == 401, (method, path, authorization)
            assert response.headers["WWW-Authenticate"].startswith("Bearer")
            assert response.json()["detail"]
