import { cpus, totalmem } from "node:os";

/** What was measured on, and when; `load` is its load average as the measuring began. */
export function machine(load) {
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  const busy =
    load > 2
      ? `**The machine was busy**: its load was ${load.toFixed(1)}, so that the times say little and the ratios less than they would.`
      : `Its load was ${load.toFixed(1)}.`;
  return `${new Date().toISOString().slice(0, 10)}; ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${gigabytes} GB of memory, ${process.platform}; Node ${process.versions.node}. ${busy}`;
}

/** A table of Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
