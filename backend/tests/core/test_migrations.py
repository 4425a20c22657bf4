import os
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from app.core import migrations
from app.core.database import create_migration_engine
from app.core.database_url import parse_database_url
from app.core.migrations import DatabaseUnavailable, alembic_config, migrate
from app.models import Base
from tests.support.postgres import free_port
from tests.support.process import START_SECONDS, started_backend, wait_until_ready
from tests.support.tokens import bearer

REPLICAS = 3


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    url = parse_database_url(database_url)
    migrate(url)
    with create_migration_engine(url).connect() as connection:
        # What search needs is made by the databases' own means: on SQLite a todo has a number, by which it is found.
        of_sqlite = {"number", "uq_todos_id", "late", "ix_todos_late"}
        options = {
            "include_object": lambda _, name, *_more: not str(name).startswith("todo_search") and name not in of_sqlite
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_todos_of_the_first_release_are_ordered_and_found(database_url: str) -> None:
    url = parse_database_url(database_url)
    engine = create_migration_engine(url)
    with engine.connect() as connection:
        config = alembic_config(connection)
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO todos (id, user_id, title, done, priority, created_at, updated_at) VALUES"
                " (:id, 'alice', :title, false, 1, :at, :at)"
            ),
            [
                {"id": "00000000000040008000000000000001", "title": "Éclair", "at": "2026-01-02"},
                {"id": "00000000000040008000000000000002", "title": "Milk", "at": "2026-01-01"},
            ],
        )
        command.upgrade(config, "head")
        rows = connection.execute(text("SELECT title_key, version FROM todos ORDER BY title_key")).all()
        assert [tuple(row) for row in rows] == [("milk", 1), ("éclair", 1)]
        texts = connection.scalars(text("SELECT text FROM todo_search_texts ORDER BY text")).all()
        assert [line.strip() for line in texts] == ["milk", "éclair"]
        if connection.dialect.name == "sqlite":
            numbered = "SELECT title_key, number, late FROM todos JOIN todo_search_texts USING (number) ORDER BY number"
            assert connection.execute(text(numbered)).all() == [("éclair", 1, False), ("milk", 2, True)]
        command.downgrade(config, "0001")
        assert set(connection.scalars(text("SELECT title FROM todos"))) == {"Éclair", "Milk"}


def columns(connection: Connection) -> Iterator[tuple[str, str, bool]]:
    """Each column by its table's name and its own, and whether an insert may leave it out."""
    for (_, table), found in inspect(connection).get_multi_columns().items():
        for column in found:
            yield table, column["name"], column["nullable"] or column["default"] is not None


def test_migrations_only_add_what_an_older_release_may_leave_out(database_url: str) -> None:
    with create_migration_engine(parse_database_url(database_url)).connect() as connection:
        config = alembic_config(connection)
        revisions = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
        before: set[tuple[str, str, bool]] = set()
        for revision in reversed(revisions):
            command.upgrade(config, revision)
            after = set(columns(connection))
            assert before <= after, revision
            known = {table for table, _, _ in before}
            assert all(optional for table, _, optional in after - before if table in known), revision
            before = after


