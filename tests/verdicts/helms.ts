import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../charts/helm.ts";
import type { JudgedChart } from "./judged-charts.ts";

/** What a Helm says of a values file. */
export type HelmVerdict = "accepted" | "refused" | "unreadable";

interface Release {
  readonly name: string;
  readonly folder: string;
  readonly modfile: string;
  /** The part of the values that it judges. */
  readonly share: number;
}

/** A release that can be asked. */
export interface Judge extends Release {
  readonly program: string;
}

/** Helm's own code: the newest releases, the last that validated with gojsonschema, which takes five times as long, and the oldest that is supported. */
export const releases: readonly Release[] = [
  { name: "Helm 4.3.1", folder: "helm4", modfile: "go.mod", share: 1 },
  { name: "Helm 3.22.0", folder: "helm3", modfile: "go.mod", share: 1 },
  { name: "Helm 3.18.4", folder: "helm3", modfile: "gojsonschema.mod", share: 0.25 },
  { name: "Helm 3.14.4", folder: "helm3", modfile: "oldest.mod", share: 0.05 },
];

/** Whether Go is there and new enough for all of them. */
export const hasGo =
  spawnSync("go", ["list", "-m"], { cwd: join(import.meta.dirname, "helm4"), stdio: "ignore" }).status === 0;

const programs = join(root, "node_modules/.cache/verdicts");

/** Builds the program of a release. */
export function buildJudge(release: Release): Judge {
  const { name, folder, modfile } = release;
  const program = join(programs, name.replaceAll(" ", "-"));
  const { status, stderr } = spawnSync("go", ["build", "-modfile", modfile, "-o", program, "."], {
    cwd: join(import.meta.dirname, folder),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return { ...release, program };
}

/** Writes a chart without templates into a folder. */
export function writeChart({ name, own, schema }: Omit<JudgedChart, "validate">, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, content: unknown) =>
    writeFileSync(join(folder, file), JSON.stringify(content));
  write("Chart.yaml", { apiVersion: "v2", name, version: "0.0.0" });
  write("values.yaml", own);
  write("values.schema.json", schema);
}

/** Writes a chart whose values are, under any keys, values of a chart: its own laid under them already. */
export function writeBatchChart({ name, schema }: JudgedChart, folder: string): void {
  const { $schema, definitions, ...body } = schema;
  const batch = {
    ...($schema && { $schema }),
    ...(definitions && { definitions }),
    additionalProperties: body,
  };
  writeChart({ name, own: {}, schema: batch }, folder);
}

/** Whether the places in a Helm's message can be relied on: of a wrong key, Helm 4 may name another. */
export const isJudgedAtOnce = ({ schema }: JudgedChart): boolean =>
  !JSON.stringify(schema).includes('"propertyNames"');

/**
 * Lets a release judge values files, one a line.
 *
 * @param folder - an empty one.
 */
export async function judge(
  { name, program, share }: Judge,
  chart: JudgedChart,
  folder: string,
  lines: readonly string[],
): Promise<HelmVerdict[]> {
  const place = (file: string) => join(folder, name, file);
  const [own, batch] = [place("chart"), place("batch")];
  writeChart(chart, own);
  const isAtOnce = isJudgedAtOnce(chart);
  if (isAtOnce) writeBatchChart(chart, batch);
  writeFileSync(place("values"), `${lines.slice(0, lines.length * share).join("\n")}\n`);
  // Files, not pipes: it goes on while the next values are made.
  const stdio = [
    openSync(place("values"), "r"),
    openSync(place("verdicts"), "w"),
    openSync(place("words"), "w"),
  ];
  const child = spawn(program, isAtOnce ? [own, join(batch, "values.schema.json")] : [own], {
    stdio,
    env: { ...process.env, GOGC: "400" },
  });
  for (const file of stdio) closeSync(file);
  const [code] = await once(child, "close");
  // Helm warns of each table that a value replaces, before it fails.
  if (code !== 0) throw new Error(readFileSync(place("words"), "utf8").slice(-2000));
  return readFileSync(place("verdicts"), "utf8").trimEnd().split("\n") as HelmVerdict[];
}

/** Characters that YAML takes for the end of a line, or refuses unless they are escaped. */
const escaped = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Values as a line that is JSON, and that YAML reads alike. */
export function valuesLine(values: unknown): string {
  return JSON.stringify(values).replace(
    escaped,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What a release says of values files, one a line; nothing of those that it takes. */
export function wordsOf(
  { program }: Judge,
  chart: Omit<JudgedChart, "validate">,
  folder: string,
  lines: readonly string[],
) {
  writeChart(chart, folder);
  const { status, stdout, stderr } = spawnSync(program, [folder, "words"], {
    input: `${lines.join("\n")}\n`,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as string);
}
