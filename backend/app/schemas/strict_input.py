"""What every body that a client sends has in common."""

from pydantic import BaseModel, ConfigDict


class StrictInput(BaseModel):
    # A misspelt field is an error, not a change that silently did not happen.
    model_config = ConfigDict(extra="forbid")
