"""Changes of many todos as clients send and see them."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import MISSING, BaseModel, ConfigDict, Field, StrictBool, model_validator

from app.models import BatchAction
from app.schemas.strict_input import StrictInput
from app.schemas.text import SearchText

BATCH_MAX_IDS = 500


class BatchFilter(StrictInput):
    """As in the list's query. Empty, it lets every todo through."""

    done: StrictBool | MISSING = MISSING
    q: SearchText | MISSING = MISSING


class BatchRequest(StrictInput):
    """Change these todos, or all that the filter lets through."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["ids"]}, {"required": ["filter"]}]})

    action: BatchAction
    ids: Annotated[list[UUID], Field(min_length=1, max_length=BATCH_MAX_IDS)] | MISSING = MISSING
    filter: BatchFilter | MISSING = MISSING

    @model_validator(mode="after")
    def _ids_or_filter(self) -> Self:
        if len(self.model_fields_set & {"ids", "filter"}) != 1:
            raise ValueError("expected either `ids` or `filter`")
        return self


class BatchResult(BaseModel):
    """What was done."""

    count: int = Field(description="How many todos changed; those that were so already are not among them.")
    batch: UUID = Field(description="What to undo it by.")


class BatchUndone(BaseModel):
    """What was put back."""

    count: int = Field(description="How many todos; those that were changed again since are not among them.")
