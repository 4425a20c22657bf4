import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defineChart, Type } from "../../src/index.ts";
import { schemaJson } from "../../src/render/schema-json.ts";
import { withMessages, withoutMessages } from "../../src/render/with-messages.ts";
import { compareSchemas } from "../../src/schema-diff/compare-schemas.ts";
import { createVerdict, ownValues } from "../../src/schema-diff/verdict.ts";
import { chartWithSchema, helm } from "../support/helm.ts";

const message = "Give the host that people open, such as shop.example.com.";
const chart = defineChart({
  name: "told",
  values: Type.Object({
    host: Type.String({ description: "Host.", pattern: "^[a-z.]+$", minLength: 3, message }),
    pods: Type.Integer({ maximum: 3, default: 1 }),
    level: Type.Optional(Type.Enum(["low", "mute"], { message: "Be quiet." })),
    tags: Type.Array(Type.String({ message: "A tag has no spaces.", pattern: "^[a-z]+$" }), { default: [] }),
  }),
});
const written = JSON.parse(schemaJson(chart.name, chart.schema));

describe("a field's own message", () => {
  test.each([
    [{ host: "UP" }, `host: ${message} (found "UP")`],
    [{ host: 7 }, `host: ${message} (found 7)`],
    [{}, `host is missing: ${message}`],
    [{ host: "a.b", tags: ["a b"] }, 'tags[0]: A tag has no spaces. (found "a b")'],
    [{ host: "a.b", pods: 9 }, "pods must be integer, at most 3, but is 9"],
  ])("is what a person is told of %j", (values, expected) => {
    expect(chart.complete(values).issues.map((issue) => issue.message)).toEqual([expected]);
  });

  test.each([
    [{ host: "UP" }, message],
    [{ host: 7 }, message],
    [{}, `host is missing: ${message}`],
    [{ host: "abc", level: "loud" }, "Be quiet."],
    [{ host: "abc", tags: ["a b"] }, "A tag has no spaces."],
    [{ host: "abc", tags: [7] }, "A tag has no spaces."],
  ])("is among what Helm says of %j", (values, expected) => {
    const { code, stderr } = helm(
      ["template", chartWithSchema(written), "--values", "-"],
      JSON.stringify({ pods: 1, tags: [], ...values }),
    );
    expect(code).toBe(1);
    expect(stderr).toContain(expected);
  });

  test("is read by editors as part of the description", () => {
    expect(written.properties.host.description).toBe(`Host. ${message}`);
  });

  test("changes nothing of what is valid, the message itself among it", () => {
    const own = createVerdict(chart.schema, ownValues(chart.schema), "the model");
    const told = createVerdict(written, ownValues(written), "the file");
    const host = fc.oneof(fc.constantFrom<unknown>("a.b", message, "UP", "", 7, null), fc.string());
    fc.assert(
      fc.property(
        fc.record(
          {
            host,
            pods: fc.integer({ min: 0, max: 5 }),
            level: fc.constantFrom("low", "mute", "loud", "Be quiet."),
            tags: fc.array(fc.string()),
          },
          { requiredKeys: ["pods", "tags"] },
        ),
        (values) => {
          expect(told(values)).toBe(own(values));
        },
      ),
    );
    expect(told({ host: message })).toBe(false);
  });

  test("is nothing that a comparison of schemas stumbles over", () => {
    expect(withoutMessages(withMessages(chart.schema))).toMatchObject({
      properties: { host: { type: "string" } },
    });
    expect(JSON.stringify(withoutMessages(written))).not.toContain('"if"');
    expect(compareSchemas(written, chart.schema)).toEqual([]);
    expect(compareSchemas(chart.schema, written)).toEqual([]);
  });
});
