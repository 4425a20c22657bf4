import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as main from "../../src/index.ts";
import * as runtime from "../../src/runtime.ts";
import { workspace } from "../support/paths.ts";

test("the run time of a bundle has every export of the main entry", () => {
  expect(Object.keys(runtime)).toEqual(expect.arrayContaining(Object.keys(main)));
});

test("@todo-stack/config validates without loading TypeBox or ajv", () => {
  const bundle = join(workspace, "packages/config/dist/index.js");
  const script = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const { renderValues, validateValues } = await import(${JSON.stringify(`file://${bundle}`)});
    const { backend } = renderValues("production");
    const issues = validateValues("todo-backend", { ...backend, replicaCount: "3", replicaCuont: 1 });
    console.log(JSON.stringify({ loaded, issues: issues.map(({ path, code }) => [path, code]) }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const { loaded, issues } = JSON.parse(stdout) as { loaded: string[]; issues: unknown };
  expect(issues).toEqual([
    ["replicaCuont", "unknown-key"],
    ["replicaCount", "type"],
  ]);
  expect(loaded.filter((url) => !url.startsWith("node:") && !url.includes("/packages/config/dist/"))).toEqual(
    [],
  );
  expect(loaded.join()).not.toMatch(/typebox|ajv/);
});
