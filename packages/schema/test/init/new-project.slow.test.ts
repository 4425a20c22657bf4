import { basename } from "node:path";
import { expect, test } from "vitest";
import { findHelm } from "../../../../tools/helm.mjs";
import { chartmodel } from "../support/chartmodel.ts";
import { helm } from "../support/helm.ts";
import { initFolder } from "../support/init-folder.ts";

const env = { HELM: findHelm() };

test("a new project has a chart that renders, and with which nothing is wrong", () => {
  const project = initFolder();
  project.write("package.json", '{ "name": "new", "type": "commonjs" }\n');
  expect(chartmodel(project, ["init"], { env })).toMatchObject({ code: 0 });
  const name = basename(project.folder).toLowerCase();
  const chart = project.path(`charts/${name}`);
  expect(chartmodel(project, ["check"], { env })).toMatchObject({ code: 0 });
  expect(chartmodel(project, ["lint", chart], { env })).toMatchObject({ code: 0 });
  const production = project.path(`environments/production/${name}.values.yaml`);
  for (const args of [[], ["--values", production]]) {
    const { code, stdout } = helm(["template", "web", chart, ...args]);
    expect(code).toBe(0);
    expect(stdout).toContain(`name: web-${name}`);
    expect(stdout.includes("kind: Ingress")).toBe(args.length > 0);
  }
  expect(chartmodel(project, ["init"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("has a project"),
  });
});

test("a project's own tsconfig.json stays, other files are in the way", () => {
  const project = initFolder();
  project.write("tsconfig.json", "{}\n");
  project.write("model/values.ts", "// mine\n");
  const before = project.files();
  expect(chartmodel(project, ["init"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("model/values.ts is there"),
  });
  expect(project.files()).toEqual(before);
  project.remove("model");
  expect(chartmodel(project, ["init"])).toMatchObject({ code: 0 });
  expect(project.read("tsconfig.json")).toBe("{}\n");
});

test("without the library in the folder nothing is written, and that is said", () => {
  const project = initFolder();
  project.remove("node_modules");
  expect(chartmodel(project, ["init"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("npm install"),
  });
  expect(project.files()).toEqual({});
});
