import { expect, test } from "vitest";
import { runMain } from "../support/chartmodel.ts";
import { tempProject } from "../support/temp-project.ts";

test("a refusal says how to ask for its codes, and the answer has cause and cure of each", async () => {
  const project = tempProject("shop");
  project.edit("environments.ts", "replicas: 3", "replicas: 300");
  project.edit("environments.ts", 'host: "localhost"', 'host: "", quue: "x"');
  const { stderr } = await runMain(project, ["render"]);
  const [, codes = ""] = /^.*: chartmodel why (.*)$/m.exec(stderr) ?? [];
  expect(codes.split(" ").sort()).toEqual(["length", "range", "unknown-key"]);
  const { code, stdout } = await runMain(project, ["why", ...codes.split(" ")]);
  expect(code).toBe(0);
  for (const name of codes.split(" "))
    expect(stdout).toMatch(new RegExp(`^${name}\n  .+\n  What to do: .+\n`, "m"));
});

test("findings in charts and rules of the project are explained as well", async () => {
  const project = tempProject("shop");
  const { code, stdout } = await runMain(project, ["why", "value-unused", "live-replicas"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^value-unused\n {2}The value is in the model or in `values.yaml`, and no template/);
  expect(stdout).toMatch(/^live-replicas, a rule of the project\n {2}.+\n$/m);
});

test("a code that does not exist is refused with those that do, and so is none", async () => {
  const project = tempProject("shop");
  const { code, stderr } = await runMain(project, ["why", "rnage"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/there is no code "rnage"; did you mean "range"\? .*live-replicas/);
  expect(await runMain(project, ["why"])).toMatchObject({ code: 2 });
});
