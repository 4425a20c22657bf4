"""Single SELECTs, by the shortest way that each database has."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Row
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn
from starlette.concurrency import run_in_threadpool

from app.core.database import create_sqlite_read_engine, is_sqlite


class Reader:
    """Reads outside of transactions, on PostgreSQL without their round trips.

    All of a read is one visit: to a thread on SQLite, and on PostgreSQL to a greenlet, of which an AsyncConnection
    makes one to connect, one to execute and one to close.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.dialect = engine.dialect.name
        self._own = create_sqlite_read_engine(engine.url) if is_sqlite(engine.url) else None
        self._engine = self._own or engine.sync_engine.execution_options(isolation_level="AUTOCOMMIT")

    async def rows(self, query: Executable, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """All rows of `query`, with `values` for its named parameters."""
        visit = greenlet_spawn if self._own is None else run_in_threadpool
        return await visit(self._rows, query, values)

    def close(self) -> None:
        """Close the connections that are its own."""
        if self._own is not None:
            self._own.dispose()

    def _rows(self, query: Executable, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        with self._engine.connect() as connection:
            return connection.execute(query, values).all()
