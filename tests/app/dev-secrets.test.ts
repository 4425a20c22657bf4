import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorkspace } from "./workspace.js";

test("many at once agree on one secret, and none prints it", async () => {
  const workspace = await createWorkspace();
  const runs = await Promise.all([1, 2, 3, 4].map(() => workspace.start("dev-secrets.mjs").done));
  const value = /^SECRET=(.+)$/m.exec(workspace.read(".dev/secrets.env"))?.[1] as string;
  for (const { code, output } of runs) {
    expect(code).toBe(0);
    expect(output).not.toContain(value);
  }
  expect(statSync(join(workspace.root, ".dev/secrets.env")).mode & 0o777).toBe(0o600);
});

test("keeps what is there and adds what is missing", async () => {
  const workspace = await createWorkspace();
  workspace.write(".dev/secrets.env", "# mine\nSECRET=chosen-by-hand-and-long-enough-to-serve\n");
  workspace.editPlan((plan) => {
    plan.services[1].process.env.OTHER = "${secret:OTHER}";
  });
  expect((await workspace.start("dev-secrets.mjs").done).code).toBe(0);
  expect(workspace.read(".dev/secrets.env")).toMatch(/^SECRET=chosen-by-hand-and-long-enough-to-serve$/m);
  expect(workspace.read(".dev/secrets.env")).toMatch(/^OTHER=.{40,}$/m);
});
