import { cpus } from "node:os";
import { faults } from "./faults.mjs";
import { moments } from "./processes.mjs";

/** The results as Markdown tables, with machine and versions. */
export function printed({ processes, bulk, lint, skipped }) {
  const named = ({ name, version }) => `${name} ${version}`;
  const cell = ({ milliseconds, ratio }) => `${milliseconds.toFixed(0)} ms, ${ratio.toFixed(1)} ×`;
  return [
    `${cpus().length} cores, ${cpus()[0]?.model}; Node ${process.versions.node}. One process, medians of ${processes.rounds} rounds in turn; × is to \`node -e 0\` (${processes.floor.toFixed(0)} ms).`,
    table(
      ["Peer", "Makes", ...Object.values(moments).map(({ what }) => what)],
      processes.rows.map((row) => [
        named(row.peer),
        row.peer.makes,
        ...Object.keys(moments).map((key) => cell(row.moments[key])),
      ]),
    ),
    table(
      ["Peer", ...bulk.amounts.map((amount) => `${amount.toLocaleString("en")} environments`)],
      bulk.rows.map((row) => [
        named(row.peer),
        ...bulk.amounts.map((amount) => bulkCell(row.amounts[amount])),
      ]),
    ),
    table(
      ["Peer", "Schema", "Checks"],
      bulk.rows.map(({ peer }) => [named(peer), peer.schema, peer.checks]),
    ),
    table(
      ["Fault", ...lint.rows.map(({ linter }) => named(linter))],
      [
        ...faults.map(({ what }, index) => [
          what,
          ...lint.rows.map(({ found }) => (found[index] ? "found" : "missed")),
        ]),
        ["says of the healthy chart, in lines", ...lint.rows.map(({ falseAlarms }) => falseAlarms.length)],
      ],
    ),
    ...[...skipped, ...lint.skipped].map((peer) => `Skipped: ${named(peer)}: ${peer.reason}`),
  ].join("\n\n");
}

function bulkCell(found) {
  if (!found) return "not asked for";
  if (found.over) return `over ${found.over} s`;
  return `${found.seconds.toFixed(2)} s, ${found.megabytes.toFixed(0)} MB`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
