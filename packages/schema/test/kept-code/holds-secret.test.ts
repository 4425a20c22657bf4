import type { JsonSchema } from "@chartmodel/json-schema";
import { expect, test } from "vitest";
import { holdsSecret } from "../../src/kept-code/holds-secret.ts";

const secret = (rest: JsonSchema = {}): JsonSchema => ({ type: "string", "x-secret": true, ...rest });
const object = (properties: Record<string, JsonSchema>, rest: JsonSchema = {}): JsonSchema => ({
  type: "object",
  properties,
  ...rest,
});

test.each<[expected: boolean, what: string, schema: JsonSchema]>([
  [false, "a secret that the environments give", object({ token: secret({ maxLength: 40 }) })],
  [false, "a secret that is empty by default", object({ token: secret({ default: "" }) })],
  [false, "a default beside a secret", object({ token: secret(), port: { type: "integer", default: 80 } })],
  [true, "a default of a secret", object({ token: secret({ default: "hunter2" }) })],
  [true, "an example of a secret", object({ token: secret({ examples: ["hunter2"] }) })],
  [true, "a secret that is always the same", object({ token: secret({ const: "hunter2" }) })],
  [true, "a choice of secrets", object({ token: secret({ enum: ["hunter2"] }) })],
  [true, "a default above a secret", object({ token: secret() }, { default: { token: "hunter2" } })],
  [true, "a default in a list", { type: "array", items: object({ token: secret({ default: "hunter2" }) }) }],
  [
    true,
    "a default below what is secret",
    object({ user: { type: "string", default: "me" } }, { "x-secret": true }),
  ],
  [true, "a default of a branch", { anyOf: [{ type: "integer" }, secret({ default: "hunter2" })] }],
])("%s: %s", (expected, _what, schema) => {
  expect(holdsSecret(schema)).toBe(expected);
});
