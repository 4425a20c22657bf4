import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findHelm } from "../../../../tools/helm.mjs";
import { chartmodel } from "../support/chartmodel.ts";
import { initFolder } from "../support/init-folder.ts";
import { tempFolder } from "../support/temp-folder.ts";

function chart() {
  const project = initFolder();
  project.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
  project.write("web/values.yaml", "unused: 1\n");
  project.write("web/ci/a-values.yaml", "unused: 2\n");
  project.write("web/.helmignore", "ci/\n");
  return project;
}

test("a report is kept, and found again by all that it depends on alone", () => {
  const project = chart();
  const cache = tempFolder();
  const reports = join(cache, "chartmodel/reports");
  const lint = (args: string[] = [], env: Record<string, string> = {}) =>
    chartmodel(project, ["lint", "web", ...args], {
      env: { HELM: findHelm(), XDG_CACHE_HOME: cache, ...env },
    });
  const kept = () => readdirSync(reports).length;

  expect(lint()).toMatchObject({ code: 1, stderr: expect.stringContaining("unused is read by no template") });
  const [file = ""] = readdirSync(reports);
  const path = join(reports, file);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("read by no template", "from the shelf"));
  expect(lint().stderr).toContain("unused is from the shelf");

  const otherHelm = join(tempFolder(), "helm");
  cpSync(findHelm(), otherHelm);
  const changes: (() => void)[] = [
    () => project.write("web/templates/NOTES.txt", "{{ .Values.other }}"),
    () => project.write("web/ci/a-values.yaml", "unused: 3\n"),
    () => lint(["--kube-version", "1.30"]),
    () => lint([], { HELM: otherHelm }),
    () => lint([], { HELM_NAMESPACE: "other" }),
    () => lint([], { HELM: "/nowhere" }),
  ];
  for (const change of changes) {
    const before = kept();
    change();
    lint();
    expect(kept()).toBe(before + 1);
  }
});

test("a report on the shelf that is no whole one is made anew", () => {
  const project = chart();
  const cache = tempFolder();
  const env = { HELM: findHelm(), XDG_CACHE_HOME: cache };
  const first = chartmodel(project, ["lint", "web"], { env });
  for (const name of readdirSync(join(cache, "chartmodel/reports")))
    writeFileSync(join(cache, "chartmodel/reports", name), '{"findings":');
  expect(chartmodel(project, ["lint", "web"], { env })).toEqual(first);
});
