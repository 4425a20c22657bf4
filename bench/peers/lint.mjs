import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findHelm } from "../../tools/helm.mjs";
import { root } from "../../tools/lib/workspace.mjs";
import { faults } from "./faults.mjs";
import { goProgram } from "./install.mjs";
import { peers } from "./peers.mjs";

const healthy = fileURLToPath(new URL("work/faults", import.meta.url));
const program = join(root, "packages/schema/bin/chartmodel.cjs");
const helmLint = () => [findHelm(), "lint", "--strict", "."];

/** What looks for faults: its commands, run in the chart's folder, one after the other. */
export const linters = [
  {
    name: "chartmodel lint",
    version: peers[0].version,
    install: () => [[process.execPath, program, "lint", "."]],
  },
  { name: "helm lint --strict", version: helmVersion(), install: () => [helmLint()] },
  {
    name: "helm-tool lint",
    version: "0.6.0",
    install: ({ version }) => [[goProgram("github.com/cert-manager/helm-tool", `v${version}`), "lint"]],
  },
  {
    name: "kube-linter lint",
    version: "0.8.3",
    install: ({ version }) => [
      [goProgram("golang.stackrox.io/kube-linter/cmd/kube-linter", `v${version}`), "lint", "."],
    ],
  },
  {
    name: "dadav's helm-schema",
    version: "0.23.4",
    install: ({ version }) => [
      [goProgram("github.com/dadav/helm-schema/cmd/helm-schema", version)],
      helmLint(),
    ],
  },
  {
    name: "losisin's helm-schema",
    version: "2.5.0",
    install: ({ version }) => [
      [goProgram("github.com/losisin/helm-values-schema-json/v2", `v${version}`)],
      helmLint(),
    ],
  },
];

/**
 * Every linter on the healthy chart and on one copy for each fault. What it says of the healthy chart is a false alarm;
 * a fault is found where it says something else of the copy than of the healthy chart.
 */
export function lintPlantedFaults() {
  const skipped = [];
  const rows = [];
  for (const linter of linters) {
    try {
      const commands = linter.install(linter);
      const { said: calm, failed } = lintCopy(commands);
      const found = faults.map((fault) => {
        const { said } = lintCopy(commands, fault);
        return said.some((line) => !calm.includes(line));
      });
      rows.push({ linter, found, falseAlarms: failed ? calm : [] });
    } catch (error) {
      skipped.push({ ...linter, reason: error.message });
      console.error(`skipped: ${linter.name} ${linter.version}: ${error.message}`);
    }
  }
  return { rows, skipped };
}

function lintCopy(commands, fault) {
  const parent = mkdtempSync(join(tmpdir(), "peers-lint-"));
  const chart = join(parent, "web");
  try {
    cpSync(healthy, chart, { recursive: true });
    if (fault) plant(chart, fault);
    const runs = commands.map(([command, ...args]) =>
      spawnSync(command, args, {
        cwd: chart,
        encoding: "utf8",
        env: { ...process.env, NO_COLOR: "1", HELM: findHelm() },
      }),
    );
    return {
      failed: runs.some(({ status }) => status !== 0),
      said: runs.flatMap(({ status, stdout, stderr }) =>
        status === 0 ? [] : linesOf(stdout + stderr, parent),
      ),
    };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

function plant(chart, { what, edit, schema }) {
  if (schema) {
    writeFileSync(join(chart, "values.schema.json"), JSON.stringify(schema));
    return;
  }
  const [file, from, to] = edit;
  const path = join(chart, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`Nowhere to plant ${what}`);
  writeFileSync(path, text.replace(from, to));
}

/** Lines without what differs from run to run: folders, times. */
function linesOf(text, folder) {
  return text
    .replaceAll(folder, "")
    .replace(/\d+(\.\d+)? ?m?s\b|\d{4}[-/]\d\d[-/]\d\d[T ]\S+/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function helmVersion() {
  return spawnSync(findHelm(), ["version", "--template", "{{.Version}}"], { encoding: "utf8" }).stdout.slice(
    1,
  );
}
