import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { defineModel, Kubernetes, StringMap, Type } from "../../src/index.ts";
import { anyPartOf } from "../../src/render/overlay-schema.ts";

const { schema } = defineModel({
  name: "overlaid",
  values: Type.Object({
    stage: Type.Enum(["dev", "live"], { description: "What it is for." }),
    web: Type.Object({
      port: Type.Integer({ minimum: 1 }),
      probe: Kubernetes.Probe({ default: {} }),
      env: Type.Array(Kubernetes.EnvVar(), { default: [] }),
      labels: StringMap({ default: {} }),
      sizes: Type.Record(Type.String(), Type.Object({ width: Type.Integer(), height: Type.Integer() })),
      limit: Type.Union([Type.Integer(), Type.Object({ soft: Type.Integer(), hard: Type.Integer() })]),
    }),
  }),
});
const ajv = new Ajv({ strict: false });
const isPart = ajv.compile(anyPartOf(schema));
const isWhole = ajv.compile(schema);

describe("the schema of an overlay", () => {
  test.each([
    {},
    { stage: "live" },
    { web: { port: 2 } },
    { web: { probe: { httpGet: { path: "/x" } } } },
    { web: { env: [{ name: "A" }] } },
    { web: { labels: { a: "b" } } },
    { web: { sizes: { small: { width: 1 } } } },
    { web: { limit: { hard: 2 } } },
  ])("takes a part: %j", (overlay) => {
    expect(isPart(overlay) || isPart.errors).toBe(true);
    expect(isWhole(overlay)).toBe(false);
  });

  test.each([
    { stages: "live" },
    { stage: "lve" },
    { web: { prt: 2 } },
    { web: { port: 0 } },
    { web: { probe: { httpGet: { pth: "/x" } } } },
    { web: { env: [{ value: "a list is replaced whole" }] } },
    { web: { labels: { a: 1 } } },
    { web: { sizes: { small: { widht: 1 } } } },
    { web: { limit: { hard: "2" } } },
  ])("refuses what no layer may hold: %j", (overlay) => {
    expect(isPart(overlay)).toBe(false);
  });

  test("describes the keys", () => {
    expect(anyPartOf(schema).properties?.["stage"]?.description).toBe("What it is for.");
  });
});
