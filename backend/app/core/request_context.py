"""Around every request: its id, its log line, its metrics, and an answer when the code fails."""

import logging
import re
import time
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.logs import request_id
from app.core.metrics import Metrics
from app.core.problems import ProblemResponse

REQUEST_ID_HEADER = "X-Request-ID"
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
# Probes and scrapes come every few seconds; they are news only at `debug`.
QUIET_ROUTES = {"/healthz", "/readyz", "/metrics"}

logger = logging.getLogger("app.access")


class RequestContext:
    """Takes over a sound X-Request-ID or makes one, and sends it back."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        given = Headers(scope=scope).get(REQUEST_ID_HEADER, "")
        identity = given if REQUEST_ID.fullmatch(given) else uuid4().hex
        reset = request_id.set(identity)
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID_HEADER] = identity
            await send(message)

        try:
            with self.metrics.in_progress.track_inprogress():
                await self.app(scope, receive, send_with_id)
        except Exception:
            logger.exception("Unhandled error")
            if status:  # Half an answer is out: only breaking the connection tells the client.
                raise
            response = ProblemResponse(scope["path"], 500, "The server failed; its log has this request's id.")
            await response(scope, receive, send_with_id)
        finally:
            self._record(scope, status, time.perf_counter() - started)
            request_id.reset(reset)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path_format", "unmatched")
        self.metrics.observe(scope["method"], route, status, seconds)
        logger.log(
            logging.DEBUG if route in QUIET_ROUTES else logging.INFO,
            "Request",
            # The query stays out: a search is the user's own words.
            extra={
                "method": scope["method"],
                "path": scope["path"],
                "route": route,
                "status": status,
                "duration_ms": round(seconds * 1000, 1),
            },
        )
