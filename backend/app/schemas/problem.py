"""The one shape of every error: RFC 9457 problem details."""

from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.todo import TodoRead


class InputError(BaseModel):
    """One thing that is wrong with what the client sent."""

    location: Literal["body", "query", "path", "header"] = Field(alias="in")
    name: str = Field(description="The field or parameter; dots lead into lists and objects; empty for the whole body.")
    detail: str


class Problem(BaseModel):
    """An error."""

    type: str = Field(description="Always `about:blank`: the status says what kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="What happened and what to do about it.")
    instance: str = Field(description="The path that was asked for.")
    request_id: str | None = Field(description="The X-Request-ID of this response.")
    errors: list[InputError] | None = Field(default=None, description="Only with status 422: everything that is wrong.")
    current: TodoRead | None = Field(default=None, description="Only with status 412: the todo as it is now.")
