"""Alembic's entry: runs on the connection, and inside the locked transaction, of app.core.migrations."""

from alembic import context

from app.models import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
