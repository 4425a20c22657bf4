"""Brings the schema up to date at start, safely when several replicas start at once.

Migrations only add, and what they add has a default: releases before go on working, during an upgrade and after a
rollback, on a schema that is newer than they are.
"""

import logging
import time
from contextlib import suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.core.database import create_migration_engine, is_sqlite
from app.core.database_url import describe_database

MIGRATIONS = Path(__file__).parent.parent / "alembic"
RETRY_DELAYS_SECONDS = (0.5, 1, 2, 4)
OWNER_ONLY = 0o600
# Any constant will do, as long as all replicas take the same one: "todo" in ASCII.
ADVISORY_LOCK = 0x746F646F

logger = logging.getLogger(__name__)


class DatabaseUnavailable(Exception):
    """The database cannot be reached or migrated; the message names DATABASE_URL and holds no password."""


def migrate(url: URL) -> None:
    """Wait for the database, then run the migrations it lacks.

    Raises DatabaseUnavailable after some ten seconds of refusals.
    """
    if is_sqlite(url):
        _check_directory(url)
        _keep_private(Path(str(url.database)))
    engine = create_migration_engine(url)
    for delay in (*RETRY_DELAYS_SECONDS, None):
        try:
            return _upgrade(engine)
        except DBAPIError as error:
            reason = " ".join(str(error.orig).split())
            if delay is None:
                raise DatabaseUnavailable(
                    f"DATABASE_URL: cannot use {describe_database(url)}"
                    f" after {len(RETRY_DELAYS_SECONDS) + 1} attempts: {reason}"
                ) from None
            logger.warning("The database does not answer; trying again in %s s: %s", delay, reason)
            time.sleep(delay)


def _check_directory(url: URL) -> None:
    directory = Path(str(url.database)).absolute().parent
    if not directory.is_dir():
        raise DatabaseUnavailable(f"DATABASE_URL: the SQLite file's folder {directory} does not exist; create it")


def _keep_private(file: Path) -> None:
    """Let only this user read the todos, also in files of a release that left them open."""
    # SQLite gives its journals the mode of the file. One that cannot be used is reported by the upgrade.
    with suppress(OSError):
        file.touch(mode=OWNER_ONLY)
        for path in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            if path.exists():
                path.chmod(OWNER_ONLY)


def _upgrade(engine: Engine) -> None:
    with engine.connect() as connection:
        if is_sqlite(engine.url):
            _begin_sqlite(connection)
        else:
            # Held until the transaction ends, which a transaction pooler keeps on one session.
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        config = alembic_config(connection)
        newer = _newer_revision(connection, config)
        if newer is None:
            command.upgrade(config, "head")
        else:
            logger.warning("The database is of a newer release, at revision %s; it is used as it is", newer)
        connection.commit()


def _newer_revision(connection: Connection, config: Config) -> str | None:
    """The revision that the database is at, if no migration of this release leads there."""
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    return None if revision is None or revision in known else revision


def alembic_config(connection: Connection) -> Config:
    """What Alembic's commands need to work on `connection`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _begin_sqlite(connection: Connection) -> None:
    """Take SQLite's one write lock before looking at the schema, so that a second replica waits its turn."""
    connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
