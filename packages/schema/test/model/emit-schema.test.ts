import type { JsonSchema } from "@chartmodel/json-schema";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import {
  defineChart,
  HttpUrl,
  ImageTag,
  Kubernetes,
  Labels,
  Port,
  Quantity,
  StringMap,
  Type,
} from "../../src/index.ts";
import { chartWithSchema, helm } from "../support/helm.ts";

const schemaOf = (field: Parameters<typeof Type.Object>[0]) =>
  defineChart({ name: "emitted", values: Type.Object(field) }).schema;

const fieldOf = (type: Parameters<typeof Type.Object>[0][string]) =>
  schemaOf({ field: type }).properties?.["field"];

/** A model with one of everything. */
const everything = schemaOf({
  text: Type.String({ description: "Text.", minLength: 1, default: "a" }),
  count: Type.Integer({ minimum: 1, maximum: 9, unit: "pods", default: 1 }),
  share: Type.Number({ exclusiveMinimum: 0, default: 0.5 }),
  on: Type.Boolean({ default: false }),
  level: Type.Enum(["debug", "info"], { default: "info" }),
  mode: Type.Union([Type.Literal("a"), Type.Literal("b")]),
  port: Port({ default: 80 }),
  url: HttpUrl({ default: "http://a" }),
  tag: ImageTag({ default: "1" }),
  memory: Quantity({ default: "1Gi" }),
  map: StringMap({ default: {} }),
  labels: Labels({ default: {} }),
  list: Type.Array(Type.Object({ name: Type.String() }), { default: [], uniqueItems: true }),
  deep: Type.Object({ deeper: Type.Object({ deepest: Type.Boolean({ default: true }) }) }),
  token: Type.Optional(Type.String({ secret: true })),
  resources: Kubernetes.ResourceRequirements({ description: "Resources.", default: {} }),
  probe: Kubernetes.Probe({ description: "Probe.", default: {} }),
  tolerations: Type.Array(Kubernetes.Toleration(), { default: [] }),
});

describe("the schema of a chart", () => {
  test("says that it is draft-07: without that, Helm would read 2020-12", () => {
    expect(everything.$schema).toBe("http://json-schema.org/draft-07/schema#");
  });

  test("allows `global`, which Helm injects, and does not require it", () => {
    expect(everything.properties?.["global"]).toMatchObject({
      type: "object",
      additionalProperties: { allOf: [{ $ref: "#/definitions/FreeForm" }] },
    });
    expect(everything.required).not.toContain("global");
  });

  test("is closed at every level, or says what its entries are", () => {
    const open = subschemas(everything).filter(
      ({ schema }) => schema.properties && schema.additionalProperties !== false,
    );
    expect(open.map(({ place }) => place)).toEqual(["#/properties/global"]);
  });

  test("has nothing beside a $ref, which draft-07 would ignore", () => {
    const crowded = subschemas(everything).filter(
      ({ schema }) => schema.$ref && Object.keys(schema).length > 1,
    );
    expect(crowded).toEqual([]);
  });

  test("has no remote or relative reference, and every definition that it refers to", () => {
    const references = subschemas(everything).flatMap(({ schema }) => schema.$ref ?? []);
    const missing = references.filter(
      (name) => !everything.definitions?.[name.replace("#/definitions/", "")],
    );
    expect(references.length).toBeGreaterThan(3);
    expect(missing).toEqual([]);
  });

  test("bundles only the definitions that are used", () => {
    expect(Object.keys(schemaOf({ one: Kubernetes.Toleration() }).definitions ?? {})).toEqual([
      "FreeForm",
      "io.k8s.api.core.v1.Toleration",
    ]);
    // What Helm shares in `global` is free-form.
    expect(Object.keys(schemaOf({ one: Type.Boolean() }).definitions ?? {})).toEqual(["FreeForm"]);
  });

  test("has no null, neither as a type nor as a value", () => {
    expect(JSON.stringify(everything)).not.toMatch(/\bnull\b/);
  });

  test("has nothing that is TypeBox's own", () => {
    expect(JSON.stringify(everything)).not.toContain('"~');
  });

  test("compiles with ajv, strictly", () => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false });
    ajv.addVocabulary(["x-unit", "x-secret"]);
    expect(() => ajv.compile(everything)).not.toThrow();
  });

  test("is read by Helm, which refuses nothing that fits", () => {
    const { code, stderr } = helm(
      ["template", chartWithSchema(everything), "--values", "-"],
      JSON.stringify(fitting),
    );
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });
});

