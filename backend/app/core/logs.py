"""Logging on stdout, a line an event, each with the id of the request it belongs to."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

# What a record has anyway; the rest came through `extra=`.
_STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message", "taskName"}


def configure_logging(level: str, style: Literal["json", "text"]) -> None:
    """Replace the root handler. Libraries stay at `warning`: at `debug` some log bound values."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter() if style == "json" else TextFormatter())
    logging.basicConfig(level=max(logging.WARNING, _number(level)), handlers=[handler], force=True)
    for name in ("app", "uvicorn", "alembic"):
        logging.getLogger(name).setLevel(_number(level))


def _number(level: str) -> int:
    return logging.getLevelNamesMapping()[level.upper()]


def _event(record: logging.LogRecord) -> dict[str, object]:
    event: dict[str, object] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": record.getMessage(),
    }
    if request := request_id.get():
        event["request_id"] = request
    event |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
    return event


class JsonFormatter(logging.Formatter):
    """One JSON object a line; a traceback is its `exception`."""

    def format(self, record: logging.LogRecord) -> str:
        event = _event(record)
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        return json.dumps(event, default=str)


class TextFormatter(logging.Formatter):
    """`time LEVEL message key=value …`, for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        event = _event(record)
        time, level, _, message = (event.pop(key) for key in ("time", "level", "logger", "message"))
        fields = "".join(f" {key}={value}" for key, value in event.items())
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        return f"{time} {str(level).upper():7} {message}{fields}{trace}"
