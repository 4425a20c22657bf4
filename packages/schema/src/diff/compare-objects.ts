import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createRedaction, type JsonSchema, yamlWords } from "@chartmodel/json-schema";
import type { Manifest, ManifestChange, Release } from "@chartmodel/lint";
import { overOwn } from "../render/over-own.ts";
import { UsageError } from "../usage-error.ts";
import { redactData } from "./redact-data.ts";

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
  const render = async ({ chart, release }: ComparedRelease): Promise<readonly Manifest[]> => {
    const values = overOwn(ownOf(chart), release.values, schemas[0]);
    const rendering = await renderChart(helm.command, chart, { ...release, values });
    if ("error" in rendering)
      throw new UsageError(
        `the chart of ${release.name} cannot be rendered: ${redact(rendering.error.message)}`,
      );
    return rendering.manifests;
  };
  const redactions = [before, after].flatMap(({ release: { values } }) =>
    schemas.map((schema) => createRedaction(values, schema)),
  );
  const redact = (text: string) =>
    redactions.reduce((shown, redaction) => redaction(shown), redactMore(text));
  const changes = manifestChanges(await render(before), await render(after), await render(after));
  return changes.map((change) => ({
    ...change,
    title: redact(change.title),
    changes: change.changes.map(({ path, ...sides }) => ({ path, ...(redactData(sides, redact) as object) })),
  }));
}

/** The values that a chart has of its own. */
function ownOf(chart: string): unknown {
  const { parse } = require("yaml") as typeof import("yaml");
  try {
    return parse(readFileSync(join(chart, "values.yaml"), "utf8"), { logLevel: "error" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    // Helm would say what is wrong with it, and quote it.
    throw new UsageError(`the values.yaml of the chart cannot be read: ${yamlWords(error)}`);
  }
}
