import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { isOnPath } from "./on-path.mjs";
import { run } from "./run.mjs";

const minimum = [3, 11];

/**
 * Makes a virtual environment anew and installs the requirements, each checked against its hash. `uv` does it where it
 * is on PATH, else Python's own venv and pip.
 *
 * @param folder absolute path of the environment.
 * @param requirements absolute path of a requirements file with hashes.
 * @throws where no Python is new enough, saying what to install, or a command fails.
 */
export function createPythonEnv(folder, requirements) {
  const python = findPython();
  const inside = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const install = ["install", "--quiet", "--require-hashes", "--requirement", requirements];
  if (isOnPath("uv")) {
    run("uv", ["venv", "--quiet", "--clear", "--python", python, folder]);
    run("uv", ["pip", ...install, "--python", inside]);
    return;
  }
  run(python, ["-m", "venv", "--clear", folder]);
  run(inside, ["-m", "pip", "--disable-pip-version-check", "--no-input", ...install]);
}

/**
 * The first Python on PATH that is new enough.
 *
 * @throws where there is none, or it can make no virtual environment and there is no `uv` to do it.
 */
export function findPython() {
  const names = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];
  const check = `import sys; sys.exit(sys.version_info < (${minimum.join(", ")}))`;
  const found = names.find((name) => succeeds(name, ["-c", check]));
  if (found) return requireVenv(found);
  const seen = names.map(versionOf).filter(Boolean);
  throw new Error(
    `Python ${minimum.join(".")} or newer is needed; ${seen.length > 0 ? `found ${seen.join(", ")}` : "none is on PATH"}. Install it from https://www.python.org/downloads/ or with the system's package manager.`,
  );
}

function requireVenv(python) {
  if (isOnPath("uv") || succeeds(python, ["-c", "import venv, ensurepip"])) return python;
  throw new Error(
    `${python} lacks its venv module. On Debian and Ubuntu: apt install python3-venv. Or install uv.`,
  );
}

function versionOf(name) {
  const { stdout } = spawnSync(name, ["--version"], { encoding: "utf8" });
  return stdout ? `${name} (${stdout.trim()})` : undefined;
}

function succeeds(program, args) {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}
