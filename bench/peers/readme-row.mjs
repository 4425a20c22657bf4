const title = "One environment, warm";

/** Whose column is which in the README's table, from the left; the last one's makes no values. */
const columns = ["chartmodel", "cdk8s", "CUE", "go-jsonnet", "KCL", "Pkl"];

/** Puts the measured ratios into the row of the README's table that has them. @throws where there is no such row. */
export function replaceWarmRow(readme, { rows }) {
  const ratioOf = (name) => rows.find(({ peer }) => peer.name === name)?.moments.warm.ratio.toFixed(1);
  const own = ratioOf("chartmodel");
  const cells = columns.map((name) => {
    const ratio = ratioOf(name);
    if (ratio === undefined) return "not measured";
    const shown = `${ratio} ×`;
    if (name === "chartmodel") return `[${shown} a bare Node](docs/performance.md)`;
    return `${Number(ratio) < Number(own) ? `**${shown}**` : shown}${name === "KCL" ? ", with Python's start" : ""}`;
  });
  const row = new RegExp(`^\\| ${title} \\|.*$`, "m");
  if (!row.test(readme)) throw new Error(`README.md: there is no row "${title}"`);
  return readme.replace(row, `| ${[title, ...cells, "makes none"].join(" | ")} |`);
}
