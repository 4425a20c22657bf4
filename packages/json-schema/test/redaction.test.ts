import { expect, test } from "vitest";
import { createRedaction, type JsonSchema } from "../src/index.ts";

const root: JsonSchema = {
  properties: {
    password: { "x-secret": true },
    pins: { items: { "x-secret": true } },
    all: { "x-secret": true, properties: { a: {} } },
    name: { type: "string" },
  },
};
const redact = createRedaction(
  { password: 'p@ss"word', pins: [1, 4711], all: { a: { b: "deep" } }, name: "shop" },
  root,
);

test.each([
  { what: "the secret itself", text: '"p@ss\\"word"', is: '"(hidden)"' },
  { what: "in a sentence", text: 'it is p@ss"word!', is: "it is (hidden)!" },
  { what: "in a URL", text: "postgres://me:p%40ss%22word@db", is: "postgres://me:(hidden)@db" },
  { what: "cut off", text: '"postgres://me:p@ss\\"wo…', is: '"postgres://me:(hidden)…' },
  { what: "a number", text: "4711", is: "(hidden)" },
  { what: "a short one alone", text: "1", is: "(hidden)" },
  { what: "a short one in a sentence, which may be there by chance", text: "at most 11", is: "at most 11" },
  { what: "inside a group that is secret", text: "so deep", is: "so (hidden)" },
  { what: "what is no secret", text: "shop", is: "shop" },
])("$what", ({ text, is }) => {
  expect(redact(text)).toBe(is);
});
