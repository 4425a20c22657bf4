"""`python dev_server.py`: serve the API, and serve it anew when its code changes. For development only.

This process imports the packages that the API uses and forks a server for each change: a change costs the import
of `app` alone. A server stops those before it once it is ready itself: code that cannot start leaves the last good one
serving, and its error stands on standard error and in the status file.
"""

import argparse
import hashlib
import importlib
import json
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

APP = Path(__file__).resolve().parent / "app"
# How long no other file may have changed before the change counts as complete.
SETTLED_MS = 20
REAP_MS = 1000
WAIT_SECONDS = 30


def main() -> int:
    parser = argparse.ArgumentParser(description="Serve the API, and serve it anew when its code changes.")
    parser.add_argument("--status", type=Path, help="file that tells which code was started last, and its error")
    parser.add_argument(
        "--wait", action="store_true", help="wait until the code as it is now was started; 1 if it fails"
    )
    arguments = parser.parse_args()
    if arguments.wait:
        return wait(arguments.status)
    return Servers(arguments.status).run()


def wait(status: Path) -> int:
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError):
            found = json.loads(status.read_text())
            if found["code"] == code_state():
                print(found["error"], end="", file=sys.stderr)
                return 1 if found["error"] else 0
        time.sleep(0.02)
    print(f"The code was not started within {WAIT_SECONDS} s.", file=sys.stderr)
    return 1


def code_state() -> str:
    """Different for each state of the code."""
    stats = [(str(file), file.stat()) for file in sorted(APP.rglob("*.py"))]
    return hashlib.sha256(repr([(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats]).encode()).hexdigest()


class Servers:
    """The processes that serve one listening socket: one, and for a moment the next."""

    def __init__(self, status: Path | None) -> None:
        self.status = status
        self.listener: socket.socket | None = None
        self.state = ""
        self.pids: set[int] = set()
        self.exit_code = 0

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: sys.exit(0))
        try:
            import_all(self.start_first())
            self.follow_changes()
        finally:
            for pid in self.pids:
                terminate(pid)
            self.reap(block=True)
        return self.exit_code

    def start_first(self) -> list[str]:
        """Let the first server open the socket, as the settings say. Returns the packages that it needed."""
        here, there = socket.socketpair()
        self.start(there)
        there.close()
        with here:
            _, descriptors, _, _ = socket.recv_fds(here, 1, 1)
            if not descriptors:
                return []
            self.listener = socket.socket(fileno=descriptors[0])
            with here.makefile() as names:
                return json.load(names)

    def follow_changes(self) -> None:
        from watchfiles import PythonFilter, watch

        options = {"step": SETTLED_MS, "rust_timeout": REAP_MS, "yield_on_timeout": True, "raise_interrupt": False}
        # It ends by a signal.
        for _ in watch(APP, watch_filter=PythonFilter(), **options):
            # Compared, as there may have been a change before the watch began.
            if code_state() != self.state:
                self.start()
            self.reap()
            if not self.pids:
                return

    def start(self, channel: socket.socket | None = None) -> None:
        sys.stdout.flush()
        self.state = code_state()
        pid = os.fork()
        if pid == 0:
            self.serve(channel)
        self.pids.add(pid)

    def serve(self, channel: socket.socket | None) -> NoReturn:
        code = 0
        try:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            self.start_app(channel)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            traceback.print_exc()
            code = 1
        finally:
            sys.stdout.flush()
            os._exit(code)

    def start_app(self, channel: socket.socket | None) -> None:
        try:
            from app.__main__ import prepare

            server = prepare()
        except SystemExit as end:
            self.report(f"It ended with {end.code}; its log says why.\n" if end.code else "")
            raise
        except BaseException:
            self.report(traceback.format_exc())
            raise
        listener = self.listener
        if listener is None:
            listener = server.config.bind_socket()
            socket.send_fds(channel, [b"."], [listener.fileno()])
            channel.sendall(json.dumps([name for name in sys.modules if name.partition(".")[0] != "app"]).encode())
            channel.close()
        self.report("")
        for pid in self.pids:
            terminate(pid)
        server.run(sockets=[listener])

    def report(self, error: str) -> None:
        # A later change has its own server, which reports for it.
        if self.status and self.state == code_state():
            draft = self.status.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps({"code": self.state, "error": error}))
            draft.replace(self.status)

    def reap(self, block: bool = False) -> None:
        for pid in list(self.pids):
            ended, status = os.waitpid(pid, 0 if block else os.WNOHANG)
            if ended:
                self.pids.discard(pid)
                self.exit_code = os.waitstatus_to_exitcode(status)


def import_all(names: Iterable[str]) -> None:
    for name in names:
        # Some entries of sys.modules are no modules that can be imported.
        with suppress(Exception):
            importlib.import_module(name)


def terminate(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
