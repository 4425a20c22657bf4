import { isOnPath } from "./on-path.mjs";
import { findPython } from "./python-env.mjs";

/** The Node that this project's own tools need; the workspace brings a newer one for the rest. */
const nodeMajor = 20;

/**
 * What this machine must have before anything is worth beginning.
 *
 * @param options.python whether the application's processes are to be run.
 * @throws with all that is missing, and what to do about each.
 */
export function requireNeeds({ python }) {
  const missing = [nodeFault(), npmFault(), python && pythonFault()].filter(Boolean);
  if (missing.length > 0) throw new Error(missing.join("\n"));
}

function nodeFault() {
  if (Number.parseInt(process.versions.node, 10) >= nodeMajor) return undefined;
  return `Node ${nodeMajor} or newer is needed; this is ${process.versions.node}. Install it: https://nodejs.org`;
}

function npmFault() {
  return isOnPath("npx") ? undefined : "npx is not on PATH; it comes with npm: https://nodejs.org";
}

function pythonFault() {
  try {
    findPython();
    return undefined;
  } catch (error) {
    return error.message;
  }
}
