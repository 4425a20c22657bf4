"""Prometheus metrics of one app instance."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Metrics:
    """Its own registry, so that two apps in one process do not share counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._requests = Counter(
            "http_requests", "Requests answered.", ["method", "route", "status"], registry=self.registry
        )
        self._duration = Histogram(
            "http_request_duration_seconds", "Time to answer.", ["method", "route"], registry=self.registry
        )
        self.in_progress = Gauge("http_requests_in_progress", "Requests being answered now.", registry=self.registry)

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. `route` is the template, e.g. `/todos/{todo_id}`: a path would make endless labels."""
        method = method if method in METHODS else "other"
        self._requests.labels(method, route, status).inc()
        self._duration.labels(method, route).observe(seconds)

    def render(self) -> bytes:
        return generate_latest(self.registry)
