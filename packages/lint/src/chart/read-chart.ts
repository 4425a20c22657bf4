import { basename } from "node:path";
import { isRecord, yamlWords } from "@chartmodel/json-schema";
import { parse } from "yaml";
import { TemplateSyntaxError } from "../template/lex-template.ts";
import { parseTemplate } from "../template/parse-template.ts";
import type { TemplateFile } from "../template/template-reads.ts";
import type { ValuePath } from "../template/template-value.ts";
import { ChartError } from "./chart-error.ts";
import { type ChartFiles, filesBelow, readArchive, textOf } from "./chart-files.ts";
import { refuseCycle } from "./refuse-cycle.ts";

/** What Chart.yaml says of a dependency. */
export interface Dependency {
  readonly name: string;
  /** The key of its values in those of the chart. */
  readonly key: string;
  /** Paths of values that switch it on and off. */
  readonly conditions: readonly string[];
  readonly tags: readonly string[];
  readonly importValues: readonly unknown[];
}

/** A chart as its files say it is. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly isLibrary: boolean;
  /** Where its values lie in those of the whole: `[]`, or the keys of the subchart. */
  readonly at: ValuePath;
  /** Its folder in the files of the whole, with `/` at the end, or `""`. */
  readonly folder: string;
  readonly files: ChartFiles;
  /** The text of values.yaml; absent where there is none. */
  readonly valuesText: string | undefined;
  readonly dependencies: readonly Dependency[];
  /** Those of the dependencies that lie in `charts/`, and what else lies there. */
  readonly subcharts: readonly Chart[];
}

/**
 * Makes a chart of its files.
 *
 * @throws {ChartError} for a Chart.yaml that is no YAML map.
 */
export async function readChart(files: ChartFiles, at: ValuePath = [], folder = ""): Promise<Chart> {
  const metadata = readYaml(files, "Chart.yaml", folder);
  const listed = metadata.dependencies ?? readYaml(files, "requirements.yaml", folder).dependencies;
  const dependencies = (Array.isArray(listed) ? listed.filter(isRecord) : []).map(toDependency);
  const name = String(metadata.name ?? "");
  return {
    name,
    version: String(metadata.version ?? ""),
    description: String(metadata.description ?? ""),
    isLibrary: metadata.type === "library",
    at,
    folder,
    files,
    valuesText: textOf(files, "values.yaml"),
    dependencies,
    subcharts: await readSubcharts(files, dependencies, at, folder),
  };
}

/** A chart and all below it. */
export function withSubcharts(chart: Chart): Chart[] {
  return [chart, ...chart.subcharts.flatMap(withSubcharts)];
}

/** The keys of a chart's values that are a subchart's. */
export function subchartKeys({ dependencies, subcharts }: Chart): Set<string> {
  return new Set([...dependencies.map(({ key }) => key), ...subcharts.map(({ at }) => String(at[0]))]);
}

/** The dependencies that Chart.yaml lists and that are not in `charts/`, with the place of their values. */
export function missingDependencies(chart: Chart): { name: string; path: ValuePath }[] {
  return withSubcharts(chart).flatMap(({ dependencies, subcharts, at }) =>
    dependencies
      .filter(({ key }) => !subcharts.some((subchart) => subchart.at.at(-1) === key))
      .map(({ name, key }) => ({ name, path: [...at, key] })),
  );
}

/** The parsed templates of a chart and its subcharts, and what cannot be parsed. */
export function templatesOf(chart: Chart): {
  files: TemplateFile[];
  unread: { file: string; line: number; message: string }[];
} {
  const files: TemplateFile[] = [];
  const unread: { file: string; line: number; message: string }[] = [];
  for (const { files: own, at, folder, isLibrary } of withSubcharts(chart)) {
    for (const path of own.keys()) {
      if (!path.startsWith("templates/")) continue;
      const file = folder + path;
      try {
        const nodes = parseTemplate(textOf(own, path) ?? "");
        files.push({ file, nodes, isPartial: isLibrary || basename(path).startsWith("_"), at });
      } catch (error) {
        if (!(error instanceof TemplateSyntaxError)) throw error;
        unread.push({ file, line: error.line, message: error.message });
      }
    }
  }
  return { files, unread };
}

/** All templates of a chart and its subcharts as one text. */
export function templateText(chart: Chart): string {
  return withSubcharts(chart)
    .flatMap(({ files }) =>
      [...files.keys()].filter((path) => path.startsWith("templates/")).map((path) => textOf(files, path)),
    )
    .join("\n");
}

/**
 * The values that a chart has of itself.
 *
 * @throws {ChartError} for a values.yaml that is no YAML map.
 */
export function ownValues({ files, folder }: Chart): Record<string, unknown> {
  return readYaml(files, "values.yaml", folder);
}

async function readSubcharts(
  files: ChartFiles,
  dependencies: readonly Dependency[],
  at: ValuePath,
  folder: string,
): Promise<Chart[]> {
  const found: Chart[] = [];
  for (const { name, files: own } of await vendored(files, folder)) {
    const place = `${folder}charts/${name}/`;
    const chartName = String(readYaml(own, "Chart.yaml", place).name ?? "");
    const keys = dependencies.filter((dependency) => dependency.name === chartName).map(({ key }) => key);
    // What nobody lists is a subchart too, under its own name.
    for (const key of keys.length > 0 ? keys : [chartName])
      found.push(await readChart(own, [...at, key], place));
  }
  return found;
}

/** What lies in `charts/`, unpacked. */
async function vendored(files: ChartFiles, folder: string): Promise<{ name: string; files: ChartFiles }[]> {
  const names = new Set([...files.keys()].flatMap((path) => /^charts\/([^/]+)/.exec(path)?.[1] ?? []));
  const charts: { name: string; files: ChartFiles }[] = [];
  for (const name of names) {
    const archive = files.get(`charts/${name}`);
    if (archive && !name.endsWith(".tgz")) continue;
    const own = archive
      ? await readArchive(archive, `${folder}charts/${name}`)
      : filesBelow(files, `charts/${name}`);
    if (own.has("Chart.yaml")) charts.push({ name, files: own });
  }
  return charts;
}

function toDependency(listed: Record<string, unknown>): Dependency {
  const name = String(listed.name ?? "");
  return {
    name,
    key: String(listed.alias ?? name),
    conditions:
      typeof listed.condition === "string" ? listed.condition.split(",").map((path) => path.trim()) : [],
    tags: Array.isArray(listed.tags) ? listed.tags.map(String) : [],
    importValues: Array.isArray(listed["import-values"]) ? listed["import-values"] : [],
  };
}

function readYaml(files: ChartFiles, file: string, folder: string): Record<string, unknown> {
  const text = textOf(files, file);
  if (text === undefined) return {};
  let content: unknown;
  try {
    content = parse(text, { merge: true, logLevel: "error" });
  } catch (error) {
    throw new ChartError(`${folder}${file} is no YAML: ${yamlWords(error)}`);
  }
  refuseCycle(content, `${folder}${file}`);
  if (content === null || content === undefined) return {};
  if (!isRecord(content))
    throw new ChartError(
      `${folder}${file} must be a map, but is ${Array.isArray(content) ? "a list" : "a scalar"}`,
    );
  return content;
}
