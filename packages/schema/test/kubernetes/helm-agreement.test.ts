import type { JsonSchema } from "@chartmodel/json-schema";
import { expect, test } from "vitest";
import { definitionsFor } from "../../src/kubernetes/bundle.ts";
import { definitionNames } from "../../src/kubernetes/types.ts";
import { refusedByHelm } from "../support/helm.ts";
import { right, wrong } from "./cases.ts";

const cases = [
  ...right.map((it) => ({ ...it, verdict: true })),
  ...wrong.map((it) => ({ ...it, verdict: false })),
];
const names = new Set(cases.map(({ type }) => definitionNames[type]));

/** One schema with a key for each case, so that one run of Helm judges them all. */
const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  properties: Object.fromEntries(
    cases.map(({ type }, at) => [`case${at}`, { $ref: `#/definitions/${definitionNames[type]}` }]),
  ),
  definitions: definitionsFor(names),
} as JsonSchema;

test("Helm accepts and refuses the same values as ajv", () => {
  const values = Object.fromEntries(cases.map(({ value }, at) => [`case${at}`, value]));
  const refused = new Set(refusedByHelm(schema, values).map((pointer) => pointer.split("/")[1]));
  const disagreed = cases.filter(({ verdict }, at) => verdict === refused.has(`case${at}`));
  expect(disagreed).toEqual([]);
});
