import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { linters } from "../../bench/peers/lint.mjs";
import { peers } from "../../bench/peers/peers.mjs";
import { replaceWarmRow } from "../../bench/peers/readme-row.mjs";
import { root } from "../../tools/lib/workspace.mjs";

const page = readFileSync(join(root, "docs/performance.md"), "utf8");
const [, measured = ""] = page.split(/<!-- measured:(?:start|end) -->/);
const missing = [...measured.matchAll(/^- (.+?): /gm)].map(([, peer = ""]) => peer);

/** Our own version moves with each release, and Helm is the one that is there: neither dates the page. */
const unpinned = /^(chartmodel( lint| \+ Helm)?|helm lint --strict) \d\S*$/;
const named = (peer: string) => peer.replace(unpinned, "$1");
const listed = (list: { name: string; version: string }[]) =>
  list.map(({ name, version }) => named(`${name} ${version}`)).toSorted();

test("the page has exactly the peers of the benchmark, in the versions that it pins", () => {
  const tables = measured.split("\n\n").filter((part) => part.startsWith("| Peer |"));
  expect(tables).toHaveLength(3);
  for (const table of tables) {
    const shown = table
      .split("\n")
      .slice(2)
      .map((row) => named(cellsOf(row)[0] ?? ""));
    const others = missing.filter((peer) => !isLinter(peer)).map(named);
    expect([...shown, ...others].toSorted()).toEqual(listed(peers));
  }
});

test("the page has exactly the linters of the benchmark, in the versions that it pins", () => {
  const head = measured.split("\n").find((line) => line.startsWith("| Fault |")) ?? "";
  const shown = cellsOf(head).slice(1).map(named);
  expect([...shown, ...missing.filter(isLinter).map(named)].toSorted()).toEqual(listed(linters));
});

test("the README has the ratios of the page", () => {
  const [table = ""] = measured.split("\n\n").filter((part) => part.startsWith("| Peer | Makes |"));
  const rows = table
    .split("\n")
    .slice(2)
    .map(cellsOf)
    .map(([peer = "", , , warm = ""]) => ({
      peer: { name: peer.replace(/ \S+$/, "") },
      moments: { warm: { ratio: Number.parseFloat(warm.split(", ")[1] ?? "") } },
    }));
  expect(rows.length).toBeGreaterThan(1);
  const readme = readFileSync(join(root, "README.md"), "utf8");
  expect(readme).toBe(replaceWarmRow(readme, { rows }));
});

function isLinter(peer: string): boolean {
  return linters.some(({ name }) => peer.startsWith(`${name} `));
}

function cellsOf(row: string): string[] {
  return row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}
