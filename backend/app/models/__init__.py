"""The tables."""

from app.models.base import Base
from app.models.batch import Batch, BatchAction
from app.models.priority import Priority
from app.models.todo import Todo

__all__ = ["Base", "Batch", "BatchAction", "Priority", "Todo"]
