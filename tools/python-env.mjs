/** Makes a Python environment: node tools/python-env.mjs FOLDER REQUIREMENTS, both relative to the repository. */
import { resolve } from "node:path";
import { createPythonEnv } from "./lib/python-env.mjs";
import { root } from "./lib/workspace.mjs";

const [folder, requirements] = process.argv.slice(2);
if (!folder || !requirements) {
  console.error("Usage: node tools/python-env.mjs FOLDER REQUIREMENTS");
  process.exit(2);
}
try {
  createPythonEnv(resolve(root, folder), resolve(root, requirements));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
