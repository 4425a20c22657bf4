"""Query parameters, as strict as their schemas say."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

PAGE_MAX_LIMIT = 100
# A title's cursor is at most this long: 200 characters of 12 bytes as JSON escapes, in base64, and some.
CURSOR_MAX_LENGTH = 4096


def _true_or_false(value: Any) -> Any:
    # Pydantic alone also takes `yes`, `on` and `1`.
    if value not in ("true", "false"):
        raise ValueError("expected true or false")
    return value == "true"


Done = Annotated[bool, BeforeValidator(_true_or_false)]
Limit = Annotated[int, Field(ge=1, le=PAGE_MAX_LIMIT)]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=CURSOR_MAX_LENGTH, pattern=r"^[A-Za-z0-9_-]+$")]
