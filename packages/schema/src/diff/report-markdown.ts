import { showValue } from "@chartmodel/json-schema";
import { type Comparison, differs } from "./comparison.ts";
import { setBy, showManifestChange } from "./show-change.ts";

/** Comparisons for a pull request: a table for each model. */
export function toMarkdown(comparisons: readonly Comparison[]): string {
  const changed = comparisons.filter(differs);
  if (changed.length === 0) return "No values change.\n";
  return changed.map(section).join("\n");
}

function section({ title, parts, notes }: Comparison): string {
  const lines = [`### ${title}`, "", ...notes.flatMap((note) => [note, ""])];
  for (const { name, changes, manifests = [] } of parts) {
    if (changes.length > 0) {
      lines.push(`**${name}**`, "", "| Value | Before | After | Set in |", "| --- | --- | --- | --- |");
      for (const change of changes) {
        const unit = change.unit === undefined ? "" : ` ${change.unit}`;
        const cell = (side: "before" | "after") =>
          side in change ? code(showValue(change[side])) + unit : "none";
        lines.push(`| ${code(change.path)} | ${cell("before")} | ${cell("after")} | ${setBy(change)} |`);
      }
      lines.push("");
    }
    if (manifests.length > 0) {
      lines.push(`**${name}: objects**`, "");
      for (const manifest of manifests)
        for (const [index, line] of showManifestChange(manifest).entries())
          lines.push(index === 0 ? `- ${line}` : `  - ${code(line)}`);
      lines.push("");
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

/** A pipe would end the cell, and a backtick the code. */
function code(text: string): string {
  const fence = "`".repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  const padding = fence.length > 1 ? " " : "";
  return `${fence}${padding}${text.replaceAll("|", "\\|")}${padding}${fence}`;
}
