import pytest

from app.core.database_url import describe_database, parse_database_url

NEON = "user:p%40ss@ep-x-pooler.eu.neon.tech/db?channel_binding=require&sslmode=require"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("sqlite:////data/todos.db", "sqlite+aiosqlite:////data/todos.db"),
        ("sqlite:///todos.db", "sqlite+aiosqlite:///todos.db"),
        (f"postgres://{NEON}", f"postgresql+psycopg://{NEON}"),
        (f"postgresql://{NEON}", f"postgresql+psycopg://{NEON}"),
    ],
)
def test_adds_the_driver(given: str, meant: str) -> None:
    assert parse_database_url(given).render_as_string(hide_password=False) == meant


def test_describes_without_secrets() -> None:
    url = parse_database_url("postgres://user:hunter2@host:5433/db?password=hunter2&sslmode=require")
    assert describe_database(url) == "postgresql://user@host:5433/db"