const fitting = {
  ...{
    text: "a",
    count: 1,
    share: 0.5,
    on: true,
    level: "info",
    mode: "b",
    port: 80,
    url: "http://a",
    tag: "1",
  },
  ...{
    memory: "1Gi",
    map: { a: "b" },
    labels: { a: "b" },
    list: [{ name: "x" }],
    deep: { deeper: { deepest: true } },
  },
  ...{
    resources: { requests: { cpu: "50m" } },
    probe: { httpGet: { port: "http" } },
    tolerations: [{ key: "a" }],
  },
};

describe("a field", () => {
  test.each([
    {
      what: "a union of literals",
      type: Type.Union([Type.Literal("a"), Type.Literal("b")]),
      is: { type: "string", enum: ["a", "b"] },
    },
    { what: "an enum", type: Type.Enum(["a", "b"]), is: { type: "string", enum: ["a", "b"] } },
    { what: "an enum of two types", type: Type.Enum(["a", 1]), is: { enum: ["a", 1] } },
    { what: "a unit", type: Type.Integer({ unit: "pods" }), is: { type: "integer", "x-unit": "pods" } },
    { what: "a secret", type: Type.String({ secret: true }), is: { type: "string", "x-secret": true } },
    {
      what: "a map",
      type: Type.Record(Type.String(), Type.Integer()),
      is: { type: "object", additionalProperties: { type: "integer" } },
    },
    {
      what: "an object",
      type: Type.Object({ a: Type.Boolean() }),
      is: {
        type: "object",
        required: ["a"],
        properties: { a: { type: "boolean" } },
        additionalProperties: false,
      },
    },
    {
      what: "a Kubernetes object",
      type: Kubernetes.Toleration({ description: "Taints." }),
      is: { description: "Taints.", allOf: [{ $ref: "#/definitions/io.k8s.api.core.v1.Toleration" }] },
    },
  ])("that is $what", ({ type, is }) => {
    expect(fieldOf(type)).toEqual(is);
  });

  test("whose data looks like a schema stays as it is", () => {
    const data = { type: "object", unit: "x", $ref: "#/definitions/none", description: "" };
    const values = Type.Record(Type.String(), Type.String(), { default: data, examples: [data] });
    expect(fieldOf(values)).toMatchObject({ default: data, examples: [data] });
  });

  test("is required, with a default too, so that `--set field=null` is refused; an optional one is not", () => {
    const schema = schemaOf({ a: Type.String({ default: "" }), b: Type.Optional(Type.String()) });
    expect(schema.required).toEqual(["a"]);
  });
});

interface Place {
  readonly place: string;
  readonly schema: JsonSchema;
}

/** Every object of a schema that is a schema itself: what stands in a map of schemas is, its values of data are not. */
function subschemas(schema: JsonSchema, place = "#"): Place[] {
  const maps = ["properties", "patternProperties", "definitions"] as const;
  const lists = ["allOf", "anyOf", "oneOf"] as const;
  const singles = ["items", "additionalProperties", "propertyNames", "not", "if", "then", "else"] as const;
  return [
    { place, schema },
    ...maps.flatMap((key) =>
      Object.entries(schema[key] ?? {}).flatMap(([name, child]) =>
        subschemas(child, `${place}/${key}/${name}`),
      ),
    ),
    ...lists.flatMap((key) =>
      (schema[key] ?? []).flatMap((child, index) => subschemas(child, `${place}/${key}/${index}`)),
    ),
    ...singles.flatMap((key) => {
      const child = schema[key];
      return typeof child === "object" && !Array.isArray(child)
        ? subschemas(child as JsonSchema, `${place}/${key}`)
        : [];
    }),
  ];
}
