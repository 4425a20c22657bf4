"""`python -m app`: check the settings, migrate the database, serve."""

import signal
import sys
from typing import Any, NoReturn

import uvicorn

from app.core.logs import configure_logging
from app.core.migrations import DatabaseUnavailable, migrate
from app.core.settings import Settings, SettingsError, load_settings
from app.main import create_app

EXIT_DATABASE = 1
EXIT_SETTINGS = 2


def main() -> None:
    prepare().run()


def prepare() -> uvicorn.Server:
    """Check the settings and migrate the database; exit where either fails."""
    # Without a handler the first process of a container ignores SIGTERM, and uvicorn, having drained, would end by it.
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, _stop)
    try:
        settings = load_settings()
    except SettingsError as error:
        _fail(EXIT_SETTINGS, "Cannot start, the environment is wrong:", *error.problems)
    configure_logging(settings.log_level, settings.log_format)
    try:
        migrate(settings.database_url)
    except DatabaseUnavailable as error:
        _fail(EXIT_DATABASE, "Cannot start, the database is not usable:", str(error))
    return uvicorn.Server(uvicorn.Config(create_app(settings), **_server_options(settings)))


def _server_options(settings: Settings) -> dict[str, Any]:
    return {
        "host": settings.host,
        "port": settings.port,
        "timeout_graceful_shutdown": settings.shutdown_grace_seconds,
        "lifespan": "on",
        "ws": "none",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
    }


def _stop(_signal: int, _frame: object) -> NoReturn:
    sys.exit(0)


def _fail(code: int, headline: str, *details: str) -> NoReturn:
    print(headline, *details, sep="\n  ", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
