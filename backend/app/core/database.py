"""Engines for SQLite and PostgreSQL, set up the same way wherever one is needed."""

import time
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

CONNECT_TIMEOUT_SECONDS = 5
# How long SQLite waits for another writer.
BUSY_TIMEOUT_MILLISECONDS = 5_000
# For so long a connection that answered is taken to be alive.
ALIVE_SECONDS = 1
MAPPED_BYTES = 256 * 1024 * 1024
# What a cluster's PostgreSQL must have room for is told from these.
POOL = {"pool_size": 5, "max_overflow": 10}


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def create_app_engine(url: URL) -> AsyncEngine:
    """The pool that requests share."""
    pool = {} if is_sqlite(url) else POOL | {"pool_recycle": 300, "skip_autocommit_rollback": True}
    engine = create_async_engine(url, hide_parameters=True, connect_args=_connect_args(url), **pool)
    if is_sqlite(url):
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    else:
        _ping_when_idle(engine.sync_engine)
    return engine


def create_sqlite_read_engine(url: URL) -> Engine:
    """Blocking connections for single SELECTs: aiosqlite changes threads for each step of one."""
    options: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}
    engine = create_engine(url.set(drivername="sqlite"), hide_parameters=True, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _ping_when_idle(engine: Engine) -> None:
    """Ask a connection whether it is alive before it is used, unless it was a moment ago."""

    def stamp(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    def ping(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("used", 0) < ALIVE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    event.listen(engine, "checkin", stamp)
    event.listen(engine, "checkout", ping)


def create_migration_engine(url: URL) -> Engine:
    """One blocking connection at a time, closed after use."""
    if is_sqlite(url):
        url = url.set(drivername="sqlite")
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args=_connect_args(url))
    if is_sqlite(url):
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _connect_args(url: URL) -> dict[str, Any]:
    if is_sqlite(url):
        return {}
    # A transaction pooler (Neon, PgBouncer) hands each transaction another server session, without our prepared
    # statements.
    return {"prepare_threshold": None} | (
        {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_TIMEOUT_SECONDS}
    )


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    # Its own cache holds two megabytes: rows in another order than they were written would be read from the file.
    cursor.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
    cursor.close()
    # SQLite's own lower() knows only ASCII; searching and ordering by title need the rest.
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: str | None) -> str | None:
    return None if value is None else value.lower()
