import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of the first program on PATH that has one of these names, or undefined. */
export function findOnPath(...programs) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => programs.map((program) => join(folder, program + suffix)))
    .find(isExecutable);
}

/** Whether a program of this name is on PATH. */
export function isOnPath(program) {
  return findOnPath(program) !== undefined;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
