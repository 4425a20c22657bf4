"""A throw-away PostgreSQL server from the binaries of this machine."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

from tests.support.guard import ended_afterwards

PASSWORD = "p@ss/word:%"
START_SECONDS = 30


def find_postgres() -> Path | None:
    """The folder of initdb and postgres: the one on PATH, else Debian's newest."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((initdb.parent for initdb in found), key=lambda folder: float(folder.parent.name), default=None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_postgres(binaries: Path) -> Iterator[URL]:
    """Serve with TLS on a free port of 127.0.0.1; yield the superuser's URL."""
    folder = Path(tempfile.mkdtemp(prefix="todo-postgres-"))
    try:
        user = _unprivileged_user()
        if user:
            os.chown(folder, pwd.getpwnam(user["user"]).pw_uid, -1)
        data = _initialize(binaries, folder, user)
        port = free_port()
        url = URL.create("postgresql", "todo", PASSWORD, "127.0.0.1", port, "postgres")
        options = ["-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder, "-F", "-c", "ssl=on"]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([binaries / "postgres", *map(str, options)], stdout=log, stderr=log, **user)
        with ended_afterwards(server, 10):
            _wait_until_it_answers(server, url, folder / "log")
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server: URL) -> URL:
    """A new, empty database on `server`."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(_conninfo(server), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.set(database=name)


def _conninfo(url: URL) -> str:
    return make_url(url).render_as_string(hide_password=False)


def _unprivileged_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    return {"user": "postgres" if "postgres" in names else "nobody", "extra_groups": []}


def _initialize(binaries: Path, folder: Path, user: dict[str, Any]) -> Path:
    data = folder / "data"
    password_file = folder / "password"
    password_file.write_text(PASSWORD)
    password_file.chmod(0o644)
    initdb = [binaries / "initdb", "-D", data, "-U", "todo", "-A", "scram-sha-256", f"--pwfile={password_file}"]
    subprocess.run([*initdb, "-E", "UTF8", "--locale=C.UTF-8", "-N"], check=True, capture_output=True, **user)
    certificate = ["-keyout", data / "server.key", "-out", data / "server.crt", "-subj", "/CN=localhost"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *certificate],
        check=True,
        capture_output=True,
        umask=0o077,
        **user,
    )
    return data


def _wait_until_it_answers(server: subprocess.Popen[bytes], url: URL, log: Path) -> None:
    for _ in range(START_SECONDS * 10):
        try:
            psycopg.connect(_conninfo(url), connect_timeout=1).close()
        except psycopg.OperationalError:
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
