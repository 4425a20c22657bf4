import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.support.process import BACKEND, started_backend, wait_until_ready
from tests.support.tokens import bearer

SEED = "20261123"
MAX_EXAMPLES = "10"


@pytest.mark.slow
def test_schemathesis_finds_no_fault(database_url: str, tmp_path: Path) -> None:
    with started_backend(database_url, tmp_path, LOG_LEVEL="warning") as backend:
        wait_until_ready(backend)
        authorization = bearer(lifetime=3600)["Authorization"]
        options = ["--checks", "all", "--seed", SEED, "--max-examples", MAX_EXAMPLES, "--no-color"]
        result = subprocess.run(
            [
                Path(sys.executable).with_name("schemathesis"),
                f"--config-file={BACKEND / 'schemathesis.toml'}",
                "run",
                f"{backend.url}/openapi.json",
                "--header",
                f"Authorization: {authorization}",
                *options,
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
    assert result.returncode == 0, result.stdout + result.stderr + backend.log.read_text()
    assert "12 selected / 12 total" in result.stdout


@pytest.mark.parametrize("status", ["401", "404", "405", "412", "413", "415", "422", "500", "503"])
def test_documents_every_error_as_a_problem(client: TestClient, status: str) -> None:
    document = client.get("/openapi.json").json()
    content = document["paths"]["/todos/{todo_id}"]["patch"]["responses"][status]["content"]
    assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert set(document["components"]["schemas"]) >= {"Problem", "InputError"}
