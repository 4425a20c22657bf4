/**
 * Checks what both charts render with the production values against checkov's Kubernetes policies: `npm run policy`.
 *
 * Every failed check counts, whatever its severity, unless `policy-check/waivers.json` gives a reason for it. Exit 0 fine
 * (or skipped: checkov could not be installed, which is said), 1 a check failed or a waiver is not needed any more.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCommand } from "./e2e/command.mjs";
import { findHelm } from "./helm.mjs";
import { createPythonEnv } from "./lib/python-env.mjs";
import { root } from "./lib/workspace.mjs";

const charts = ["todo-backend", "todo-frontend"];
const requirements = join(root, "tools", "policy-check", "requirements.txt");
const waivers = JSON.parse(readFileSync(join(root, "tools", "policy-check", "waivers.json"), "utf8"));
const command = createCommand();

const environment = provideCheckov();
if (environment) {
  const findings = await check(environment);
  const unwaived = findings.filter((finding) => !waivers.some((waiver) => covers(waiver, finding)));
  const needless = waivers.filter((waiver) => !findings.some((finding) => covers(waiver, finding)));
  for (const { check_id, check_name, resource } of unwaived)
    console.error(`${resource}: ${check_name} (${check_id})`);
  for (const { check, resource = "any" } of needless)
    console.error(`waiver of ${check} for ${resource}: nothing needs it`);
  console.log(`${findings.length} findings, ${findings.length - unwaived.length} waived`);
  if (unwaived.length + needless.length > 0) process.exitCode = 1;
}

/** The folder of a Python environment with checkov, or `undefined` where it cannot be made. */
function provideCheckov() {
  const folder = join(root, ".dev", "policy-check");
  const stamp = join(folder, "requirements.txt");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return folder;
  console.error("Installing checkov; this takes a minute or two, once");
  try {
    mkdirSync(folder, { recursive: true });
    createPythonEnv(folder, requirements);
    writeFileSync(stamp, wanted);
    return folder;
  } catch (error) {
    console.error(`policy check SKIPPED, checkov cannot be installed: ${error.message}`);
    return undefined;
  }
}

/** Renders both charts as production gets them and returns the checks that failed. */
async function check(environment) {
  const folder = mkdtempSync(join(tmpdir(), "policy-check-"));
  try {
    for (const chart of charts) {
      const values = join(root, "environments", "production", `${chart}.values.yaml`);
      const args = [
        "template",
        chart,
        join(root, "charts", chart),
        "--namespace",
        "todo",
        "--values",
        values,
      ];
      writeFileSync(join(folder, `${chart}.yaml`), await command(findHelm(), args));
    }
    const flags = ["--framework", "kubernetes", "--skip-download", "--quiet", "--compact", "--soft-fail"];
    const checkov = join(environment, "bin", "checkov");
    const report = JSON.parse(await command(checkov, ["--directory", folder, ...flags, "--output", "json"]));
    return report.results.failed_checks;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function covers({ check, resource = "" }, finding) {
  return check === finding.check_id && new RegExp(resource).test(finding.resource);
}
