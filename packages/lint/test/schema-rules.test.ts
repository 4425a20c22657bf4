import { describe, expect, test } from "vitest";
import { checkCharts } from "../src/check-charts.ts";

const spec = {
  type: "object",
  properties: {
    kind: { type: "string", enum: ["Shop", "Stall"], default: "Shop" },
    roof: { type: "string" },
    "a/b": { type: "object", "x-kubernetes-validations": [{ rule: "size(self) < 2" }] },
    sizes: {
      type: "array",
      items: {
        type: "object",
        properties: { least: { type: "integer" }, most: { type: "integer" }, part: { type: "number" } },
        "x-kubernetes-validations": [
          { rule: "self.least <= self.most && self.least >= 1", message: "least is at most most" },
          { rule: "!has(self.part) || self.part < 1.0", message: "part is below 1" },
        ],
      },
    },
  },
  additionalProperties: false,
  "x-kubernetes-validations": [
    { rule: "self.kind == 'Stall' || has(self.roof)", message: "a shop has a roof" },
    { rule: "self.kind == oldSelf.kind", message: "the kind stays" },
  ],
};

async function check(content: object, schema: object = spec) {
  const manifest = { apiVersion: "example.com/v1", kind: "Shop", metadata: { name: "x" }, spec: content };
  const schemas = { "example.com/v1/Shop": { type: "object", properties: { spec: schema } } };
  return checkCharts({ charts: [], files: [{ path: "shops.yaml", manifests: [manifest] }], schemas });
}

const messagesOf = async (content: object) => (await check(content)).issues.map(({ message }) => message);

describe("the rules of a custom resource's schema", () => {
  test("say nothing of what satisfies them, integers and other numbers too", async () => {
    expect(await messagesOf({ roof: "flat", sizes: [{ least: 1, most: 3, part: 0.5 }] })).toEqual([]);
    expect(await messagesOf({ kind: "Stall", sizes: [{ least: 2, most: 2, part: 0 }] })).toEqual([]);
  });

  test("are evaluated after the defaults, and each breach is told with its place", async () => {
    const { issues } = await check({
      sizes: [
        { least: 1, most: 2 },
        { least: 3, most: 2, part: 1 },
      ],
      "a/b": { c: 1, d: 2 },
    });
    expect(issues.map(({ message }) => message)).toEqual([
      "Shop x: spec: a shop has a roof",
      "Shop x: spec.sizes[1]: least is at most most",
      "Shop x: spec.sizes[1]: part is below 1",
      'Shop x: spec["a/b"]: it must satisfy size(self) < 2',
    ]);
    expect(issues[0]).toMatchObject({
      code: "manifest-invalid",
      chart: "shops.yaml",
      file: "shops.yaml",
      path: "spec",
    });
  });

  test("wait for the schema, as in the API server", async () => {
    expect(await messagesOf({ rof: "flat" })).toEqual([
      'Shop x: spec.rof is no field that Kubernetes knows; did you mean "roof"?',
    ]);
  });

  test("that only the API server can evaluate are named", async () => {
    const rule = "quantity(self.roof).isGreaterThan(quantity('1'))";
    const { issues, notes } = await check({ roof: "2" }, { ...spec, "x-kubernetes-validations": [{ rule }] });
    expect(issues).toEqual([]);
    expect(notes).toContain(`not evaluated: example.com/v1/Shop: ${rule}`);
  });

  test("change nothing of the object", async () => {
    const manifest = { apiVersion: "example.com/v1", kind: "Shop", spec: {} };
    const schemas = { "example.com/v1/Shop": { type: "object", properties: { spec } } };
    await checkCharts({ charts: [], files: [{ path: "x", manifests: [manifest] }], schemas });
    expect(manifest.spec).toEqual({});
  });
});
