import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Whether a program of this name is on PATH. */
export function isOnPath(program) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => isExecutable(join(folder, program + suffix)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
