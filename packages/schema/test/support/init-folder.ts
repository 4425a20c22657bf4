import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./paths.ts";
import { tempFolder } from "./temp-folder.ts";
import { projectIn, type TempProject } from "./temp-project.ts";

/** A folder without a project, in which this package and the checks of charts are installed, with a fixture's files. */
export function initFolder(fixture?: string): TempProject {
  const folder = tempFolder();
  if (fixture !== undefined) cpSync(fixture, folder, { recursive: true });
  mkdirSync(join(folder, "node_modules/@chartmodel"), { recursive: true });
  symlinkSync(packageFolder, join(folder, "node_modules/@chartmodel/schema"));
  symlinkSync(join(packageFolder, "../lint"), join(folder, "node_modules/@chartmodel/lint"));
  return projectIn(folder);
}
