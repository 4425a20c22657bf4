import type { JsonSchema } from "@chartmodel/json-schema";
import { expect, test } from "vitest";
import { compileCheck } from "../../src/validate/compile-check.ts";
import { compileVerdicts } from "../../src/validate/verdict-source.ts";

test.each<[JsonSchema, unknown, boolean]>([
  [{ enum: [{ a: 1 }] }, { toString: 1 }, false],
  [{ enum: [{ a: 1 }, { constructor: 1 }] }, { constructor: 1 }, true],
  [{ const: { valueOf: [1] } }, { valueOf: [1] }, true],
  [{ uniqueItems: true }, [{ toString: 1 }, { toString: 1 }], false],
  [{ uniqueItems: true }, [{ constructor: 1 }, { constructor: 1 }], false],
  [{ uniqueItems: true }, [{ constructor: 1 }, { constructor: 2 }, "1", 1, true], true],
])("a key of what is compared may be called as what every object has: %j, %j", (schema, value, isValid) => {
  expect(compileCheck(schema)(value)).toBe(isValid);
  expect(compileVerdicts([schema], schema)[0]?.(value)).toBe(isValid);
});
