import { expect, test } from "vitest";
import { alikeItems } from "../../src/model/alike.ts";

test.each([
  {
    what: "a text and a number",
    is: { anyOf: [{ type: "string" }, { type: "number" }] },
    reason: /only one/,
  },
  { what: "texts", is: { type: "string" }, reason: undefined },
  { what: "itself", is: { items: { $ref: "#/definitions/name" } }, reason: undefined },
] as const)("unique items, by a reference to a reference: $what", ({ is, reason }) => {
  const definitions = { name: { $ref: "#/definitions/is" }, is };
  const found = alikeItems({ items: { $ref: "#/definitions/name" } }, { definitions });
  if (reason) expect(found).toMatch(reason);
  else expect(found).toBeUndefined();
});
