import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generateKubernetes } from "../scripts/generate.ts";

describe("generated files", () => {
  const generated = generateKubernetes();

  test.each(Object.keys(generated))("%s is what the generator writes", (file) => {
    const committed = readFileSync(new URL(`../src/${file}`, import.meta.url), "utf8");
    // Not toBe: a diff of 300 KB helps nobody.
    expect(committed === generated[file], "run: node scripts/generate.ts").toBe(true);
  });
});
