import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { runHelm } from "../src/helm/helm.ts";
import { lintChart, lintCharts } from "../src/index.ts";

const patiently = { timeout: 30_000 };

/** A Helm that tells its version, and else heeds no signal and never ends, as one does with a template that turns. */
function endlessHelm(): { command: string; pid(): number | undefined; chart: string } {
  const folder = mkdtempSync(join(tmpdir(), "helm-"));
  const pidFile = join(folder, "pid");
  const command = join(folder, "helm");
  const program = `#!${process.execPath}
if (process.argv[2] === "version") process.stdout.write("v4.0.0");
else {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
  require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
  setInterval(() => {}, 1000);
}
`;
  writeFileSync(command, program, { mode: 0o755 });
  const chart = join(folder, "chart");
  mkdirSync(join(chart, "templates"), { recursive: true });
  writeFileSync(join(chart, "Chart.yaml"), "apiVersion: v2\nname: chart\nversion: 0.1.0\n");
  writeFileSync(join(chart, "values.yaml"), "a: 1\n");
  writeFileSync(join(chart, "templates", "a.yaml"), "{{ .Values.a }}\n");
  const pid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) || undefined : undefined);
  onTestFinished(() => {
    if (isAlive(pid())) process.kill(pid() as number, "SIGKILL");
    rmSync(folder, { recursive: true });
  });
  return { command, pid, chart };
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("a signal ends a Helm that does not end", async () => {
  const { command, pid } = endlessHelm();
  const controller = new AbortController();
  const run = runHelm(command, ["template"], { signal: controller.signal });
  run.catch(() => {});
  await expect.poll(pid, patiently).toBeDefined();
  controller.abort(new Error("enough"));
  await expect(run).rejects.toThrow("enough");
  expect(isAlive(pid())).toBe(false);
});

test("without a signal it is ended after a minute, with a sentence", async () => {
  const { command, pid } = endlessHelm();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const run = runHelm(command, ["template", "name", "chart"]);
  run.catch(() => {});
  while (pid() === undefined) await new Promise((resolve) => setImmediate(resolve));
  vi.advanceTimersByTime(60_000);
  await expect(run).rejects.toThrow("helm template name chart did not end in 60 seconds");
  expect(isAlive(pid())).toBe(false);
});

test("lint tells what it knows when its time is up", async () => {
  const { command, pid, chart } = endlessHelm();
  const controller = new AbortController();
  const report = lintChart(chart, { helm: command, signal: controller.signal });
  await expect.poll(pid, patiently).toBeDefined();
  controller.abort();
  expect((await report).undecided).toContain("manifests of some values: the time was up");
  expect(isAlive(pid())).toBe(false);
});

test("a chart that is nested too deeply is told with a sentence, and the next one is read", async () => {
  const [{ chart: template }, { chart: values }, { chart: other }] = [
    endlessHelm(),
    endlessHelm(),
    endlessHelm(),
  ];
  const blocks = `${"{{if 1}}".repeat(20_000)}${"{{end}}".repeat(20_000)}`;
  writeFileSync(join(template, "templates", "a.yaml"), blocks);
  writeFileSync(join(values, "values.yaml"), `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`);
  expect(await lintCharts([template, values, other])).toEqual([
    expect.objectContaining({
      undecided: expect.arrayContaining([expect.stringContaining("more than 200 blocks deep")]),
    }),
    { path: values, error: expect.stringContaining("nested too deep") },
    expect.objectContaining({ findings: [] }),
  ]);
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s to who runs it ends it too", async (signal) => {
  const { command, pid } = endlessHelm();
  const source = JSON.stringify(join(import.meta.dirname, "../src/helm/helm.ts"));
  const program = `const { runHelm } = await import(${source}); await runHelm(${JSON.stringify(command)}, ["template"]);`;
  const runner = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
  const ended = new Promise((resolve) => runner.on("exit", (_, by) => resolve(by)));
  await expect.poll(pid, patiently).toBeDefined();
  runner.kill(signal);
  expect(await ended).toBe(signal);
  await expect.poll(() => isAlive(pid()), patiently).toBe(false);
});
