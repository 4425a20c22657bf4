import { describe, expect, expectTypeOf, test } from "vitest";
import {
  defineEnvironment,
  environments,
  type RenderedValues,
  renderValues,
  resolveEnvironment,
  schemas,
  UsageError,
  ValuesError,
  validateValues,
} from "../src/index.ts";

const names = ["local", "ci", "staging", "production"] as const;
const charts = ["todo-backend", "todo-frontend"] as const;

test("there are four environments", () => {
  expect([...environments.keys()]).toEqual(names);
});

describe("renderValues", () => {
  test.each(names)("gives valid values for %s", (name) => {
    const { backend, frontend } = renderValues(name);
    expect(validateValues("todo-backend", backend)).toEqual([]);
    expect(validateValues("todo-frontend", frontend)).toEqual([]);
  });

  test("takes a defined environment, of which the defaults may be left out", () => {
    const { backend } = renderValues(
      defineEnvironment({
        name: "mine",
        stage: "local",
        network: { visitors: [{ ipBlock: { cidr: "0.0.0.0/0" } }] },
      }),
    );
    expect(backend).toMatchObject({ replicaCount: 1, config: { logLevel: "info" } });
  });

  test("is typed", () => {
    expectTypeOf<RenderedValues["backend"]["replicaCount"]>().toEqualTypeOf<number>();
    expectTypeOf<RenderedValues["frontend"]["service"]["type"]>().toEqualTypeOf<
      "ClusterIP" | "NodePort" | "LoadBalancer"
    >();
    // @ts-expect-error: a typo
    defineEnvironment({ name: "mine", stage: "local", backend: { replicaCuont: 2 } });
    // @ts-expect-error: the stage has no default
    defineEnvironment({ name: "mine" });
  });

  test("gives every call values of its own", () => {
    const { backend } = renderValues("local");
    (backend.image as { tag: string }).tag = "changed";
    (backend.resources.requests as Record<string, string>)["cpu"] = "changed";
    expect(JSON.stringify(renderValues("local"))).not.toContain("changed");
  });

  test("throws every issue of a wrong environment", () => {
    const wrong = {
      name: "wrong",
      stage: "local",
      backend: { replicaCount: 0, replicaCuont: 2 },
      images: { tag: "a b" },
    };
    const render = () =>
      renderValues(defineEnvironment(wrong as unknown as Parameters<typeof defineEnvironment>[0]));
    expect(render).toThrow(ValuesError);
    expect(render).toThrow(/3 issues:[\s\S]*images\.tag[\s\S]*replicaCuont[\s\S]*replicaCount/);
  });

  test.each([renderValues, resolveEnvironment])("refuses an unknown name with the nearest one", (call) => {
    expect(() => call("prodution" as "production")).toThrow(UsageError);
    expect(() => call("prodution" as "production")).toThrow(/did you mean "production"\?/);
  });
});

describe("validateValues", () => {
  test.each(charts)("takes the defaults of %s alone, as Helm would", (chart) => {
    expect(validateValues(chart, {})).toEqual([]);
  });

  test.each([
    { values: { replicaCount: "2" }, issue: { path: "replicaCount", code: "type", received: '"2"' } },
    { values: { image: { tga: "1" } }, issue: { path: "image.tga", code: "unknown-key" } },
    {
      values: { livenessProbe: { httpGet: { prt: 1, port: 1 } } },
      issue: { path: "livenessProbe.httpGet.prt", code: "unknown-key" },
    },
    { values: null, issue: { path: "", code: "type", received: "null" } },
    { values: { replicaCount: null }, issue: { path: "replicaCount", code: "required", received: "null" } },
    { values: { scratch: [{ name: "a", mountPath: "/a" }] }, issue: { path: "scratch[0].sizeLimit" } },
    { values: { podAnnotations: { a: "\ud83d" } }, issue: { path: "podAnnotations.a", code: "type" } },
  ])("$values: $issue.code at $issue.path", ({ values, issue }) => {
    expect(validateValues("todo-backend", values)).toMatchObject([issue]);
  });

  test.each([
    { values: { readinessProbe: { httpGet: { path: "/other" } } } },
    { values: { resources: { limits: null } } },
    { values: { resources: undefined } },
  ])("takes what Helm lays over values.yaml: $values", ({ values }) => {
    expect(validateValues("todo-backend", values)).toEqual([]);
  });

  test("refuses an unknown chart", () => {
    expect(() => validateValues("todo-backnd" as "todo-backend", {})).toThrow(/todo-backnd.*todo-backend/);
  });
});

test.each(charts)("schemas has the draft-07 schema of %s", (chart) => {
  expect(schemas[chart]).toMatchObject({
    $schema: "http://json-schema.org/draft-07/schema#",
    additionalProperties: false,
  });
});
