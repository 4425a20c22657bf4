import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from tests.support.process import BACKEND, START_SECONDS

# What a test does that is killed while its backend runs.
SCRIPT = """
import sys, time
from pathlib import Path
from tests.support.process import started_backend, wait_until_ready

with started_backend(sys.argv[1], Path(sys.argv[2])) as backend:
    wait_until_ready(backend)
    print(backend.url, flush=True)
    time.sleep(600)
"""


def answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/healthz").is_success
    except httpx2.TransportError:
        return False


@pytest.mark.slow
def test_a_backend_ends_with_the_tests_that_are_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, f"sqlite:///{tmp_path}/todos.db", str(tmp_path)]
    with subprocess.Popen(command, cwd=BACKEND, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout
        url = killed.stdout.readline().strip()
        assert answers(url)
        killed.kill()
    deadline = time.monotonic() + START_SECONDS
    while answers(url):
        assert time.monotonic() < deadline
        time.sleep(0.05)
