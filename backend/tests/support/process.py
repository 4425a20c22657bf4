"""The backend as its own process, as it is deployed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx2

from tests.support.guard import ended_afterwards
from tests.support.postgres import free_port
from tests.support.tokens import SECRET

BACKEND = Path(__file__).parents[2]
START_SECONDS = 60


class Backend(NamedTuple):
    process: subprocess.Popen[str]
    url: str
    log: Path


def environment(database_url: str | None, **changes: str) -> dict[str, str]:
    """A complete environment with nothing of this machine's own settings in it."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {"API_TOKEN_SECRET": SECRET} | ({"DATABASE_URL": database_url} if database_url else {})
    return inherited | own | changes


def run_backend(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run to the end, for starts that fail."""
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(command, cwd=BACKEND, env=env, capture_output=True, text=True, timeout=START_SECONDS)


@contextmanager
def started_backend(database_url: str, folder: Path, *arguments: str, **env: str) -> Iterator[Backend]:
    """Start without waiting; end it whatever happens."""
    port = free_port()
    log = folder / f"backend-{port}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", *arguments],
            cwd=BACKEND,
            env=environment(database_url, PORT=str(port), **env),
            stdout=output,
            stderr=output,
            text=True,
        )
    with ended_afterwards(process, 20):
        yield Backend(process, f"http://127.0.0.1:{port}", log)


def wait_until_ready(backend: Backend) -> None:
    deadline = time.monotonic() + START_SECONDS
    # One client, which reads the certificates of this machine once.
    with httpx2.Client() as client:
        while time.monotonic() < deadline:
            if backend.process.poll() is not None:
                break
            try:
                if client.get(f"{backend.url}/readyz").status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.05)
    raise AssertionError(f"The backend did not get ready:\n{backend.log.read_text()}")
