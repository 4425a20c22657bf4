"""`python -m app [--reload]`: check the settings, migrate the database, serve."""

import argparse
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import uvicorn

from app.core.logs import configure_logging
from app.core.migrations import DatabaseUnavailable, migrate
from app.core.settings import Settings, SettingsError, load_settings
from app.main import create_app

EXIT_DATABASE = 1
EXIT_SETTINGS = 2


def main() -> None:
    arguments = _parse_arguments()
    # Without a handler the first process of a container ignores SIGTERM, and uvicorn, having drained, would end by it.
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, _stop)
    try:
        settings = load_settings()
    except SettingsError as error:
        _fail(EXIT_SETTINGS, "Cannot start, the environment is wrong:", *error.problems)
    configure_logging(settings.log_level, settings.log_format)
    if arguments.reload:
        uvicorn.run("app.main:create_reloaded_app", **_server_options(settings), factory=True, **_reload_options())
        return
    try:
        migrate(settings.database_url)
    except DatabaseUnavailable as error:
        _fail(EXIT_DATABASE, "Cannot start, the database is not usable:", str(error))
    uvicorn.Server(uvicorn.Config(create_app(settings), **_server_options(settings))).run()


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app", description="Serve the todo API.")
    parser.add_argument("--reload", action="store_true", help="restart when the code changes")
    return parser.parse_args()


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


def _reload_options() -> dict[str, Any]:
    return {"reload": True, "reload_dirs": [str(Path(__file__).parent)]}


def _stop(_signal: int, _frame: object) -> NoReturn:
    sys.exit(0)


def _fail(code: int, headline: str, *details: str) -> NoReturn:
    print(headline, *details, sep="\n  ", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
