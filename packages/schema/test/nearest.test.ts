import { describe, expect, test } from "vitest";
import { didYouMean, nearest } from "../src/nearest.ts";
import { unknownName } from "../src/usage-error.ts";

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

describe("unknownName", () => {
  test("names the nearest and all there are", () => {
    expect(unknownName("environment", "locla", names).message).toBe(
      'there is no environment "locla"; did you mean "local"? (there is local, ci, staging, production)',
    );
  });

  test("says so where there is none", () => {
    expect(unknownName("chart", "web", []).message).toBe('there is no chart "web"; there is no chart');
  });
});
