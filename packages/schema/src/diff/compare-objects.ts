import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import {
  createRedaction,
  hidden,
  isRecord,
  type JsonSchema,
  valueChanges,
  yamlOfKubernetes,
  yamlWords,
} from "@chartmodel/json-schema";
import type { Manifest, ManifestChange, Release } from "@chartmodel/lint";
import { overOwn } from "../render/over-own.ts";
import { UsageError } from "../usage-error.ts";
import { redactData, redactPath, redactSides } from "./redact-data.ts";
import { withOtherTexts } from "./secret-places.ts";

const require = createRequire(import.meta.url);

/** A chart with values, on one side of a comparison. */
export interface ComparedRelease {
  /** The chart's folder, absolute. */
  readonly chart: string;
  readonly release: Release;
}

/**
 * What a change does to the objects of a release, as Helm renders them.
 *
 * @param lint - the checks of charts, which render them.
 * @param schemas - of the values: what they say is secret is taken out of the objects.
 * @param redactMore - takes out what else is known to be secret.
 * @throws {UsageError} where Helm is missing, or renders nothing.
 */
export async function compareObjects(
  { findHelm, manifestChanges, renderChart }: typeof import("@chartmodel/lint"),
  before: ComparedRelease,
  after: ComparedRelease,
  schemas: readonly JsonSchema[],
  redactMore: (text: string) => string,
): Promise<ManifestChange[]> {
  const helm = await findHelm();
  if ("missing" in helm) throw new UsageError(`--manifests needs Helm: ${helm.missing}`);
  const redactions = [before, after].flatMap(({ release: { values } }) =>
    schemas.map((schema) => createRedaction(values, schema)),
  );
  const redact = (text: string) =>
    redactions.reduce((shown, redaction) => redaction(shown), redactMore(text));
  const render = ({ chart, release }: ComparedRelease) => renderChart(helm.command, chart, release);
  const mustRender = async (compared: ComparedRelease): Promise<readonly Manifest[]> => {
    const rendering = await render(compared);
    if ("manifests" in rendering) return rendering.manifests;
    throw new UsageError(
      `the chart of ${compared.release.name} cannot be rendered: ${redact(rendering.error.message)}`,
    );
  };
  /** What a template made of secrets, such as a checksum or a part of one; `undefined` where nobody knows. */
  const madeOfSecrets = async (
    { chart, release }: ComparedRelease,
    manifests: readonly Manifest[],
  ): Promise<readonly string[] | undefined> => {
    const others = withOtherTexts(release.values, (text) => redact(text) !== text);
    if (valueChanges(release.values, others).length === 0) return [];
    const rendering = await withoutSchema(chart, (copy) =>
      render({ chart: copy, release: { ...release, values: others } }),
    );
    return "error" in rendering ? undefined : textsOnlyIn(manifests, rendering.manifests);
  };
  const overItsOwn = ({ chart, release }: ComparedRelease): ComparedRelease => ({
    chart,
    release: { ...release, values: overOwn(ownOf(chart), release.values, schemas[0]) },
  });
  const sides = [overItsOwn(before), overItsOwn(after)] as const;
  const [old, now] = [await mustRender(sides[0]), await mustRender(sides[1])];
  const changes = manifestChanges(old, now, await mustRender(sides[1]));
  if (changes.length === 0) return [];
  const made = [await madeOfSecrets(sides[0], old), await madeOfSecrets(sides[1], now)].flat();
  const redactMade = createRedaction(made, { items: { "x-secret": true } });
  const redactAll = (text: string) => redactMade(redact(text));
  const redactValue = (value: unknown) => (made.includes(undefined) ? hidden : redactData(value, redactAll));
  return changes.map((change) => ({
    ...change,
    title: redactAll(change.title),
    changes: change.changes.map((one) => ({
      ...redactSides(one, redactValue),
      path: redactPath(one.path, redactAll),
    })),
    effects: change.effects.map(redactAll),
  }));
}

/** Uses a copy of a chart that takes any values. */
async function withoutSchema<Result>(chart: string, use: (copy: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "chartmodel-diff-"));
  const copy = join(folder, basename(chart));
  try {
    const filter = (path: string) => basename(path) !== "values.schema.json";
    cpSync(chart, copy, { recursive: true, dereference: true, filter });
    return await use(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The texts and keys, of longer ones the lines, that only one of two renderings has. */
function textsOnlyIn(manifests: readonly Manifest[], others: readonly Manifest[]): string[] {
  const other = new Set(linesOf(others));
  return [...new Set(linesOf(manifests))].filter((line) => !other.has(line));
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (isRecord(value)) return Object.entries(value).flatMap(([key, item]) => [key, ...linesOf(item)]);
  return typeof value === "object" ? [] : String(value).split("\n");
}

/** The values that a chart has of its own. */
function ownOf(chart: string): unknown {
  const { parse } = require("yaml") as typeof import("yaml");
  try {
    return parse(readFileSync(join(chart, "values.yaml"), "utf8"), yamlOfKubernetes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    // Helm would say what is wrong with it, and quote it.
    throw new UsageError(`the values.yaml of the chart cannot be read: ${yamlWords(error)}`);
  }
}
