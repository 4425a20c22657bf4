"""What the OpenAPI document says about errors."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.core.problems import PROBLEM_MEDIA_TYPE
from app.schemas.problem import Problem

SCHEMAS = "#/components/schemas"

DESCRIPTIONS = {
    400: "The request cannot be read.",
    401: "The token is missing, expired or wrong.",
    404: "There is no such thing, or it is another user's.",
    405: "The path does not take this method.",
    409: "The id is in use.",
    412: "The todo was changed since; `current` is how it is now.",
    413: "The body is larger than 1 MiB.",
    415: "The body is not `application/json`.",
    422: "A field or parameter is missing or wrong.",
    500: "A fault of the server; its log has the request id.",
    503: "The database does not answer.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that can fail with `statuses`, or as any route can."""
    content = {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": f"{SCHEMAS}/Problem"}}}
    return {
        status: {"description": DESCRIPTIONS[status], "content": content}
        for status in sorted({*statuses, 400, 405, 500})
    }


def install_openapi(app: FastAPI) -> None:
    """Add the Problem schema, which no route returns through a response model."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
                tags=app.openapi_tags,
            )
            schema = Problem.model_json_schema(ref_template=f"{SCHEMAS}/{{model}}")
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            schemas |= schema.pop("$defs") | {"Problem": schema}
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
