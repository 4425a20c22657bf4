"""What a DATABASE_URL may look like, and how it becomes one that SQLAlchemy understands."""

from typing import Annotated, Any

from psycopg import ProgrammingError
from psycopg.conninfo import make_conninfo
from pydantic import PlainValidator
from pydantic_settings import NoDecode
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

SQLITE_DRIVER = "sqlite+aiosqlite"
POSTGRES_DRIVER = "postgresql+psycopg"
DRIVERS = {
    "sqlite": SQLITE_DRIVER,
    "postgres": POSTGRES_DRIVER,
    "postgresql": POSTGRES_DRIVER,
}


def parse_database_url(value: Any) -> URL:
    """Return `value` with its driver, e.g. `postgres://…` as `postgresql+psycopg://…`.

    Raises ValueError whose message never repeats the URL, which may hold a password.
    """
    if isinstance(value, URL):
        return value
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError("expected a URL like sqlite:////data/todos.db or postgresql://user:password@host/db") from None
    driver = DRIVERS.get(url.drivername)
    if driver is None:
        expected = ", ".join(f"{scheme}://" for scheme in DRIVERS)
        raise ValueError(f"expected a URL that starts with one of {expected}")
    if driver == SQLITE_DRIVER:
        _check_sqlite(url)
    else:
        _check_postgres(url)
    return url.set(drivername=driver)


def describe_database(url: URL) -> str:
    """The database's name for logs: no password, and no query, which may hold one too."""
    bare = URL.create(url.get_backend_name(), url.username, None, url.host, url.port, url.database)
    return bare.render_as_string()


def _check_sqlite(url: URL) -> None:
    if url.host:
        raise ValueError("a SQLite URL has three slashes before a relative path, four before an absolute one")
    if url.database in (None, "", ":memory:"):
        raise ValueError("the SQLite URL names no file; write sqlite:////data/todos.db")
    if url.query:
        raise ValueError("a SQLite URL takes no options after `?`")


def _check_postgres(url: URL) -> None:
    if not url.database:
        raise ValueError("the PostgreSQL URL names no database; write postgresql://user:password@host/db")
    for option in url.query:
        try:
            make_conninfo(**{option: ""})
        except ProgrammingError:
            raise ValueError(f"libpq has no connection option {option!r}; remove it from the URL") from None


# SQLAlchemy's URL is a tuple: without NoDecode pydantic-settings would read the variable as JSON.
DatabaseUrl = Annotated[URL, NoDecode, PlainValidator(parse_database_url)]
