import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { copyOfProject } from "../../tools/e2e/assisted-copy.mjs";

const folder = copyOfProject();
afterAll(() => rmSync(folder, { recursive: true }));

const faults = [
  {
    before: "server(toolServer.resource, tools)",
    after: 'server(toolServer.resource, [...tools, "k8s_delete_resource"])',
    sentence: /Agent todo-ops: .*toolNames\[\d+\] must be one of .*found "k8s_delete_resource"/,
  },
  {
    before: "description: `Reads",
    after: "descripton: `Reads",
    sentence: /Agent todo-ops: .*descripton is no field .*did you mean "description"\?/,
  },
  {
    before: '...(apiKeySecret !== "" &&',
    after: '...(apiKeySecret === "" && { apiKeySecret: "llm" }),\n      ...(apiKeySecret !== "" &&',
    sentence: /ModelConfig todo-ops-model: .*apiKeySecret and apiKeySecretKey go together/,
  },
];

function chartmodel(command: string) {
  const program = join(folder, "node_modules/.bin/chartmodel");
  // Without Helm the objects that no chart renders are checked all the same, and nothing else takes long.
  const env = { ...process.env, HELM: "/nowhere" };
  const { status, stdout, stderr } = spawnSync(program, [command], { cwd: folder, encoding: "utf8", env });
  return { status, said: `${stdout}${stderr}` };
}

test("chartmodel check fails with what is wrong in kagent's objects as they are generated", () => {
  const file = join(folder, "packages/config/src/ai/kagent-resources.ts");
  let text = readFileSync(file, "utf8");
  for (const { before, after } of faults) {
    expect(text).toContain(before);
    text = text.replace(before, after);
  }
  writeFileSync(file, text);
  expect(chartmodel("render")).toMatchObject({ status: 0 });
  const { status, said } = chartmodel("check");
  expect(status).toBe(1);
  for (const { sentence } of faults) expect(said).toMatch(sentence);
}, 600_000);
