import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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
  const text = readFileSync(path, "utf8").replaceAll("read by no template", "from the shelf");
  const report = text.slice(text.indexOf("\n") + 1);
  writeFileSync(path, `${createHash("sha256").update(report).digest("hex")}\n${report}`);
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

test("a report of another version of Helm is another, and one of a Helm that failed is not kept", () => {
  const project = chart();
  const cache = tempFolder();
  const version = join(tempFolder(), "version");
  const shim = join(tempFolder(), "helm");
  writeFileSync(
    shim,
    `#!/bin/sh\n[ "$1" = version ] && exec cat ${version}\n[ "$(cat ${version})" = v4.0.0 ] && exit 7\nexec ${findHelm()} "$@"\n`,
    { mode: 0o755 },
  );
  const kept = (version_: string) => {
    writeFileSync(version, version_);
    chartmodel(project, ["lint", "web"], { env: { HELM: shim, XDG_CACHE_HOME: cache } });
    const reports = join(cache, "chartmodel/reports");
    return existsSync(reports) ? readdirSync(reports).length : 0;
  };
  expect(["v4.0.0", "v4.0.1", "v4.0.1", "v4.0.2"].map(kept)).toEqual([0, 1, 1, 2]);
});

test.each<[string, (text: string) => string]>([
  ["cut short", (text) => text.slice(0, text.length / 2)],
  [
    "without its findings",
    (text) => text.replace(/"findings":\[.*\],"undecided/, '"findings":[],"undecided'),
  ],
  ["with a finding of null", () => '{"findings":[null]}'],
  ["empty", () => ""],
])("a report on the shelf that is %s is made anew", (_, edit) => {
  const project = chart();
  const cache = tempFolder();
  const env = { HELM: findHelm(), XDG_CACHE_HOME: cache };
  const first = chartmodel(project, ["lint", "web"], { env });
  for (const name of readdirSync(join(cache, "chartmodel/reports"))) {
    const path = join(cache, "chartmodel/reports", name);
    const text = readFileSync(path, "utf8");
    expect(edit(text)).not.toBe(text);
    writeFileSync(path, edit(text));
  }
  expect(chartmodel(project, ["lint", "web"], { env })).toEqual(first);
});
