import { describe, expect, test } from "vitest";
import { quantityValue } from "../src/rules/quantity-value.ts";

describe("quantityValue", () => {
  test.each([
    { text: "1", is: 1 },
    { text: 2, is: 2 },
    { text: "250m", is: 0.25 },
    { text: "0.5", is: 0.5 },
    { text: "1k", is: 1000 },
    { text: "1Ki", is: 1024 },
    { text: "128Mi", is: 128 * 1024 ** 2 },
    { text: "1.5Gi", is: 1.5 * 1024 ** 3 },
    { text: "1G", is: 1e9 },
    { text: "1e3", is: 1000 },
    { text: "1E", is: 1e18 },
    { text: "1Ei", is: 1024 ** 6 },
    { text: "100u", is: 1e-4 },
    { text: "100n", is: 1e-7 },
  ])("$text is $is", ({ text, is }) => {
    expect(quantityValue(text)).toBeCloseTo(is, 12);
  });

  test.each(["", "x", "1 Gi", "1gi", "Mi"])("%j is none", (text) => {
    expect(quantityValue(text)).toBeNaN();
  });
});
