"""Removes deleted todos for good, once they can no longer be restored."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from app.crud.batches import purge_batches
from app.crud.todos import purge_deleted

INTERVAL_SECONDS = 3600

logger = logging.getLogger(__name__)


async def purge_forever(sessions: async_sessionmaker[AsyncSession]) -> None:
    """Purge now and then every hour, in each replica: a second one finds nothing to do."""
    while True:
        try:
            async with sessions() as session:
                count = await purge_deleted(session)
                await purge_batches(session)
            logger.debug("Purged deleted todos", extra={"count": count})
        except (SQLAlchemyError, OSError) as error:
            logger.warning("Deleted todos were not purged; the next try is in an hour", extra={"error": str(error)})
        await asyncio.sleep(INTERVAL_SECONDS)
