import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gitHistory } from "../diff/git-history.ts";
import { folderAt, schemaAt } from "../diff/read-schema.ts";
import type { Project } from "../project/define-project.ts";
import { compareSchemas } from "../schema-diff/compare-schemas.ts";
import { isMajorStep } from "../schema-diff/is-major-step.ts";
import { showSchemaChange } from "../schema-diff/show-schema-change.ts";
import { UsageError } from "../usage-error.ts";

const require = createRequire(import.meta.url);

/** What was found of a commit's schemas. */
export interface BreakingChanges {
  /** Sentences for what a chart's users would stumble over, in charts whose version does not say so. */
  readonly broken: readonly string[];
  /** Names of the charts that were compared. */
  readonly compared: readonly string[];
  /** Charts that were not, and why. */
  readonly notes: readonly string[];
}

/**
 * Compares the schemas of a project's charts with those that they had at a commit.
 *
 * @throws {UsageError} for a commit that does not exist, and for a Chart.yaml that cannot be read.
 */
export function breakingChanges(project: Project, root: string, reference: string): BreakingChanges {
  const history = gitHistory(root, reference);
  const broken: string[] = [];
  const compared: string[] = [];
  const notes: string[] = [];
  for (const chart of Object.values(project.charts)) {
    const before = schemaAt(history, chart);
    if (before === undefined) {
      notes.push(
        `${chart.name}: ${reference} has no ${chart.path}/values.schema.json, so nothing was compared`,
      );
      continue;
    }
    compared.push(chart.name);
    const after = chart.schema;
    const changes = compareSchemas(before, after);
    if (changes.length === 0) continue;
    const oldFile = `${folderAt(history, chart)}/Chart.yaml`;
    const was = versionIn(history.read(oldFile), `${reference}:${oldFile}`);
    const is = versionIn(readNow(join(root, chart.path, "Chart.yaml")), `${chart.path}/Chart.yaml`);
    if (isMajorStep(was, is)) continue;
    for (const change of changes)
      broken.push(
        `${chart.name} ${is}: ${showSchemaChange(change, before, after)}; give the chart a new major version (${reference} has ${was})`,
      );
  }
  return { broken, compared, notes };
}

function readNow(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function versionIn(text: string | undefined, shownAs: string): string {
  const { parse } = require("yaml") as typeof import("yaml");
  try {
    const { version } = parse(text ?? "", { logLevel: "error" }) as { version?: unknown };
    if (typeof version === "string") return version;
  } catch {
    // Said below.
  }
  throw new UsageError(
    `${shownAs} has no version that can be read: a chart's version tells whether it may break its users`,
  );
}
