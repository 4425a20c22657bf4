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
  const lines = [`### ${words(title)}`, "", ...notes.flatMap((note) => [words(note), ""])];
  for (const { name, changes, manifests = [] } of parts) {
    if (changes.length > 0) {
      lines.push(`**${name}**`, "", "| Value | Before | After | Set in |", "| --- | --- | --- | --- |");
      for (const change of changes) {
        const unit = change.unit === undefined ? "" : ` ${words(change.unit)}`;
        const cell = (side: "before" | "after") =>
          side in change ? code(showValue(change[side])) + unit : "none";
        const cells = [code(change.path), cell("before"), cell("after"), words(setBy(change))];
        // A pipe would end the cell, in code too.
        lines.push(`| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`);
      }
      lines.push("");
    }
    if (manifests.length > 0) {
      lines.push(`**${name}: objects**`, "");
      for (const manifest of manifests)
        for (const [index, line] of showManifestChange(manifest).entries())
          lines.push(index === 0 ? `- ${words(line)}` : `  - ${code(line)}`);
      lines.push("");
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

/** What is no mark of Markdown or HTML, and calls nobody; a name, a file or a unit may hold anything. */
const plain = /^[\w .,:;/→-]*$/;

const words = (text: string): string => (plain.test(text) ? text : code(text));

/** A backtick would end the code. */
function code(text: string): string {
  const fence = "`".repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  const padding = fence.length > 1 ? " " : "";
  return `${fence}${padding}${text.replaceAll(/\s+/g, " ")}${padding}${fence}`;
}
