import { describe, expect, test } from "vitest";
import { didYouMean, nearest } from "../src/nearest.ts";

const names = ["local", "ci", "staging", "production"];

describe("nearest", () => {
  test.each([
    { word: "prodution", is: "production" },
    { word: "STAGING", is: "staging" },
    { word: "locla", is: "local" },
    { word: "cu", is: "ci" },
    { word: "prod", is: "production" },
    { word: "production-eu", is: "production" },
    { word: "elsewhere", is: undefined },
    { word: "p", is: undefined },
    { word: "", is: undefined },
  ])('"$word" means $is', ({ word, is }) => {
    expect(nearest(word, names)).toBe(is);
  });
});

test("didYouMean is the end of a sentence, or nothing", () => {
  expect(didYouMean("locla", names)).toBe('; did you mean "local"?');
  expect(didYouMean("elsewhere", names)).toBe("");
});
