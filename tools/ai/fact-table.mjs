const signs = { ok: "✓", look: "!", bad: "✗" };

/** Facts as a table: verdict, fact, service, what was observed. Control characters of what others wrote are shown. */
export function factTable(facts) {
  const rows = facts.map(({ verdict, what, where, observed }) => [
    `${signs[verdict]} ${verdict}`,
    what,
    where,
    oneLine(observed),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Texts of the cluster are written by anybody: none reaches the terminal as more than text. */
export function oneLine(text, longest = 240) {
  const plain = text.replaceAll(/\s+/g, " ").replaceAll(/\p{Cc}|\p{Cf}/gu, "�");
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}
