import type { ManifestIssue } from "@chartmodel/lint";
import { count, say, style } from "./terminal.ts";

/** Tells what the manifests and templates have against them, by chart. */
export function reportManifests(issues: readonly ManifestIssue[], notes: readonly string[]): void {
  for (const note of notes) say(style("dim", note));
  for (const [chart, group] of Map.groupBy(issues, ({ chart }) => chart)) {
    say(`${style("bold", chart)}: ${count(group.length, "issue")}`);
    for (const { code, message, file, line, environment } of group) {
      const place = file && (line === undefined ? file : `${file}:${line}`);
      const where = [place, environment && `environment ${environment}`].filter(Boolean).join(", ");
      say(`  ${style("red", "✗")} ${message} ${style("dim", `[${code}]`)}`);
      if (where) say(`    ${style("dim", where)}`);
    }
  }
  if (issues.length === 0) say(`${style("green", "✓")} no issues in the charts`);
}
