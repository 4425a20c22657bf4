"""Each test that asks for a database runs on SQLite and on a real PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import URL, Engine, text

from app.core.database import create_migration_engine
from app.core.migrations import migrate
from app.core.settings import Settings
from app.main import create_app
from tests.support.postgres import create_database, find_postgres, running_postgres
from tests.support.tokens import SECRET, bearer

DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    binaries = find_postgres()
    if binaries is None:
        pytest.skip("no PostgreSQL: neither initdb on PATH nor /usr/lib/postgresql (apt-get install postgresql)")
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on PATH, which makes the test server's certificate (apt-get install openssl)")
    with running_postgres(binaries) as url:
        yield url


def _new_database(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{folder}/todos.db"
    url = create_database(request.getfixturevalue("postgres_server"))
    # As Neon writes it.
    neon = {"sslmode": "require", "channel_binding": "require"}
    return url.set(query=neon).render_as_string(hide_password=False)


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database."""
    return _new_database(request, tmp_path)


@pytest.fixture(scope="session", params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of a migrated database that tests share."""
    settings = Settings(
        database_url=_new_database(request, tmp_path_factory.mktemp("database")), api_token_secret=SECRET
    )
    migrate(settings.database_url)
    return settings


@pytest.fixture(scope="session")
def engine(settings: Settings) -> Engine:
    return create_migration_engine(settings.database_url)


@pytest.fixture(scope="session")
def _running_client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client(_running_client: TestClient, engine: Engine) -> TestClient:
    """Alice's, without todos; send other headers to be someone else."""
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM todos"))
    _running_client.headers.update(bearer())
    return _running_client
