import { expect, test } from "vitest";
import { defineEnvironment, renderValues, resolveEnvironment } from "../src/index.ts";
import { devPlan } from "../src/plan/dev-plan.ts";

/** The plan of an environment like `local`, as text. */
function planOf(change: object): string {
  const environment = defineEnvironment({ name: "derived", extends: "local", ...change });
  return devPlan({ environment: resolveEnvironment(environment), values: renderValues(environment) });
}

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

test.each([
  ["node", "node:20-alpine", "node:24-alpine"],
  ["node", "node:20-alpine", `node:24-alpine@${digest}`],
  ["python", "python:3.11-slim", `registry.example.com:5000/python:3.13-slim@${digest}`],
])("images.%s is all it takes for another base image: %s becomes %s", (field, from, to) => {
  const before = planOf({});
  expect(before.split(from)).toHaveLength(2);
  expect(planOf({ images: { [field]: to } })).toBe(before.replace(from, to));
});

test("each service is deployed into its own namespace", () => {
  const { services } = JSON.parse(
    planOf({ namespaces: { backend: "api", frontend: "web" }, secret: { create: false } }),
  );
  const namespaces = services.map(({ chart }: { chart: { namespace: string } }) => chart.namespace);
  expect(namespaces).toEqual(["api", "web"]);
});
