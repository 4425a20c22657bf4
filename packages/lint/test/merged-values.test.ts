import { expect, test } from "vitest";
import { mergedValues } from "../src/findings/merged-values.ts";

const own = {
  replicas: 1,
  resources: { limits: { cpu: "1", memory: "1Gi" } },
  hosts: ["a", "b"],
  labels: {},
};

test.each([
  { what: "the same values", values: own, paths: [] },
  { what: "a map with another key", values: { ...own, labels: { team: "todo" } }, paths: [] },
  { what: "a shorter list, which Helm replaces whole", values: { ...own, hosts: ["c"] }, paths: [] },
  {
    what: "a map without a key",
    values: { ...own, resources: { limits: { cpu: "1" } } },
    paths: ["resources.limits.memory"],
  },
  { what: "an empty map", values: { ...own, resources: {} }, paths: ["resources.limits"] },
])("$what", ({ values, paths }) => {
  expect(mergedValues(own, values, {}).map(({ path }) => path)).toEqual(paths);
});

test.each(["constructor", "toString", "__proto__"])("finds the key %s", (key) => {
  expect(mergedValues(JSON.parse(`{"${key}": "a"}`), {}, {}).map(({ path }) => path)).toEqual([key]);
});
