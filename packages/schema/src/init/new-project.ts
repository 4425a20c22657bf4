import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { starterFolder, typeSettings } from "./starter.ts";

/** Stands for the chart's name, as in the starters of `helm create --starter`. */
const placeholder = "<CHARTNAME>";

/** What the folder is called whose files go into the chart's own. */
const chartFolder = "chart/";

/**
 * The files of a new project by path, those of its chart among them.
 *
 * @param root - the project's folder, after which the chart is called.
 */
export function newProject(root: string): { name: string; files: Map<string, string> } {
  const name = chartName(basename(root));
  const files = new Map<string, string>();
  const starter = starterFolder();
  for (const entry of readdirSync(starter, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const path = source
      .slice(starter.length + 1)
      .split(sep)
      .join("/");
    // A project that checks types already has its own way to.
    if (path === typeSettings && existsSync(join(root, path))) continue;
    const target = path.startsWith(chartFolder) ? `charts/${name}/${path.slice(chartFolder.length)}` : path;
    files.set(target, readFileSync(source, "utf8").replaceAll(placeholder, name));
  }
  return { name, files };
}

/** A name that Kubernetes takes for that of an object, made of a folder's. */
function chartName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replaceAll(/^[-0-9]+|-+$/g, "");
  return name === "" ? "web" : name;
}
