import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findHelm } from "../../tools/helm.mjs";
import { plan, repository } from "./plan.js";

test.each(plan.services)("$name: Helm takes the settings that only the inner loop has", ({ chart }) => {
  const settings = chart.set.flatMap((setting) => ["--set", setting]);
  const files = [join(repository, chart.path), "--values", join(repository, chart.values)];
  const { stderr, status } = spawnSync(findHelm(), ["template", chart.release, ...files, ...settings], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});
