import { resolveEnvironment } from "@todo-stack/config";
import { expect, test } from "vitest";
import { chartVariables } from "../../packages/config/src/projection/chart-variables.ts";
import { charts, environments, find, render } from "./helm.ts";

test.each(environments)("the rules know the variables that the charts set in %s", async (environment) => {
  const resolved = resolveEnvironment(environment);
  for (const chart of charts) {
    const manifests = await render(chart, environment);
    const [container] = find(manifests, "Deployment").spec.template.spec.containers;
    const set = [
      ...Object.keys(find(manifests, "ConfigMap").data),
      ...container.env.map(({ name }: { name: string }) => name),
    ];
    const key = chart === "todo-backend" ? "backend" : "frontend";
    expect(chartVariables(resolved, key).toSorted()).toEqual(set.sort());
  }
});
