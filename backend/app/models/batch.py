"""The table of changes that were made to many todos at once."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Index, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from app.models.base import Base
from app.models.utc_datetime import UtcDateTime


class BatchAction(StrEnum):
    """What is done to every todo of a batch."""

    COMPLETE = "complete"
    REOPEN = "reopen"
    DELETE = "delete"


class BatchActionName(TypeDecorator[BatchAction]):
    """Stores the action by its name."""

    impl = String(8)
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> BatchAction:
        return BatchAction(value)


class Batch(Base):
    """One change of many todos. Its todos are those of the user that carry `made_at` as the time of that change."""

    __tablename__ = "batches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(String(255))
    action: Mapped[BatchAction] = mapped_column(BatchActionName)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_batches_user_id", "user_id"),)
