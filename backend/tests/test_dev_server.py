import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.support.postgres import free_port
from tests.support.process import BACKEND, START_SECONDS, environment

pytestmark = pytest.mark.slow

TITLE = 'title="Todo backend"'


class DevServer:
    def __init__(self, folder: Path) -> None:
        self.status = folder / "status.json"
        self.script = folder / "dev_server.py"
        self.code = folder / "app" / "main.py"
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self.env = environment(f"sqlite:///{folder}/todos.db", PORT=str(port))
        shutil.copytree(BACKEND / "app", folder / "app")
        shutil.copy(BACKEND / "dev_server.py", folder)

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(self._command(), env=self.env, stderr=subprocess.PIPE, text=True)

    def wait(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command("--wait"), env=self.env, capture_output=True, text=True, timeout=START_SECONDS
        )

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.script), "--status", str(self.status), *arguments]

    def title(self) -> str | None:
        try:
            return httpx2.get(f"{self.url}/openapi.json").json()["info"]["title"]
        except httpx2.TransportError:
            return None

    def wait_for_title(self, title: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while (found := self.title()) != title:
            assert time.monotonic() < deadline, f"the title is still {found}"
            time.sleep(0.1)


@pytest.fixture
def dev_server(tmp_path: Path) -> Iterator[DevServer]:
    server = DevServer(tmp_path)
    process = server.start()
    try:
        yield server
    finally:
        process.terminate()
        process.communicate(timeout=START_SECONDS)
    assert process.returncode == 0
    assert server.title() is None


def test_serves_each_change(dev_server: DevServer) -> None:
    dev_server.wait_for_title("Todo backend")
    code = dev_server.code.read_text()
    for title in ("First", "Second"):
        dev_server.code.write_text(code.replace(TITLE, f'title="{title}"'))
        assert dev_server.wait().returncode == 0
        dev_server.wait_for_title(title)


@pytest.mark.parametrize(("line", "error"), [("def broken(", "SyntaxError"), ("import nowhere", "ModuleNotFoundError")])
def test_code_that_cannot_start_is_told_and_the_last_good_one_serves(
    dev_server: DevServer, line: str, error: str
) -> None:
    dev_server.wait_for_title("Todo backend")
    code = dev_server.code.read_text()
    dev_server.code.write_text(f"{code}\n{line}\n")
    result = dev_server.wait()
    assert result.returncode == 1
    assert error in result.stderr
    assert dev_server.title() == "Todo backend"

    dev_server.code.write_text(code.replace(TITLE, 'title="Mended"'))
    assert dev_server.wait().returncode == 0
    dev_server.wait_for_title("Mended")


def test_ends_where_the_first_code_cannot_start(tmp_path: Path) -> None:
    server = DevServer(tmp_path)
    server.code.write_text("import nowhere")
    process = server.start()
    _, errors = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 1
    assert "ModuleNotFoundError" in errors
