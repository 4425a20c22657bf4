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

test.each([
  { word: "priorityClassName", candidate: "runtimeClassName", why: "a word is another" },
  { word: "securityContext", candidate: "podSecurityContext", why: "a word is more" },
])("$word is not $candidate: $why", ({ word, candidate }) => {
  expect(nearest(word, [candidate])).toBeUndefined();
});

test.each([
  ["fullNameOverride", "fullnameOverride"],
  ["livenesProbePath", "livenessProbePath"],
  ["shop-wbe", "shop-web"],
  ["todobackend", "todo-backend"],
  ["deploymentEnv", "deploymentEnvironment"],
])("%s means %s", (word, candidate) => {
  expect(nearest(word, [candidate])).toBe(candidate);
});

test("didYouMean is the end of a sentence, or nothing", () => {
  expect(didYouMean("locla", names)).toBe('; did you mean "local"?');
  expect(didYouMean("elsewhere", names)).toBe("");
});
