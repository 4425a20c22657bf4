import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type GitHistory, gitHistory } from "../diff/git-history.ts";
import { schemaAt } from "../diff/read-schema.ts";
import type { Chart } from "../model/define-chart.ts";
import type { Project } from "../project/define-project.ts";
import { compareSchemas } from "../schema-diff/compare-schemas.ts";
import { isMajorStep } from "../schema-diff/is-major-step.ts";
import { showSchemaChange } from "../schema-diff/show-schema-change.ts";

const require = createRequire(import.meta.url);

/**
 * Sentences for what a chart's users would stumble over since a commit, in charts whose version does not say so.
 *
 * @throws {UsageError} for a commit that does not exist.
 */
export function breakingChanges(project: Project, root: string, reference: string): string[] {
  const history = gitHistory(root, reference);
  return Object.values(project.charts).flatMap((chart) => {
    const before = schemaAt(history, chart);
    if (before === undefined) return [];
    const after = chart.schema;
    const changes = compareSchemas(before, after);
    const [was, is] = versions(chart, history, root);
    if (changes.length === 0 || isMajorStep(was, is)) return [];
    return changes.map(
      (change) =>
        `${chart.name} ${is}: ${showSchemaChange(change, before, after)}; give the chart a new major version (${reference} has ${was})`,
    );
  });
}

function versions({ path }: Chart, history: GitHistory, root: string): [before: string, after: string] {
  const { parse } = require("yaml") as typeof import("yaml");
  const versionIn = (text: string): string =>
    String((parse(text) as { version?: unknown } | null)?.version ?? "");
  const file = `${path}/Chart.yaml`;
  return [versionIn(history.read(file) ?? ""), versionIn(readFileSync(join(root, file), "utf8"))];
}
