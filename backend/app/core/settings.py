"""The environment, read and checked in one place."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.core.database_url import DatabaseUrl

SECRET_MIN_LENGTH = 32


class SettingsError(Exception):
    """Every variable that is missing or wrong, one line each, without any secret."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _long_enough(secret: SecretStr) -> SecretStr:
    length = len(secret.get_secret_value())
    if length < SECRET_MIN_LENGTH:
        raise ValueError(
            f"expected at least {SECRET_MIN_LENGTH} characters, found {length}; make one with `openssl rand -hex 32`"
        )
    return secret


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals; an empty one is unset."""

    model_config = SettingsConfigDict(env_ignore_empty=True, frozen=True, hide_input_in_errors=True)

    database_url: DatabaseUrl
    api_token_secret: Annotated[SecretStr, AfterValidator(_long_enough)]
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "text"] = "json"
    shutdown_grace_seconds: Annotated[int, Field(ge=0, le=3600)] = 10


SECRET_FIELDS = {"database_url", "api_token_secret"}


def load_settings() -> Settings:
    """Read the environment.

    Raises SettingsError that lists all faults at once.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError([_describe(issue) for issue in error.errors()]) from None


def _describe(issue: Any) -> str:
    field = str(issue["loc"][0])
    if issue["type"] == "missing":
        return f"{field.upper()}: missing; {_EXPECTED[field]}"
    reason = issue["msg"].removeprefix("Value error, ")
    found = "" if field in SECRET_FIELDS else f", found {issue['input']!r}"
    return f"{field.upper()}: {reason}{found}"


_EXPECTED = {
    "database_url": "set a sqlite:/// or postgresql:// URL",
    "api_token_secret": f"set the same secret as the frontend's, at least {SECRET_MIN_LENGTH} characters",
}
