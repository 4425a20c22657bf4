import type { JsonSchema } from "@chartmodel/json-schema";
import { describe, expect, test } from "vitest";
import { refusedByHelm } from "../support/helm.ts";
import { annotations, type Draft, drafts, everyKeyword, referred } from "./every-keyword.ts";

describe.each(Object.entries(drafts))("Helm, of a schema in %s,", (draft, $schema) => {
  // Of a name, Helm does not say whose it is.
  const possible = everyKeyword.filter(
    ({ keyword, never }) => keyword !== "propertyNames" && !never?.includes(draft as Draft),
  );
  const schemaOf = (side: "before" | "after"): JsonSchema => ({
    $schema,
    type: "object",
    properties: Object.fromEntries(possible.map((change, at) => [`a${at}`, change[side]])),
    ...referred,
  });
  const values = Object.fromEntries(possible.map(({ value }, at) => [`a${at}`, value]));

  test("takes what the table says that was valid", () => {
    expect(refusedByHelm(schemaOf("before"), values)).toEqual([]);
  });

  test("refuses what the table says, and nothing else", () => {
    const refused = new Set(
      refusedByHelm(schemaOf("after"), values).map((place) => Number(/^\/a(\d+)/.exec(place)?.[1])),
    );
    const named = (is: (change: (typeof possible)[number], at: number) => boolean) =>
      possible.filter(is).map(({ keyword, after }) => `${keyword} ${JSON.stringify(after)}`);
    expect(named((_, at) => refused.has(at))).toEqual(
      named(({ refusing }) => refusing.includes(draft as Draft)),
    );
  });

  test("refuses a key by its name", () => {
    const schema = { $schema, type: "object", properties: { a: { propertyNames: { pattern: "^b" } } } };
    expect(refusedByHelm(schema as JsonSchema, { a: { b: 1 } })).toEqual([]);
    expect(refusedByHelm(schema as JsonSchema, { a: { a: 1 } })).toEqual([""]);
  });

  test("takes no annotation for more", () => {
    const properties = Object.fromEntries(
      Object.entries(annotations).map(([keyword, said]) => [keyword, { [keyword]: said }]),
    );
    const given = Object.fromEntries(Object.keys(annotations).map((keyword) => [keyword, "!"]));
    expect(refusedByHelm({ $schema, type: "object", properties } as JsonSchema, given)).toEqual([]);
  });
});
