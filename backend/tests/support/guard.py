"""Ends what the tests have started when they are killed themselves."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# Its standard input ends when the process that holds the other end has gone, whatever ended that.
SCRIPT = 'read -r _; kill -s TERM "$1"; sleep 10; kill -s KILL "$1"'


@contextmanager
def ended_with_this_process(process: subprocess.Popen[Any]) -> Iterator[None]:
    """Until it has ended otherwise."""
    command = ["sh", "-c", SCRIPT, "guard", str(process.pid)]
    nowhere = subprocess.DEVNULL
    # In a session of its own: what ends this process's group does not reach it.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, start_new_session=True
    ) as guard:
        try:
            yield
        finally:
            guard.kill()
