"""How much a todo matters, kept as a rank so that the database can order by it."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, SmallInteger
from sqlalchemy.types import TypeDecorator


class Priority(StrEnum):
    """In rising order."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


RANKED = list(Priority)


class PriorityRank(TypeDecorator[Priority]):
    """Stores `low` as 0, `normal` as 1, `high` as 2."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Priority | None, dialect: Dialect) -> Any:
        return None if value is None else RANKED.index(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Priority | None:
        return None if value is None else RANKED[value]
