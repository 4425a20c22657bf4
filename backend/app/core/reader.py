"""Single SELECTs, by the shortest way that each database has."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Row
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.concurrency import run_in_threadpool

from app.core.database import create_sqlite_read_engine, is_sqlite


class Reader:
    """Reads outside of transactions: on PostgreSQL without their round trips, on SQLite in one visit to a thread."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._blocking = create_sqlite_read_engine(engine.url) if is_sqlite(engine.url) else None
        self.dialect = engine.dialect.name

    async def rows(self, query: Executable, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """All rows of `query`, with `values` for its named parameters."""
        if self._blocking is not None:
            return await run_in_threadpool(self._rows_of_sqlite, query, values)
        async with self._engine.connect() as connection:
            return (await connection.execute(query, values)).all()

    def close(self) -> None:
        """Close the connections that are its own."""
        if self._blocking is not None:
            self._blocking.dispose()

    def _rows_of_sqlite(self, query: Executable, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        with self._blocking.connect() as connection:
            return connection.execute(query, values).all()
