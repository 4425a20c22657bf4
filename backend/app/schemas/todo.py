"""Todos as clients send and see them."""

from datetime import date, datetime
from uuid import UUID

from pydantic import MISSING, BaseModel, ConfigDict, Field, StrictBool

from app.models import Priority
from app.schemas.calendar_date import CalendarDate
from app.schemas.strict_input import StrictInput
from app.schemas.text import Notes, Title
from app.schemas.todo_id import NewTodoId


class TodoCreate(StrictInput):
    """A new todo. Spaces around the title are cut off; blank notes are none."""

    id: NewTodoId | MISSING = Field(
        default=MISSING,
        description="Makes it safe to send the todo again: it is stored once. Without one it gets its own.",
    )
    title: Title
    notes: Notes | None = None
    done: StrictBool = False
    priority: Priority = Priority.NORMAL
    due_date: CalendarDate | None = None


class TodoUpdate(StrictInput):
    """The fields to change; `null` clears `notes` or `due_date`."""

    title: Title | MISSING = MISSING
    notes: Notes | None = None
    done: StrictBool | MISSING = MISSING
    priority: Priority | MISSING = MISSING
    due_date: CalendarDate | None = None


class TodoRead(BaseModel):
    """A todo. Times are in UTC."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    notes: str | None
    done: bool
    priority: Priority
    due_date: date | None
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None = Field(description="When it was done, `null` while it is open.")
    version: int = Field(description="Rises with each change; also the `ETag`.")


class TodoPage(BaseModel):
    """One page of a list."""

    items: list[TodoRead]
    next_cursor: str | None = Field(description="The `cursor` of the next page, `null` on the last.")
