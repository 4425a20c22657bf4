"""Versions of todos in the headers ETag and If-Match."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

# As many digits as fit into the database's integer. Some clients forget the quotes.
ENTITY_TAG = re.compile(r'"?([0-9]{1,9})"?')


def entity_tag(version: int) -> str:
    return f'"{version}"'


def _parse(value: Any) -> int:
    tag = ENTITY_TAG.fullmatch(value)
    if tag is None:
        raise ValueError('expected a version in quotes, like "3"')
    return int(tag[1])


TaggedVersion = Annotated[
    int, BeforeValidator(_parse), WithJsonSchema({"type": "string", "pattern": f"^{ENTITY_TAG.pattern}$"})
]
