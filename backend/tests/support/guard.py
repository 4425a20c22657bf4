"""Ends what the tests have started, also when they are killed themselves."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# Its standard input ends when the process that holds the other end has gone, whatever ended that.
SCRIPT = 'read -r _; kill -s TERM "$1"; sleep 10; kill -s KILL "$1"'


@contextmanager
def ended_afterwards(process: subprocess.Popen[Any], seconds: float) -> Iterator[None]:
    """End it whatever happens, by force after so many seconds."""
    command = ["sh", "-c", SCRIPT, "guard", str(process.pid)]
    nowhere = subprocess.DEVNULL
    # In a session of its own: what ends this process's group does not reach it.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, start_new_session=True
    ) as guard:
        try:
            yield
        finally:
            try:
                process.terminate()
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            finally:
                guard.kill()
