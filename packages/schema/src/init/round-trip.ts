import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Comparison } from "@chartmodel/lint";
import type { Project } from "../project/define-project.ts";
import { evaluate } from "../project/evaluate.ts";
import { schemaJson } from "../render/schema-json.ts";
import { valuesYaml } from "../render/values-yaml.ts";
import { differences } from "./plain-values.ts";

/** A values file of the chart as it is, and the environment that was made of it. */
export interface Original {
  readonly environment: string;
  /** What is laid over the chart's own values. */
  readonly over: Readonly<Record<string, unknown>>;
  /** All values, nulls left out. */
  readonly whole: Readonly<Record<string, unknown>>;
}

/** How an environment of the new project compares with the values file that it was made of. */
export interface RoundTrip {
  readonly environment: string;
  /** What the new model has against the values. */
  readonly issues: readonly string[];
  /** Paths of values that are others than the chart's own. */
  readonly differing: readonly string[];
  /** `undefined` without Helm. */
  readonly manifests: Comparison | undefined;
}

/** Compares how a chart is rendered with its own values and with those of a project that was made of it. */
export type Compare = (
  one: { path: string; values: unknown },
  other: { path: string; values: unknown },
) => Promise<Comparison>;

/**
 * Renders each environment of a new project and compares: the values as data, and the manifests of the chart with those
 * of a copy that has the generated values.yaml and values.schema.json.
 */
export async function roundTrips(
  project: Project,
  chartFolder: string,
  originals: readonly Original[],
  compare: Compare | undefined,
): Promise<RoundTrip[]> {
  const [key = ""] = Object.keys(project.charts);
  const chart = project.charts[key];
  if (!chart) return [];
  const evaluations = originals.map(({ environment }) => evaluate(project, environment));
  const [own] = evaluations;
  const copy = compare && own?.values && copyOf(chartFolder);
  try {
    if (copy) {
      const at = { path: `${chart.path}/values.yaml`, project: project.name };
      writeFileSync(join(copy, "values.yaml"), valuesYaml(chart, own.name, own.values?.[key], at));
      writeFileSync(join(copy, "values.schema.json"), schemaJson(chart.name, chart.schema, project.name));
    }
    const trips: RoundTrip[] = [];
    for (const [index, { environment, over, whole }] of originals.entries()) {
      const evaluation = evaluations[index];
      const values = evaluation?.values?.[key] as Record<string, unknown> | undefined;
      trips.push({
        environment,
        issues: evaluation?.issues.map(({ message }) => message) ?? [],
        differing: values ? differences(values, whole).sort() : [],
        manifests:
          compare && copy && values
            ? await compare(
                { path: chartFolder, values: over },
                { path: copy, values: index === 0 ? {} : values },
              )
            : undefined,
      });
    }
    return trips;
  } finally {
    if (copy) rmSync(join(copy, ".."), { recursive: true, force: true });
  }
}

/** A copy of a chart's folder under the same name, in a temporary one. */
function copyOf(chartFolder: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), "chartmodel-")), basename(chartFolder));
  cpSync(chartFolder, copy, {
    recursive: true,
    dereference: true,
    filter: (file) => ![".git", "node_modules", ".chartmodel"].includes(basename(file)),
  });
  return copy;
}
