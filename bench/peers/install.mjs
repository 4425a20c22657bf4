import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { findPython } from "../../tools/lib/python-env.mjs";
import { root } from "../../tools/lib/workspace.mjs";

const cache = join(root, "node_modules/.cache/peers");

/** Packages with exactly these versions. @returns the path of their node_modules. @throws why they cannot be had. */
export function npmPackages(name, versions) {
  const specifiers = Object.entries(versions).map(([key, version]) => `${key}@${version}`);
  const folder = installed(`${name}-${Object.values(versions)[0]}`, (into) => {
    writeFileSync(join(into, "package.json"), "{}");
    run("npm", ["install", "--prefix", into, "--no-audit", "--no-fund", "--ignore-scripts", ...specifiers]);
  });
  return join(folder, "node_modules");
}

/** A Python environment of its own with these requirements. @returns its Python. @throws why it cannot be had. */
export function pythonPackages(name, requirements) {
  const folder = join(cache, `${name}-${requirements[0].split("==")[1]}`);
  const python = join(folder, "bin/python");
  // An environment holds its own path, so that it cannot be made elsewhere and moved.
  const done = join(folder, "installed");
  if (existsSync(done)) return python;
  run(findPython(), ["-m", "venv", "--clear", folder]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...requirements]);
  writeFileSync(done, "");
  return python;
}

/** A program of a Go module. @returns its path. @throws why it cannot be had. */
export function goProgram(path, version) {
  // The last part of a path may be the module's major version, which names no program.
  const name = basename(path.replace(/\/v\d+$/, ""));
  const folder = installed(`${name}-${version}`, (into) =>
    run("go", ["install", `${path}@${version}`], { GOBIN: into }),
  );
  return join(folder, name);
}

function installed(name, install) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    install(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function run(command, args, env = {}) {
  const { error, status, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
    timeout: 300_000,
  });
  if (error?.code === "ENOENT") throw new Error(`${command} is not on PATH`);
  if (error) throw error;
  if (status !== 0) throw new Error(reasonIn(stderr));
}

/** Why it could not be had, without the registry's own words: those are of the day, and name hosts. */
function reasonIn(stderr) {
  if (/\b(?:40[34]|410)\b|not found|no matching|E404|ETARGET/i.test(stderr))
    return "the registry does not serve it";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|no such host|i\/o timeout/i.test(stderr))
    return "the registry cannot be reached";
  const last = stderr.trim().split("\n").at(-1) ?? "";
  return last.replace(/https?:\/\/\S+/g, "the registry").trim();
}
