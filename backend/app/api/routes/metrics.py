"""The scrape target."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from app.core.openapi import problems

router = APIRouter(tags=["health"])


@router.get("/metrics", summary="Prometheus metrics", response_class=PlainTextResponse, responses=problems())
def metrics(request: Request) -> Response:
    return Response(request.app.state.metrics.render(), headers={"Content-Type": CONTENT_TYPE_LATEST})
