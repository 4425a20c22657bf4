import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseTarGzip } from "nanotar";
import { ChartError } from "./chart-error.ts";
import { helmIgnore } from "./helm-ignore.ts";

/** The files of a chart by their path from its folder, with `/`; those of its subcharts among them. */
export type ChartFiles = ReadonlyMap<string, Uint8Array>;

/** Most bytes that one chart may have, as Helm has a limit too. */
const mostBytes = 100 * 1024 * 1024;

/** The files of a chart's folder without what its `.helmignore` hides; none where there is no folder. */
export function readChartFolder(path: string): ChartFiles {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readFolder(path) : new Map();
}

/**
 * Reads a chart, a folder or an archive as `helm package` makes it, without what its `.helmignore` hides.
 *
 * @throws {ChartError} for what is neither, or holds no Chart.yaml.
 */
export async function readChartFiles(path: string): Promise<ChartFiles> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) {
    const hint = path.includes("*")
      ? ": nothing matches the pattern, or no shell has expanded it; name the charts"
      : "";
    throw new ChartError(`there is no ${path}${hint}`);
  }
  const files = stat.isDirectory() ? readFolder(path) : await readArchive(readFileSync(path), path);
  if (!files.has("Chart.yaml"))
    throw new ChartError(
      `${path} is no chart: it has no Chart.yaml; name a folder that has one, or an archive of a chart`,
    );
  return files;
}

/** Unpacks an archive of a chart; its files lie in one folder there. */
export async function readArchive(content: Uint8Array, shownAs: string): Promise<ChartFiles> {
  try {
    const items = await parseTarGzip(content);
    const files = items.filter(({ type, data }) => (type === "file" || type === undefined) && data);
    return new Map(
      files.map(({ name, data }) => [name.replace(/^\.?\/?[^/]+\//, ""), data as Uint8Array] as const),
    );
  } catch (error) {
    throw new ChartError(
      `${shownAs} is no chart: neither a folder nor a .tgz archive (${(error as Error).message})`,
    );
  }
}

/** The files of a subchart that lies in `charts/<folder>`. */
export function filesBelow(files: ChartFiles, folder: string): ChartFiles {
  const prefix = `${folder}/`;
  return new Map(
    [...files].flatMap(([path, content]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), content] as const] : [],
    ),
  );
}

/** A file as text, without a byte order mark. */
export function textOf(files: ChartFiles, path: string): string | undefined {
  const content = files.get(path);
  return content && new TextDecoder().decode(content);
}

function readFolder(root: string): ChartFiles {
  const files = new Map<string, Uint8Array>();
  const ignoreFile = join(root, ".helmignore");
  const hasIgnoreFile = statSync(ignoreFile, { throwIfNoEntry: false }) !== undefined;
  const isIgnored = helmIgnore(hasIgnoreFile ? readFileSync(ignoreFile, "utf8") : undefined, ignoreFile);
  const visited = new Set<string>();
  let bytes = 0;
  const visit = (folder: string, prefix: string): void => {
    // A link may lead back to where it stands.
    const real = realpathSync(folder);
    if (visited.has(real)) return;
    visited.add(real);
    for (const { name } of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
      const file = join(folder, name);
      const path = prefix + name;
      const stat = statSync(file, { throwIfNoEntry: false });
      if (!stat || isIgnored(path, stat.isDirectory())) continue;
      if (stat.isDirectory()) {
        if (name !== ".git" && name !== "node_modules") visit(file, `${path}/`);
      } else if (stat.isFile()) {
        bytes += stat.size;
        if (bytes > mostBytes)
          throw new ChartError(
            `${root} is larger than 100 MiB: hide what is no part of the chart in .helmignore`,
          );
        files.set(path, readFileSync(file));
      }
    }
  };
  visit(root, "");
  return files;
}

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
