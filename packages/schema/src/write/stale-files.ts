import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../project/define-project.ts";
import { isGenerated } from "../render/generated-notice.ts";

/**
 * Files that say that they were generated from this project, stand where its outputs write, and are made by none:
 * what an environment or a chart that is gone has left. Paths are from the project's folder, sorted.
 *
 * @param made - paths of everything that the outputs make now.
 */
export function staleFiles(project: Project, root: string, made: { has(path: string): boolean }): string[] {
  const places = new Set(project.outputs.flatMap((output) => output.places?.(project) ?? []));
  const candidates = new Set([...places].flatMap((place) => matches(root, place)));
  return [...candidates]
    .filter((path) => !made.has(path) && isOfProject(join(root, path), project.name))
    .sort();
}

/** Files whose path is like the pattern, in which `*` stands for any part of a name. */
function matches(root: string, pattern: string): string[] {
  let found = [""];
  const segments = pattern.split("/").filter((segment) => segment !== "" && segment !== ".");
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const fits = new RegExp(`^${segment.split("*").map(escapeRegExp).join(".+")}$`, "s");
    found = found.flatMap((folder) =>
      entries(join(root, folder))
        .filter((entry) => (isLast ? entry.isFile() : entry.isDirectory()) && fits.test(entry.name))
        .map(({ name }) => (folder === "" ? name : `${folder}/${name}`)),
    );
  }
  return found;
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isOfProject(file: string, project: string): boolean {
  return isGenerated(readFileSync(file, "utf8"), project);
}
