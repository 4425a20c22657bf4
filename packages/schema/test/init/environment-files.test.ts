import { expect, test } from "vitest";
import { environmentFiles } from "../../src/init/environment-files.ts";
import { initFolder } from "../support/init-folder.ts";

const argo = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web-eu}
spec: {source: {path: charts/web, helm: {valueFiles: [values.yaml, ../../sites/eu.yaml]}}}
`;
const helmfile = `environments:
  qa:
    values: [{a: 1}]
releases:
  - name: web
    chart: ./charts/web
    values:
      - sites/{{ .Environment.Name }}.yaml
`;

test.each<[string, Record<string, string>, string[]]>([
  [
    "beside values.yaml",
    { "charts/web/values-prod.yaml": "", "charts/web/values.qa.yml": "", "charts/web/dev-values.yaml": "" },
    ["dev charts/web/dev-values.yaml", "prod charts/web/values-prod.yaml", "qa charts/web/values.qa.yml"],
  ],
  ["above the chart", { "charts/values-prod.yaml": "" }, ["prod charts/values-prod.yaml"]],
  [
    "in environments/",
    { "environments/prod.yaml": "", "charts/web/environments/qa.yaml": "" },
    ["prod environments/prod.yaml", "qa charts/web/environments/qa.yaml"],
  ],
  [
    "in a folder of the environment",
    { "environments/prod/web.yaml": "", "environments/prod/shop.yaml": "", "envs/qa/values.yaml": "" },
    ["prod environments/prod/web.yaml", "qa envs/qa/values.yaml"],
  ],
  [
    "in a folder of the chart",
    { "values/web/prod.yaml": "", "values/shop/qa.yaml": "" },
    ["prod values/web/prod.yaml"],
  ],
  ["named by a helmfile", { "helmfile.yaml": helmfile, "sites/qa.yaml": "" }, ["qa sites/qa.yaml"]],
  ["named by an Application", { "apps/web.yaml": argo, "sites/eu.yaml": "" }, ["web-eu sites/eu.yaml"]],
  [
    "none in ci/, none that is no map",
    { "charts/web/ci/a-values.yaml": "", "charts/web/values-list.yaml": "- 1\n" },
    [],
  ],
])("values files %s", (_, files, found) => {
  const project = initFolder();
  project.write("charts/web/values.yaml", "a: 1\n");
  for (const [path, text] of Object.entries(files)) project.write(path, text || "a: 2\n");
  const names = environmentFiles(project.folder, "charts/web", "web").map(
    ({ environment, file }) => `${environment} ${file}`,
  );
  expect(names.sort()).toEqual(found);
});

test("their values are those that Helm reads", () => {
  const project = initFolder();
  project.write("charts/web/values.yaml", "a: 1\n");
  project.write(
    "charts/web/values-prod.yaml",
    "time: 12:30\nday: 2001-12-14\nopen: yes\nmode: 010\nother: 0o14\nbig: 1_000\n",
  );
  const [prod] = environmentFiles(project.folder, "charts/web", "web");
  expect(prod?.values).toEqual({
    time: "12:30",
    day: "2001-12-14",
    open: true,
    mode: 8,
    other: 12,
    big: 1000,
  });
});
