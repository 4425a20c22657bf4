"""Ids that clients choose."""

import re
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, WithJsonSchema

# Random ones only: an id that others can guess could be taken before its todo is sent.
UUID_4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def _parse(value: Any) -> UUID:
    if not isinstance(value, str) or not UUID_4.fullmatch(value):
        raise ValueError("expected a UUID of version 4 in lower case")
    return UUID(value)


NewTodoId = Annotated[
    UUID, BeforeValidator(_parse), WithJsonSchema({"type": "string", "pattern": f"^{UUID_4.pattern}$"})
]
