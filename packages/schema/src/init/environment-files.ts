import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isRecord, yamlOfKubernetes } from "@chartmodel/json-schema";
import { parse, parseAllDocuments } from "yaml";

/** A values file that lies beside a chart, for an environment. */
export interface EnvironmentFile {
  readonly environment: string;
  /** From the project's folder, with `/`. */
  readonly file: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface Candidate {
  readonly environment: string;
  readonly file: string;
}

const yaml = /\.ya?ml$/;
const folders = ["environments", "envs", "env", "values"];
/** How many files are looked at for Argo CD's Applications, and how deep. */
const mostFiles = 500;
const deepest = 4;

/**
 * The values files that a chart is installed with in some environment: `values-<environment>.yaml` in its folder or
 * beside it, files of `environments/` and the like, and what a helmfile or an Argo CD Application names. Those of
 * `ci/` are for tests and no environments.
 */
export function environmentFiles(root: string, chartPath: string, chart: string): EnvironmentFile[] {
  const chartFolder = resolve(root, chartPath);
  const candidates = [
    ...besideChart(chartFolder, root),
    ...[...new Set([chartFolder, dirname(chartFolder), root])]
      .filter((folder) => isInside(folder, root))
      .flatMap((folder) => folders.flatMap((name) => inFolder(join(folder, name), chart))),
    ...fromHelmfile(root, chartFolder),
    ...fromArgo(root, chartFolder),
  ];
  const seen = new Set<string>();
  const names = new Set<string>();
  return candidates.flatMap(({ environment: name, file }) => {
    const path = resolve(file);
    const environment = fitName(name);
    if (environment === "" || seen.has(path) || names.has(environment) || !isInside(path, root)) return [];
    const values = valuesOf(path);
    if (values === undefined) return [];
    seen.add(path);
    names.add(environment);
    return [{ environment, file: relative(root, path).split(sep).join("/"), values }];
  });
}

/** As a project names its environments. */
function fitName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, "-").replaceAll(/^[._-]+|[._-]+$/g, "");
}

function besideChart(chartFolder: string, root: string): Candidate[] {
  const around = isInside(dirname(chartFolder), root) ? [chartFolder, dirname(chartFolder)] : [chartFolder];
  return around.flatMap((folder) =>
    files(folder).flatMap((name) => {
      const [, environment] =
        /^values[-_.]([\w-]+)\.ya?ml$/.exec(name) ??
        (folder === chartFolder ? (/^([\w-]+)[-_.]values\.ya?ml$/.exec(name) ?? []) : []);
      return environment === undefined || environment === "schema"
        ? []
        : [{ environment, file: join(folder, name) }];
    }),
  );
}

/** `<folder>/<environment>.yaml`, `<folder>/<chart>/<environment>.yaml`, `<folder>/<environment>/<chart>.yaml` and so on. */
function inFolder(folder: string, chart: string): Candidate[] {
  const names = [chart, `${chart}.values`, `${chart}-values`, `values-${chart}`, "values"];
  const flat = [folder, join(folder, chart)].flatMap((place) =>
    files(place)
      .filter((name) => yaml.test(name))
      .map((name) => ({
        environment: name.replace(yaml, "").replace(/^values[-_.]|[-_.]values$/g, ""),
        file: join(place, name),
      })),
  );
  const nested = subfolders(folder).flatMap((environment) =>
    files(join(folder, environment))
      .filter((name) => yaml.test(name) && names.includes(name.replace(yaml, "")))
      .map((name) => ({ environment, file: join(folder, environment, name) })),
  );
  return [...flat, ...nested].filter(({ environment }) => environment !== "values");
}

const environmentName = /\{\{-?\s*\.Environment\.Name\s*-?\}\}/g;

function fromHelmfile(root: string, chartFolder: string): Candidate[] {
  const name = ["helmfile.yaml", "helmfile.yml", "helmfile.yaml.gotmpl"].find((file) =>
    existsSync(join(root, file)),
  );
  if (name === undefined) return [];
  const text = readFileSync(join(root, name), "utf8");
  const environments = documentsOf(text.replaceAll(environmentName, "default")).flatMap(
    ({ environments: named }) => (isRecord(named) ? Object.keys(named) : []),
  );
  return environments.flatMap((environment) =>
    documentsOf(text.replaceAll(environmentName, environment)).flatMap(({ releases }) =>
      (Array.isArray(releases) ? releases.filter(isRecord) : []).flatMap(({ chart, values }) =>
        typeof chart === "string" && resolve(root, chart) === chartFolder && Array.isArray(values)
          ? values
              .filter(
                (file): file is string => typeof file === "string" && text.includes(".Environment.Name"),
              )
              .map((file) => ({ environment, file: resolve(root, file) }))
          : [],
      ),
    ),
  );
}

function fromArgo(root: string, chartFolder: string): Candidate[] {
  return yamlFilesBelow(root).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    if (!text.includes("argoproj.io/") || !text.includes("valueFiles")) return [];
    return documentsOf(text).flatMap(({ kind, metadata, spec }) => {
      if (kind !== "Application" || !isRecord(spec) || !isRecord(metadata)) return [];
      const sources = [spec.source, ...(Array.isArray(spec.sources) ? spec.sources : [])].filter(isRecord);
      return sources.flatMap(({ path, helm }) => {
        const listed = isRecord(helm) && Array.isArray(helm.valueFiles) ? helm.valueFiles : [];
        if (typeof path !== "string" || resolve(root, path) !== chartFolder) return [];
        return listed
          .filter((name): name is string => typeof name === "string" && basename(name) !== "values.yaml")
          .map((name) => ({ environment: String(metadata.name), file: resolve(chartFolder, name) }));
      });
    });
  });
}

function yamlFilesBelow(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const name of files(folder))
      if (yaml.test(name) && found.length < mostFiles) found.push(join(folder, name));
    if (depth > 0)
      for (const name of subfolders(folder))
        if (!/^(?:\.|node_modules$|templates$)/.test(name)) visit(join(folder, name), depth - 1);
  };
  visit(root, deepest);
  return found;
}

function documentsOf(text: string): Record<string, unknown>[] {
  try {
    const documents = parseAllDocuments(text, { logLevel: "silent" });
    return [...documents].flatMap((document) => {
      const content: unknown = document.errors.length > 0 ? undefined : document.toJS();
      return isRecord(content) ? [content] : [];
    });
  } catch {
    return [];
  }
}

/** What a file holds, if it is a map; helmfile's own templates are none. */
function valuesOf(file: string): Record<string, unknown> | undefined {
  try {
    const values: unknown = parse(readFileSync(file, "utf8"), yamlOfKubernetes);
    return isRecord(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

function files(folder: string): string[] {
  return entries(folder, (file) => file.isFile());
}

function subfolders(folder: string): string[] {
  return entries(folder, (file) => file.isDirectory());
}

function entries(
  folder: string,
  is: (entry: { isFile(): boolean; isDirectory(): boolean }) => boolean,
): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(is)
    .map(({ name }) => name)
    .sort();
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`));
}
