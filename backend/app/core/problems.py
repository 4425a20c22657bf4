"""Turns every error into a problem+json response."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from app.core.logs import request_id
from app.schemas.problem import InputError, Problem
from app.schemas.todo import TodoRead

PROBLEM_MEDIA_TYPE = "application/problem+json"
DATABASE_AWAY = "The database does not answer; try again shortly."

# RFC 9110's names; http.HTTPStatus has the older ones before Python 3.13.
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
DETAILS = {
    404: "There is nothing here.",
    405: "This path does not take that method; see the Allow header.",
}

logger = logging.getLogger(__name__)


class ProblemResponse(JSONResponse):
    media_type = PROBLEM_MEDIA_TYPE

    def __init__(
        self,
        path: str,
        status: int,
        detail: str,
        *,
        errors: list[InputError] | None = None,
        current: TodoRead | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        problem = Problem(
            type="about:blank",
            title=TITLES.get(status) or HTTPStatus(status).phrase,
            status=status,
            detail=detail,
            instance=quote(path),
            request_id=request_id.get(),
            errors=errors,
            current=current,
        )
        extensions = {name for name in ("errors", "current") if getattr(problem, name) is None}
        content = problem.model_dump(mode="json", by_alias=True, exclude=extensions)
        super().__init__(content, status_code=status, headers=headers)

    def render(self, content: Any) -> bytes:
        # ASCII, because a name in `errors` comes from the client and may hold a lone surrogate.
        return json.dumps(content, ensure_ascii=True).encode("ascii")


def install_problem_handlers(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid_input)
    for error in (OperationalError, InterfaceError, PoolTimeout, TimeoutError, OSError):
        app.add_exception_handler(error, _on_database_away)


async def _on_http_exception(request: Request, error: Any) -> ProblemResponse:
    status = error.status_code
    headers = dict(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _allowed_methods(request) or headers["Allow"]
    # Starlette's own exceptions say no more than the status does.
    detail = DETAILS.get(status, error.detail) if error.detail == HTTPStatus(status).phrase else error.detail
    return ProblemResponse(request.url.path, status, detail, headers=headers)


def _allowed_methods(request: Request) -> str:
    # The router names the methods of one route, while several may share a path.
    route = request.scope["route"]
    path_item = request.app.openapi()["paths"].get(getattr(route, "path_format", None), {})
    return ", ".join(sorted(method.upper() for method in path_item))


async def _on_invalid_input(request: Request, error: Any) -> ProblemResponse:
    issues = error.errors()
    if issues[0]["type"] == "json_invalid":
        position = issues[0]["loc"][1]
        reason = issues[0]["ctx"]["error"]
        return ProblemResponse(request.url.path, 400, f"The body is not JSON: {reason} at character {position}.")
    errors = [_input_error(issue) for issue in issues]
    detail = " ".join(f"{issue.location} {issue.name}: {issue.detail}." for issue in errors)
    return ProblemResponse(request.url.path, 422, detail, errors=errors)


def _input_error(issue: Any) -> InputError:
    location, *names = issue["loc"]
    detail = issue["msg"].removeprefix("Value error, ")
    return InputError.model_validate({"in": location, "name": ".".join(map(str, names)), "detail": detail})


async def _on_database_away(request: Request, error: Any) -> ProblemResponse:
    logger.error("The database does not answer", extra={"error": str(getattr(error, "orig", error))})
    return ProblemResponse(request.url.path, 503, DATABASE_AWAY, headers={"Retry-After": "1"})
