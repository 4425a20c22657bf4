import pytest

from app.core.settings import SettingsError, load_settings
from tests.support.tokens import SECRET

NAMES = ["DATABASE_URL", "API_TOKEN_SECRET", "HOST", "PORT", "LOG_LEVEL", "LOG_FORMAT", "SHUTDOWN_GRACE_SECONDS"]
GOOD = {"DATABASE_URL": "sqlite:////data/todos.db", "API_TOKEN_SECRET": SECRET}


def load(monkeypatch: pytest.MonkeyPatch, **variables: str) -> object:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, **GOOD, PORT="", LOG_LEVEL="")
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.log_level, settings.log_format, settings.shutdown_grace_seconds) == ("info", "json", 10)


def test_names_everything_that_is_wrong_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"API_TOKEN_SECRET": "too-short", "PORT": "70000", "LOG_LEVEL": "loud", "SHUTDOWN_GRACE_SECONDS": "-1"}
    with pytest.raises(SettingsError) as caught:
        load(monkeypatch, **wrong)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == ["DATABASE_URL", *wrong]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("API_TOKEN_SECRET", "x" * 31, "at least 32 characters, found 31"),
        ("API_TOKEN_SECRET", "", "missing"),
        ("DATABASE_URL", "", "missing"),
        ("PORT", "70000", "found '70000'"),
    ],
)
def test_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{name}: .*{reason}"):
        load(monkeypatch, **(GOOD | {name: value}))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("hunter2", "expected a URL like"),
        ("postgresql://user:hunter2@host:port/db", "expected a URL like"),
        ("mysql://user:hunter2@host/db", "starts with one of"),
        ("postgresql+asyncpg://user:hunter2@host/db", "starts with one of"),
        ("postgresql://user:hunter2@host", "names no database"),
        ("postgresql://user:hunter2@host/db?ssl=hunter2", "no connection option 'ssl'"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite://hunter2/todos.db", "three slashes"),
        ("sqlite:////todos.db?password=hunter2", "no options"),
    ],
)
def test_a_wrong_database_url_is_explained_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, url: str, reason: str
) -> None:
    with pytest.raises(SettingsError, match=f"^DATABASE_URL: .*{reason}") as caught:
        load(monkeypatch, **(GOOD | {"DATABASE_URL": url}))
    assert "hunter2" not in str(caught.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, API_TOKEN_SECRET=SECRET, DATABASE_URL="postgres://user:hunter2@host/db")
    assert "hunter2" not in repr(settings)
    assert SECRET not in repr(settings)
