import type { JsonSchema } from "@chartmodel/json-schema";
import { definitionNames, definitionsFor } from "@chartmodel/kubernetes";
import { expect, test } from "vitest";
import { right, wrong } from "../../../kubernetes/test/cases.ts";
import { refusedByHelm } from "../support/helm.ts";

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
