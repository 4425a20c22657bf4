import { type Comparison, differs } from "./comparison.ts";
import { setBy, showChange, showManifestChange } from "./show-change.ts";

/** A longer text may reach into the next column: one such row must not make all of them too long for a terminal. */
const widest = 48;

/** Comparisons for a terminal: a line for each change, in columns. */
export function toText(comparisons: readonly Comparison[]): string {
  return comparisons.filter(differs).map(section).join("\n");
}

function section({ title, parts, notes }: Comparison): string {
  const lines = [title, ...notes.map((note) => `  ${note}`)];
  for (const { name, changes, manifests = [] } of parts) {
    if (changes.length + manifests.length === 0) continue;
    lines.push(`  ${name}`);
    const rows = changes.map((change) => [change.path, showChange(change), setBy(change)]);
    const widths = [0, 1].map((column) =>
      Math.min(widest, Math.max(0, ...rows.map((row) => row[column]?.length ?? 0))),
    );
    for (const row of rows)
      lines.push(
        `    ${row
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}`,
      );
    for (const manifest of manifests)
      for (const [index, line] of showManifestChange(manifest).entries())
        lines.push(`${" ".repeat(index === 0 ? 4 : 6)}${line}`);
  }
  return `${lines.join("\n")}\n`;
}
