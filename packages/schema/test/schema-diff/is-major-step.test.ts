import { expect, test } from "vitest";
import { isMajorStep } from "../../src/schema-diff/is-major-step.ts";

test.each([
  ["1.4.2", "2.0.0", true],
  ["v0.9.0", "1.0.0", true],
  ["0.1.9", "0.2.0", true],
  ["0.1.0", "0.1.1", false],
  ["1.1.0", "1.2.0", false],
  ["1.1.0", "0.2.0", false],
  ["0.2.0", "0.1.0", false],
] as const)("from %s to %s: %s", (before, after, is) => {
  expect(isMajorStep(before, after)).toBe(is);
});
