"""Tokens like those of the frontend, and spoilt ones."""

import time
from typing import Any

import jwt

SECRET = "a-secret-of-the-tests-that-is-long-enough"


def claims(**changes: Any) -> dict[str, Any]:
    """What the frontend claims; a claim of `None` is left out."""
    now = int(time.time())
    usual = {"sub": "alice", "iss": "todo-frontend", "aud": "todo-backend", "iat": now, "exp": now + 60}
    return {name: value for name, value in (usual | changes).items() if value is not None}


def token(key: str | None = None, algorithm: str = "HS256", **changes: Any) -> str:
    return jwt.encode(claims(**changes), SECRET if key is None else key, algorithm)


def bearer(user: str = "alice", lifetime: int = 60) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(sub=user, exp=int(time.time()) + lifetime)}"}