@pytest.mark.slow
def test_a_release_works_on_the_schema_of_a_newer_one(database_url: str, tmp_path: Path) -> None:
    url = parse_database_url(database_url)
    migrate(url)
    with create_migration_engine(url).begin() as connection:
        connection.execute(text("ALTER TABLE todos ADD COLUMN colour VARCHAR(20) NOT NULL DEFAULT 'none'"))
        connection.execute(text("CREATE TABLE labels (id INTEGER PRIMARY KEY)"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with started_backend(database_url, tmp_path) as backend:
        wait_until_ready(backend)
        todo = httpx2.post(f"{backend.url}/todos", json={"title": "Milk"}, headers=bearer()).json()
        listed = httpx2.get(f"{backend.url}/todos?q=milk", headers=bearer()).json()
        assert listed["items"] == [todo]
        assert "of a newer release, at revision 9999; it is used as it is" in backend.log.read_text()
    with create_migration_engine(url).connect() as connection:
        assert connection.scalars(text("SELECT version_num FROM alembic_version")).all() == ["9999"]


@pytest.mark.slow
def test_replicas_that_start_at_once_make_one_schema(database_url: str, tmp_path: Path) -> None:
    contexts = [started_backend(database_url, tmp_path) for _ in range(REPLICAS)]
    replicas = [context.__enter__() for context in contexts]
    try:
        for replica in replicas:
            wait_until_ready(replica)
    finally:
        for context in contexts:
            context.__exit__(None, None, None)
    upgrades = [replica.log.read_text().count("Running upgrade") for replica in replicas]
    assert sorted(upgrades) == [0] * (REPLICAS - 1) + [5]
    with create_migration_engine(parse_database_url(database_url)).connect() as connection:
        tables = {name for name in inspect(connection).get_table_names() if not name.startswith("todo_search")}
        assert tables == {"alembic_version", "batches", "todos"}
        assert connection.scalars(text("SELECT version_num FROM alembic_version")).all() == ["0005"]


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_replica_waits_for_the_one_that_migrates(database_url: str, tmp_path: Path) -> None:
    engine = create_migration_engine(parse_database_url(database_url))
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with engine.connect() as other:
        other.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": migrations.ADVISORY_LOCK})
        with started_backend(database_url, tmp_path) as replica:
            deadline = time.monotonic() + START_SECONDS
            while not other.scalar(waiting):
                assert time.monotonic() < deadline, f"It does not wait:\n{replica.log.read_text()}"
                time.sleep(0.05)
            assert inspect(other).get_table_names() == []
            other.rollback()
            wait_until_ready(replica)


def test_a_migration_that_fails_leaves_nothing(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("half way")

    url = parse_database_url(database_url)
    monkeypatch.setattr("alembic.op.create_index", fail)
    with pytest.raises(RuntimeError, match="half way"):
        migrate(url)
    with create_migration_engine(url).connect() as connection:
        assert inspect(connection).get_table_names() == []


def test_keeps_data_when_run_again(database_url: str) -> None:
    url = parse_database_url(database_url)
    migrate(url)
    with create_migration_engine(url).begin() as connection:
        connection.execute(text("CREATE TABLE session (id INTEGER)"))
    migrate(url)
    with create_migration_engine(url).connect() as connection:
        assert "session" in inspect(connection).get_table_names()


def test_gives_up_on_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "RETRY_DELAYS_SECONDS", (0, 0))
    port = free_port()
    with pytest.raises(DatabaseUnavailable) as caught:
        migrate(parse_database_url(f"postgres://user:hunter2@127.0.0.1:{port}/db"))
    assert f"DATABASE_URL: cannot use postgresql://user@127.0.0.1:{port}/db after 3 attempts" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_says_that_the_folder_of_the_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"DATABASE_URL: .*/nowhere does not exist"):
        migrate(parse_database_url(f"sqlite:///{tmp_path}/nowhere/todos.db"))


def test_says_that_the_file_is_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "RETRY_DELAYS_SECONDS", ())
    (tmp_path / "todos.db").write_bytes(os.urandom(4096))
    with pytest.raises(DatabaseUnavailable, match=r"DATABASE_URL: .*not a database"):
        migrate(parse_database_url(f"sqlite:///{tmp_path}/todos.db"))


@pytest.mark.slow
@pytest.mark.parametrize("existing", [False, True])
def test_only_the_owner_can_read_the_files(tmp_path: Path, existing: bool) -> None:
    file = tmp_path / "todos.db"
    if existing:
        file.touch(mode=0o644)
    with started_backend(f"sqlite:///{file}", tmp_path) as backend:
        wait_until_ready(backend)
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.glob("todos.db*")}
    assert modes == dict.fromkeys(("todos.db", "todos.db-shm", "todos.db-wal"), "0o600")
