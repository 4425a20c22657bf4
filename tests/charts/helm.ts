import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";

export const root = join(import.meta.dirname, "..", "..");
export const charts = ["todo-backend", "todo-frontend"] as const;
export type ChartName = (typeof charts)[number];
export const environments = ["local", "ci", "staging", "production"] as const;
export type EnvironmentName = (typeof environments)[number];

// biome-ignore lint/suspicious/noExplicitAny: manifests and values of many kinds, taken apart by tests
export type Any = any;

const helm = execFileSync(process.execPath, [join(root, "tools", "helm.mjs")], { encoding: "utf8" }).trim();

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs Helm to its end, with `input` as its standard input. */
export function runHelm(args: string[], input = ""): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(helm, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) || 1 : 0, stdout, stderr }),
    );
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/** `helm template` with all values of a chart given. */
export const template = (chart: ChartName, values: unknown, release: string = chart, namespace = "todo") =>
  runHelm(
    ["template", release, join(root, "charts", chart), "--namespace", namespace, "--values", "-"],
    JSON.stringify(values),
  );

/** The generated values of an environment. */
export const valuesOf = (chart: ChartName, environment: EnvironmentName): Any =>
  parse(readFileSync(join(root, "environments", environment, `${chart}.values.yaml`), "utf8"));

/** The manifests of a chart with an environment's values, after `change` edited them. */
export async function render(
  chart: ChartName,
  environment: EnvironmentName,
  change: (values: Any) => void = () => {},
  release: string = chart,
): Promise<Any[]> {
  const values = valuesOf(chart, environment);
  change(values);
  const { code, stdout, stderr } = await template(chart, values, release);
  if (code !== 0) throw new Error(stderr);
  return parseManifests(stdout);
}

/** The manifests that Helm printed. */
export const parseManifests = (text: string): Any[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter(Boolean);

/** The only manifest of a kind that is no test of Helm's. */
export function find(manifests: Any[], kind: string): Any {
  const found = manifests.filter((manifest) => manifest.kind === kind && !isTest(manifest));
  if (found.length > 1) throw new Error(`${found.length} manifests are of kind ${kind}`);
  return found[0];
}

export const isTest = (manifest: Any): boolean => manifest.metadata.annotations?.["helm.sh/hook"] === "test";

/** Sets what is at a path of keys. */
export function setAt(values: Any, path: readonly string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce((node, key) => node[key], values);
  parent[path.at(-1) as string] = value;
}
