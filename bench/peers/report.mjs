import { machine, table } from "../markdown.mjs";
import { bars } from "./bars.mjs";
import { faults } from "./faults.mjs";
import { moments } from "./processes.mjs";

/** Between a number and its unit, where no line may end. */
const joint = "\u00a0";

const named = ({ name, version }) => `${name} ${version}`;

/** The results as Markdown: machine, versions and date, tables, and who could not be had. */
export function tablesOf({ load, processes, bulk, lint, skipped }) {
  const cell = ({ milliseconds, ratio }) =>
    `${milliseconds.toFixed(0)}${joint}ms, ${ratio.toFixed(1)}${joint}×`;
  const missing = [...skipped, ...lint.skipped];
  return [
    machine(load),
    `**One environment's YAML by one process**: medians of ${processes.rounds} rounds, all in turn; × is the median of the ratios to \`node -e 0\` of the same round, which took ${processes.floor.toFixed(0)} ms.`,
    table(
      ["Peer", "Makes", ...Object.values(moments).map(({ what }) => what)],
      processes.rows.map((row) => [
        named(row.peer),
        row.peer.makes,
        ...Object.keys(moments).map((key) => cell(row.moments[key])),
      ]),
    ),
    `**Many environments by one process**, from nothing to everything written; time, and memory of the largest process. A peer was ended after ${bulk.limit} s, and more than a hundred were asked only of who made a hundred in less than ${bulk.quick} s.`,
    table(
      [
        "Peer",
        ...bulk.amounts.map(
          (amount) => `${amount.toLocaleString("en")} environment${amount === 1 ? "" : "s"}`,
        ),
      ],
      bulk.rows.map((row) => [
        named(row.peer),
        ...bulk.amounts.map((amount) => bulkCell(row.amounts[amount], bulk)),
      ]),
    ),
    "**What else there is**",
    table(
      ["Peer", "Schema for Helm", "Checks"],
      bulk.rows.map(({ peer }) => [named(peer), peer.schema, peer.checks]),
    ),
    "**Planted faults**: one at a time in a chart of three objects. Found is what a linter says of the copy and not of the healthy chart.",
    table(
      ["Fault", ...lint.rows.map(({ linter }) => named(linter))],
      [
        ...faults.map(({ what }, index) => [
          what,
          ...lint.rows.map(({ found }) => (found[index] ? "found" : "–")),
        ]),
        ["found, in all", ...lint.rows.map(({ found }) => found.filter(Boolean).length)],
        ["lines about the healthy chart", ...lint.rows.map(({ falseAlarms }) => falseAlarms.length)],
      ],
    ),
    missing.length === 0
      ? "Every peer could be had."
      : `Could not be had:\n\n${missing.map((peer) => `- ${named(peer)}: ${peer.reason}`).join("\n")}`,
  ].join("\n\n");
}

/** The ratios to Node as pictures, by the name of their file. */
export function picturesOf({ processes }) {
  const shown = { warm: "again, nothing changed", model: moments.model.what };
  const groups = processes.rows.map(({ peer, moments: of }) => ({
    name: peer.name,
    numbers: Object.keys(shown).map((key) => of[key].ratio),
  }));
  const title = "One environment's YAML by one process, as a multiple of a bare Node";
  const picture = (theme) => bars({ title, series: Object.values(shown), groups, unit: "×", theme });
  return { "peers.svg": picture("light"), "peers-dark.svg": picture("dark") };
}

function bulkCell(found, { limit }) {
  if (!found) return "not asked";
  if (found.over) return `over ${limit} s`;
  return `${found.seconds.toFixed(2)}${joint}s, ${found.megabytes.toFixed(0)}${joint}MB`;
}
